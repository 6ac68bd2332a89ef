//! One entry of the knowledge base as a page of its own.

use yew::prelude::*;

use super::basic::decodes;
use super::parts::{self, block, code, facts, headline, openable, text};
use super::prose::{
    button_link, item, link, list, paragraph, paragraphs, part, prose, references, steps,
};
use crate::knowledge::{Advice, Cause, Endpoint, ErrorCode, Format, Knowledge, Provider};

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

/// A cause; `advised` stands for what to do at each provider, `more` before the sources.
pub fn cause(cause: &Cause, knowledge: &Knowledge, advised: Html, more: Html) -> Html {
    html! {
        <>
            { headline(cause.title.clone()) }
            { facts(&[["`", &cause.id, "`"].concat()]) }
            { block("what", paragraphs(&cause.what)) }
            { steps("How to check", &cause.check) }
            { steps("How to fix it", &cause.fix) }
            { advised }
            { list("When it is something else", &cause.otherwise) }
            { causes("Easily taken for it", &cause.related, knowledge) }
            { more }
            { references(&cause.references) }
        </>
    }
}

/// What to do for a cause at each provider where something is special.
pub fn at_providers(cause: &Cause, knowledge: &Knowledge) -> Html {
    let advised =
        |provider: &Provider| Some(openable(text(&provider.name), advice(provider, &cause.id)?));
    let advised: Vec<Html> = knowledge.providers.iter().filter_map(advised).collect();
    if advised.is_empty() {
        return html! {};
    }
    part("At your provider", advised.into_iter().collect())
}

/// What to do at a provider for a cause, if anything is special there.
pub fn advice(provider: &Provider, cause: &str) -> Option<Html> {
    let mut advice = provider.advice.iter().filter(|advice| advice.cause == cause).peekable();
    advice.peek()?;
    let told = |advice: &Advice| {
        html! {
            <>
                { paragraphs(Some(&advice.what).filter(|what| !what.is_empty())) }
                { steps("How to check", &advice.check) }
                { steps("How to fix it", &advice.fix) }
            </>
        }
    };
    Some(advice.map(told).collect())
}

/// An error code; `more` stands before the sources.
pub fn error(error: &ErrorCode, knowledge: &Knowledge, more: Html) -> Html {
    html! {
        <>
            { headline(error.id.clone()) }
            { paragraph("lead", &error.title) }
            { told("What the specification says", &error.meaning) }
            { told("What servers use it for", &error.practice) }
            { causes("What it usually stands for", &error.causes, knowledge) }
            { more }
            { references(&error.references) }
        </>
    }
}

/// A provider; `advised` stands for what to do there, `more` behind what it is.
pub fn provider(provider: &Provider, knowledge: &Knowledge, advised: Html, more: Html) -> Html {
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
            { more }
            { terms("Addresses", provider.endpoints.iter().map(endpoint).collect()) }
            { terms("In its console", console.collect()) }
            { stumbled_over(provider) }
            { advised }
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
    causes("What to do there when", &advised_causes(provider), knowledge)
}

/// Their ids, each once.
pub fn advised_causes(provider: &Provider) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for advice in &provider.advice {
        if !ids.contains(&advice.cause) {
            ids.push(advice.cause.clone());
        }
    }
    ids
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
