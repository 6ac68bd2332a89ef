//! Log lines of `name=value`: logfmt, and the events that Keycloak logs, with commas between the pairs.

use std::ops::Range;

use super::json::{Leaf, Object};
use super::layer::Layer;
use super::names::folded;
use super::quote::{Quotes, opening};

/// Pairs that make a log line of a line.
const ENOUGH: usize = 3;
/// Pairs that are kept of a line.
const KEPT: usize = 64;
/// Bytes of a name that are looked at.
const NAME: usize = 40;
/// Names of which a log line has one.
const TELLING: &[&str] = &["level", "lvl", "severity", "msg", "error", "err"];

/// The log lines in a part of a text, in order.
pub(super) fn lines(layer: &Layer, range: Range<usize>) -> Vec<Object> {
    let mut found = Vec::new();
    let mut at = range.start;
    for line in layer.of(range).split_inclusive('\n') {
        let place = layer.trimmed(at..at + line.len());
        found.extend(self::line(layer, place));
        at += line.len();
    }
    found
}

fn line(layer: &Layer, line: Range<usize>) -> Option<Object> {
    let first = line.start + layer.of(line.clone()).find('=')?;
    let start = name_start(layer, line.start..first);
    if layer.of(line.start..start).ends_with(['{', '(']) {
        return None;
    }
    let mut pairs = Quotes::new(layer.text(), line.end);
    let mut leaves: Vec<Leaf> = Vec::new();
    let mut at = start;
    let mut end = start;
    while let Some(equals) = name_end(layer, at..line.end).filter(|_| leaves.len() < KEPT) {
        let path = layer.of(at..equals).to_owned();
        let (value, behind, is_quoted) = value(layer, equals + 1..line.end, &mut pairs)?;
        leaves.push(Leaf { path, value: unescaped(layer, value), quoted: is_quoted });
        end = behind;
        let rest = layer.of(behind..line.end);
        at = line.end - rest.trim_start_matches([' ', ',', ';', '\t']).len();
    }
    let telling = |leaf: &Leaf| TELLING.contains(&folded(&leaf.path).as_str());
    let is_log = leaves.len() >= ENOUGH && leaves.iter().any(telling);
    is_log.then_some(Object { range: start..end, leaves, quoted: false })
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_.-".contains(&byte)
}

/// Where the name that ends with the range begins.
fn name_start(layer: &Layer, range: Range<usize>) -> usize {
    let before = layer.of(range.clone()).bytes().rev();
    range.end - before.take(NAME).take_while(|byte| is_name(*byte)).count()
}

/// Where the name that begins the range ends, if an equals sign follows it.
fn name_end(layer: &Layer, range: Range<usize>) -> Option<usize> {
    let rest = layer.of(range.clone());
    let length = rest.bytes().take(NAME).take_while(|byte| is_name(*byte)).count();
    (length > 0 && rest.as_bytes().get(length) == Some(&b'=')).then_some(range.start + length)
}

/// The value that begins the range, where reading goes on, and whether it is in quotes. None where it is a part of
/// something else: an object, a query, a call.
fn value(
    layer: &Layer,
    range: Range<usize>,
    quotes: &mut Quotes<'_>,
) -> Option<(Range<usize>, usize, bool)> {
    let rest = layer.of(range.clone());
    if let Some(quote) = opening(rest) {
        let (content, behind) = quotes.close(range.start + quote.len_utf8(), quote, 0);
        return Some((content, behind, true));
    }
    let length = rest.find([' ', ',', ';', '\t', '{', '(', '&']).unwrap_or(rest.len());
    let ends = rest.get(length..)?.starts_with(['{', '(', '&']);
    let place = range.start..range.start + length;
    (!ends).then_some((place.clone(), place.end, false))
}

fn unescaped(layer: &Layer, place: Range<usize>) -> Layer {
    super::decode::backslashes(layer, place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_lines_and_what_only_looks_like_them() {
        let table: &[(&str, &[&str])] = &[
            // logrus and slog; Keycloak's JBossLoggingEventListenerProvider since 21 and before.
            (
                r#"time="2026-11-21T12:00:00Z" level=error msg="oauth2: \"invalid_grant\"" status=401"#,
                &[
                    "time=2026-11-21T12:00:00Z",
                    "level=error",
                    r#"msg=oauth2: "invalid_grant""#,
                    "status=401",
                ],
            ),
            (
                r#"WARN [org.keycloak.events] (x-1) type="LOGIN_ERROR", realmId="a", error="invalid_code""#,
                &["type=LOGIN_ERROR", "realmId=a", "error=invalid_code"],
            ),
            (
                "(task-5) type=LOGIN_ERROR, realmId=a, userId=null, error=invalid_code, x=http://a/b?c",
                &[
                    "type=LOGIN_ERROR",
                    "realmId=a",
                    "userId=null",
                    "error=invalid_code",
                    "x=http://a/b?c",
                ],
            ),
            ("{a=b, error=c, d=e}", &[]),
            ("error=a&b=c&d=e", &[]),
            ("http POST a.example grant_type=password username=a password=b", &[]),
            ("error=a and b=c, d=e", &[]),
        ];
        for (text, expected) in table {
            let layer = Layer::root(text);
            let leaves = lines(&layer, layer.all()).into_iter().flat_map(|object| object.leaves);
            let shown: Vec<_> =
                leaves.map(|leaf| format!("{}={}", leaf.path, leaf.value.text())).collect();
            assert_eq!(shown, *expected, "{text}");
        }
    }
}
