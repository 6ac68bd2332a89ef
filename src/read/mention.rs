//! An error code in plain text, and the sentence that belongs to it.

use std::ops::Range;

use crate::span::Spanned;

use super::layer::Layer;
use super::names::{begins_with, is_known, looks_like_code};
use super::quote::{Quotes, opening};

/// Bytes of a sentence that are kept.
const SENTENCE: usize = 1000;
/// Bytes before a code that are looked at.
const BEFORE: usize = 24;

/// Names that a sentence goes by in text, in lower case, longest first.
const SENTENCES: &[&str] = &[
    "error_description",
    "error-description",
    "error description",
    "errordescription",
    "error_message",
    "error message",
    "errormessage",
    "errorsummary",
    "error_reason",
    "description",
];

/// An error code in a text.
#[derive(Debug)]
pub(super) struct Mention {
    /// The code.
    pub(super) code: Range<usize>,
    /// The sentence beside it.
    pub(super) sentence: Option<Range<usize>>,
    /// Whether the text calls it an error: `error=invalid_client`.
    pub(super) named: bool,
    /// Where reading goes on.
    pub(super) end: usize,
}

impl Mention {
    /// Whether it is more than a word in prose.
    pub(super) fn is_told(&self) -> bool {
        self.named || self.sentence.is_some()
    }
}

/// The error code that a word is: a known one, or what has a code's form where an error is named.
pub(super) fn code(layer: &Layer, word: Range<usize>) -> Option<Spanned> {
    let text = layer.of(word.clone());
    let known =
        if text.contains('\\') { is_known(&text.replace('\\', "")) } else { is_known(text) };
    if !(known || text.contains('_') && is_own(layer, word.clone())) {
        return None;
    }
    Some(Spanned::new(text.replace('\\', ""), layer.span(word)))
}

/// Whether a word with underscores is a code of the server's own: it has the form, and an error is named beside it.
fn is_own(layer: &Layer, word: Range<usize>) -> bool {
    if !looks_like_code(&layer.of(word.clone()).replace('\\', "")) {
        return false;
    }
    let before = before(layer, word.start);
    let behind = layer.of(word.end..line(layer, word.end, layer.text().len()));
    // Spring writes its own codes so: `OAuth2AuthorizationException: [invalid_token_response] …`.
    is_named(before)
        || before.ends_with("Exception: [")
        || before.ends_with("Exception: ") && behind.starts_with(':')
        || is_quoted_error(before, behind)
}

/// Whether quotes stand around and the word "error" beside them: `the 'invalid_code' error`.
fn is_quoted_error(before: &str, behind: &str) -> bool {
    let quotes = ['"', '\'', '`', '’', '”'];
    let opened = before.trim_end_matches(['"', '\'', '`', '‘', '“']);
    if opened.len() == before.len() || !behind.starts_with(quotes) {
        return false;
    }
    let error = |words: &str| words.get(..5).is_some_and(|it| it.eq_ignore_ascii_case("error"));
    let last = opened.trim_end().rsplit(' ').next().unwrap_or("");
    error(behind.trim_start_matches(quotes).trim_start()) || last.eq_ignore_ascii_case("error")
}

fn before(layer: &Layer, at: usize) -> &str {
    let from = layer.text().floor_char_boundary(at.saturating_sub(BEFORE));
    layer.of(from..at).rsplit('\n').next().unwrap_or("")
}

/// Whether a text ends with `error=` or the like.
fn is_named(before: &str) -> bool {
    let quotes = |letter: char| letter.is_whitespace() || "\"'`*\\“‘[(".contains(letter);
    let bare = before.trim_end_matches(quotes);
    let Some(name) = bare.strip_suffix([':', '=', '>']) else { return false };
    let name = name.trim_end_matches(['=', ' ', '"', '\'', '*', '`', '\\', ')']);
    // Google's pages: `Error 400: redirect_uri_mismatch`.
    let name = name.trim_end_matches(|it: char| it.is_ascii_digit()).trim_end();
    ["error", "code", "error type", "errorkey"].iter().any(|known| {
        let start = name.len().checked_sub(known.len());
        start.and_then(|at| name.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(known))
    })
}

/// A code with what stands around it.
pub(super) fn mention(layer: &Layer, code: Range<usize>, end: usize) -> Mention {
    let before = before(layer, code.start);
    let named = is_named(before);
    let bracket = before.ends_with(['[', '(']);
    let mut line = line(layer, code.end, end);
    if let Some(quote) =
        before.chars().next_back().and_then(|it| opening(it.encode_utf8(&mut [0; 4])))
        && !layer.of(code.end..line).starts_with(quote)
    {
        // The quote holds code and sentence.
        line = Quotes::new(layer.text(), line).close(code.end, quote, 0).0.end;
    }
    let sentence = beside(layer, code.end..line, named, bracket)
        .filter(|place| !place.is_empty() && !layer.of(place.clone()).starts_with(['{', '|', '<']));
    let end = sentence.as_ref().map_or(code.end, |sentence| sentence.end);
    Mention { code, sentence, named, end }
}

fn line(layer: &Layer, at: usize, end: usize) -> usize {
    let text = layer.of(at..layer.text().floor_char_boundary(end.min(at + SENTENCE)));
    at + text.find('\n').unwrap_or(text.len())
}

/// The sentence behind a code: `: …`, ` - …`, `(…)`, `"…"`, `] …`, `| … |`.
fn beside(layer: &Layer, rest: Range<usize>, named: bool, bracket: bool) -> Option<Range<usize>> {
    let closers = |letter: char| "\"'`*\\”’])".contains(letter);
    let text = layer.of(rest.clone());
    let at = rest.start + text.len() - text.trim_start_matches(closers).len();
    let closed = layer.of(rest.start..at).contains([']', ')']);
    let place = layer.trimmed(at..rest.end);
    let text = layer.of(place.clone());
    let first = text.chars().next()?;
    let behind = place.start + first.len_utf8()..place.end;
    let blank = place.start > at;
    match first {
        ':' | '–' | '—' => Some(whole(layer, behind)),
        '-' if layer.of(behind.clone()).starts_with(' ') => Some(whole(layer, behind)),
        '(' => {
            let length = layer.of(behind.clone()).rfind(')').unwrap_or(behind.len());
            Some(layer.trimmed(behind.start..behind.start + length))
        }
        '|' => {
            let length = layer.of(behind.clone()).find('|').unwrap_or(behind.len());
            Some(layer.trimmed(behind.start..behind.start + length))
        }
        '"' | '“' | '\\' if blank => Some(whole(layer, place)),
        ',' | '.' | ';' if named && names_none(layer.of(behind.clone())) => {
            Some(whole(layer, behind))
        }
        letter if bracket && closed && letter.is_alphanumeric() => Some(whole(layer, place)),
        _ => None,
    }
}

/// Whether a text goes on with words and not with another name and value.
fn names_none(rest: &str) -> bool {
    let rest = rest.trim_start();
    let word =
        rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
    rest.starts_with(char::is_uppercase)
        && word > 0
        && !rest.get(word..).is_some_and(|rest| rest.starts_with([':', '=']))
}

/// A quoted text, or all that is left of the line.
fn whole(layer: &Layer, range: Range<usize>) -> Range<usize> {
    let place = layer.trimmed(range);
    let slashes = layer.of(place.clone()).bytes().take_while(|byte| *byte == b'\\').count().min(15);
    let text = layer.of(place.start + slashes..place.end);
    if let Some(quote) = opening(text) {
        let inner = place.start + slashes + quote.len_utf8();
        let (content, _) = Quotes::new(layer.text(), place.end).close(inner, quote, slashes);
        return content.start..content.end.min(place.end).max(content.start);
    }
    let length = slashes + text.trim_end_matches(['"', '\'', '`', '*', '”']).len();
    place.start..place.start + length
}

/// A sentence that is named as one: `error_description="…"`. Gives its place and where reading goes on.
pub(super) fn sentence(layer: &Layer, range: Range<usize>) -> Option<(Range<usize>, usize)> {
    let text = layer.of(range.clone());
    if !text.starts_with(['e', 'E', 'd', 'D']) {
        return None;
    }
    let name = SENTENCES.iter().find(|name| {
        begins_with(text, name)
            || **name == "error_description" && text.starts_with("error\\_description")
    })?;
    let escaped = usize::from(text.starts_with("error\\_"));
    let at = range.start + name.len() + escaped;
    let line = line(layer, at, range.end);
    let rest = layer.of(at..line);
    let signs = rest.trim_start_matches(['"', '\'', '`', '*', ' ', '\\', '”']);
    let value = signs.strip_prefix("=>").or_else(|| signs.strip_prefix([':', '=']))?;
    let equals = signs.starts_with('=');
    let start = line - value.len();
    let slashes = value.len() - value.trim_start_matches(['*', ' ', '\\']).len();
    let place = layer.trimmed(start + slashes..line);
    if place.is_empty() {
        return None;
    }
    let value = layer.of(place.clone());
    if let Some(quote) = opening(value) {
        let escaped = value_escapes(layer, start..place.start);
        let mut quotes = Quotes::new(layer.text(), line);
        let (content, behind) = quotes.close(place.start + quote.len_utf8(), quote, escaped);
        return Some((content, behind));
    }
    let length = if equals { next_pair(value) } else { next_name(value) };
    let value = value.get(..length).unwrap_or("");
    // Go prints `map[error:… error_description:…]`.
    let length = if value.contains('[') { length } else { value.trim_end_matches(']').len() };
    let place = layer.trimmed(place.start..place.start + length);
    Some((place.clone(), place.end))
}

fn value_escapes(layer: &Layer, range: Range<usize>) -> usize {
    layer.of(range).bytes().filter(|byte| *byte == b'\\').count().min(15)
}

/// Where `name=value` without quotes ends: before `&`, or before the next name.
fn next_pair(value: &str) -> usize {
    let end = value.find(['&', ',', ';', '}', '"']).unwrap_or(value.len());
    let head = value.get(..end).unwrap_or(value);
    match head.find('=').and_then(|equals| head.get(..equals)?.rfind(' ')) {
        Some(blank) => blank,
        None => end,
    }
}

/// Where `name: value` without quotes ends: before `, name:` or at the line's end.
fn next_name(value: &str) -> usize {
    let named = value.match_indices(", ").find(|(at, _)| {
        let rest = value.get(at + 2..).unwrap_or("");
        let word = rest.bytes().take_while(|it| it.is_ascii_alphanumeric() || *it == b'_').count();
        word > 0 && rest.get(word..).is_some_and(|rest| rest.starts_with([':', '=']))
    });
    named.map_or(value.len(), |(at, _)| at)
}
