//! Mends of the parameters: how they are encoded, where they stand, what they are called and hold.

use crate::basic::form_decoded;
use crate::exchange::{BodyEncoding, Place};

use super::Known;
use super::draft::{Draft, Item, Mark};
use super::spelling;

const FORM: &str = "application/x-www-form-urlencoded";

/// The parameters of a token request (RFC 6749, 7521, 7636, 8628, 8693, 8707).
const NAMES: &[&str] = &[
    "grant_type",
    "client_id",
    "client_secret",
    "code",
    "redirect_uri",
    "code_verifier",
    "refresh_token",
    "username",
    "password",
    "scope",
    "assertion",
    "client_assertion",
    "client_assertion_type",
    "device_code",
    "subject_token",
    "subject_token_type",
    "actor_token",
    "actor_token_type",
    "requested_token_type",
    "resource",
    "audience",
];

/// JSON or multipart becomes a form (RFC 6749, section 4).
pub(super) fn form(draft: &mut Draft, _: &Known) -> bool {
    if !matches!(draft.encoding, BodyEncoding::Json | BodyEncoding::Multipart)
        || draft.parameters.iter().all(|item| item.place == Place::Query)
    {
        return false;
    }
    let json = draft.encoding == BodyEncoding::Json;
    for item in draft.parameters.iter_mut().filter(|item| item.place == Place::Body) {
        // Some libraries wrap the body once more: `data.client_id`.
        if let Some((_, name)) = item.name.rsplit_once('.') {
            item.name = name.to_owned();
        }
        item.mark = Mark::All;
        item.raw = false;
    }
    draft.encoding = BodyEncoding::Form;
    draft.body.clear();
    draft.kept.retain(|(option, _)| !spelling::is_body(option));
    set_content_type(draft);
    draft.because(if json {
        "The parameters go out as a form, not as JSON: token endpoints read nothing else."
    } else {
        "The parameters go out as a form, not as `multipart/form-data`: token endpoints read nothing else."
    })
}

/// curl names the type by itself; a header that names another one, or a message, has to.
pub(super) fn set_content_type(draft: &mut Draft) {
    let command = draft.is_command();
    match draft.header_mut("content-type") {
        Some(header) => header.set(FORM.to_owned()),
        None if !command => draft.headers.push(Item::new("Content-Type", FORM.to_owned())),
        None => {}
    }
}

/// A form that is announced as something else.
pub(super) fn content_type(draft: &mut Draft, _: &Known) -> bool {
    let told = draft.header("content-type").map(|header| header.value.to_ascii_lowercase());
    if draft.encoding == BodyEncoding::Other {
        unread(draft);
    }
    let asks = |item: &Item| item.place == Place::Body && NAMES.contains(&item.name.as_str());
    let sends = draft.parameters.iter().any(asks);
    let right = match &told {
        Some(told) => told.starts_with(FORM),
        None => draft.is_command() || draft.url.value.is_empty(),
    };
    if right || !sends || !matches!(draft.encoding, BodyEncoding::Form | BodyEncoding::Other) {
        return false;
    }
    draft.encoding = BodyEncoding::Form;
    draft.kept.retain(|(option, _)| !spelling::is_body(option));
    set_content_type(draft);
    draft.because("The body is a form, and `Content-Type` says so: servers read it by that name.")
}

/// Reads a body that its type kept from being read as the form that it is.
fn unread(draft: &mut Draft) {
    let bodies = draft.kept.iter().filter(|(option, _)| spelling::is_body(option));
    let bodies = bodies.filter_map(|(_, item)| item.as_ref()).filter(|item| !item.is_open());
    let text = bodies.map(|item| item.value.as_str()).chain([draft.body.as_str()]);
    let text = text.collect::<Vec<_>>().join("&");
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=')?;
        Some((form_decoded(name.trim())?, form_decoded(value.trim())?))
    };
    let pairs: Option<Vec<_>> = text.split('&').filter(|it| !it.is_empty()).map(pair).collect();
    let asks = |pairs: &Vec<(String, String)>| {
        pairs.iter().any(|(name, _)| NAMES.contains(&name.as_str()))
    };
    for (name, value) in pairs.filter(asks).unwrap_or_default() {
        draft.parameters.push(Item { name, value, ..Item::default() });
    }
}

/// GET becomes POST, its parameters the body (RFC 6749, section 3.2).
pub(super) fn post(draft: &mut Draft, known: &Known) -> bool {
    let asks = draft.parameter("grant_type").is_some();
    let method = draft.method.value.as_str();
    if !asks
        || matches!(method, "POST")
        || method.is_empty()
            && !draft.url.value.is_empty()
            && draft.parameters.iter().any(|item| item.place == Place::Body)
    {
        return false;
    }
    draft.method = Item::new("", "POST".to_owned());
    to_body(draft, known);
    draft.because("A token is asked for with POST, the parameters in its body.")
}

/// The parameters of a POST stand in its body, not in the address.
pub(super) fn in_body(draft: &mut Draft, known: &Known) -> bool {
    draft.method.value == "POST"
        && draft.is_form()
        && to_body(draft, known)
        && draft.because(
            "The parameters go into the body: in the address the server doesn't look for them.",
        )
}

/// Moves what belongs to the token request; the rest of the query is the address's own.
pub(super) fn to_body(draft: &mut Draft, known: &Known) -> bool {
    if known.profile.is_some_and(|profile| profile.place == "query") {
        return false;
    }
    let mut moved = false;
    for item in &mut draft.parameters {
        if item.place == Place::Query && NAMES.contains(&item.name.as_str()) {
            item.place = Place::Body;
            item.mark = Mark::All;
            moved = true;
        }
    }
    if moved {
        // JSON or multipart beside a query has nothing in it, or it would be a form by now.
        if matches!(draft.encoding, BodyEncoding::Json | BodyEncoding::Multipart) {
            draft.kept.retain(|(option, _)| !spelling::is_body(option));
            draft.body.clear();
        }
        draft.encoding = BodyEncoding::Form;
        let announced = draft.header("content-type").is_some();
        if announced || !draft.is_command() {
            set_content_type(draft);
        }
    }
    moved
}

/// The same parameter twice with the same value, or once without any; scopes that belong into one.
pub(super) fn once(draft: &mut Draft, known: &Known) -> bool {
    if !draft.is_form() {
        return false;
    }
    let before = draft.parameters.len();
    let mut kept: Vec<Item> = Vec::new();
    for item in std::mem::take(&mut draft.parameters) {
        let lists = matches!(item.name.as_str(), "resource" | "audience");
        match kept.iter_mut().find(|other| other.name == item.name && !lists) {
            Some(other) if item.value == other.value || item.value.is_empty() => {}
            Some(other) if other.value.is_empty() => *other = item,
            Some(other) if item.name == "scope" && !item.is_open() && !other.is_open() => {
                other.set([other.value.as_str(), known.scope_separator(), &item.value].concat());
            }
            _ => kept.push(item),
        }
    }
    draft.parameters = kept;
    draft.parameters.len() < before
        && draft
            .because("Each parameter is sent once: a server has to refuse one that comes twice.")
}

/// Letters and digits, in lower case: what a misspelt name has in common with the right one.
pub(super) fn folded(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|char| char.to_ascii_lowercase()).collect()
}

/// `grantType`, `client-id`: names in another spelling than the specification's.
pub(super) fn names(draft: &mut Draft, _: &Known) -> bool {
    if !draft.is_form() {
        return false;
    }
    let mut renamed = false;
    for name in NAMES {
        let wrong = |item: &&mut Item| item.name != **name && folded(&item.name) == folded(name);
        if draft.parameter(name).is_none()
            && let Some(item) = draft.parameters.iter_mut().find(wrong)
        {
            (*name).clone_into(&mut item.name);
            item.mark = Mark::All;
            renamed = true;
        }
    }
    renamed
        && draft
            .because("Parameters are called as RFC 6749 writes them: small letters, parted by `_`.")
}
