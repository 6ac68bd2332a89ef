//! A call of an API with a token: how it is carried, what it says of itself, which headers the API wants besides.

use super::header::misnamed;
use super::{Case, Hit, UNSEEN, hit, is_stand_in, part, seen};
use crate::diagnose::is_host;
use crate::diagnose::signs::shows_all;
use crate::exchange::{Header, host_of};
use crate::read::Token;
use crate::span::{Span, Spanned};

/// Seconds by which two clocks may differ before it matters.
const SKEW: i64 = 60;

/// Checks of a request that is not to a token endpoint.
pub fn check(case: &Case, hits: &mut Vec<Hit>) {
    wanted(case, hits);
    let Some(header) = case.request.header("authorization") else {
        hits.extend(misnamed(case).map(|name| hit("call-header-name", name)));
        return;
    };
    carried(case, header, hits);
    if let Some(token) = case.token(header.span) {
        lifetime(case, token, hits);
        kind(token, hits);
        place(case, token, hits);
    }
}

/// Headers that the provider's API wants and that were not sent.
fn wanted(case: &Case, hits: &mut Vec<Hit>) {
    let Some(host) = case.request.host().filter(|_| shows_all(case.request) && case.refused())
    else {
        return;
    };
    for (pattern, name, _) in case.lineage.iter().flat_map(|provider| provider.needs()) {
        if is_host(&host, pattern) && case.request.header(name).is_none() {
            let at = case.request.url.as_ref().map_or(Span::NONE, |url| url.span);
            hits.push(hit("call-header-missing", at).of(name));
            return;
        }
    }
}

/// How the token stands in the header (RFC 6750, section 2.1).
fn carried(case: &Case, header: &Header, hits: &mut Vec<Hit>) {
    let shown = seen(case.request, case.text(), &header.value, header.span);
    let value = shown.trim();
    let (scheme, token) = value.split_once(' ').unwrap_or((value, ""));
    let token = token.trim();
    let start = value.len() - token.len();
    let at = |from: usize, length: usize| {
        let place = || part(&header.value, header.span, from..from + length);
        if value.contains(UNSEEN) { header.span } else { place() }
    };
    let glued = scheme.strip_prefix("Bearer").unwrap_or("");
    if glued.starts_with(UNSEEN) || glued.starts_with("eyJ") {
        hits.push(hit("call-no-blank", header.span));
    } else if scheme.starts_with("eyJ") && token.is_empty() {
        hits.push(hit("call-no-scheme", header.span));
    } else if scheme.eq_ignore_ascii_case("basic")
        && token.starts_with("eyJ")
        && token.contains('.')
    {
        hits.push(hit("call-basic", at(0, scheme.len())));
    } else if scheme.eq_ignore_ascii_case("bearer:") {
        hits.push(hit("call-scheme-colon", at(scheme.len() - 1, 1)));
    } else if scheme.eq_ignore_ascii_case("bearer") {
        match token {
            "" => hits.push(hit("call-no-token", header.span)),
            "undefined" | "null" | "None" | "nil" | "[object Object]" => {
                hits.push(hit("call-undefined", at(start, token.len())));
            }
            _ if token.get(..7).is_some_and(|again| again.eq_ignore_ascii_case("bearer ")) => {
                hits.push(hit("call-scheme-twice", at(start, 6)));
            }
            _ if token.starts_with(['"', '\'', '“']) && !is_stand_in(token) => {
                hits.push(hit("call-quoted", at(start, 1)));
            }
            _ if token.starts_with("eyJ")
                && token.matches('.').count() < 2
                && !is_stand_in(token) =>
            {
                hits.push(hit("call-cut", at(start, token.len())));
            }
            _ => {}
        }
    }
}

/// Where the claims stand.
fn claims(token: &Token) -> Span {
    token.claims.first().map_or(token.span, |claim| claim.span)
}

/// The token's time against the server's.
fn lifetime(case: &Case, token: &Token, hits: &mut Vec<Hit>) {
    let Some((now, date)) = case.now() else { return };
    let begins = [token.moment("nbf"), token.moment("iat")];
    if token.moment("exp").is_some_and(|end| end <= now) {
        hits.push(hit("call-expired", claims(token)).and(date));
    } else if begins.into_iter().flatten().any(|moment| moment > now + SKEW) {
        hits.push(hit("call-early", claims(token)).and(date));
    }
}

/// An ID token or a refresh token in place of an access token, told by what servers put in: `nonce` and the hashes
/// of OpenID Connect Core, section 2; Keycloak's `typ`; Cognito's `token_use`.
fn kind(token: &Token, hits: &mut Vec<Hit>) {
    let is = |name: &str, wanted: &str| {
        token.claim(name).is_some_and(|value| value.eq_ignore_ascii_case(wanted))
    };
    let identity = ["at_hash", "c_hash"].iter().any(|name| token.claim(name).is_some());
    if identity || is("token_use", "id") || is("typ", "ID") {
        hits.push(hit("call-id-token", claims(token)));
    } else if is("typ", "Refresh") || is("typ", "Offline") {
        hits.push(hit("call-refresh-token", claims(token)));
    }
}

/// Microsoft Graph, by address and by the id that old tokens name it with.
const GRAPH: [&str; 3] = [
    "https://graph.microsoft.com",
    "https://graph.microsoft.com/",
    "00000003-0000-0000-c000-000000000000",
];

/// The token's audience and issuer against the address that it is sent to.
fn place(case: &Case, token: &Token, hits: &mut Vec<Hit>) {
    let shown = |url: &&Spanned| !is_stand_in(&url.value) && !case.request.expands(url.span);
    let Some(url) = case.request.url.as_ref().filter(shown) else { return };
    let Some(host) = host_of(&url.value) else { return };
    let for_graph = token.values("aud").any(|audience| GRAPH.contains(&audience));
    let named = token.claim("aud").is_some();
    if named && for_graph != (host == "graph.microsoft.com") && (for_graph || is_address(token)) {
        hits.push(hit("call-audience", claims(token)).and(url.span));
    } else if token.claim("iss").is_some_and(|issuer| is_elsewhere(case, issuer, &host, &url.value))
    {
        hits.push(hit("call-issuer", claims(token)).and(url.span));
    } else if case.refused() && is_addressed_elsewhere(token, &host) {
        hits.push(hit("call-audience-differs", claims(token)).and(url.span));
    }
}

/// Whether every audience is an address, and none of them on the domain that is called. An audience need not be where
/// the API is, so this is worth a look and no more.
fn is_addressed_elsewhere(token: &Token, host: &str) -> bool {
    let domain = |host: &str| {
        let mut labels = host.rsplit('.');
        (labels.next().map(str::to_owned), labels.next().map(str::to_owned))
    };
    let known = host.contains('.') && !host.ends_with(|last: char| last.is_ascii_digit());
    let elsewhere = |audience: &str| {
        audience.contains("://") && host_of(audience).is_some_and(|at| domain(&at) != domain(host))
    };
    known && token.claim("aud").is_some() && token.values("aud").all(elsewhere)
}

/// Whether the audience is an address or an application, and so a token for Graph it is not.
fn is_address(token: &Token) -> bool {
    token.values("aud").all(|audience| audience.contains("://") || audience.len() == 36)
}

/// Whether the issuer is another tenant of the service that is called: a sibling of its host, or another realm on it.
fn is_elsewhere(case: &Case, issuer: &str, host: &str, url: &str) -> bool {
    let Some(origin) = host_of(issuer) else { return false };
    let parent = |name: &str| {
        let (_, shared) = name.split_once('.')?;
        shared.contains('.').then(|| shared.to_owned())
    };
    let realm = |address: &str| {
        let (_, behind) = address.split_once("/realms/")?;
        behind.split('/').next().map(str::to_owned)
    };
    if origin == host {
        return realm(issuer).zip(realm(url)).is_some_and(|(one, other)| one != other);
    }
    // Only where the provider gives each tenant a host: `login.example.com` may serve `api.example.com`.
    let own = |parent: &str| {
        let patterns = case.lineage.iter().flat_map(|provider| &provider.hosts);
        patterns.filter_map(|pattern| pattern.strip_prefix("*.")).any(|tail| tail == parent)
    };
    parent(host).is_some_and(|shared| parent(&origin).as_deref() == Some(&shared) && own(&shared))
}
