//! Quotes of POSIX shells and PowerShell.

use std::ops::Range;

use super::{Dialect, Splitter, begins_output};
use crate::read::decode;

impl Splitter<'_> {
    pub(super) fn quoted(&mut self, quote: char) {
        let open = self.rest().chars().next().map_or(1, char::len_utf8);
        let inner = self.at + open;
        self.start_word();
        let Some((content, close)) = self.closing(inner, quote) else {
            // Nobody closed it: the quote is dropped, the line goes on.
            self.at = inner;
            let rest = self.rest();
            let line = inner..inner + rest.find('\n').unwrap_or(rest.len());
            let kept = self.layer.trimmed(line.clone()).end.max(inner);
            self.unquote(inner..kept, quote);
            self.at = line.end;
            return;
        };
        self.unquote(inner..content, quote);
        self.at = close;
    }

    /// Where the content of a quote ends, and the offset behind the closing quote.
    fn closing(&mut self, inner: usize, quote: char) -> Option<(usize, usize)> {
        let expands = self.expands_in(quote);
        let mut at = inner;
        loop {
            let rest = self.layer.of(at..self.end);
            let letter = rest.chars().next()?;
            let behind = rest.get(letter.len_utf8()..).unwrap_or("");
            let here = at;
            at += letter.len_utf8();
            match letter {
                '\\' if quote == '"' => at += behind.chars().next().map_or(0, char::len_utf8),
                '`' if expands && self.dialect == Dialect::PowerShell => {
                    at += behind.chars().next().map_or(0, char::len_utf8);
                }
                '`' | '$' | '{' if expands => {
                    at = here + self.expansion(here, self.end).unwrap_or(1);
                }
                '\n' if behind.starts_with(['\n', '\r']) || begins_output(behind) => return None,
                _ if !is_closing(quote, letter) => {}
                _ if self.dialect == Dialect::PowerShell && behind.starts_with(letter) => {
                    at += letter.len_utf8();
                }
                _ => return Some((here, at)),
            }
        }
    }

    /// Whether variables are put in between these quotes.
    fn expands_in(&self, quote: char) -> bool {
        quote == '"' || quote == '”' && self.dialect == Dialect::PowerShell
    }

    /// Appends the content of a quote with its escapes undone.
    pub(super) fn unquote(&mut self, range: Range<usize>, quote: char) {
        let expands = self.expands_in(quote);
        let (mut at, mut done) = (range.start, range.start);
        while at < range.end {
            let rest = self.layer.of(at..range.end);
            let Some(found) = rest.find(|letter| "\\`$%{".contains(letter) || letter == quote)
            else {
                break;
            };
            at += found;
            let rest = self.layer.of(at..range.end);
            let template = rest.starts_with("{{");
            if let Some(length) = Some(())
                .filter(|()| expands || template)
                .and_then(|()| self.expansion(at, range.end))
            {
                self.line.expansions.push(self.layer.span(at..at + length));
                at += length;
            } else if let Some((skip, piece)) = self.quoted_escape(rest, quote) {
                self.copy(done..at);
                at += skip;
                done = at;
                if let (Some(piece), Some(word)) = (piece, &mut self.word) {
                    word.layer.put(piece, self.layer, at - 1..at + 1);
                    at += 1;
                    done = at;
                } else {
                    // The escaped character itself is copied with what follows it.
                    at += self.layer.of(at..range.end).chars().next().map_or(0, char::len_utf8);
                }
            } else {
                at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
        self.copy(done..range.end);
    }

    /// How many bytes to leave out before the character that an escape stands for, and what it stands for if
    /// that is not the character itself.
    fn quoted_escape(&self, rest: &str, quote: char) -> Option<(usize, Option<&'static str>)> {
        let first = rest.chars().next()?;
        let length = first.len_utf8();
        let next = rest.get(length..)?.chars().next()?;
        match (self.dialect, first) {
            (Dialect::Posix, '\\') if quote == '"' && next == '\n' => Some((length + 1, None)),
            (Dialect::Posix, '\\') if quote == '"' && "\\\"$`".contains(next) => {
                Some((length, None))
            }
            (Dialect::PowerShell, '`') if self.expands_in(quote) => Some((
                length,
                match next {
                    'n' => Some("\n"),
                    'r' => Some("\r"),
                    't' => Some("\t"),
                    _ => None,
                },
            )),
            // What programs get is unquoted a second time on Windows.
            (Dialect::PowerShell, '\\') if quote == '"' && next == '"' => Some((length, None)),
            (Dialect::PowerShell, _) if is_closing(quote, first) && next == first => {
                Some((length, None))
            }
            _ => None,
        }
    }

    /// bash's `$'…'` (bash manual, section 3.1.2.4).
    pub(super) fn ansi_c(&mut self) {
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
}

pub(super) fn is_closing(quote: char, letter: char) -> bool {
    match quote {
        '”' => "“”\"".contains(letter),
        '’' => "‘’'".contains(letter),
        _ => letter == quote,
    }
}
