//! Whether the signs of a rule are there, and the words that show it.

use super::scene::{Scene, is_host};
use crate::exchange::{BodyEncoding, Place, Request, RequestForm};
use crate::knowledge::phrases::says;
use crate::knowledge::{Compiled, Conditions};
use crate::span::Span;

/// The words that show every sign of a rule, or nothing if one is missing.
pub fn evidence(when: &Conditions, compiled: &Compiled, scene: &Scene) -> Option<Vec<Span>> {
    let mut spans = Vec::new();
    phrases(compiled, scene, &mut spans)?;
    sentence(compiled, scene, &mut spans)?;
    answer(when, scene, &mut spans)?;
    if !when.host.is_empty() {
        spans.push(host(when, scene)?);
    }
    if !when.request.is_empty() {
        request(&when.request, scene, &mut spans)?;
    }
    spans.retain(|span| !span.is_empty());
    Some(spans)
}

fn phrases(compiled: &Compiled, scene: &Scene, spans: &mut Vec<Span>) -> Option<()> {
    for phrase in &compiled.says {
        spans.push(scene.phrase(phrase)?);
    }
    if !compiled.any.is_empty() {
        spans.push(compiled.any.iter().find_map(|phrase| scene.phrase(phrase))?);
    }
    let excluded = compiled.unless.iter().any(|phrase| scene.phrase(phrase).is_some());
    (!excluded).then_some(())
}

/// A sentence that says one of the verdicts of one of the subjects.
fn sentence(compiled: &Compiled, scene: &Scene, spans: &mut Vec<Span>) -> Option<()> {
    if compiled.is.is_empty() {
        return Some(());
    }
    let reading = scene.whole.readings.iter().find(|reading| {
        compiled.about.contains(&reading.about)
            && compiled.is.contains(&reading.is)
            && scene.scope.holds(reading.subject.join(reading.verdict))
    })?;
    spans.extend([reading.subject, reading.verdict]);
    Some(())
}

fn answer(when: &Conditions, scene: &Scene, spans: &mut Vec<Span>) -> Option<()> {
    if !when.error.is_empty() {
        let error = scene.errors().find(|error| when.error.contains(&error.value))?;
        spans.push(error.span);
    }
    if !when.status.is_empty() {
        let (_, span) = scene.statuses().find(|(status, _)| when.status.contains(status))?;
        spans.push(span);
    }
    for sign in &when.header {
        spans.push(header(sign, scene)?);
    }
    for sign in &when.field {
        spans.push(field(sign, scene)?);
    }
    Some(())
}

fn header(sign: &str, scene: &Scene) -> Option<Span> {
    let (name, words) = sign.split_once(':').unwrap_or((sign, ""));
    let headers = scene.responses.iter().filter_map(|response| response.header(name.trim()));
    headers
        .filter(|header| words.trim().is_empty() || says(&header.value, words))
        .map(|header| header.span)
        .next()
}

fn field(sign: &str, scene: &Scene) -> Option<Span> {
    let (name, value) =
        sign.split_once('=').map_or((sign, None), |(name, value)| (name, Some(value)));
    let fields = scene.responses.iter().flat_map(|response| &response.fields);
    let named = |path: &str| {
        name.split('|').any(|name| path == name || path.rsplit('.').next() == Some(name))
    };
    fields
        .filter(|field| named(&field.path))
        .find(|field| {
            let written = field.value.trim().trim_end_matches('.');
            value.is_none_or(|value| written.eq_ignore_ascii_case(value.trim_end_matches('.')))
        })
        .map(|field| field.span)
}

fn host(when: &Conditions, scene: &Scene) -> Option<Span> {
    let known = |host: &str| when.host.iter().any(|pattern| is_host(host, pattern));
    scene.hosts().find(|host| known(&host.value)).map(|host| host.span)
}

/// All signs have to hold of one and the same request; later requests are looked at first.
fn request(signs: &[String], scene: &Scene, spans: &mut Vec<Span>) -> Option<()> {
    let shown = scene.requests.iter().rev().find_map(|request| {
        signs.iter().map(|sign| holds(sign, request)).collect::<Option<Vec<Span>>>()
    })?;
    spans.extend(shown);
    Some(())
}

/// Whether a sign holds of a request: the words that show it, an empty span for something that is absent.
fn holds(sign: &str, request: &Request) -> Option<Span> {
    if let Some(absent) = sign.strip_prefix('!') {
        return (shows_all(request) && holds(absent, request).is_none()).then_some(Span::NONE);
    }
    let (name, value) =
        sign.split_once('=').map_or((sign, None), |(name, value)| (name, Some(value)));
    if let Some(header) = name.strip_prefix("header:") {
        let header = request.header(header)?;
        return value.is_none_or(|words| says(&header.value, words)).then_some(header.span);
    }
    match (name, value) {
        ("method", Some(method)) => {
            let written = request.method.as_ref()?;
            (written.value == method).then_some(written.span)
        }
        ("path", Some(end)) => {
            let path = request.path()?.trim_end_matches('/');
            path.ends_with(end).then(|| request.url.as_ref().map_or(Span::NONE, |url| url.span))
        }
        ("encoding", Some(encoding)) => (shows_all(request)
            && encoding == encoding_name(request.encoding))
        .then_some(Span::NONE),
        ("authentication", Some(kind)) => authentication(kind, request),
        _ => parameter(name, value, request),
    }
}

fn parameter(name: &str, value: Option<&str>, request: &Request) -> Option<Span> {
    let (place, name) =
        name.strip_prefix("query:").map_or((None, name), |name| (Some(Place::Query), name));
    request
        .parameters
        .iter()
        .filter(|parameter| {
            parameter.name == name && place.is_none_or(|place| parameter.place == place)
        })
        .find(|parameter| value.is_none_or(|value| parameter.value == value))
        .map(|parameter| parameter.span)
}

/// Whether what a request does not show was not sent: true for commands and messages, not for an address or prose.
pub fn shows_all(request: &Request) -> bool {
    !request.withholds_parameters() && is_whole(request)
}

fn is_whole(request: &Request) -> bool {
    match request.form {
        RequestForm::CurlPosix
        | RequestForm::CurlCmd
        | RequestForm::CurlPowerShell
        | RequestForm::Wget
        | RequestForm::Httpie
        | RequestForm::PowerShell
        | RequestForm::Fetch
        | RequestForm::Har
        | RequestForm::Postman => true,
        RequestForm::Http => !request.headers.is_empty() && !request.parameters.is_empty(),
        RequestForm::None | RequestForm::Url | RequestForm::Code => false,
    }
}

fn encoding_name(encoding: BodyEncoding) -> &'static str {
    match encoding {
        BodyEncoding::None => "none",
        BodyEncoding::Form => "form",
        BodyEncoding::Json => "json",
        BodyEncoding::Multipart => "multipart",
        BodyEncoding::Other => "other",
    }
}

/// Whether the client authenticates in this way; `none` only where all of the request is shown.
fn authentication(kind: &str, request: &Request) -> Option<Span> {
    let scheme = |name: &str| {
        let header = request.header("authorization")?;
        let written = header.value.split_ascii_whitespace().next()?;
        written.eq_ignore_ascii_case(name).then_some(header.span)
    };
    match kind {
        "basic" => scheme(kind).or_else(|| request.user.as_ref().map(|user| user.span)),
        "bearer" => scheme(kind),
        "post" => parameter("client_secret", None, request),
        "assertion" => parameter("client_assertion", None, request),
        "none" => {
            let ways = ["basic", "post", "assertion", "bearer"];
            let silent = ways.iter().all(|way| authentication(way, request).is_none());
            (shows_all(request) && silent && request.header("authorization").is_none())
                .then_some(Span::NONE)
        }
        _ => None,
    }
}
