//! Answers that are no errors: a token was granted.

use super::{Hit, hit};
use crate::diagnose::scene::Scene;
use crate::exchange::Response;
use crate::span::Span;

/// Whether the last word of the scene is a granted token, and nothing in it failed.
pub fn is_success(scene: &Scene) -> bool {
    let failed = |response: &Response| {
        response.error.is_some() || response.status.is_some_and(|status| status >= 400)
    };
    scene.responses.iter().any(|response| grants(response))
        && !scene.responses.iter().any(|response| failed(response))
}

/// Whether a response grants a token (RFC 6749, section 5.1).
pub fn grants(response: &Response) -> bool {
    let has = |name: &str| response.field(name).is_some();
    (has("access_token") || has("id_token"))
        && (has("token_type") || has("expires_in") || has("refresh_token"))
}

/// The success, told.
pub fn granted(scene: &Scene) -> Hit {
    let token = scene.responses.iter().rev().find_map(|response| response.field("access_token"));
    hit("token-granted", token.map_or(Span::NONE, |field| field.span))
}
