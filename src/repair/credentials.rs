//! Mends of id and secret themselves, wherever they are sent.

use crate::basic::form_decoded;
use crate::credential::{self, Part, Warning};
use crate::exchange::{BodyEncoding, Place, RequestForm};

use super::Known;
use super::draft::{Draft, Item};
use super::header::{literal_pair, set_pair};

/// Id and secret in each other's place.
pub(super) fn swapped(draft: &mut Draft, known: &Known) -> bool {
    let provider = known.provider();
    let is_swapped = |id: &str, secret: &str| {
        [Part::Id, Part::Secret].iter().any(|part| {
            credential::warnings(*part, id, secret, provider)
                .iter()
                .any(|warning| warning.id == "swapped")
        })
    };
    let why = "Id and secret change places: each has the shape of the other.";
    if let Some((id, secret)) = literal_pair(draft).filter(|(id, secret)| is_swapped(id, secret)) {
        set_pair(draft, &secret, &id);
        return draft.because(why);
    }
    let (id, secret) = of_body(draft);
    if id.is_empty() || secret.is_empty() || !draft.is_form() || !is_swapped(&id, &secret) {
        return false;
    }
    set_value(draft, "client_id", &secret);
    set_value(draft, "client_secret", &id);
    draft.because(why)
}

/// `client_id` and `client_secret`; empty where there is none.
fn of_body(draft: &Draft) -> (String, String) {
    (draft.value("client_id").to_owned(), draft.value("client_secret").to_owned())
}

fn set_value(draft: &mut Draft, name: &str, value: &str) {
    for item in draft.parameters.iter_mut().filter(|item| item.name == name) {
        item.set(value.to_owned());
    }
}

/// How a mended half is sent, by the warning that it had.
const SENT: &[(&str, &str)] = &[
    ("line-end", "without the line end that was copied along"),
    ("inner-line-end", "in one piece, without the line end inside"),
    ("blank-around", "without the blank that was copied along"),
    ("quotes", "without the quotes around it"),
    ("invisible", "without the characters in it that can't be seen"),
    ("control", "without the characters in it that can't be seen"),
    ("typographic", "with the plain signs in place of typographic ones"),
    ("foreign-look-alike", "with Latin letters in place of those that only look like them"),
    ("scheme", "without the word before it"),
    ("encoded-pair", "alone: the other half and base64 don't belong there"),
    ("pair", "alone: the id before the colon doesn't belong there"),
    ("percent-escapes", "percent-encoded once"),
];

/// What surely does not belong to id and secret: blanks, quotes, line ends, characters that are not what they seem,
/// what was copied along with them.
pub(super) fn trimmed(draft: &mut Draft, known: &Known) -> bool {
    if let Some((mut id, mut secret)) = literal_pair(draft) {
        let found = [Part::Id, Part::Secret]
            .map(|part| clean(part, &mut id, &mut secret, known, |warning| warning.certain));
        if found.iter().any(|why| !why.is_empty()) {
            set_pair(draft, &id, &secret);
            for why in found.iter().flatten() {
                draft.because(why);
            }
        }
    }
    if !draft.is_form() {
        return draft.mended;
    }
    let (mut id, mut secret) = of_body(draft);
    for (part, name) in [(Part::Id, "client_id"), (Part::Secret, "client_secret")] {
        if draft.parameter(name).is_none_or(Item::is_open) {
            continue;
        }
        let escaped = draft.encoding == BodyEncoding::Form && known.told;
        let counts =
            |warning: &Warning| warning.certain || escaped && warning.id == "percent-escapes";
        let why = clean(part, &mut id, &mut secret, known, counts);
        if !why.is_empty() {
            set_value(draft, name, if part == Part::Id { &id } else { &secret });
            for why in &why {
                draft.because(why);
            }
        }
    }
    draft.mended
}

/// Takes what does not belong to a half away, one thing after the other, and says what that was.
fn clean(
    part: Part,
    id: &mut String,
    secret: &mut String,
    known: &Known,
    counts: impl Fn(&Warning) -> bool,
) -> Vec<String> {
    let mut why = Vec::new();
    // Each round takes one thing away; there are no more things than this.
    for _ in SENT {
        let warnings = credential::warnings(part, id, secret, known.provider());
        let mut counted = warnings.into_iter().filter(|warning| counts(warning));
        let found = counted.find_map(|warning| {
            let (_, how) = SENT.iter().find(|(id, _)| *id == warning.id)?;
            Some((warning.mend?.value, how))
        });
        let Some((mended, how)) = found else { break };
        let (half, name) =
            if part == Part::Id { (&mut *id, "id") } else { (&mut *secret, "secret") };
        mended.expose().clone_into(half);
        why.push(["The client ", name, " is sent ", how, "."].concat());
    }
    why
}

/// A `+` that a form reads as a blank, an `&` that ends a value: in a secret they stand for themselves.
pub(super) fn encoded(draft: &mut Draft, known: &Known) -> bool {
    let by_hand = matches!(
        draft.pasted,
        RequestForm::CurlPosix
            | RequestForm::CurlCmd
            | RequestForm::CurlPowerShell
            | RequestForm::Wget
    );
    if !by_hand || draft.encoding != BodyEncoding::Form {
        return false;
    }
    let mut changed = false;
    for name in ["client_secret", "password"] {
        let secret =
            |item: &Item| item.name == name && item.place == Place::Body && !item.is_open();
        let Some(at) = draft.parameters.iter().position(secret) else { continue };
        changed |= rejoined(draft, at, known) | unblanked(draft, at, known);
    }
    changed
}

/// Puts what stands behind an `&` and has no `=` back to the value before it.
fn rejoined(draft: &mut Draft, at: usize, known: &Known) -> bool {
    let mut changed = false;
    while let Some([value, rest]) = draft.parameters.get(at..at + 2) {
        let Some(rest) = behind(value, rest, known) else { break };
        let end = draft.parameters.remove(at + 1).span;
        if let Some(value) = draft.parameters.get_mut(at) {
            value.set([value.value.as_str(), "&", &rest].concat());
            value.span = value.span.join(end);
        }
        changed = true;
    }
    changed
        && draft.because(
            "The `&` is a part of the value and is encoded: as it is, it ends the value in a form.",
        )
}

/// The name of the second where it is the rest of the first.
fn behind(value: &Item, rest: &Item, known: &Known) -> Option<String> {
    let between = known.text.get(value.span.end..rest.span.start)?;
    let next = known.text.get(rest.span.end..)?;
    (rest.value.is_empty() && between == "&" && !next.starts_with('=')).then(|| rest.name.clone())
}

fn unblanked(draft: &mut Draft, at: usize, known: &Known) -> bool {
    let Some(item) = draft.parameters.get_mut(at) else { return false };
    let written = item.span.of(known.text);
    let plus = written.contains('+') && !written.contains(' ');
    let meant = form_decoded(&written.replace('+', "%2B"));
    let Some(meant) = meant.filter(|meant| plus && *meant != item.value) else { return false };
    item.set(meant);
    draft.because(
        "The `+` is a part of the value and is encoded: as it is, it stands for a blank in a form.",
    )
}
