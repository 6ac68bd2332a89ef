//! What is known of the shapes of a provider's ids and secrets, and values that have another one.

use super::{Mend, Part, Warning};
use crate::knowledge::{Format, Provider};
use crate::span::Span;

/// Whether each of the two is in the other's place, by the provider's formats or by an obvious shape.
pub(super) fn swapped(id: &str, secret: &str, provider: Option<&Provider>) -> bool {
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
pub(super) fn is_secret_id(secret: &str, provider: Option<&Provider>) -> bool {
    known(provider, "secret_id").any(|format| fits(secret, format))
        && !known(provider, "client_secret").any(|format| fits(secret, format))
}

/// Where a value has none of the shapes that the provider's own have: its beginning, its characters, its length. The
/// shapes are what was seen or documented, so this is worth a look and no more.
pub(super) fn unlike(part: Part, value: &str, provider: &Provider) -> Option<Warning> {
    let (of, what) = match part {
        Part::Id => ("client_id", "Client ids of "),
        Part::Secret => ("client_secret", "Client secrets of "),
    };
    let bare = value.trim();
    let formats = || known(Some(provider), of);
    let telling = |format: &Format| {
        !(format.prefix.is_empty() && format.alphabet.is_empty() && format.lengths.is_empty())
    };
    if !formats().all(telling) || formats().any(|format| fits(bare, format)) {
        return None;
    }
    let begins = |format: &&Format| bare.starts_with(format.prefix.as_str());
    let said = |words: &[&str], note: &str| {
        let words = [&[what, &provider.name], words, &[" ", note]].concat();
        words.concat().trim_end().to_owned()
    };
    let Some(format) = formats().find(begins) else {
        let format = formats().next()?;
        let message =
            said(&[" begin with `", &format.prefix, "`; this one does not."], &format.note);
        return Some(Warning::possible("format-beginning", message));
    };
    let outside = outside(value, format);
    if !outside.is_empty() {
        let message = said(&[" are made of `", &format.alphabet, "` alone."], &format.note);
        let mend =
            among(value, format).map(|mended| Mend::new("Write the look-alikes that fit", mended));
        return Some(Warning {
            at: outside,
            mend,
            ..Warning::possible("format-characters", message)
        });
    }
    let mut lengths = String::new();
    for length in &format.lengths {
        lengths.push_str(if lengths.is_empty() { "" } else { " or " });
        lengths.push_str(&length.to_string());
    }
    let own = bare.chars().count().to_string();
    let words = [" have ", &lengths, " characters; this one has ", &own, "."];
    Some(Warning::possible("format-length", said(&words, &format.note)))
}

/// Where the characters stand that a format does not have, neighbours in one span.
fn outside(value: &str, format: &Format) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    if format.alphabet.is_empty() {
        return spans;
    }
    let start = value.len() - value.trim_start().len() + format.prefix.len();
    let end = value.trim_end().len();
    for (at, char) in value.char_indices().filter(|(at, _)| (start..end).contains(at)) {
        if in_alphabet(char, &format.alphabet) {
            continue;
        }
        let char = Span::new(at, at + char.len_utf8());
        match spans.last_mut() {
            Some(last) if last.end == char.start => last.end = char.end,
            _ => spans.push(char),
        }
    }
    spans
}

/// Characters that are taken for each other when a value is read off a screen.
const ALIKE: [&str; 5] = ["Il1|", "Oo0", "S5", "Z2", "B8"];

/// The value with each character that the format does not have replaced by the one that looks like it; `None` where
/// one has no such twin, or two.
fn among(value: &str, format: &Format) -> Option<String> {
    let fits = |char: char| in_alphabet(char, &format.alphabet);
    let twin = |char: char| {
        if fits(char) {
            return Some(char);
        }
        let alike = ALIKE.iter().find(|alike| alike.contains(char))?;
        let mut twins = alike.chars().filter(|char| fits(*char));
        twins.next().filter(|_| twins.next().is_none())
    };
    let rest = value.trim().strip_prefix(format.prefix.as_str())?;
    let rest: Option<String> = rest.chars().map(twin).collect();
    Some([&format.prefix, rest?.as_str()].concat()).filter(|mended| self::fits(mended, format))
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
