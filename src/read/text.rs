//! Text that has no form of its own: log lines, traces, prose. One walk over its words finds error codes
//! with their sentences, status codes, failures of the transport, and what must be masked.

use std::ops::Range;

use crate::exchange::{BodyKind, Field, Response, TransportFailure};
use crate::order;
use crate::span::Spanned;

use super::layer::Layer;
use super::mention::{self, Mention};
use super::{Paste, challenge, secret, status, transport};

/// Bytes between an error code and a sentence, or a status, that belong together.
const NEAR: usize = 400;

/// What the words of a text say.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Error codes with a sentence, or named as an error.
    pub(super) mentions: Vec<Mention>,
    /// Sentences named as an error's.
    pub(super) sentences: Vec<Range<usize>>,
    /// Status codes.
    pub(super) statuses: Vec<(u16, Range<usize>)>,
}

/// Walks over the words of a part of a text, without the places that another reader has taken.
pub(super) fn words(
    layer: &Layer,
    range: Range<usize>,
    taken: &[Range<usize>],
    paste: &mut Paste,
) -> Words {
    let mut found = Words::default();
    let mut taken = taken.iter().peekable();
    let text = layer.text();
    let mut at = range.start;
    while let Some(start) = next_word(text, at, range.end) {
        while taken.next_if(|place| place.end <= start).is_some() {}
        if let Some(place) = taken.peek().filter(|place| place.start <= start) {
            at = place.end;
            continue;
        }
        let end = word_end(text, start, range.end);
        at = end.max(start + 1);
        let limit = taken.peek().map_or(range.end, |place| place.start);
        let rest = layer.of(start..limit);
        if let Some(code) = status::status(text, start, end) {
            found.statuses.push((code, start..end));
        } else if let Some((kind, length)) = transport::failure(rest) {
            let length = length.min(rest.len());
            paste.failures.push(TransportFailure { kind, span: layer.span(start..start + length) });
            at = end.max(start + length);
        } else if let Some(place) = secret::at_word(layer, start..end, limit) {
            paste.secrets.push(layer.span(place.clone()));
            at = place.end.max(end);
        } else if let Some((response, behind)) = challenge::at_word(layer, start..end, limit) {
            paste.responses.push(response);
            at = behind.max(end);
        } else if let Some(code) = mention::code(layer, start..end) {
            paste.codes.push(code);
            let mention = mention::mention(layer, start..end, limit);
            at = mention.end.max(end);
            found.mentions.push(mention);
        } else if let Some((place, behind)) = mention::sentence(layer, start..limit) {
            found.sentences.push(place);
            at = behind.max(end);
        }
    }
    found
}

fn next_word(text: &str, at: usize, end: usize) -> Option<usize> {
    let rest = text.get(at..end)?;
    rest.find(|letter: char| letter.is_ascii_alphanumeric()).map(|skip| at + skip)
}

/// Behind a word of letters, digits and underscores, which Markdown writes as `\_`.
fn word_end(text: &str, start: usize, end: usize) -> usize {
    let rest = text.get(start..end).unwrap_or("").as_bytes();
    let is_word = |at: usize, byte: u8| match byte {
        b'\\' => rest.get(at + 1) == Some(&b'_'),
        byte => byte.is_ascii_alphanumeric() || byte == b'_',
    };
    start + rest.iter().enumerate().take_while(|&(at, &byte)| is_word(at, byte)).count()
}

/// Responses that the words report: a code that is named as an error or has a sentence.
pub(super) fn responses(layer: &Layer, words: &Words) -> Vec<Response> {
    let mut all: Vec<Response> = Vec::new();
    let mut sentences = words.sentences.iter().peekable();
    let told: Vec<&Mention> = words.mentions.iter().filter(|mention| mention.is_told()).collect();
    for (index, mention) in told.iter().enumerate() {
        let next = told.get(index + 1).map_or(usize::MAX, |next| next.code.start);
        let mut sentence = mention.sentence.clone();
        while let Some(place) = sentences.next_if(|place| place.start < next) {
            let near = place.start.saturating_sub(mention.end) < NEAR
                && mention.code.start.saturating_sub(place.end) < NEAR;
            if near {
                sentence = Some(place.clone());
            }
        }
        all.push(response(layer, Some(mention.code.clone()), sentence));
    }
    all.extend(sentences.map(|place| response(layer, None, Some(place.clone()))));
    all
}

/// A response of which a text gives the code, the sentence, or both.
pub(super) fn response(
    layer: &Layer,
    code: Option<Range<usize>>,
    sentence: Option<Range<usize>>,
) -> Response {
    let spanned = |place: Range<usize>| {
        Spanned::new(layer.of(place.clone()).replace('\\', ""), layer.span(place))
    };
    let error = code.map(spanned);
    let description = sentence.map(spanned);
    let field = |name: &str, it: &Spanned| Field {
        path: name.to_owned(),
        value: it.value.clone(),
        span: it.span,
    };
    let fields = [("error", &error), ("error_description", &description)];
    let fields: Vec<Field> =
        fields.into_iter().filter_map(|(name, it)| it.as_ref().map(|it| field(name, it))).collect();
    let span = fields.iter().fold(crate::span::Span::NONE, |span, field| span.join(field.span));
    Response { kind: BodyKind::Text, fields, error, description, span, ..Response::default() }
}

/// Gives each status code to the response that it stands before, or else behind.
pub(super) fn attach(layer: &Layer, words: &Words, responses: &mut Vec<Response>) {
    order::by_key(responses, |response| response.span);
    let mut next = 0;
    for (code, place) in &words.statuses {
        let span = layer.span(place.clone());
        while responses.get(next).is_some_and(|it| it.span.start < span.start) {
            next += 1;
        }
        let before = next.checked_sub(1);
        let near = |response: &Response| {
            response.span.start.saturating_sub(span.end) < NEAR
                && span.start.saturating_sub(response.span.end) < NEAR
        };
        let known = |index: usize| {
            responses.get(index).is_some_and(|it| it.status == Some(*code) && near(it))
        };
        if known(next) || before.is_some_and(known) {
            continue;
        }
        let open =
            |index: usize| responses.get(index).is_some_and(|it| it.status.is_none() && near(it));
        let index = if open(next) { Some(next) } else { before.filter(|index| open(*index)) };
        if let Some(response) = index.and_then(|index| responses.get_mut(index)) {
            response.status = Some(*code);
            response.status_span = span;
        }
    }
    if let (true, Some((code, place))) = (responses.is_empty(), words.statuses.first()) {
        let span = layer.span(place.clone());
        responses.push(Response {
            status: Some(*code),
            status_span: span,
            span,
            ..Response::default()
        });
    }
}
