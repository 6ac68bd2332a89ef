//! Mends of the parameters: how they are encoded, where they stand, what they are called and hold.

use crate::basic::form_decoded;
use crate::exchange::{BodyEncoding, Place};

use super::Known;
use super::draft::{Draft, Item, Mark};
use super::header::cleaned;
use super::spelling;

const FORM: &str = "application/x-www-form-urlencoded";
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The grants (RFC 6749, 7521 to 7523, 8628, 8693, OpenID CIBA), and what else people call them.
const GRANTS: &[(&str, &[&str])] = &[
    ("client_credentials", &["client"]),
    ("authorization_code", &["code", "authcode"]),
    ("refresh_token", &["refresh"]),
    ("password", &["passwordcredentials", "resourceownerpassword", "ropc"]),
    ("urn:ietf:params:oauth:grant-type:device_code", &["devicecode", "device"]),
    ("urn:ietf:params:oauth:grant-type:jwt-bearer", &["jwtbearer", "jwt"]),
    ("urn:ietf:params:oauth:grant-type:saml2-bearer", &["saml2bearer", "saml"]),
    ("urn:ietf:params:oauth:grant-type:token-exchange", &["tokenexchange"]),
    ("urn:openid:params:grant-type:ciba", &["ciba"]),
];

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
fn set_content_type(draft: &mut Draft) {
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
    let sends = draft.parameters.iter().any(|item| item.place == Place::Body);
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
        draft.encoding = BodyEncoding::Form;
        let announced = draft.header("content-type").is_some();
        if announced || !draft.is_command() {
            set_content_type(draft);
        }
    }
    moved
}

/// The same parameter twice with the same value, or once without any.
pub(super) fn once(draft: &mut Draft, _: &Known) -> bool {
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
            _ => kept.push(item),
        }
    }
    draft.parameters = kept;
    draft.parameters.len() < before
        && draft
            .because("Each parameter is sent once: a server has to refuse one that comes twice.")
}

/// Letters and digits, in lower case: what a misspelt name has in common with the right one.
fn folded(name: &str) -> String {
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

/// A misspelt grant becomes the nearest one.
pub(super) fn spelling(draft: &mut Draft, _: &Known) -> bool {
    let Some(grant) = draft.parameter("grant_type") else { return false };
    if !draft.is_form() || grant.is_open() || GRANTS.iter().any(|(name, _)| *name == grant.value) {
        return false;
    }
    let written = folded(grant.value.rsplit(':').next().unwrap_or(""));
    let distance = |(name, others): &(&'static str, &[&str])| {
        let own = folded(name.rsplit(':').next().unwrap_or(name));
        let alias = others.contains(&written.as_str());
        (if alias { 0 } else { differences(&own, &written) }, *name)
    };
    let Some((differences, name)) = GRANTS.iter().map(distance).min_by_key(|(count, _)| *count)
    else {
        return false;
    };
    // Up to one letter in four, so that a grant of the server's own stays what it is.
    if differences * 4 > written.len() {
        return false;
    }
    for item in draft.parameters.iter_mut().filter(|item| item.name == "grant_type") {
        item.set(name.to_owned());
    }
    draft.because("The grant is spelt as its specification does.")
}

/// How many letters have to be put in, taken out or replaced.
fn differences(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, left) in a.bytes().enumerate() {
        let mut corner = at;
        let mut last = at + 1;
        if let Some(first) = row.first_mut() {
            *first = last;
        }
        for (cell, right) in row.iter_mut().skip(1).zip(b.bytes()) {
            let best = (*cell + 1).min(last + 1).min(corner + usize::from(left != right));
            corner = *cell;
            *cell = best;
            last = best;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// A missing grant, where the other parameters tell which it is.
pub(super) fn grant(draft: &mut Draft, _: &Known) -> bool {
    if draft.parameter("grant_type").is_some() || !draft.is_form() || draft.is_withheld() {
        return false;
    }
    let has = |name: &str| draft.parameter(name).is_some();
    let authenticates = draft.user.is_some()
        || draft.header("authorization").is_some()
        || has("client_secret")
        || has("client_assertion");
    let short = match () {
        () if has("code") => "authorization_code",
        () if has("refresh_token") => "refresh_token",
        () if has("device_code") => "device_code",
        () if has("subject_token") => "token-exchange",
        () if draft.value("assertion").starts_with("eyJ") => "jwt-bearer",
        () if has("assertion") => "saml2-bearer",
        () if has("username") && has("password") => "password",
        () if authenticates && !has("username") => "client_credentials",
        () => return false,
    };
    let name =
        GRANTS.iter().find(|(name, _)| name.ends_with(short)).map_or(short, |(name, _)| *name);
    draft.remove("grant_type");
    let first = draft.parameters.iter().position(|item| item.place == Place::Body);
    let at = first.unwrap_or(draft.parameters.len());
    draft.parameters.insert(at, Item::new("grant_type", name.to_owned()));
    if !draft.is_command() && draft.header("content-type").is_none() {
        set_content_type(draft);
    }
    draft.encoding = BodyEncoding::Form;
    draft.because("`grant_type` says what is asked for; the other parameters tell which it is.")
}

/// `client_assertion` goes with its type (RFC 7521, section 4.2).
pub(super) fn assertion_type(draft: &mut Draft, _: &Known) -> bool {
    let Some(at) = draft.parameters.iter().position(|item| item.name == "client_assertion") else {
        return false;
    };
    if !draft.is_form() || draft.value("client_assertion_type") == ASSERTION_TYPE {
        return false;
    }
    if let Some(item) =
        draft.parameters.iter_mut().find(|item| item.name == "client_assertion_type")
    {
        item.set(ASSERTION_TYPE.to_owned());
    } else {
        draft.parameters.insert(at, Item::new("client_assertion_type", ASSERTION_TYPE.to_owned()));
    }
    draft.because("`client_assertion_type` says that the assertion is a JWT; no server guesses it.")
}

/// Scopes are parted by blanks (RFC 6749, section 3.3), or by what the provider documents.
pub(super) fn scope(draft: &mut Draft, known: &Known) -> bool {
    let Some(item) = draft.parameter("scope").filter(|item| !item.is_open()) else {
        return false;
    };
    if !draft.is_form() {
        return false;
    }
    let profiles = known.lineage.iter().flat_map(|provider| &provider.profiles);
    let inputs = profiles.flat_map(|profile| &profile.parameters);
    let commas = inputs
        .filter(|input| input.name == "scope")
        .any(|input| input.example.contains(',') || input.value.contains(','));
    let plain = cleaned(&item.value).replace("%20", " ").replace('+', " ");
    let scopes = plain.split([' ', ',', ';', '|']).filter(|scope| !scope.is_empty());
    let joined = scopes.collect::<Vec<_>>().join(if commas { "," } else { " " });
    if joined == item.value || joined.is_empty() {
        return false;
    }
    for item in draft.parameters.iter_mut().filter(|item| item.name == "scope") {
        item.set(joined.clone());
    }
    draft.because(if commas {
        "Scopes are parted by commas here."
    } else {
        "Scopes are parted by blanks, each of them encoded once."
    })
}

/// A redirect URI goes with a code alone (RFC 6749, section 4.1.3).
pub(super) fn redirect(draft: &mut Draft, _: &Known) -> bool {
    let grant = draft.value("grant_type");
    let takes = matches!(grant, "" | "authorization_code") || draft.parameter("code").is_some();
    !takes
        && draft.is_form()
        && draft.remove("redirect_uri")
        && draft.because("`redirect_uri` is left out: this grant redirects nobody.")
}

/// Codes, tokens and verifiers with what was copied along, or with the escapes of the address they were copied from.
pub(super) fn copied(draft: &mut Draft, _: &Known) -> bool {
    if !draft.is_form() {
        return false;
    }
    let mut changed = false;
    for name in ["code", "refresh_token", "code_verifier", "device_code", "redirect_uri"] {
        let Some(item) = draft.parameter(name).filter(|item| !item.is_open()) else {
            continue;
        };
        let clean = cleaned(&item.value);
        // What follows in the redirect's address is not part of the code.
        let cut = if name == "code" { clean.split(['&', '#']).next() } else { None };
        let clean = cut.unwrap_or(clean);
        let escaped = clean.contains('%') && !clean.contains('+');
        let clean = form_decoded(clean).filter(|_| escaped).unwrap_or_else(|| clean.to_owned());
        if clean.is_empty() || clean == item.value {
            continue;
        }
        for item in draft.parameters.iter_mut().filter(|item| item.name == name) {
            item.set(clean.clone());
        }
        changed = true;
    }
    changed
        && draft.because(
            "The value is what the server gave, without what was copied along and encoded once.",
        )
}
