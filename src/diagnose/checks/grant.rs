//! Whether a grant is one that servers know, and has what it needs.

use super::client::filled;
use super::{Case, Hit, hit, is_stand_in};
use crate::diagnose::signs::shows_all;
use crate::exchange::{BodyEncoding, Request};
use crate::span::Span;

/// Checks of `grant_type` and of what goes along with it.
pub fn check(case: &Case, hits: &mut Vec<Hit>) {
    let found = [absent(case), missing(case.request), unknown(case), redirect(case.request)];
    hits.extend(found.into_iter().flatten());
}

/// The grants that servers know (RFC 6749, 7521, 7522, 7523, 8628, 8693, OpenID CIBA), each with what it needs
/// besides the client's own credentials.
const GRANTS: &[(&str, &[&str])] = &[
    ("authorization_code", &["code"]),
    ("client_credentials", &[]),
    ("refresh_token", &["refresh_token"]),
    ("password", &["username", "password"]),
    ("implicit", &[]),
    ("urn:ietf:params:oauth:grant-type:device_code", &["device_code"]),
    ("urn:ietf:params:oauth:grant-type:jwt-bearer", &["assertion"]),
    ("urn:ietf:params:oauth:grant-type:saml2-bearer", &["assertion"]),
    ("urn:ietf:params:oauth:grant-type:token-exchange", &["subject_token", "subject_token_type"]),
    ("urn:openid:params:grant-type:ciba", &["auth_req_id"]),
];

/// What people write for a grant, letters alone, and the grant.
const SLIPS: &[(&str, &str)] = &[
    ("clientcredential", "client_credentials"),
    ("clientcredentials", "client_credentials"),
    ("clientcredentialsgrant", "client_credentials"),
    ("clientsecret", "client_credentials"),
    ("authorizationcode", "authorization_code"),
    ("authorisationcode", "authorization_code"),
    ("authcode", "authorization_code"),
    ("code", "authorization_code"),
    ("refresh", "refresh_token"),
    ("refreshtoken", "refresh_token"),
    ("passwords", "password"),
    ("passwordcredentials", "password"),
    ("resourceownerpassword", "password"),
    ("resourceownerpasswordcredentials", "password"),
    ("ropc", "password"),
    ("devicecode", "urn:ietf:params:oauth:grant-type:device_code"),
    ("urnietfparamsoauthgranttypedevicecode", "urn:ietf:params:oauth:grant-type:device_code"),
    ("jwtbearer", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
    ("urnietfparamsoauthgranttypejwtbearer", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
    ("tokenexchange", "urn:ietf:params:oauth:grant-type:token-exchange"),
    ("urnietfparamsoauthgranttypetokenexchange", "urn:ietf:params:oauth:grant-type:token-exchange"),
];

/// No grant at all, and all of the request is shown.
fn absent(case: &Case) -> Option<Hit> {
    let request = case.request;
    let encoded = matches!(request.encoding, BodyEncoding::Form | BodyEncoding::None);
    let named = filled(request, "grant_type").is_some();
    let at = request.parameter("grant_type").map(|grant| grant.span);
    let at = at.or_else(|| request.url.as_ref().map(|url| url.span)).unwrap_or(Span::NONE);
    (shows_all(request) && encoded && !named && case.refused()).then(|| hit("no-grant-type", at))
}

/// A parameter that the grant needs is not there or empty, and all of the request is shown.
fn missing(request: &Request) -> Option<Hit> {
    let grant = request.parameter("grant_type").filter(|_| shows_all(request))?;
    let (_, needed) = GRANTS.iter().find(|(name, _)| *name == grant.value)?;
    // A client that proves itself by the verifier alone says who it is (RFC 6749, section 4.1.3).
    let public = filled(request, "code_verifier").is_some()
        && request.user.is_none()
        && request.header("authorization").is_none()
        && filled(request, "client_assertion").is_none();
    let needed = needed.iter().chain(if public { &["client_id"][..] } else { &[] });
    // Kong's plugin is told by the caller who the user is, and that may stand in for the password.
    if filled(request, "authenticated_userid").is_some() {
        return None;
    }
    let name = needed.copied().find(|name| filled(request, name).is_none())?;
    Some(hit("grant-incomplete", grant.span).of(name))
}

/// A grant that no specification knows and that has no address of its own is a slip of the keyboard.
fn unknown(case: &Case) -> Option<Hit> {
    let grant = filled(case.request, "grant_type")
        .filter(|grant| !is_stand_in(&grant.value) && !case.request.expands(grant.span))?;
    let known = GRANTS.iter().any(|(name, _)| *name == grant.value);
    if known || case.profiles(&grant.value).next().is_some() {
        return None;
    }
    let letters: String = grant.value.chars().filter(char::is_ascii_alphabetic).collect();
    let letters = letters.to_ascii_lowercase();
    if let Some((_, meant)) = SLIPS.iter().find(|(slip, _)| *slip == letters) {
        return Some(hit("grant-misspelt", grant.span).of(meant));
    }
    let meant = GRANTS.iter().find(|(name, _)| {
        let name: String = name.chars().filter(char::is_ascii_alphabetic).collect();
        is_one_slip(&name, &letters)
    });
    if let Some((meant, _)) = meant {
        return Some(hit("grant-misspelt", grant.span).of(meant));
    }
    (!grant.value.contains(':')).then(|| hit("grant-unknown", grant.span))
}

/// Whether two words differ in one letter: left out, added, taken for another, or two in the wrong order.
fn is_one_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let front = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (longer, shorter) = (a.len().max(b.len()), a.len().min(b.len()));
    let order = || {
        let pair = |word: &[u8]| Some((*word.get(front)?, *word.get(front + 1)?));
        front + back + 2 == longer && pair(a).zip(pair(b)).is_some_and(|(a, b)| a == (b.1, b.0))
    };
    longer - shorter <= 1
        && longer > 5
        && (front + back + 1 >= longer || longer == shorter && order())
}

/// A redirect URI where nothing is redirected (RFC 6749, sections 4.3.2 and 4.4.2 know none).
fn redirect(request: &Request) -> Option<Hit> {
    let redirect = request.parameter("redirect_uri")?;
    let grant = request.parameter("grant_type")?;
    matches!(grant.value.as_str(), "password" | "client_credentials")
        .then(|| hit("redirect-with-direct-grant", redirect.span))
}
