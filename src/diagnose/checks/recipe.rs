//! How a Basic header is made, where the paste shows the expression that makes it.

use super::{Case, Hit, hit};
use crate::exchange::Header;
use crate::span::Span;

/// What stands in an expression, and the check that it means.
const SIGNS: &[(&str, &str)] = &[
    // .NET and PowerShell: two bytes a character.
    ("Encoding]::Unicode", "header-utf-16"),
    ("Encoding.Unicode", "header-utf-16"),
    ("utf16le", "header-utf-16"),
    // The alphabet of RFC 4648, section 5: Node, Python, Ruby, Java, Go.
    ("base64url", "header-url-safe"),
    ("urlsafe_b64encode", "header-url-safe"),
    ("urlsafe_encode64", "header-url-safe"),
    ("getUrlEncoder", "header-url-safe"),
    ("URLEncoding", "header-url-safe"),
    // Without `=`: Go, Java.
    ("RawStdEncoding", "header-padding-lost"),
    ("withoutPadding", "header-padding-lost"),
    // A line end after 60 or 76 characters and at the end: Ruby, Python.
    ("Base64.encode64", "header-wrapped"),
    ("encodebytes", "header-wrapped"),
    ("encodestring", "header-wrapped"),
];

/// What is wrong with the expression that makes a header, as far as it shows: in the header, or where the variable in
/// it was set.
pub fn check(case: &Case, header: &Header) -> Option<Hit> {
    let text = case.text();
    let formatted = header.span.of(text).contains('{');
    of(text, header.span, formatted).or_else(|| of(text, set(case, header)?, formatted))
}

/// The line that sets the variable in a header.
fn set(case: &Case, header: &Header) -> Option<Span> {
    let inside = |expansion: &&Span| header.span.holds(**expansion);
    let expansion = case.request.expansions.iter().find(inside)?;
    let written = expansion.of(case.text());
    let name = written.trim_matches(['$', '{', '}', '(', ')', ' ']);
    let is_name =
        |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let before = case.text().get(..case.request.span.start).filter(|_| is_name(name))?;
    let mut lines = before.split_inclusive('\n').rev();
    let mut end = before.len();
    lines.find_map(|line| {
        let start = end - line.len();
        end = start;
        let (left, _) = line.split_once('=')?;
        let left = left.trim_end_matches([' ', ':']);
        let own = left.strip_suffix(name)?;
        let apart = own.chars().next_back().is_none_or(|last| matches!(last, ' ' | '$' | '\t'));
        apart.then(|| Span::new(start, start + line.len()))
    })
}

/// What is wrong with an expression. `formatted` says that it is put into a text, not joined to one.
fn of(text: &str, expression: Span, formatted: bool) -> Option<Hit> {
    let written = expression.of(text);
    let at = |name, place: usize, length: usize| {
        hit(name, Span::new(expression.start + place, expression.start + place + length))
    };
    if let Some(place) = echo(written) {
        return Some(at("header-made-with-echo", place, "echo".len()));
    }
    if let Some(place) = written.find("base64 <<<") {
        return Some(at("header-made-with-echo", place + "base64 ".len(), "<<<".len()));
    }
    if let Some(place) = bytes(written, formatted) {
        return Some(at("header-bytes", place, "b64encode".len()));
    }
    SIGNS.iter().find_map(|(sign, name)| Some(at(name, written.find(sign)?, sign.len())))
}

/// The `echo` whose output, line end included, goes to `base64`.
fn echo(written: &str) -> Option<usize> {
    let at = written.find("echo ")?;
    let (piped, _) = written.get(at + "echo ".len()..)?.split_once("base64")?;
    let option = piped.trim_start().strip_prefix('-').unwrap_or("");
    let bare = option.split(' ').next().is_some_and(|letters| letters.contains('n'));
    // What stands between may take the line end away again; `\c` ends the output before it.
    let mended = ["tr -d", "\\c", "head -c", "printf"].iter().any(|word| piped.contains(word));
    (!bare && !mended && piped.contains('|')).then_some(at)
}

/// Python's `b64encode` within an f-string, where nothing turns its bytes into text: `b'…'` is written.
fn bytes(written: &str, formatted: bool) -> Option<usize> {
    let at = written.find("b64encode(")?;
    let before = written.get(..at)?;
    let formatted = formatted || before.contains("str(");
    (formatted && !written.contains("decode(") && !before.contains("urlsafe_")).then_some(at)
}
