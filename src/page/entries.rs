//! One entry of the knowledge base as a page of its own.

use yew::prelude::*;

use super::basic::decodes;
use super::parts::{self, block, code, facts, headline, openable, text};
use super::prose::{
    button_link, item, link, list, paragraph, paragraphs, part, prose, references, steps,
};
use crate::knowledge::{Cause, Endpoint, ErrorCode, Format, Knowledge, Provider};

/// A heading over paragraphs; nothing if there are none.
fn told(heading: &'static str, texts: &[String]) -> Html {
    if texts.is_empty() {
        html! {}
    } else {
        part(heading, paragraphs(texts))
    }
}

/// A heading over terms; nothing if there are none.
fn terms(heading: &'static str, terms: Vec<(Html, Html)>) -> Html {
    if terms.is_empty() {
        html! {}
    } else {
        part(heading, parts::terms(terms))
    }
}

/// Links to causes by their titles; nothing if there are none.
fn causes(heading: &'static str, ids: &[String], knowledge: &Knowledge) -> Html {
    let items: Vec<Html> = ids
        .iter()
        .filter_map(|id| knowledge.cause(id))
        .map(|cause| item(link(&cause.title, &["#/cause/", &cause.id].concat())))
        .collect();
    if items.is_empty() {
        return html! {};
    }
    part(heading, html! { <ul>{ items.into_iter().collect::<Html>() }</ul> })
}

/// A cause.
pub fn cause(cause: &Cause, knowledge: &Knowledge) -> Html {
    let advised = |provider: &Provider| {
        let mut advice =
            provider.advice.iter().filter(|advice| advice.cause == cause.id).peekable();
        advice.peek()?;
        let told = |advice: &crate::knowledge::Advice| {
            html! {
                <>
                    { paragraphs(Some(&advice.what).filter(|what| !what.is_empty())) }
                    { steps("How to check", &advice.check) }
                    { steps("How to fix it", &advice.fix) }
                </>
            }
        };
        Some(openable(text(&provider.name), advice.map(told).collect()))
    };
    let at: Vec<Html> = knowledge.providers.iter().filter_map(advised).collect();
    html! {
        <>
            { headline(cause.title.clone()) }
            { facts(&[["`", &cause.id, "`"].concat()]) }
            { block("what", paragraphs(&cause.what)) }
            { steps("How to check", &cause.check) }
            { steps("How to fix it", &cause.fix) }
            if !at.is_empty() {
                { part("At your provider", at.into_iter().collect()) }
            }
            { list("When it is something else", &cause.otherwise) }
            { causes("Easily taken for it", &cause.related, knowledge) }
            { references(&cause.references) }
        </>
    }
}

/// An error code.
pub fn error(error: &ErrorCode, knowledge: &Knowledge) -> Html {
    html! {
        <>
            { headline(error.id.clone()) }
            { paragraph("lead", &error.title) }
            { told("What the specification says", &error.meaning) }
            { told("What servers use it for", &error.practice) }
            { causes("What it usually stands for", &error.causes, knowledge) }
            { references(&error.references) }
        </>
    }
}

/// A provider.
pub fn provider(provider: &Provider, knowledge: &Knowledge) -> Html {
    let runs_on = provider.runs_on.as_deref().and_then(|id| knowledge.provider(id));
    let console = provider.console.iter().map(|one| {
        let path = if one.url.is_empty() { text(&one.path) } else { link(&one.path, &one.url) };
        (text(&["To ", &one.to].concat()), path)
    });
    html! {
        <>
            { headline(provider.name.clone()) }
            { block("what", paragraphs(&provider.about)) }
            if let Some(server) = runs_on {
                { facts(&[["runs on [", &server.name, "](#/provider/", &server.id, ")"].concat()]) }
            }
            if !provider.profiles.is_empty() {
                { button_link(["#/build/", &provider.id].concat(), "Build its token request".to_owned()) }
            }
            { terms("Addresses", provider.endpoints.iter().map(endpoint).collect()) }
            { terms("In its console", console.collect()) }
            { stumbled_over(provider) }
            { advised(provider, knowledge) }
            { terms("What its ids and secrets look like", provider.formats.iter().map(format).collect()) }
            if let Some(basic) = &provider.basic {
                { part("How it reads a Basic header", decodes(basic)) }
            }
            { references(&provider.references) }
        </>
    }
}

/// A provider's traps.
pub fn stumbled_over(provider: &Provider) -> Html {
    let traps = provider.traps.iter().map(|trap| (prose(&trap.title), prose(&trap.text)));
    terms("What people stumble over", traps.collect())
}

/// The causes that a provider has advice for.
pub fn advised(provider: &Provider, knowledge: &Knowledge) -> Html {
    let advice = provider.advice.iter().filter_map(|advice| knowledge.cause(&advice.cause));
    let mut advised: Vec<String> = advice.map(|cause| cause.id.clone()).collect();
    advised.dedup();
    causes("What to do there when", &advised, knowledge)
}

fn endpoint(endpoint: &Endpoint) -> (Html, Html) {
    let retired = endpoint.retired.then(|| html! { <b class="tag">{ "retired" }</b> });
    let remark = Some(&endpoint.note).filter(|note| !note.is_empty());
    (
        html! { <>{ endpoint.name.clone() }{ for retired }</> },
        html! { <>{ code(endpoint.url.clone()) }{ paragraphs(remark) }</> },
    )
}

fn format(format: &Format) -> (Html, Html) {
    let mut said = String::new();
    if !format.prefix.is_empty() {
        said.push_str(&["Begins with `", &format.prefix, "`. "].concat());
    }
    if !format.lengths.is_empty() {
        let lengths: Vec<String> = format.lengths.iter().map(u16::to_string).collect();
        said.push_str(&[&lengths.join(" or "), " characters. "].concat());
    }
    said.push_str(&format.note);
    (code(format.of.clone()), prose(&said))
}
