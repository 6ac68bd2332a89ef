//! `.http` and `.rest` files of editors: requests one below the other, with variables.
//!
//! What the REST Client of VS Code, JetBrains' client and httpyac have in common: `###` between requests, `@name = value`,
//! `{{name}}`, a query that goes on in the next lines, `Basic id secret` and `Basic id:secret`, which they encode.

use std::ops::Range;

use crate::exchange::RequestForm;
use crate::order;
use crate::span::Span;

use super::Paste;
use super::answer;
use super::command::Command;
use super::draft::Draft;
use super::finish;
use super::http;
use super::json;
use super::layer::Layer;
use super::names::is_secret;
use super::shell::template;

/// Definitions that are kept, and bytes of each that are.
const DEFINITIONS: usize = 64;
const VALUE: usize = 1024;
/// Bytes that are put in place of variables.
const PUT_IN: usize = 65_536;
/// Lines of a request that begin so are remarks.
const REMARKS: [&str; 2] = ["#", "//"];

/// What a text says of the requests in it.
pub(super) struct File {
    definitions: Vec<Definition>,
    /// Whether a line parts requests, or defines a variable.
    known: bool,
    /// Bytes that may still be put in.
    left: usize,
}

struct Definition {
    name: String,
    value: Layer,
    /// Where the value is written.
    span: Span,
    line: Range<usize>,
}

impl File {
    /// The definitions of a text. Each may use those above it.
    pub(super) fn of(layer: &Layer) -> Self {
        let mut file = File { definitions: Vec::new(), known: false, left: PUT_IN };
        let mut at = 0;
        for line in layer.text().split_inclusive('\n') {
            let place = layer.trimmed(at..at + line.len());
            at += line.len();
            let text = layer.of(place.clone());
            if text.starts_with("###") {
                file.known = true;
            } else if let Some(rest) = text.strip_prefix('@') {
                file.define(layer, place, rest);
            }
        }
        file
    }

    fn define(&mut self, layer: &Layer, line: Range<usize>, rest: &str) {
        let Some(equals) = rest.bytes().take(80).position(|byte| byte == b'=') else { return };
        let name = rest.get(..equals).unwrap_or("").trim_end();
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.$".contains(&byte);
        if name.is_empty() || !name.bytes().all(is_name) || self.definitions.len() >= DEFINITIONS {
            return;
        }
        let place = layer.trimmed(line.start + 1 + equals + 1..line.end);
        let name = name.to_owned();
        let mut draft = Draft::default();
        let value = self.filled(layer, place.clone(), &mut draft, &mut Vec::new());
        let length = value.text().floor_char_boundary(VALUE);
        // What is not known at the definition is not known where it is used.
        if draft.request.expansions.is_empty() {
            let value = value.part(0..length);
            self.definitions.push(Definition { name, value, span: layer.span(place), line });
        }
        self.known = true;
    }

    /// Values of definitions whose names say that they are secret.
    pub(super) fn secrets(&self) -> impl Iterator<Item = Span> {
        self.definitions.iter().filter(|it| is_secret(&it.name, false)).map(|it| it.span)
    }

    /// A part of the text with the variables put in that are known; the others are noted.
    fn filled(
        &mut self,
        layer: &Layer,
        range: Range<usize>,
        draft: &mut Draft,
        used: &mut Vec<(Span, Span)>,
    ) -> Layer {
        let mut out = Layer::default();
        let (mut done, mut at) = (range.start, range.start);
        while let Some(found) = layer.of(at..range.end).find("{{") {
            at += found;
            let Some(length) = template(layer.of(at..range.end)) else {
                at += 2;
                continue;
            };
            let place = at..at + length;
            let name = layer.of(place.start + 2..place.end - 2).trim();
            let known = self.definitions.iter().rev().find(|it| it.name == name);
            if let Some(known) = known.filter(|it| it.value.text().len() <= self.left) {
                out.copy(layer, done..place.start);
                let value = known.value.text();
                let first = value.chars().next().map_or(0, char::len_utf8);
                // In two pieces: neither is taken for what is written here.
                for piece in [value.get(..first), value.get(first..)].into_iter().flatten() {
                    out.put(piece, layer, place.clone());
                }
                self.left -= value.len();
                used.push((layer.span(place.clone()), known.span));
                done = place.end;
            } else {
                draft.expansion(layer.span(place.clone()));
            }
            at = place.end;
        }
        out.copy(layer, done..range.end);
        out
    }

    /// The request that begins in a line, if it is one of a file.
    pub(super) fn request(&mut self, layer: &Layer, line: Range<usize>) -> Option<Command> {
        let first = layer.trimmed(line.clone());
        let text = layer.of(first.clone());
        let method = http::method(text)?;
        let start = layer.trimmed(first.start + method.len()..first.end).start;
        let target = layer.of(start..first.end);
        let length = target.find(char::is_whitespace).unwrap_or(target.len());
        let behind = target.get(length..)?.trim();
        let absolute = target.contains("://") || target.starts_with("{{");
        if !(behind.is_empty() || self.known && behind.starts_with("HTTP/")) || !absolute {
            return None;
        }
        let mut used = Vec::new();
        let mut draft = Draft::default();
        draft.method(&layer.part(first.start..first.start + method.len()));
        let mut address = self.filled(layer, start..start + length, &mut draft, &mut used);
        let mut at = line.end;
        let mut fields = Vec::new();
        while at < layer.text().len() {
            let line = line_at(layer, at);
            let place = layer.trimmed(line.clone());
            let text = layer.of(place.clone());
            if text.starts_with(['?', '&']) && fields.is_empty() {
                let query = self.filled(layer, place, &mut draft, &mut used);
                address.copy(&query, query.all());
            } else if !REMARKS.iter().any(|it| text.starts_with(it)) {
                if text.is_empty() || http::header(layer, place.clone()).is_none() {
                    break;
                }
                fields.push(self.filled(layer, place, &mut draft, &mut used));
            } else if text.starts_with("###") {
                break;
            }
            at = line.end;
        }
        draft.address(&address);
        for field in &fields {
            self.field(field, &mut draft);
        }
        let json = draft.request.header("content-type").is_some_and(|it| it.value.contains("json"));
        if let Some(body) = body(layer, at, json) {
            at = body.end;
            let lines = joined(layer, body);
            let text = self.filled(&lines, lines.all(), &mut draft, &mut used);
            draft.text(&text);
        }
        let span = layer.span(layer.trimmed(first.start..at));
        let request = draft.finish(RequestForm::Http, span, "GET", false);
        let above = |it: &&Definition| it.line.end <= first.start;
        let lines = self.definitions.iter().filter(above).map(|it| it.line.clone()).collect();
        let secrets = hidden(&request, &used);
        Some(Command { range: first.start..at, uses: lines, requests: vec![request], secrets })
    }

    /// A header field. Basic credentials that are not encoded are what the client encodes.
    fn field(&self, field: &Layer, draft: &mut Draft) {
        let Some(header) = http::header(field, field.all()) else { return };
        let value = field.text().len() - header.value.len();
        let rest = header.value.get(..6).filter(|it| it.eq_ignore_ascii_case("basic "));
        if header.name.eq_ignore_ascii_case("authorization") && rest.is_some() {
            let pair = field.trimmed(value + 6..field.text().len());
            if let Some(blank) = blank(field.of(pair.clone())) {
                let secret = field.trimmed(pair.start + blank..pair.end);
                return draft
                    .credentials(&field.part(pair.start..pair.start + blank), &field.part(secret));
            }
            let known = self.known || field.of(pair.clone()).contains("{{");
            if known && field.of(pair.clone()).contains(':') {
                return draft.user(&field.part(pair));
            }
        }
        draft.header(field);
    }
}

/// The first blank outside of `{{ name }}`.
fn blank(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let letter = rest.chars().next()?;
        if letter.is_whitespace() {
            return Some(at);
        }
        at += template(rest).unwrap_or(letter.len_utf8());
    }
}

fn line_at(layer: &Layer, at: usize) -> Range<usize> {
    let rest = layer.of(at..layer.text().len());
    at..at + rest.find('\n').map_or(rest.len(), |end| end + 1)
}

/// The body behind the blank line at `at`: an object that is sent, or the lines of a form.
fn body(layer: &Layer, at: usize, json: bool) -> Option<Range<usize>> {
    let start = layer.trimmed(at..layer.text().len()).start;
    let rest = layer.of(start..layer.text().len());
    if rest.starts_with('{') && !rest.starts_with("{{") {
        let limit = layer.text().floor_char_boundary(start + 16_384);
        let object = json::objects(layer, start..limit).into_iter().next()?;
        let names = || object.leaves.iter().map(|leaf| leaf.path.as_str());
        let answers = names().any(|name| matches!(name, "error" | "access_token"));
        let sent = answer::is_request(names()) || json && !answers;
        return (sent && object.range.start == start).then_some(object.range);
    }
    let mut end = start;
    for line in rest.split_inclusive('\n') {
        let text = line.trim();
        let pair = text.contains('=') || text.starts_with("{{");
        let other = text.starts_with(['#', '<', '>'])
            || text.contains("error=")
            || http::method(text).is_some();
        if !pair || other {
            break;
        }
        end += line.len();
    }
    let place = layer.trimmed(start..end);
    (!place.is_empty()).then_some(place)
}

/// A body without the line ends beside `&`, which the clients leave out.
fn joined(layer: &Layer, body: Range<usize>) -> Layer {
    let mut out = Layer::default();
    let mut at = body.start;
    for line in layer.of(body.clone()).split_inclusive('\n') {
        let place = layer.trimmed(at..at + line.len());
        at += line.len();
        let next = layer.of(at..body.end).trim_start();
        let one = layer.of(place.clone()).ends_with('&') || next.starts_with('&');
        out.copy(layer, if one { place } else { at - line.len()..at });
    }
    out
}

/// The definitions that hold what must be masked where it is used.
fn hidden(request: &crate::exchange::Request, used: &[(Span, Span)]) -> Vec<Span> {
    let mut paste = Paste { requests: vec![request.clone()], ..Paste::default() };
    finish::secrets(&mut paste);
    let masked = |place: &Span| {
        paste.secrets.iter().any(|secret| secret.start < place.end && place.start < secret.end)
    };
    let mut found: Vec<Span> =
        used.iter().filter(|(place, _)| masked(place)).map(|(_, value)| *value).collect();
    order::by_key(&mut found, |span| *span);
    found.dedup();
    found
}
