//! Values once recognised, found again wherever they are repeated and in whatever encoding.
//!
//! A value of some length is compared by what all its spellings share: with all escapes undone and without blanks,
//! quotes and signs of escaping. A short one, or a plain word, is masked only where it stands as a word.

use super::view::{View, views};
use crate::basic::from_base64;
use crate::order;
use crate::span::Span;

/// Shorter values are not searched for: too many innocent words would go with them.
const SHORTEST: usize = 4;
/// From this length on a value with a digit or a sign is searched for inside words as well.
const STRONG: usize = 8;
/// From this length on any value is.
pub(super) const LONG: usize = 12;
/// Plain words that are searched for.
const WORDS: usize = 64;
/// Texts in base64 in texts in base64 that are opened.
const DEPTH: usize = 2;

/// Secrets of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    /// What all spellings of a value share, in order, each with the place of the longest one that it begins with.
    strong: Vec<(String, Option<usize>)>,
    /// Short values and plain words, as they are.
    weak: Vec<String>,
}

impl Values {
    /// Values to be searched for.
    pub fn new(values: impl Iterator<Item = String>) -> Self {
        let mut found = Values::default();
        let mut strong: Vec<String> = Vec::new();
        for value in values {
            let bare = common(&last(&value)).text;
            let told = bare.bytes().any(|byte| !byte.is_ascii_alphabetic());
            let length = bare.chars().count();
            if length >= LONG || (length >= STRONG && told) {
                strong.push(bare);
            } else if value.len() >= SHORTEST
                && found.weak.len() < WORDS
                && !found.weak.contains(&value)
            {
                found.weak.push(value);
            }
        }
        order::by(&mut strong, Ord::cmp);
        strong.dedup();
        let mut open: Vec<usize> = Vec::new();
        for value in strong {
            while open
                .last()
                .and_then(|last| found.strong.get(*last))
                .is_some_and(|last| !value.starts_with(&last.0))
            {
                open.pop();
            }
            let shorter = open.last().copied();
            open.push(found.strong.len());
            found.strong.push((value, shorter));
        }
        found
    }

    /// Whether there is nothing to search for.
    pub fn is_empty(&self) -> bool {
        self.strong.is_empty() && self.weak.is_empty()
    }

    /// Where these values stand in a text, in any encoding.
    pub fn find(&self, views: &[View], found: &mut dyn FnMut(Span)) {
        if self.is_empty() {
            return;
        }
        for view in views {
            self.words(view, found);
            encoded(&view.text, &mut |start, end, decoded| {
                if self.is_in(decoded, DEPTH) {
                    found(view.span(start, end));
                }
            });
        }
        if let Some(view) = views.last() {
            self.spellings(&common(view), found);
        }
    }

    fn is_in(&self, text: &str, depth: usize) -> bool {
        let views = views(text);
        let mut any = false;
        for view in &views {
            self.words(view, &mut |_| any = true);
            if depth > 0 {
                encoded(&view.text, &mut |_, _, decoded| any |= self.is_in(decoded, depth - 1));
            }
        }
        if let Some(view) = views.last() {
            self.spellings(&common(view), &mut |_| any = true);
        }
        any
    }

    /// Weak values as words of their own.
    fn words(&self, view: &View, found: &mut dyn FnMut(Span)) {
        let text = &view.text;
        let joins = |letter: Option<char>| {
            letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == '-')
        };
        for value in &self.weak {
            for (at, _) in text.match_indices(value.as_str()) {
                let end = at + value.len();
                let before = text.get(..at).and_then(|before| before.chars().next_back());
                let behind = text.get(end..).and_then(|behind| behind.chars().next());
                let first = joins(value.chars().next()) && joins(before);
                let last = joins(value.chars().next_back()) && joins(behind);
                if !first && !last {
                    found(view.span(at, end));
                }
            }
        }
    }

    /// Strong values anywhere in a text of which only the common part is left.
    fn spellings(&self, view: &View, found: &mut dyn FnMut(Span)) {
        let mut at = 0;
        while let Some(rest) = view.text.get(at..).filter(|rest| !rest.is_empty()) {
            match self.longest(rest) {
                Some(length) => {
                    found(view.span(at, at + length));
                    // Occurrences may overlap: `abab` in `ababab`.
                    at += first_length(rest);
                }
                None => at += first_length(rest),
            }
        }
    }

    /// The length of the longest value that a text begins with.
    fn longest(&self, rest: &str) -> Option<usize> {
        let behind = self.strong.partition_point(|(value, _)| value.as_str() <= rest);
        let mut next = behind.checked_sub(1);
        while let Some((value, shorter)) = next.and_then(|at| self.strong.get(at)) {
            if rest.starts_with(value.as_str()) {
                return Some(value.len());
            }
            next = *shorter;
        }
        None
    }
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}

/// A text with all escapes undone.
fn last(text: &str) -> View {
    views(text).pop().unwrap_or_default()
}

/// The part of a text that its spellings share.
fn common(view: &View) -> View {
    let mut kept = View::default();
    for (at, letter) in view.text.char_indices() {
        if !(letter.is_whitespace() || letter.is_control() || "\"'\\^`+%".contains(letter)) {
            kept.push(letter, view.place(at));
        }
    }
    kept
}

/// Every word of a text that is base64 or hexadecimal of another text.
pub(super) fn encoded(text: &str, found: &mut dyn FnMut(usize, usize, &str)) {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "+/-_".contains(letter);
    let mut at = 0;
    while let Some(start) =
        text.get(at..).and_then(|rest| rest.find(is_part)).map(|start| at + start)
    {
        let rest = text.get(start..).unwrap_or("");
        let length = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or("");
        let padding = rest.bytes().skip(length).take_while(|byte| *byte == b'=').take(2).count();
        at = start + length;
        if length >= SHORTEST * 2 {
            // What is cut off inside a group of four decodes without its last character.
            let whole = if length % 4 == 1 { length - 1 } else { length };
            let base64 = word.get(..whole).and_then(from_base64).map(|(bytes, ..)| bytes);
            for bytes in [base64, from_hex(word)].into_iter().flatten() {
                found(start, at + padding, &String::from_utf8_lossy(&bytes));
            }
        }
    }
}

fn from_hex(word: &str) -> Option<Vec<u8>> {
    let (pairs, []) = word.as_bytes().as_chunks::<2>() else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    pairs.iter().map(|&[high, low]| u8::try_from(digit(high)? * 16 + digit(low)?).ok()).collect()
}
