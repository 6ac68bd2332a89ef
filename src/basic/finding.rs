//! What can be wrong with a Basic header, and the look into its content.

use std::ops::Range;

use super::decode::unquoted;
use crate::credential::is_placeholder;

/// Something wrong or notable in a Basic header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// There is nothing behind `Basic`.
    Empty,
    /// The header is called `Authentication`.
    HeaderName,
    /// The scheme is not Basic.
    OtherScheme,
    /// `Basic:` instead of `Basic`.
    SchemeColon,
    /// No blank behind `Basic`.
    Glued,
    /// Quotes stand around the base64.
    Quoted,
    /// Blanks or line ends stand in the base64.
    Wrapped,
    /// certutil's `BEGIN CERTIFICATE` lines stand around the base64.
    CertificateLines,
    /// The URL-safe alphabet, which RFC 7617 does not use.
    UrlSafe,
    /// The `=` at the end are missing.
    PaddingLost,
    /// An `id:secret` that was never encoded.
    NotEncoded,
    /// Not base64.
    NotBase64,
    /// Base64 of bytes that are no text.
    NotText,
    /// UTF-16.
    Utf16,
    /// A byte order mark in front.
    ByteOrderMark,
    /// Latin-1, not UTF-8.
    Latin1,
    /// Base64 was applied twice.
    Twice,
    /// No colon, so no pair.
    NoColon,
    /// A carriage return.
    CarriageReturn,
    /// A line end.
    LineEnd,
    /// Another control character.
    Control,
    /// Quotes around the pair or one of its halves.
    QuotesInside,
    /// Blanks around one of the halves.
    BlankAround,
    /// No client id.
    EmptyId,
    /// No client secret.
    EmptySecret,
    /// The word that a program prints for a value it doesn't have.
    Undefined,
    /// A placeholder or a variable that was not filled in.
    Placeholder,
    /// Percent-escapes that were percent-encoded once more.
    EscapedTwice,
    /// Percent-escapes: servers read them in two ways.
    PercentEscapes,
    /// A `%` that begins no escape.
    MalformedEscape,
    /// A `+`: servers read it in two ways.
    Plus,
    /// Characters outside ASCII.
    NonAscii,
    /// More than one colon.
    SecondColon,
}

impl Finding {
    /// Whether it surely breaks the request, whatever the server; otherwise it depends on the server or
    /// on the id and secret themselves.
    pub fn certain(self) -> bool {
        !matches!(
            self,
            Finding::UrlSafe
                | Finding::PaddingLost
                | Finding::Wrapped
                | Finding::OtherScheme
                | Finding::BlankAround
                | Finding::Latin1
                | Finding::EmptySecret
                | Finding::EscapedTwice
                | Finding::PercentEscapes
                | Finding::MalformedEscape
                | Finding::Plus
                | Finding::NonAscii
                | Finding::SecondColon
        )
    }

    /// What it is and what to do, in one or two sentences. Never quotes the header.
    pub fn message(self) -> &'static str {
        match self {
            Finding::Empty => {
                "There is nothing behind the word Basic: the variable that should hold the credentials was empty."
            }
            Finding::HeaderName => {
                "The header has to be called Authorization; servers don't look at Authentication."
            }
            Finding::OtherScheme => {
                "The scheme is not Basic. Client id and secret go behind the word Basic."
            }
            Finding::SchemeColon => "There is a colon behind Basic; a blank belongs there.",
            Finding::Glued => "A blank is missing behind Basic.",
            Finding::Quoted => {
                "There are quotes around the base64. Take them off: they are sent along."
            }
            Finding::Wrapped => {
                "The base64 is broken by a blank or a line end. Join it: base64 -w0, or openssl base64 -A, writes one line."
            }
            Finding::CertificateLines => {
                "certutil put its BEGIN CERTIFICATE and END CERTIFICATE lines around the base64. Leave them out and join what is between."
            }
            Finding::UrlSafe => {
                "This is the URL-safe alphabet, with - and _. Basic uses the standard one, with + and /; many servers take nothing else."
            }
            Finding::PaddingLost => {
                "The = signs at the end are missing. Many servers refuse base64 without them."
            }
            Finding::NotEncoded => {
                "Id and secret stand here as they are. Apply base64 to the whole, id, colon and secret."
            }
            Finding::NotBase64 => {
                "This is not base64: it is cut off, or holds characters that base64 doesn't have."
            }
            Finding::NotText => {
                "The base64 gives bytes that are no text. It may be the secret alone, or a part of the base64 is missing."
            }
            Finding::Utf16 => {
                "The text was turned into UTF-16 before base64, so every second byte is zero. In PowerShell and .NET take Encoding.UTF8, not Encoding.Unicode."
            }
            Finding::ByteOrderMark => {
                "An invisible byte order mark stands before the id. Save the file, or make the text, as UTF-8 without one."
            }
            Finding::Latin1 => {
                "The characters outside ASCII are in Latin-1. Most servers expect UTF-8."
            }
            Finding::Twice => {
                "Base64 was applied twice. Apply it once; a library that asks for user and password does it by itself."
            }
            Finding::NoColon => {
                "There is no colon in it. Base64 has to be made of the id, a colon and the secret, joined."
            }
            Finding::CarriageReturn => {
                "There is a carriage return in it, usually from a file with Windows line ends. Strip it before base64."
            }
            Finding::LineEnd => {
                "There is a line end in it: echo adds one. Use printf %s or echo -n, and strip the end of what is read from a file."
            }
            Finding::Control => {
                "There is an invisible control character in it. Copy id and secret again."
            }
            Finding::QuotesInside => {
                "There are quotes around the id or the secret, encoded along with it. Take them off before base64."
            }
            Finding::BlankAround => {
                "There is a blank before or behind the id or the secret. Unless it belongs there, take it off before base64."
            }
            Finding::EmptyId => "The client id before the colon is empty.",
            Finding::EmptySecret => "The client secret behind the colon is empty.",
            Finding::Undefined => {
                "In place of the id or the secret stands what a program prints for a value that it doesn't have. Check that the setting is loaded under the name that the program asks for."
            }
            Finding::Placeholder => {
                "A placeholder or a variable stands where the value should be. Single quotes keep a shell from filling in variables."
            }
            Finding::EscapedTwice => {
                "It was percent-encoded twice: %25 stands where % belongs. Encode id and secret once."
            }
            Finding::PercentEscapes => {
                "There are percent-escapes in it. Servers that follow RFC 6749 decode them, others compare them as they are."
            }
            Finding::MalformedEscape => {
                "There is a % that begins no escape. Servers that decode refuse this; they want it as %25."
            }
            Finding::Plus => {
                "There is a + in it. Servers that follow RFC 6749 read it as a blank; they want it as %2B."
            }
            Finding::NonAscii => {
                "There are characters outside ASCII in it. Client ids and secrets hardly ever have any (RFC 6749, appendix A): look for letters that only look alike."
            }
            Finding::SecondColon => {
                "There is more than one colon. The id ends at the first; the others belong to the secret."
            }
        }
    }
}

/// Looks into an id and a secret joined by a colon, as base64 gives them or as they are handed to curl's `-u`.
pub fn inspect(text: &str, findings: &mut Vec<Finding>) {
    let halves = text.split_once(':');
    let (id, secret) = halves.unwrap_or((text, ""));
    let either = |test: fn(&str) -> bool| test(id) || test(secret);
    let paired = halves.is_some();
    let checks = [
        (text.contains('\r'), Finding::CarriageReturn),
        (text.contains('\n'), Finding::LineEnd),
        (text.contains(|char: char| char.is_control() && !"\r\n".contains(char)), Finding::Control),
        (quoted(text) || either(quoted), Finding::QuotesInside),
        (either(blank_around), Finding::BlankAround),
        (paired && id.trim().is_empty(), Finding::EmptyId),
        (paired && secret.trim().is_empty(), Finding::EmptySecret),
        (either(undefined), Finding::Undefined),
        (either(|half| !undefined(half) && is_placeholder(half.trim())), Finding::Placeholder),
        (text.contains("%25") && either(escaped_twice), Finding::EscapedTwice),
        (either(|half| escapes(half).0), Finding::PercentEscapes),
        (either(|half| escapes(half).1), Finding::MalformedEscape),
        (text.contains('+'), Finding::Plus),
        (!text.is_ascii(), Finding::NonAscii),
        (secret.contains(':'), Finding::SecondColon),
    ];
    findings.extend(checks.into_iter().filter(|(found, _)| *found).map(|(_, finding)| finding));
}

fn quoted(half: &str) -> bool {
    let half = half.trim();
    unquoted(half).is_some() && half.chars().count() > 1
}

fn blank_around(half: &str) -> bool {
    let half = half.trim_end_matches(['\r', '\n']);
    half.trim() != half
}

/// Whether a value is the word that a program prints for one that it does not have.
pub(crate) fn undefined(half: &str) -> bool {
    ["undefined", "null", "None", "nil", "NaN", "[object Object]"].contains(&half.trim())
}

/// Whether every `%` begins `%25` and two more hexadecimal digits.
fn escaped_twice(half: &str) -> bool {
    let mut escapes = half.split('%').skip(1).peekable();
    let twice = |rest: &str| {
        rest.strip_prefix("25").is_some_and(|rest| {
            rest.len() >= 2 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit())
        })
    };
    escapes.peek().is_some() && escapes.all(twice)
}

/// Whether there are percent-escapes, and whether there is a `%` that begins none.
fn escapes(text: &str) -> (bool, bool) {
    let mut found = (false, false);
    for part in text.split('%').skip(1) {
        let digits = part.bytes().take(2).filter(u8::is_ascii_hexdigit).count();
        if digits == 2 { found.0 = true } else { found.1 = true }
    }
    found
}

/// Where in an id and a secret joined by a colon a flaw stands; `None` for one that is not about a part of them.
pub fn place(pair: &str, flaw: Finding) -> Option<Range<usize>> {
    let colon = pair.find(':').unwrap_or(pair.len());
    let halves = [0..colon, (colon + 1).min(pair.len())..pair.len()];
    let half = |test: fn(&str) -> bool| {
        halves.iter().find(|half| pair.get((*half).clone()).is_some_and(test)).cloned()
    };
    let letter = |wanted: fn(char) -> bool| {
        let (at, letter) = pair.char_indices().find(|(_, letter)| wanted(*letter))?;
        Some(at..at + letter.len_utf8())
    };
    let words = |words: &str| pair.find(words).map(|at| at..at + words.len());
    match flaw {
        Finding::CarriageReturn => words("\r"),
        Finding::LineEnd => words("\n"),
        Finding::Control => letter(|letter| letter.is_control() && !"\r\n".contains(letter)),
        Finding::QuotesInside => letter(|letter| "\"'`“”‘’„«»".contains(letter)),
        Finding::BlankAround => {
            let half = half(blank_around)?;
            let text = pair.get(half.clone())?;
            let at = if text.starts_with(char::is_whitespace) { half.start } else { half.end - 1 };
            pair.get(at..=at).map(|_| at..at + 1)
        }
        Finding::EmptyId | Finding::EmptySecret => {
            pair.get(colon..=colon).map(|_| colon..colon + 1)
        }
        Finding::Undefined => half(undefined),
        Finding::Placeholder => half(|half| is_placeholder(half.trim())),
        Finding::EscapedTwice => words("%25"),
        Finding::PercentEscapes => words("%"),
        Finding::MalformedEscape => {
            let open = |at: usize| pair.get(at..at + 3).is_none_or(|escape| escapes(escape).1);
            let mut at = pair.match_indices('%').map(|(at, _)| at);
            at.find(|at| open(*at)).map(|at| at..at + 1)
        }
        Finding::Plus => words("+"),
        Finding::NonAscii => letter(|letter| !letter.is_ascii()),
        Finding::SecondColon => pair.rfind(':').map(|at| at..at + 1),
        _ => None,
    }
}
