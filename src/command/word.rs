//! Any call of curl as text, word by word: what a corrected request is written with.
//!
//! A word may hold variables that its shell expands; everything else in it is literal. What is marked in a word
//! (a secret, a change) is found again in the text.

use std::ops::Range;

use super::{Shell, cmd, powershell, sh};
use crate::span::Span;

/// An option with its value, or the address, which has no option.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// `-H`, `--data-urlencode`; empty for the address. It is written as it is.
    pub option: String,
    /// The value, as curl should get it; `None` for an option without one.
    pub value: Option<String>,
    /// Where the shell finds variables in it, in order.
    pub variables: Vec<Range<usize>>,
    /// The part of the value that has to be masked.
    pub secret: Range<usize>,
    /// What of it is marked.
    pub marks: Marks,
}

/// What of a word is new or different.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    /// Nothing.
    #[default]
    None,
    /// A part of its value.
    Part(Range<usize>),
    /// All of it.
    All,
}

/// A call of curl in this shell, with the places of what is marked and of the secrets. `None` where a word can't
/// be written so that the shell hands exactly this to curl.
///
/// The options are taken over as they are, so they have to come from a list that the caller knows.
pub fn write_words(words: &[Word], shell: Shell) -> Option<(String, Vec<Span>, Vec<Span>)> {
    let (program, sign, quote): (_, _, fn(&Parts, &mut Quoted) -> bool) = match shell {
        Shell::Sh => ("curl -sS -i", " \\\n  ", sh::word),
        Shell::PowerShell => ("curl.exe -sS -i", " `\n  ", powershell::word),
        Shell::Cmd => ("curl -sS -i", " ^\n  ", cmd::word),
        Shell::Fish | Shell::Pwsh | Shell::Batch => return None,
    };
    let mut written = Vec::new();
    for word in words {
        let mut quoted = Quoted::default();
        quoted.sign(&word.option);
        if let Some(value) = &word.value {
            quoted.sign(if word.option.is_empty() { "" } else { " " });
            if !quote(&Parts { value, variables: &word.variables }, &mut quoted) {
                return None;
            }
        }
        written.push(quoted);
    }
    let length: usize = written.iter().map(|quoted| quoted.text.len() + 1).sum();
    let short = program.len() + length <= 80;
    let mut text = program.to_owned();
    let (mut changes, mut secrets) = (Vec::new(), Vec::new());
    for (at, (word, quoted)) in words.iter().zip(&written).enumerate() {
        text.push_str(if short || at == 0 { " " } else { sign });
        let place = |range: &Range<usize>| quoted.place(range).shifted(text.len());
        secrets.push(place(&word.secret));
        changes.push(match &word.marks {
            Marks::None => Span::NONE,
            Marks::Part(range) => place(range),
            Marks::All => Span::new(text.len(), text.len() + quoted.text.len()),
        });
        text.push_str(&quoted.text);
    }
    changes.retain(|span| !span.is_empty());
    secrets.retain(|span| !span.is_empty());
    Some((text, changes, secrets))
}

/// A value in its parts.
pub(super) struct Parts<'w> {
    value: &'w str,
    variables: &'w [Range<usize>],
}

impl<'w> Parts<'w> {
    /// All of it.
    pub(super) fn text(&self) -> &'w str {
        self.value
    }

    /// Whether the shell expands anything in it.
    pub(super) fn has_variable(&self) -> bool {
        !self.variables.is_empty()
    }

    /// Each part, and whether it is a variable. An empty value is one empty part.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&'w str, bool)> {
        let mut parts = Vec::new();
        let mut done = 0;
        for variable in self.variables {
            parts.push((self.value.get(done..variable.start).unwrap_or(""), false));
            parts.push((self.value.get(variable.clone()).unwrap_or(""), true));
            done = variable.end;
        }
        parts.push((self.value.get(done..).unwrap_or(""), false));
        let alone = self.variables.is_empty();
        parts.into_iter().filter(move |(text, _)| alone || !text.is_empty())
    }

    /// The parts that are no variables.
    pub(super) fn literals(&self) -> impl Iterator<Item = &'w str> {
        self.parts().filter(|(_, variable)| !variable).map(|(text, _)| text)
    }
}

/// A quoted word, and where each byte of its value went.
#[derive(Default)]
pub(super) struct Quoted {
    /// The text.
    pub(super) text: String,
    places: Vec<usize>,
    /// Behind the last piece of the value.
    end: usize,
}

impl Quoted {
    /// A sign of the shell.
    pub(super) fn sign(&mut self, sign: &str) {
        self.text.push_str(sign);
    }

    /// A piece of the value that is written as it is.
    pub(super) fn text(&mut self, piece: &str) {
        let at = self.text.len();
        self.places.extend(at..at + piece.len());
        self.text.push_str(piece);
        self.end = self.text.len();
    }

    /// A piece of the value that is written in another way.
    pub(super) fn escaped(&mut self, written: &str, piece: &str) {
        self.places.extend(std::iter::repeat_n(self.text.len(), piece.len()));
        self.text.push_str(written);
        self.end = self.text.len();
    }

    /// Where a range of the value stands in the text.
    fn place(&self, range: &Range<usize>) -> Span {
        if range.is_empty() {
            return Span::NONE;
        }
        let at = |offset: usize| self.places.get(offset).copied();
        let end = at(range.end).unwrap_or(self.end);
        at(range.start).map_or(Span::NONE, |start| Span::new(start, end))
    }
}

/// Whether a text is a variable of this shell and nothing more: no command to run, nothing to work out.
pub(crate) fn is_variable(text: &str, shell: Shell) -> bool {
    let inner = match shell {
        Shell::Cmd | Shell::Batch => text.strip_prefix('%').and_then(|rest| rest.strip_suffix('%')),
        _ => text.strip_prefix('$').map(|rest| {
            rest.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')).unwrap_or(rest)
        }),
    };
    let name = inner.unwrap_or("");
    let scoped =
        name.strip_prefix("env:").filter(|_| matches!(shell, Shell::PowerShell | Shell::Pwsh));
    let name = scoped.unwrap_or(name);
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
