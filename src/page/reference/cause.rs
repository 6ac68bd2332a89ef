//! A cause's page.

use yew::prelude::*;

use super::advice::{self, OF_CAUSE};
use super::beside::{Owner, Room};
use super::document::Page;
use super::link::app;
use super::printed::{self, Sign};
use super::{newest, summary};
use crate::knowledge::{Cause, Knowledge, Provider, Rule};
use crate::page::entries;
use crate::page::parts::text;
use crate::page::prose::{link, part};

/// So many providers are named with what they print; it is the rest that makes a page long.
const PROVIDERS: usize = 40;
/// So many of their messages are shown; the provider's own page has them all.
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
    let at_providers = if fits {
        OF_CAUSE.section(&advice)
    } else {
        OF_CAUSE.way(&owner, ["What to do at ", &advice.len().to_string(), " providers"].concat())
    };
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
        pages.extend(OF_CAUSE.pages(&owner, advice));
    }
    pages
}

/// What servers print for it, each by its first messages.
fn printed_for(cause: &Cause, knowledge: &Knowledge) -> Html {
    let told = |provider: &Provider| {
        let lines: Vec<Html> = messages(&provider.rules, &cause.id).take(MESSAGES).collect();
        (!lines.is_empty()).then(|| {
            let lines = lines.into_iter().map(|line| html! { <>{ " " }{ line }{ "." }</> });
            let address = ["#/provider/", &provider.id].concat();
            html! { <li>{ link(&provider.name, &address) }{ ":" }{ lines.collect::<Html>() }</li> }
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
    part("What servers print for it", html! { <ul>{ items.into_iter().collect::<Html>() }</ul> })
}

/// The lines of the rules that name a cause, those with words of the server's own first.
fn messages<'r>(rules: &'r [Rule], cause: &'r str) -> impl Iterator<Item = Html> + 'r {
    let lines =
        rules.iter().filter(move |rule| rule.cause == cause).map(|rule| printed::signs(&rule.when));
    let mut lines: Vec<Vec<Sign>> = lines.filter(|signs| !signs.is_empty()).collect();
    lines.sort_by_key(|signs| !signs.iter().any(|sign| matches!(sign, Sign::Words(_))));
    lines.into_iter().map(|signs| printed::line(&signs))
}
