//! Values in plain text that must be masked: by the name before them, or by their form.

use std::ops::Range;

use crate::span::Span;

use super::layer::Layer;
use super::names::{is_known, is_secret};

/// Bytes of a name that are looked at.
const NAME: usize = 48;

/// The value that the word at `word` introduces or is: `client_secret=…`, `Basic …`, `Bearer …`, a JWT.
pub(super) fn at_word(layer: &Layer, word: Range<usize>, end: usize) -> Option<Range<usize>> {
    let text = layer.of(word.clone());
    if text.eq_ignore_ascii_case("basic") || text.eq_ignore_ascii_case("bearer") {
        let value = layer.of(word.end..end).strip_prefix(' ')?;
        let length = credential_length(value);
        let start = word.end + 1;
        if value.get(length..)?.starts_with('"') && value.get(..length)?.ends_with('=') {
            // `Bearer realm="…"` is a challenge.
            return None;
        }
        let shaped =
            length >= 16 || value.get(..length)?.ends_with('=') || has_digit(value.get(..length)?);
        return (length >= 4 && shaped).then_some(start..start + length);
    }
    if text.starts_with("eyJ") {
        let length = credential_length(layer.of(word.start..end));
        return (length > 20).then_some(word.start..word.start + length);
    }
    if text.eq_ignore_ascii_case("cookie") {
        return cookie(layer, word, end);
    }
    if word.len() > NAME {
        return None;
    }
    let rest = layer.of(word.end..end);
    let signs = rest.trim_start_matches(['"', '\'', '`', '*', '\\']);
    // wget says what it was told: `Setting --password (password) to …`.
    let told = signs.strip_prefix(") to ");
    let value = told.or_else(|| signs.trim_start_matches(' ').strip_prefix([':', '=']))?;
    let hidden = if text.contains('\\') {
        is_secret(&text.replace('\\', ""), false)
    } else {
        is_secret(text, false)
    };
    if !hidden {
        return None;
    }
    let value = value.trim_start_matches(['"', '\'', '`', '*', ' ', '\\', '>']);
    let start = end - value.len();
    let stops = |letter: char| letter.is_whitespace() || "\"'`&,;<>|”’)}".contains(letter);
    let length = value.find(stops).unwrap_or(value.len());
    let value = value.get(..length)?;
    // "couldn't fetch token: invalid_grant: …" names no token.
    let code = is_known(value.trim_end_matches([':', '.']));
    let word = value.bytes().all(|byte| byte.is_ascii_digit()) || is_absent(value) || code;
    // "client secret: expired or revoked" is a sentence.
    let goes_on = layer.of(start + length..end).starts_with(' ') && signs.starts_with(": ");
    let sentence = goes_on && value.bytes().all(|byte| byte.is_ascii_alphabetic());
    (length > 0 && !word && !sentence).then_some(start..start + length)
}

/// The cookies behind a header's name, to the end of the line or of the quotes; or the one that wget has stored.
fn cookie(layer: &Layer, word: Range<usize>, end: usize) -> Option<Range<usize>> {
    let rest = layer.of(word.end..end);
    let line = rest.split('\n').next().unwrap_or("").trim_end();
    let behind = word.end + line.len();
    if layer.of(0..word.start).ends_with("Stored ") {
        return Some(word.end + line.rfind(' ')? + 1..behind);
    }
    let value = line.trim_start_matches(['"', '\'', '\\', ' ', ',']).strip_prefix([':', '='])?;
    let value = value.trim_start_matches(['"', '\'', '\\', ' ', '[']);
    let length = value.find(['"', '\'']).unwrap_or(value.len());
    let start = behind - value.len();
    (length > 0).then_some(start..start + length)
}

/// The password in an address: `https://user:password@host`.
pub(super) fn of_address(address: &Layer) -> Option<Span> {
    let text = address.text();
    let start = text.find("://")? + 3;
    let authority = text.get(start..)?.split(['/', '?', '#']).next()?;
    let user = authority.get(..authority.rfind('@')?)?;
    let colon = user.find(':')? + 1;
    (colon < user.len()).then(|| address.span(start + colon..start + user.len()))
}

/// The token in a value, if one stands in it: a JWT or a part of one.
pub(super) fn token(value: &str) -> Option<Range<usize>> {
    let start = value.find("eyJ")?;
    let length = credential_length(value.get(start..)?);
    (length > 20).then_some(start..start + length)
}

/// Whether a value looks like a token of a server's own making: long, one word, letters and digits mixed.
pub(super) fn is_token(value: &str) -> bool {
    let part = |letter: u8| letter.is_ascii_alphanumeric() || b"-._~+/=!".contains(&letter);
    value.len() >= 20
        && value.bytes().all(part)
        && value.bytes().any(|letter| letter.is_ascii_digit())
        && value.bytes().any(|letter| letter.is_ascii_alphabetic())
}

/// Whether a value says that there is none.
pub(super) fn is_absent(value: &str) -> bool {
    matches!(value, "" | "null" | "None" | "nil" | "undefined" | "true" | "false")
}

fn credential_length(value: &str) -> usize {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(byte);
    let length = value.bytes().take_while(is_part).count();
    value.get(..length).map_or(0, |value| value.trim_end_matches('.').len())
}

fn has_digit(value: &str) -> bool {
    value.bytes().any(|byte| byte.is_ascii_digit())
        || value.bytes().skip(1).any(|byte| byte.is_ascii_uppercase())
}

/// The part of an `Authorization` value that must be masked: all behind the scheme.
pub(super) fn of_authorization(value: &str) -> Range<usize> {
    let start = value.find(' ').map_or(0, |blank| blank + 1);
    start..value.len()
}
