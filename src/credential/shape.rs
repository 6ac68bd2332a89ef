//! Values that are not what belongs in the field, judged by their shape as a whole.

use super::{Part, Warning};
use crate::basic::{form_decoded, pair_in_base64};
use crate::knowledge::{Format, Provider};
use crate::secret::Secret;
use crate::span::Span;

/// What the shape of an id or a secret gives reason to say.
pub(super) fn warnings(
    part: Part,
    id: &str,
    secret: &str,
    provider: Option<&Provider>,
) -> Vec<Warning> {
    let (value, other) = match part {
        Part::Id => (id, secret),
        Part::Secret => (secret, id),
    };
    let whole = |id, certain, message, mended: Option<String>| {
        let at = vec![Span::new(0, value.len())];
        Warning { id, certain, message, at, mended: mended.map(Secret::new) }
    };
    let bare = value.trim();
    let mut found = Vec::new();
    if is_mask(bare) {
        found.push(whole("masked", true, MASKED, None));
        return found;
    }
    if let Some(kind) = placeholder(bare) {
        found.push(whole("placeholder", kind == Placeholder::Marked, PLACEHOLDER, None));
        return found;
    }
    if let Some(inner) = quoted(bare) {
        found.push(whole("quotes", true, QUOTES, Some(inner.to_owned())));
    }
    if let Some(pair) = copied_pair(part, bare, id) {
        found.push(whole(pair.0, true, pair.1, pair.2));
    } else if let Some(rest) = without_scheme(bare) {
        found.push(whole("scheme", true, SCHEME, Some(rest.to_owned())));
    }
    if let Some(decoded) = escaped(bare) {
        found.push(whole("percent-escapes", false, ESCAPES, Some(decoded)));
    }
    if bare == other.trim() {
        found.push(whole("same", false, SAME, None));
    } else if swapped(id.trim(), secret.trim(), provider) {
        found.push(whole("swapped", false, SWAPPED, None));
    } else if part == Part::Secret && is_secret_id(bare, provider) {
        found.push(whole("secret-id", true, SECRET_ID, None));
    }
    found
}

/// Dots or stars that a page shows in place of a value.
fn is_mask(value: &str) -> bool {
    let masked = |char| matches!(char, '*' | '•' | '●' | '∙' | '·' | '⬤' | '…' | '.');
    value.chars().count() >= 3 && value.chars().all(masked)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Placeholder {
    /// Brackets or words that no value is made of.
    Marked,
    /// Words that a chosen value could be made of, too.
    Worded,
}

/// Whether the text is an example's stand-in for a value, or a variable that nobody filled in.
pub(crate) fn is_placeholder(value: &str) -> bool {
    placeholder(value) == Some(Placeholder::Marked)
}

fn placeholder(value: &str) -> Option<Placeholder> {
    const BRACKETS: [(&str, &str); 8] = [
        ("<", ">"),
        ("{{", "}}"),
        ("${", "}"),
        ("$(", ")"),
        ("{", "}"),
        ("[", "]"),
        ("%", "%"),
        ("__", "__"),
    ];
    let within = |&(open, close): &(&str, &str)| value.strip_prefix(open)?.strip_suffix(close);
    let inner = BRACKETS.iter().find_map(within).or_else(|| value.strip_prefix('$'));
    let name =
        |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '.' | ' ' | ':');
    if inner.is_some_and(|inner| !inner.is_empty() && inner.chars().all(name) && has_word(inner)) {
        return Some(Placeholder::Marked);
    }
    let letters: String = value
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|char| char.to_ascii_lowercase())
        .collect();
    if letters.len() >= 3 && letters.bytes().all(|byte| byte == b'x') {
        return Some(Placeholder::Marked);
    }
    // `XCLIENTIDX`: an example's way to make a word stand out.
    let unframed = letters.strip_prefix('x').and_then(|rest| rest.strip_suffix('x'));
    let (words, telling) = words(unframed.unwrap_or(&letters)).or_else(|| words(&letters))?;
    match (words, telling || unframed.is_some()) {
        (_, true) => Some(Placeholder::Marked),
        (2.., false) => Some(Placeholder::Worded),
        _ => None,
    }
}

/// Three letters in a row: what a name has and punctuation around a value hasn't.
fn has_word(text: &str) -> bool {
    text.split(|char: char| !char.is_ascii_alphabetic()).any(|word| word.len() >= 2)
}

/// How many of an example's words the letters are made of, and whether one of them is found in examples
/// alone; `None` if something else remains.
fn words(mut letters: &str) -> Option<(usize, bool)> {
    const TELLING: [&str; 13] = [
        "your",
        "changeme",
        "change",
        "replace",
        "insert",
        "enter",
        "placeholder",
        "example",
        "here",
        "todo",
        "dummy",
        "redacted",
        "goes",
    ];
    const OTHERS: [&str; 24] = [
        "credentials",
        "encoded",
        "base64",
        "client",
        "application",
        "consumer",
        "identifier",
        "secret",
        "oauth2",
        "oauth",
        "value",
        "with",
        "key",
        "app",
        "api",
        "the",
        "own",
        "my",
        "this",
        "it",
        "id",
        "me",
        "in",
        "a",
    ];
    let (mut count, mut telling) = (0, false);
    while !letters.is_empty() {
        let strip = |list: &[&str]| list.iter().find_map(|word| letters.strip_prefix(word));
        if let Some(rest) = strip(&TELLING) {
            telling = true;
            letters = rest;
        } else {
            letters = strip(&OTHERS)?;
        }
        count += 1;
    }
    (count > 0).then_some((count, telling))
}

/// The value within straight quotes.
fn quoted(value: &str) -> Option<&str> {
    ['"', '\'', '`']
        .iter()
        .find_map(|&quote| value.strip_prefix(quote)?.strip_suffix(quote))
        .filter(|inner| !inner.is_empty())
}

/// Id and secret copied together, as they are or in base64, with or without the scheme.
fn copied_pair(
    part: Part,
    value: &str,
    id: &str,
) -> Option<(&'static str, &'static str, Option<String>)> {
    let half = |pair: &str| {
        let (id, secret) = pair.trim_end().split_once(':')?;
        Some(if part == Part::Id { id.to_owned() } else { secret.to_owned() })
    };
    let credentials = without_scheme(value).unwrap_or(value);
    if let Some(pair) = pair_in_base64(credentials) {
        return Some(("encoded-pair", ENCODED_PAIR, half(pair.expose())));
    }
    let rest =
        (part == Part::Secret && !id.is_empty()).then(|| value.strip_prefix(id)).flatten()?;
    let secret = rest.strip_prefix(':').filter(|secret| !secret.is_empty())?;
    Some(("pair", PAIR, Some(secret.to_owned())))
}

fn without_scheme(value: &str) -> Option<&str> {
    let (scheme, rest) = value.split_once([' ', ':'])?;
    let known = ["basic", "bearer", "authorization", "client_id", "client_secret"];
    let rest = rest.trim();
    (known.iter().any(|name| scheme.eq_ignore_ascii_case(name)) && !rest.is_empty())
        .then(|| without_scheme(rest).unwrap_or(rest))
}

/// The value without its percent-escapes, if every `%` in it begins one that a value would need.
fn escaped(value: &str) -> Option<String> {
    if !value.contains('%') || value.contains(['+', ' ']) {
        return None;
    }
    let decoded = form_decoded(value)?;
    decoded.chars().all(|char| matches!(char, ' '..='~')).then_some(decoded)
}

/// Whether each of the two is in the other's place, by the provider's formats or by an obvious shape.
fn swapped(id: &str, secret: &str, provider: Option<&Provider>) -> bool {
    if id.is_empty() || secret.is_empty() {
        return false;
    }
    let fits = |value, of| known(provider, of).any(|format| fits(value, format));
    let told = |of| {
        known(provider, of).any(|format| !format.prefix.is_empty() || !format.lengths.is_empty())
    };
    let (id_for_secret, secret_for_id) = (fits(id, "client_secret"), fits(secret, "client_id"));
    if told("client_id") && secret_for_id && !fits(id, "client_id") {
        return true;
    }
    if told("client_secret")
        && id_for_secret
        && !fits(secret, "client_secret")
        && !fits(id, "client_id")
    {
        return true;
    }
    // Shapes of ids and secrets that no provider uses for the other of the two.
    let is_id = |value: &str| value.ends_with(".apps.googleusercontent.com") || is_okta_id(value);
    let is_secret = |value: &str| value.starts_with("GOCSPX-") || value.starts_with("gloas-");
    (is_id(secret) && !is_id(id))
        || (is_secret(id) && !is_secret(secret))
        || (is_guid(secret)
            && !is_guid(id)
            && id.len() >= 32
            && known(provider, "secret_id").next().is_none())
}

/// Whether a secret has the shape of the id that the provider lists beside each secret.
fn is_secret_id(secret: &str, provider: Option<&Provider>) -> bool {
    known(provider, "secret_id").any(|format| fits(secret, format))
        && !known(provider, "client_secret").any(|format| fits(secret, format))
}

fn known<'p>(provider: Option<&'p Provider>, of: &'p str) -> impl Iterator<Item = &'p Format> {
    provider
        .into_iter()
        .flat_map(|provider| &provider.formats)
        .filter(move |format| format.of == of)
}

/// Whether a value has the known prefix, one of the known lengths and only known characters. A format
/// that knows none of these fits nothing.
fn fits(value: &str, format: &Format) -> bool {
    let known =
        !(format.prefix.is_empty() && format.alphabet.is_empty() && format.lengths.is_empty());
    let length = || u16::try_from(value.chars().count()).ok();
    let Some(rest) = value.strip_prefix(format.prefix.as_str()) else { return false };
    known
        && (format.lengths.is_empty()
            || length().is_some_and(|length| format.lengths.contains(&length)))
        && (format.alphabet.is_empty()
            || rest.chars().all(|char| in_alphabet(char, &format.alphabet)))
}

/// Whether ranges like `A-Za-z0-9_-` hold the character; a `-` at either end stands for itself.
fn in_alphabet(char: char, alphabet: &str) -> bool {
    let mut rest = alphabet.chars();
    while let Some(first) = rest.next() {
        let mut ahead = rest.clone();
        let range = (ahead.next() == Some('-')).then(|| ahead.next()).flatten();
        if let Some(last) = range {
            rest = ahead;
            if (first..=last).contains(&char) {
                return true;
            }
        } else if first == char {
            return true;
        }
    }
    false
}

fn is_okta_id(value: &str) -> bool {
    value.len() == 20
        && value.starts_with("0oa")
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_guid(value: &str) -> bool {
    value.len() == 36
        && value.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

const MASKED: &str = "These are the dots or stars that stand for the value, not the value. Use the copy or \
reveal button where it was issued, or make a new secret.";
const PLACEHOLDER: &str = "This looks like an example's placeholder. Put in the value that was issued for \
your client.";
const QUOTES: &str = "Quotes were copied along. They don't belong to the value.";
const SCHEME: &str =
    "A word from a header or a setting was copied along. Keep only the value behind it.";
const ENCODED_PAIR: &str = "This is base64 of an id and a secret, joined by a colon. Here each goes into a \
field of its own, as it is.";
const PAIR: &str = "Id and secret stand here together. Keep only what comes behind the colon.";
const ESCAPES: &str = "It looks percent-encoded already. Put it in as it was issued; it is encoded where \
that is needed.";
const SAME: &str = "Id and secret are the same. One of the two was copied twice.";
const SWAPPED: &str = "Id and secret seem to have changed places: each has the shape of the other.";
const SECRET_ID: &str = "This has the shape of the secret's id, not of the secret. The console lists both; \
the secret itself is shown only once, when it is made.";
