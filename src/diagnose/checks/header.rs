//! What is wrong with the Authorization header.

use super::{CLIENT, explains, fact};
use crate::diagnose::rank::Finding;
use crate::diagnose::scene::{Scene, is_token_request};
use crate::exchange::Request;
use crate::knowledge::Strength;

/// Checks of a token request's Authorization header.
pub fn check(scene: &Scene, request: &Request) -> Vec<Finding> {
    if !is_token_request(request) || !explains(scene, CLIENT) {
        return Vec::new();
    }
    [misnamed(request)].into_iter().flatten().collect()
}

/// `Authentication:` or `Authorisation:` in place of `Authorization:`.
fn misnamed(request: &Request) -> Option<Finding> {
    let wrong = ["authentication", "authorisation", "authorization-header", "auth"];
    let header = request
        .headers
        .iter()
        .find(|header| wrong.iter().any(|name| header.name.eq_ignore_ascii_case(name)))?;
    let note = "The header is called `Authorization`. Under this name the server does not see it.";
    Some(fact("header-name", "client-auth-missing", Strength::Likely, vec![header.span], note))
}
