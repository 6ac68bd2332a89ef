//! A provider's page: what the look-up shows, and the reference of its requests and messages.

use yew::prelude::*;

use super::advice::{self, OF_PROVIDER};
use super::beside::{Item, Matter, Owner, Room};
use super::document::Page;
use super::link::app;
use super::messages::{self, MESSAGES};
use super::{newest, summary};
use crate::knowledge::{Environment, Input, Knowledge, Profile, Provider};
use crate::page::entries;
use crate::page::parts::{code, terms, text};
use crate::page::prose::{link, part};

/// The page, and those beside it. The messages come first, since most who come look for one of them.
pub fn pages(provider: &Provider, knowledge: &Knowledge) -> Vec<Page> {
    let basic = provider.basic.iter().flat_map(|basic| &basic.references);
    let open = ["Diagnose at ", &provider.name].concat();
    let owner = Owner {
        folder: "provider",
        id: &provider.id,
        name: &provider.name,
        seen: newest(provider.references.iter().chain(basic)),
        open: (open, app(&[("provider", &provider.id)])),
    };
    let view = |messages: Html, advised: Html| {
        let more = html! {
            <>
                { messages }
                { inherited(provider, knowledge) }
                { requests(provider) }
                { environments(&provider.environments) }
            </>
        };
        entries::provider(provider, knowledge, advised, more)
    };
    let mut room = Room::beside(&view(html! {}, html! {}));
    let mut beside = Vec::new();
    let mut part = |matter: &Matter, items: Vec<Item>| {
        if room.take(&items) {
            return matter.section(&items);
        }
        beside.extend(matter.pages(&owner, &items));
        matter.way(&owner, &items)
    };
    let messages = part(&MESSAGES, messages::of_provider(provider, knowledge));
    let advised = part(&OF_PROVIDER, advice::of_provider(provider, knowledge));
    let mut pages = vec![Page {
        folder: "provider",
        name: provider.id.clone(),
        title: summary::title(&[&provider.name, ": OAuth errors and what they mean"].concat()),
        description: summary::description(&[&provider.name, ":"].concat(), &provider.about),
        crumb: provider.name.clone(),
        parent: None,
        seen: owner.seen.clone(),
        open: owner.open.clone(),
        body: view(messages, advised),
    }];
    pages.extend(beside);
    pages
}

/// The token requests it takes, and what is special about them.
fn requests(provider: &Provider) -> Html {
    let mut special: Vec<(Html, Html)> = Vec::new();
    if !provider.takes.is_empty() {
        special.push((text("Takes besides a form"), codes(&provider.takes)));
    }
    if !provider.scope_separator.is_empty() {
        special.push((text("Between two scopes"), code(provider.scope_separator.clone())));
    }
    if !provider.needs.is_empty() {
        special.push((text("Headers of its API"), codes(&provider.needs)));
    }
    if provider.profiles.is_empty() && special.is_empty() {
        return html! {};
    }
    part(
        "Its token requests",
        html! {
            <>
                if !provider.profiles.is_empty() { { profiles(provider) } }
                if !special.is_empty() { { terms(special) } }
            </>
        },
    )
}

fn profiles(provider: &Provider) -> Html {
    let head = ["Request", "Token endpoint", "Client authentication", "Scope"];
    let row = |profile: &Profile| {
        // The builder is told the grant, and takes the first request of it.
        let first = provider.profiles.iter().find(|one| one.grant == profile.grant);
        let is_first = first.is_some_and(|first| first.id == profile.id);
        let title = if is_first {
            let known = [("build", provider.id.as_str()), ("grant", profile.grant.as_str())];
            html! { <a href={app(&known)}>{ profile.title.clone() }</a> }
        } else {
            text(&profile.title)
        };
        let retired = profile.retired.then(|| html! { <b class="tag">{ "retired" }</b> });
        html! {
            <tr>
                <th scope="row">{ title }{ for retired }<p>{ code(profile.grant.clone()) }</p></th>
                <td data-l="Endpoint:">{ code(profile.endpoint.clone()) }</td>
                <td data-l="Authentication:">{ codes(&profile.authentication) }</td>
                <td data-l="Scope:">{ scope(&profile.parameters) }</td>
            </tr>
        }
    };
    html! {
        <table class="profiles">
            <thead><tr>{ head.into_iter().map(|name| html! { <th scope="col">{ name }</th> }).collect::<Html>() }</tr></thead>
            <tbody>{ provider.profiles.iter().map(row).collect::<Html>() }</tbody>
        </table>
    }
}

/// What is known of the scope: the value that is sent, or one that would do.
fn scope(parameters: &[Input]) -> Html {
    let Some(scope) = parameters.iter().find(|input| input.name == "scope") else {
        return text("none");
    };
    let shown = [&scope.value, &scope.example].into_iter().find(|text| !text.is_empty());
    let need = if scope.required { "" } else { " if you like" };
    match shown {
        Some(shown) => html! { <>{ code(shown.clone()) }{ need }</> },
        None if scope.required => text("yours"),
        None => text("yours, if you like"),
    }
}

fn codes(texts: &[String]) -> Html {
    let one = |(number, text): (usize, &String)| {
        let blank = if number > 0 { ", " } else { "" };
        html! { <>{ blank }{ code(text.clone()) }</> }
    };
    texts.iter().enumerate().map(one).collect()
}

/// Sandbox and production, and what tells their credentials apart.
fn environments(environments: &[Environment]) -> Html {
    if environments.is_empty() {
        return html! {};
    }
    let told = |one: &Environment| {
        let marks = (!one.marks.is_empty())
            .then(|| html! { <>{ " Its ids and secrets hold " }{ codes(&one.marks) }{ "." }</> });
        (text(&one.name), html! { <>{ codes(&one.hosts) }{ for marks }</> })
    };
    part("Its environments", terms(environments.iter().map(told)))
}

/// The servers whose messages it prints as well.
fn inherited(provider: &Provider, knowledge: &Knowledge) -> Html {
    let servers = knowledge.lineage(&provider.id).into_iter().skip(1).map(|server| {
        html! { <>{ " " }{ link(&server.name, &["#/provider/", &server.id].concat()) }</> }
    });
    let servers: Vec<Html> = servers.collect();
    if servers.is_empty() {
        return html! {};
    }
    html! { <p class="aside">{ "It also says what the server says that it is built on:" }{ servers.into_iter().collect::<Html>() }</p> }
}
