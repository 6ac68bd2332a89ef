//! Mends of the Authorization header, and of the pair that curl makes one of.

use crate::basic::{self, Decoded, Finding, Form, decode, form_decoded};
use crate::knowledge::Decodes;

use super::Known;
use super::client;
use super::draft::{Draft, Item, Mark};

/// Names that people give the header instead of its own.
const MISNAMED: [&str; 4] = ["authentication", "authorisation", "authorization-header", "auth"];

/// `Authentication:` is called `Authorization:`.
pub(super) fn name(draft: &mut Draft, _: &Known) -> bool {
    if draft.header("authorization").is_some() {
        return false;
    }
    let wrong = |item: &&mut Item| MISNAMED.iter().any(|name| item.is(name));
    let Some(header) = draft.headers.iter_mut().find(wrong) else { return false };
    "Authorization".clone_into(&mut header.name);
    header.mark = Mark::All;
    draft.because("The header is called `Authorization`; servers look at no other name.")
}

/// A Basic header that no server reads, or that holds more than id and secret, is built again.
pub(super) fn rebuilt(draft: &mut Draft, _: &Known) -> bool {
    let Some(header) = draft.header("authorization") else { return false };
    if header.is_open() {
        return false;
    }
    let decoded = decode(&header.value);
    // With a colon behind it, the scheme would pass for an id.
    let colon = header.value.get(..7).is_some_and(|it| it.eq_ignore_ascii_case("bearer:"));
    let Some((id, secret)) = pair(draft, &decoded).filter(|_| !colon) else { return false };
    let built = basic::header(&id, &secret, Form::Raw);
    let value = built.expose();
    if header.value == value {
        return false;
    }
    let why = reason(&decoded);
    if let Some(header) = draft.header_mut("authorization") {
        header.set(value.to_owned());
    }
    draft.because(why)
}

/// Id and secret that the header was meant to hold; `None` where that is not known.
fn pair(draft: &Draft, decoded: &Decoded) -> Option<(String, String)> {
    let sent = |name: &str| draft.parameter(name).filter(|item| !item.is_open());
    let (id, secret) = (sent("client_id"), sent("client_secret"));
    let both = || Some((id?.value.clone(), secret?.value.clone()));
    let Some(text) = &decoded.text else { return both() };
    let text = cleaned(text.expose());
    let Some((left, right)) = text.split_once(':') else {
        // Without a colon it may be one half, or both joined: the parameters tell.
        let joined = id.and_then(|id| Some((id.value.clone(), text.strip_prefix(&id.value)?)));
        let joined = joined.map(|(id, rest)| (id, rest.trim_start_matches([' ', ';', ',', '|'])));
        return match joined {
            Some((id, rest)) if !rest.is_empty() => Some((id, rest.to_owned())),
            Some(_) => both(),
            None if secret.is_some_and(|secret| secret.value == text) => both(),
            None => id.map(|id| (id.value.clone(), text.to_owned())),
        };
    };
    let (left, right) = (cleaned(left), cleaned(right));
    if is_absent(left) || is_absent(right) {
        return both();
    }
    let visible = |half: &str| half.replace(char::is_control, "");
    Some((visible(left), visible(right)))
}

/// What a program prints for a value that it does not have.
pub(super) fn is_absent(half: &str) -> bool {
    matches!(half, "" | "undefined" | "null" | "None" | "nil" | "[object Object]")
}

const QUOTES: [(char, char); 4] = [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’')];

/// A value without what copying puts around it: blanks, line ends, quotes, invisible characters.
pub(super) fn cleaned(value: &str) -> &str {
    let outside = |char: char| {
        char.is_whitespace()
            || char.is_control()
            || matches!(char, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
    };
    let bare = value.trim_matches(outside);
    let inner = QUOTES.iter().find_map(|(open, close)| {
        bare.strip_prefix(*open)?.strip_suffix(*close).filter(|inner| !inner.is_empty())
    });
    // Quotes around each half are not quotes around the pair.
    inner.filter(|inner| !inner.contains(['"', '“', '”'])).unwrap_or(bare).trim_matches(outside)
}

/// What is said of a header that was built again, by the first of these that is wrong with it.
const REASONS: &[(Finding, &str)] = &[
    (
        Finding::OtherScheme,
        "The scheme is `Basic`: what stands behind it is the base64 of id and secret, not a token.",
    ),
    (Finding::NoColon, "Id and secret are joined by a colon before base64."),
    (Finding::Twice, "Base64 is applied once."),
    (Finding::NotEncoded, "Id and secret are encoded in base64."),
    (Finding::Utf16, "Id and secret are turned into bytes as UTF-8 before base64, not as UTF-16."),
    (
        Finding::Latin1,
        "Id and secret are turned into bytes as UTF-8 before base64, not as Latin-1.",
    ),
    (Finding::ByteOrderMark, "The invisible byte order mark before the id is gone."),
    (
        Finding::CarriageReturn,
        "The Windows line end behind the secret is gone; `tr -d '\\r\\n'` takes it away where the secret is read.",
    ),
    (
        Finding::LineEnd,
        "The line end behind the secret is gone; `printf %s` adds none, `echo` does.",
    ),
    (Finding::Control, "The control character that can't be seen is gone."),
    (Finding::QuotesInside, "The quotes are gone: they were encoded along with id and secret."),
    (
        Finding::BlankAround,
        "The blank beside id or secret is gone: it was encoded along with them.",
    ),
    (Finding::Quoted, "The quotes in the header are gone: they were sent along."),
    (Finding::CertificateLines, "The lines that `certutil` writes around base64 are gone."),
    (Finding::Wrapped, "The base64 is one word, without a blank or line end in it."),
    (Finding::SchemeColon, "Behind `Basic` stands a blank, no colon."),
    (Finding::Glued, "A blank stands behind `Basic`."),
    (Finding::UrlSafe, "The header is in the standard alphabet of base64, with `+` and `/`."),
    (Finding::PaddingLost, "The `=` at the end are there again."),
];

/// Why the header was built again.
fn reason(decoded: &Decoded) -> &'static str {
    let found = REASONS.iter().find(|(finding, _)| decoded.findings.contains(finding));
    found.map_or("The header is `Basic`, a blank, and the base64 of `id:secret`.", |(_, why)| why)
}

/// Blanks, quotes and line ends around the halves of curl's `-u`.
pub(super) fn user(draft: &mut Draft, _: &Known) -> bool {
    let Some(user) = &mut draft.user else { return false };
    if let Some(pair) = basic::pair_in_base64(&user.value).filter(|_| !user.is_open()) {
        user.set(cleaned(pair.expose()).to_owned());
        return draft
            .because("Behind `-u` stand id and secret as they are: curl encodes them by itself.");
    }
    let pair = cleaned(&user.value);
    let (id, secret) = pair.split_once(':').unwrap_or((pair, ""));
    let mut clean = cleaned(id).to_owned();
    if pair.contains(':') {
        clean.push(':');
        clean.push_str(cleaned(secret));
    }
    if clean == user.value {
        return false;
    }
    user.set(clean);
    draft.because(
        "Blanks, quotes and line ends around id and secret are gone: they were sent along.",
    )
}

/// Percent-encoding as this server reads it; where that is not known, fields of the body, which all read alike.
pub(super) fn encoding(draft: &mut Draft, known: &Known) -> bool {
    if encoding_known(draft, known) || draft.mended {
        return draft.mended;
    }
    let Some((id, secret)) = literal_pair(draft) else { return false };
    let open = format!("{id}{secret}").contains(['%', '+']) || !id.is_ascii() || !secret.is_ascii();
    if known.decodes() != Decodes::Unknown
        || !open
        || known.takes("client_secret_post") == Some(false)
    {
        return false;
    }
    client::to_body(draft, known)
        && draft.because(
            "Id and secret go into the body: with `%`, `+` or letters outside ASCII, servers read a Basic header in two ways, and the body in one.",
        )
}

/// Percent-encoding as this server reads it, where that is known.
pub(super) fn encoding_known(draft: &mut Draft, known: &Known) -> bool {
    let Some((id, secret)) = literal_pair(draft) else { return false };
    let (once_id, once_secret) = once(id.clone(), secret.clone());
    let twice = (&once_id, &once_secret) != (&id, &secret);
    let decoded = || Some((form_decoded(&once_id)?, form_decoded(&once_secret)?));
    let escaped = [&id, &secret].iter().any(|half| half.contains('%'));
    let special = |half: &String| half.contains(['%', '+']) || !half.is_ascii();
    let (pair, why) = match (known.decodes(), decoded()) {
        (Decodes::No, Some(plain)) if escaped => {
            (plain, "Id and secret are not percent-encoded: this server compares them as they are.")
        }
        (Decodes::Yes, _) if twice => {
            ((once_id, once_secret), "Id and secret are percent-encoded once.")
        }
        (Decodes::Yes, plain)
            if [&id, &secret].into_iter().any(special) && !(escaped && plain.is_some()) =>
        {
            (
                (
                    basic::encode(&id, Form::Minimal).expose().to_owned(),
                    basic::encode(&secret, Form::Minimal).expose().to_owned(),
                ),
                "Id and secret are percent-encoded before base64: this server decodes them.",
            )
        }
        _ => return false,
    };
    if pair == (id, secret) {
        return false;
    }
    set_pair(draft, &pair.0, &pair.1);
    draft.because(why)
}

/// Id and secret without the second layer of percent-encoding, if they have two.
pub(super) fn once(id: String, secret: String) -> (String, String) {
    let mut findings = Vec::new();
    basic::inspect(&[id.as_str(), ":", &secret].concat(), &mut findings);
    if !findings.contains(&Finding::EscapedTwice) {
        return (id, secret);
    }
    form_decoded(&id).zip(form_decoded(&secret)).unwrap_or((id, secret))
}

/// Id and secret of the Basic header or of `-u`, as base64 holds them, if they stand there for all to read.
pub(super) fn literal_pair(draft: &Draft) -> Option<(String, String)> {
    if let Some(user) = &draft.user {
        let (id, secret) = user.value.split_once(':')?;
        return (!user.is_open()).then(|| (id.to_owned(), secret.to_owned()));
    }
    let header = draft.header("authorization").filter(|header| !header.is_open())?;
    let scheme = header.value.split(' ').next().unwrap_or("");
    let pair = decode(&header.value).plain.filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    Some((pair.id, pair.secret.expose().to_owned()))
}

/// Gives the Basic header, or `-u`, another id and secret.
pub(super) fn set_pair(draft: &mut Draft, id: &str, secret: &str) {
    if let Some(user) = &mut draft.user {
        user.set([id, ":", secret].concat());
    } else if let Some(header) = draft.header_mut("authorization") {
        header.set(basic::header(id, secret, Form::Raw).expose().to_owned());
    }
}

/// The header of a call of an API: `Bearer`, a blank, and the token.
pub(super) fn bearer(draft: &mut Draft, _: &Known) -> bool {
    let Some(header) = draft.header("authorization") else { return false };
    let mut token = cleaned(&header.value);
    let mut schemes = 0;
    while let Some(rest) = token
        .split_at_checked(6)
        .filter(|(scheme, rest)| {
            scheme.eq_ignore_ascii_case("bearer")
                && (rest.starts_with([' ', ':', '=']) || rest.starts_with("eyJ"))
        })
        .map(|(_, rest)| rest.trim_start_matches([' ', ':', '=']))
    {
        token = cleaned(rest);
        schemes += 1;
    }
    // A token that is sent as the credentials of Basic.
    if let Some((scheme, rest)) = token.split_once(' ')
        && scheme.eq_ignore_ascii_case("basic")
        && rest.starts_with("eyJ")
        && rest.contains('.')
    {
        token = cleaned(rest);
        schemes += 1;
    }
    let bare = schemes == 0 && token.len() > 19 && !token.contains([' ', ',', '=', ':']);
    let value = format!("Bearer {token}");
    // At a token endpoint the client authenticates; a bearer token is for an API.
    let asks = draft.parameter("grant_type").is_some();
    if asks || schemes == 0 && !bare || value.eq_ignore_ascii_case(&header.value) {
        return false;
    }
    if let Some(header) = draft.header_mut("authorization") {
        header.set(value);
    }
    draft.because("The header is `Bearer`, one blank, and the token as it is.")
}
