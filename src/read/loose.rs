//! Text that no command and no head begins: objects, markup, log lines, forms and addresses in it.

use std::ops::Range;

use crate::exchange::{BodyEncoding, BodyKind, Field, Place, Request, RequestForm, Response};
use crate::order;

use super::Paste;
use super::answer;
use super::dump;
use super::export::{self, Saved};
use super::join::absorb;
use super::json::{self, Leaf, Object};
use super::layer::Layer;
use super::lines;
use super::logfmt;
use super::markup::{self, Markup};
use super::names::is_known;
use super::part::{self, Owner, body, redirect};
use super::text;
use super::url::{self, Address};

/// How many texts within texts are opened.
const DEPTH: usize = 6;

/// Reads text that no head begins: objects and markup first, the rest by its lines and words.
pub(super) fn loose(layer: &Layer, range: Range<usize>, depth: usize) -> Paste {
    let mut paste = Paste::default();
    let mut taken = Vec::new();
    let mut from = range.start;
    if let Some(found) = markup::find(layer, range.clone()) {
        objects(layer, from..found.range.start, depth, &mut taken, &mut paste);
        addresses(layer, found.range.clone(), &mut paste);
        from = found.range.end;
        taken.push(found.range.clone());
        visible(found, depth, &mut paste);
    }
    for line in logfmt::lines(layer, from..range.end) {
        objects(layer, from..line.range.start, depth, &mut taken, &mut paste);
        addresses(layer, line.range.clone(), &mut paste);
        from = line.range.end;
        add_object(layer, &line, BodyKind::Text, depth, &mut paste);
        taken.push(line.range);
    }
    objects(layer, from..range.end, depth, &mut taken, &mut paste);
    let found = lines::read(layer, range.clone(), &taken);
    paste.requests.extend(found.request);
    paste.responses.extend(found.response);
    for line in found.taken {
        addresses(layer, line.clone(), &mut paste);
        taken.push(line);
    }
    order::by_key(&mut taken, |place| place.start);
    for place in outside(&taken, range.clone()) {
        forms(layer, place, &mut taken, &mut paste);
    }
    order::by_key(&mut taken, |place| place.start);
    let words = text::words(layer, range, &taken, &mut paste);
    paste.responses.extend(text::responses(layer, &words));
    text::attach(layer, &words, &mut paste.responses);
    paste
}

fn objects(
    layer: &Layer,
    range: Range<usize>,
    depth: usize,
    taken: &mut Vec<Range<usize>>,
    paste: &mut Paste,
) {
    for object in json::objects(layer, range) {
        if let Some(export) = export::read(layer, &object) {
            paste.secrets.extend(export.secrets);
            if !export.saved.is_empty() {
                taken.push(export.range.clone());
                saved(layer, export.range, export.saved, depth, paste);
                continue;
            }
        }
        taken.push(object.range.clone());
        add_object(layer, &object, BodyKind::Json, depth, paste);
    }
}

/// What a tool saved: each body is read with the answer that it belongs to.
fn saved(layer: &Layer, range: Range<usize>, all: Vec<Saved>, depth: usize, paste: &mut Paste) {
    addresses(layer, range, paste);
    for saved in all {
        paste.requests.extend(saved.request);
        let Some(mut response) = saved.response else { continue };
        redirect(&mut response);
        paste.responses.push(response);
        if let Some(text) = saved.body.filter(|_| depth < DEPTH) {
            body(&text, text.all(), Owner::Response, depth + 1, paste);
        }
    }
}

/// A page's visible text may hold the error that its elements do not name.
fn visible(mut markup: Markup, depth: usize, paste: &mut Paste) {
    if depth < DEPTH {
        let inner = part::read(&markup.visible, depth + 1);
        paste.requests.extend(inner.requests);
        paste.failures.extend(inner.failures);
        paste.secrets.extend(inner.secrets);
        paste.codes.extend(inner.codes);
        let named = markup.response.error.is_some();
        for mut found in inner.responses.into_iter().filter(|found| !named || found.error.is_none())
        {
            // What stands beside the code says more than the page's title.
            if found.error.is_some() {
                let title = markup.response.description.take();
                markup.response.description = found.description.take().or(title);
            }
            let span = markup.response.span;
            absorb(&mut markup.response, found);
            markup.response.span = span;
        }
    }
    paste.responses.push(markup.response);
}

/// What lies between the places that are taken.
fn outside(taken: &[Range<usize>], range: Range<usize>) -> Vec<Range<usize>> {
    let starts = std::iter::once(range.start).chain(taken.iter().map(|place| place.end));
    let ends = taken.iter().map(|place| place.start).chain(std::iter::once(range.end));
    starts.zip(ends).map(|(start, end)| start..end.max(start)).collect()
}

/// Addresses and form bodies. An address may have a form for its query, a form an address for a value: what
/// begins first holds the other.
fn forms(layer: &Layer, range: Range<usize>, taken: &mut Vec<Range<usize>>, paste: &mut Paste) {
    let places = addresses(layer, range.clone(), paste);
    let mut bodies = url::forms(layer, range);
    bodies.retain(|form| !begins_in(form, &places));
    for place in places {
        if begins_in(&place, &bodies) {
            continue;
        }
        let address = Address::new(layer, place.clone());
        paste.secrets.extend(address.secrets());
        if let Some(response) = address.response() {
            paste.responses.push(response);
        } else if let Some(request) = address.request() {
            paste.requests.push(request);
        }
        taken.push(place);
    }
    for place in bodies {
        taken.push(place.clone());
        form(layer, place, paste);
    }
}

/// Whether a place begins inside one of the others, which are in the order of the text.
fn begins_in(place: &Range<usize>, others: &[Range<usize>]) -> bool {
    let before = others.partition_point(|other| other.start <= place.start);
    before.checked_sub(1).and_then(|at| others.get(at)).is_some_and(|other| place.start < other.end)
}

pub(super) fn addresses(
    layer: &Layer,
    range: Range<usize>,
    paste: &mut Paste,
) -> Vec<Range<usize>> {
    let places = url::addresses(layer, range);
    for place in &places {
        let address = super::decode::backslashes(layer, place.clone());
        paste.secrets.extend(super::secret::of_address(&address));
        paste.addresses.push(address.spanned(address.all()));
    }
    places
}

fn form(layer: &Layer, place: Range<usize>, paste: &mut Paste) {
    let layer = super::decode::backslashes(layer, place);
    let pairs = url::pairs(&layer, layer.all());
    if let Some(mut response) = url::response_of(&layer, &pairs) {
        response.span = layer.span(layer.all());
        paste.responses.push(response);
        return;
    }
    paste.requests.push(Request {
        parameters: url::parameters(&layer, &pairs, Place::Body),
        encoding: BodyEncoding::Form,
        form: RequestForm::Code,
        span: layer.span(layer.all()),
        ..Request::default()
    });
}

/// An object is what a client sent or what a server answered; its texts are opened in turn.
fn add_object(layer: &Layer, object: &Object, kind: BodyKind, depth: usize, paste: &mut Paste) {
    let span = layer.span(object.range.clone());
    let fields: Vec<Field> = object.leaves.iter().map(field).collect();
    if answer::is_request(fields.iter().map(Field::name)) {
        let from = layer.text().floor_char_boundary(object.range.start.saturating_sub(24));
        let encoding = answer::encoding_after(layer.of(from..object.range.start));
        let mut request = answer::request_of(&fields, encoding, span);
        let expressions = object.leaves.iter().filter(|leaf| is_expression(leaf));
        request.expansions.extend(expressions.map(|leaf| leaf.value.span(leaf.value.all())));
        paste.requests.push(request);
        return;
    }
    if !answer::is_event(&fields) {
        let known = object.leaves.iter().filter(|leaf| is_known(leaf.value.text()));
        paste.codes.extend(known.map(|leaf| leaf.value.spanned(leaf.value.all())));
    }
    let mut response = Response { kind, fields, span, ..Response::default() };
    answer::interpret(&mut response);
    dump::headers(&mut response);
    for leaf in object.leaves.iter().filter(|leaf| is_worth_opening(leaf)) {
        if depth < DEPTH && !dump::is_header(&leaf.path) {
            open(leaf, depth, &mut response, paste);
        }
    }
    if object.quoted || answer::is_telling(&response) {
        paste.responses.push(response);
    }
}

fn field(leaf: &Leaf) -> Field {
    Field {
        path: leaf.path.clone(),
        value: leaf.value.text().to_owned(),
        span: leaf.value.span(leaf.value.all()),
    }
}

/// A value that the program works out: nobody sees what was sent.
fn is_expression(leaf: &Leaf) -> bool {
    !leaf.quoted && leaf.value.text().contains(['(', '+', '.'])
}

/// A text of several words, an address, or an upper-case code such as `ECONNREFUSED`.
fn is_worth_opening(leaf: &Leaf) -> bool {
    let text = leaf.value.text();
    let long = leaf.quoted || text.len() > 24;
    let upper =
        text.len() > 4 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    long && text.len() > 4
        && (upper || text.contains(|it: char| !it.is_alphanumeric() && it != '_'))
}

/// Reads the text in a value; what it answers is said of the whole object.
fn open(leaf: &Leaf, depth: usize, response: &mut Response, paste: &mut Paste) {
    let inner = part::read(&leaf.value, depth + 1);
    paste.requests.extend(inner.requests);
    paste.failures.extend(inner.failures);
    paste.addresses.extend(inner.addresses);
    paste.secrets.extend(inner.secrets);
    paste.codes.extend(inner.codes);
    for mut found in inner.responses {
        for field in &mut found.fields {
            field.path = format!("{}.{}", leaf.path, field.path);
        }
        // The words of an inner answer are the server's, those around it a client's.
        if found.error.is_some() && response.error.is_none() {
            response.description = found.description.take().or(response.description.take());
        }
        let kind = response.kind;
        let span = response.span;
        absorb(response, found);
        response.kind = kind;
        response.span = span;
    }
}
