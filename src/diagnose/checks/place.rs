//! Whether the addresses in the paste belong together.

use super::fact;
use crate::diagnose::rank::Finding;
use crate::diagnose::scene::Scene;
use crate::knowledge::Strength;
use crate::span::Spanned;

/// Checks of the addresses against each other.
pub fn check(scene: &Scene) -> Vec<Finding> {
    let roles = roles(scene);
    [tenants(scene, &roles), issuer(scene, &roles)].into_iter().flatten().collect()
}

/// A host, what it is asked for if anything, and whether its path says so.
type Place<'t> = (&'t Spanned, Option<Role>, bool);

fn roles<'t>(scene: &Scene<'t>) -> Vec<Place<'t>> {
    let named = scene.whole.hosts.iter().filter(|host| scene.scope.holds(host.span));
    let role = |host| {
        role(scene.whole.text, host).map_or((None, false), |(role, by_path)| (Some(role), by_path))
    };
    named.map(|host| (host, role(host).0, role(host).1)).collect()
}

/// Two hosts that differ in their first name only: two tenants of one service.
fn siblings(a: &Spanned, b: &Spanned) -> bool {
    a.value != b.value && parent(a).is_some() && parent(a) == parent(b)
}

/// What a request at an address is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Authorize,
    Token,
}

/// Authorization and token request at different tenants of one service: `a.example.com` and `b.example.com`.
fn tenants(scene: &Scene, roles: &[Place]) -> Option<Finding> {
    let refused = ["invalid_client", "invalid_grant", "invalid_request"];
    if scene.error.is_none() || !super::explains(scene, &refused) {
        return None;
    }
    let of = |wanted: Role| roles.iter().filter(move |(_, role, _)| *role == Some(wanted));
    let (authorize, token) = of(Role::Authorize).find_map(|authorize| {
        Some((authorize, of(Role::Token).find(|token| siblings(token.0, authorize.0))?))
    })?;
    let strength = if authorize.2 && token.2 { Strength::Certain } else { Strength::Likely };
    let note = "Authorization and token request go to different tenants. A code, a client and its secret are known to one of them only.";
    Some(fact("two-tenants", "wrong-tenant", strength, vec![authorize.0.span, token.0.span], note))
}

/// A token from one tenant used at another.
fn issuer(scene: &Scene, roles: &[Place]) -> Option<Finding> {
    let refused = scene.statuses().any(|(status, _)| status == 401)
        || scene.error.as_ref().is_some_and(|error| error.value == "invalid_token");
    let (token, ..) = roles.iter().find(|(_, role, _)| *role == Some(Role::Token))?;
    let (api, ..) = roles.iter().find(|(host, role, _)| role.is_none() && siblings(host, token))?;
    refused.then(|| {
        let note =
            "The token comes from one tenant and is used at another, which does not know it.";
        fact(
            "token-of-other-tenant",
            "wrong-tenant",
            Strength::Likely,
            vec![token.span, api.span],
            note,
        )
    })
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
