//! An error code's page.

use yew::prelude::*;

use super::document::Page;
use super::{link, named, newest, summary};
use crate::knowledge::{Cause, ErrorCode, Knowledge, Provider};
use crate::page::entries;
use crate::page::prose;

/// So many causes are named for each provider.
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
        let causes = causes.into_iter().filter_map(|id| knowledge.cause(id)).take(CAUSES);
        let link = |cause: &Cause| {
            let address = ["#/cause/", &cause.id].concat();
            html! { <>{ " " }{ prose::link(&cause.title, &address) }</> }
        };
        causes.map(link).collect::<Vec<Html>>()
    };
    let told = knowledge.providers.iter().map(|provider| (provider, told(provider)));
    let told = told.filter(|(_, links)| !links.is_empty());
    let told = told.map(|(provider, links)| (provider, links.into_iter().collect()));
    named::providers("What single servers mean by it", &told.collect::<Vec<_>>())
}
