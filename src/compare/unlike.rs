//! What two values differ in, told without showing either: a line end, an encoding, quotes, case, length.

use crate::basic::{form_decoded, from_base64};

/// A sentence on how two different values differ.
pub(super) fn unlike(first: &str, second: &str) -> String {
    let one_sided = [
        (trimmed as Mend, "has a blank or a line end at one of its ends"),
        (unquoted, "has quotes around it"),
        (decoded, "is percent-encoded"),
        (from_text_base64, "is base64 of the other"),
        (behind_colon, "has an id and a colon in front"),
        (visible, "holds invisible characters"),
    ];
    for (mend, words) in one_sided {
        for (mine, other, which) in [(first, second, "first"), (second, first, "second")] {
            if mend(mine).is_some_and(|mended| mended == other) {
                return ["The ", which, " ", words, "; else they are the same."].concat();
            }
        }
    }
    let (long, short) = (first.chars().count(), second.chars().count());
    if first.eq_ignore_ascii_case(second) {
        return "They differ in capital and small letters alone.".to_owned();
    }
    let cut = |whole: &str, part: &str| {
        part.len() >= 4 && (whole.starts_with(part) || whole.ends_with(part))
    };
    if cut(first, second) {
        return lengths("The second is a part of the first", long, short);
    }
    if cut(second, first) {
        return lengths("The first is a part of the second", long, short);
    }
    if first.is_empty() || second.is_empty() {
        return ["The ", if first.is_empty() { "first" } else { "second" }, " is empty."].concat();
    }
    if long == short {
        let differing =
            first.chars().zip(second.chars()).filter(|(one, other)| one != other).count();
        return match differing {
            1 => "They are of the same length and differ in one character.".to_owned(),
            _ => "They are two different values of the same length.".to_owned(),
        };
    }
    lengths("They are two different values", long, short)
}

fn lengths(what: &str, first: usize, second: usize) -> String {
    [what, ", of ", &first.to_string(), " and ", &second.to_string(), " characters."].concat()
}

type Mend = fn(&str) -> Option<String>;

fn trimmed(value: &str) -> Option<String> {
    let bare = value.trim();
    (bare.len() < value.len()).then(|| bare.to_owned())
}

fn unquoted(value: &str) -> Option<String> {
    let inner =
        ['"', '\'', '`'].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
    inner.map(str::to_owned)
}

fn decoded(value: &str) -> Option<String> {
    form_decoded(value).filter(|decoded| decoded != value)
}

fn from_text_base64(value: &str) -> Option<String> {
    String::from_utf8(from_base64(value)?.0).ok()
}

fn behind_colon(value: &str) -> Option<String> {
    value.split_once(':').map(|(_, secret)| secret.to_owned())
}

fn visible(value: &str) -> Option<String> {
    let hidden = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    let kept: String = value.chars().filter(|letter| !hidden(*letter)).collect();
    (kept.len() < value.len()).then_some(kept)
}
