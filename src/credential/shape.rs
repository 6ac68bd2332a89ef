//! Values that are not what belongs in the field, judged by their shape as a whole.

use super::{Mend, Part, Warning, format};
use crate::basic::{form_decoded, from_base64, pair_in_base64};
use crate::knowledge::Provider;
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
    let bare = value.trim();
    let mut found = Vec::new();
    if is_mask(bare) {
        found.push(Warning::certain("masked", MASKED));
    } else if let Some(kind) = placeholder(bare) {
        let certain = kind == Placeholder::Marked;
        found.push(Warning { certain, ..Warning::certain("placeholder", PLACEHOLDER) });
    } else {
        found.extend(copied(part, bare, id));
        if bare == other.trim() {
            found.push(Warning::possible("same", SAME));
        } else if format::swapped(id.trim(), secret.trim(), provider) {
            let mut mend = Mend::new("Swap id and secret", other.to_owned());
            mend.other = Some(Secret::new(value.to_owned()));
            found.push(Warning { mend: Some(mend), ..Warning::possible("swapped", SWAPPED) });
        } else if part == Part::Secret && format::is_secret_id(bare, provider) {
            found.push(Warning::certain("secret-id", SECRET_ID));
        }
        if found.is_empty() {
            found.extend(provider.and_then(|provider| format::unlike(part, value, provider)));
        }
    }
    for warning in found.iter_mut().filter(|warning| warning.at.is_empty()) {
        warning.at.push(Span::new(0, value.len()));
    }
    found
}

/// What was copied along with the value, or in its place.
fn copied(part: Part, bare: &str, id: &str) -> Vec<Warning> {
    let with = |warning: Warning, label, value: &str| {
        let mend = Some(Mend::new(label, value.to_owned()));
        Warning { mend, ..warning }
    };
    let mut found = Vec::new();
    if let Some(inner) = quoted(bare) {
        found.push(with(Warning::certain("quotes", QUOTES), "Remove the quotes", inner));
    }
    if let Some(pair) = copied_pair(part, bare, id) {
        found.push(pair);
    } else if let Some(rest) = without_scheme(bare) {
        let label = "Keep only what is behind the word";
        found.push(with(Warning::certain("scheme", SCHEME), label, rest));
    } else if is_hash(bare) {
        found.push(Warning::certain("hash", HASH));
    } else if let Some(text) = text_in_base64(bare) {
        let warning = Warning::possible("encoded", ENCODED);
        found.push(with(warning, "Take it out of the base64", text.expose().trim()));
    }
    if let Some(decoded) = escaped(bare) {
        let warning = Warning::possible("percent-escapes", ESCAPES);
        found.push(with(warning, "Undo the percent-encoding", &decoded));
    }
    found
}

/// Dots or stars that a page shows in place of a value, or of all but its ends.
fn is_mask(value: &str) -> bool {
    let masked = |char| matches!(char, '*' | '•' | '●' | '∙' | '·' | '⬤' | '…' | '.');
    let all = value.chars().count() >= 3 && value.chars().all(masked);
    all || ["****", "••••", "●●●●"].iter().any(|dots| value.contains(dots))
}

/// What a server stores of a secret in place of it: the names and beginnings of password hashes.
fn is_hash(value: &str) -> bool {
    const BEGINNINGS: [&str; 17] = [
        "$2a$",
        "$2b$",
        "$2y$",
        "$argon2",
        "$pbkdf2",
        "$scrypt$",
        "$1$",
        "$5$",
        "$6$",
        "$apr1$",
        "pbkdf2_sha",
        "pbkdf2:sha",
        "scrypt:",
        "{bcrypt}",
        "{pbkdf2",
        "{SSHA",
        "{SHA",
    ];
    value.len() >= 20 && BEGINNINGS.iter().any(|beginning| value.starts_with(beginning))
}

/// The text that a value is the base64 of. Random letters and digits give bytes that hardly ever are a text, so twelve
/// of them that are one are no chance.
fn text_in_base64(value: &str) -> Option<Secret> {
    if value.len() < 12 || !value.len().is_multiple_of(4) {
        return None;
    }
    let (bytes, url_safe, _) = from_base64(value)?;
    let text = Secret::new(String::from_utf8(bytes).ok()?);
    let bare = text.expose().trim_end_matches(['\r', '\n']);
    let plain = bare.len() >= 8 && bare.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    (plain && !url_safe).then(|| text.clone())
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
fn copied_pair(part: Part, value: &str, id: &str) -> Option<Warning> {
    let apart = |warning: Warning, (id, secret): (&str, &str)| {
        let (own, other) = if part == Part::Id { (id, secret) } else { (secret, id) };
        let mut mend = Mend::new("Put id and secret into their fields", own.to_owned());
        mend.other = Some(Secret::new(other.to_owned()));
        Warning { mend: Some(mend), ..warning }
    };
    let credentials = without_scheme(value).unwrap_or(value);
    if let Some(pair) = pair_in_base64(credentials) {
        let pair = pair.expose().trim_end().split_once(':')?;
        return Some(apart(Warning::certain("encoded-pair", ENCODED_PAIR), pair));
    }
    let rest =
        (part == Part::Secret && !id.is_empty()).then(|| value.strip_prefix(id)).flatten()?;
    let secret = rest.strip_prefix(':').filter(|secret| !secret.is_empty())?;
    Some(apart(Warning::certain("pair", PAIR), (id, secret)))
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
const HASH: &str = "This is the hash that a server keeps of a secret, not the secret: it can't be turned back. Take \
the secret from where it was made, or make a new one.";
const ENCODED: &str = "This is base64 of a text, as Kubernetes and some settings keep secrets. Unless it was issued like \
this, the text itself is the secret.";
const ESCAPES: &str = "It looks percent-encoded already. Put it in as it was issued; it is encoded where \
that is needed.";
const SAME: &str = "Id and secret are the same. One of the two was copied twice.";
const SWAPPED: &str = "Id and secret seem to have changed places: each has the shape of the other.";
const SECRET_ID: &str = "This has the shape of the secret's id, not of the secret. The console lists both; \
the secret itself is shown only once, when it is made.";
