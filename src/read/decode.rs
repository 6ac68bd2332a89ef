//! The escapes that pasted texts are wrapped in, each undone into a new [`Layer`].

use std::ops::Range;

use super::layer::Layer;

/// Percent-encoding and `+` for a blank (RFC 6749, appendix B), as servers decode a form.
/// What is no escape stays as it is.
pub(super) fn form(layer: &Layer, range: Range<usize>) -> Layer {
    percent(layer, range, '+')
}

/// Percent-encoding, with `blank` for a blank: [`char::MAX`] where no other sign stands for it.
pub(super) fn percent(layer: &Layer, range: Range<usize>, blank: char) -> Layer {
    let text = layer.of(range.clone());
    let mut out = Layer::default();
    let mut done = 0;
    while let Some(found) = text.get(done..).and_then(|rest| rest.find(['%', blank])) {
        let at = done + found;
        out.copy(layer, range.start + done..range.start + at);
        if text.as_bytes().get(at) == Some(&b'+') {
            out.put(" ", layer, range.start + at..range.start + at + 1);
            done = at + 1;
            continue;
        }
        let bytes = percent_run(text, at);
        if bytes.is_empty() {
            out.copy(layer, range.start + at..range.start + at + 1);
            done = at + 1;
            continue;
        }
        put_bytes(&mut out, layer, range.start + at, &bytes);
        done = at + 3 * bytes.len();
    }
    out.copy(layer, range.start + done..range.end);
    out
}

/// The bytes that consecutive `%XX` from `at` on stand for.
fn percent_run(text: &str, at: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let rest = text.as_bytes().get(at..).unwrap_or(&[]);
    for escape in rest.chunks(3) {
        let &[b'%', high, low] = escape else { break };
        let (Some(high), Some(low)) = (hex(high), hex(low)) else { break };
        bytes.push(high * 16 + low);
    }
    bytes
}

fn put_bytes(out: &mut Layer, layer: &Layer, start: usize, bytes: &[u8]) {
    let mut at = start;
    for chunk in bytes.utf8_chunks() {
        for letter in chunk.valid().chars() {
            let end = at + 3 * letter.len_utf8();
            out.put(letter.encode_utf8(&mut [0; 4]), layer, at..end);
            at = end;
        }
        if !chunk.invalid().is_empty() {
            let end = at + 3 * chunk.invalid().len();
            out.put("\u{fffd}", layer, at..end);
            at = end;
        }
    }
}

/// Backslash escapes of JSON, Python and JavaScript strings. A backslash before anything else that is no
/// letter or digit falls away (Markdown writes `\_`); before a letter it stays.
pub(super) fn backslashes(layer: &Layer, range: Range<usize>) -> Layer {
    let text = layer.of(range.clone());
    let mut out = Layer::default();
    let mut done = 0;
    while let Some(found) = text.get(done..).and_then(|rest| rest.find('\\')) {
        let at = done + found;
        out.copy(layer, range.start + done..range.start + at);
        let escape = escape(text, at);
        let place = |length| range.start + at..range.start + at + length;
        if let Some((letter, length)) = escape {
            out.put(letter.encode_utf8(&mut [0; 4]), layer, place(length));
        } else {
            out.copy(layer, place(1));
        }
        done = at + escape.map_or(1, |(_, length)| length);
    }
    out.copy(layer, range.start + done..range.end);
    out
}

/// The character that the escape at `at` stands for, and the escape's length.
pub(crate) fn escape(text: &str, at: usize) -> Option<(char, usize)> {
    let next = text.get(at + 1..)?.chars().next()?;
    let plain = |letter| Some((letter, 2));
    match next {
        'n' => plain('\n'),
        't' => plain('\t'),
        'r' => plain('\r'),
        'b' => plain('\u{8}'),
        'f' => plain('\u{c}'),
        'x' => Some((char::from(u8::try_from(number(text, at + 2, 2)?).ok()?), 4)),
        'u' => unicode(text, at),
        letter if letter.is_ascii_alphanumeric() => None,
        letter => Some((letter, 1 + letter.len_utf8())),
    }
}

fn unicode(text: &str, at: usize) -> Option<(char, usize)> {
    let first = number(text, at + 2, 4)?;
    if let Some(letter) = char::from_u32(first) {
        return Some((letter, 6));
    }
    let low = (text.get(at + 6..at + 8)? == "\\u").then(|| number(text, at + 8, 4))??;
    if !(0xdc00..0xe000).contains(&low) || !(0xd800..0xdc00).contains(&first) {
        return None;
    }
    let letter = char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (low - 0xdc00))?;
    Some((letter, 12))
}

fn number(text: &str, at: usize, digits: usize) -> Option<u32> {
    let digits = text.get(at..at + digits)?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
    u32::from_str_radix(digits, 16).ok()
}

/// The value of a hexadecimal digit.
pub(super) fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// Character references of HTML and XML. `only` names what may be decoded; everything else stays.
pub(super) fn entities(layer: &Layer, range: Range<usize>, only: fn(char) -> bool) -> Layer {
    let text = layer.of(range.clone());
    let mut out = Layer::default();
    let mut done = 0;
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find('&')) {
        let at = from + found;
        from = at + 1;
        let Some((letter, length)) = entity(text, at).filter(|&(letter, _)| only(letter)) else {
            continue;
        };
        out.copy(layer, range.start + done..range.start + at);
        let place = range.start + at..range.start + at + length;
        out.put(letter.encode_utf8(&mut [0; 4]), layer, place);
        done = at + length;
        from = done;
    }
    out.copy(layer, range.start + done..range.end);
    out
}

/// The character that the reference at `at` stands for, and the reference's length.
pub(crate) fn entity(text: &str, at: usize) -> Option<(char, usize)> {
    let name = text.get(at + 1..)?;
    let end = name.bytes().take(9).position(|byte| byte == b';')?;
    let name = name.get(..end)?;
    let letter = match name {
        "quot" | "QUOT" => '"',
        "apos" => '\'',
        "amp" | "AMP" => '&',
        "lt" | "LT" => '<',
        "gt" | "GT" => '>',
        "nbsp" => ' ',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "equals" => '=',
        "lowbar" => '_',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code).filter(|letter| *letter != '\0')?
        }
    };
    Some((letter, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(decode: impl Fn(&Layer, Range<usize>) -> Layer, table: &[(&str, &str)]) {
        for (written, meant) in table {
            let root = Layer::root(written);
            assert_eq!(decode(&root, root.all()).text(), *meant, "{written}");
        }
    }

    #[test]
    fn forms() {
        check(
            form,
            &[
                ("a+b%20c", "a b c"),
                ("%C3%A9%E2%82%AC", "é€"),
                ("100%", "100%"),
                ("%4", "%4"),
                ("%zz%41", "%zzA"),
                ("%FF%41", "\u{fffd}A"),
            ],
        );
    }

    #[test]
    fn strings() {
        check(
            backslashes,
            &[
                (r#"a\"b\\c\/d"#, r#"a"b\c/d"#),
                (r"client\u0027s", "client's"),
                (r"\ud83d\ude00", "😀"),
                (r"\ud83dx", r"\ud83dx"),
                (r"invalid\_client", "invalid_client"),
                (r"\x27\d", r"'\d"),
                ("\\", "\\"),
                (r"\u+123", r"\u+123"),
            ],
        );
    }

    #[test]
    fn references() {
        check(
            |layer, range| entities(layer, range, |_| true),
            &[
                ("&quot;a&#39;b&#x27;c&amp;d", "\"a'b'c&d"),
                ("a&b=c;", "a&b=c;"),
                ("&lt;&nosuch;&", "<&nosuch;&"),
            ],
        );
    }
}
