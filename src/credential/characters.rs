//! Characters that are not what they seem: look-alikes, invisible ones, blanks, typographic ones.

use super::class::{Class, class};
use super::{Mend, Warning};
use crate::span::Span;

/// What the characters of a value, one by one, give reason to say.
pub(super) fn warnings(value: &str) -> Vec<Warning> {
    let mut found = Vec::new();
    edges(value, &mut found);
    inner(value, &mut found);
    found.extend(without(value, |class| matches!(class, Class::Control(_))));
    let latin = value.contains(|char: char| char.is_ascii_alphanumeric());
    found.extend(replace(value, ("invisible", INVISIBLE, "Remove what can't be seen"), |class| {
        matches!(class, Class::Invisible(_)).then_some(None)
    }));
    found.extend(replace(value, ("typographic", TYPOGRAPHY, "Write plain signs"), |class| {
        match class {
            Class::Typographic(_, ascii) => Some(ascii),
            _ => None,
        }
    }));
    let foreign =
        replace(value, ("foreign-look-alike", FOREIGN_LETTERS, "Write Latin letters"), |class| {
            match class {
                Class::Foreign(_, ascii) => Some(Some(ascii)),
                _ => None,
            }
        });
    found.extend(foreign.map(|found| Warning { certain: latin, ..found }));
    note(value, "non-ascii", NON_ASCII, &mut found, |class| class == Class::NonAscii);
    note(value, "look-alike", LOOK_ALIKE, &mut found, |class| matches!(class, Class::LookAlike(_)));
    found
}

/// Control characters and line ends in any value: no header and no command can carry them.
pub fn refused(value: &str) -> Option<Warning> {
    without(value, |class| matches!(class, Class::Control(_) | Class::LineEnd(_)))
}

fn without(value: &str, wanted: impl Fn(Class) -> bool) -> Option<Warning> {
    let texts = ("control", CONTROL, "Remove the control characters");
    replace(value, texts, |class| wanted(class).then_some(None))
}

/// Line ends and blanks before and behind the value.
fn edges(value: &str, found: &mut Vec<Warning>) {
    let is_edge = |char| matches!(class(char), Class::LineEnd(_) | Class::Blank(_));
    let trimmed = value.trim_matches(is_edge);
    let front = value.len() - value.trim_start_matches(is_edge).len();
    let back = value.trim_end_matches(is_edge).len().max(front);
    let at: Vec<Span> = [Span::new(0, front), Span::new(back, value.len())]
        .into_iter()
        .filter(|span| !span.is_empty())
        .collect();
    if at.is_empty() {
        return;
    }
    let line_end = at
        .iter()
        .any(|span| span.of(value).contains(|char| matches!(class(char), Class::LineEnd(_))));
    let (id, message) =
        if line_end { ("line-end", LINE_END) } else { ("blank-around", BLANK_AROUND) };
    let label = match (line_end, front > 0, back < value.len()) {
        (true, false, _) => "Remove the trailing newline",
        (true, true, false) => "Remove the leading newline",
        (true, true, true) => "Remove the newlines around it",
        (false, false, _) => "Remove the trailing blank",
        (false, true, false) => "Remove the leading blank",
        (false, true, true) => "Remove the blanks around it",
    };
    let mend = (!trimmed.is_empty()).then(|| Mend::new(label, trimmed.to_owned()));
    found.push(Warning { at, mend, ..Warning::certain(id, message) });
}

/// Line ends and blanks inside the value.
fn inner(value: &str, found: &mut Vec<Warning>) {
    let is_edge = |char| matches!(class(char), Class::LineEnd(_) | Class::Blank(_));
    let start = value.len() - value.trim_start_matches(is_edge).len();
    let inside = value.trim_matches(is_edge);
    let spans = |wanted: fn(Class) -> bool| -> Vec<Span> {
        spans(inside, wanted).into_iter().map(|span| span.shifted(start)).collect()
    };
    let line_ends = spans(|class| matches!(class, Class::LineEnd(_)));
    if !line_ends.is_empty() {
        let joined =
            value.chars().filter(|&char| !matches!(class(char), Class::LineEnd(_))).collect();
        let mend = Some(Mend::new("Join the lines", joined));
        let warning = Warning::certain("inner-line-end", INNER_LINE_END);
        found.push(Warning { at: line_ends, mend, ..warning });
    }
    let blanks = spans(|class| matches!(class, Class::Blank(_)));
    if !blanks.is_empty() {
        found.push(Warning { at: blanks, ..Warning::possible("inner-blank", INNER_BLANK) });
    }
}

/// Warns, by id, message and name of the mend, of the characters for which `mend` is `Some`: the inner one is the
/// replacement for a character that has one, or nothing for one to leave out. A typographic sign without twin can't be
/// mended.
fn replace(
    value: &str,
    (id, message, label): (&'static str, &'static str, &'static str),
    mend: impl Fn(Class) -> Option<Option<char>>,
) -> Option<Warning> {
    let at = spans(value, |class| mend(class).is_some());
    if at.is_empty() {
        return None;
    }
    let open = value.chars().any(|char| matches!(class(char), Class::Typographic(_, None)));
    let mended =
        || value.chars().filter_map(|char| mend(class(char)).unwrap_or(Some(char))).collect();
    let mended: Option<String> = (id != "typographic" || !open).then(mended);
    let mended = mended.filter(|mended| !mended.is_empty()).map(|mended| Mend::new(label, mended));
    Some(Warning { at, mend: mended, ..Warning::certain(id, message) })
}

/// Warns of characters that may well be right.
fn note(
    value: &str,
    id: &'static str,
    message: &'static str,
    found: &mut Vec<Warning>,
    wanted: impl Fn(Class) -> bool,
) {
    let at = spans(value, wanted);
    if !at.is_empty() {
        found.push(Warning { at, ..Warning::possible(id, message) });
    }
}

/// Where the characters of a class stand, neighbours in one span.
fn spans(value: &str, wanted: impl Fn(Class) -> bool) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (start, char) in value.char_indices().filter(|&(_, char)| wanted(class(char))) {
        let end = start + char.len_utf8();
        match spans.last_mut() {
            Some(last) if last.end == start => last.end = end,
            _ => spans.push(Span::new(start, end)),
        }
    }
    spans
}

const LINE_END: &str =
    "A line end was copied along. The server compares it too, so the value doesn't match.";
const BLANK_AROUND: &str = "A blank was copied along, before or behind the value.";
const INNER_LINE_END: &str =
    "The value was copied over two lines, with the line end in it. Join the lines.";
const INNER_BLANK: &str = "There is a blank inside. Hardly any server makes such ids or secrets: check that \
only the value itself was copied.";
const INVISIBLE: &str = "There is a character in it that can't be seen. It comes along when text is copied \
from a page, a chat or a document.";
const TYPOGRAPHY: &str = "A text editor or chat has turned a quote, a dash or dots into typographic ones. Copy \
the value from where it was issued.";
const FOREIGN_LETTERS: &str = "There is a letter in it that only looks like a Latin one. Copy the value from \
where it was issued; don't type it.";
const CONTROL: &str = "There is a line end, a NUL or another control character in it. No header and no command can \
carry one: it has to go before the request can be written.";
const NON_ASCII: &str = "There are characters outside ASCII in it. Servers hardly ever make such values, and \
they are read in different ways in a Basic header.";
const LOOK_ALIKE: &str = "It holds characters that are easily taken for each other: I, l, 1 and |, or O and 0. \
If you typed it from a picture or a screen, compare them one by one.";
