//! Header fields that stand alone: copied from a browser's developer tools, from a document, from a trace.

use std::ops::Range;

use crate::exchange::{Header, Request, RequestForm, Response};

use super::challenge;
use super::http;
use super::layer::Layer;
use super::names::folded;
use super::secret;
use super::url::Address;

/// Fields that a request has.
const SENT: &[&str] = &[
    "authorization",
    "accept",
    "useragent",
    "origin",
    "referer",
    "cookie",
    "host",
    "xrequestedwith",
    "dpop",
    "contenttype",
    "contentlength",
    "acceptencoding",
    "acceptlanguage",
];
/// Fields that a response has.
const RECEIVED: &[&str] = &[
    "wwwauthenticate",
    "setcookie",
    "server",
    "date",
    "location",
    "retryafter",
    "dpopnonce",
    "allow",
    "cachecontrol",
    "pragma",
    "expires",
    "vary",
    "via",
    "etag",
    "stricttransportsecurity",
    "accesscontrolalloworigin",
    "xcontenttypeoptions",
    "xframeoptions",
    "xxssprotection",
];

/// Whether a response has a field of this name, which is folded.
pub(super) fn is_received(name: &str) -> bool {
    RECEIVED.contains(&name) || matches!(name, "contenttype" | "contentlength" | "contentencoding")
}

/// What lines of header fields tell.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) request: Option<Request>,
    pub(super) response: Option<Response>,
    /// The lines, if they told anything.
    pub(super) taken: Vec<Range<usize>>,
}

/// Gathers the header fields of a part of a text into one request and one response. A request needs an
/// address or `Authorization`, a response a status or a challenge; otherwise the fields are prose. Lines inside the
/// places that are taken, which are in the order of the text, belong to others.
pub(super) fn read(layer: &Layer, range: Range<usize>, taken: &[Range<usize>]) -> Found {
    let mut gatherer = Gatherer::default();
    let mut at = range.start;
    let mut taken = taken.iter().peekable();
    for line in layer.of(range).split_inclusive('\n') {
        let place = layer.trimmed(at..at + line.len());
        while taken.next_if(|other| other.end <= place.start).is_some() {}
        let free = taken.peek().is_none_or(|other| place.start < other.start);
        if free && !place.is_empty() {
            gatherer.line(layer, place);
        }
        at += line.len();
    }
    gatherer.finish()
}

#[derive(Default)]
struct Gatherer {
    request: Request,
    response: Response,
    /// Set by the headings "Request Headers" and "Response Headers".
    received: Option<bool>,
    taken: Vec<Range<usize>>,
}

impl Gatherer {
    fn line(&mut self, layer: &Layer, line: Range<usize>) {
        let text = layer.of(line.clone());
        let marks = text.len()
            - text.trim_start_matches(['*', '-', '•', '>', '<', '`', '"', '\'', ' ']).len();
        let line = line.start + marks..line.end;
        let text = layer.of(line.clone());
        let Some(colon) = text.bytes().take(48).position(|byte| byte == b':') else {
            self.bare_credentials(layer, line.clone());
            return self.heading(layer.of(line));
        };
        if text.get(..colon).is_some_and(|name| name.contains('=')) {
            return self.bare_credentials(layer, line);
        }
        let name = folded(text.get(..colon).unwrap_or(""));
        let value = layer.trimmed(line.start + colon + 1..line.end);
        if value.is_empty() {
            return self.heading(text);
        }
        match name.as_str() {
            "requesturl" => {
                let address = Address::new(layer, value.clone());
                self.request.url = Some(address.base());
                self.request.user = address.user();
                self.request.parameters = address.parameters();
                self.request.span = self.request.span.join(layer.span(value));
                self.taken.push(line);
            }
            "requestmethod" => {
                self.request.method = Some(layer.spanned(value));
                self.taken.push(line);
            }
            "statuscode" => {
                self.status(layer, &value);
                self.taken.push(line);
            }
            _ => self.field(layer, line, &name),
        }
    }

    /// `Basic …` alone on a line: an Authorization header without its name, or a challenge without it.
    fn bare_credentials(&mut self, layer: &Layer, line: Range<usize>) {
        let text = layer.of(line.clone());
        let scheme = text.split(' ').next().unwrap_or("").to_ascii_lowercase();
        if !matches!(scheme.as_str(), "basic" | "bearer" | "dpop") {
            return;
        }
        if ["realm=", "error="].iter().any(|name| text.contains(name)) {
            let span = layer.span(line.clone());
            let name = "WWW-Authenticate".to_owned();
            self.response.headers.push(Header { name, value: text.to_owned(), span });
            self.response.span = self.response.span.join(span);
            self.taken.push(line);
            return;
        }
        let scheme = text.find(' ').unwrap_or(0);
        let value = secret::at_word(layer, line.start..line.start + scheme, line.end);
        if scheme > 0 && value.is_some_and(|value| value.end == line.end) {
            let span = layer.span(line.clone());
            let name = "Authorization".to_owned();
            self.request.headers.push(Header { name, value: text.to_owned(), span });
            self.request.span = self.request.span.join(span);
            self.taken.push(line);
        }
    }

    fn heading(&mut self, text: &str) {
        if text.len() > 20 {
            return;
        }
        match folded(text.trim_end_matches(':')).as_str() {
            "requestheaders" => self.received = Some(false),
            "responseheaders" => self.received = Some(true),
            _ => {}
        }
    }

    fn status(&mut self, layer: &Layer, value: &Range<usize>) {
        let place = value.start..(value.start + 3).min(value.end);
        if let Ok(status @ 100..600) = layer.of(place.clone()).parse() {
            self.response.status = Some(status);
            self.response.status_span = layer.span(place);
            self.response.span = self.response.span.join(self.response.status_span);
        }
    }

    fn field(&mut self, layer: &Layer, line: Range<usize>, name: &str) {
        let received =
            RECEIVED.contains(&name) || name.starts_with('x') && self.received == Some(true);
        let sent = SENT.contains(&name) && self.received != Some(true);
        if !sent && !received && self.received.is_none() {
            return;
        }
        let Some(mut header) = http::header(layer, line.clone()) else { return };
        self.taken.push(line);
        unquote(&mut header);
        let span = header.span;
        if received || self.received == Some(true) {
            self.response.headers.push(header);
            self.response.span = self.response.span.join(span);
        } else {
            self.request.headers.push(header);
            self.request.span = self.request.span.join(span);
        }
    }

    fn finish(mut self) -> Found {
        let request = &mut self.request;
        let asks = request.url.is_some() || request.header("authorization").is_some();
        request.form = RequestForm::Code;
        self.response.challenges = challenge::of_headers(&self.response.headers);
        let answers = self.response.status.is_some() || !self.response.challenges.is_empty();
        let answers = answers || self.response.headers.len() > 2;
        Found {
            request: asks.then_some(self.request),
            response: answers.then_some(self.response),
            taken: if asks || answers { self.taken } else { Vec::new() },
        }
    }
}

/// Takes off what Markdown or a program left at the end of a line: a backslash, a quote, a comma.
fn unquote(header: &mut Header) {
    let bare = header.value.trim_end_matches(['\\', ' ', '`']);
    let bare = match bare.strip_suffix(',').unwrap_or(bare) {
        quoted if quoted.ends_with('"') && quoted.matches('"').count() % 2 == 1 => {
            quoted.trim_end_matches('"')
        }
        _ if bare.ends_with('\'') => bare.trim_end_matches('\''),
        _ => bare,
    };
    let cut = header.value.len() - bare.len();
    let layer = Layer::at(&header.value, header.span);
    header.span = layer.span(0..header.value.len() - cut);
    header.value = bare.to_owned();
}
