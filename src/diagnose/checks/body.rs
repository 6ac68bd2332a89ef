//! How a token request is sent: its method, its encoding, what stands in it twice.

use super::{Case, Hit, hit};
use crate::exchange::{BodyEncoding, Parameter, Place, RequestForm};
use crate::knowledge::Strength;
use crate::span::Span;

/// Checks of a token request's method and encoding.
pub fn check(case: &Case, hits: &mut Vec<Hit>) {
    let found =
        [encoding(case), announced(case), object(case), method(case), repeated(case), quotes(case)];
    hits.extend(found.into_iter().flatten());
}

/// JSON or multipart where RFC 6749, section 4 asks for a form.
fn encoding(case: &Case) -> Option<Hit> {
    let (name, taken) = match case.request.encoding {
        BodyEncoding::Json => ("json-body", "json"),
        BodyEncoding::Multipart => ("multipart-body", "multipart"),
        _ => return None,
    };
    if case.request.parameters.iter().all(|parameter| parameter.place == Place::Query) {
        return None;
    }
    let span = case.request.header("content-type").map_or_else(|| body(case), |header| header.span);
    let found = (!case.takes(taken)).then(|| hit(name, span))?;
    Some(if misses_what_was_sent(case) { found } else { found.only(Strength::Likely) })
}

/// Whether the answer misses a parameter that the body holds: then it was not read.
fn misses_what_was_sent(case: &Case) -> bool {
    let sent = |told: &str| {
        let named = |it: &Parameter| it.name.len() > 4 && told.contains(it.name.as_str());
        case.request.parameters.iter().any(named)
    };
    let told = case.scene.responses.iter().filter_map(|it| it.description.as_ref());
    let mut told = told.map(|it| it.value.to_ascii_lowercase());
    told.any(|told| {
        ["missing", "required", "must contain"].iter().any(|it| told.contains(it)) && sent(&told)
    })
}

/// Where the parameters stand.
fn body(case: &Case) -> Span {
    let spans = case.request.parameters.iter().map(|parameter| parameter.span);
    spans.fold(Span::NONE, Span::join)
}

/// A form that is announced as JSON, or as plain text.
fn announced(case: &Case) -> Option<Hit> {
    let header = case.request.header("content-type")?;
    let says = |kind: &str| header.value.to_ascii_lowercase().starts_with(kind);
    let form = matches!(case.request.encoding, BodyEncoding::Form | BodyEncoding::Other)
        && case.request.parameter("grant_type").is_some();
    (form && (says("application/json") || says("text/plain")))
        .then(|| hit("form-announced-otherwise", header.span))
}

/// An object as the body of `fetch`, which sends `[object Object]`.
fn object(case: &Case) -> Option<Hit> {
    let request = case.request;
    let named = request.parameters.iter().any(|it| it.place == Place::Body && !it.name.is_empty());
    let lost = request.form == RequestForm::Fetch && request.encoding == BodyEncoding::Other;
    (lost && named).then(|| hit("object-body", body(case)))
}

/// A GET at a token endpoint (RFC 6749, section 3.2 asks for POST).
fn method(case: &Case) -> Option<Hit> {
    let method = case.request.method.as_ref().filter(|method| method.value == "GET")?;
    let asks = case.request.parameter("grant_type").is_some();
    if !asks || !case.refused() || case.takes("get") {
        return None;
    }
    let span = if method.span.is_empty() { case.request.span } else { method.span };
    let found = hit("get", span);
    // Where the address is that of a token endpoint, a route that only knows POST explains both.
    let unrouted = case.scene.statuses().any(|(status, _)| matches!(status, 404 | 405));
    let settled = unrouted && case.request.path().is_some_and(|path| path.ends_with("/token"));
    Some(if settled { found } else { found.only(Strength::Likely) })
}

/// A parameter twice (RFC 6749, section 3.2 forbids it). RFC 8707 lets `resource` and `audience` repeat.
fn repeated(case: &Case) -> Option<Hit> {
    let all = &case.request.parameters;
    let first = |at: usize, parameter: &Parameter| {
        all.iter().take(at).find(|other| other.name == parameter.name)
    };
    all.iter().enumerate().find_map(|(at, parameter)| {
        let may = matches!(parameter.name.as_str(), "resource" | "audience");
        let other = first(at, parameter).filter(|_| !may)?;
        Some(hit("repeated", parameter.span).and(other.span))
    })
}

/// Typographic quotes around a word of a command: a shell other than PowerShell takes them for letters of the word.
fn quotes(case: &Case) -> Option<Hit> {
    let request = case.request;
    if !matches!(request.form, RequestForm::CurlPosix | RequestForm::CurlCmd) {
        return None;
    }
    let values = request.parameters.iter().map(|it| it.span);
    let values = values.chain(request.headers.iter().map(|it| it.span));
    let values = values.chain(request.user.as_ref().map(|it| it.span));
    let values: Vec<Span> = values.collect();
    let text = request.span.of(case.text());
    let mut signs = text.match_indices(['“', '”', '„']);
    let sign = signs.find_map(|(at, sign)| {
        let span = Span::new(0, sign.len()).shifted(request.span.start + at);
        (!values.iter().any(|value| value.holds(span))).then_some(span)
    })?;
    Some(hit("typographic-quotes", sign))
}
