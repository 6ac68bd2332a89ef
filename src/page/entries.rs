//! One entry of the knowledge base as a page of its own.

use yew::prelude::*;

use super::command::decodes;
use super::prose::{link, list, paragraphs, prose, references, steps};
use crate::knowledge::{Cause, Endpoint, ErrorCode, Format, Knowledge, Provider};

fn texts(texts: &[String]) -> Html {
    paragraphs(texts.iter().map(String::as_str))
}

/// A heading over paragraphs; nothing if there are none.
fn part(heading: &'static str, paragraphs: &[String]) -> Html {
    if paragraphs.is_empty() {
        return html! {};
    }
    titled(heading, texts(paragraphs))
}

fn titled(heading: &'static str, body: Html) -> Html {
    html! { <section class="part"><h2>{ heading }</h2>{ body }</section> }
}

/// Links to causes by their titles; nothing if there are none.
fn causes(heading: &'static str, ids: &[String], knowledge: &Knowledge) -> Html {
    let items: Vec<Html> = ids
        .iter()
        .filter_map(|id| knowledge.cause(id))
        .map(|cause| html! { <li>{ link(&cause.title, &["#/cause/", &cause.id].concat()) }</li> })
        .collect();
    if items.is_empty() {
        return html! {};
    }
    titled(heading, html! { <ul>{ items.into_iter().collect::<Html>() }</ul> })
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
                    if !advice.what.is_empty() { <p>{ prose(&advice.what) }</p> }
                    { steps("How to check", &advice.check) }
                    { steps("How to fix it", &advice.fix) }
                </>
            }
        };
        Some(html! {
            <details class="cause">
                <summary>{ provider.name.clone() }</summary>
                <div>{ advice.map(told).collect::<Html>() }</div>
            </details>
        })
    };
    let at: Vec<Html> = knowledge.providers.iter().filter_map(advised).collect();
    html! {
        <>
            <h1>{ cause.title.clone() }</h1>
            <p class="facts"><span><code>{ cause.id.clone() }</code></span></p>
            <div class="what">{ texts(&cause.what) }</div>
            { steps("How to check", &cause.check) }
            { steps("How to fix it", &cause.fix) }
            if !at.is_empty() {
                { titled("At your provider", at.into_iter().collect()) }
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
            <h1><code>{ error.id.clone() }</code></h1>
            <p class="lead">{ prose(&error.title) }</p>
            { part("What the specification says", &error.meaning) }
            { part("What servers use it for", &error.practice) }
            { causes("What it usually stands for", &error.causes, knowledge) }
            { references(&error.references) }
        </>
    }
}

/// A provider.
pub fn provider(provider: &Provider, knowledge: &Knowledge) -> Html {
    let runs_on = provider.runs_on.as_deref().and_then(|id| knowledge.provider(id));
    let console = provider.console.iter().map(|one| {
        let path = if one.url.is_empty() {
            html! { { one.path.clone() } }
        } else {
            link(&one.path, &one.url)
        };
        html! { <><dt>{ "To " }{ one.to.clone() }</dt><dd>{ path }</dd></> }
    });
    let traps = provider.traps.iter().map(|trap| {
        html! { <><dt>{ prose(&trap.title) }</dt><dd>{ prose(&trap.text) }</dd></> }
    });
    let advice = provider.advice.iter().filter_map(|advice| knowledge.cause(&advice.cause));
    let mut advised: Vec<String> = advice.map(|cause| cause.id.clone()).collect();
    advised.dedup();
    html! {
        <>
            <h1>{ provider.name.clone() }</h1>
            <div class="what">{ texts(&provider.about) }</div>
            if let Some(server) = runs_on {
                <p class="facts"><span>{ "runs on " }{ link(&server.name, &["#/provider/", &server.id].concat()) }</span></p>
            }
            if !provider.profiles.is_empty() {
                <p class="row"><a class="button" href={["#/build/", &provider.id].concat()}>{ "Build its token request" }</a></p>
            }
            if !provider.endpoints.is_empty() {
                { titled("Addresses", html! { <dl>{ provider.endpoints.iter().map(endpoint).collect::<Html>() }</dl> }) }
            }
            if !provider.console.is_empty() {
                { titled("In its console", html! { <dl>{ console.collect::<Html>() }</dl> }) }
            }
            if !provider.traps.is_empty() {
                { titled("What people stumble over", html! { <dl>{ traps.collect::<Html>() }</dl> }) }
            }
            { causes("What to do there when", &advised, knowledge) }
            if !provider.formats.is_empty() {
                { titled("What its ids and secrets look like", html! { <dl>{ provider.formats.iter().map(format).collect::<Html>() }</dl> }) }
            }
            if let Some(basic) = &provider.basic {
                { titled("How it reads a Basic header", decodes(basic)) }
            }
            { references(&provider.references) }
        </>
    }
}

fn endpoint(endpoint: &Endpoint) -> Html {
    html! {
        <>
            <dt>{ endpoint.name.clone() }if endpoint.retired { <b class="tag">{ "retired" }</b> }</dt>
            <dd><code>{ endpoint.url.clone() }</code>if !endpoint.note.is_empty() { <p>{ prose(&endpoint.note) }</p> }</dd>
        </>
    }
}

fn format(format: &Format) -> Html {
    let lengths: Vec<String> = format.lengths.iter().map(u16::to_string).collect();
    html! {
        <>
            <dt><code>{ format.of.clone() }</code></dt>
            <dd>
                if !format.prefix.is_empty() { { "Begins with " }<code>{ format.prefix.clone() }</code>{ ". " } }
                if !lengths.is_empty() { { lengths.join(" or ") }{ " characters. " } }
                { prose(&format.note) }
            </dd>
        </>
    }
}
