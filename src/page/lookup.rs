//! The tab that looks things up: the lists, narrowed by a word, or one entry.

use yew::prelude::*;

use super::On;
use super::entries;
use super::field::labelled;
use super::parts::{block, code, headline, small, text};
use super::prose::{link, paragraph};
use super::states;
use crate::browser::field::value_of;
use crate::knowledge::{Cause, Knowledge, Provider};
use crate::state::address::Entry;
use crate::state::{Action, Loading, State};

/// The groups of causes and what they are called.
pub const GROUPS: [(&str, &str); 5] = [
    ("client", "The client and its credentials"),
    ("grant", "The grant, the person and the consent"),
    ("place", "Scope, audience and place"),
    ("call", "The call after the token"),
    ("around", "Around it"),
];

/// Lists or entry.
pub fn panel(state: &State, on: &On) -> Html {
    let knowledge = match &state.knowledge {
        Loading::Ready(knowledge) => knowledge,
        Loading::Failed => return block("entry", states::not_loaded(on)),
        Loading::Under => return block("entry", states::loading()),
    };
    let entry = match &state.entry {
        Entry::Index => None,
        Entry::Cause(id) => {
            let nothing = |_: &Provider| html! {};
            knowledge.cause(id).map(|cause| entries::cause(cause, knowledge, &nothing, html! {}))
        }
        Entry::Error(id) => {
            knowledge.error(id).map(|error| entries::error(error, knowledge, html! {}))
        }
        Entry::Provider(id) => knowledge.provider(id).map(|one| {
            entries::provider(one, knowledge, entries::advised(one, knowledge), html! {})
        }),
    };
    match entry {
        Some(entry) => html! {
            <article class="entry" key={state.address().fragment()}>
                <p class="back"><a href="#/lookup">{ "All entries" }</a></p>
                { entry }
                // Its static page is the address to give to others.
                { block("aside", link("Link to this page", &[state.address().fragment().trim_start_matches("#/"), ".html"].concat())) }
            </article>
        },
        None => index(knowledge, &state.filter, state.entry != Entry::Index, on),
    }
}

fn index(knowledge: &Knowledge, filter: &str, unknown: bool, on: &On) -> Html {
    let words: Vec<String> = filter.split_whitespace().map(str::to_ascii_lowercase).collect();
    let fits = |texts: &[&str]| {
        words.iter().all(|word| texts.iter().any(|text| text.to_ascii_lowercase().contains(word)))
    };
    let causes: Vec<&Cause> =
        knowledge.causes.iter().filter(|cause| fits(&[&cause.id, &cause.title])).collect();
    let group = |(id, name): (&str, &str)| {
        let items = causes.iter().filter(|cause| cause.group == id);
        let items: Vec<Html> =
            items.map(|cause| item("cause", &cause.id, &cause.title, "")).collect();
        titled(name, items, 3)
    };
    let errors: Vec<Html> = knowledge
        .errors
        .iter()
        .filter(|error| fits(&[&error.id, &error.title]))
        .map(|error| item("error", &error.id, &error.id, &error.title))
        .collect();
    let providers: Vec<Html> = knowledge
        .providers
        .iter()
        .filter(|one| fits(&[&one.id, &one.name]))
        .map(|one| item("provider", &one.id, &one.name, ""))
        .collect();
    let is_empty = causes.is_empty() && errors.is_empty() && providers.is_empty();
    let oninput = on.reform(|event: InputEvent| Action::Filter(value_of(&event)));
    html! {
        <div class="index">
            { headline("Look up".to_owned()) }
            if unknown {
                { paragraph("notice", "There is no entry at this address. It may have been mistyped.") }
            }
            { labelled("filter".into(), "Narrow the lists".into(), html! {}, html! {
                <input id="filter" type="search" value={filter.to_owned()} {oninput} autocomplete="off" spellcheck="false"
                    autocapitalize="off" placeholder="invalid_grant, secret, Okta …" />
            }) }
            <p class="heard" role="status">{ if is_empty { "Nothing fits." } else { "" } }</p>
            if is_empty { { paragraph("aside", "Nothing fits these words.") } }
            <div class="lists">
                if !causes.is_empty() {
                    <section><h2>{ "Causes" }</h2>{ GROUPS.into_iter().map(group).collect::<Html>() }</section>
                }
                { titled("Error codes", errors, 2) }
                { titled("Providers", providers, 2) }
            </div>
        </div>
    }
}

fn titled(name: &str, items: Vec<Html>, level: u8) -> Html {
    if items.is_empty() {
        return html! {};
    }
    let name = name.to_owned();
    let heading = if level == 2 {
        html! { <h2>{ name }</h2> }
    } else {
        html! { <h3>{ name }</h3> }
    };
    html! { <section>{ heading }<ul>{ items.into_iter().collect::<Html>() }</ul></section> }
}

fn item(kind: &str, id: &str, title: &str, about: &str) -> Html {
    let href = ["#/", kind, "/", id].concat();
    let title = if kind == "error" { code(title.to_owned()) } else { text(title) };
    let about = (!about.is_empty()).then(|| small([" ", about].concat()));
    html! { <li><a {href}>{ title }</a>{ for about }</li> }
}
