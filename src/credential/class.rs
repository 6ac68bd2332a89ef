//! What a single character is, as far as a credential is concerned.

use super::confusable;

/// What a character is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// ASCII that nobody takes for anything else.
    Plain,
    /// ASCII, but easily taken for another in many typefaces: its name.
    LookAlike(&'static str),
    /// ASCII that is taken for another in bad print or handwriting: its name.
    Alike(&'static str),
    /// Ends a line: its name.
    LineEnd(&'static str),
    /// Seen as nothing but room: its name.
    Blank(&'static str),
    /// Not seen at all: its name.
    Invisible(&'static str),
    /// A control character: no header and no command can carry it.
    Control(&'static str),
    /// Typography put it there; the ASCII character it stands for, if it is one.
    Typographic(&'static str, Option<char>),
    /// Looks like this ASCII character and is another.
    Foreign(&'static str, char),
    /// Any other character that is not ASCII.
    NonAscii,
}

/// Typographic signs that stand for one ASCII character, and that character. Dashes longer than a
/// hyphen are left out: they may have been two.
const TYPOGRAPHIC: &str = "‘’‚‛′“”„‟″«»‐‑−";
const STRAIGHT: &str = "'''''\"\"\"\"\"\"\"---";

/// What a character is.
pub(super) fn class(char: char) -> Class {
    match char {
        ' ' => Class::Blank("blank"),
        'I' => Class::LookAlike("capital I"),
        'l' => Class::LookAlike("small L"),
        '1' => Class::LookAlike("one"),
        '|' => Class::LookAlike("vertical bar"),
        'O' => Class::LookAlike("capital O"),
        '0' => Class::LookAlike("zero"),
        'S' => Class::Alike("capital S"),
        '5' => Class::Alike("five"),
        'Z' => Class::Alike("capital Z"),
        '2' => Class::Alike("two"),
        'B' => Class::Alike("capital B"),
        '8' => Class::Alike("eight"),
        '`' => Class::Alike("backtick"),
        '\'' => Class::Alike("apostrophe"),
        '!'..='~' => Class::Plain,
        '\n' => Class::LineEnd("line end"),
        '\r' => Class::LineEnd("carriage return"),
        '\u{85}' | '\u{2028}' | '\u{2029}' => Class::LineEnd("Unicode line end"),
        '\t' => Class::Blank("tab"),
        '\0' => Class::Control("NUL"),
        '\u{a0}' | '\u{202f}' => Class::Blank("no-break space"),
        '\u{2800}' | '\u{3164}' | '\u{ffa0}' | '\u{115f}' | '\u{1160}' => {
            Class::Blank("empty letter")
        }
        '\u{2013}' => Class::Typographic("en dash", None),
        '\u{2014}' | '\u{2015}' => Class::Typographic("em dash", None),
        '\u{2026}' => Class::Typographic("ellipsis", None),
        _ if char.is_control() => Class::Control("control character"),
        _ if char.is_whitespace() => Class::Blank("wide or thin space"),
        _ => invisible(char).map_or_else(|| from_tables(char), Class::Invisible),
    }
}

/// The name of a character that is drawn as nothing (Unicode: Default_Ignorable_Code_Point).
fn invisible(char: char) -> Option<&'static str> {
    Some(match char {
        '\u{ad}' => "soft hyphen",
        '\u{200b}' => "zero-width space",
        '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{34f}' => "zero-width joiner",
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' => {
            "direction mark"
        }
        '\u{feff}' => "byte order mark",
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => "variation selector",
        '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{2061}'..='\u{2065}' => {
            "invisible character"
        }
        '\u{206a}'..='\u{206f}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' => {
            "invisible character"
        }
        _ => return None,
    })
}

fn from_tables(char: char) -> Class {
    let straight = TYPOGRAPHIC.chars().zip(STRAIGHT.chars()).find(|(sign, _)| *sign == char);
    match (straight, confusable::twin(char)) {
        (Some((_, '-')), _) => Class::Typographic("typographic hyphen", Some('-')),
        (Some((_, ascii)), _) => Class::Typographic("typographic quote", Some(ascii)),
        (None, Some((name, ascii))) => Class::Foreign(name, ascii),
        _ => Class::NonAscii,
    }
}

#[cfg(test)]
mod tests {
    use super::{STRAIGHT, TYPOGRAPHIC};

    #[test]
    fn every_sign_has_one_partner() {
        assert_eq!(TYPOGRAPHIC.chars().count(), STRAIGHT.chars().count());
        assert!(STRAIGHT.is_ascii() && TYPOGRAPHIC.chars().all(|char| !char.is_ascii()));
    }
}
