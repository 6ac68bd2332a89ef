//! Values that give themselves away by their form, whatever stands before them.

use std::ops::Range;

use super::plausible::looks_like_credential;
use super::rest;
use crate::basic::pair_in_base64;

/// Beginnings that vendors give their secrets and tokens, so that scanners find them.
const PREFIXES: &[&str] = &[
    "sk_live_",
    "sk_test_",
    "rk_live_",
    "rk_test_",
    "whsec_",
    "sk-",
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "github_pat_",
    "glpat-",
    "gloas-",
    "glcbt-",
    "glptt-",
    "GOCSPX-",
    "ya29.",
    "1//0",
    "4/0A",
    "xoxa-",
    "xoxb-",
    "xoxp-",
    "xoxe-",
    "xoxe.",
    "xoxr-",
    "xoxs-",
    "xapp-",
    "SG.",
    "shpat_",
    "shpss_",
    "shpca_",
    "shppa_",
    "npm_",
    "pypi-",
    "hf_",
    "dop_v1_",
    "doo_v1_",
    "dor_v1_",
    "dapi",
    "pat-na1-",
    "pat-eu1-",
    "lin_api_",
    "lin_oauth_",
    "ATATT3x",
    "ATCTT3x",
    "Atza",
    "Atzr",
    "amzn1.oa2-cs.",
    "sl.",
    "EAA",
    "5Aep861",
    "figd_",
    "NRAK-",
    "00D",
    "secret_",
    "ntn_",
    "AIza",
    "hvs.",
    "AKIA",
    "ASIA",
    "rdme_",
    "sq0csp-",
    "sq0atp-",
    "EAAA",
    "tfp_",
    "vercel_",
];

/// Names whose values support needs to see, however random they look.
const READABLE: &[&str] = &[
    "clientid",
    "appid",
    "applicationid",
    "azp",
    "aud",
    "audience",
    "kid",
    "issuer",
    "iss",
    "scope",
    "traceid",
    "trace",
    "traceparent",
    "correlationid",
    "requestid",
    "rayid",
    "cfray",
    "errorid",
    "eventid",
    "logid",
    "timestamp",
    "tenant",
    "tenantid",
    "realm",
    "resource",
    "redirecturi",
    "thumbprint",
    "x5t",
    "codechallenge",
    "amzcfid",
    "etag",
    "transactionid",
    "fbtraceid",
];

/// Finds all such values in a text.
pub(super) fn shapes(text: &str, found: &mut dyn FnMut(Range<usize>, &'static str)) {
    let mut at = 0;
    while let Some(start) = rest(text, at).find(is_part).map(|start| at + start) {
        let behind = rest(text, start);
        let end = start + behind.find(|letter| !is_part(letter)).unwrap_or(behind.len());
        run(text, start + escape(text, start)..end, found);
        at = end;
    }
}

/// How much of a percent-escape a run begins with: `2f` of `%2f` is a sign, not a part of the value.
fn escape(text: &str, start: usize) -> usize {
    let escaped = text.get(..start).is_some_and(|before| before.ends_with('%'));
    let digits = rest(text, start).bytes().take(2).filter(u8::is_ascii_hexdigit).count();
    if escaped && digits == 2 { 2 } else { 0 }
}

pub(super) fn is_part(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-._~+/=".contains(letter)
}

/// A run of characters that credentials are made of.
fn run(text: &str, place: Range<usize>, found: &mut dyn FnMut(Range<usize>, &'static str)) {
    let written = text.get(place.clone()).unwrap_or("");
    if let Some(credentials) = behind_scheme(text, &place, written) {
        return found(
            credentials,
            if written.eq_ignore_ascii_case("basic") {
                "Basic credentials"
            } else {
                "bearer token"
            },
        );
    }
    if written.len() < SHORTEST || is_readable(name_before(text, place.start)) {
        return;
    }
    for (offset, _) in written.match_indices("eyJ") {
        if written.len() - offset > 20 && is_start(written, offset) {
            return found(place.start + offset..place.end, "JWT");
        }
    }
    for prefix in PREFIXES {
        let Some(offset) = written.find(prefix) else { continue };
        let token = rest(written, offset);
        let told =
            token.len() >= prefix.len() + 10 && looks_like_credential(rest(token, prefix.len()));
        // Of a session id of Salesforce the sign in the middle is no part of a run.
        let session = *prefix != "00D" || rest(text, place.end).starts_with('!');
        if told && session && is_start(written, offset) {
            let more = rest(text, place.end).trim_start_matches(['!', '|']);
            let begins = text.len() - more.len();
            let more = more.find(|letter| !is_part(letter)).unwrap_or(more.len());
            let end = if begins > place.end { begins + more } else { place.end };
            return found(place.start + offset..end, "token");
        }
    }
    // Secrets of Entra ID: a few characters, `Q~`, then dots and tildes among the rest.
    if let Some(mark) = written.find("Q~")
        && let Some(start) = (2..=6)
            .rev()
            .filter_map(|few| mark.checked_sub(few))
            .find(|start| is_start(written, *start))
        && written.len() - start >= 30
    {
        return found(place.start + start..place.end, "client_secret");
    }
    if pair_in_base64(written)
        .is_some_and(|_| written.len() >= 12 && looks_like_credential(written))
    {
        return found(place, "base64 of id:secret");
    }
    random(text, &place, written, found);
}

/// Shorter values have no form that would give them away.
const SHORTEST: usize = 12;

fn is_start(text: &str, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| text.as_bytes().get(before));
    before.is_none_or(|byte| !byte.is_ascii_alphanumeric())
}

/// What stands behind `Basic` or `Bearer`; not the parameters of a challenge, and no word of a sentence.
fn behind_scheme(text: &str, place: &Range<usize>, written: &str) -> Option<Range<usize>> {
    const SCHEMES: [&str; 4] = ["basic", "bearer", "dpop", "token"];
    if !SCHEMES.iter().any(|scheme| scheme.eq_ignore_ascii_case(written)) {
        return None;
    }
    let behind = rest(text, place.end);
    let value = behind.trim_start_matches([' ', ':', '"', '\'']);
    let start = text.len() - value.len();
    if start == place.end {
        return None;
    }
    let is_value = |letter| is_part(letter) || letter == ':' || letter == '|' || letter == '!';
    let mut end = start + value.find(|letter| !is_value(letter)).unwrap_or(value.len());
    let first = text.get(start..end)?;
    let is_challenge = first.ends_with('=') && rest(text, end).starts_with('"');
    let pair = first.ends_with('=') || pair_in_base64(first).is_some();
    if is_challenge || first.len() < 4 || !(pair || looks_like_credential(first)) {
        return None;
    }
    // Tools that encode break long lines.
    let mut length = end - start;
    while length >= 48 {
        let next = rest(text, end).trim_start_matches('\r').strip_prefix('\n').unwrap_or("");
        let bare = next.trim_start_matches([' ', '\t']);
        length = bare.find(|letter| !is_part(letter)).unwrap_or(bare.len());
        let line_ends = rest(bare, length).is_empty()
            || rest(bare, length).starts_with(['\r', '\n', '"', '\'']);
        if length == 0 || !line_ends {
            break;
        }
        end = text.len() - bare.len() + length;
    }
    Some(start..end)
}

/// Long words without any order: no language has them, no identifier either.
fn random(
    text: &str,
    place: &Range<usize>,
    written: &str,
    found: &mut dyn FnMut(Range<usize>, &'static str),
) {
    if written.contains(".apps.googleusercontent.com") {
        return;
    }
    // Of an address only the part that is random is masked, of base64 with slashes all.
    let before = text.get(..place.start).unwrap_or("");
    let path = written.starts_with('/') || before.ends_with(':') || written.contains('.');
    let mut at = place.start;
    for part in written.split(['/', '.', '=']) {
        let known = part.starts_with("0oa") || part.starts_with("00u") || part.starts_with("aus");
        if is_random(part) && !(known && part.len() == 20) && !is_readable(name_before(text, at)) {
            if !path && !written.contains('=') {
                return found(place.clone(), "long random value");
            }
            let end = at + part.len();
            let padding = rest(text, end).bytes().take_while(|byte| *byte == b'=').count();
            found(at..end + padding, "long random value");
        }
        at += part.len() + 1;
    }
}

/// Whether a word changes between capitals, small letters and digits as often as chance does. Hexadecimal numbers
/// are so only from forty digits on: shorter ones are ids of requests and traces.
fn is_random(word: &str) -> bool {
    if word.len() < 20 {
        return false;
    }
    let bytes = || word.bytes();
    if bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-') {
        return word.len() >= 40
            && !word.contains('-')
            && bytes().any(|byte| byte.is_ascii_alphabetic());
    }
    let (mut last, mut changes, mut digits) = (0, 0, 0);
    for byte in bytes() {
        let class = match byte {
            b'0'..=b'9' => 1,
            b'a'..=b'z' => 2,
            b'A'..=b'Z' => 3,
            _ => continue,
        };
        digits += usize::from(class == 1);
        changes += usize::from(class != last);
        last = class;
    }
    digits >= 2 && changes * 3 >= word.len()
}

/// The name that introduces what stands at `at`.
fn name_before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or("");
    let near =
        before.get(before.ceil_char_boundary(before.len().saturating_sub(80))..).unwrap_or("");
    let value = near.trim_end_matches(['"', '\'', '\\', ' ', '[', '(', '`']);
    let Some(name) = value.strip_suffix([':', '=']) else { return "" };
    let name = name.trim_end_matches(['"', '\'', '\\', ' ', '=', '`', '*']);
    let start = name
        .trim_end_matches(|letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter))
        .len();
    rest(name, start)
}

fn is_readable(name: &str) -> bool {
    if name.is_empty() {
        return false;
    }
    let folded: String = name
        .bytes()
        .filter(u8::is_ascii_alphanumeric)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    READABLE.iter().any(|known| folded.ends_with(known))
}
