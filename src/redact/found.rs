//! Everything secret in a text: by the readers, by names, by form, and wherever it is repeated.

use std::ops::Range;

use super::names::named;
use super::place::places;
use super::plausible::{is_mask, is_stand_in, looks_like_credential};
use super::repeat::{LONG, Values, encoded};
use super::shape::shapes;
use super::value::behind;
use super::view::views;
use crate::basic::{decode, from_base64};
use crate::exchange::Request;
use crate::order;
use crate::read::{self, Paste};
use crate::span::Span;

/// A value that must not be shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Found {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: &'static str,
    /// The value, as far as its escapes were undone where it was found.
    pub value: String,
    /// Whether the value is as it was meant: a reader knows which escapes hold.
    pub exact: bool,
}

/// All secrets of a text, in order and without overlap, those of another text among them, and what to search for in
/// texts that speak of them.
pub(super) fn secrets(text: &str, known: &Values) -> (Vec<Found>, Values) {
    let paste = read::read(text);
    let views = views(text);
    let mut found = of_readers(text, &paste);
    let ids = client_ids(&paste);
    for view in &views {
        let mut add = |range: Range<usize>, kind| {
            let value = view.text.get(range.clone()).unwrap_or("");
            let random = kind == "long random value" && ids.iter().any(|id| id.contains(value));
            if !random {
                let span = view.span(range.start, range.end);
                found.push(Found { span, kind, value: value.to_owned(), exact: false });
            }
        };
        names(&view.text, &mut add);
        shapes(&view.text, &mut add);
        places(&view.text, &mut add);
    }
    for view in &views {
        encoded(&view.text, &mut |start, end, decoded| {
            if holds_secret(decoded) {
                let value = view.text.get(start..end).unwrap_or("").to_owned();
                found.push(Found {
                    span: view.span(start, end),
                    kind: "encoded value",
                    value,
                    exact: false,
                });
            }
        });
    }
    found.retain(|found| !found.span.is_empty());
    let values = Values::new(found.iter().flat_map(parts));
    let first = found.len();
    for values in [&values, known] {
        values.find(&views, &mut |span| found.push(again(text, span)));
    }
    // What holds a secret in base64 may stand elsewhere inside a longer word, where it is not decoded.
    let holding = found.iter().skip(first).map(|found| found.span.of(text));
    let holding: Vec<String> = holding.filter(|it| it.len() >= LONG).map(str::to_owned).collect();
    Values::new(holding.into_iter()).find(&views, &mut |span| found.push(again(text, span)));
    (joined(found), values)
}

/// Where known values stand in a text.
pub(super) fn repeated(text: &str, known: &Values) -> Vec<Found> {
    let mut found = Vec::new();
    known.find(&views(text), &mut |span| found.push(again(text, span)));
    joined(found)
}

fn again(text: &str, span: Span) -> Found {
    Found { span, kind: REPEATED, value: span.of(text).to_owned(), exact: false }
}

/// The kind of a value that was found by what it repeats.
pub(super) const REPEATED: &str = "repeated value";

/// Values behind names. What stands inside a value is not looked at again: it is masked already.
fn names(text: &str, found: &mut dyn FnMut(Range<usize>, &'static str)) {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    let mut at = 0;
    while let Some(start) =
        text.get(at..).and_then(|rest| rest.find(is_part)).map(|start| at + start)
    {
        let rest = text.get(start..).unwrap_or("");
        let written =
            rest.get(..rest.find(|letter| !is_part(letter)).unwrap_or(rest.len())).unwrap_or("");
        at = start + written.len();
        // An option's hyphens are no part of its name.
        let name = written.trim_start_matches('-');
        let Some(kind) = named(name) else { continue };
        if let Some(value) = behind(text, at - name.len()..at, kind) {
            at = value.end.max(at);
            found(value, kind.kind);
        }
    }
}

/// Whether a decoded text names a secret, such as a form or JSON in base64.
fn holds_secret(text: &str) -> bool {
    let mut any = false;
    names(text, &mut |_, _| any = true);
    any
}

/// What the readers found, with the names that requests and headers give it.
fn of_readers(text: &str, paste: &Paste) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for span in &paste.secrets {
        let request = paste.requests.iter().find_map(|request| in_request(request, *span));
        let read = request.or_else(|| in_answer(paste, *span));
        let exact = read.is_some_and(|read| !read.1.is_empty());
        let (kind, value) = read.unwrap_or_default();
        let value = if exact { value } else { span.of(text) };
        if is_stand_in(value) || is_mask(value) {
            continue;
        }
        found.push(Found { span: *span, kind, value: value.to_owned(), exact });
    }
    found
}

fn in_request(request: &Request, span: Span) -> Option<(&'static str, &str)> {
    let user = request.user.as_ref().filter(|user| user.span.holds(span));
    if let Some(user) = user {
        return Some((
            "client_secret",
            user.value.split_once(':').map_or("", |(_, secret)| secret),
        ));
    }
    if let Some(parameter) = request.parameters.iter().find(|parameter| parameter.span == span) {
        return Some((kind(&parameter.name), &parameter.value));
    }
    let header = request.headers.iter().find(|header| header.span.holds(span))?;
    Some((kind(&header.name), ""))
}

fn in_answer(paste: &Paste, span: Span) -> Option<(&'static str, &str)> {
    let mut fields = paste.responses.iter().flat_map(|response| &response.fields);
    let field = fields.find(|field| field.span == span)?;
    Some((kind(field.name()), &field.value))
}

fn kind(name: &str) -> &'static str {
    named(name).map_or("", |named| named.kind)
}

/// Ids that stay readable, however random they look.
fn client_ids(paste: &Paste) -> Vec<String> {
    let mut ids = Vec::new();
    for request in &paste.requests {
        ids.extend(request.value("client_id").map(str::to_owned));
        let user = request.user.as_ref().and_then(|user| user.value.split_once(':'));
        ids.extend(user.map(|(id, _)| id.to_owned()));
        let header = request.header("authorization").and_then(|header| decode(&header.value).plain);
        ids.extend(header.map(|pair| pair.id));
    }
    for response in &paste.responses {
        ids.extend(response.field("client_id").map(|field| field.value.clone()));
    }
    ids.retain(|id| id.len() > 4);
    ids
}

/// What to search for, once a value is known: itself, and the secrets in it.
fn parts(found: &Found) -> Vec<String> {
    let value = found.value.as_str();
    if matches!(found.kind, "e-mail address" | "hexadecimal dump" | "encoded value") {
        return Vec::new();
    }
    let mut parts = vec![value.trim().to_owned()];
    // A value that was taken too far begins with what it is.
    let first = value.split([' ', '&', ',', ';', '\n', '\r', '"', '\'', '<']).next().unwrap_or("");
    if first.len() >= 8 && looks_like_credential(first) {
        parts.push(first.to_owned());
    }
    parts.extend(in_pair(value, 2));
    // `Basic id secret`, as REST clients of editors take it.
    if matches!(found.kind, "Authorization" | "Basic credentials")
        && let Some((_, secret)) = value.rsplit_once(' ')
    {
        parts.push(secret.to_owned());
    }
    if value.starts_with("eyJ") {
        parts.extend(value.split('.').filter(|part| part.len() >= 16).map(str::to_owned));
    }
    if found.kind == "cookie" {
        let pairs = value.split([';', ' ']).filter_map(|pair| pair.split_once('='));
        parts.extend(
            pairs.map(|(_, value)| value.to_owned()).filter(|value| looks_like_credential(value)),
        );
    }
    parts
}

/// The secret of the `id:secret` that a value is, or is the base64 of, applied once or twice.
fn in_pair(value: &str, depth: usize) -> Option<String> {
    if let Some((_, secret)) = value.split_once(':') {
        return Some(secret.trim().to_owned());
    }
    let (bytes, ..) = from_base64(value).filter(|_| depth > 0)?;
    in_pair(&String::from_utf8_lossy(&bytes), depth - 1)
}

/// In order; what overlaps or touches becomes one, of the kind of its longest part.
fn joined(mut found: Vec<Found>) -> Vec<Found> {
    order::by_key(&mut found, |found| found.span);
    let mut joined: Vec<Found> = Vec::new();
    for next in found {
        match joined.last_mut() {
            Some(last) if next.span.start <= last.span.end => {
                let span = last.span.join(next.span);
                let (better, as_good) =
                    (weight(&next) > weight(last), weight(&next) == weight(last));
                // Found again under one more layer of escapes: that is what was meant.
                if better || (as_good && !last.exact) {
                    *last = next;
                }
                last.span = span;
            }
            _ => joined.push(next),
        }
    }
    for found in &mut joined {
        if found.kind.is_empty() {
            found.kind = "secret";
        }
    }
    joined
}

/// What tells more of a value: a name before a form before a repetition, then the longer one.
fn weight(found: &Found) -> (usize, bool, bool, usize) {
    let told = match found.kind {
        REPEATED => 0,
        "" | "long random value" | "encoded value" | "base64 of id:secret" => 1,
        _ => 2,
    };
    let precise = found.kind != "token" && found.kind != "secret";
    (told, precise, found.exact, found.span.len())
}
