//! How the client authenticates: not at all, twice, in the address, with a placeholder.

use super::{CLIENT, explains, fact};
use crate::credential::{self, Part};
use crate::diagnose::rank::Finding;
use crate::diagnose::scene::{Scene, is_token_request};
use crate::diagnose::signs::shows_all;
use crate::exchange::{Parameter, Place, Request};
use crate::knowledge::{Provider, Strength};
use crate::span::Span;

/// Checks of a token request's client authentication.
pub fn check(scene: &Scene, request: &Request, provider: Option<&Provider>) -> Vec<Finding> {
    if !is_token_request(request) || !explains(scene, CLIENT) {
        return Vec::new();
    }
    let mut found: Vec<Finding> =
        [twice(request), in_query(request), absent(scene, request)].into_iter().flatten().collect();
    found.extend(values(request, provider));
    found
}

fn sent<'r>(request: &'r Request, name: &str) -> Option<&'r Parameter> {
    request.parameter(name).filter(|parameter| !parameter.value.is_empty())
}

/// Where Basic credentials stand: a header, or curl's `-u`.
fn basic(request: &Request) -> Option<Span> {
    let header = request.header("authorization").filter(|header| {
        header.value.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("basic"))
    });
    header.map(|header| header.span).or_else(|| request.user.as_ref().map(|user| user.span))
}

/// More than one way at once (RFC 6749, section 2.3 forbids it).
fn twice(request: &Request) -> Option<Finding> {
    let first = basic(request)?;
    let other = sent(request, "client_secret").or_else(|| sent(request, "client_assertion"))?;
    Some({
        let note = "The client authenticates twice: in the Authorization header and with a parameter. A server may refuse that, or look at one and ignore the other.";
        fact(
            "two-authentications",
            "multiple-client-auth",
            Strength::Likely,
            vec![first, other.span],
            note,
        )
    })
}

/// The secret in the address (RFC 6749, section 2.3.1 forbids it).
fn in_query(request: &Request) -> Option<Finding> {
    let secret = sent(request, "client_secret").filter(|secret| secret.place == Place::Query)?;
    let note = "The client secret stands in the address. Servers refuse or ignore it there, and it is in every log on the way: make a new one.";
    Some(fact(
        "secret-in-query",
        "client-auth-method-mismatch",
        Strength::Likely,
        vec![secret.span],
        note,
    ))
}

/// No credentials at all, and all of the request is shown.
fn absent(scene: &Scene, request: &Request) -> Option<Finding> {
    let ways = ["client_secret", "client_assertion", "code_verifier"];
    let silent = shows_all(request)
        && request.user.is_none()
        && request.header("authorization").is_none()
        && ways.iter().all(|way| sent(request, way).is_none());
    let refused = scene.error.as_ref().is_some_and(|error| error.value != "invalid_grant");
    (silent && refused).then(|| {
        let span = sent(request, "client_id").map_or(request.span, |id| id.span);
        let note = "The request carries no client secret: neither an Authorization header nor a parameter.";
        fact("no-authentication", "client-auth-missing", Strength::Likely, vec![span], note)
    })
}

/// What is surely wrong with the id or secret themselves.
fn values(request: &Request, provider: Option<&Provider>) -> Vec<Finding> {
    let value = |name: &str| sent(request, name).map_or("", |parameter| parameter.value.as_str());
    let (id, secret) = (value("client_id"), value("client_secret"));
    let looked = [
        (Part::Id, "client_id", "unknown-client"),
        (Part::Secret, "client_secret", "wrong-client-secret"),
    ];
    looked
        .into_iter()
        .filter_map(|(part, name, cause)| {
            let span = sent(request, name)?.span;
            let warnings = credential::warnings(part, id, secret, provider);
            // A value that was masked or made up for the paste says nothing about what was sent.
            let telling = |id: &str| !matches!(id, "placeholder" | "masked");
            let warning =
                warnings.into_iter().find(|warning| warning.certain && telling(warning.id))?;
            Some(fact(
                warning.id,
                cause,
                Strength::Likely,
                vec![span].into_iter().filter(|span: &Span| !span.is_empty()).collect(),
                warning.message,
            ))
        })
        .collect()
}
