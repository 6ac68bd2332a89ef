//! Challenges of `WWW-Authenticate` (RFC 9110, section 11.6.1), several in one header as well.

use std::ops::Range;

use crate::exchange::{Challenge, Field, Header, Response};
use crate::span::Spanned;

use super::decode;
use super::layer::Layer;
use super::names::is_known;
use super::quote::{Quotes, opening};

/// Challenges and parameters that are kept of one header.
const KEPT: usize = 64;

/// The challenges in a message's header fields.
pub(super) fn of_headers(headers: &[Header]) -> Vec<Challenge> {
    let is_challenge = |header: &&Header| {
        let name = &header.name;
        name.eq_ignore_ascii_case("www-authenticate")
            || name.eq_ignore_ascii_case("proxy-authenticate")
            || name.eq_ignore_ascii_case("x-www-authenticate")
    };
    headers.iter().filter(is_challenge).flat_map(challenges).collect()
}

fn challenges(header: &Header) -> Vec<Challenge> {
    let value = Layer::at(&header.value, header.span);
    parse(&value, value.all())
}

/// The challenge in a text in which the word at `word` ends the header's name: in a dump of header fields of any kind.
/// Gives a response with that field, and where reading goes on.
pub(super) fn at_word(layer: &Layer, word: Range<usize>, end: usize) -> Option<(Response, usize)> {
    const NAME: &str = "WWW-Authenticate";
    let start = word.end.checked_sub(NAME.len())?;
    if !layer.of(start..word.end).eq_ignore_ascii_case(NAME) {
        return None;
    }
    let signs = |letter| "\"'\\ :=>,([".contains(letter);
    let from = skip(layer, word.end..end, signs);
    let before = layer.of(word.end..from);
    let slashes = before.bytes().rev().skip(1).take_while(|byte| *byte == b'\\').count();
    let line = skip(layer, from..end, |letter| letter != '\n');
    let (content, behind) = match before.chars().next_back() {
        Some(quote @ ('"' | '\'')) => {
            Quotes::new(layer.text(), line).close(from, quote, slashes.min(15))
        }
        Some(_) => (from..line, line),
        None => return None,
    };
    let value = decode::backslashes(layer, content);
    let span = value.span(value.all());
    let header = Header { name: NAME.to_owned(), value: value.text().to_owned(), span };
    let challenges = parse(&value, value.all());
    let headers = vec![header];
    Some((Response { headers, challenges, span, ..Response::default() }, behind))
}

/// The challenges in a header's value. Commas part parameters and challenges alike: a word that is followed
/// by a blank and no `=` begins a challenge.
pub(super) fn parse(layer: &Layer, range: Range<usize>) -> Vec<Challenge> {
    let mut quotes = Quotes::new(layer.text(), range.end);
    let mut found: Vec<Challenge> = Vec::new();
    let mut at = range.start;
    let mut count = 0;
    while at < range.end && count < KEPT {
        count += 1;
        at = skip(layer, at..range.end, |letter| {
            letter.is_whitespace() || matches!(letter, ',' | ';')
        });
        let word = at..skip(layer, at..range.end, is_token);
        if let (true, Some(challenge), Some(quote)) =
            (word.is_empty(), found.last_mut(), opening(layer.of(at..range.end)))
        {
            let (value, behind) = quotes.close(at + quote.len_utf8(), quote, 0);
            at = behind;
            unnamed(challenge, layer.spanned(value));
            continue;
        }
        if word.is_empty() {
            at = skip(layer, at..range.end, |letter| !letter.is_whitespace() && letter != ',')
                .max(at + 1);
            at = ceil(layer, at);
            continue;
        }
        let equals = skip(layer, word.end..range.end, |letter| letter == ' ');
        if !layer.of(equals..range.end).starts_with('=') {
            found.push(Challenge {
                scheme: layer.of(word.clone()).to_owned(),
                parameters: Vec::new(),
                span: layer.span(word.clone()),
            });
            at = word.end;
            continue;
        }
        let from = skip(layer, equals + 1..range.end, |letter| letter == ' ');
        let (value, behind) = value(layer, from..range.end, &mut quotes);
        at = behind;
        if found.is_empty() {
            found.push(Challenge::default());
        }
        if let Some(challenge) = found.last_mut() {
            challenge.span = challenge.span.join(layer.span(word.start..behind));
            challenge.parameters.push(Field {
                path: layer.of(word).to_owned(),
                value: decode::backslashes(layer, value.clone()).text().to_owned(),
                span: layer.span(value),
            });
        }
    }
    found
}

/// A parameter's value without its quotes, and the offset behind it.
fn value(layer: &Layer, range: Range<usize>, quotes: &mut Quotes<'_>) -> (Range<usize>, usize) {
    let rest = layer.of(range.clone());
    let slashes = rest.len() - rest.trim_start_matches('\\').len();
    let at = range.start + slashes;
    if let Some(quote) = opening(layer.of(at..range.end)) {
        return quotes.close(at + quote.len_utf8(), quote, slashes);
    }
    let end = skip(layer, range.clone(), |letter| letter != ',' && !letter.is_whitespace());
    (range.start..end, end)
}

/// Meta's challenges have no names: `OAuth "Facebook Platform" "invalid_code" "Error validating …"`.
fn unnamed(challenge: &mut Challenge, value: Spanned) {
    const NAMES: [&str; 3] = ["realm", "error", "error_description"];
    if let Some(name) = NAMES.get(challenge.parameters.len()) {
        let path = (*name).to_owned();
        challenge.span = challenge.span.join(value.span);
        challenge.parameters.push(Field { path, value: value.value, span: value.span });
    }
}

/// The error and its sentence (RFC 6750, section 3) where the body does not tell.
pub(super) fn interpret(response: &mut Response) {
    let parameters = || response.challenges.iter().flat_map(|challenge| &challenge.parameters);
    let named = |name: &str| {
        let found = parameters().find(|field| field.path.eq_ignore_ascii_case(name));
        found.map(|field| Spanned::new(field.value.clone(), field.span))
    };
    let error = named("error").filter(|error| is_known(&error.value) || error.value.contains('_'));
    let description = named("error_description");
    // A body that names another error speaks of something else.
    let agrees = match (&response.error, &error) {
        (Some(body), Some(challenge)) => body.value == challenge.value,
        (Some(_), None) => false,
        (None, _) => true,
    };
    if agrees && response.description.is_none() {
        response.description = description;
    }
    // A code of OAuth says more to a client of it than the server's own.
    let own = response.error.as_ref().is_none_or(|error| !is_known(&error.value));
    let known = error.as_ref().is_some_and(|error| is_known(&error.value));
    if response.error.is_none() || (own && known) {
        response.error = error;
    }
}

fn is_token(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "!#$%&'*+-.^_|~/:".contains(letter)
}

fn skip(layer: &Layer, range: Range<usize>, while_: impl Fn(char) -> bool) -> usize {
    let rest = layer.of(range.clone());
    range.start + rest.find(|letter| !while_(letter)).unwrap_or(rest.len())
}

fn ceil(layer: &Layer, at: usize) -> usize {
    (at..=layer.text().len()).find(|&at| layer.text().is_char_boundary(at)).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: &str) -> Vec<String> {
        let layer = Layer::root(value);
        let parameters = |challenge: &Challenge| {
            let all = challenge.parameters.iter();
            let all = all.inspect(|it| assert!(it.span.of(value).len() >= it.value.len()));
            all.map(|it| format!(" {}={}", it.path, it.value)).collect::<Vec<_>>().concat()
        };
        let all = parse(&layer, layer.all());
        all.iter().map(|it| format!("{}{}", it.scheme, parameters(it))).collect()
    }

    #[test]
    fn challenges_are_told_apart() {
        // RFC 9110, section 11.6.1; RFC 6750, section 3; RFC 9449, section 5.1.
        let table: &[(&str, &[&str])] = &[
            (
                r#"Basic realm="simple", Newauth realm="apps", type=1, title="Login to \"apps\"""#,
                &["Basic realm=simple", r#"Newauth realm=apps type=1 title=Login to "apps""#],
            ),
            (
                r#"Bearer realm="example", error="invalid_token", error_description="The access token expired""#,
                &[
                    "Bearer realm=example error=invalid_token error_description=The access token expired",
                ],
            ),
            (
                r#"DPoP error="use_dpop_nonce", error_description="Authorization server requires nonce in DPoP proof""#,
                &[
                    "DPoP error=use_dpop_nonce error_description=Authorization server requires nonce in DPoP proof",
                ],
            ),
            ("Bearer", &["Bearer"]),
            ("Bearer scope=openid profile", &["Bearer scope=openid", "profile"]),
            (r#"Bearer error="invalid_tok"#, &["Bearer error=invalid_tok"]),
            // Meta's Graph API.
            (
                r#"OAuth "Facebook Platform" "invalid_code" "This code has expired.""#,
                &[
                    "OAuth realm=Facebook Platform error=invalid_code error_description=This code has expired.",
                ],
            ),
            (",,,=\"", &[]),
        ];
        for (value, expected) in table {
            assert_eq!(shown(value), *expected, "{value}");
        }
    }
}
