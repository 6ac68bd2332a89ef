//! Whether the addresses in the paste belong together: tenants of one service, its sandbox and its production.

use super::credentials;
use super::{Hit, hit};
use crate::diagnose::is_host;
use crate::diagnose::scene::{Scene, is_token_request};
use crate::exchange::{Request, host_of};
use crate::knowledge::{Environment, Provider, Strength};
use crate::span::{Span, Spanned};

/// Checks of the addresses against each other, and of the credentials against them.
pub fn check(scene: &Scene, lineage: &[&Provider], hits: &mut Vec<Hit>) {
    let roles = roles(scene);
    let worlds: Vec<&Environment> =
        lineage.iter().flat_map(|provider| &provider.environments).collect();
    if let Some(apart) = worlds_apart(scene, &worlds) {
        hits.push(apart);
        return;
    }
    let found = [
        tenants(scene, lineage, &roles),
        issuer(scene, lineage, &roles),
        path_tenants(scene, lineage),
    ];
    hits.extend(found.into_iter().flatten());
}

/// Authorization and token request whose paths differ in one step: the tenant of Entra, the realm of Keycloak, the
/// authorization server of Okta.
fn path_tenants(scene: &Scene, lineage: &[&Provider]) -> Option<Hit> {
    let authorize =
        scene.requests.iter().find(|request| request.parameter("response_type").is_some())?;
    let token = scene.requests.iter().rev().find(|request| is_token_request(request))?;
    let open = |request: &Request| request.url.as_ref().is_none_or(|url| request.expands(url.span));
    if authorize.host()? != token.host()? || open(authorize) || open(token) {
        return None;
    }
    let one: Vec<&str> = authorize.path()?.trim_matches('/').split('/').collect();
    let other: Vec<&str> = token.path()?.trim_matches('/').split('/').collect();
    let steps = one.len().checked_sub(1).filter(|_| one.len() == other.len())?;
    let pairs = one.iter().zip(&other).take(steps).enumerate();
    let mut apart = pairs.filter(|(_, (one, other))| one != other);
    let (at, (first, second)) = apart.next()?;
    if !addresses(lineage).any(|address| is_variable(address, &other, at)) {
        return None;
    }
    // Codes of Entra's shared endpoints are redeemed at the person's own tenant.
    let shared = |step: &str| matches!(step, "common" | "organizations" | "consumers");
    let open = |step: &str| super::is_stand_in(step);
    if apart.next().is_some() || [first, second].into_iter().any(|step| shared(step) || open(step))
    {
        return None;
    }
    Some(
        hit("two-tenants", step_span(scene, authorize, first)).and(step_span(scene, token, second)),
    )
}

/// The addresses that are known of a service; `{name}` in them stands for what differs.
fn addresses<'p>(lineage: &'p [&Provider]) -> impl Iterator<Item = &'p str> {
    lineage.iter().flat_map(|provider| {
        let endpoints = provider.endpoints.iter().map(|endpoint| endpoint.url.as_str());
        endpoints.chain(provider.profiles.iter().map(|profile| profile.endpoint.as_str()))
    })
}

/// Whether a path is that of an address, whose step at this place stands for what differs.
fn is_variable(address: &str, path: &[&str], at: usize) -> bool {
    let steps = || address.trim_end_matches('/').split('/').skip(3);
    let open = |step: &str| step.starts_with('{');
    steps().count() == path.len()
        && steps().zip(path).all(|(known, step)| open(known) || known == *step)
        && steps().nth(at).is_some_and(open)
}

/// Where a step of an address's path stands.
fn step_span(scene: &Scene, request: &Request, step: &str) -> Span {
    let Some(url) = &request.url else { return Span::NONE };
    let written = url.span.of(scene.whole.text);
    let at = written.find(["/", step, "/"].concat().as_str()).map(|at| url.span.start + at + 1);
    at.map_or(url.span, |at| Span::new(at, at + step.len()))
}

/// Whether a host belongs to an environment.
fn is_of(host: &str, world: &Environment) -> bool {
    world.hosts.iter().any(|pattern| is_host(host, pattern))
}

/// Credentials, an address or an assertion of one environment, and a request to another.
fn worlds_apart(scene: &Scene, worlds: &[&Environment]) -> Option<Hit> {
    let request = scene.request()?;
    let host = request.host()?;
    let asked = worlds.iter().find(|world| is_of(&host, world))?;
    let others = || worlds.iter().filter(|world| world.name != asked.name);
    let at = request.url.as_ref()?.span;
    let marked = |value: &str| {
        others().any(|world| world.marks.iter().any(|mark| value.contains(mark.as_str())))
            && !asked.marks.iter().any(|mark| value.contains(mark.as_str()))
    };
    for sent in credentials::sent(request, scene.whole.text) {
        if marked(&sent.id.0) {
            return Some(hit("environment-id", sent.id.1).and(at));
        }
        if marked(sent.secret.0.expose()) {
            return Some(hit("environment-secret", sent.secret.1).and(at));
        }
    }
    let elsewhere = |host: &str| others().any(|world| is_of(host, world));
    let audience = request.parameter("assertion").and_then(|assertion| {
        let tokens = &scene.whole.paste.tokens;
        let token = tokens.iter().find(|token| assertion.span.holds(token.span))?;
        let audience = token.values("aud").find_map(host_of)?;
        elsewhere(&audience).then(|| token.claims.first().map_or(token.span, |claim| claim.span))
    });
    if let Some(claims) = audience {
        return Some(hit("environment-audience", claims).and(at));
    }
    let other = scene.requests.iter().filter_map(|request| request.url.as_ref());
    let mut other = other.filter(|url| host_of(&url.value).is_some_and(|host| elsewhere(&host)));
    other.next_back().map(|url| hit("two-environments", at).and(url.span))
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

/// Two hosts of a service that gives each tenant a host, which differ in their first name only.
fn siblings(lineage: &[&Provider], a: &Spanned, b: &Spanned) -> bool {
    let Some(shared) = parent(a).filter(|_| a.value != b.value && parent(a) == parent(b)) else {
        return false;
    };
    let hosts = || lineage.iter().flat_map(|provider| &provider.hosts);
    let tenants = addresses(lineage).any(|address| address.starts_with("https://{"));
    // `api.example.com` beside `login.example.com` is a part of the service, and no tenant.
    let part = |host: &Spanned| {
        hosts().any(|known| *known == host.value)
            || addresses(lineage).any(|address| host_of(address).as_deref() == Some(&host.value))
    };
    tenants
        && hosts().any(|pattern| pattern.strip_prefix("*.") == Some(shared))
        && !part(a)
        && !part(b)
}

/// What a request at an address is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Authorize,
    Token,
}

/// Authorization and token request at different tenants of one service: `a.example.com` and `b.example.com`.
fn tenants(scene: &Scene, lineage: &[&Provider], roles: &[Place]) -> Option<Hit> {
    scene.error.as_ref()?;
    let of = |wanted: Role| roles.iter().filter(move |(_, role, _)| *role == Some(wanted));
    let (authorize, token) = of(Role::Authorize).find_map(|authorize| {
        let mut others = of(Role::Token);
        Some((authorize, others.find(|token| siblings(lineage, token.0, authorize.0))?))
    })?;
    let found = hit("two-tenants", authorize.0.span).and(token.0.span);
    Some(if authorize.2 && token.2 { found } else { found.only(Strength::Likely) })
}

/// A token from one tenant used at another.
fn issuer(scene: &Scene, lineage: &[&Provider], roles: &[Place]) -> Option<Hit> {
    let refused = scene.statuses().any(|(status, _)| status == 401)
        || scene.error.as_ref().is_some_and(|error| error.value == "invalid_token");
    let (token, ..) = roles.iter().find(|(_, role, _)| *role == Some(Role::Token))?;
    let elsewhere = |host: &Spanned| siblings(lineage, host, token);
    let (api, ..) = roles.iter().find(|(host, role, _)| role.is_none() && elsewhere(host))?;
    refused.then(|| hit("token-of-other-tenant", token.span).and(api.span))
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
