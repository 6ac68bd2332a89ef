//! A cause's page.

use yew::prelude::*;

use super::advice::{self, OF_CAUSE};
use super::beside::{Owner, Room};
use super::document::Page;
use super::link::app;
use super::printed::{self, Sign};
use super::{named, newest, summary};
use crate::knowledge::{Cause, Knowledge, Provider, Unread};
use crate::page::entries;

/// So many of a provider's messages are shown; the provider's own page has them all.
const MESSAGES: usize = 2;

/// The page, and those beside it.
pub fn pages(cause: &Cause, knowledge: &Knowledge) -> Vec<Page> {
    let owner = Owner {
        folder: "cause",
        id: &cause.id,
        name: cause.title.trim_end_matches('.'),
        seen: newest(&cause.references),
        open: ("Diagnose with this cause".to_owned(), app(&[("cause", &cause.id)])),
    };
    let view = |advised| entries::cause(cause, knowledge, advised, printed_for(cause, knowledge));
    let advice = advice::of_cause(cause, knowledge);
    let fits = Room::beside(&view(html! {})).take(&advice);
    let at_providers = if fits { OF_CAUSE.section(&advice) } else { OF_CAUSE.way(&owner, &advice) };
    let mut pages = vec![Page {
        folder: "cause",
        name: cause.id.clone(),
        title: summary::title(&cause.title),
        description: summary::description("", &cause.what),
        crumb: owner.name.to_owned(),
        parent: None,
        seen: owner.seen.clone(),
        open: owner.open.clone(),
        body: view(at_providers),
    }];
    if !fits {
        pages.extend(OF_CAUSE.pages(&owner, &advice));
    }
    pages
}

/// What servers print for it, each by its first messages.
fn printed_for(cause: &Cause, knowledge: &Knowledge) -> Html {
    let told = |provider: &'_ Provider| {
        let lines = messages(&provider.rules, &cause.id).take(MESSAGES);
        lines.map(|line| html! { <>{ " " }{ line }{ "." }</> }).collect::<Vec<Html>>()
    };
    let told = knowledge.providers.iter().map(|provider| (provider, told(provider)));
    let told = told.filter(|(_, lines)| !lines.is_empty());
    let told = told.map(|(provider, lines)| (provider, lines.into_iter().collect()));
    named::providers("What servers print for it", &told.collect::<Vec<_>>())
}

/// The lines of the rules that name a cause, those with words of the server's own first.
fn messages<'r>(rules: &'r [Unread], cause: &'r str) -> impl Iterator<Item = Html> + 'r {
    let lines =
        rules.iter().filter(move |rule| rule.cause == cause).map(|rule| printed::signs(&rule.when));
    let mut lines: Vec<Vec<Sign>> = lines.filter(|signs| !signs.is_empty()).collect();
    lines.sort_by_key(|signs| !signs.iter().any(|sign| matches!(sign, Sign::Words(_))));
    lines.into_iter().map(|signs| printed::line(&signs))
}
