//! The code of an authorization request, and the token request that redeems it (RFC 6749, section 4.1.3).

use super::client::filled;
use super::{Case, Hit, hit, is_stand_in, part};
use crate::diagnose::signs::shows_all;
use crate::exchange::{Parameter, Request};

/// Checks of `code` and `redirect_uri`.
pub fn check(case: &Case, hits: &mut Vec<Hit>) {
    if case.request.value("grant_type") == Some("authorization_code") {
        hits.extend(redirect(case));
        hits.extend(copied(case));
    }
}

/// A parameter whose value the paste shows.
fn shown<'r>(request: &'r Request, name: &str) -> Option<&'r Parameter> {
    filled(request, name).filter(|it| !is_stand_in(&it.value) && !request.expands(it.span))
}

/// The redirect address of the authorization request, which the token request has to repeat letter by letter.
fn redirect(case: &Case) -> Option<Hit> {
    let mut requests = case.scene.requests.iter().rev();
    let asked = requests.find(|request| request.parameter("response_type").is_some())?;
    let first = shown(asked, "redirect_uri")?;
    if filled(case.request, "redirect_uri").is_none() {
        return shows_all(case.request).then(|| hit("redirect-missing", first.span));
    }
    let second = shown(case.request, "redirect_uri")?;
    (first.value != second.value).then(|| hit("redirect-differs", second.span).and(first.span))
}

/// A code that is still percent-encoded after the form was decoded, or with the end of the address behind it.
fn copied(case: &Case) -> Option<Hit> {
    let code = shown(case.request, "code")?;
    let find =
        |signs: &[&str]| signs.iter().find_map(|sign| Some((code.value.find(sign)?, sign.len())));
    let place = |(at, length)| part(&code.value, code.span, at..at + length);
    if let Some(found) = find(&["%2F", "%2f", "%3D", "%3d", "%2B", "%2b"]) {
        return Some(hit("code-escaped-twice", place(found)));
    }
    find(&["&state=", "&scope=", "&iss=", "&session_state=", "#_=_"])
        .map(|(at, _)| hit("code-with-more", place((at, code.value.len() - at))))
}
