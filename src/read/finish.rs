//! What is done once all is read: order, bounds, the answer of last resort, and what must be masked.

use crate::exchange::{BodyKind, Field, Parameter, Response};
use crate::order;
use crate::span::Span;

use super::layer::Layer;
use super::names::is_secret;
use super::{Paste, challenge, join, secret};

/// Entries of a kind that are kept.
pub(super) const KEPT: usize = 512;

/// Orders and bounds what was found, and gathers what must be masked.
pub(super) fn finish(paste: &mut Paste) {
    for response in &mut paste.responses {
        challenge::interpret(response);
    }
    order::by_key(&mut paste.requests, |request| request.span);
    order::by_key(&mut paste.responses, |response| response.span);
    join::views(&mut paste.responses);
    order::by_key(&mut paste.addresses, |address| address.span);
    paste.addresses.dedup_by_key(|address| address.span);
    // What is left out must be masked all the same.
    secrets(paste);
    paste.requests.truncate(KEPT);
    paste.responses.truncate(KEPT);
    paste.addresses.truncate(KEPT);
    order::by_key(&mut paste.failures, |failure| failure.span);
    paste.failures.truncate(KEPT);
    order::by_key(&mut paste.codes, |code| code.span);
    paste.codes.dedup_by_key(|code| code.span);
    paste.codes.truncate(KEPT);
    bare(paste);
}

/// A code in prose is the answer only where nothing else names one.
fn bare(paste: &mut Paste) {
    if paste.responses.iter().any(|response| response.error.is_some()) {
        return;
    }
    let Some(code) = paste.codes.first() else { return };
    match paste.responses.first_mut() {
        Some(response) => response.error = Some(code.clone()),
        None => paste.responses.push(Response {
            kind: BodyKind::Text,
            error: Some(code.clone()),
            span: code.span,
            ..Response::default()
        }),
    }
}

/// What must be masked of a response's fields; of a granted token's everything that looks like one.
fn fields(response: &Response) -> Vec<Span> {
    let sent = response.kind == BodyKind::Form;
    let grants = response.field("access_token").is_some();
    let hidden = |field: &&Field| {
        let name = field.name();
        let token = grants && !name.eq_ignore_ascii_case("scope") && secret::is_token(&field.value);
        let named = is_secret(name, sent) || name.to_ascii_lowercase().ends_with("cookie");
        token || named && !secret::is_absent(&field.value)
    };
    let masked = response.fields.iter().filter(hidden).map(|field| field.span);
    let authorization = response.fields.iter().filter_map(|field| {
        let name = field.name().to_ascii_lowercase();
        let place = match name.as_str() {
            "authorization" | "proxy-authorization" => secret::of_authorization(&field.value),
            _ => return None,
        };
        Some(Layer::at(&field.value, field.span).span(place))
    });
    masked.chain(authorization).collect()
}

/// What reads like parameters without a value, right behind a secret: the rest of one that holds a `&` and was not
/// encoded.
fn strays(parameters: &[Parameter]) -> Vec<Span> {
    let mut strays = Vec::new();
    let mut last = None;
    for it in parameters {
        let joins = |last: Span| (last.end..=last.end + 2).contains(&it.span.start);
        let stray = it.value.is_empty() && last.is_some_and(joins);
        if stray {
            strays.push(it.span);
        }
        last = (stray || is_secret(&it.name, true)).then_some(it.span);
    }
    strays
}

/// Gathers what must be masked of the requests and responses.
pub(super) fn secrets(paste: &mut Paste) {
    let sent = paste.requests.iter().flat_map(|request| &request.parameters);
    let sent = sent
        .filter(|it| is_secret(&it.name, true) && !secret::is_absent(&it.value))
        .map(|it| it.span);
    let strays = paste.requests.iter().flat_map(|request| strays(&request.parameters));
    let fields = paste.responses.iter().flat_map(fields);
    let tokens = paste.requests.iter().flat_map(|request| &request.parameters);
    let tokens = tokens.filter_map(|it| {
        let place = secret::token(&it.value)?;
        Some(Layer::at(&it.value, it.span).span(place))
    });
    let users = paste.requests.iter().filter_map(|request| request.user.as_ref());
    let users = users.map(|user| {
        let layer = Layer::at(&user.value, user.span);
        let colon = user.value.find(':').map_or(user.value.len(), |colon| colon + 1);
        layer.span(colon..user.value.len())
    });
    let headers = paste.requests.iter().flat_map(|request| &request.headers);
    let headers = headers.chain(paste.responses.iter().flat_map(|response| &response.headers));
    let headers = headers.filter_map(|header| {
        let place = match header.name.to_ascii_lowercase().as_str() {
            "authorization" | "proxy-authorization" => secret::of_authorization(&header.value),
            "cookie" | "set-cookie" => 0..header.value.len(),
            name if is_secret(name, false) => 0..header.value.len(),
            _ => secret::token(&header.value)?,
        };
        // curl's `--oauth2-bearer` is written without the scheme.
        let whole = header.value.len() != header.span.len();
        Some(if whole { header.span } else { Layer::at(&header.value, header.span).span(place) })
    });
    let found: Vec<_> =
        sent.chain(strays).chain(users).chain(headers).chain(fields).chain(tokens).collect();
    paste.secrets.extend(found);
    paste.secrets.retain(|span| !span.is_empty());
    order::by_key(&mut paste.secrets, |span| *span);
    paste.secrets.dedup();
}
