//! What a provider says and what that means: its rules, in the order of the causes.

use yew::prelude::*;

use super::beside::{Matter, Share};
use super::document::Page;
use super::{advice, printed};
use crate::knowledge::{Cause, Knowledge, Provider, Rule};
use crate::page::lookup::GROUPS;
use crate::page::prose::{link, paragraph, part, prose};

/// Messages that stand on the provider's own page, counted with the causes that it has advice for.
const TOGETHER: usize = 40;
/// So many messages stand on one page at most.
const A_PAGE: usize = 100;

const MATTER: Matter = Matter {
    name: "messages",
    headline: ["What ", " says"],
    remark: ", and what it means",
    crumb: "Messages",
};

/// The messages of a cause.
struct Group<'k> {
    cause: &'k str,
    title: &'k str,
    rules: Vec<&'k Rule>,
}

/// The rules that ask for something to be seen.
fn shown(provider: &Provider) -> impl Iterator<Item = &Rule> {
    provider.rules.iter().filter(|rule| !printed::signs(&rule.when).is_empty())
}

/// Whether they are too many for the provider's own page.
fn are_many(provider: &Provider) -> bool {
    shown(provider).count() + advice::count(provider) > TOGETHER
}

/// The messages, or the way to them where they are too many.
pub fn section(provider: &Provider, knowledge: &Knowledge) -> Html {
    let number = shown(provider).count();
    if number == 0 {
        return html! {};
    }
    let body = if are_many(provider) {
        MATTER.button(provider, &["All its ", &number.to_string(), " messages"].concat())
    } else {
        groups(&grouped(provider, knowledge), 3)
    };
    html! { <div id="messages">{ part("What it says, and what that means", body) }</div> }
}

/// The pages of a provider's messages; none if they stand on the provider's own.
pub fn pages(provider: &Provider, knowledge: &Knowledge) -> Vec<Page> {
    if shown(provider).next().is_none() || !are_many(provider) {
        return Vec::new();
    }
    let share = |chunk: Vec<Group<'_>>| Share {
        titles: chunk.iter().map(|group| group.title.to_owned()).collect(),
        body: html! { <>{ paragraph("lead", HOW_TO_READ) }{ groups(&chunk, 2) }</> },
    };
    let chunks = chunks(grouped(provider, knowledge));
    MATTER.pages(provider, chunks.into_iter().map(share).collect())
}

const HOW_TO_READ: &str =
    "Each line is what its answer holds, then what that means. Case and punctuation don't matter.";

/// Groups for each page: a group is never parted.
fn chunks<'k>(groups: Vec<Group<'k>>) -> Vec<Vec<Group<'k>>> {
    let mut chunks: Vec<Vec<Group<'k>>> = Vec::new();
    let mut filled = A_PAGE;
    for group in groups {
        if filled + group.rules.len() > A_PAGE {
            chunks.push(Vec::new());
            filled = 0;
        }
        filled += group.rules.len();
        if let Some(last) = chunks.last_mut() {
            last.push(group);
        }
    }
    chunks
}

/// The rules by cause, the causes in the order of their list.
fn grouped<'k>(provider: &'k Provider, knowledge: &'k Knowledge) -> Vec<Group<'k>> {
    let causes = GROUPS
        .iter()
        .flat_map(|(group, _)| knowledge.causes.iter().filter(move |cause| cause.group == *group));
    let group = |cause: &'k Cause| {
        let rules: Vec<&Rule> = shown(provider).filter(|rule| rule.cause == cause.id).collect();
        (!rules.is_empty()).then_some(Group { cause: &cause.id, title: &cause.title, rules })
    };
    causes.filter_map(group).collect()
}

/// The groups under headings of a level: two on a page of their own, three in a part of another page.
fn groups(groups: &[Group<'_>], level: u8) -> Html {
    let line = |rule: &&Rule| {
        html! { <li>{ printed::line(&printed::signs(&rule.when)) }<span>{ prose(&rule.note) }</span></li> }
    };
    let group = |group: &Group<'_>| {
        let id = group.cause.to_owned();
        let title = link(group.title, &["#/cause/", group.cause].concat());
        let heading = if level == 2 {
            html! { <h2 {id}>{ title }</h2> }
        } else {
            html! { <h3 {id}>{ title }</h3> }
        };
        html! { <>{ heading }<ul class="messages">{ group.rules.iter().map(line).collect::<Html>() }</ul></> }
    };
    groups.iter().map(group).collect()
}
