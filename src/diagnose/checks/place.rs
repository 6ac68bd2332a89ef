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

/// Authorization and token request at different tenants of one service: `a.example.com` and `b.example.com`.
fn tenants(scene: &Scene) -> Option<Finding> {
    let refused = ["invalid_client", "invalid_grant", "invalid_request"];
    if !super::explains(scene, &refused) || scene.error.is_none() {
        return None;
    }
    let text = scene.whole.text;
    let hosts: Vec<Spanned> = scene.hosts().collect();
    let near = |word: &str| {
        let place = text.find(word)?;
        hosts.iter().min_by_key(|host| host.span.start.abs_diff(place))
    };
    let authorize = near("authorize")?;
    let token = hosts
        .iter()
        .find(|host| host.value != authorize.value && parent(host) == parent(authorize))?;
    let path = text.get(token.span.end..).unwrap_or("").split_whitespace().next().unwrap_or("");
    path.contains("token").then(|| {
        let note = "Authorization and token request go to different tenants. A code, a client and its secret are known to one of them only.";
        fact("two-tenants", "wrong-tenant", Strength::Likely, vec![authorize.span, token.span], note)
    })
}

/// What follows the first dot, if at least two names follow it.
fn parent(host: &Spanned) -> Option<&str> {
    host.value.split_once('.').map(|(_, parent)| parent).filter(|parent| parent.contains('.'))
}
