//! What to do at a provider, cause by cause.

use yew::prelude::*;

use super::beside::{Matter, Share};
use super::document::{Page, open};
use crate::knowledge::{Cause, Knowledge, Provider};
use crate::page::entries::{self, advised_causes};
use crate::page::parts::{openable, text};
use crate::page::prose::{link, part};

/// A provider with advice for more causes than this has it on pages of its own.
const TOGETHER: usize = 25;
/// So many causes stand on one of these at most.
const A_PAGE: usize = 30;

const MATTER: Matter = Matter {
    name: "advice",
    headline: ["What to do at ", ""],
    remark: ", cause by cause",
    crumb: "Advice",
};

/// The advice, or the way to it where it is too much.
pub fn section(provider: &Provider, knowledge: &Knowledge) -> Html {
    let causes = causes(provider, knowledge);
    let body = match causes.len() {
        0 => return html! {},
        1..=TOGETHER => told(provider, &causes),
        many => {
            let words = ["What to do for ", &many.to_string(), " causes"].concat();
            MATTER.button(provider, &words)
        }
    };
    part("What to do there", body)
}

/// The pages of a provider's advice; none if it stands on the provider's own.
pub fn pages(provider: &Provider, knowledge: &Knowledge) -> Vec<Page> {
    let causes = causes(provider, knowledge);
    if causes.len() <= TOGETHER {
        return Vec::new();
    }
    let share = |causes: &[&Cause]| Share {
        titles: causes.iter().map(|cause| cause.title.clone()).collect(),
        body: told(provider, causes),
    };
    MATTER.pages(provider, causes.chunks(A_PAGE).map(share).collect())
}

/// How many causes there is advice for.
pub fn count(provider: &Provider) -> usize {
    advised_causes(provider).len()
}

fn causes<'k>(provider: &Provider, knowledge: &'k Knowledge) -> Vec<&'k Cause> {
    advised_causes(provider).iter().filter_map(|id| knowledge.cause(id)).collect()
}

/// The advice, a cause at a time.
fn told(provider: &Provider, causes: &[&Cause]) -> Html {
    let told = |cause: &&Cause| {
        let known = [("provider", provider.id.as_str()), ("cause", cause.id.as_str())];
        let body = html! {
            <>
                { entries::advice(provider, &cause.id)? }
                <p class="row">
                    { open("Open with both set", &known) }
                    { link("The cause in general", &["#/cause/", &cause.id].concat()) }
                </p>
            </>
        };
        Some(openable(text(&cause.title), body))
    };
    causes.iter().filter_map(told).collect()
}
