//! cmd.exe: it passes on what it does not take for a sign of its own, and the C runtime parts that into words.
//!
//! Outside quotes `^` makes cmd.exe pass the next character on; a quote that was passed on so opens none for it.
//! The C runtime does not see the carets: for it `\"` is a quote, and so is `""` between quotes.

use std::ops::Range;

use super::{Splitter, begins_output};

#[derive(Default)]
pub(super) struct State {
    /// Whether cmd.exe itself is inside quotes, where `^` is a character like any other.
    quoted: bool,
    /// Whether the C runtime is.
    inside: bool,
    /// Backslashes that wait for what follows them.
    slashes: Vec<Range<usize>>,
}

impl Splitter<'_> {
    /// Reads what means the same in no other shell. False if the signs of all shells hold for what stands here.
    pub(super) fn cmd_step(&mut self, letter: char, behind: &str) -> bool {
        if letter == '\n' {
            self.flush();
            self.cmd = State::default();
            return false;
        }
        if letter == '^' && !self.cmd.quoted {
            return self.caret(behind);
        }
        if letter == '"' {
            self.cmd.quoted = !self.cmd.quoted;
            self.passed(letter);
            return true;
        }
        let expansion = self.expansion(self.at, self.end).filter(|_| letter != '`');
        if let Some(length) = expansion {
            self.flush();
            self.verbatim(length);
            return true;
        }
        let signs = "|&<>;)#".contains(letter) && !self.cmd.quoted;
        let blank = matches!(letter, ' ' | '\t' | '\r' | '\u{a0}');
        if signs || blank && !self.cmd.inside {
            self.flush();
            return false;
        }
        self.passed(letter);
        true
    }

    /// `^` before a character, or at the end of a line, which then goes on.
    fn caret(&mut self, behind: &str) -> bool {
        let line = behind.trim_start_matches([' ', '\t', '\r']);
        let Some(next) = line.strip_prefix('\n') else {
            self.at += 1;
            if let Some(letter) = behind.chars().next() {
                self.passed(letter);
            }
            return true;
        };
        self.at += 1 + behind.len() - next.len();
        let words = next.trim_start_matches([' ', '\t']);
        let over = words.is_empty() || words.starts_with('{') || begins_output(words);
        if over && !self.cmd.inside {
            self.flush();
            self.finish_word();
            self.end = self.at;
        } else if next.starts_with(['\n', '\r']) {
            // The first character of the next line is passed on, even if it is a line's end.
            let length = if next.starts_with("\r\n") { 2 } else { 1 };
            self.flush();
            self.put("\n", length);
        }
        true
    }

    /// A character that cmd.exe passes on.
    fn passed(&mut self, letter: char) {
        let place = self.at..self.at + letter.len_utf8();
        if letter == '\\' {
            self.start_word();
            self.cmd.slashes.push(place.clone());
            self.at = place.end;
            return;
        }
        if letter != '"' {
            self.flush();
            self.run(letter);
            return;
        }
        self.start_word();
        let slashes = std::mem::take(&mut self.cmd.slashes);
        for slash in slashes.iter().take(slashes.len() / 2) {
            self.copy(slash.clone());
        }
        let rest = self.layer.of(place.end..self.end);
        let doubled = self.cmd.inside && (rest.starts_with('"') || rest.starts_with("^\""));
        if slashes.len() % 2 == 1 {
            self.plain(letter);
        } else if doubled {
            let caret = usize::from(!rest.starts_with('"'));
            self.cmd.quoted ^= caret == 0;
            self.put("\"", 2 + caret);
        } else {
            self.cmd.inside = !self.cmd.inside;
            self.at = place.end;
        }
    }

    /// Backslashes that no quote follows are what they are.
    fn flush(&mut self) {
        for slash in std::mem::take(&mut self.cmd.slashes) {
            self.copy(slash);
        }
    }
}
