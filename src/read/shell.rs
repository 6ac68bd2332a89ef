//! Words of a command line, as POSIX shells, cmd.exe and PowerShell part and unquote them.
//!
//! More is taken for one command than a shell would: a line that begins with an option belongs to the
//! command before it even if the sign at the line's end was lost, a quote that nobody closed ends with its
//! line, and `&` inside a word is a character of the address.

use std::ops::Range;

use super::decode;
use super::layer::Layer;

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

/// The words of the command that begins at `range.start`, and where it ends.
pub(super) fn words(layer: &Layer, range: Range<usize>, dialect: Dialect) -> (Vec<Word>, usize) {
    let mut splitter = Splitter {
        layer,
        dialect,
        at: range.start,
        end: range.end,
        word: None,
        words: Vec::new(),
        cmd_quoted: false,
    };
    while splitter.step() {}
    splitter.finish_word();
    (splitter.words, splitter.at)
}

struct Splitter<'a> {
    layer: &'a Layer,
    dialect: Dialect,
    at: usize,
    end: usize,
    word: Option<Word>,
    words: Vec<Word>,
    /// Whether cmd.exe itself is inside quotes, where `^` is a character like any other.
    cmd_quoted: bool,
}

impl<'a> Splitter<'a> {
    fn rest(&self) -> &'a str {
        self.layer.of(self.at..self.end)
    }

    /// Reads a character or a quoted part. False at the command's end.
    fn step(&mut self) -> bool {
        let rest = self.rest();
        let Some(letter) = rest.chars().next() else { return false };
        let behind = rest.get(letter.len_utf8()..).unwrap_or("");
        match letter {
            '\n' => return self.line_end(behind),
            ' ' | '\t' | '\r' | '\u{a0}' => self.blank(letter),
            '|' => return false,
            ';' | '&' if behind.is_empty() || behind.starts_with([' ', '\n', '&', '\r']) => {
                return false;
            }
            '>' | '<' | '#' if self.word.is_none() && behind.starts_with(' ') => return false,
            ')' if self.word.as_ref().is_none_or(|word| !word.text().contains('(')) => {
                return false;
            }
            _ => match self.dialect {
                Dialect::Posix => self.posix(letter, behind),
                Dialect::Cmd => self.cmd(letter, behind),
                Dialect::PowerShell => self.powershell(letter, behind),
            },
        }
        true
    }

    fn posix(&mut self, letter: char, behind: &str) {
        match letter {
            '\\' => self.escape(1, behind),
            '$' if behind.starts_with('\'') => self.ansi_c(),
            '\'' | '"' => self.quoted(letter),
            // Word processors turn quotes into these; no shell takes them, but they were meant as quotes.
            '“' | '”' if self.word.is_none() => self.quoted('”'),
            '‘' | '’' if self.word.is_none() => self.quoted('’'),
            _ => self.plain(letter),
        }
    }

    fn powershell(&mut self, letter: char, behind: &str) {
        match letter {
            '`' => self.escape(1, behind),
            '\'' | '"' => self.quoted(letter),
            '“' | '”' | '„' => self.quoted('”'),
            '‘' | '’' => self.quoted('’'),
            _ => self.plain(letter),
        }
    }

    /// `^` makes cmd.exe pass the next character on; what is passed on is then parted by the C runtime.
    fn cmd(&mut self, letter: char, behind: &str) {
        match letter {
            '^' if !self.cmd_quoted && behind.starts_with(['\n', '\r']) => self.escape(1, behind),
            '^' if !self.cmd_quoted => {
                self.at += 1;
                match self.rest().chars().next() {
                    Some('"') => self.quoted('"'),
                    Some('\\') => self.cmd('\\', self.layer.of(self.at + 1..self.end)),
                    Some(next) => self.plain(next),
                    None => {}
                }
            }
            '\\' if behind.starts_with('"') || behind.starts_with("^\"") => {
                let length = 1 + behind.find('"').unwrap_or(0) + 1;
                self.put("\"", length);
            }
            '"' => self.quoted('"'),
            _ => self.plain(letter),
        }
    }

    fn blank(&mut self, letter: char) {
        self.finish_word();
        self.at += letter.len_utf8();
    }

    /// The line ended without a sign that it goes on. It does if the next one begins with an option.
    fn line_end(&mut self, behind: &str) -> bool {
        self.finish_word();
        let line = behind.trim_start_matches([' ', '\t']);
        let mut letters = line.bytes();
        let option = match (letters.next(), letters.next(), letters.next()) {
            (Some(b'-'), Some(b'-'), Some(letter)) => letter.is_ascii_lowercase(),
            (Some(b'-'), Some(letter), Some(b' ')) => letter.is_ascii_alphabetic(),
            _ => false,
        };
        if option {
            self.at += 1;
        }
        option
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
            } else if blanks > 0 {
                self.finish_word();
            }
            return;
        }
        self.at += length;
        if let Some(next) = behind.chars().next() {
            self.plain(next);
        }
    }

    fn quoted(&mut self, quote: char) {
        let open = self.rest().chars().next().map_or(1, char::len_utf8);
        let inner = self.at + open;
        let Some((content, close)) = self.closing(inner, quote) else {
            // Nobody closed it: the quote is dropped, the line goes on.
            self.start_word();
            self.at = inner;
            let rest = self.rest();
            let length = rest.find('\n').unwrap_or(rest.len());
            self.copy(self.at..self.layer.trimmed(self.at..self.at + length).end.max(self.at));
            self.at += length;
            return;
        };
        self.start_word();
        self.unquote(inner..content, quote);
        self.at = close;
    }

    /// Where the content of a quote ends, and the offset behind the closing quote.
    fn closing(&self, inner: usize, quote: char) -> Option<(usize, usize)> {
        let rest = self.layer.of(inner..self.end);
        let mut skip = 0;
        for (at, letter) in rest.char_indices() {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let behind = rest.get(at + letter.len_utf8()..).unwrap_or("");
            match letter {
                '\\' if quote == '"' && behind.starts_with("^\"") => skip = 2,
                '\\' if quote == '"' => skip = 1,
                '`' if quote == '"' && self.dialect == Dialect::PowerShell => skip = 1,
                '\n' if behind.starts_with(['\n', '\r']) || begins_output(behind) => return None,
                '^' if self.dialect == Dialect::Cmd && behind.starts_with('"') => {
                    return Some((inner + at, inner + at + 2));
                }
                _ if !is_closing(quote, letter) => {}
                _ if self.dialect == Dialect::PowerShell && behind.starts_with(letter) => skip = 1,
                _ => return Some((inner + at, inner + at + letter.len_utf8())),
            }
        }
        None
    }

    /// Appends the content of a quote with its escapes undone.
    fn unquote(&mut self, range: Range<usize>, quote: char) {
        let text = self.layer.of(range.clone());
        let mut at = 0;
        let mut done = 0;
        while let Some(found) = text.get(at..).and_then(|rest| rest.find(['\\', '`', '^', quote])) {
            at += found;
            let Some(length) = self.escape_length(text.get(at..).unwrap_or(""), quote) else {
                at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
                continue;
            };
            self.copy(range.start + done..range.start + at);
            at += length;
            done = at;
            // The escaped character itself is copied with what follows it.
            at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
        self.copy(range.start + done..range.end);
    }

    /// How many bytes to leave out before the character that an escape stands for.
    fn escape_length(&self, rest: &str, quote: char) -> Option<usize> {
        if self.dialect == Dialect::Cmd
            && let Some(escape) = ["^\\^\"", "\\^\""].iter().find(|form| rest.starts_with(**form))
        {
            return Some(escape.len() - 1);
        }
        let first = rest.chars().next()?;
        let length = first.len_utf8();
        let next = rest.get(length..)?.chars().next()?;
        let acts = match (self.dialect, first) {
            (Dialect::Posix, '\\') => quote == '"' && "\\\"$`".contains(next),
            (Dialect::PowerShell, '`') => quote != '\'',
            (Dialect::PowerShell | Dialect::Cmd, '\\') => quote == '"' && next == '"',
            (Dialect::PowerShell, _) if is_closing(quote, first) => next == first,
            (Dialect::Cmd, '^') => self.written_by_browser(),
            _ => false,
        };
        let newline =
            self.dialect == Dialect::Posix && first == '\\' && next == '\n' && quote == '"';
        (acts || newline).then_some(if newline { length + 1 } else { length })
    }

    /// Browsers write `^"…^"` for cmd.exe, and every special character inside with `^`.
    fn written_by_browser(&self) -> bool {
        let opening = self.at.saturating_sub(1)..self.at + 1;
        self.dialect == Dialect::Cmd && self.layer.of(opening) == "^\""
    }

    fn ansi_c(&mut self) {
        let inner = self.at + 2;
        let rest = self.layer.of(inner..self.end);
        let mut escaped = false;
        let close = rest.bytes().position(|byte| {
            let closes = byte == b'\'' && !escaped;
            escaped = byte == b'\\' && !escaped;
            closes
        });
        let Some(close) = close else { return self.plain('$') };
        let content = decode::backslashes(self.layer, inner..inner + close);
        self.start_word();
        if let Some(word) = &mut self.word {
            word.layer.copy(&content, content.all());
        }
        self.at = inner + close + 1;
    }

    fn plain(&mut self, letter: char) {
        self.start_word();
        self.copy(self.at..self.at + letter.len_utf8());
        self.at += letter.len_utf8();
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
            self.words.push(word);
        }
    }
}

fn is_closing(quote: char, letter: char) -> bool {
    match quote {
        '”' => "“”\"".contains(letter),
        '’' => "‘’'".contains(letter),
        _ => letter == quote,
    }
}

/// Whether a line is a server's answer, a fence, or another command.
fn begins_output(line: &str) -> bool {
    line.starts_with("HTTP/") || line.starts_with("```") || line.starts_with("curl ")
}

#[cfg(test)]
mod tests;
