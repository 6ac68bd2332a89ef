//! Whether the addresses in the paste belong together.

use super::fact;
use crate::diagnose::rank::Finding;
use crate::diagnose::scene::Scene;
use crate::knowledge::Strength;
use crate::span::Spanned;

/// Checks of the addresses against each other.
pub fn check(scene: &Scene) -> Vec<Finding> {
    tenants(scene).into_iter().collect()
}

/// What a request at an address is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Authorize,
    Token,
}

/// Authorization and token request at different tenants of one service: `a.example.com` and `b.example.com`.
fn tenants(scene: &Scene) -> Option<Finding> {
    let refused = ["invalid_client", "invalid_grant", "invalid_request"];
    if scene.error.is_none() || !super::explains(scene, &refused) {
        return None;
    }
    let text = scene.whole.text;
    let named = scene.whole.hosts.iter().filter(|host| scene.scope.holds(host.span));
    let roles: Vec<(&Spanned, Role, bool)> = named
        .filter_map(|host| role(text, host).map(|(role, by_path)| (host, role, by_path)))
        .collect();
    let of = |wanted: Role| roles.iter().filter(move |(_, role, _)| *role == wanted);
    let (authorize, token) = of(Role::Authorize).find_map(|authorize| {
        let other = of(Role::Token).find(|token| {
            token.0.value != authorize.0.value
                && parent(token.0).is_some()
                && parent(token.0) == parent(authorize.0)
        })?;
        Some((authorize, other))
    })?;
    let strength = if authorize.2 && token.2 { Strength::Certain } else { Strength::Likely };
    let note = "Authorization and token request go to different tenants. A code, a client and its secret are known to one of them only.";
    Some(fact("two-tenants", "wrong-tenant", strength, vec![authorize.0.span, token.0.span], note))
}

/// What an address is for: by its path, or else by the words before it.
fn role(text: &str, host: &Spanned) -> Option<(Role, bool)> {
    let path =
        text.get(host.span.end..)?.split([' ', '"', '\'', '?', '\n', '\t', ')', '>']).next()?;
    let from = text.floor_char_boundary(host.span.start.saturating_sub(60));
    let before = text.get(from..host.span.start)?.rsplit(['.', ';', '\n']).next()?;
    let named = |place: &str, word: &str| place.to_ascii_lowercase().contains(word);
    if named(path, "authorize") {
        Some((Role::Authorize, true))
    } else if named(path, "token") {
        Some((Role::Token, true))
    } else if named(before, "authorize") {
        Some((Role::Authorize, false))
    } else {
        named(before, "token").then_some((Role::Token, false))
    }
}

/// What follows the first dot, if at least two names follow it.
fn parent(host: &Spanned) -> Option<&str> {
    host.value.split_once('.').map(|(_, parent)| parent).filter(|parent| parent.contains('.'))
}
