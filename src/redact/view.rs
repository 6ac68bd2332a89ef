//! A text as it reads after some of its escapes are undone, with the way back to the text as it was written.
//!
//! Secrets hide under escapes: percent-encoded in an address, JSON in a JSON string, entities, a shell's carets. A
//! text is looked at once as it is and once more after each layer of escapes that can be taken off.

use crate::read::decode::{entity, escape};
use crate::span::Span;

/// Takes off one escape at the start of a text: what it stands for, nothing if it falls away, and its length.
type Undo = fn(&str, usize) -> Option<(Option<char>, usize)>;

/// Each kind of escapes is tried so often: escaped texts in escaped texts.
const ROUNDS: usize = 3;

/// A text and where each of its bytes was written.
#[derive(Clone, Debug, Default)]
pub(super) struct View {
    /// The text as it reads.
    pub text: String,
    /// For each byte, where its written form begins and ends.
    places: Vec<(u32, u32)>,
}

impl View {
    /// The text as it was written.
    pub fn of(text: &str) -> Self {
        let mut view = View::default();
        for (at, letter) in text.char_indices() {
            view.push(letter, place(at, at + letter.len_utf8()));
        }
        view
    }

    /// Where a range of the text was written.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let first = self.places.get(start);
        let last = end.checked_sub(1).and_then(|last| self.places.get(last));
        match (first, last) {
            (Some(first), Some(last)) if start < end => {
                Span::new(first.0 as usize, last.1 as usize)
            }
            _ => Span::NONE,
        }
    }

    /// Adds a character that was written at a place.
    pub fn push(&mut self, letter: char, place: (u32, u32)) {
        self.text.push(letter);
        self.places.resize(self.text.len(), place);
    }

    /// The place of the character at `at`.
    pub fn place(&self, at: usize) -> (u32, u32) {
        self.places.get(at).copied().unwrap_or_default()
    }

    /// The text with one kind of escapes undone; `None` if there are none.
    fn undone(&self, undo: Undo) -> Option<View> {
        let mut view = View::default();
        let mut changed = false;
        let mut at = 0;
        while let Some(letter) = self.text.get(at..).and_then(|rest| rest.chars().next()) {
            let found = if letter.is_ascii_alphanumeric() { None } else { undo(&self.text, at) };
            changed |= found.is_some();
            let (meant, length) = found.unwrap_or((Some(letter), letter.len_utf8()));
            let written = self.span(at, at + length);
            if let Some(meant) = meant {
                view.push(meant, place(written.start, written.end));
            }
            at += length;
        }
        changed.then_some(view)
    }
}

/// The text as it is, then after each layer of escapes, the last with all of them undone.
pub(super) fn views(text: &str) -> Vec<View> {
    let mut views = vec![View::of(text)];
    for _ in 0..ROUNDS {
        let before = views.len();
        for undo in [shell, percent, reference, backslash] as [Undo; 4] {
            views.extend(views.last().and_then(|view| view.undone(undo)));
        }
        if views.len() == before {
            break;
        }
    }
    views
}

fn place(start: usize, end: usize) -> (u32, u32) {
    // No text is read beyond `read::LIMIT`.
    let short = |at| u32::try_from(at).unwrap_or(u32::MAX);
    (short(start), short(end))
}

/// `%41`, and the escapes of one character in UTF-8.
fn percent(text: &str, at: usize) -> Option<(Option<char>, usize)> {
    let written = text.as_bytes().get(at..)?;
    let mut bytes = Vec::new();
    for escape in written.chunks(3).take(4) {
        let &[b'%', high, low] = escape else { return None };
        bytes.push(u8::try_from(hex(high)? * 16 + hex(low)?).ok()?);
        if let Ok(read) = str::from_utf8(&bytes) {
            return Some((read.chars().next(), 3 * bytes.len()));
        }
    }
    None
}

fn hex(digit: u8) -> Option<u32> {
    char::from(digit).to_digit(16)
}

/// Character references of HTML and XML.
fn reference(text: &str, at: usize) -> Option<(Option<char>, usize)> {
    let is_one = text.as_bytes().get(at) == Some(&b'&');
    let (letter, length) = is_one.then(|| entity(text, at))??;
    Some((Some(letter), length))
}

/// Backslash escapes of strings.
fn backslash(text: &str, at: usize) -> Option<(Option<char>, usize)> {
    let is_one = text.as_bytes().get(at) == Some(&b'\\');
    let (letter, length) = is_one.then(|| escape(text, at))??;
    Some((Some(letter), length))
}

/// The escapes of cmd.exe and PowerShell, lines that a command or a trace goes on in.
fn shell(text: &str, at: usize) -> Option<(Option<char>, usize)> {
    let rest = text.get(at..)?;
    let behind = rest.get(1..)?;
    let end = line_end(behind);
    match rest.as_bytes().first()? {
        b'\\' | b'^' | b'`' if end > 0 => {
            // A shell's prompt for the line that goes on.
            let prompt = behind.get(end..).is_some_and(|next| next.starts_with("> "));
            Some((None, 1 + end + if prompt { 2 } else { 0 }))
        }
        b'^' if behind.starts_with(|next: char| next.is_ascii_punctuation()) => Some((None, 1)),
        b'`' if behind.starts_with(['"', '\'', '$', '`']) => Some((None, 1)),
        b'\n' => {
            // `--trace-ascii` begins each line with an offset.
            let (offset, rest) = behind.split_at_checked(4)?;
            let is_offset = offset.bytes().all(|digit| digit.is_ascii_hexdigit());
            (is_offset && offset != "0000" && rest.starts_with(": ")).then_some((None, 7))
        }
        _ => None,
    }
}

fn line_end(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\n', ..] => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(text: &str) -> String {
        views(text).pop().unwrap().text
    }

    #[test]
    fn escapes_are_taken_off_layer_by_layer() {
        let table = [
            ("plain", "plain"),
            ("%22a%2522%25252d", "\"a\"-"),
            ("%C3%A9%E2%82%AC%FF%", "é€%FF%"),
            ("&quot;&amp;quot;a&#x41;", "\"\"aA"),
            (r#"{\"a\":\"{\\\"b\\\"}\"}"#, r#"{"a":"{"b"}"}"#),
            ("^\"a^\\^\"b^\n c", "\"a\"b c"),
            ("`\"a`\" `\nb", "\"a\" b"),
            ("one\\\ntwo\\\r\n> three", "onetwothree"),
            ("0000: abc\n0040: def\nface: x", "0000: abcdefx"),
        ];
        for (written, meant) in table {
            assert_eq!(last(written), meant, "{written}");
        }
    }

    #[test]
    fn each_part_leads_back_to_what_was_written() {
        let written = "a%2541b&#x41;";
        let view = views(written).pop().unwrap();
        assert_eq!(view.text, "aAbA");
        assert_eq!(view.span(1, 2).of(written), "%2541");
        assert_eq!(view.span(2, 4).of(written), "b&#x41;");
        assert_eq!(view.span(2, 2), Span::NONE);
    }
}
