//! The three lists.

use std::collections::BTreeMap;

use yew::prelude::*;

use super::document::{Page, list_name};
use super::summary;
use crate::knowledge::{Cause, Knowledge, Provider};
use crate::page::lookup::GROUPS;
use crate::page::parts::{code, headline, text};
use crate::page::prose::paragraph;

/// So much is said of an entry, in characters.
const LINE: usize = 110;

/// Groups of entries, each under a heading.
type Sections = Vec<(String, Vec<Html>)>;

/// The list of causes, in the groups of the look-up.
pub fn causes(knowledge: &Knowledge) -> Page {
    let item = |cause: &Cause| entry("cause", &cause.id, text(&cause.title), &line(&cause.what));
    let group = |(id, name): &(&str, &str)| {
        let causes = knowledge.causes.iter().filter(|cause| cause.group == *id);
        ((*name).to_owned(), causes.map(item).collect())
    };
    let sections = GROUPS.iter().map(group).collect();
    list(
        "cause",
        "Why a token request is refused",
        "Every cause that Token Triage knows: what happened, how to check it, how to fix it.",
        html! {},
        sections,
    )
}

/// The list of error codes, by where they are defined.
pub fn errors(knowledge: &Knowledge) -> Page {
    let mut sections: BTreeMap<(usize, &str), Vec<Html>> = BTreeMap::new();
    for error in &knowledge.errors {
        let item = entry("error", &error.id, code(error.id.clone()), &error.title);
        sections.entry(defined_in(&error.id)).or_default().push(item);
    }
    let sections = sections.into_iter().map(|((_, name), items)| (name.to_owned(), items));
    list(
        "error",
        "What an OAuth error code means",
        "Every error code that Token Triage knows: what its specification means by it and what servers use it for.",
        html! {},
        sections.collect(),
    )
}

/// The list of providers, by letter, with a bar of the letters.
pub fn providers(knowledge: &Knowledge) -> Page {
    let mut letters: BTreeMap<char, Vec<&Provider>> = BTreeMap::new();
    for provider in &knowledge.providers {
        letters.entry(letter(&provider.name)).or_default().push(provider);
    }
    let bar = letters.keys().map(|letter| {
        let address = ["#letter-", &letter.to_lowercase().to_string()].concat();
        html! { <a href={address}>{ letter.to_string() }</a> }
    });
    let bar = html! { <p class="letters">{ bar.collect::<Html>() }</p> };
    let section = |(letter, mut providers): (char, Vec<&Provider>)| {
        providers.sort_by_key(|one| one.name.to_lowercase());
        let item = |one: &Provider| entry("provider", &one.id, text(&one.name), &line(&one.about));
        (letter.to_string(), providers.into_iter().map(item).collect())
    };
    let sections = letters.into_iter().map(section).collect();
    list(
        "provider",
        "What OAuth servers say, and mean",
        "Every provider that Token Triage knows: its token requests, its messages and what they mean, where things are in its console.",
        bar,
        sections,
    )
}

fn list(folder: &'static str, words: &str, about: &str, bar: Html, sections: Sections) -> Page {
    let section = |(name, items): (String, Vec<Html>)| {
        let id = (folder == "provider").then(|| ["letter-", &name.to_lowercase()].concat());
        html! { <section><h2 {id}>{ name }</h2><ul>{ items.into_iter().collect::<Html>() }</ul></section> }
    };
    let sections: Html =
        sections.into_iter().filter(|(_, items)| !items.is_empty()).map(section).collect();
    let body = html! {
        <>
            { headline(words.to_owned()) }
            { paragraph("lead", about) }
            { bar }
            <div class="lists columns">{ sections }</div>
        </>
    };
    Page {
        folder,
        name: "index".to_owned(),
        title: summary::title(words),
        description: summary::description("", &[about.to_owned()]),
        crumb: list_name(folder).to_owned(),
        parent: None,
        seen: String::new(),
        open: ("Search in all of it".to_owned(), "#/lookup".to_owned()),
        body,
    }
}

/// An entry: its name as a link, and a line about it.
fn entry(kind: &str, id: &str, name: Html, about: &str) -> Html {
    let href = ["#/", kind, "/", id].concat();
    let about = (!about.is_empty()).then(|| html! { <small>{ about.to_owned() }</small> });
    html! { <li><a {href}>{ name }</a>{ for about }</li> }
}

/// The beginning of what is said.
fn line(paragraphs: &[String]) -> String {
    let first = paragraphs.first().map(|text| summary::plain(text)).unwrap_or_default();
    summary::first_sentence(&first, LINE)
}

/// The letter that a name stands under; all digits and signs under one.
fn letter(name: &str) -> char {
    let first = name.chars().next().unwrap_or('#').to_ascii_uppercase();
    if first.is_ascii_alphabetic() { first } else { '#' }
}

/// Where a code is defined: the order of the section, and its name.
fn defined_in(code: &str) -> (usize, &'static str) {
    let found = SPECIFICATIONS.iter().position(|(_, codes)| codes.contains(&code));
    let (at, (name, _)) = found
        .and_then(|at| Some((at, SPECIFICATIONS.get(at)?)))
        .unwrap_or((SPECIFICATIONS.len(), &("Codes of single servers", &[])));
    (at, name)
}

/// Specifications and the error codes that each is the first to define, as IANA's registry of OAuth extensions errors
/// and the specifications themselves list them.
const SPECIFICATIONS: [(&str, &[&str]); 12] = [
    (
        "OAuth 2.0 (RFC 6749)",
        &[
            "access_denied",
            "invalid_client",
            "invalid_grant",
            "invalid_request",
            "invalid_scope",
            "server_error",
            "temporarily_unavailable",
            "unauthorized_client",
            "unsupported_grant_type",
            "unsupported_response_type",
        ],
    ),
    ("Bearer tokens (RFC 6750)", &["insufficient_scope", "invalid_token"]),
    ("Token revocation (RFC 7009)", &["unsupported_token_type"]),
    (
        "Client registration (RFC 7591)",
        &[
            "invalid_client_metadata",
            "invalid_redirect_uri",
            "invalid_software_statement",
            "unapproved_software_statement",
        ],
    ),
    ("Device flow (RFC 8628)", &["authorization_pending", "expired_token", "slow_down"]),
    ("Resource indicators and token exchange (RFC 8707, 8693)", &["invalid_target"]),
    ("Rich authorization requests (RFC 9396)", &["invalid_authorization_details"]),
    ("Proof of possession, DPoP (RFC 9449)", &["invalid_dpop_proof", "use_dpop_nonce"]),
    ("Step-up authentication (RFC 9470)", &["insufficient_user_authentication"]),
    (
        "OpenID Connect",
        &[
            "account_selection_required",
            "consent_required",
            "interaction_required",
            "invalid_request_object",
            "invalid_request_uri",
            "login_required",
            "registration_not_supported",
            "request_not_supported",
            "request_uri_not_supported",
            "unmet_authentication_requirements",
        ],
    ),
    (
        "Backchannel authentication (OpenID CIBA)",
        &[
            "expired_login_hint_token",
            "invalid_binding_message",
            "invalid_user_code",
            "missing_user_code",
            "transaction_failed",
            "unknown_user_id",
        ],
    ),
    ("User-managed access (UMA 2.0)", &["need_info", "request_denied", "request_submitted"]),
];
