//! What is wrong with the id and the secret themselves, wherever they were sent.

use super::{Case, Hit, UNSEEN, hit, is_stand_in, part, seen};
use crate::basic::{self, Finding as Flaw, decode};
use crate::credential::{self, Part, Warning};
use crate::exchange::{Parameter, Place, Request, RequestForm};
use crate::knowledge::{Format, Strength};
use crate::secret::Secret;
use crate::span::{Span, Spanned};

/// The credentials that were sent in one way.
pub struct Sent {
    /// The id, and where it stands.
    pub id: (String, Span),
    /// The secret, and where it stands.
    pub secret: (Secret, Span),
    /// Whether they are in the Authorization header or in curl's `-u`.
    pub in_header: bool,
}

/// The credentials of a request: those of the header or of `-u`, and those among the parameters. What the paste does
/// not show of them is empty.
pub fn sent(request: &Request, text: &str) -> Vec<Sent> {
    let mut found = Vec::new();
    if let Some(header) = request.header("authorization") {
        found.extend(
            of_header(&header.value, header.span).filter(|_| !request.expands(header.span)),
        );
    } else if let Some(user) = &request.user {
        found.push(of_user(request, text, user));
    }
    let value = |name: &str| {
        let sent = request.parameter(name).filter(|it| !request.expands(it.span));
        sent.map_or((String::new(), Span::NONE), |it| (it.value.clone(), it.span))
    };
    let (id, secret) = (value("client_id"), value("client_secret"));
    if !(id.0.is_empty() && secret.0.is_empty()) {
        found.push(Sent { id, secret: (Secret::new(secret.0), secret.1), in_header: false });
    }
    found
}

/// The halves of curl's `-u`.
fn of_user(request: &Request, text: &str, user: &Spanned) -> Sent {
    let shown = seen(request, text, &user.value, user.span);
    let (id, secret) = shown.split_once(':').unwrap_or((shown.as_str(), ""));
    let half = |half: &str, start: usize| {
        let place = || part(&user.value, user.span, start..start + half.len());
        if half.contains(UNSEEN) { (String::new(), Span::NONE) } else { (half.to_owned(), place()) }
    };
    let (id, secret) = (half(id, 0), half(secret, user.value.len().saturating_sub(secret.len())));
    Sent { id, secret: (Secret::new(secret.0), secret.1), in_header: true }
}

fn of_header(value: &str, span: Span) -> Option<Sent> {
    let decoded = decode(value);
    let unread = [Flaw::OtherScheme, Flaw::Latin1, Flaw::Utf16];
    if decoded.findings.iter().any(|flaw| unread.contains(flaw)) {
        return None;
    }
    let pair = decoded.plain?;
    let at = part(value, span, basic::place(value, Flaw::NoColon));
    Some(Sent { id: (pair.id, at), secret: (pair.secret, at), in_header: true })
}

/// Checks of id and secret.
pub fn check(case: &Case, hits: &mut Vec<Hit>) {
    for sent in sent(case.request, case.text()) {
        let (id, secret) = (sent.id.0.trim(), sent.secret.0.expose().trim());
        if is_stand_in(id) && is_stand_in(secret) {
            continue;
        }
        for part in [Part::Id, Part::Secret] {
            of_half(case, &sent, part, hits);
        }
        foreign(case, &sent, hits);
    }
    written(case, hits);
}

/// What is surely wrong with one of the two.
fn of_half(case: &Case, sent: &Sent, half: Part, hits: &mut Vec<Hit>) {
    let (id, secret) = (sent.id.0.as_str(), sent.secret.0.expose());
    let (value, span) = match half {
        Part::Id => (id, sent.id.1),
        Part::Secret => (secret, sent.secret.1),
    };
    let warnings = credential::warnings(half, id, secret, case.provider());
    for warning in warnings {
        let Some((name, strength)) = meaning(&warning, half, sent, case) else { continue };
        let at = warning.at.first().map_or(span, |at| part(value, span, at.start..at.end));
        let found = hit(name, at);
        hits.push(match strength {
            Some(strength) => found.only(strength),
            None => found,
        });
        return;
    }
}

/// The check that a warning stands for. What the header's own checks say is left to them; a value that was masked
/// or made up for the paste says nothing about what was sent.
fn meaning(
    warning: &Warning,
    half: Part,
    sent: &Sent,
    case: &Case,
) -> Option<(&'static str, Option<Strength>)> {
    let other = match half {
        Part::Id => sent.secret.0.expose(),
        Part::Secret => sent.id.0.as_str(),
    };
    let name = match (warning.id, half) {
        ("line-end" | "blank-around" | "quotes", _) if sent.in_header => return None,
        ("line-end", Part::Id) => "id-line-end",
        ("line-end", Part::Secret) => "secret-line-end",
        ("inner-line-end", Part::Id) => "id-inner-line-end",
        ("inner-line-end", Part::Secret) => "secret-inner-line-end",
        ("blank-around", Part::Id) => "id-blank-around",
        ("blank-around", Part::Secret) => "secret-blank-around",
        ("quotes", Part::Id) => "id-quoted",
        ("quotes", Part::Secret) => "secret-quoted",
        ("invisible" | "control", Part::Id) => "id-invisible",
        ("invisible" | "control", Part::Secret) => "secret-invisible",
        ("typographic", Part::Id) => "id-typographic",
        ("typographic", Part::Secret) => "secret-typographic",
        ("foreign-look-alike", Part::Id) => "id-look-alike",
        ("foreign-look-alike", Part::Secret) => "secret-look-alike",
        ("scheme", Part::Id) => "id-with-name",
        ("scheme", Part::Secret) => "secret-with-name",
        ("encoded-pair", Part::Id) => "id-is-pair",
        ("encoded-pair" | "pair", Part::Secret) => "secret-is-pair",
        ("percent-escapes", half) if !sent.in_header && is_form(case.request) => match half {
            Part::Id => "id-escaped-twice",
            Part::Secret => "secret-escaped-twice",
        },
        ("same", Part::Secret) if !is_stand_in(other) => "id-is-secret",
        ("swapped", Part::Secret) if !is_stand_in(other) => "swapped",
        ("secret-id", Part::Secret) => "secret-id",
        _ => return None,
    };
    (warning.certain || matches!(warning.id, "percent-escapes" | "same" | "swapped"))
        .then_some((name, None))
}

/// Whether its parameters are written as a form, where `%` begins an escape.
fn is_form(request: &Request) -> bool {
    request.encoding == crate::exchange::BodyEncoding::Form
}

/// A value with the beginning that another provider gives its own, or with that of a token.
fn foreign(case: &Case, sent: &Sent, hits: &mut Vec<Hit>) {
    let Some(provider) = case.provider() else { return };
    let own = |format: &Format| case.lineage.iter().any(|own| own.formats.contains(format));
    let begins = |value: &str, format: &Format| {
        format.prefix.len() >= 4
            && format.prefix != "eyJ"
            && value.starts_with(format.prefix.as_str())
    };
    let formats = || case.knowledge.providers.iter().flat_map(|other| &other.formats);
    for (value, span, of) in [
        (sent.id.0.as_str(), sent.id.1, "client_id"),
        (sent.secret.0.expose(), sent.secret.1, "client_secret"),
    ] {
        if value.is_empty()
            || provider.formats.iter().any(|format| begins(value, format) && format.of == of)
        {
            continue;
        }
        let Some(format) = formats().find(|format| begins(value, format)) else { continue };
        let name = match (format.of.as_str(), own(format), of) {
            ("token", _, "client_secret") => "secret-is-token",
            (_, false, "client_id") => "id-of-other-provider",
            (_, false, _) => "secret-of-other-provider",
            _ => continue,
        };
        hits.push(hit(name, span));
    }
}

/// What became of a secret on its way into the form: a `+` that is a blank there, a `&` that ended it.
fn written(case: &Case, hits: &mut Vec<Hit>) {
    let by_hand = matches!(
        case.request.form,
        RequestForm::CurlPosix
            | RequestForm::CurlCmd
            | RequestForm::CurlPowerShell
            | RequestForm::Wget
    );
    if !by_hand || !is_form(case.request) {
        return;
    }
    let body = |it: &&Parameter| it.place == Place::Body;
    let mut parameters = case.request.parameters.iter().filter(body).peekable();
    while let Some(parameter) = parameters.next() {
        let (plus, cut) = match parameter.name.as_str() {
            "client_secret" => ("secret-plus-lost", "secret-cut"),
            "password" => ("password-plus-lost", "password-cut"),
            _ => continue,
        };
        let raw = parameter.span.of(case.text());
        if let Some(at) =
            raw.find('+').filter(|_| parameter.value.contains(' ') && !raw.contains(' '))
        {
            hits.push(hit(
                plus,
                Span::new(parameter.span.start + at, parameter.span.start + at + 1),
            ));
        }
        // A name without `=` behind the value: the rest of what was cut.
        let rest = parameters.peek().filter(|next| next.value.is_empty());
        let Some(rest) = rest else { continue };
        let behind = case.text().get(rest.span.end..).unwrap_or("");
        let between = case.text().get(parameter.span.end..rest.span.start);
        if !behind.starts_with('=') && between == Some("&") {
            hits.push(hit(cut, Span::new(parameter.span.end, rest.span.end)));
        }
    }
}
