//! The Basic header of an OAuth client: its three encodings, which of them to send, and decoding a pasted one.

mod decode;
mod finding;
mod place;

pub use decode::{Decoded, Pair, decode, read_pair};
pub(crate) use decode::{form_decoded, from_base64, pair_in_base64};
pub(crate) use finding::undefined as is_undefined;
pub use finding::{Finding, inspect, place as place_in_pair};
pub use place::place;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroize;

use crate::knowledge::Decodes;
use crate::secret::Secret;

/// How id and secret are encoded before they are joined by a colon and base64 is applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// As they are (RFC 7617), what `curl -u` sends.
    #[default]
    Raw,
    /// Form-encoded, letters, digits and `-._~` kept (RFC 6749, section 2.3.1 as most libraries do it).
    Minimal,
    /// Form-encoded, only letters and digits kept (oauth4webapi, openid-client 6).
    Strict,
}

/// One header and the forms that give exactly these bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The forms, in the order of [`Form`].
    pub forms: Vec<Form>,
    /// The id and secret as joined by this form, the secret still recognisable.
    pub pair: Secret,
    /// The header's value: `Basic ` and the base64.
    pub header: Secret,
}

/// The header in every form, forms with the same bytes merged: one to three, raw first.
pub fn variants(id: &str, secret: &str) -> Vec<Variant> {
    let mut found: Vec<Variant> = Vec::new();
    for form in [Form::Raw, Form::Minimal, Form::Strict] {
        let pair = pair(id, secret, form);
        if let Some(same) = found.iter_mut().find(|variant| variant.pair == pair) {
            same.forms.push(form);
        } else {
            let header = header_of(&pair);
            found.push(Variant { forms: vec![form], pair, header });
        }
    }
    found
}

/// The header's value in one form: `Basic ` and the base64.
///
/// ```
/// use token_triage::basic::{Form, header};
/// // RFC 7617, section 2.
/// assert_eq!(header("Aladdin", "open sesame", Form::Raw).expose(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
/// ```
pub fn header(id: &str, secret: &str, form: Form) -> Secret {
    header_of(&pair(id, secret, form))
}

/// An id or a secret as this form writes it, before the colon and base64: what to type where a tool
/// makes the header from the two by itself.
///
/// ```
/// use token_triage::basic::{Form, encode};
/// // RFC 6749, appendix B.
/// assert_eq!(encode(" %&+£€", Form::Minimal).expose(), "+%25%26%2B%C2%A3%E2%82%AC");
/// ```
pub fn encode(value: &str, form: Form) -> Secret {
    Secret::new(encoded(value, form))
}

fn pair(id: &str, secret: &str, form: Form) -> Secret {
    let mut pair = encoded(id, form);
    pair.push(':');
    pair.push_str(encode(secret, form).expose());
    Secret::new(pair)
}

fn header_of(pair: &Secret) -> Secret {
    let mut header = "Basic ".to_owned();
    STANDARD.encode_string(pair.expose(), &mut header);
    Secret::new(header)
}

/// The header of id and secret as they are, in Latin-1; `None` where UTF-8 gives the same bytes or Latin-1 lacks a
/// letter. RFC 7617, section 2 leaves the charset open: curl and browsers send UTF-8, Python's requests this one.
///
/// ```
/// use token_triage::basic::latin1;
/// // Python: requests.auth._basic_auth_str("test", "123£")
/// assert_eq!(latin1("test", "123£").unwrap().expose(), "Basic dGVzdDoxMjOj");
/// assert_eq!(latin1("test", "123€"), None);
/// ```
pub fn latin1(id: &str, secret: &str) -> Option<Secret> {
    let pair = pair(id, secret, Form::Raw);
    if pair.expose().is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> =
        pair.expose().chars().map(|letter| u8::try_from(letter).ok()).collect();
    let mut bytes = bytes?;
    let mut header = "Basic ".to_owned();
    STANDARD.encode_string(&bytes, &mut header);
    bytes.zeroize();
    Some(Secret::new(header))
}

fn encoded(value: &str, form: Form) -> String {
    match form {
        Form::Raw => value.to_owned(),
        Form::Minimal => form_encoded(value, is_unreserved),
        Form::Strict => form_encoded(value, |byte| byte.is_ascii_alphanumeric()),
    }
}

/// Letters, digits and `-._~` (RFC 3986, section 2.3): what nobody needs to encode.
pub(crate) fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// `application/x-www-form-urlencoded` as RFC 6749, appendix B writes it: UTF-8, a blank is `+`.
pub(crate) fn form_encoded(value: &str, keep: impl Fn(u8) -> bool) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit =
        |nibble: u8| DIGITS.get(usize::from(nibble)).map_or('0', |&digit| char::from(digit));
    // Room for the longest result, so that no copy of a secret is left behind by growing.
    let mut encoded = String::with_capacity(value.len() * 3);
    for byte in value.bytes() {
        if byte == b' ' {
            encoded.push('+');
        } else if keep(byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(digit(byte >> 4));
            encoded.push(digit(byte & 15));
        }
    }
    encoded
}

/// What to send to a server of which is known whether it decodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// The form to send; `None` where no form is safe.
    pub form: Option<Form>,
    /// Whether that form works with decoding and non-decoding servers alike.
    pub works_everywhere: bool,
    /// The characters that make the difference, in the order of their first use: those that servers
    /// read in two ways or, if there is none, those that the other forms would change.
    pub characters: Vec<char>,
    /// One or two sentences: which form, why, and the way out by `client_secret_post` where none is safe.
    pub reason: &'static str,
}

/// The rule of which form to send: exact for printable ASCII.
///
/// A decoding server changes nothing but `%` and `+`, so everything else is safe as it is. Encoding is
/// safe nowhere else: a server that doesn't decode compares the escapes themselves.
pub fn recommend(id: &str, secret: &str, decodes: Decodes) -> Recommendation {
    let colon = id.contains(':');
    let both = || id.chars().chain(secret.chars());
    let outside = both().any(|char| !matches!(char, ' '..='~'));
    let escapes = both().any(|char| matches!(char, '%' | '+'));
    let (form, reason) = match (decodes, colon, outside, escapes) {
        (_, false, false, false) => (Some(Form::Raw), SAFE),
        (Decodes::Yes, true, ..) => (Some(Form::Minimal), COLON_DECODED),
        (Decodes::Yes, _, true, _) => (Some(Form::Minimal), OUTSIDE_DECODED),
        (Decodes::Yes, ..) => (Some(Form::Minimal), ESCAPES_DECODED),
        (Decodes::No, true, ..) => (None, COLON_KEPT),
        (Decodes::Unknown, true, ..) => (Some(Form::Minimal), COLON_UNKNOWN),
        (_, _, true, _) => (None, OUTSIDE_UNKNOWN),
        (Decodes::No, ..) => (Some(Form::Raw), ESCAPES_KEPT),
        (Decodes::Unknown, ..) => (None, ESCAPES_UNKNOWN),
    };
    let works_everywhere = !(colon || outside || escapes);
    let matters = |char: char, in_id: bool| {
        if works_everywhere {
            !char.is_ascii_alphanumeric()
        } else {
            matches!(char, '%' | '+') || !matches!(char, ' '..='~') || (in_id && char == ':')
        }
    };
    let mut characters = Vec::new();
    let marked =
        id.chars().map(|char| (char, true)).chain(secret.chars().map(|char| (char, false)));
    for (char, in_id) in marked {
        if matters(char, in_id) && !characters.contains(&char) {
            characters.push(char);
        }
    }
    Recommendation { form, works_everywhere, characters, reason }
}

const SAFE: &str = "Send id and secret as they are. Nothing in them changes when a server percent-decodes, \
so this works whether it does or not.";
const COLON_DECODED: &str = "Send the encoded form. Basic ends the id at the first colon, so the colon in \
this id has to travel as %3A, and this server decodes it.";
const COLON_KEPT: &str = "Basic can't carry this id: it ends at the first colon, and this server doesn't \
decode %3A. Send id and secret as form fields (client_secret_post).";
const COLON_UNKNOWN: &str = "Only the encoded form can work, and only if the server decodes it: Basic ends \
the id at the first colon. Form fields (client_secret_post) work either way.";
const OUTSIDE_DECODED: &str = "Send the encoded form. It is plain ASCII on the way, and this server decodes \
it as UTF-8.";
const OUTSIDE_UNKNOWN: &str = "There is a character outside printable ASCII, and servers disagree on how to \
read it in a Basic header. Send id and secret as form fields (client_secret_post), or get a new secret.";
const ESCAPES_DECODED: &str = "Send the encoded form. This server decodes id and secret, so a plain + would \
become a blank and a plain % would be read as the start of an escape.";
const ESCAPES_KEPT: &str = "Send id and secret as they are. This server compares what base64 gives and \
decodes nothing further.";
const ESCAPES_UNKNOWN: &str = "With % or + no form is right for every server: decoding ones need the encoded \
form, the others the plain one. Form fields (client_secret_post) work with both, or try one after the other.";

#[cfg(test)]
mod tests;
