//! Reading a pasted Basic header as a server does, and what is wrong with it.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::finding::{Finding, inspect};
use crate::secret::Secret;

/// What a pasted Basic header says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// What base64 gives; where the bytes are no UTF-8, what was meant by them; `None` if nothing was.
    pub text: Option<Secret>,
    /// Id and secret as a server reads them that decodes nothing further (RFC 7617).
    pub plain: Option<Pair>,
    /// Id and secret as a server reads them that percent-decodes both (RFC 6749, section 2.3.1); `None`
    /// where an escape is malformed, which such servers refuse.
    pub decoded: Option<Pair>,
    /// Id and secret as a server reads them that takes UTF-8 for Latin-1, or Latin-1 for UTF-8 (RFC 7617, section 2
    /// leaves it open); `None` where both are the same.
    pub misread: Option<Pair>,
    /// What is wrong or notable: the header's outside first, then its content.
    pub findings: Vec<Finding>,
}

/// An id and a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The client id.
    pub id: String,
    /// The client secret.
    pub secret: Secret,
}

/// Takes a full header line, its value or the base64 alone, in either alphabet, padded or not, and reads
/// it under both readings. Never fails; linear in the text.
pub fn decode(header: &str) -> Decoded {
    let mut findings = Vec::new();
    let credentials = credentials(header, &mut findings);
    let text = if credentials.is_empty() {
        findings.push(Finding::Empty);
        None
    } else {
        text_of(credentials, &mut findings)
    };
    let Some(text) = text.map(|text| unwrap_second(text, &mut findings)) else {
        return Decoded { findings, ..Decoded::default() };
    };
    read_pair(text, findings)
}

/// Reads what base64 gives, or what curl's `-u` is given; `findings` are those of what stood around it.
pub fn read_pair(text: Secret, mut findings: Vec<Finding>) -> Decoded {
    let halves = text.expose().split_once(':');
    if halves.is_none() {
        findings.push(Finding::NoColon);
    }
    inspect(text.expose(), &mut findings);
    let plain = split(text.expose());
    let misread = misread(text.expose(), findings.contains(&Finding::Latin1));
    let misread = misread.and_then(|text| split(text.expose()));
    let decoded = halves.and_then(|(id, secret)| {
        Some(Pair { id: form_decoded(id)?, secret: Secret::new(form_decoded(secret)?) })
    });
    Decoded { text: Some(text), plain, decoded, misread, findings }
}

/// The halves before and behind the first colon.
fn split(text: &str) -> Option<Pair> {
    let (id, secret) = text.split_once(':')?;
    Some(Pair { id: id.to_owned(), secret: Secret::new(secret.to_owned()) })
}

/// What becomes of a text in the other of UTF-8 and Latin-1: of each byte a letter, or a sign for one that is none.
fn misread(text: &str, latin: bool) -> Option<Secret> {
    if text.is_ascii() {
        return None;
    }
    let letter = |char: char| if char.is_ascii() { char } else { char::REPLACEMENT_CHARACTER };
    Some(Secret::new(if latin {
        text.chars().map(letter).collect()
    } else {
        text.bytes().map(char::from).collect()
    }))
}

/// The part behind the header's name and scheme, without quotes around it.
pub(super) fn credentials<'t>(header: &'t str, findings: &mut Vec<Finding>) -> &'t str {
    let mut rest = header.trim();
    let mut quoted = false;
    let mut unquote = |text: &'t str| {
        let inner = unquoted(text);
        quoted |= inner.is_some();
        inner.unwrap_or(text).trim()
    };
    // Quotes round the whole line are the shell's or the program's, and no fault.
    rest = unquoted(rest).unwrap_or(rest).trim();
    if let Some((name, value)) = rest.split_once(':') {
        if name.trim().eq_ignore_ascii_case("authorization") {
            rest = value.trim();
        } else if name.trim().eq_ignore_ascii_case("authentication") {
            findings.push(Finding::HeaderName);
            rest = value.trim();
        }
    }
    rest = unquote(rest);
    if let Some(glued) = glued(rest) {
        findings.push(Finding::Glued);
        return glued;
    }
    let scheme_end =
        rest.find(|char: char| char.is_whitespace() || char == ':').unwrap_or(rest.len());
    let (scheme, value) = rest.split_at(scheme_end);
    if scheme.eq_ignore_ascii_case("basic") {
        if value.starts_with(':') {
            findings.push(Finding::SchemeColon);
        }
        rest = value.trim_start_matches(':').trim();
        rest = unquote(rest);
    } else if ["bearer", "digest", "dpop", "negotiate", "token"]
        .iter()
        .any(|other| scheme.eq_ignore_ascii_case(other))
        && value.starts_with(char::is_whitespace)
    {
        findings.push(Finding::OtherScheme);
        rest = value.trim();
    }
    if quoted {
        findings.push(Finding::Quoted);
    }
    rest
}

/// What stands behind `Basic` without a blank between, if it is a pair in base64.
fn glued(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_at_checked("basic".len())?;
    let joined = rest.starts_with(char::is_alphanumeric);
    (joined && scheme.eq_ignore_ascii_case("basic") && pair_in_base64(rest).is_some())
        .then_some(rest)
}

/// The text within quotes of one kind, straight or typographic.
pub(super) fn unquoted(text: &str) -> Option<&str> {
    const QUOTES: [(char, char); 7] =
        [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”'), ('‘', '’'), ('„', '“'), ('«', '»')];
    QUOTES.iter().find_map(|&(open, close)| text.strip_prefix(open)?.strip_suffix(close))
}

/// What the base64 stands for, as text.
fn text_of(credentials: &str, findings: &mut Vec<Finding>) -> Option<Secret> {
    let body = without_certificate_lines(credentials);
    if body.is_some() {
        findings.push(Finding::CertificateLines);
    } else if credentials.contains(char::is_whitespace) {
        findings.push(Finding::Wrapped);
    }
    let body = body.unwrap_or_else(|| credentials.to_owned());
    match from_base64(&body) {
        Some((bytes, url_safe, unpadded)) => {
            if url_safe {
                findings.push(Finding::UrlSafe);
            }
            if unpadded {
                findings.push(Finding::PaddingLost);
            }
            text_from_bytes(bytes, findings)
        }
        // A pair that was never encoded: base64 has no colon.
        None if credentials.contains(':') => {
            findings.retain(|finding| *finding != Finding::Wrapped);
            findings.push(Finding::NotEncoded);
            Some(Secret::new(credentials.to_owned()))
        }
        None => {
            findings.push(Finding::NotBase64);
            None
        }
    }
}

/// The lines between the `-----BEGIN CERTIFICATE-----` and `-----END …` that certutil puts around base64.
fn without_certificate_lines(text: &str) -> Option<String> {
    let rest = text.strip_prefix("-----BEGIN ")?;
    let (_, rest) = rest.split_once("-----")?;
    Some(rest.split("-----").next().unwrap_or("").to_owned())
}

/// Bytes, whether the URL-safe alphabet was used, and whether padding is missing.
pub(crate) fn from_base64(text: &str) -> Option<(Vec<u8>, bool, bool)> {
    const LENIENT: GeneralPurpose = GeneralPurpose::new(
        &alphabet::STANDARD,
        GeneralPurposeConfig::new()
            .with_decode_allow_trailing_bits(true)
            .with_decode_padding_mode(DecodePaddingMode::Indifferent),
    );
    let url_safe = text.contains(['-', '_']);
    let standard: String = text
        .chars()
        .filter(|char| !char.is_whitespace())
        .map(|char| match char {
            '-' => '+',
            '_' => '/',
            other => other,
        })
        .collect();
    let standard = Secret::new(standard);
    let standard = standard.expose();
    let unpadded = !standard.len().is_multiple_of(4);
    let bytes = LENIENT.decode(standard.trim_end_matches('=')).ok()?;
    (!bytes.is_empty()).then_some((bytes, url_safe, unpadded))
}

fn text_from_bytes(bytes: Vec<u8>, findings: &mut Vec<Finding>) -> Option<Secret> {
    if let Some(text) = from_utf16(&bytes) {
        findings.push(Finding::Utf16);
        return Some(Secret::new(text));
    }
    match String::from_utf8(bytes) {
        Ok(text) => match text.strip_prefix('\u{feff}') {
            Some(rest) => {
                findings.push(Finding::ByteOrderMark);
                Some(Secret::new(rest.to_owned()))
            }
            None => Some(Secret::new(text)),
        },
        Err(error) => {
            let bytes = error.as_bytes();
            let plain = bytes.iter().filter(|byte| matches!(byte, b' '..=b'~')).count();
            let latin = bytes.iter().all(|byte| matches!(byte, b' '..=b'~' | 0xa0..=0xff));
            if latin && bytes.contains(&b':') && plain * 4 >= bytes.len() * 3 {
                findings.push(Finding::Latin1);
                Some(Secret::new(bytes.iter().map(|&byte| char::from(byte)).collect()))
            } else {
                findings.push(Finding::NotText);
                None
            }
        }
    }
}

/// UTF-16 of either order with at least its first characters in ASCII: what `Encoding.Unicode` gives.
fn from_utf16(bytes: &[u8]) -> Option<String> {
    let (units, _) = bytes.as_chunks::<2>();
    let little = match units {
        [[0xff, 0xfe], ..] | [[1..=255, 0], [1..=255, 0], ..] => true,
        [[0xfe, 0xff], ..] | [[0, 1..=255], [0, 1..=255], ..] => false,
        _ => return None,
    };
    let order = if little { u16::from_le_bytes } else { u16::from_be_bytes };
    let units = units.iter().map(|&unit| order(unit));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.ok().map(|text| text.trim_start_matches('\u{feff}').to_owned())
}

/// Takes off a second layer of base64, or a header inside the base64.
fn unwrap_second(text: Secret, findings: &mut Vec<Finding>) -> Secret {
    let inner = text.expose().trim();
    let (scheme, rest) = inner.split_at_checked(6).unwrap_or(("", inner));
    let inner = if scheme.eq_ignore_ascii_case("basic ") { rest.trim() } else { inner };
    match pair_in_base64(inner) {
        Some(pair) => {
            findings.push(Finding::Twice);
            pair
        }
        None => text,
    }
}

/// The `id:secret` that a text is the base64 of, if it surely is: printable ASCII with a colon inside.
pub(crate) fn pair_in_base64(text: &str) -> Option<Secret> {
    if text.len() < 8 || text.contains(':') {
        return None;
    }
    let (bytes, ..) = from_base64(text)?;
    let text = Secret::new(String::from_utf8(bytes).ok()?);
    let pair = text.expose().trim_end_matches(['\r', '\n']);
    let halves = pair.split_once(':')?;
    let printable = pair.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    (printable && !halves.0.is_empty()).then(|| text.clone())
}

/// `application/x-www-form-urlencoded` undone; `None` if an escape is malformed or no UTF-8 comes out.
pub(crate) fn form_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => hex(rest.next()?)? << 4 | hex(rest.next()?)?,
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests;
