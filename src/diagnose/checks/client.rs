//! How the client authenticates: not at all, twice, as two clients, in the address.

use super::credentials::{Sent, sent};
use super::header::is_basic;
use super::{Case, Hit, hit, is_stand_in};
use crate::diagnose::signs::shows_all;
use crate::exchange::{Header, Parameter, Place, Request};
use crate::knowledge::Profile;
use crate::span::Span;

/// Checks of a token request's client authentication.
pub fn check(case: &Case, hits: &mut Vec<Hit>) {
    let found = [
        twice(case.request),
        two_headers(case.request),
        two_clients(case),
        in_query(case),
        absent(case),
        waiting(case),
        nameless(case.request),
    ];
    hits.extend(found.into_iter().flatten());
}

/// A parameter that is there and not empty.
pub fn filled<'r>(request: &'r Request, name: &str) -> Option<&'r Parameter> {
    request.parameter(name).filter(|parameter| !parameter.value.is_empty())
}

/// Where Basic credentials stand: a header, or curl's `-u`.
fn basic(request: &Request) -> Option<Span> {
    let header = request.header("authorization").filter(|header| is_basic(&header.value));
    header.map(|header| header.span).or_else(|| request.user.as_ref().map(|user| user.span))
}

/// More than one way at once (RFC 6749, section 2.3 forbids it; RFC 7521, section 4.2 says so of assertions).
fn twice(request: &Request) -> Option<Hit> {
    let assertion = filled(request, "client_assertion");
    let secret = filled(request, "client_secret");
    if let (Some(assertion), Some(other)) =
        (assertion, basic(request).or_else(|| secret.map(|secret| secret.span)))
    {
        return Some(hit("assertion-and-secret", other).and(assertion.span));
    }
    Some(hit("two-authentications", basic(request)?).and(secret?.span))
}

/// The header twice (RFC 9110, section 5.3 allows that for lists alone).
fn two_headers(request: &Request) -> Option<Hit> {
    let is_authorization = |header: &&Header| {
        header.name.eq_ignore_ascii_case("authorization") && !header.span.is_empty()
    };
    let mut headers = request.headers.iter().filter(is_authorization);
    let (first, second) = (headers.next()?, headers.next()?);
    (first.value != second.value).then(|| hit("two-headers", second.span).and(first.span))
}

/// An id in the header and another among the parameters.
fn two_clients(case: &Case) -> Option<Hit> {
    let sent = sent(case.request, case.text());
    let of = |in_header: bool| {
        let known = |sent: &&Sent| sent.in_header == in_header && !sent.id.0.is_empty();
        sent.iter().find(known).filter(|sent| !is_stand_in(&sent.id.0))
    };
    let (header, parameter) = (of(true)?, of(false)?);
    // The header's id may be percent-encoded (RFC 6749, section 2.3.1).
    let same = header.id.0 == parameter.id.0
        || crate::basic::form_decoded(&header.id.0).as_deref() == Some(parameter.id.0.as_str());
    (!same).then(|| hit("two-clients", parameter.id.1).and(header.id.1))
}

/// The secret in the address (RFC 6749, section 2.3.1 forbids it), unless the provider documents that.
fn in_query(case: &Case) -> Option<Hit> {
    let secret = filled(case.request, "client_secret")?;
    (secret.place == Place::Query && !case.takes("query"))
        .then(|| hit("secret-in-query", secret.span))
}

/// No credentials at all, and all of the request is shown.
fn absent(case: &Case) -> Option<Hit> {
    let request = case.request;
    // A signed assertion may be the grant and the authentication in one.
    let ways = ["client_secret", "client_assertion", "code_verifier", "assertion"];
    let silent = shows_all(request)
        && request.user.is_none()
        && !request
            .headers
            .iter()
            .any(|header| header.name.to_ascii_lowercase().starts_with("auth"))
        && ways.iter().all(|way| filled(request, way).is_none());
    // A trace shows what the command itself took from elsewhere (`-K`, `~/.netrc`).
    let silent = silent && case.scene.requests.iter().all(|request| basic(request).is_none());
    let refused = case.scene.error.as_ref().is_some_and(|error| error.value != "invalid_grant");
    let grant = request.value("grant_type").unwrap_or("");
    // What shows a code on a screen has no secret to keep (RFC 8628, section 5.6).
    let is_device = grant.ends_with(":device_code");
    let public = |profile: &Profile| profile.authentication.iter().any(|way| way == "none");
    let open = case.profiles(grant).any(public);
    (silent && refused && !open && !is_device).then(|| {
        let span = filled(request, "client_id").map_or(request.span, |id| id.span);
        hit("no-authentication", span)
    })
}

/// Credentials that wait for a challenge, and a server that refuses without one.
fn waiting(case: &Case) -> Option<Hit> {
    let user = case.request.user.as_ref().filter(|_| case.request.waits_for_challenge)?;
    let challenged = case.scene.responses.iter().any(|it| !it.challenges.is_empty());
    (!challenged).then(|| hit("credentials-wait", user.span))
}

/// A secret, and no id that it belongs to.
fn nameless(request: &Request) -> Option<Hit> {
    let secret = filled(request, "client_secret")?;
    let named = filled(request, "client_id").is_some()
        || request.user.is_some()
        || request.header("authorization").is_some();
    (shows_all(request) && !named).then(|| hit("secret-without-id", secret.span))
}
