//! Words of a command line, as POSIX shells, cmd.exe and PowerShell part and unquote them.
//!
//! More is taken for one command than a shell would: a line that begins with an option belongs to the
//! command before it even if the sign at the line's end was lost, a quote that nobody closed ends with its
//! line, and `&` inside a word is a character of the address.

mod cmd;
mod expansion;
mod here;
mod quoted;

use std::ops::Range;

use crate::span::Span;

use super::bracket::Brackets;
use super::layer::Layer;
use here::Here;

pub(super) use expansion::template;

/// Which shell's rules hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// sh, bash, zsh.
    Posix,
    /// cmd.exe, with the C runtime's parting of arguments behind it.
    Cmd,
    /// PowerShell.
    PowerShell,
}

/// A word as the program gets it, and where it is written.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) layer: Layer,
    pub(super) range: Range<usize>,
}

impl Word {
    /// The word as the program gets it.
    pub(super) fn text(&self) -> &str {
        self.layer.text()
    }
}

/// A command as its program gets it.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Its words.
    pub(super) words: Vec<Word>,
    /// Where it ends.
    pub(super) end: usize,
    /// What the shell puts something else for: variables, substitutions. The words hold them as they are written.
    pub(super) expansions: Vec<Span>,
    /// What a here-document or a here-string hands to its standard input.
    pub(super) input: Option<Layer>,
    /// The file that it reads from its standard input, which the paste does not show: `@name`.
    pub(super) file: Option<Layer>,
}

/// The command that begins at `range.start`.
pub(super) fn line(layer: &Layer, range: Range<usize>, dialect: Dialect) -> Line {
    let mut splitter = Splitter::new(layer, range, dialect);
    while splitter.step() {}
    splitter.finish_word();
    splitter.line.end = splitter.at;
    splitter.line
}

/// The text of the quote that begins at `range.start`, the offset behind it, and what is put into it.
pub(super) fn quoted(
    layer: &Layer,
    range: Range<usize>,
    dialect: Dialect,
) -> (Layer, usize, Vec<Span>) {
    let mut splitter = Splitter::new(layer, range, dialect);
    splitter.step();
    let text = splitter.word.take().map(|word| word.layer).unwrap_or_default();
    (text, splitter.at, splitter.line.expansions)
}

/// What the word at hand becomes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Becomes {
    /// A word of the command.
    Word,
    /// The name of a file that a redirection names.
    File,
    /// The same, of one that is read.
    Source,
    /// The text of a here-string.
    Input,
}

struct Splitter<'a> {
    layer: &'a Layer,
    dialect: Dialect,
    at: usize,
    end: usize,
    word: Option<Word>,
    line: Line,
    becomes: Becomes,
    /// The here-document that begins behind this line.
    here: Option<Here>,
    brackets: Brackets,
    cmd: cmd::State,
}

impl<'a> Splitter<'a> {
    fn new(layer: &'a Layer, range: Range<usize>, dialect: Dialect) -> Self {
        Splitter {
            layer,
            dialect,
            at: range.start,
            end: range.end,
            word: None,
            line: Line::default(),
            becomes: Becomes::Word,
            here: None,
            brackets: Brackets::default(),
            cmd: cmd::State::default(),
        }
    }

    fn rest(&self) -> &'a str {
        self.layer.of(self.at..self.end)
    }

    /// Reads a character or a quoted part. False at the command's end.
    fn step(&mut self) -> bool {
        let rest = self.rest();
        let Some(letter) = rest.chars().next() else { return false };
        let behind = rest.get(letter.len_utf8()..).unwrap_or("");
        if self.dialect == Dialect::Cmd && self.cmd_step(letter, behind) {
            return true;
        }
        match letter {
            '\n' => return self.line_end(behind),
            ' ' | '\t' | '\r' | '\u{a0}' => self.blank(letter),
            '|' => return false,
            '&' if behind.starts_with('>') => self.redirection(),
            ';' | '&' if behind.is_empty() || behind.starts_with([' ', '\n', '&', '\r']) => {
                return false;
            }
            '<' if self.word.is_none() && behind.starts_with('<') => self.here(),
            '<' if self.word.is_none() && behind.starts_with(' ') => self.redirection(),
            '>' if self.is_descriptor() => self.redirection(),
            '#' if self.word.is_none() && behind.starts_with(' ') => {
                self.at += rest.find('\n').unwrap_or(rest.len());
            }
            ')' if self.word.as_ref().is_none_or(|word| !word.text().contains('(')) => {
                return false;
            }
            _ => {
                if let Some(length) = self.expansion(self.at, self.end) {
                    self.verbatim(length);
                } else {
                    self.character(letter, behind);
                }
            }
        }
        true
    }

    fn character(&mut self, letter: char, behind: &str) {
        match (self.dialect, letter) {
            (Dialect::Posix, '\\') | (Dialect::PowerShell, '`') => self.escape(1, behind),
            (Dialect::Posix, '$') if behind.starts_with('\'') => self.ansi_c(),
            (Dialect::Posix, '$') if behind.starts_with('"') => self.at += 1,
            (Dialect::Posix | Dialect::PowerShell, '\'' | '"') => self.quoted(letter),
            // Word processors turn quotes into these. PowerShell takes them; elsewhere they were meant as quotes.
            (Dialect::PowerShell, '“' | '”' | '„') => self.quoted('”'),
            (Dialect::PowerShell, '‘' | '’') => self.quoted('’'),
            (Dialect::Posix, '“' | '”') if self.word.is_none() => self.quoted('”'),
            (Dialect::Posix, '‘' | '’') if self.word.is_none() => self.quoted('’'),
            (Dialect::PowerShell, '(' | '@') if self.word.is_none() => {
                let open = self.at + usize::from(letter == '@');
                match self.brackets.close(self.layer, open, self.end) {
                    Some(close) => self.copy_to(close),
                    None => self.plain(letter),
                }
            }
            _ => self.run(letter),
        }
    }

    fn blank(&mut self, letter: char) {
        self.finish_word();
        self.at += letter.len_utf8();
    }

    /// Whether the word at hand is nothing, or the number of a file descriptor.
    fn is_descriptor(&self) -> bool {
        self.word.as_ref().is_none_or(|word| word.text().bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// `> file`, `2>&1`, `&>file`, `< file`: words for the shell alone.
    fn redirection(&mut self) {
        self.word = None;
        let rest = self.rest();
        let sign = rest.len() - rest.trim_start_matches(['&', '>', '<', '|']).len();
        let name = rest.get(sign..).unwrap_or("").trim_start_matches([' ', '\t']);
        self.at += rest.len() - name.len();
        self.becomes = if rest.starts_with('<') { Becomes::Source } else { Becomes::File };
    }

    /// The line ended without a sign that it goes on. It does if the next one begins with an option, or with the
    /// address that is still missing.
    fn line_end(&mut self, behind: &str) -> bool {
        self.finish_word();
        if self.here.is_some() {
            self.here_document();
            return false;
        }
        let line = behind.trim_start_matches([' ', '\t']);
        let mut letters = line.bytes();
        let option = match (letters.next(), letters.next(), letters.next()) {
            (Some(b'-'), Some(b'-'), Some(letter)) => letter.is_ascii_lowercase(),
            (Some(b'-'), Some(letter), Some(b' ')) => letter.is_ascii_alphabetic(),
            _ => false,
        };
        let goes_on = option
            || line.trim_start_matches(['"', '\'']).starts_with("http")
                && line.get(..10).is_some_and(|start| start.contains("://"))
                && !self.line.words.iter().any(|word| word.text().contains("://"));
        if goes_on {
            self.at += 1;
        }
        goes_on
    }

    /// An escape sign: at a line's end the command goes on, before a character that character is meant.
    fn escape(&mut self, length: usize, behind: &str) {
        let line = behind.trim_start_matches([' ', '\t', '\r']);
        if let Some(next) = line.strip_prefix('\n') {
            let blanks = behind.len() - line.len();
            // The last line's sign may be left over: what follows is then no part of the command.
            let next = next.trim_start_matches([' ', '\t']);
            let over =
                next.is_empty() || next.starts_with(['\n', '\r', '{']) || begins_output(next);
            self.at += length + blanks + usize::from(!over);
            if over {
                self.finish_word();
                self.end = self.at;
            } else if blanks > 0 || self.dialect == Dialect::PowerShell {
                self.finish_word();
            }
            return;
        }
        self.at += length;
        if let Some(next) = behind.chars().next() {
            self.plain(next);
        }
    }

    fn plain(&mut self, letter: char) {
        self.copy_to(self.at + letter.len_utf8());
    }

    /// Takes over a character, and those behind it that mean themselves in every shell.
    fn run(&mut self, letter: char) {
        let means_itself = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_./:=".contains(byte);
        let length = self.rest().bytes().take_while(means_itself).count();
        self.copy_to(self.at + length.max(letter.len_utf8()));
    }

    /// Takes over the text up to an offset as it is.
    fn copy_to(&mut self, to: usize) {
        self.start_word();
        self.copy(self.at..to);
        self.at = to;
    }

    /// Takes over an expansion as it is written.
    fn verbatim(&mut self, length: usize) {
        let to = self.at + length;
        self.line.expansions.push(self.layer.span(self.at..to));
        self.copy_to(to);
    }

    fn put(&mut self, piece: &str, length: usize) {
        self.start_word();
        let place = self.at..self.at + length;
        if let Some(word) = &mut self.word {
            word.layer.put(piece, self.layer, place);
        }
        self.at += length;
    }

    fn copy(&mut self, range: Range<usize>) {
        if let Some(word) = &mut self.word {
            word.layer.copy(self.layer, range);
        }
    }

    fn start_word(&mut self) {
        let at = self.at;
        self.word.get_or_insert_with(|| Word { layer: Layer::default(), range: at..at });
    }

    fn finish_word(&mut self) {
        if let Some(mut word) = self.word.take() {
            word.range.end = self.at;
            match self.becomes {
                Becomes::Word => self.line.words.push(word),
                Becomes::Input => self.line.input = Some(word.layer),
                Becomes::Source => self.line.file = Some(file(&word.layer)),
                Becomes::File => {}
            }
            self.becomes = Becomes::Word;
        }
    }
}

/// A file's name as options of curl write it.
pub(super) fn file(name: &Layer) -> Layer {
    let mut file = Layer::default();
    file.put("@", name, 0..0);
    file.copy(name, name.all());
    file
}

/// Whether a line is a server's answer, a fence, or another command.
fn begins_output(line: &str) -> bool {
    line.starts_with("HTTP/") || line.starts_with("```") || line.starts_with("curl ")
}

#[cfg(test)]
mod tests;
