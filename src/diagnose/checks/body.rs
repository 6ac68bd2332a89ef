//! What is wrong with the parameters and their encoding.

use super::{CLIENT, READING, explains, fact};
use crate::diagnose::rank::Finding;
use crate::diagnose::scene::{Scene, is_token_request};
use crate::diagnose::signs::shows_all;
use crate::exchange::{BodyEncoding, Request};
use crate::knowledge::Strength;
use crate::span::Span;

/// Checks of a token request's method, encoding and parameters.
pub fn check(scene: &Scene, request: &Request) -> Vec<Finding> {
    if !is_token_request(request) {
        return Vec::new();
    }
    let checks = [encoding, method, repeated, missing, misspelt, redirect];
    checks.iter().filter_map(|check| check(scene, request)).collect()
}

/// JSON or multipart where RFC 6749, section 4 asks for a form.
fn encoding(scene: &Scene, request: &Request) -> Option<Finding> {
    if !explains(scene, READING) {
        return None;
    }
    let span = request.header("content-type").map_or(Span::NONE, |header| header.span);
    let (by, note) = match request.encoding {
        BodyEncoding::Json => (
            "json-body",
            "The parameters go out as JSON. Token endpoints read a form (`application/x-www-form-urlencoded`), so the server sees none of them.",
        ),
        BodyEncoding::Multipart => (
            "multipart-body",
            "The parameters go out as `multipart/form-data`. Token endpoints read `application/x-www-form-urlencoded`, so the server sees none of them.",
        ),
        _ => return None,
    };
    Some(fact(by, "malformed-request", Strength::Likely, vec![span], note))
}

/// A GET at a token endpoint (RFC 6749, section 3.2 asks for POST).
fn method(scene: &Scene, request: &Request) -> Option<Finding> {
    let method = request.method.as_ref()?;
    // Where the address is that of a token endpoint, a route that only knows POST explains both.
    let unrouted = scene.statuses().any(|(status, _)| matches!(status, 404 | 405));
    let refused = unrouted || scene.error.is_some();
    let settled = unrouted && request.path().is_some_and(|path| path.ends_with("/token"));
    let strength = if settled { Strength::Certain } else { Strength::Likely };
    let asks = request.parameter("grant_type").is_some();
    if method.value != "GET" || !asks || !refused || !explains(scene, READING) {
        return None;
    }
    let note = "A token is asked for with POST; this request is a GET.";
    Some(fact("get", "malformed-request", strength, vec![method.span], note))
}

/// A parameter twice (RFC 6749, section 3.2 forbids it). RFC 8707 lets `resource` and `audience` repeat.
fn repeated(scene: &Scene, request: &Request) -> Option<Finding> {
    let twice = request.parameters.iter().enumerate().find(|(at, parameter)| {
        let earlier = request.parameters.iter().take(*at);
        !matches!(parameter.name.as_str(), "resource" | "audience")
            && earlier.into_iter().any(|other| other.name == parameter.name)
    });
    let (_, parameter) = twice?;
    explains(scene, &["invalid_request"]).then(|| {
        let note = "This parameter is sent twice. A server has to refuse that.";
        fact("repeated", "malformed-request", Strength::Likely, vec![parameter.span], note)
    })
}

/// What each grant needs besides the client's own credentials.
const NEEDED: &[(&str, &[&str])] = &[
    ("authorization_code", &["code"]),
    ("refresh_token", &["refresh_token"]),
    ("password", &["username", "password"]),
    ("urn:ietf:params:oauth:grant-type:device_code", &["device_code"]),
    ("urn:ietf:params:oauth:grant-type:jwt-bearer", &["assertion"]),
    ("urn:ietf:params:oauth:grant-type:saml2-bearer", &["assertion"]),
    ("urn:ietf:params:oauth:grant-type:token-exchange", &["subject_token", "subject_token_type"]),
];

/// A parameter that the grant needs is not there or empty, and all of the request is shown.
fn missing(scene: &Scene, request: &Request) -> Option<Finding> {
    if !shows_all(request)
        || !explains(scene, &["invalid_request", "invalid_grant", "unsupported_grant_type"])
    {
        return None;
    }
    let Some(grant) = request.parameter("grant_type") else {
        let encoded = matches!(request.encoding, BodyEncoding::Form | BodyEncoding::None);
        let note = "No `grant_type` is sent, so the server does not know what is asked for.";
        let spans = request.url.as_ref().map(|url| url.span).into_iter().collect();
        return encoded
            .then(|| fact("no-grant-type", "missing-parameter", Strength::Likely, spans, note));
    };
    let (_, needed) = NEEDED.iter().find(|(name, _)| *name == grant.value)?;
    let absent = needed.iter().any(|name| request.value(name).is_none_or(str::is_empty));
    absent.then(|| {
        let note = "This grant needs a parameter that the request does not send, or sends empty.";
        fact("grant-incomplete", "missing-parameter", Strength::Likely, vec![grant.span], note)
    })
}

/// The grants that servers know (RFC 6749, 7521, 7522, 7523, 8628, 8693, OpenID CIBA).
const GRANTS: &[&str] = &[
    "authorization_code",
    "client_credentials",
    "refresh_token",
    "password",
    "implicit",
    "urn:ietf:params:oauth:grant-type:device_code",
    "urn:ietf:params:oauth:grant-type:jwt-bearer",
    "urn:ietf:params:oauth:grant-type:saml2-bearer",
    "urn:ietf:params:oauth:grant-type:token-exchange",
    "urn:openid:params:grant-type:ciba",
];

/// A grant that no specification knows and that has no address of its own is a slip of the keyboard.
fn misspelt(scene: &Scene, request: &Request) -> Option<Finding> {
    let grant = request.parameter("grant_type")?;
    let own = grant.value.contains(':') || grant.value.contains("://");
    let template = grant.value.contains(['$', '{', '<', '%']) || grant.value.is_empty();
    if own || template || GRANTS.contains(&grant.value.as_str()) {
        return None;
    }
    explains(scene, &["unsupported_grant_type", "invalid_request", "invalid_grant"]).then(|| {
        let note = "No specification has a grant of this name. Check the spelling: `client_credentials`, `authorization_code`, `refresh_token`, `password`.";
        fact("grant-unknown", "unsupported-grant-type", Strength::Likely, vec![grant.span], note)
    })
}

/// A redirect URI where nothing is redirected (RFC 6749, sections 4.3.2 and 4.4.2 know none).
fn redirect(scene: &Scene, request: &Request) -> Option<Finding> {
    let redirect = request.parameter("redirect_uri")?;
    let grant = request.parameter("grant_type")?;
    let takes_none = matches!(grant.value.as_str(), "password" | "client_credentials");
    (takes_none && explains(scene, CLIENT)).then(|| {
        let note = "A `redirect_uri` goes along with a grant that redirects nobody. Some servers refuse that.";
        fact("redirect-with-direct-grant", "redirect-uri-not-allowed-for-grant", Strength::Possible, vec![redirect.span], note)
    })
}
