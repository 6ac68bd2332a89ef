//! Where a quoted text ends, for texts that people and programs have quoted in every way there is.

use std::ops::Range;

/// The quote that a text begins with.
pub(super) fn opening(text: &str) -> Option<char> {
    text.chars().next().filter(|letter| "\"'“”„‘’".contains(*letter))
}

/// Whether `letter` ends what `quote` began.
fn closes(quote: char, letter: char) -> bool {
    match quote {
        '"' => letter == '"',
        '\'' => letter == '\'',
        '‘' | '’' => "‘’'".contains(letter),
        _ => "“”\"".contains(letter),
    }
}

/// Finds closing quotes in a text. It remembers which quotes close no more, so that a text of unclosed
/// quotes is not searched to its end again and again.
pub(super) struct Quotes<'a> {
    text: &'a str,
    end: usize,
    unclosed: Vec<(char, usize)>,
}

impl<'a> Quotes<'a> {
    /// For the text up to `end`.
    pub(super) fn new(text: &'a str, end: usize) -> Self {
        Quotes { text, end, unclosed: Vec::new() }
    }

    /// What stands between an opening quote and its closing one, and the offset behind the latter. `inner`
    /// is the offset behind the opening quote, which had `escaped` backslashes before it. Without a closing
    /// quote the text goes to the end of the line.
    pub(super) fn close(
        &mut self,
        inner: usize,
        quote: char,
        escaped: usize,
    ) -> (Range<usize>, usize) {
        let rest = self.text.get(inner..self.end).unwrap_or("");
        if !self.unclosed.contains(&(quote, escaped)) {
            match search(rest, quote, escaped) {
                Search::Closed { content, behind } => {
                    return (inner..inner + content, inner + behind);
                }
                Search::LineEnd { at } => return (inner..inner + at, inner + at),
                Search::Open => self.unclosed.push((quote, escaped)),
            }
        }
        let line = rest.find('\n').unwrap_or(rest.len());
        let content = rest.get(..line).unwrap_or("").trim_end().len();
        (inner..inner + content, inner + line)
    }
}

enum Search {
    /// The content's length, and where reading goes on.
    Closed { content: usize, behind: usize },
    /// The next line begins a new name or ends the object: the quote was forgotten.
    LineEnd { at: usize },
    /// There is no closing quote.
    Open,
}

fn search(rest: &str, quote: char, escaped: usize) -> Search {
    let mut slashes = 0;
    let mut inner_open = false;
    let mut before = ' ';
    for (at, letter) in rest.char_indices() {
        let run = slashes;
        slashes = if letter == '\\' { slashes + 1 } else { 0 };
        if letter == '\n' && begins_anew(rest.get(at + 1..).unwrap_or("")) {
            return Search::LineEnd { at };
        }
        if closes(quote, letter) && unescaped(run, escaped) {
            let behind = at + letter.len_utf8();
            let word_follows = rest
                .get(behind..)
                .and_then(|rest| rest.chars().next())
                .is_some_and(char::is_alphanumeric);
            if word_follows {
                // `user's` or `the "foo` inside: only the latter has a partner.
                inner_open = inner_open || !before.is_alphanumeric();
            } else if inner_open && !ends_value(rest.get(behind..).unwrap_or("")) {
                inner_open = false;
            } else {
                let content = at - run.min(escaped);
                return Search::Closed { content, behind };
            }
        }
        before = letter;
    }
    Search::Open
}

/// Whether a quote behind `run` backslashes closes a string whose own quotes have `escaped` of them.
fn unescaped(run: usize, escaped: usize) -> bool {
    run <= escaped && (run == escaped || escaped > 0)
        || run > escaped && (run - escaped).is_multiple_of(2 * (escaped + 1))
}

/// Whether the next line can't be the inside of a string.
fn begins_anew(rest: &str) -> bool {
    let line = rest.trim_start_matches([' ', '\t', '\r']);
    line.starts_with(['"', '{', '}']) || line.starts_with("'error")
}

/// Whether what follows a quote is what follows a value.
fn ends_value(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\t', '\r', '\n', '\\']);
    rest.is_empty() || rest.starts_with([',', '}', ']', ':', ';'])
}
