//! What is wrong with the Authorization header of a token request, or with what curl's `-u` makes it of.

use super::{Case, Hit, UNSEEN, hit, is_stand_in, part, recipe, seen};
use crate::basic::{self, Finding as Flaw, decode};
use crate::credential::is_placeholder;
use crate::diagnose::scene::is_token_request;
use crate::exchange::{Header, Request, RequestForm};
use crate::knowledge::{Decodes, Provider, Strength};
use crate::span::{Span, Spanned};

/// Whether a request is nothing but an Authorization header with a pair of id and secret.
pub fn is_bare(request: &Request) -> bool {
    request.url.is_none()
        && request.parameters.is_empty()
        && header(request).is_some_and(|header| is_basic(&header.value) || is_pair(header))
}

fn header(request: &Request) -> Option<&Header> {
    request.header("authorization")
}

/// Whether a value has the scheme Basic, quotes or not.
pub fn is_basic(value: &str) -> bool {
    let value = value.trim_start_matches(['"', '\'', '`', '“', '‘']);
    value.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("basic"))
}

/// Whether what stands behind the scheme is a pair in base64.
fn is_pair(header: &Header) -> bool {
    let value = header.value.trim();
    let credentials = value.split_once(' ').map_or(value, |(_, rest)| rest.trim());
    basic::pair_in_base64(credentials).is_some()
}

/// Checks of a token request's Authorization header.
pub fn check(case: &Case, hits: &mut Vec<Hit>) {
    if let Some(found) = misnamed(case) {
        hits.push(hit("header-name", found));
    } else if let Some(header) = header(case.request) {
        of_header(case, header, hits);
    } else if let Some(user) = &case.request.user {
        of_user(case, user, hits);
    }
}

/// `Authentication:` or `Authorisation:` in place of `Authorization:`.
pub fn misnamed(case: &Case) -> Option<Span> {
    const WRONG: [&str; 6] = [
        "authentication",
        "authorisation",
        "authorization-header",
        "auth",
        "authorize",
        "autorization",
    ];
    let named = |header: &&Header| WRONG.iter().any(|name| header.name.eq_ignore_ascii_case(name));
    let header = case.request.headers.iter().find(named)?;
    Some(name_span(case, header))
}

/// Where a header's name stands: before its value.
pub fn name_span(case: &Case, header: &Header) -> Span {
    let from =
        case.text().floor_char_boundary(header.span.start.saturating_sub(header.name.len() + 8));
    let before = case.text().get(from..header.span.start).unwrap_or("");
    let at = before.rfind(header.name.as_str()).map(|at| from + at);
    at.map_or(header.span, |at| Span::new(at, at + header.name.len()))
}

fn of_header(case: &Case, header: &Header, hits: &mut Vec<Hit>) {
    if case.request.expands(header.span) {
        hits.extend(of_program(case, header));
        return;
    }
    let value = header.value.trim();
    let (scheme, credentials) = value.split_once(' ').unwrap_or(("", value));
    if is_placeholder(credentials.trim()) && case.on_wire(header.span) {
        hits.push(hit("header-placeholder-sent", header.span));
        return;
    }
    if is_placeholder(credentials.trim()) {
        // It may have been put there for the paste, so it comes behind all that the answer says.
        hits.push(Hit { last: true, ..hit("header-placeholder", header.span) });
        return;
    }
    // A program works the value out.
    if case.request.expansions.iter().any(|expansion| expansion.holds(header.span)) {
        return;
    }
    // Dots, stars and variables stand there for the paste; in a pair they may be the fault itself.
    if is_stand_in(credentials) && !credentials.contains(':') {
        return;
    }
    if is_basic(scheme) && credentials.starts_with("eyJ") && credentials.contains('.') {
        hits.push(hit(
            "header-basic-with-token",
            part(&header.value, header.span, 0..scheme.len()),
        ));
        return;
    }
    if is_basic(scheme) && ["b'", "b\""].iter().any(|open| credentials.starts_with(open)) {
        let start = value.len() - credentials.len();
        hits.push(hit("header-bytes", part(&header.value, header.span, start..start + 2)));
        return;
    }
    let decoded = decode(&header.value);
    let at = |flaw: Flaw| part(&header.value, header.span, basic::place(&header.value, flaw));
    if !is_basic(value) && is_token_request(case.request) && scheme.is_empty() {
        hits.push(hit("header-no-scheme", header.span));
        return;
    }
    if !is_basic(value) && !scheme.is_empty() {
        hits.extend(other_scheme(case, header, scheme));
        return;
    }
    flaws(case, &decoded.findings, &at, hits);
}

/// What is wrong with a header whose credentials the paste does not show: it can only stand around them.
fn of_program(case: &Case, header: &Header) -> Option<Hit> {
    let shown = seen(case.request, case.text(), &header.value, header.span);
    let (scheme, rest) = shown.split_at_checked("basic".len()).filter(|it| is_basic(it.0))?;
    let credentials = rest.trim_start_matches([':', ' ']);
    if rest.starts_with(':') {
        return Some(hit("header-scheme-colon", header.span));
    }
    if rest.starts_with(UNSEEN) {
        return Some(hit("header-no-blank", header.span).only(Strength::Likely));
    }
    if let Some(found) = recipe::check(case, header) {
        return Some(found);
    }
    // A colon beside the variables is no base64, whatever they hold.
    let place = || part(&header.value, header.span, scheme.len() + 1..header.value.len());
    let apart = credentials.contains(':') && !in_request_file(case);
    apart.then(|| hit("header-not-encoded", place()))
}

/// A pair behind `Bearer`; any other scheme is a fault only where nothing else authenticates the client.
fn other_scheme(case: &Case, header: &Header, scheme: &str) -> Option<Hit> {
    let at = part(&header.value, header.span, 0..scheme.len());
    if is_pair(header) {
        return Some(hit("header-bearer-with-pair", at));
    }
    let authenticated = ["client_secret", "client_assertion", "code_verifier"];
    let otherwise = authenticated.iter().any(|name| case.request.parameter(name).is_some());
    // A SAML or JWT grant, a registration, an exchange may want a token there.
    (!otherwise && !scheme.eq_ignore_ascii_case("dpop")).then(|| hit("header-other-scheme", at))
}

/// curl makes the header of `-u` itself: what is wrong in it is sent along.
fn of_user(case: &Case, user: &Spanned, hits: &mut Vec<Hit>) {
    if basic::pair_in_base64(&user.value).is_some() {
        hits.push(hit("user-encoded", user.span));
        return;
    }
    // What a variable holds may be id, colon and secret; what stands around it is sent as it is.
    let shown = seen(case.request, case.text(), &user.value, user.span);
    let open = shown.contains(UNSEEN);
    if is_stand_in(&shown) || open && !shown.contains(':') {
        return;
    }
    if !shown.contains(':') {
        // curl asks for the secret then; without a terminal it sends an empty one.
        hits.push(hit("user-no-secret", user.span));
        return;
    }
    let mut found = Vec::new();
    basic::inspect(&shown, &mut found);
    let whole = || 0..shown.len();
    let at = |flaw: Flaw| {
        let place = basic::place_in_pair(&shown, flaw).unwrap_or_else(whole);
        if open { user.span } else { part(&shown, user.span, place) }
    };
    flaws(case, &found, &at, hits);
}

/// The checks that flaws stand for.
fn flaws(case: &Case, found: &[Flaw], at: &dyn Fn(Flaw) -> Span, hits: &mut Vec<Hit>) {
    let has = |flaw: Flaw| found.contains(&flaw);
    for &flaw in found {
        let name = match flaw {
            Flaw::EmptyId if has(Flaw::EmptySecret) => "header-empty-pair",
            Flaw::EmptySecret if has(Flaw::EmptyId) => continue,
            Flaw::LineEnd if has(Flaw::CarriageReturn) => continue,
            // Editors' request files hold id and secret as they are, and encode them.
            Flaw::NotEncoded | Flaw::Placeholder
                if has(Flaw::NotEncoded) && in_request_file(case) =>
            {
                continue;
            }
            flaw => match name(flaw) {
                Some(name) => name,
                None => continue,
            },
        };
        hits.push(hit(name, at(flaw)));
    }
    hits.extend(encoding(case, found, at));
}

/// Whether the request stands in a file of the kind that editors send: an address where HTTP/1.1 has a path.
fn in_request_file(case: &Case) -> bool {
    let url = case.request.url.as_ref();
    case.request.form == RequestForm::Http
        && url.is_some_and(|url| url.span.of(case.text()).starts_with("http"))
}

/// The check of a flaw that is one whatever the server.
fn name(flaw: Flaw) -> Option<&'static str> {
    Some(match flaw {
        Flaw::Empty => "header-empty",
        Flaw::SchemeColon => "header-scheme-colon",
        Flaw::Glued => "header-no-blank",
        Flaw::Quoted => "header-quoted",
        Flaw::Wrapped => "header-wrapped",
        Flaw::CertificateLines => "header-certificate-lines",
        Flaw::UrlSafe => "header-url-safe",
        Flaw::PaddingLost => "header-padding-lost",
        Flaw::NotEncoded => "header-not-encoded",
        Flaw::NotBase64 => "header-not-base64",
        Flaw::NotText => "header-not-text",
        Flaw::Utf16 => "header-utf-16",
        Flaw::ByteOrderMark => "header-byte-order-mark",
        Flaw::Latin1 => "header-latin-1",
        Flaw::Twice => "header-encoded-twice",
        Flaw::NoColon => "header-no-colon",
        Flaw::CarriageReturn => "header-carriage-return",
        Flaw::LineEnd => "header-line-end",
        Flaw::Control => "header-control",
        Flaw::QuotesInside => "header-quotes-inside",
        Flaw::BlankAround => "header-blank-around",
        Flaw::EmptyId => "header-empty-id",
        Flaw::EmptySecret => "header-empty-secret",
        Flaw::Undefined => "header-undefined",
        Flaw::Placeholder => "header-placeholder-sent",
        Flaw::EscapedTwice => "header-escaped-twice",
        // What the header is called is looked at above; the rest depends on the server.
        Flaw::HeaderName
        | Flaw::OtherScheme
        | Flaw::PercentEscapes
        | Flaw::MalformedEscape
        | Flaw::Plus
        | Flaw::NonAscii
        | Flaw::SecondColon => return None,
    })
}

/// A `+` or `%` that this server reads in another way than it was meant.
fn encoding(case: &Case, found: &[Flaw], at: &dyn Fn(Flaw) -> Span) -> Option<Hit> {
    if found.contains(&Flaw::EscapedTwice) {
        return None;
    }
    let told_apart = [Flaw::Plus, Flaw::MalformedEscape, Flaw::PercentEscapes];
    let flaw = *told_apart.iter().find(|flaw| found.contains(flaw))?;
    let decodes = |provider: &&Provider| provider.basic.as_ref().map(|basic| basic.decodes);
    let practice = case.lineage.iter().find_map(decodes).unwrap_or_default();
    match (practice, flaw == Flaw::PercentEscapes) {
        (Decodes::Yes, false) => Some(hit("header-needs-escapes", at(flaw))),
        (Decodes::No, true) => Some(hit("header-escapes-kept", at(flaw))),
        (Decodes::Unknown, _) if case.refused() => {
            Some(hit("header-two-readings", at(flaw)).only(Strength::Possible))
        }
        _ => None,
    }
}
