//! The tab that looks things up: the lists, what a search found, or one entry.

use yew::prelude::*;

use super::On;
use super::entries;
use super::field::labelled;
use super::parts::{block, code, headline, small, text};
use super::prose::{link, paragraph};
use super::states;
use crate::browser::{self, field::value_of};
use crate::knowledge::Knowledge;
use crate::site::Site;
use crate::state::address::{Address, Entry};
use crate::state::hits::{Found, MOST, hits};
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
        Entry::Cause(id) => knowledge.cause(id).map(|cause| {
            entries::cause(cause, knowledge, entries::at_providers(cause, knowledge), html! {})
        }),
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
                // Its static page is the address to give to others; what a pack brought has none, nor has the one-file edition.
                if browser::noted("one-file").is_some() && !state.hosted.brought.iter().any(|id| id == state.entry.id()) {
                    { block("aside", link("Link to this page", &[state.address().fragment().get(2..).unwrap_or_default(), ".html"].concat())) }
                }
            </article>
        },
        None => index(knowledge, state, on),
    }
}

fn index(knowledge: &Knowledge, state: &State, on: &On) -> Html {
    let (filter, unknown) = (state.filter.as_str(), state.entry != Entry::Index);
    let hits = hits(filter, knowledge);
    let first = hits.first().map(Found::address);
    let asked = !filter.trim().is_empty();
    let said = match (asked, hits.len()) {
        (false, _) => String::new(),
        (true, 0) => "Nothing fits.".to_owned(),
        (true, 1) => "1 entry fits.".to_owned(),
        (true, MOST..) => "Many entries fit, the best first.".to_owned(),
        (true, count) => [&count.to_string(), " entries fit, the best first."].concat(),
    };
    html! {
        <div class="index">
            { headline("Look up".to_owned()) }
            if unknown {
                { paragraph("notice", "There is no entry at this address. It may have been mistyped.") }
            }
            { search_box(filter, first, on) }
            <p class="heard" role="status">{ said }</p>
            if !asked {
                { lists(knowledge, &state.hosted.site) }
            } else if hits.is_empty() {
                { paragraph("aside", "Nothing fits these words. Fewer words find more; a mistake or two is forgiven.") }
            } else {
                { super::hits::list(hits) }
            }
        </div>
    }
}

/// The box; Enter opens the first of what fits.
fn search_box(filter: &str, first: Option<Address>, on: &On) -> Html {
    let oninput = on.reform(|event: InputEvent| Action::Filter(value_of(&event)));
    let onkeydown = {
        let on = on.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(first) = first.clone().filter(|_| event.key() == "Enter") {
                on.emit(Action::Go(first));
            }
        })
    };
    labelled(
        "filter".into(),
        "Search".into(),
        small("a code, a message, a host, a name".to_owned()),
        html! {
            <input id="filter" type="search" value={filter.to_owned()} {oninput} {onkeydown} autocomplete="off"
                spellcheck="false" autocapitalize="off" placeholder="invalid_grant, AADSTS50011, Okta …" />
        },
    )
}

/// Everything there is, by kind.
fn lists(knowledge: &Knowledge, site: &Site) -> Html {
    let group = |(id, name): (&str, &str)| {
        let causes = knowledge.causes.iter().filter(|cause| cause.group == id);
        titled(name, causes.map(|cause| item("cause", &cause.id, &cause.title, "")).collect(), 3)
    };
    let errors = knowledge.errors.iter().map(|one| item("error", &one.id, &one.id, &one.title));
    let providers = site.providers(knowledge).into_iter();
    let providers = providers.map(|one| item("provider", &one.id, &one.name, ""));
    html! {
        <div class="lists">
            <section><h2>{ "Causes" }</h2>{ GROUPS.into_iter().map(group).collect::<Html>() }</section>
            { titled("Error codes", errors.collect(), 2) }
            { titled("Providers", providers.collect(), 2) }
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
