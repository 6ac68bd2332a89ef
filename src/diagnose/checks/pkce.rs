//! Proof keys: the verifier's form, the challenge's form, and whether one belongs to the other (RFC 7636).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{Case, Hit, hit, is_stand_in, part};
use crate::basic::is_unreserved;
use crate::diagnose::signs::shows_all;
use crate::exchange::Parameter;
use crate::sha256::sha256;

/// Checks of `code_verifier` and `code_challenge`, in this request and in the one before it.
pub fn check(case: &Case, hits: &mut Vec<Hit>) {
    let find = |name: &str| {
        let all = case.scene.requests.iter().rev();
        let mut found = all.filter_map(|request| Some((request, request.parameter(name)?)));
        let shown = |value: &str| !value.is_empty() && !is_stand_in(value);
        let found = found.find(|(request, it)| shown(&it.value) && !request.expands(it.span));
        found.map(|(_, it)| it)
    };
    let (verifier, challenge) = (find("code_verifier"), find("code_challenge"));
    let method = find("code_challenge_method");
    if let Some(verifier) = verifier {
        form(verifier, hits);
    } else if let Some(challenge) = challenge.filter(|_| unproven(case)) {
        hits.push(hit("pkce-no-verifier", challenge.span));
    }
    if let Some(method) = method.filter(|method| !matches!(method.value.as_str(), "S256" | "plain"))
    {
        hits.push(hit("pkce-method", method.span));
    }
    if let Some(challenge) = challenge {
        let hashed = method.is_some_and(|method| method.value == "S256");
        // 32 bytes are 43 characters of base64; a padding sign does not belong there.
        if hashed && challenge.value.len() != 43 {
            hits.push(hit("pkce-challenge-length", challenge.span));
        } else if let Some(verifier) = verifier {
            hits.extend(belongs(verifier, challenge, method));
        }
    }
}

/// Whether a code is redeemed without a verifier.
fn unproven(case: &Case) -> bool {
    case.request.value("grant_type") == Some("authorization_code")
        && shows_all(case.request)
        && case.request.parameter("code_verifier").is_none()
}

/// 43 to 128 unreserved characters (RFC 7636, section 4.1).
fn form(verifier: &Parameter, hits: &mut Vec<Hit>) {
    let value = verifier.value.as_str();
    if let Some(at) = value.bytes().position(|byte| !is_unreserved(byte)) {
        let end = value
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(at, |it| at + it.len_utf8());
        hits.push(hit("pkce-alphabet", part(value, verifier.span, at..end)));
    } else if value.len() < 43 {
        hits.push(hit("pkce-short", verifier.span));
    } else if value.len() > 128 {
        hits.push(hit("pkce-long", verifier.span));
    }
}

/// Whether the challenge was made of this verifier (RFC 7636, section 4.6).
fn belongs(verifier: &Parameter, challenge: &Parameter, method: Option<&Parameter>) -> Option<Hit> {
    let hashed = method.is_some_and(|method| method.value == "S256");
    let same = challenge.value == verifier.value;
    let found = |name| Some(hit(name, challenge.span).and(verifier.span));
    if hashed && same {
        return found("pkce-not-hashed");
    }
    let hash = URL_SAFE_NO_PAD.encode(sha256(verifier.value.as_bytes()));
    match (hashed, hash == challenge.value) {
        (true, false) => found("pkce-mismatch"),
        // Without a method the challenge is compared as it is (section 4.3).
        (false, true) => found("pkce-method-missing"),
        (false, false) if !same => found("pkce-mismatch"),
        _ => None,
    }
}
