//! What someone can read out of a text: as it is, and with its escapes undone.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// The text, and what it decodes to in up to three steps.
pub fn readings(text: &str) -> Vec<String> {
    let mut all = vec![text.to_owned()];
    let mut from = 0;
    for _ in 0..3 {
        let to = all.len();
        for at in from..to {
            let text = all[at].clone();
            let mut decoded =
                vec![percent(&text), unescaped(&text), entities(&text), unbroken(&text)];
            decoded.extend(words(&text));
            for text in decoded {
                if !all.contains(&text) {
                    all.push(text);
                }
            }
        }
        from = to;
    }
    all
}

fn percent(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).and_then(|two| std::str::from_utf8(two).ok());
        let escape = digits.filter(|_| bytes[at] == b'%');
        if let Some(byte) = escape.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            decoded.push(byte);
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// Backslashes and carets fall away: all that is looked for is letters and digits.
fn unescaped(text: &str) -> String {
    text.replace("\\n", "\n").chars().filter(|letter| !"\\^`".contains(*letter)).collect()
}

fn entities(text: &str) -> String {
    let named = [("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    named.iter().fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter))
}

/// Lines that were broken, joined again; also behind the offsets of a trace.
fn unbroken(text: &str) -> String {
    let mut joined = String::new();
    for line in text.lines() {
        let offset =
            line.get(..4).is_some_and(|it| it.bytes().all(|digit| digit.is_ascii_hexdigit()));
        joined.push_str(if offset { line.get(6..).unwrap_or("") } else { line.trim() });
    }
    joined
}

/// Words that are base64 or hexadecimal of a text.
fn words(text: &str) -> Vec<String> {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let engine = GeneralPurpose::new(&alphabet::STANDARD, config);
    let mut found = Vec::new();
    for word in
        text.split(|letter: char| !(letter.is_ascii_alphanumeric() || "+/-_".contains(letter)))
    {
        if word.len() < 8 {
            continue;
        }
        let standard = word.replace('-', "+").replace('_', "/");
        found.extend(
            engine.decode(&standard).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
        );
        let pairs = word.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap_or(""));
        let hex: Option<Vec<u8>> = pairs.map(|pair| u8::from_str_radix(pair, 16).ok()).collect();
        found.extend(hex.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()));
    }
    found
}
