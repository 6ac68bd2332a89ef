//! Characters that are not what they seem: look-alikes, invisible ones, blanks, typographic ones.

use super::Warning;
use crate::secret::Secret;
use crate::span::Span;

/// One character of a value, for a row of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What to show: the character, or a sign for one that can't be seen.
    pub shown: String,
    /// Its name, where it can be taken for another or can't be seen: "capital I", "zero", "line end".
    pub name: Option<String>,
    /// Whether it hardly belongs in a credential (invisible, blank, typographic).
    pub suspicious: bool,
}

/// Letters of other scripts, each above the ASCII character that it looks like: Cyrillic, then Greek.
const FOREIGN: &str = "АВЕЅІЈКМНОРСТХУԌԚԜаеіјорсухѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονϲ";
const LATIN: &str = "ABESIJKMHOPCTXYGQWaeijopcyxshdqwABEZHIKMNOPTYXovc";

/// Typographic signs that stand for one ASCII character, and that character. Dashes longer than a
/// hyphen are left out: they may have been two.
const TYPOGRAPHIC: &str = "‘’‚‛′“”„‟″«»‐‑−";
const STRAIGHT: &str = "'''''\"\"\"\"\"\"\"---";

/// What a character is, as far as a credential is concerned.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Plain,
    /// ASCII, but easily taken for another: its name.
    LookAlike(&'static str),
    LineEnd(&'static str),
    Blank(&'static str),
    Invisible(&'static str),
    Control,
    /// Typography put it there; the ASCII character it stands for, if it is one.
    Typographic(&'static str, Option<char>),
    /// Looks like this ASCII character and is another.
    Foreign(&'static str, char),
    NonAscii,
}

fn class(char: char) -> Class {
    match char {
        'I' => Class::LookAlike("capital I"),
        'l' => Class::LookAlike("small L"),
        '1' => Class::LookAlike("one"),
        '|' => Class::LookAlike("vertical bar"),
        'O' => Class::LookAlike("capital O"),
        '0' => Class::LookAlike("zero"),
        ' ' => Class::Blank("blank"),
        '!'..='~' => Class::Plain,
        '\n' => Class::LineEnd("line end"),
        '\r' => Class::LineEnd("carriage return"),
        '\u{85}' | '\u{2028}' | '\u{2029}' => Class::LineEnd("Unicode line end"),
        '\t' => Class::Blank("tab"),
        '\u{a0}' | '\u{202f}' => Class::Blank("no-break space"),
        '\u{ad}' => Class::Invisible("soft hyphen"),
        '\u{200b}' => Class::Invisible("zero-width space"),
        '\u{200c}' | '\u{200d}' | '\u{2060}' => Class::Invisible("zero-width joiner"),
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' => {
            Class::Invisible("direction mark")
        }
        '\u{feff}' => Class::Invisible("byte order mark"),
        '\u{115f}'
        | '\u{1160}'
        | '\u{3164}'
        | '\u{ffa0}'
        | '\u{2061}'..='\u{2064}'
        | '\u{180e}' => Class::Invisible("invisible character"),
        '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e01ef}' => {
            Class::Invisible("invisible character")
        }
        '\u{2013}' => Class::Typographic("en dash", None),
        '\u{2014}' | '\u{2015}' => Class::Typographic("em dash", None),
        '\u{2026}' => Class::Typographic("ellipsis", None),
        '\u{ff01}'..='\u{ff5e}' => {
            let ascii = u32::from(char).checked_sub(0xfee0).and_then(char::from_u32);
            Class::Foreign("full-width character", ascii.unwrap_or('?'))
        }
        _ if char.is_control() => Class::Control,
        _ if char.is_whitespace() => Class::Blank("wide or thin space"),
        _ => from_tables(char),
    }
}

fn from_tables(char: char) -> Class {
    let twin = |from: &str, to: &str| {
        from.chars().zip(to.chars()).find(|(foreign, _)| *foreign == char).map(|(_, ascii)| ascii)
    };
    if let Some(ascii) = twin(TYPOGRAPHIC, STRAIGHT) {
        let name = if ascii == '-' { "typographic hyphen" } else { "typographic quote" };
        Class::Typographic(name, Some(ascii))
    } else if let Some(ascii) = twin(FOREIGN, LATIN) {
        Class::Foreign(if char < 'Ѐ' { "Greek letter" } else { "Cyrillic letter" }, ascii)
    } else {
        Class::NonAscii
    }
}

/// The value character by character.
pub fn cells(value: &str) -> Vec<Cell> {
    value.chars().map(cell).collect()
}

fn cell(char: char) -> Cell {
    let (sign, name, suspicious) = match class(char) {
        Class::Plain => (None, None, false),
        Class::LookAlike(name) => (None, Some(name), false),
        Class::LineEnd(name) => (Some("↵"), Some(name), true),
        Class::Blank("tab") => (Some("⇥"), Some("tab"), true),
        Class::Blank(name) => (Some("␣"), Some(name), true),
        Class::Invisible(name) => (Some("◌"), Some(name), true),
        Class::Control => (Some("�"), Some("control character"), true),
        Class::Typographic(name, _) | Class::Foreign(name, _) => (None, Some(name), true),
        Class::NonAscii => (None, Some("not ASCII"), true),
    };
    Cell {
        shown: sign.map_or_else(|| char.to_string(), str::to_owned),
        name: name.map(str::to_owned),
        suspicious,
    }
}

/// What the characters of a value, one by one, give reason to say.
pub(super) fn warnings(value: &str) -> Vec<Warning> {
    let mut found = Vec::new();
    edges(value, &mut found);
    inner(value, &mut found);
    let invisible = |class| matches!(class, Class::Invisible(_) | Class::Control);
    replace(value, "invisible", true, INVISIBLE, &mut found, |class| {
        invisible(class).then_some(None)
    });
    replace(value, "typographic", true, TYPOGRAPHY, &mut found, |class| match class {
        Class::Typographic(_, ascii) => Some(ascii),
        _ => None,
    });
    let latin = value.contains(|char: char| char.is_ascii_alphanumeric());
    replace(value, "foreign-look-alike", latin, FOREIGN_LETTERS, &mut found, |class| match class {
        Class::Foreign(_, ascii) => Some(Some(ascii)),
        _ => None,
    });
    note(value, "non-ascii", NON_ASCII, &mut found, |class| class == Class::NonAscii);
    note(value, "look-alike", LOOK_ALIKE, &mut found, |class| matches!(class, Class::LookAlike(_)));
    found
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
    let mended = (!trimmed.is_empty()).then(|| Secret::new(trimmed.to_owned()));
    found.push(Warning { id, certain: true, message, at, mended });
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
        let mended = Some(Secret::new(joined));
        let (id, message) = ("inner-line-end", INNER_LINE_END);
        found.push(Warning { id, certain: true, message, at: line_ends, mended });
    }
    let blanks = spans(|class| matches!(class, Class::Blank(_)));
    if !blanks.is_empty() {
        let (id, message) = ("inner-blank", INNER_BLANK);
        found.push(Warning { id, certain: false, message, at: blanks, mended: None });
    }
}

/// Warns of the characters for which `mend` is `Some`: the inner one is the replacement for a character
/// that has one, or nothing for one to leave out. A typographic sign without twin can't be mended.
fn replace(
    value: &str,
    id: &'static str,
    certain: bool,
    message: &'static str,
    found: &mut Vec<Warning>,
    mend: impl Fn(Class) -> Option<Option<char>>,
) {
    let at = spans(value, |class| mend(class).is_some());
    if at.is_empty() {
        return;
    }
    let open = value.chars().any(|char| matches!(class(char), Class::Typographic(_, None)));
    let mended =
        || value.chars().filter_map(|char| mend(class(char)).unwrap_or(Some(char))).collect();
    let mendable = id != "typographic" || !open;
    let mended = mendable.then(|| Secret::new(mended())).filter(|mended| !mended.is_empty());
    found.push(Warning { id, certain, message, at, mended });
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
        found.push(Warning { id, certain: false, message, at, mended: None });
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
const NON_ASCII: &str = "There are characters outside ASCII in it. Servers hardly ever make such values, and \
they are read in different ways in a Basic header.";
const LOOK_ALIKE: &str = "It holds characters that are easily taken for each other: I, l, 1 and |, or O and 0. \
If you typed it from a picture or a screen, compare them one by one.";

#[cfg(test)]
mod table {
    use super::{FOREIGN, LATIN, STRAIGHT, TYPOGRAPHIC};

    #[test]
    fn every_twin_has_one_partner() {
        for (foreign, ascii) in [(FOREIGN, LATIN), (TYPOGRAPHIC, STRAIGHT)] {
            assert_eq!(foreign.chars().count(), ascii.chars().count());
            assert!(ascii.is_ascii() && foreign.chars().all(|char| !char.is_ascii()));
        }
    }
}
