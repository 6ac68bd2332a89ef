//! A request that is put together piece by piece: what commands and programs have in common.

use std::ops::Range;

use crate::exchange::{BodyEncoding, Header, Parameter, Place, Request, RequestForm};
use crate::span::{Span, Spanned};

use super::decode;
use super::http;
use super::json;
use super::layer::Layer;
use super::multipart;
use super::names::is_parameter;
use super::url::Address;

/// Parameters that are kept.
const PARAMETERS: usize = 256;

/// A header of this name; `before` stands before the value and not in the paste.
pub(super) fn named(name: &str, before: &str, value: &Layer) -> Header {
    let place = value.trimmed(value.all());
    let mut text = before.to_owned();
    text.push_str(value.of(place.clone()));
    Header { name: name.to_owned(), value: text, span: value.span(place) }
}

/// A request that is not complete yet.
#[derive(Clone, Default)]
pub(super) struct Draft {
    /// What is known of it. Its expansions are in the order of the text.
    pub(super) request: Request,
    /// The body, in the order in which it is sent. Its texts are read once the content type is known.
    body: Vec<Piece>,
    /// Whether a body is sent, even if nothing is known of it.
    sends: bool,
}

/// A piece of the body.
#[derive(Clone)]
enum Piece {
    Text(Layer),
    Parameter(Parameter),
}

impl Draft {
    /// A draft whose values hold these expansions.
    pub(super) fn new(expansions: Vec<Span>) -> Self {
        let request = Request { expansions, ..Request::default() };
        Draft { request, ..Draft::default() }
    }

    pub(super) fn method(&mut self, method: &Layer) {
        let method = method.spanned(method.trimmed(method.all()));
        self.request.method = Some(Spanned::new(method.value.to_ascii_uppercase(), method.span));
    }

    /// The address with its user info and its query. The first one counts.
    pub(super) fn address(&mut self, value: &Layer) {
        if self.request.url.is_some() || value.text().trim().is_empty() {
            return;
        }
        let address = Address::plain(value);
        self.request.url = Some(address.base());
        if self.request.user.is_none() {
            self.request.user = address.user();
        }
        let mut parameters = self.pairs(&address.layer, address.query.clone(), Place::Query);
        parameters.append(&mut self.request.parameters);
        self.request.parameters = parameters;
    }

    /// `Name: value`.
    pub(super) fn header(&mut self, value: &Layer) {
        let all = value.trimmed(value.all());
        let header = http::header(value, all.clone()).unwrap_or_else(|| {
            // Without a colon nothing is sent; the name alone is kept as evidence.
            let name = value.of(all.clone()).to_owned();
            Header { name, value: String::new(), span: value.span(all) }
        });
        self.request.headers.push(header);
    }

    /// A header of this name; `before` stands before the value and not in the paste.
    pub(super) fn named_header(&mut self, name: &str, before: &str, value: &Layer) {
        self.request.headers.push(named(name, before, value));
    }

    /// Text that the query ends with, encoded already.
    pub(super) fn query(&mut self, text: &Layer) {
        let pairs = self.pairs(text, text.all(), Place::Query);
        self.request.parameters.extend(pairs);
    }

    pub(super) fn user(&mut self, user: &Layer) {
        self.request.user = Some(user.spanned(user.all()));
    }

    /// An id and a secret that are named apart. What is shown for both is the secret, and the id where something is
    /// put in for it.
    pub(super) fn credentials(&mut self, id: &Layer, secret: &Layer) {
        let shown = if secret.text().is_empty() { id } else { secret };
        let value = [id.text(), ":", secret.text()].concat();
        let (named, shown) = (id.span(id.all()), shown.span(shown.all()));
        let shown = if self.request.expands(named) { shown.join(named) } else { shown };
        self.request.user = Some(Spanned::new(value, shown));
    }

    /// A parameter whose name and value are not encoded.
    pub(super) fn parameter(&mut self, name: &Layer, value: &Layer, place: Place) {
        let written = if value.text().is_empty() { name } else { value };
        let parameter = Parameter {
            name: name.text().to_owned(),
            value: value.text().to_owned(),
            place,
            span: written.span(written.all()),
        };
        if place == Place::Body {
            self.piece(Piece::Parameter(parameter));
        } else {
            self.push(parameter);
        }
    }

    fn push(&mut self, parameter: Parameter) {
        if self.request.parameters.len() < PARAMETERS {
            self.request.parameters.push(parameter);
        }
    }

    fn piece(&mut self, piece: Piece) {
        if self.body.len() < PARAMETERS {
            self.body.push(piece);
        }
        self.sends = true;
    }

    /// Text that is the body or a part of it.
    pub(super) fn text(&mut self, text: &Layer) {
        self.piece(Piece::Text(text.clone()));
    }

    /// A body, or a part of one, that stands in a file: `@name`.
    pub(super) fn file(&mut self, name: &str, file: &Layer) {
        let span = file.span(file.all());
        self.expansion(span);
        let (name, value) = (name.to_owned(), file.text().to_owned());
        self.piece(Piece::Parameter(Parameter { name, value, place: Place::Body, span }));
    }

    /// A part of the request, nobody knows which, that stands in a file.
    pub(super) fn withheld(&mut self, file: &Layer) {
        let span = file.span(file.all());
        self.expansion(span);
        let value = file.text().to_owned();
        self.request.parameters.push(Parameter { value, span, ..Parameter::default() });
    }

    /// Adds a place that stands for something else.
    pub(super) fn expansion(&mut self, span: Span) {
        let all = &mut self.request.expansions;
        let index = all.partition_point(|expansion| expansion.start < span.start);
        if self.body.len() < PARAMETERS {
            all.insert(index, span);
        }
    }

    /// Whether anything is sent with the request.
    pub(super) fn sends(&self) -> bool {
        self.sends
    }

    /// Whether it says more than its name.
    pub(super) fn says(&self) -> bool {
        let request = &self.request;
        request.url.is_some() || self.sends || request.user.is_some() || !request.headers.is_empty()
    }

    /// The request. `implied` is the method where none is named, `query` says that the body's parameters go there.
    pub(super) fn finish(
        mut self,
        form: RequestForm,
        span: Span,
        implied: &'static str,
        query: bool,
    ) -> Request {
        for piece in std::mem::take(&mut self.body) {
            match piece {
                Piece::Text(text) => self.read(&text),
                Piece::Parameter(parameter) => self.push(parameter),
            }
        }
        if self.sends && self.request.encoding == BodyEncoding::None {
            self.request.encoding = self.declared();
        }
        if query {
            self.request.parameters.iter_mut().for_each(|it| it.place = Place::Query);
            self.request.encoding = BodyEncoding::None;
        }
        self.request.method.get_or_insert_with(|| Spanned::new(implied, Span::NONE));
        self.request.form = form;
        self.request.span = span;
        self.request
    }

    /// What the content type says of a body that is not shown.
    fn declared(&self) -> BodyEncoding {
        let content_type = self.request.header("content-type").map_or("", |it| it.value.as_str());
        let of = |part: &str| content_type.contains(part);
        match () {
            () if of("json") => BodyEncoding::Json,
            () if of("multipart") => BodyEncoding::Multipart,
            () if of("xml") || of("text/plain") => BodyEncoding::Other,
            () => BodyEncoding::Form,
        }
    }

    /// Reads a text of the body as its content type and its looks tell.
    fn read(&mut self, text: &Layer) {
        let declared = self.declared();
        let other = declared == BodyEncoding::Other;
        let looks = text.text().trim_start();
        let json = looks.starts_with('[') || looks.starts_with('{') && !looks.starts_with("{{");
        if json || self.request.encoding == BodyEncoding::Json {
            self.request.encoding = BodyEncoding::Json;
            self.object(text);
        } else if other {
            self.request.encoding = declared;
            // A form that goes out under another name is one all the same, to those who wrote it.
            let pairs = self.pairs(text, text.trimmed(text.all()), Place::Body);
            if pairs.iter().any(|pair| is_parameter(&pair.name)) {
                for pair in pairs {
                    self.push(pair);
                }
            }
        } else if declared == BodyEncoding::Multipart {
            self.request.encoding = declared;
            for (name, value) in multipart::parts(text) {
                let value = value.spanned(value.all());
                let name = name.text().to_owned();
                let (value, span) = (value.value, value.span);
                self.push(Parameter { name, value, place: Place::Body, span });
            }
        } else {
            if self.request.encoding == BodyEncoding::None {
                self.request.encoding = BodyEncoding::Form;
            }
            for pair in self.pairs(text, text.all(), Place::Body) {
                self.push(pair);
            }
        }
    }

    /// The members of a JSON body.
    fn object(&mut self, text: &Layer) {
        for leaf in json::objects(text, text.all()).into_iter().flat_map(|object| object.leaves) {
            let span = leaf.value.span(leaf.value.all());
            let value = leaf.value.text().to_owned();
            self.push(Parameter { name: leaf.path, value, place: Place::Body, span });
        }
        if self.request.parameters.is_empty() && self.expansion_at(text, 0).is_some() {
            let all = text.spanned(text.all());
            self.push(Parameter { value: all.value, span: all.span, ..Parameter::default() });
        }
    }

    /// `name=value&…` with what stands for something else left as it is.
    fn pairs(&self, text: &Layer, range: Range<usize>, place: Place) -> Vec<Parameter> {
        let mut found = Vec::new();
        let (mut start, mut equals, mut at) = (range.start, None, range.start);
        while at <= range.end && found.len() < PARAMETERS {
            let letter = text.of(at..range.end).chars().next();
            if let Some(length) = self.expansion_at(text, at) {
                at += length;
                continue;
            }
            match letter {
                Some('=') if equals.is_none() => equals = Some(at),
                Some('&') | None => {
                    found.extend(self.pair(text, start..at, equals, place));
                    (start, equals) = (at + 1, None);
                }
                _ => {}
            }
            at += letter.map_or(1, char::len_utf8);
        }
        found
    }

    fn pair(
        &self,
        text: &Layer,
        pair: Range<usize>,
        equals: Option<usize>,
        place: Place,
    ) -> Option<Parameter> {
        let name = text.trimmed(pair.start..equals.unwrap_or(pair.end));
        // Blanks and line ends are a part of the value, and often what is wrong with it.
        let value = equals.map_or(pair.end, |equals| equals + 1)..pair.end;
        if name.is_empty() && value.is_empty() {
            return None;
        }
        // A variable alone is the body, or a part of it.
        let whole = equals.is_none() && self.expansion_at(text, name.start).is_some();
        let (name, value) = if whole { (name.start..name.start, name) } else { (name, value) };
        Some(Parameter {
            name: self.decode(text, name.clone()).text().to_owned(),
            value: self.decode(text, value.clone()).text().to_owned(),
            place,
            span: text.span(if value.is_empty() { name } else { value }),
        })
    }

    /// Undoes the form encoding between the expansions.
    fn decode(&self, text: &Layer, range: Range<usize>) -> Layer {
        let mut out = Layer::default();
        let (mut done, mut at) = (range.start, range.start);
        while at < range.end {
            if let Some(length) = self.expansion_at(text, at) {
                let plain = decode::form(text, done..at);
                out.copy(&plain, plain.all());
                done = (at + length).min(range.end);
                out.copy(text, at..done);
                at = done;
            } else {
                at += text.of(at..range.end).chars().next().map_or(1, char::len_utf8);
            }
        }
        let plain = decode::form(text, done..range.end);
        out.copy(&plain, plain.all());
        out
    }

    /// Length of the expansion that begins here.
    fn expansion_at(&self, text: &Layer, at: usize) -> Option<usize> {
        if !text.of(at..text.text().len()).starts_with(['$', '%', '{', '`', '@']) {
            return None;
        }
        let start = text.span(at..at + 1).start;
        let all = &self.request.expansions;
        let index = all.partition_point(|expansion| expansion.start < start);
        all.get(index).filter(|expansion| expansion.start == start).map(|expansion| expansion.len())
    }
}
