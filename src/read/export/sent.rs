//! A request as HAR and Postman save it.

use crate::exchange::{BodyEncoding, Header, Place, Request, RequestForm};
use crate::read::draft::Draft;
use crate::read::layer::Layer;
use crate::read::value::Value;
use crate::span::Span;

use super::auth::authenticate;
use super::{noted, pair, text};

/// A request of either format: their names for things are not the same.
pub(super) fn request(value: &Value, auth: Option<&Value>) -> Request {
    let mut draft = Draft::default();
    let method = text(value.get("method"));
    if !method.text().is_empty() {
        draft.method(&method);
    }
    if let Some(url) = value.get("url") {
        address(&mut draft, url);
    }
    let asked = draft.request.parameters.len();
    for item in value.get("queryString").map(Value::items).unwrap_or_default() {
        if let Some((name, value)) = pair(&mut draft, item).filter(|_| asked == 0) {
            draft.parameter(&name, &value, Place::Query);
        }
    }
    let headers = value.get("headers").or_else(|| value.get("header"));
    for item in headers.map(Value::items).unwrap_or_default() {
        if let Some((name, value)) = pair(&mut draft, item) {
            draft.named_header(name.text(), "", &value);
        }
    }
    // Format 2.0 takes all of them as one text.
    let lines = text(headers);
    let mut at = 0;
    for line in lines.text().split_inclusive('\n').filter(|line| line.contains(':')) {
        draft.header(&lines.part(at..at + line.len()));
        at += line.len();
    }
    if let Some(data) = value.get("postData") {
        post_data(&mut draft, data);
    }
    if let Some(body) = value.get("body") {
        self::body(&mut draft, body);
    }
    if let Some(auth) = auth {
        authenticate(&mut draft, auth);
    }
    let archive = value.get("headers").is_some() || value.get("postData").is_some();
    finished(draft, if archive { RequestForm::Har } else { RequestForm::Postman })
}

/// The request with its place: all that it was put together from.
pub(super) fn finished(draft: Draft, form: RequestForm) -> Request {
    let mut request = draft.finish(form, Span::NONE, "GET", false);
    let named = [&request.method, &request.url, &request.user].into_iter().flatten();
    let spans = named.map(|it| it.span).chain(request.headers.iter().map(|it| it.span));
    let spans = spans.chain(request.parameters.iter().map(|it| it.span));
    request.span = spans.fold(Span::NONE, Span::join);
    request
}

/// An address as a text, or in its parts.
fn address(draft: &mut Draft, url: &Value) {
    let whole = noted(draft, Some(url.get("raw").unwrap_or(url)));
    if !whole.text().is_empty() {
        return draft.address(&whole);
    }
    let mut address = noted(draft, url.get("protocol"));
    for (name, first, between) in [("host", "://", "."), ("path", "/", "/")] {
        let part = url.get(name);
        let items = part.map_or(&[][..], |it| {
            if it.items().is_empty() { std::slice::from_ref(it) } else { it.items() }
        });
        for (at, item) in items.iter().enumerate() {
            let item = noted(draft, Some(item));
            let sign = if at > 0 {
                between
            } else if address.text().is_empty() {
                ""
            } else {
                first
            };
            address.put(sign, &item, 0..0);
            address.copy(&item, item.all());
        }
    }
    draft.address(&address);
    for item in url.get("query").map(Value::items).unwrap_or_default() {
        if let Some((name, value)) = pair(draft, item) {
            draft.parameter(&name, &value, Place::Query);
        }
    }
}

/// HAR's `postData`: the text as it was sent, or the parameters.
fn post_data(draft: &mut Draft, data: &Value) {
    let kind = text(data.get("mimeType"));
    content_type(draft, kind.text(), &kind);
    let items = data.get("params").map(Value::items).unwrap_or_default();
    let sent = text(data.get("text"));
    if !sent.text().is_empty() {
        return draft.text(&sent);
    }
    for item in items {
        if let Some((name, value)) = pair(draft, item) {
            draft.parameter(&name, &value, Place::Body);
        }
    }
}

/// Postman's `body`, in one of its modes.
fn body(draft: &mut Draft, body: &Value) {
    let mode = text(body.get("mode"));
    let content = body.get(mode.text());
    match mode.text() {
        "urlencoded" | "formdata" => {
            for item in content.map(Value::items).unwrap_or_default() {
                let Some((name, value)) = pair(draft, item) else { continue };
                if text(item.get("type")).text() == "file" {
                    draft.file(name.text(), &text(item.get("src")));
                } else {
                    draft.parameter(&name, &value, Place::Body);
                }
            }
            draft.request.encoding = if mode.text() == "formdata" {
                BodyEncoding::Multipart
            } else {
                BodyEncoding::Form
            };
        }
        "raw" => {
            let sent = noted(draft, content);
            let language = body.get("options").and_then(|it| it.get("raw")?.get("language"));
            let kind = match text(language).text() {
                "json" => "application/json",
                "xml" => "application/xml",
                "html" => "text/html",
                _ => "text/plain",
            };
            content_type(draft, kind, &sent);
            draft.text(&sent);
        }
        "graphql" => {
            let query = noted(draft, content.and_then(|it| it.get("query")));
            draft.parameter(&Layer::at("query", Span::NONE), &query, Place::Body);
            draft.request.encoding = BodyEncoding::Json;
        }
        _ => {}
    }
}

/// The content type that the tool adds where none is given.
fn content_type(draft: &mut Draft, value: &str, at: &Layer) {
    if !value.is_empty() && draft.request.header("content-type").is_none() {
        let (name, span) = ("Content-Type".to_owned(), at.span(at.all()));
        draft.request.headers.push(Header { name, value: value.to_owned(), span });
    }
}
