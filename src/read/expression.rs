//! Reads values as programs write them: strings and what is joined to them, objects, lists, calls.
//!
//! What only the running program knows (a variable, the result of a call) stays in the value as it is written, and
//! its place is noted.

use std::ops::Range;

use super::bracket::Brackets;
use super::decode;
use super::layer::Layer;
use super::shell::{self, Dialect};
use super::value::{Language, Value, text_of};
use crate::span::Span;

/// How deep values may nest.
const DEPTH: usize = 24;
/// Members of an object, items of a list and parts of a joined text that are kept.
const KEPT: usize = 256;
/// Bytes of a name that are looked at.
const NAME: usize = 80;

/// Reads values one behind the other.
pub(super) struct Reader<'a> {
    layer: &'a Layer,
    /// Where it stands.
    pub(super) at: usize,
    end: usize,
    language: Language,
    depth: usize,
    brackets: Brackets,
    /// What only the running program knows.
    pub(super) expansions: Vec<Span>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(layer: &'a Layer, range: Range<usize>, language: Language) -> Self {
        Reader {
            layer,
            at: range.start,
            end: range.end,
            language,
            depth: 0,
            brackets: Brackets::default(),
            expansions: Vec::new(),
        }
    }

    fn rest(&self) -> &'a str {
        self.layer.of(self.at..self.end)
    }

    /// Skips blanks, and what else may stand between two values.
    fn skip(&mut self, signs: &[char]) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches(|letter: char| {
                letter.is_whitespace() || signs.contains(&letter)
            });
            self.at += rest.len() - trimmed.len();
            let comment = trimmed.starts_with("//") || trimmed.starts_with('#');
            if !comment {
                return;
            }
            self.at += trimmed.find('\n').unwrap_or(trimmed.len());
        }
    }

    /// The value that begins here: texts joined by `+` are one.
    pub(super) fn value(&mut self) -> Value {
        let first = self.primary();
        let mut joined: Option<Layer> = None;
        for _ in 0..KEPT {
            let rest = self.rest();
            let next = rest.trim_start();
            // Python joins strings that stand side by side.
            let side = self.language == Language::Script
                && matches!(first, Value::Text(_))
                && next.starts_with(['"', '\'']);
            let plus = next.starts_with('+') && !next.starts_with("++");
            if !plus && !side {
                break;
            }
            self.at += rest.len() - next.len() + usize::from(plus);
            let second = self.primary();
            let text = joined.get_or_insert_with(|| text_of(&first, &mut self.expansions));
            let second = text_of(&second, &mut self.expansions);
            text.copy(&second, second.all());
        }
        joined.map_or(first, Value::Text)
    }

    fn primary(&mut self) -> Value {
        self.skip(&[]);
        let rest = self.rest();
        let powershell = self.language == Language::PowerShell;
        let prefix = rest.len() - rest.trim_start_matches(['f', 'r', 'b', 'u', 'F']).len();
        let quoted = rest.get(prefix..).is_some_and(|it| it.starts_with(['"', '\'']));
        if quoted && prefix < 3 {
            self.at += prefix;
            return self.string(rest.get(..prefix).is_some_and(|it| it.contains(['f', 'F'])));
        }
        if self.depth >= DEPTH {
            return self.raw();
        }
        self.depth += 1;
        let value = match rest.chars().next() {
            Some('`') if !powershell => self.string(true),
            Some('@') if powershell && rest.starts_with("@{") => {
                self.at += 1;
                self.object()
            }
            Some('@') if powershell && rest.starts_with(['"', '\'']) => self.raw(),
            Some('{') => self.object(),
            Some('[') if !powershell => self.list(']'),
            Some('(') => self.list(')'),
            _ => self.named(),
        };
        self.depth -= 1;
        value
    }

    /// A string, with its escapes undone.
    fn string(&mut self, expands: bool) -> Value {
        if self.language == Language::PowerShell {
            let range = self.at..self.end;
            let (text, end, expansions) = shell::quoted(self.layer, range, Dialect::PowerShell);
            self.expansions.extend(expansions);
            self.at = end;
            return Value::Text(text);
        }
        let rest = self.rest();
        let quote = rest.get(..1).unwrap_or("\"");
        let triple = rest.starts_with("\"\"\"") || rest.starts_with("'''");
        let width = if triple { 3 } else { 1 };
        let closing = rest.get(..width).unwrap_or(quote);
        self.at += width;
        let (mut done, mut text) = (self.at, Layer::default());
        loop {
            let rest = self.rest();
            let Some(letter) = rest.chars().next() else { break };
            if rest.starts_with(closing) || letter == '\n' && width == 1 && quote != "`" {
                break;
            }
            let open = match letter {
                '$' if quote == "`" && rest.starts_with("${") => 1,
                '{' if expands && quote != "`" && !rest.starts_with("{{") => 0,
                '\\' => {
                    self.at += 1 + rest.chars().nth(1).map_or(0, char::len_utf8);
                    continue;
                }
                _ => {
                    self.at += letter.len_utf8();
                    continue;
                }
            };
            let close = self.group(self.at + open).unwrap_or(self.at + 1);
            self.unescape(&mut text, done..self.at);
            text.copy(self.layer, self.at..close);
            self.expansions.push(self.layer.span(self.at..close));
            (done, self.at) = (close, close);
        }
        self.unescape(&mut text, done..self.at);
        self.at += if self.rest().starts_with(closing) { width } else { 0 };
        Value::Text(text)
    }

    fn unescape(&self, text: &mut Layer, range: Range<usize>) {
        let plain = decode::backslashes(self.layer, range);
        text.copy(&plain, plain.all());
    }

    /// The offset behind the bracket that closes the one at `open`.
    fn group(&mut self, open: usize) -> Option<usize> {
        self.brackets.close(self.layer, open, self.end)
    }

    /// `{name: value, …}`, `@{name = value; …}`, `{'name' => value}`.
    fn object(&mut self) -> Value {
        self.at += 1;
        Value::Object(self.members('}'))
    }

    /// Members up to a closing bracket: each with the name before its `:` or `=`, if it has one.
    pub(super) fn members(&mut self, close: char) -> Vec<(Layer, Value)> {
        let mut members = Vec::new();
        while members.len() < KEPT {
            self.skip(&[',', ';']);
            let rest = self.rest();
            let Some(letter) = rest.chars().next() else { break };
            if matches!(letter, ')' | ']' | '}') {
                self.at += usize::from(letter == close);
                break;
            }
            let start = self.at;
            let name = self.name(close == '}');
            let value = if name.is_some() || close != '}' {
                self.value()
            } else if letter.is_alphabetic() || letter == '_' {
                let length = word_length(rest).max(letter.len_utf8());
                self.at += length;
                Value::Name(self.layer.part(start..self.at))
            } else {
                self.raw()
            };
            // `{ body }` is short for `{ body: body }`.
            let name = match (name, &value) {
                (Some(name), _) => name,
                (None, Value::Name(name)) if close == '}' => name.clone(),
                _ => Layer::default(),
            };
            members.push((name, value));
            if self.at == start {
                self.at += letter.len_utf8();
            }
        }
        members
    }

    /// The name that stands before a `:` or `=`, and these; nothing if there is none. Arguments have names with `=`.
    fn name(&mut self, colon: bool) -> Option<Layer> {
        let start = self.at;
        let rest = self.rest();
        let name = if rest.starts_with(['"', '\'']) {
            let quote = rest.get(..1)?;
            let inner = rest.get(1..)?;
            let length = inner.bytes().take(NAME).position(|byte| quote.as_bytes() == [byte])?;
            self.at += length + 2;
            self.layer.part(start + 1..start + 1 + length)
        } else {
            let length = word_length(rest);
            self.at += length;
            self.layer.part(start..start + length)
        };
        let behind = self.rest();
        let sign = behind.trim_start_matches([' ', '\t', ']']);
        let is_sign = colon && sign.starts_with(':') && !sign.starts_with("::")
            || sign.starts_with('=') && !sign.starts_with("==");
        if name.text().is_empty() || !is_sign {
            self.at = start;
            return None;
        }
        self.at += behind.len() - sign.len() + 1 + usize::from(sign.starts_with("=>"));
        Some(name)
    }

    fn list(&mut self, close: char) -> Value {
        self.at += 1;
        let start = self.at;
        let mut members = self.members(close);
        // `($body | ConvertTo-Json)`, `(ConvertTo-Json $body)`.
        let piped = || self.layer.of(start..self.at).to_ascii_lowercase();
        if self.language == Language::PowerShell && piped().contains("convertto-json") {
            members.truncate(1);
            return Value::Call("convertto-json".to_owned(), members);
        }
        if members.len() == 1
            && close == ')'
            && let Some((_, value)) = members.pop()
        {
            return value;
        }
        Value::List(members.into_iter().map(|(_, value)| value).collect())
    }

    /// A variable, a call, a number.
    fn named(&mut self) -> Value {
        let start = self.at;
        let rest = self.rest();
        let words = ["new ", "await ", "convertto-json ", "-inputobject "];
        let begins =
            |word: &&&str| rest.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word));
        if let Some(word) = words.iter().find(begins) {
            self.at += word.len();
            return self.primary();
        }
        let length = word_length(rest);
        let name = rest.get(..length).unwrap_or("");
        let behind = rest.get(length..).unwrap_or("");
        if behind.starts_with('(') && encodes(name) {
            self.at += length + 1;
            let arguments = self.members(')');
            self.skip_chain();
            return Value::Call(name.to_ascii_lowercase(), arguments);
        }
        let end = behind.trim_start_matches([' ', '\t', '\r']);
        let ends =
            end.is_empty() || end.starts_with([',', ';', ')', ']', '}', '\n', '+', '|', '#']);
        let is_name =
            name.starts_with(|letter: char| letter.is_alphabetic() || "_$".contains(letter));
        if ends && is_name && !name.contains('.') {
            self.at += length;
            return Value::Name(self.layer.part(start..self.at));
        }
        self.raw()
    }

    /// `.toString()` behind a call changes nothing.
    fn skip_chain(&mut self) {
        while let Some(rest) = self.rest().strip_prefix('.') {
            let length = word_length(rest);
            let open = self.at + 1 + length;
            let Some(close) = Some(open).filter(|_| length > 0).and_then(|open| self.group(open))
            else {
                return;
            };
            self.at = close;
        }
    }

    /// An expression that is not known, up to where it ends.
    fn raw(&mut self) -> Value {
        let start = self.at;
        loop {
            let rest = self.rest();
            let stops = |letter: char| ",;)]}\n+|\"'`([{".contains(letter);
            self.at += rest.find(stops).unwrap_or(rest.len());
            match self.rest().chars().next() {
                Some('(' | '[' | '{') => {
                    self.at = self.group(self.at).unwrap_or(self.at + 1);
                }
                Some('"' | '\'' | '`') => {
                    self.string(false);
                }
                _ => break,
            }
        }
        let place = self.layer.trimmed(start..self.at);
        let text = self.layer.part(place.clone());
        // A number or a word such as `true` is what it says.
        let number = text.text().bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
        if !(number && text.text().starts_with(|letter: char| letter.is_ascii_digit())) {
            self.expansions.push(self.layer.span(place));
        }
        Value::Text(text)
    }
}

/// Length of a dotted name.
fn word_length(text: &str) -> usize {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_$.-?:".contains(byte);
    let length = text.bytes().take(NAME).take_while(is_name).count();
    let name = text.get(..length).unwrap_or("");
    // A colon parts a name from its value, but for `$env:NAME`.
    let colon = if name.starts_with("$env:") { None } else { name.find([':', '?']) };
    colon.unwrap_or(length)
}

/// Whether a call says how its arguments are encoded, or only wraps them.
fn encodes(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let last = name.rsplit('.').next().unwrap_or("");
    matches!(
        last,
        "urlsearchparams"
            | "stringify"
            | "dumps"
            | "urlencode"
            | "headers"
            | "httpbasicauth"
            | "basicauth"
            | "formdata"
            | "string"
            | "str"
    )
}
