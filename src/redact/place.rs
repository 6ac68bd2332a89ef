//! Values that give themselves away by where they stand: keys in PEM, dumps, addresses, calls that encode.

use std::ops::Range;

use super::plausible::{is_stand_in, looks_like_credential};
use super::quote::{closing, opening};
use super::shape::is_part;

/// Calls and commands that `id:secret` is given to.
const ENCODERS: &[&str] = &[
    "btoa(",
    "from(",
    "encode(",
    "printf ",
    "%s ",
    "-n ",
    "echo ",
    "GetBytes(",
    "auth=(",
    "BasicAuth(",
    "-u ",
    "--user ",
    "--user=",
    "-a ",
    "--auth ",
    "--proxy-user ",
    "-U ",
];

/// So far around a sign is looked.
const NEAR: usize = 1024;

/// Finds all such values in a text.
pub(super) fn places(text: &str, found: &mut dyn FnMut(Range<usize>, &'static str)) {
    blocks(text, found);
    dumps(text, found);
    for (at, _) in text.match_indices('@') {
        mail(text, at, found);
    }
    for (at, _) in text.match_indices("://") {
        user_info(text, at + 3, found);
    }
    for encoder in ENCODERS {
        for (at, _) in text.match_indices(encoder) {
            joined(text, at + encoder.len(), found);
        }
    }
}

/// Keys and certificates in PEM: what stands between the lines, in any spelling of the line ends.
fn blocks(text: &str, found: &mut dyn FnMut(Range<usize>, &'static str)) {
    let mut done = 0;
    for (begin, _) in text.match_indices("-----BEGIN ") {
        if begin < done {
            continue;
        }
        let title = rest(text, begin + 11);
        let Some(close) =
            title.get(..title.floor_char_boundary(48)).and_then(|title| title.find("-----"))
        else {
            continue;
        };
        let start = begin + 16 + close;
        let body = rest(text, start);
        let line =
            |letter: char| is_part(letter) || letter.is_whitespace() || "\\:,\"'".contains(letter);
        let end = body
            .find("-----END")
            .unwrap_or_else(|| body.find(|letter| !line(letter)).unwrap_or(body.len()));
        done = start + end;
        found(start..done, "PEM block");
    }
}

/// Lines of a dump in hexadecimal (`curl --trace`): the secret may stand anywhere in them, broken over two.
fn dumps(text: &str, found: &mut dyn FnMut(Range<usize>, &'static str)) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some((offset, bytes)) = line.split_once(": ") else { continue };
        let is_offset = offset.len() == 4 && offset.bytes().all(|digit| digit.is_ascii_hexdigit());
        let pairs = bytes.split(' ').take_while(|pair| is_byte(pair)).count();
        if is_offset && (1..=16).contains(&pairs) && (pairs > 2 || bytes.len() > 40) {
            found(start + 6..at - (line.len() - line.trim_end().len()), "hexadecimal dump");
        }
    }
}

fn is_byte(pair: &str) -> bool {
    pair.len() == 2 && pair.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// The part of an e-mail address before the sign, but for accounts of services.
fn mail(text: &str, at: usize, found: &mut dyn FnMut(Range<usize>, &'static str)) {
    let before = text.get(..at).unwrap_or("");
    let local = before
        .trim_end_matches(|letter: char| letter.is_alphanumeric() || "._%+-".contains(letter));
    let behind = rest(text, at + 1);
    let domain =
        behind.find(|letter: char| !(letter.is_ascii_alphanumeric() || "-.".contains(letter)));
    let domain = behind.get(..domain.unwrap_or(behind.len())).unwrap_or("").trim_end_matches('.');
    let is_domain =
        domain.split_once('.').is_some_and(|(name, top)| !name.is_empty() && top.len() > 1);
    let is_user = local.ends_with(':') && is_authority(local) || local.ends_with("//");
    if local.len() < at && is_domain && !is_user && !domain.ends_with("gserviceaccount.com") {
        found(local.len()..at, "e-mail address");
    }
}

/// Whether a text ends in the user of an address, `https://user:`.
fn is_authority(before: &str) -> bool {
    let near = before.ceil_char_boundary(before.len().saturating_sub(NEAR));
    let before = rest(before, near);
    before.rfind("://").is_some_and(|from| {
        !rest(before, from + 3)
            .contains(|letter: char| letter.is_whitespace() || "/\"'".contains(letter))
    })
}

/// The password in an address, or a token in its place.
fn user_info(text: &str, start: usize, found: &mut dyn FnMut(Range<usize>, &'static str)) {
    let behind = rest(text, start);
    let end = behind.find(|letter: char| letter.is_whitespace() || "/?#\"'<>".contains(letter));
    let authority = behind.get(..end.unwrap_or(behind.len())).unwrap_or("");
    let Some((user, _)) = authority.rsplit_once('@') else { return };
    match user.find(':') {
        Some(colon) if colon + 1 < user.len() => {
            found(start + colon + 1..start + user.len(), "password");
        }
        None if looks_like_credential(user) && user.len() >= 16 => {
            found(start..start + user.len(), "token");
        }
        _ => {}
    }
}

/// `id:secret`, or `id` and `secret` as two strings, given to what encodes them or sends them.
fn joined(text: &str, start: usize, found: &mut dyn FnMut(Range<usize>, &'static str)) {
    let bare = rest(text, start).trim_start_matches([' ', '^', '\\']);
    let word = text.len() - bare.len();
    let bare = bare.get(..bare.floor_char_boundary(NEAR)).unwrap_or("");
    let quoted = opening(text, word);
    let (begin, end) = match quoted {
        Some((quote, begin)) => (begin, closing(text, begin, quote)),
        None => (word, word + bare.find(char::is_whitespace).unwrap_or(bare.len())),
    };
    let pair = text.get(begin..end).unwrap_or("");
    if let Some(colon) = pair.find(':') {
        let id = pair.get(..colon).unwrap_or("");
        let secret = rest(pair, colon + 1).trim_end_matches("\\n");
        let is_pair = !id.contains(' ') && !secret.starts_with(' ') && !secret.starts_with("//");
        if is_pair && !secret.is_empty() && !is_stand_in(secret) {
            found(begin + colon + 1..begin + colon + 1 + secret.len(), "client_secret");
        }
        return;
    }
    // `auth=('id', 'secret')`
    let second = rest(text, end + 1).trim_start().strip_prefix(',');
    let Some(second) = second.filter(|_| quoted.is_some()).map(str::trim_start) else { return };
    if let Some((quote, begin)) = opening(text, text.len() - second.len()) {
        let end = closing(text, begin, quote);
        if !is_stand_in(text.get(begin..end).unwrap_or("")) {
            found(begin..end, "client_secret");
        }
    }
}

fn rest(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or("")
}
