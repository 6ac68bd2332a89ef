//! What data can't say: facts of the request, the answer and the credentials that are worked out in code.
//!
//! A fact of the request counts before a server's generic sentence, and only where the answer allows it: a
//! header without a colon explains `invalid_client`, not `invalid_scope`, and nothing at all after a success.

mod answer;
mod body;
mod client;
mod header;
mod place;
mod transport;

use super::Recognised;
use super::rank::{Finding, Level};
use super::scene::Scene;
use crate::diagnose::Evidence;
use crate::knowledge::{Knowledge, Strength};
use crate::span::Span;

/// Everything that the checks find in a scene.
pub fn all(scene: &Scene, provider: Option<&Recognised>, knowledge: &Knowledge) -> Vec<Finding> {
    let provider = provider.and_then(|provider| knowledge.provider(&provider.id));
    let mut found = transport::check(scene);
    if answer::is_success(scene) {
        found.extend(answer::check(scene));
        return found;
    }
    if let Some(request) = scene.request() {
        found.extend(header::check(scene, request, provider));
        found.extend(client::check(scene, request, provider));
        found.extend(body::check(scene, request));
    }
    found.extend(place::check(scene));
    found
}

/// A finding of a check. `by` is its stable name, without the prefix `check:`.
fn fact(by: &str, cause: &str, strength: Strength, spans: Vec<Span>, note: &str) -> Finding {
    Finding {
        cause: cause.to_owned(),
        title: String::new(),
        strength,
        level: Level::Fact,
        specificity: 0,
        order: 0,
        evidence: Evidence { spans, note: note.to_owned() },
        steps: Vec::new(),
        rule: None,
        by: ["check:", by].concat(),
    }
}

/// What a server answers when it could not authenticate the client, or did not get that far.
const CLIENT: &[&str] = &[
    "invalid_client",
    "unauthorized_client",
    "unauthorized",
    // What GoTrue answers to every client that it refuses.
    "invalid_credentials",
    "access_denied",
    "invalid_request",
    "invalid_grant",
];

/// What a server answers when it could not read the request.
const READING: &[&str] = &[
    "invalid_request",
    "unsupported_grant_type",
    "invalid_client",
    "invalid_grant",
    "unsupported_media_type",
];

/// Whether the answer leaves room for such a fact: it names one of these errors, or none of OAuth's. Codes with
/// capitals (`UNAUTHENTICATED`, `InvalidAuthenticationToken`) are those of other interfaces.
fn explains(scene: &Scene, errors: &[&str]) -> bool {
    let foreign = |code: &str| code.bytes().any(|letter| letter.is_ascii_uppercase());
    let room = |code: &str| errors.contains(&code) || foreign(code);
    scene.error.as_ref().is_none_or(|error| room(&error.value))
}
