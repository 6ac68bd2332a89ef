//! What tools save of requests and answers: HAR files (HTTP Archive 1.2), Postman's collections (formats 2.0 and 2.1),
//! its environments, and what it copies out of its console.

use std::ops::Range;

use crate::basic;
use crate::exchange::{Header, Place, Request, RequestForm, Response};
use crate::span::Span;

use super::challenge;
use super::draft::Draft;
use super::expression::Reader;
use super::json::Object;
use super::layer::Layer;
use super::names::is_parameter;
use super::shell::template;
use super::value::{Language, Value};

mod auth;
mod sent;

use auth::token_request;
use sent::{finished, request};

/// Exchanges that are kept of a file.
const KEPT: usize = 128;
/// What the paths to values end with in such a file, and hardly in others.
const SIGNS: &[&str] = &[
    "headers.name",
    "postData.mimeType",
    "postData.text",
    "queryString.name",
    "params.name",
    "header.key",
    "body.mode",
    "url.raw",
    "auth.type",
    "info.schema",
];
/// The names under which Postman's console puts what was sent and what came back.
const CONSOLE: [&str; 4] = ["Request Headers", "Request Body", "Response Headers", "Response Body"];

/// What a file holds.
#[derive(Default)]
pub(super) struct Export {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// In the order of the file.
    pub(super) saved: Vec<Saved>,
    /// Values that the file itself calls secret.
    pub(super) secrets: Vec<Span>,
}

/// A request with its answer, as far as they were saved.
#[derive(Default)]
pub(super) struct Saved {
    pub(super) request: Option<Request>,
    pub(super) response: Option<Response>,
    /// The response's body, which is not read yet.
    pub(super) body: Option<Layer>,
}

/// The file that an object is, if it is one.
pub(super) fn read(layer: &Layer, object: &Object) -> Option<Export> {
    let console = object.leaves.iter().any(|leaf| leaf.path.starts_with(CONSOLE[0]));
    let secret = object
        .leaves
        .iter()
        .any(|leaf| leaf.path.ends_with("type") && leaf.value.text() == "secret");
    let ends = |path: &str| SIGNS.iter().any(|sign| path.ends_with(sign));
    if !console && !secret && !object.leaves.iter().any(|leaf| ends(&leaf.path)) {
        return None;
    }
    let file = Reader::new(layer, object.range.clone(), Language::Script).value();
    let mut export = Export { range: object.range.clone(), ..Export::default() };
    if console {
        export.console(layer, &file);
    } else {
        export.walk(&file, None);
    }
    export.drop_noise();
    (!export.saved.is_empty() || !export.secrets.is_empty()).then_some(export)
}

impl Export {
    /// Goes through folders, lists and entries down to what was sent. Postman's requests inherit their folder's `auth`.
    fn walk(&mut self, value: &Value, inherited: Option<&Value>) {
        if self.saved.len() >= KEPT {
            return;
        }
        for item in value.items() {
            self.walk(item, inherited);
        }
        let Value::Object(members) = value else { return };
        if text(value.get("type")).text() == "secret" {
            let secret = text(value.get("value"));
            self.secrets.push(secret.span(secret.all()));
        }
        let auth = value.get("auth").filter(|auth| auth.get("type").is_some());
        self.saved.extend(auth.and_then(token_request).map(alone));
        let auth = auth.or(inherited);
        if let Some(sent) = value.get("request").filter(|it| it.get("url").is_some()) {
            let own = sent.get("auth").filter(|auth| auth.get("type").is_some());
            self.saved.extend(own.and_then(token_request).map(alone));
            let mut saved = alone(request(sent, own.or(auth)));
            match value.get("response") {
                Some(Value::List(examples)) => {
                    self.saved.push(saved);
                    self.saved.extend(examples.iter().map(example));
                    return;
                }
                Some(answer) => (saved.response, saved.body) = response(answer),
                None => {}
            }
            self.saved.push(saved);
        } else if is_request(value) {
            self.saved.push(alone(request(value, auth)));
        } else {
            for (_, member) in members {
                self.walk(member, auth);
            }
        }
    }

    /// `POST https://…: { "Request Headers": { … }, "Request Body": … }`.
    fn console(&mut self, layer: &Layer, file: &Value) {
        let before = layer.of(0..self.range.start);
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = layer.trimmed(start..self.range.start);
        let words = layer.of(line.clone());
        let mut draft = Draft::default();
        if let Some((method, url)) = words.rsplit_once(' ') {
            let length = method.len();
            let from = line.start + method.rfind(' ').map_or(0, |blank| blank + 1);
            draft.method(&layer.part(from..line.start + length));
            let url_start = line.end - url.len();
            draft.address(&layer.part(url_start..line.end - usize::from(url.ends_with(':'))));
            self.range.start = from;
        }
        let [sent, body, received, answer] = CONSOLE.map(|name| file.get(name));
        for (name, value) in sent.map(Value::members).unwrap_or_default() {
            draft.named_header(name.text(), "", &text(Some(value)));
        }
        for (name, value) in body.map(Value::members).unwrap_or_default() {
            draft.parameter(name, &text(Some(value)), Place::Body);
        }
        let body = text(body);
        if !body.text().is_empty() {
            draft.text(&body);
        }
        let request = finished(draft, RequestForm::Postman);
        let mut response = Response::default();
        for (name, value) in received.map(Value::members).unwrap_or_default() {
            let values =
                if value.items().is_empty() { std::slice::from_ref(value) } else { value.items() };
            response.headers.extend(values.iter().map(|value| header(name, &text(Some(value)))));
        }
        let response = completed(response);
        let body = answer.map(|answer| text(Some(answer)));
        self.saved.push(Saved { request: Some(request), response: Some(response), body });
    }

    /// Leaves out what has nothing to do with tokens and went well, where there is something that does or did not.
    fn drop_noise(&mut self) {
        let matters = |saved: &Saved| {
            let failed =
                saved.response.as_ref().and_then(|it| it.status).is_some_and(|it| it >= 400);
            failed || saved.request.as_ref().is_some_and(asks)
        };
        if self.saved.iter().any(matters) {
            self.saved.retain(matters);
        }
    }
}

/// A request with its `auth`, and the token request that this makes by itself.
pub(super) fn requests(value: &Value, auth: Option<&Value>) -> Vec<Request> {
    let token = auth.and_then(token_request);
    token.into_iter().chain(std::iter::once(request(value, auth))).collect()
}

/// Whether a request has to do with tokens.
fn asks(request: &Request) -> bool {
    let path = request.path().unwrap_or("");
    ["token", "oauth", "authorize"].iter().any(|word| path.contains(word))
        || request.parameters.iter().any(|it| is_parameter(&it.name))
}

fn alone(request: Request) -> Saved {
    Saved { request: Some(request), ..Saved::default() }
}

fn is_request(value: &Value) -> bool {
    let has = |name: &str| value.get(name).is_some();
    has("url") && ["method", "header", "headers", "body", "auth"].into_iter().any(has)
}

/// A text, a number or a word; nothing for what is none.
fn text(value: Option<&Value>) -> Layer {
    match value {
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Name(name)) if name.text() != "null" => name.clone(),
        _ => Layer::default(),
    }
}

/// The same text, with what stands for something else in it noted.
fn noted(draft: &mut Draft, value: Option<&Value>) -> Layer {
    let text = text(value);
    let mut at = 0;
    while let Some(found) = text.of(at..text.text().len()).find("{{") {
        at += found;
        let length = template(text.of(at..text.text().len()));
        if let Some(length) = length {
            draft.expansion(text.span(at..at + length));
        }
        at += length.unwrap_or(2);
    }
    text
}

/// Name and value of a header field or a parameter, unless it is switched off.
fn pair(draft: &mut Draft, item: &Value) -> Option<(Layer, Layer)> {
    let name = item.get("key").or_else(|| item.get("name"))?;
    let off = text(item.get("disabled")).text() == "true";
    (!off).then(|| (noted(draft, Some(name)), noted(draft, item.get("value"))))
}

fn header(name: &Layer, value: &Layer) -> Header {
    let span = value.span(value.all());
    Header { name: name.text().to_owned(), value: value.text().to_owned(), span }
}

/// A response with its challenges, and its place.
fn completed(mut response: Response) -> Response {
    response.challenges = challenge::of_headers(&response.headers);
    let spans = response.headers.iter().map(|header| header.span);
    response.span = spans.fold(response.status_span, Span::join);
    response
}

/// HAR's `response`: the answer, and its body.
fn response(value: &Value) -> (Option<Response>, Option<Layer>) {
    let mut response = Response::default();
    let status = text(
        value.get("status").filter(|_| value.get("code").is_none()).or_else(|| value.get("code")),
    );
    response.status = status.text().parse().ok().filter(|status| (100..600).contains(status));
    response.status_span = status.span(status.all());
    let headers = value.get("headers").or_else(|| value.get("header"));
    let draft = &mut Draft::default();
    for item in headers.map(Value::items).unwrap_or_default() {
        response.headers.extend(pair(draft, item).map(|(name, value)| header(&name, &value)));
    }
    let content = value.get("content");
    let body = text(content.and_then(|it| it.get("text")).or_else(|| value.get("body")));
    let encoded = text(content.and_then(|it| it.get("encoding"))).text() == "base64";
    let body = match basic::from_base64(body.text()).filter(|_| encoded) {
        Some((bytes, ..)) => Layer::at(&String::from_utf8_lossy(&bytes), body.span(body.all())),
        None => body,
    };
    (Some(completed(response)), Some(body).filter(|body| !body.text().is_empty()))
}

/// An answer that Postman saved with a request.
fn example(value: &Value) -> Saved {
    let (response, body) = response(value);
    Saved { request: None, response, body }
}
