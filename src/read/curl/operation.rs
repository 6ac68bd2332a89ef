//! What stands between two `--next`, and the requests that it makes.

use std::mem;

use crate::exchange::{BodyEncoding, Header, Place, Request, RequestForm};
use crate::read::decode;
use crate::read::draft::{Draft, named};
use crate::read::layer::Layer;
use crate::span::Span;

/// Addresses of a command that are kept.
const ADDRESSES: usize = 8;

/// What the method would be without `-X`.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Implied {
    #[default]
    Get,
    Head,
    Put,
}

/// The options at hand, put together.
#[derive(Default)]
pub(super) struct Operation {
    pub(super) draft: Draft,
    pub(super) implied: Implied,
    /// `-G`: the data goes to the query.
    pub(super) get: bool,
    /// Each of them is sent a request.
    pub(super) addresses: Vec<Layer>,
    /// What `--request-target` puts in the place of path and query.
    pub(super) target: Option<Layer>,
    /// Whether `-u` goes out in another form than a Basic header.
    pub(super) challenged: bool,
    /// Header fields that are sent unless `-H` gives one of their name.
    defaults: Vec<Header>,
    /// The data of all `--json`, which nothing parts.
    json: Layer,
}

impl Operation {
    pub(super) fn new(expansions: Vec<Span>) -> Self {
        Operation { draft: Draft::new(expansions), ..Operation::default() }
    }

    /// A header that curl has an option for; `before` stands before its value and not in the paste.
    pub(super) fn own_header(&mut self, name: &str, before: &str, value: &Layer) {
        self.defaults.retain(|it| it.name != name || name == "Cookie");
        self.defaults.push(named(name, before, value));
    }

    /// JSON, or the file that it stands in; and the two header fields that come with it.
    pub(super) fn json(&mut self, value: &Layer, input: Option<&Layer>) {
        self.draft.request.encoding = BodyEncoding::Json;
        for name in ["Content-Type", "Accept"] {
            let span = value.span(value.all());
            let value = "application/json".to_owned();
            self.defaults.push(Header { name: name.to_owned(), value, span });
        }
        match input {
            Some(input) => self.json.copy(input, input.all()),
            None if value.text().starts_with('@') => self.draft.file("", value),
            None => self.json.copy(value, value.all()),
        }
    }

    /// `name=value`, `=value`, `value`, `name@file`, `@file`: what is behind `=` is sent as it is written, and in
    /// `--url-query` all that stands behind `+`.
    pub(super) fn urlencode(&mut self, value: &Layer, place: Place) {
        let text = value.text();
        let end = text.len();
        if let (Place::Query, Some(_)) = (place, text.strip_prefix('+')) {
            return self.draft.query(&value.part(1..end));
        }
        let sign = text.find('=').or_else(|| text.find('@'));
        match sign.map(|at| (at, text.get(at..at + 1))) {
            Some((at, Some("@"))) => {
                let name = text.get(..at).unwrap_or("").to_owned();
                self.draft.file(&name, &value.part(at..end));
            }
            Some((at, _)) => {
                let name = decode::form(value, 0..at);
                self.draft.parameter(&name, &value.part(at + 1..end), place);
            }
            None => self.draft.parameter(value, &Layer::default(), place),
        }
        if place == Place::Body && self.draft.request.encoding == BodyEncoding::None {
            self.draft.request.encoding = BodyEncoding::Form;
        }
    }

    /// A part of a multipart body: `name=value`, `name=@file`, `name=<file`; behind `;` stands how it is sent.
    pub(super) fn part(&mut self, value: &Layer, special: bool) {
        let text = value.text();
        let equals = text.find('=').unwrap_or(text.len());
        let start = (equals + 1).min(text.len());
        let rest = text.get(start..).unwrap_or("");
        let length = rest.find(';').filter(|_| special).unwrap_or(rest.len());
        let name = value.part(0..equals);
        let content = value.part(start..start + length);
        if special && rest.starts_with(['@', '<']) {
            self.draft.file(name.text(), &content);
        } else if special && rest.starts_with('"') {
            let content = super::config::unquoted(value, start + 1);
            self.draft.parameter(&name, &content, Place::Body);
        } else {
            self.draft.parameter(&name, &content, Place::Body);
        }
        self.draft.request.encoding = BodyEncoding::Multipart;
    }

    /// The requests, one for each address, and what must be masked that they do not show.
    pub(super) fn requests(mut self, form: RequestForm, span: Span) -> (Vec<Request>, Vec<Span>) {
        let mut secrets = Vec::new();
        for header in mem::take(&mut self.defaults) {
            if self.draft.request.header(&header.name).is_none() || header.name == "Cookie" {
                self.draft.request.headers.push(header);
            }
        }
        if !self.json.text().is_empty() {
            self.draft.text(&self.json);
        }
        let implied = match self.implied {
            Implied::Head => "HEAD",
            Implied::Put => "PUT",
            Implied::Get if self.draft.sends() && !self.get => "POST",
            Implied::Get => "GET",
        };
        let mut drafts = vec![self.draft];
        let mut addresses = aimed(self.addresses, self.target.as_ref());
        addresses.truncate(ADDRESSES);
        if let Some(draft) = drafts.first().filter(|_| addresses.len() > 1) {
            drafts = vec![draft.clone(); addresses.len()];
        }
        for (draft, address) in drafts.iter_mut().zip(&addresses) {
            draft.address(address);
        }
        drafts.retain(Draft::says);
        let requests = drafts.into_iter().map(|mut draft| {
            if let Some(user) = draft.request.user.take_if(|_| self.challenged) {
                let colon = user.value.find(':').map_or(0, |colon| colon + 1);
                secrets.push(Layer::at(&user.value, user.span).span(colon..user.value.len()));
            }
            draft.finish(form, span, implied, self.get)
        });
        (requests.collect(), secrets)
    }
}

/// The addresses as they are asked for.
fn aimed(mut addresses: Vec<Layer>, target: Option<&Layer>) -> Vec<Layer> {
    // Words that lost their quotes are no addresses, where there is one.
    let is_address = |it: &Layer| it.text().contains("://");
    if addresses.iter().any(is_address) {
        addresses.retain(is_address);
    } else {
        addresses.truncate(1);
    }
    let Some(target) = target else { return addresses };
    for address in &mut addresses {
        let text = address.text();
        let host = text.find("://").map_or(0, |at| at + 3);
        let path = text.get(host..).and_then(|rest| rest.find(['/', '?', '#']));
        *address = address.part(0..path.map_or(text.len(), |path| host + path));
        address.copy(target, target.all());
    }
    addresses
}
