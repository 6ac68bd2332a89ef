//! What a provider says and what that means: its rules, in the order of the causes.

use std::ops::Deref;

use yew::prelude::*;

use super::beside::{Item, Matter};
use super::printed;
use crate::knowledge::{Cause, Knowledge, Provider, Rule};
use crate::page::lookup::GROUPS;
use crate::page::prose::{link, prose};

/// On a provider's page.
pub const MESSAGES: Matter = Matter {
    name: "messages",
    heading: "What it says, and what that means",
    lead: "Each line is what its answer holds, then what that means. Case and punctuation don't matter.",
    crumb: "Messages and what they mean",
};

/// A provider's messages, a cause an item, the causes in the order of their list.
pub fn of_provider(provider: &Provider, knowledge: &Knowledge) -> Vec<Item> {
    let of_group =
        |group: &'static str| knowledge.causes.iter().filter(move |cause| cause.group == group);
    let item = |cause: &Cause| {
        let rules = shown(provider).filter(|rule| rule.cause == cause.id);
        let lines: Vec<Html> = rules.map(line).collect();
        let address = ["#/cause/", &cause.id].concat();
        (!lines.is_empty()).then(|| Item {
            id: cause.id.clone(),
            title: cause.title.clone(),
            body: html! {
                <>
                    <h3 id={cause.id.clone()}>{ link(&cause.title, &address) }</h3>
                    <ul class="messages">{ lines.into_iter().collect::<Html>() }</ul>
                </>
            },
        })
    };
    GROUPS.iter().flat_map(|(group, _)| of_group(group)).filter_map(item).collect()
}

/// The rules that ask for something to be seen.
fn shown(provider: &Provider) -> impl Iterator<Item = &Rule> {
    provider
        .rules
        .iter()
        .map(Deref::deref)
        .filter(|rule: &&Rule| !printed::signs(&rule.when).is_empty())
}

fn line(rule: &Rule) -> Html {
    html! { <li>{ printed::line(&printed::signs(&rule.when)) }<span>{ prose(&rule.note) }</span></li> }
}
