//! An error code's page.

use yew::prelude::*;

use super::document::Page;
use super::{link, newest, summary};
use crate::knowledge::{ErrorCode, Knowledge, Provider};
use crate::page::entries;
use crate::page::parts::text;
use crate::page::prose::{self, part};

/// So many providers are named.
const PROVIDERS: usize = 60;
/// So many causes are named for each.
const CAUSES: usize = 3;

/// The page.
pub fn page(error: &ErrorCode, knowledge: &Knowledge) -> Page {
    let body = entries::error(error, knowledge, answered_by(error, knowledge));
    let said: Vec<String> = error.practice.iter().chain(&error.meaning).cloned().collect();
    Page {
        folder: "error",
        name: error.id.clone(),
        title: summary::title(&[&error.id, ": ", &error.title].concat()),
        description: summary::description(&[&error.id, ":"].concat(), &said),
        crumb: error.id.clone(),
        parent: None,
        seen: newest(&error.references),
        open: ("Diagnose with this code".to_owned(), link::app(&[("error", &error.id)])),
        body,
    }
}

/// Providers with rules of their own for this code, and what they mean by it.
fn answered_by(error: &ErrorCode, knowledge: &Knowledge) -> Html {
    let told = |provider: &Provider| {
        let named = provider.rules.iter().filter(|rule| rule.when.error.contains(&error.id));
        let mut causes: Vec<&str> = Vec::new();
        for rule in named {
            if !causes.contains(&rule.cause.as_str()) {
                causes.push(&rule.cause);
            }
        }
        let links = causes.iter().filter_map(|id| knowledge.cause(id)).take(CAUSES).map(|cause| {
            let address = ["#/cause/", &cause.id].concat();
            html! { <>{ " " }{ prose::link(&cause.title, &address) }</> }
        });
        let address = ["#/provider/", &provider.id].concat();
        (!causes.is_empty()).then(|| {
            html! { <li>{ prose::link(&provider.name, &address) }{ ":" }{ links.collect::<Html>() }</li> }
        })
    };
    let mut items: Vec<Html> = knowledge.providers.iter().filter_map(told).collect();
    if items.is_empty() {
        return html! {};
    }
    let more = items.len().saturating_sub(PROVIDERS);
    items.truncate(PROVIDERS);
    if more > 0 {
        items.push(html! { <li>{ text(&["… and ", &more.to_string(), " others"].concat()) }</li> });
    }
    part(
        "What single servers mean by it",
        html! { <ul>{ items.into_iter().collect::<Html>() }</ul> },
    )
}
