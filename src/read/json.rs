//! Objects in a text: JSON, and what reads like it: Python, Ruby, Java and JavaScript dumps, escaped or
//! truncated or typographic JSON.
//!
//! One pass, no recursion: an object that never ends is read to the end of the text, and reading goes on
//! behind it. So time is linear however the brackets are nested.

use std::ops::Range;

use super::decode;
use super::layer::Layer;
use super::quote::{Quotes, opening};

/// Values kept of one object. Real answers have dozens.
const VALUES: usize = 1024;
/// Names of the path to a value. What lies deeper is left out.
const DEPTH: usize = 24;
/// Bytes of a name that are kept.
const NAME: usize = 64;
/// Characters of an unquoted word that may be a name.
const WORD: usize = 64;

/// An object found in a text.
#[derive(Debug)]
pub(super) struct Object {
    /// Where it stands, brackets included.
    pub(super) range: Range<usize>,
    /// Its values, in the order of the text, of inner objects as well.
    pub(super) leaves: Vec<Leaf>,
    /// Whether any name is in quotes: a dump, not a line of a program.
    pub(super) quoted: bool,
}

/// A value that is no object.
#[derive(Debug)]
pub(super) struct Leaf {
    /// Names from the outermost to the innermost, joined by dots.
    pub(super) path: String,
    /// The value, unescaped.
    pub(super) value: Layer,
    /// Whether it was in quotes.
    pub(super) quoted: bool,
}

/// Every outermost object in a part of a text, in order.
pub(super) fn objects(layer: &Layer, range: Range<usize>) -> Vec<Object> {
    let mut quotes = Quotes::new(layer.text(), range.end);
    let mut found = Vec::new();
    let mut at = range.start;
    while let Some(open) = layer.of(at..range.end).find('{').map(|offset| at + offset) {
        at = open + 1;
        if begins_object(layer.of(at..range.end)) {
            let object = Reader::new(layer, &mut quotes, open, range.end).read();
            at = object.range.end.max(at);
            if !object.leaves.is_empty() {
                found.push(object);
            }
        }
    }
    found
}

/// Whether what stands behind a `{` is a name: in quotes, escaped quotes, or a word with `:` or `=`.
fn begins_object(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\t', '\r', '\n', '\\', '\u{a0}']);
    if opening(rest).is_some() {
        return true;
    }
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let length = word_length(rest);
    let behind = rest.get(length..).unwrap_or("").trim_start_matches([' ', '\t']);
    length > 0 && behind.starts_with([':', '='])
}

/// Length of the unquoted name that a text begins with.
fn word_length(text: &str) -> usize {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || "_$-.\\@".contains(letter);
    text.chars().take(WORD).take_while(|&letter| is_word(letter)).map(char::len_utf8).sum()
}

/// Length of what Node writes between a name and the object's bracket: `<ref *1> ClientRequest `,
/// `[Object: null prototype] `, `Object [AxiosHeaders] `, `Map(2) `.
fn class_length(text: &str) -> usize {
    if !text.starts_with(|first: char| first == '<' || first == '[' || first.is_ascii_uppercase()) {
        return 0;
    }
    let mut open = 0_u8;
    for (at, letter) in text.bytes().take(WORD).enumerate() {
        match letter {
            b'{' => return if open == 0 { at } else { 0 },
            b'[' if at > 0 && text.as_bytes().get(at + 1) == Some(&b'\n') => return at,
            b'[' | b'(' | b'<' if open < 2 => open += 1,
            b']' | b')' | b'>' if open > 0 => open -= 1,
            b' ' | b':' | b'.' | b'*' | b'_' | b'$' => {}
            letter if letter.is_ascii_alphanumeric() => {}
            _ => return 0,
        }
    }
    0
}

struct Reader<'a, 'q> {
    layer: &'a Layer,
    quotes: &'q mut Quotes<'a>,
    start: usize,
    at: usize,
    end: usize,
    /// For each open bracket: whether it is an object's, and how long the path was before it.
    open: Vec<(bool, usize)>,
    /// Names of the path; one that is too deep is counted and not kept.
    path: Vec<String>,
    /// The name that waits for its value.
    name: Option<String>,
    leaves: Vec<Leaf>,
    quoted: bool,
}

impl<'a, 'q> Reader<'a, 'q> {
    fn new(layer: &'a Layer, quotes: &'q mut Quotes<'a>, start: usize, end: usize) -> Self {
        Reader {
            layer,
            quotes,
            start,
            at: start,
            end,
            open: Vec::new(),
            path: Vec::new(),
            name: None,
            leaves: Vec::new(),
            quoted: false,
        }
    }

    fn read(mut self) -> Object {
        while self.step() {}
        let range = self.start..self.at.min(self.end);
        Object { range, leaves: self.leaves, quoted: self.quoted }
    }

    fn rest(&self) -> &'a str {
        self.layer.of(self.at..self.end)
    }

    fn in_object(&self) -> bool {
        self.open.last().is_none_or(|&(object, _)| object)
    }

    /// Reads one token. False where the object ends or what follows belongs to none.
    fn step(&mut self) -> bool {
        let rest = self.rest();
        let Some(letter) = rest.chars().next() else { return false };
        if let Some(quote) = opening(rest) {
            return self.string(quote, 0);
        }
        let class = if self.is_value() { class_length(rest) } else { 0 };
        if class > 0 {
            self.at += class;
            return true;
        }
        match letter {
            ' ' | '\t' | '\r' | '\n' | ',' | ';' | '\u{a0}' => self.at += letter.len_utf8(),
            '{' => self.enter(true),
            '[' if self.in_object() && self.name.is_none() => return self.skip_symbol(),
            '[' => self.enter(false),
            '}' | ']' => return self.leave(letter == '}'),
            '\\' => return self.backslashes(),
            '+' => return self.continued(),
            ':' | '=' if self.name.is_some() => self.at += 1,
            '>' if self.name.is_some() && self.layer.of(self.at - 1..self.at) == "=" => {
                self.at += 1;
            }
            _ => return self.bare(),
        }
        true
    }

    /// Whether a value is due, and no name.
    fn is_value(&self) -> bool {
        self.name.is_some() || !self.in_object()
    }

    /// A string that goes on behind a plus sign, as Node breaks long ones over lines. In a program an expression may
    /// follow: the value is then as it is written, and no string any more.
    fn continued(&mut self) -> bool {
        let rest = self.rest().get(1..).unwrap_or("").trim_start();
        let Some(quote) = opening(rest) else {
            if self.is_value() {
                return self.bare();
            }
            let written = self.at..self.at + bare_length(self.rest(), false);
            self.at = written.end;
            if let Some(leaf) = self.leaves.last_mut() {
                leaf.value.copy(self.layer, written);
                leaf.quoted = false;
            }
            return true;
        };
        let inner = self.end - rest.len() + quote.len_utf8();
        let (content, behind) = self.quotes.close(inner, quote, 0);
        self.at = behind;
        let more = self.unescape(content, 0);
        if let Some(leaf) = self.leaves.last_mut() {
            leaf.value.copy(&more, more.all());
        }
        true
    }

    fn enter(&mut self, object: bool) {
        self.at += 1;
        self.open.push((object, self.path.len()));
        if let Some(name) = self.name.take() {
            self.path.push(name);
        }
    }

    fn leave(&mut self, object: bool) -> bool {
        self.at += 1;
        self.name = None;
        // A bracket that was never opened is a stray one; an object that closes ends what is open in it.
        while let Some((is_object, length)) = self.open.pop() {
            self.path.truncate(length);
            if is_object == object || !object {
                break;
            }
        }
        !self.open.is_empty()
    }

    /// JavaScript's `[Symbol(x)]: …` and `[cause]: …` where a name is due: the brackets fall away.
    fn skip_symbol(&mut self) -> bool {
        let line =
            self.rest().bytes().take(2 * WORD).position(|byte| byte == b']' || byte == b'\n');
        let Some(length) = line else { return false };
        self.name = Some(keep(self.layer.of(self.at + 1..self.at + length)));
        self.at += length + 1;
        true
    }

    /// Backslashes before a quote say how deep the JSON is escaped; others fall away.
    fn backslashes(&mut self) -> bool {
        let count = self.rest().bytes().take_while(|&byte| byte == b'\\').count();
        self.at += count;
        // Deeper than four escapings is noise.
        let count = count.min(15);
        match opening(self.rest()) {
            Some(quote) => self.string(quote, count),
            None if self.rest().starts_with('n') || self.rest().starts_with('t') => {
                // `{\n  \"error\"`: the escaped line ends of a pretty-printed body.
                self.at += 1;
                true
            }
            None => true,
        }
    }

    fn string(&mut self, quote: char, escaped: usize) -> bool {
        let inner = self.at + quote.len_utf8();
        let (content, behind) = self.quotes.close(inner, quote, escaped);
        self.at = behind;
        if self.in_object() && self.name.is_none() {
            self.quoted = true;
            let value = self.unescape(content, escaped);
            self.name = Some(keep(value.text()));
            return true;
        }
        self.leaf(content, escaped, true);
        true
    }

    fn unescape(&self, range: Range<usize>, escaped: usize) -> Layer {
        let mut value = self.layer.part(range);
        // 1, 3 and 7 backslashes are one, two and three escapings on top of the string's own.
        let mut times = 1 + (escaped + 1).ilog2().min(3);
        while times > 0 && value.text().contains('\\') {
            value = decode::backslashes(&value, value.all());
            times -= 1;
        }
        value
    }

    fn leaf(&mut self, range: Range<usize>, escaped: usize, quoted: bool) {
        let name = self.name.take();
        if self.leaves.len() >= VALUES || self.path.len() > DEPTH {
            return;
        }
        let mut path = self.path.join(".");
        if let Some(name) = name {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(&name);
        }
        if !quoted && self.layer.of(range.clone()).starts_with("Function") {
            return;
        }
        let value = self.unescape(range, escaped);
        self.leaves.push(Leaf { path, value, quoted });
    }

    /// A word without quotes: a name, a number, `None`, `undefined`, a class before its object.
    fn bare(&mut self) -> bool {
        if self.in_object() && self.name.is_none() {
            return self.bare_name();
        }
        let assigned = self.assigned();
        let rest = self.rest();
        let length = bare_length(rest, assigned);
        let word = rest.get(..length).unwrap_or("").trim_end();
        let next = rest.get(length..).and_then(|rest| rest.chars().next());
        if matches!(next, Some('{' | '[')) && word_length(word) == word.len() {
            self.at += length;
            return true;
        }
        if length == 0 {
            return false;
        }
        self.leaf(self.at..self.at + word.len(), 0, false);
        self.at += length;
        true
    }

    /// Whether the waiting name was followed by `=`, as in Java's maps, where values hold commas.
    fn assigned(&self) -> bool {
        self.layer.of(self.start..self.at).trim_end_matches(' ').ends_with('=')
    }

    /// A line of a stack trace inside a dumped error falls away.
    fn skip_trace(&mut self, rest: &str) -> bool {
        let trace = rest.starts_with("at ");
        if trace {
            self.at += rest.find('\n').unwrap_or(rest.len());
        }
        trace
    }

    fn bare_name(&mut self) -> bool {
        let rest = self.rest();
        let symbol = usize::from(rest.starts_with(':'));
        let length = symbol + word_length(rest.get(symbol..).unwrap_or(""));
        let name = rest.get(symbol..length).unwrap_or("");
        let behind = rest.get(length..).unwrap_or("");
        let blank = behind.len() - behind.trim_start_matches([' ', '\t']).len();
        if name.is_empty() || !behind.get(blank..).unwrap_or("").starts_with([':', '=']) {
            return self.skip_trace(rest);
        }
        self.name = Some(keep(&name.replace('\\', "")));
        self.at += length + blank + 1;
        true
    }
}

/// How far a value without quotes goes.
fn bare_length(rest: &str, assigned: bool) -> usize {
    for (at, letter) in rest.char_indices() {
        let ends = match letter {
            '}' | ']' | '\n' | '{' => true,
            '[' => at > 0 && !assigned,
            ';' => assigned,
            ',' => !assigned || names_follow(rest.get(at + 1..).unwrap_or("")),
            _ => false,
        };
        if ends {
            return at;
        }
    }
    rest.len()
}

fn names_follow(rest: &str) -> bool {
    let rest = rest.trim_start_matches(' ');
    let length = word_length(rest);
    length > 0 && rest.get(length..).is_some_and(|rest| rest.starts_with('='))
}

fn keep(name: &str) -> String {
    name.chars()
        .scan(0, |length, letter| {
            *length += letter.len_utf8();
            (*length <= NAME).then_some(letter)
        })
        .collect()
}

#[cfg(test)]
mod tests;
