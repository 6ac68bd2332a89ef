//! What is worth knowing of a value that is not shown: the things that break requests.

use super::Masked;
use crate::basic::{Finding, decode, is_unreserved};
use crate::credential::{Part, warnings};

/// Fills in what a value's length is and what is notable about it. None of its characters is told.
pub(super) fn describe(value: &str, masked: &mut Masked) {
    masked.characters = value.chars().count();
    if masked.kind == "e-mail address" || masked.kind == "PEM block" {
        return;
    }
    let pair = masked.kind.starts_with("Basic") || masked.kind.starts_with("base64");
    let basic = pair || (masked.kind == "Authorization" && !value.starts_with("eyJ"));
    if basic {
        let read = decode(&["Basic ", value].concat());
        if read.plain.is_some() || pair {
            masked.notable.extend(read.findings.iter().filter_map(|finding| of_header(*finding)));
            return;
        }
    }
    for warning in warnings(Part::Secret, "", value, None) {
        let ends = warning.at.last().is_some_and(|span| span.end == value.len());
        masked.notable.extend(of_value(warning.id, ends));
    }
    let plain = |byte: u8| {
        is_unreserved(byte) || matches!(byte, b'\n' | b'\r' | b' ' | b'\t') || !byte.is_ascii()
    };
    if masked.kind == "client_secret" && !value.bytes().all(plain) {
        masked.notable.push("holds characters that a form and some servers' Basic need encoded");
    }
}

fn of_value(warning: &str, ends: bool) -> Option<&'static str> {
    Some(match (warning, ends) {
        ("line-end", true) => "ends in a line end",
        ("line-end", false) => "begins with a line end",
        ("blank-around", true) => "ends in a blank",
        ("blank-around", false) => "begins with a blank",
        ("inner-line-end", _) => "holds a line end",
        ("inner-blank", _) => "holds a blank",
        ("invisible", _) => "holds an invisible character",
        ("control", _) => "holds a control character",
        ("typographic", _) => "holds typographic quotes or dashes",
        ("foreign-look-alike", _) => "holds letters of another script that look like Latin ones",
        ("non-ascii", _) => "holds characters outside ASCII",
        ("quotes", _) => "has quotes around it",
        ("scheme", _) => "has a header's or setting's word in front",
        ("encoded-pair", _) => "looks like base64 of id:secret",
        ("percent-escapes", _) => "holds percent-escapes",
        ("placeholder", _) => "reads like a placeholder",
        _ => return None,
    })
}

fn of_header(finding: Finding) -> Option<&'static str> {
    Some(match finding {
        Finding::Wrapped => "is broken by a blank or a line end",
        Finding::CertificateLines => "has certutil's lines around it",
        Finding::UrlSafe => "is in the URL-safe alphabet",
        Finding::PaddingLost => "has lost the = at its end",
        Finding::NotEncoded => "is not encoded",
        Finding::NotBase64 => "is not base64",
        Finding::NotText => "decodes to no text",
        Finding::Utf16 => "decodes to UTF-16",
        Finding::ByteOrderMark => "begins with a byte order mark",
        Finding::Latin1 => "decodes to Latin-1",
        Finding::Twice => "is base64 applied twice",
        Finding::NoColon => "has no colon in it",
        Finding::CarriageReturn => "has a carriage return in it",
        Finding::LineEnd => "has a line end in it",
        Finding::Control => "has a control character in it",
        Finding::QuotesInside => "has quotes around the id or the secret in it",
        Finding::BlankAround => "has a blank around the id or the secret in it",
        Finding::EmptyId => "has an empty id in it",
        Finding::EmptySecret => "has an empty secret in it",
        Finding::Undefined => "has `undefined` or the like in it",
        Finding::Placeholder => "has a placeholder in it",
        Finding::EscapedTwice => "is percent-encoded twice",
        Finding::PercentEscapes => "has percent-escapes in it",
        Finding::MalformedEscape => "has a percent sign in it that begins no escape",
        Finding::Plus => "has a plus sign in it",
        Finding::NonAscii => "has characters outside ASCII in it",
        Finding::SecondColon => "has more than one colon in it",
        Finding::Empty
        | Finding::HeaderName
        | Finding::OtherScheme
        | Finding::SchemeColon
        | Finding::Glued
        | Finding::Quoted => {
            return None;
        }
    })
}
