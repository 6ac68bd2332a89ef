//! Signed assertions: the client's own (RFC 7523, section 2.2) and those that are the grant (section 2.1).

use super::client::filled;
use super::{Case, Hit, hit, is_stand_in};
use crate::exchange::{Parameter, host_of};
use crate::read::Token;
use crate::span::Span;

/// What `client_assertion_type` has to be (RFC 7523, section 2.2).
const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// The same for SAML (RFC 7522, section 2.2).
const SAML: &str = "urn:ietf:params:oauth:client-assertion-type:saml2-bearer";

/// Seconds by which two clocks may differ before it matters.
const SKEW: i64 = 60;

/// Checks of `client_assertion` and `assertion`.
pub fn check(case: &Case, hits: &mut Vec<Hit>) {
    if let Some(assertion) = filled(case.request, "client_assertion") {
        hits.extend(kind(case, assertion));
        if let Some(token) = case.token(assertion.span) {
            sound(case, token, hits);
            of_client(case, token, hits);
        }
    }
    let grant = filled(case.request, "assertion").and_then(|grant| case.token(grant.span));
    if let Some(token) = grant {
        sound(case, token, hits);
    }
}

/// The type that goes along with a client's assertion.
fn kind(case: &Case, assertion: &Parameter) -> Option<Hit> {
    match filled(case.request, "client_assertion_type") {
        None => Some(hit("assertion-type-missing", assertion.span)),
        Some(kind) if case.request.expands(kind.span) || is_stand_in(&kind.value) => None,
        Some(kind) => (kind.value != TYPE && kind.value != SAML)
            .then(|| hit("assertion-type-wrong", kind.span)),
    }
}

/// Where a claim stands: in the token's second part.
fn claims(token: &Token) -> Span {
    token.claims.first().map_or(token.span, |claim| claim.span)
}

/// What holds of every assertion: signed, with an end, valid when the server looked at it.
fn sound(case: &Case, token: &Token, hits: &mut Vec<Hit>) {
    let algorithm = token.header.iter().find(|field| field.path == "alg");
    if let Some(algorithm) = algorithm.filter(|field| field.value.eq_ignore_ascii_case("none")) {
        hits.push(hit("assertion-unsigned", algorithm.span));
    }
    if token.claims.is_empty() {
        return;
    }
    let at = claims(token);
    let Some(expires) = token.moment("exp") else {
        hits.push(hit("assertion-no-end", at));
        return;
    };
    let issued = token.moment("iat").or_else(|| token.moment("nbf"));
    if expires > 100_000_000_000 {
        hits.push(hit("assertion-milliseconds", at));
        return;
    }
    if issued.is_some_and(|issued| expires - issued > 3600) {
        hits.push(hit("assertion-long", at));
    }
    let Some((now, date)) = case.now() else { return };
    let begins = [token.moment("nbf"), token.moment("iat")];
    if expires <= now {
        hits.push(hit("assertion-expired", at).and(date));
    } else if begins.into_iter().flatten().any(|moment| moment > now + SKEW) {
        hits.push(hit("assertion-early", at).and(date));
    }
}

/// What holds of a client's own: by the client, about the client, to this server (RFC 7523, section 3).
fn of_client(case: &Case, token: &Token, hits: &mut Vec<Hit>) {
    if token.claims.is_empty() {
        return;
    }
    let at = claims(token);
    let (issuer, subject) = (token.claim("iss"), token.claim("sub"));
    let shown = |value: &str, span: Span| !is_stand_in(value) && !case.request.expands(span);
    let client =
        filled(case.request, "client_id").filter(|client| shown(&client.value, client.span));
    if issuer.is_none() || issuer != subject {
        hits.push(hit("assertion-issuer", at));
    } else if let Some(client) = client.filter(|client| Some(client.value.as_str()) != subject) {
        hits.push(hit("assertion-client", client.span).and(at));
    }
    if let Some(url) = case.request.url.as_ref().filter(|url| shown(&url.value, url.span)) {
        let asked = host_of(&url.value);
        let meant = |audience: &str| audience.contains("://") && host_of(audience) == asked;
        if !token.values("aud").any(meant) {
            hits.push(hit("assertion-audience", at).and(url.span));
        }
    }
    if token.claim("jti").is_none() {
        hits.push(hit("assertion-no-id", at));
    }
}
