//! Bruno's files: a request in blocks, `post { … }`, `headers { … }`, `body:form-urlencoded { … }`, `auth:basic { … }`.
//!
//! They hold what a request of Postman's holds, and are read as one.

use std::ops::Range;

use crate::span::Span;

use super::command::Command;
use super::export;
use super::layer::Layer;
use super::value::Value;

/// Blocks of a file, and lines of a block, that are kept.
const KEPT: usize = 256;

/// What Bruno calls the settings of OAuth 2.0, and what Postman does.
const SETTINGS: &[(&str, &str)] = &[
    ("access_token_url", "accessTokenUrl"),
    ("callback_url", "redirect_uri"),
    ("client_id", "clientId"),
    ("client_secret", "clientSecret"),
    ("credentials_placement", "client_authentication"),
];

/// A name and what stands for it.
type Member = (Layer, Value);

/// The request whose block with method and address begins in a line.
pub(super) fn request(layer: &Layer, line: Range<usize>) -> Option<Command> {
    const METHODS: [&str; 7] = ["get", "post", "put", "patch", "delete", "head", "options"];
    let name = block_name(layer, line.clone())?;
    let next = line_at(layer, line.end);
    if !METHODS.contains(&name) || !layer.of(layer.trimmed(next)).starts_with("url:") {
        return None;
    }
    let first = layer.trimmed(line.clone());
    let mut request =
        vec![(named("method"), Value::Text(layer.part(first.start..first.start + name.len())))];
    let mut auth = Vec::new();
    let mut at = line.start;
    for _ in 0..KEPT {
        let line = line_at(layer, at);
        let Some(name) = block_name(layer, line.clone()) else {
            if line.is_empty() || !layer.of(line.clone()).trim().is_empty() {
                break;
            }
            at = line.end;
            continue;
        };
        if at > first.start && (METHODS.contains(&name) || name == "meta") {
            break;
        }
        let content = line.end..content_end(layer, line.end);
        at = line_at(layer, content.end).end;
        match name.split_once(':') {
            Some(("body", kind)) => {
                request.push((named("body"), body(layer, content, kind)));
            }
            Some(("auth", kind)) => {
                let settings = lines(layer, content).into_iter().map(setting).collect();
                auth = vec![
                    (named("type"), Value::Text(named(kind))),
                    (named(kind), Value::Object(settings)),
                ];
            }
            None if name == "headers" => {
                request.push((named("header"), pairs(lines(layer, content))));
            }
            None if METHODS.contains(&name) => {
                let all = lines(layer, content).into_iter();
                request.extend(all.filter(|(name, _)| name.text() == "url"));
            }
            _ => {}
        }
    }
    let (request, auth) = (Value::Object(request), Value::Object(auth));
    let requests = export::requests(&request, Some(&auth).filter(|it| !it.members().is_empty()));
    Some(Command { range: first.start..at, uses: Vec::new(), requests, secrets: Vec::new() })
}

fn named(name: &str) -> Layer {
    Layer::at(name, Span::NONE)
}

fn line_at(layer: &Layer, at: usize) -> Range<usize> {
    let rest = layer.of(at..layer.text().len());
    at..at + rest.find('\n').map_or(rest.len(), |end| end + 1)
}

/// The name before the bracket that a line ends with.
fn block_name(layer: &Layer, line: Range<usize>) -> Option<&str> {
    let name = layer.of(line).trim_end().strip_suffix(" {")?;
    let is_name = |byte: u8| byte.is_ascii_lowercase() || b":-2".contains(&byte);
    (name.len() < 40 && name.bytes().all(is_name)).then_some(name)
}

/// Where the content of a block ends: before a bracket at the beginning of a line.
fn content_end(layer: &Layer, from: usize) -> usize {
    let mut at = from;
    while at < layer.text().len() {
        let line = line_at(layer, at);
        if layer.of(line.clone()).starts_with('}') {
            return at;
        }
        at = line.end;
    }
    at
}

/// `name: value` in each line; `~` before a name switches it off.
fn lines(layer: &Layer, content: Range<usize>) -> Vec<Member> {
    let mut found = Vec::new();
    let mut at = content.start;
    for line in layer.of(content).split_inclusive('\n').take(KEPT) {
        let place = layer.trimmed(at..at + line.len());
        at += line.len();
        let text = layer.of(place.clone());
        if let Some(colon) = text.find(':').filter(|_| !text.starts_with('~')) {
            let value = layer.trimmed(place.start + colon + 1..place.end);
            found.push((
                layer.part(place.start..place.start + colon),
                Value::Text(layer.part(value)),
            ));
        }
    }
    found
}

/// Lines as the list of objects that Postman has.
fn pairs(lines: Vec<Member>) -> Value {
    let pair = |(name, value)| {
        Value::Object(vec![(named("key"), Value::Text(name)), (named("value"), value)])
    };
    Value::List(lines.into_iter().map(pair).collect())
}

fn setting((name, value): Member) -> Member {
    let known = SETTINGS.iter().find(|(it, _)| *it == name.text());
    (known.map_or(name, |(_, name)| named(name)), value)
}

fn body(layer: &Layer, content: Range<usize>, kind: &str) -> Value {
    let (mode, value) = match kind {
        "form-urlencoded" => ("urlencoded", pairs(lines(layer, content))),
        "multipart-form" => ("formdata", pairs(lines(layer, content))),
        _ => ("raw", Value::Text(shifted(layer, content))),
    };
    let language = Value::Object(vec![(named("language"), Value::Text(named(kind)))]);
    Value::Object(vec![
        (named("mode"), Value::Text(named(mode))),
        (named(mode), value),
        (named("options"), Value::Object(vec![(named("raw"), language)])),
    ])
}

/// A text without the two blanks before each line.
fn shifted(layer: &Layer, content: Range<usize>) -> Layer {
    let mut out = Layer::default();
    let mut at = content.start;
    let end = content.start + layer.of(content.clone()).trim_end().len();
    for line in layer.of(content.start..end).split_inclusive('\n') {
        let blanks = if line.starts_with("  ") { 2 } else { 0 };
        out.copy(layer, at + blanks..at + line.len());
        at += line.len();
    }
    out
}
