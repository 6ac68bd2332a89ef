//! Headers that a token endpoint or an API looks at.

use super::{Aspect, Differences, Sent, body};
use crate::span::Span;

/// What clients add by themselves and servers of tokens don't look at. Authentication and the body's form are
/// compared elsewhere.
const IGNORED: &[&str] = &[
    "authorization",
    "proxy-authorization",
    "content-type",
    "content-length",
    "content-encoding",
    "transfer-encoding",
    "host",
    "user-agent",
    "accept-encoding",
    "accept-language",
    "connection",
    "keep-alive",
    "expect",
    "te",
    "date",
    "dnt",
    "priority",
    "pragma",
    "cache-control",
    "upgrade-insecure-requests",
    "postman-token",
    "request-id",
    "x-request-id",
    "x-correlation-id",
    "traceparent",
    "tracestate",
    "referer",
    "if-none-match",
];

/// Compares what is left.
pub(super) fn compare(found: &mut Differences) {
    content_type(found);
    let mut names: Vec<String> = Vec::new();
    for header in found.both().into_iter().flat_map(|request| &request.headers) {
        let name = header.name.to_ascii_lowercase();
        let ignored = IGNORED.contains(&name.as_str()) || name.starts_with("sec-");
        if !ignored && !names.contains(&name) {
            names.push(name);
        }
    }
    for name in names {
        one(found, &name);
    }
}

/// The media type, where it doesn't follow from how the body is encoded: that is compared already.
fn content_type(found: &mut Differences) {
    if found.first.encoding != found.second.encoding {
        return;
    }
    let [first, second] = found.both().map(|request| {
        let header = request.header("content-type");
        let value = header.map_or(body(request), |header| header.value.as_str());
        let media = value.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
        (media, header.map_or(Span::NONE, |header| header.span))
    });
    if first.0 != second.0 {
        let note = "The header has to say how the body is encoded.";
        let sent =
            |side: &'_ (String, Span)| (!side.0.is_empty()).then(|| (side.0.clone(), side.1));
        add(found, "content-type", sent(&first).as_ref(), sent(&second).as_ref(), note);
    }
}

fn one(found: &mut Differences, name: &str) {
    let [first, second] = found.both().map(|request| {
        let header = request.header(name)?;
        looked_at(name, &header.value).map(|value| (value, header.span))
    });
    let same = first.as_ref().map(|side| &side.0) == second.as_ref().map(|side| &side.0);
    if same || (name == "dpop" && first.is_some() && second.is_some()) {
        return;
    }
    let note = match name {
        "origin" => {
            "`Origin` tells the server that a web page asks: CORS then counts, and the client may have to be registered as one for browsers."
        }
        "cookie" => "A session in a browser may make the difference; a token endpoint needs none.",
        "accept" => "Some servers answer in the form that `Accept` asks for.",
        _ if first.is_none() => "The first does not send it.",
        _ if second.is_none() => "The second does not send it.",
        _ => "",
    };
    add(found, name, first.as_ref(), second.as_ref(), note);
}

fn add(
    found: &mut Differences,
    name: &str,
    first: Option<&(String, Span)>,
    second: Option<&(String, Span)>,
    note: &str,
) {
    // The names of cookies are no secret, unlike their values.
    let label = if name == "cookie" { "cookie names" } else { name };
    found.add(Aspect::Header, label, borrowed(first), borrowed(second), note);
}

fn borrowed(side: Option<&(String, Span)>) -> Sent<'_> {
    side.map(|(value, span)| (value.as_str(), *span))
}

/// The part of a header's value that a server looks at; nothing if it says no more than none.
fn looked_at(name: &str, value: &str) -> Option<String> {
    match name {
        "accept" => {
            let json = value.contains("json");
            (json || !value.contains("*/*"))
                .then(|| if json { "JSON".to_owned() } else { value.trim().to_owned() })
        }
        "cookie" => {
            let names = value.split(';').filter_map(|pair| pair.split('=').next());
            Some(names.map(str::trim).collect::<Vec<_>>().join(", "))
        }
        _ => Some(value.trim().to_owned()),
    }
}
