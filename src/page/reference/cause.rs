//! A cause's page.

use yew::prelude::*;

use super::document::{Page, open};
use super::printed::{self, Sign};
use super::{newest, summary};
use crate::knowledge::{Cause, Knowledge, Provider, Rule};
use crate::page::entries;
use crate::page::parts::text;
use crate::page::prose::{button_link, link, part};

/// So many providers are named with what they print; it is the rest that makes a page long.
const PROVIDERS: usize = 40;
/// So many of their messages are shown; the provider's own page has them all.
const MESSAGES: usize = 2;

/// The page.
pub fn page(cause: &Cause, knowledge: &Knowledge) -> Page {
    let at = |provider: &Provider| {
        let known = [("provider", provider.id.as_str()), ("cause", cause.id.as_str())];
        html! {
            <p class="row">
                { open("Open with both set", &known) }
                { link(&["All about ", &provider.name].concat(), &["#/provider/", &provider.id].concat()) }
            </p>
        }
    };
    let body = html! {
        <>
            { entries::cause(cause, knowledge, &at, printed_for(cause, knowledge)) }
            { button_link(super::link::app(&[("cause", &cause.id)]), "Open this cause in the page".to_owned()) }
        </>
    };
    Page {
        folder: "cause",
        name: cause.id.clone(),
        title: summary::title(&cause.title),
        description: summary::description("", &cause.what),
        crumb: cause.title.trim_end_matches('.').to_owned(),
        parent: None,
        seen: newest(&cause.references),
        body,
    }
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
