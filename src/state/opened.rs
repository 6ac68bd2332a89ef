//! What a paste's JSON Web Tokens say of themselves, as lines to read: moments as dates, lists joined.

use crate::diagnose::{Diagnosis, RankedCause};
use crate::read::Token;
use crate::redact::is_secret_name;
use crate::span::Span;
use crate::time;

/// So many tokens are opened.
const OPENED: usize = 4;

/// So many members of one are shown, each item of a list counted.
const FIELDS: usize = 60;

/// Claims that are moments, in seconds since 1970 (RFC 7519, section 4.1; OpenID Connect Core, section 2).
const MOMENTS: [&str; 5] = ["exp", "nbf", "iat", "auth_time", "updated_at"];

/// A token, opened.
#[derive(Debug, PartialEq)]
pub struct Opened {
    /// Where it stands: `access_token`, `client_assertion`, `Authorization`; empty if that has no name.
    pub name: String,
    /// Header and claims.
    pub lines: Vec<Line>,
    /// Whether one of them speaks for the cause.
    pub speaks: bool,
}

/// A member of a token's header or of its claims.
#[derive(Debug, PartialEq)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// Its value, as it is read.
    pub value: String,
    /// Whether it is to be masked.
    pub secret: bool,
    /// Whether it speaks for the cause.
    pub speaks: bool,
}

/// The tokens of a paste, each once.
pub fn opened(diagnosis: &Diagnosis) -> Vec<Opened> {
    let cause = diagnosis.causes.first();
    let mut all: Vec<Opened> = Vec::new();
    for token in &diagnosis.tokens {
        let name = place(diagnosis, token.span);
        let lines = lines(token, cause);
        let known = all.iter().any(|other| other.lines == lines);
        if !known && !lines.is_empty() && all.len() < OPENED {
            let speaks = lines.iter().any(|line| line.speaks);
            all.push(Opened { name, lines, speaks });
        }
    }
    all
}

/// What holds the token: a parameter, a header, or a field of the answer.
fn place(diagnosis: &Diagnosis, token: Span) -> String {
    let exchange = &diagnosis.exchange;
    let request = exchange.request.as_ref();
    let parameters = request.into_iter().flat_map(|request| &request.parameters);
    let headers = request.into_iter().flat_map(|request| &request.headers);
    let fields = exchange.response.iter().flat_map(|response| &response.fields);
    parameters
        .map(|one| (one.span, one.name.as_str()))
        .chain(headers.map(|one| (one.span, one.name.as_str())))
        .chain(fields.map(|one| (one.span, one.name())))
        .find(|(span, _)| span.holds(token))
        .map_or_else(String::new, |(_, name)| name.to_owned())
}

fn lines(token: &Token, cause: Option<&RankedCause>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for field in token.header.iter().chain(&token.claims).take(FIELDS) {
        let value = shown(&field.path, &field.value);
        match lines.iter_mut().find(|line| line.name == field.path) {
            Some(line) => line.value = [&line.value, ", ", &value].concat(),
            None => lines.push(Line {
                name: field.path.clone(),
                value,
                secret: is_secret_name(field.name()),
                speaks: cause.is_some_and(|cause| speaks(cause, &field.path, field.span)),
            }),
        }
    }
    lines
}

/// Whether what speaks for the cause lies in this part of the token, and its words name this member.
fn speaks(cause: &RankedCause, name: &str, part: Span) -> bool {
    let here = |span: &Span| span.start < part.end && part.start < span.end;
    let named = ["`", name, "`"].concat();
    let mut words = cause.title.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let titled = words.any(|word| word == name);
    cause
        .evidence
        .iter()
        .filter(|evidence| evidence.spans.iter().any(here))
        .any(|evidence| titled || evidence.note.contains(&named))
}

/// A value; a moment as a date, with the number that stands in the token.
fn shown(name: &str, value: &str) -> String {
    let whole = value.split('.').next().unwrap_or(value);
    let date = if MOMENTS.contains(&name) { whole.parse().ok().and_then(time::text) } else { None };
    match date {
        Some(date) => [&date, " (", value, ")"].concat(),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::{Evidence, diagnose};
    use crate::knowledge::Knowledge;

    /// RFC 7519, section 3.1: `{"typ":"JWT","alg":"HS256"}`, `{"iss":"joe","exp":1300819380,"http://example.com/is_root":true}`.
    const TOKEN: &str = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    /// Name, and lines in short.
    fn read(text: &str) -> Vec<(String, String)> {
        let line = |line: Line| [&line.name, "=", &line.value].concat();
        let one = |one: Opened| {
            (one.name, one.lines.into_iter().map(line).collect::<Vec<_>>().join("; "))
        };
        opened(&diagnose(text, &Knowledge::default())).into_iter().map(one).collect()
    }

    #[test]
    fn a_token_is_opened_and_named_by_its_place() {
        // `date -u -d @1300819380`
        let lines = "typ=JWT; alg=HS256; iss=joe; exp=2011-03-22 18:43:00 UTC (1300819380); http://example.com/is_root=true";
        for (text, name) in [
            (TOKEN.to_owned(), ""),
            (["{\"access_token\":\"", TOKEN, "\"}"].concat(), "access_token"),
            (
                [
                    "curl https://as.example/token -d grant_type=client_credentials -d client_assertion=",
                    TOKEN,
                ]
                .concat(),
                "client_assertion",
            ),
            (
                ["curl https://api.example/me -H 'Authorization: Bearer ", TOKEN, "'"].concat(),
                "Authorization",
            ),
            ([TOKEN, "\n", TOKEN].concat(), ""),
        ] {
            assert_eq!(read(&text), [(name.to_owned(), lines.to_owned())], "{text}");
        }
    }

    #[test]
    fn moments_are_dates_where_they_can_be() {
        for (name, value, expected) in [
            ("exp", "1735689599", "2024-12-31 23:59:59 UTC (1735689599)"),
            ("iat", "1735689599.5", "2024-12-31 23:59:59 UTC (1735689599.5)"),
            ("exp", "1735689599000", "1735689599000"),
            ("exp", "tomorrow", "tomorrow"),
            ("sub", "1735689599", "1735689599"),
        ] {
            assert_eq!(shown(name, value), expected);
        }
    }

    #[test]
    fn the_member_that_a_cause_speaks_of_is_pointed_at() {
        let mut diagnosis = diagnose(TOKEN, &Knowledge::default());
        let claims = diagnosis.tokens.first().and_then(|token| token.claims.first());
        let claims = claims.map(|claim| claim.span).unwrap_or_default();
        let elsewhere = Span::new(0, 4);
        for (title, note, span, expected) in [
            ("", "Its `exp` is over.", claims, vec!["exp"]),
            ("iss and exp are wrong.", "They are.", claims, vec!["iss", "exp"]),
            ("Expired.", "It is over.", claims, vec![]),
            ("", "Its `exp` is over.", elsewhere, vec![]),
            ("alg is none.", "", elsewhere, vec!["alg"]),
        ] {
            let evidence = Evidence { spans: vec![span], note: note.into() };
            diagnosis.causes = vec![RankedCause {
                title: title.into(),
                evidence: vec![evidence],
                ..RankedCause::default()
            }];
            let opened = opened(&diagnosis);
            let lines = opened.iter().flat_map(|one| &one.lines);
            let speaking = lines.filter(|line| line.speaks).map(|line| line.name.as_str());
            assert_eq!(speaking.collect::<Vec<_>>(), expected, "{title} {note}");
            assert_eq!(opened.iter().any(|one| one.speaks), !expected.is_empty());
        }
    }
}
