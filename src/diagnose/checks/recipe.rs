//! How a Basic header is made, where the paste shows the expression that makes it.

use super::{Hit, hit};
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

/// What is wrong with an expression that makes a header, as far as it shows.
pub fn check(text: &str, header: Span) -> Option<Hit> {
    let written = header.of(text);
    let at = |name, place: usize, length: usize| {
        hit(name, Span::new(header.start + place, header.start + place + length))
    };
    if let Some(place) = echo(written) {
        return Some(at("header-made-with-echo", place, "echo".len()));
    }
    if let Some(place) = bytes(written) {
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
fn bytes(written: &str) -> Option<usize> {
    let at = written.find("b64encode(")?;
    let before = written.get(..at)?;
    let formatted = before.contains('{') || before.contains("str(");
    (formatted && !written.contains("decode(") && !before.contains("urlsafe_")).then_some(at)
}
