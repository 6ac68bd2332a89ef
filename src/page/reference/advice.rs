//! What to do for a cause at a provider: on the provider's page cause by cause, on the cause's provider by provider.

use yew::prelude::*;

use super::beside::{Item, Matter};
use super::link::app;
use crate::knowledge::{Cause, Knowledge, Provider};
use crate::page::entries::{self, advised_causes};
use crate::page::parts::{openable, text};
use crate::page::prose::link;

/// On a provider's page.
pub const OF_PROVIDER: Matter = Matter {
    name: "advice",
    heading: "What to do there",
    lead: "",
    crumb: "What to do for each cause",
};
/// On a cause's page.
pub const OF_CAUSE: Matter = Matter {
    name: "providers",
    heading: "At your provider",
    lead: "",
    crumb: "What to do at each provider",
};

/// What to do at a provider, a cause an item.
pub fn of_provider(provider: &Provider, knowledge: &Knowledge) -> Vec<Item> {
    let item = |cause: &Cause| {
        let general = link("The cause in general", &["#/cause/", &cause.id].concat());
        item(provider, cause, (["do-", &cause.id].concat(), &cause.title), general)
    };
    advised_causes(provider).iter().filter_map(|id| knowledge.cause(id)).filter_map(item).collect()
}

/// What to do for a cause, a provider an item.
pub fn of_cause(cause: &Cause, knowledge: &Knowledge) -> Vec<Item> {
    let item = |provider: &Provider| {
        let all = ["All about ", &provider.name].concat();
        let further = link(&all, &["#/provider/", &provider.id].concat());
        item(provider, cause, (["at-", &provider.id].concat(), &provider.name), further)
    };
    knowledge.providers.iter().filter_map(item).collect()
}

fn item(
    provider: &Provider,
    cause: &Cause,
    (id, title): (String, &str),
    further: Html,
) -> Option<Item> {
    let advice = entries::advice(provider, &cause.id)?;
    let address = app(&[("provider", &provider.id), ("cause", &cause.id)]);
    let body = html! {
        <>
            { advice }
            <p class="row">
                <a class="button" href={address}>{ "Diagnose at " }{ provider.name.clone() }</a>
                { further }
            </p>
        </>
    };
    let body = html! { <div id={id.clone()}>{ openable(text(title), body) }</div> };
    Some(Item { id, title: title.to_owned(), body })
}
