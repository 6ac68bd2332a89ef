//! Mends of the grant, and of what goes with it or does not.

use crate::exchange::{BodyEncoding, Place};

use super::Known;
use super::draft::{Draft, Item};
use super::parameters::{folded, set_content_type};

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
    draft.because(
        &["`grant_type` is spelt `", name, "`: servers compare it letter by letter."].concat(),
    )
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
pub(super) fn missing(draft: &mut Draft, _: &Known) -> bool {
    if draft.parameter("grant_type").is_some() || !draft.is_form() || draft.is_withheld() {
        return false;
    }
    // A call with a token asks for no other one.
    let bearer = |value: &str| value.trim_start().to_ascii_lowercase().starts_with("bearer");
    if draft.header("authorization").is_some_and(|header| bearer(&header.value)) {
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

/// A redirect URI goes with a code alone (RFC 6749, section 4.1.3).
pub(super) fn redirect(draft: &mut Draft, _: &Known) -> bool {
    let grant = draft.value("grant_type");
    let takes = matches!(grant, "" | "authorization_code") || draft.parameter("code").is_some();
    !takes
        && draft.is_form()
        && draft.remove("redirect_uri")
        && draft.because("`redirect_uri` is left out: this grant redirects nobody.")
}
