//! Reads JSON (RFC 8259), strictly, into values that are there already.
//!
//! What is read is known beforehand: objects with known members, lists, texts, small numbers. Every object goes
//! through the same code with a table of its members, so another type costs the program little more than the table.

use std::borrow::Cow;

/// How deep values may nest: more than any entry does.
const DEPTH: u32 = 32;

/// What can be set from JSON.
pub trait FromJson {
    /// Sets it from the next value; `None` where that is no JSON or not of this form.
    fn read(&mut self, json: &mut Json) -> Option<()>;
}

/// A member of an object: its name, and what it sets.
pub type Member<'m> = (&'static str, &'m mut dyn FromJson);

/// A text that is no JSON, or not of the form that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Where, in bytes from the start.
    pub at: usize,
}

/// Sets a value from a text that holds it and nothing else.
///
/// # Errors
/// Where the text is no JSON or not of this form; the value is then half set.
pub fn read(text: &str, value: &mut dyn FromJson) -> Result<(), Malformed> {
    let mut json = Json::new(text, false);
    let done = value.read(&mut json);
    match json.peek() {
        None if done.is_some() => Ok(()),
        _ => Err(Malformed { at: json.at }),
    }
}

/// The same for a text that a person wrote: unknown members are refused, and what is wrong is told with its place.
///
/// # Errors
/// Where the text is no JSON or not of this form; the value is set up to there.
pub fn read_strictly(text: &str, value: &mut dyn FromJson) -> Result<(), Misfit> {
    let mut any = Json::new(text, false);
    if any.skip().is_none() || any.peek().is_some() {
        return Err(Misfit { at: any.at, ..Misfit::default() });
    }
    let mut json = Json::new(text, true);
    let done = value.read(&mut json);
    done.ok_or(json.misfit)
}

/// What is wrong with a text that a person wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Misfit {
    /// Where, in bytes from the start.
    pub at: usize,
    /// The way to the member: `providers[0].rules[2].cause`; empty where the text is no JSON at all.
    pub path: String,
    /// Whether there is no such member; else it wants another kind of value.
    pub unknown: bool,
}

/// A text, and how far it was read.
#[derive(Debug)]
pub struct Json<'t> {
    text: &'t str,
    at: usize,
    /// How much deeper values may nest.
    depth: u32,
    /// Whether members that are not known are refused.
    strict: bool,
    misfit: Misfit,
}

impl<'t> Json<'t> {
    pub(super) fn new(text: &'t str, strict: bool) -> Self {
        Json { text, at: 0, depth: DEPTH, strict, misfit: Misfit::default() }
    }

    /// Reads an object. Members that are missing leave their value as it is; unknown ones are read and dropped,
    /// or refused.
    pub fn object(&mut self, members: &mut [Member]) -> Option<()> {
        self.enclosed(b'{', b'}', &mut |json| {
            let name = json.text()?;
            json.punctuation(b':')?;
            json.peek();
            let start = json.at;
            let known = members.iter_mut().find(|(known, _)| **known == *name);
            let unknown = known.is_none();
            let done = match known {
                Some((_, value)) => value.read(json),
                None if json.strict => None,
                None => json.skip(),
            };
            if done.is_none() && json.strict {
                json.refuse(start, unknown, &[".", &name]);
            }
            done
        })
    }

    /// Whether members that are not known are refused: then all is read at once, so that what is wrong is told.
    pub fn is_strict(&self) -> bool {
        self.strict
    }

    /// Notes a step of the way to what is wrong, the innermost first.
    fn refuse(&mut self, at: usize, unknown: bool, step: &[&str]) {
        let misfit = &mut self.misfit;
        if misfit.path.is_empty() {
            misfit.at = at;
            misfit.unknown = unknown;
        }
        misfit.path.insert_str(0, &step.concat());
    }

    /// Reads a text (section 7), which stays where it is if nothing in it is escaped.
    pub fn text(&mut self) -> Option<Cow<'t, str>> {
        self.punctuation(b'"')?;
        let mut value = Cow::Borrowed("");
        loop {
            let start = self.at;
            self.at = plain_end(self.text.as_bytes(), start);
            let plain = self.text.get(start..self.at)?;
            if value.is_empty() {
                value = Cow::Borrowed(plain);
            } else {
                value.to_mut().push_str(plain);
            }
            if self.accept(b'"') {
                return Some(value);
            }
            // What else stops here is a control character, which has to be escaped.
            self.accept(b'\\').then_some(())?;
            value.to_mut().push(self.escaped()?);
        }
    }

    /// Reads a list.
    pub fn list(&mut self, item: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.enclosed(b'[', b']', item)
    }

    /// What stands between two brackets, parted by commas.
    fn enclosed(
        &mut self,
        open: u8,
        close: u8,
        item: &mut dyn FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.punctuation(open)?;
        self.depth = self.depth.checked_sub(1)?;
        if self.peek()? != close {
            for count in 0_usize.. {
                self.peek();
                let start = self.at;
                if item(self).is_none() {
                    if self.strict && open == b'[' {
                        self.refuse(start, false, &["[", &count.to_string(), "]"]);
                    }
                    return None;
                }
                if self.peek()? != b',' {
                    break;
                }
                self.at += 1;
            }
        }
        self.depth += 1;
        self.punctuation(close)
    }

    /// A value that nobody wants.
    pub(crate) fn skip(&mut self) -> Option<()> {
        match self.peek()? {
            b'{' => self.object(&mut []),
            b'[' => self.list(&mut |json| json.skip()),
            b'"' => self.text().map(drop),
            b'-' | b'0'..=b'9' => self.number().map(drop),
            _ => ["null", "true", "false"].iter().find_map(|word| self.word(word)),
        }
    }

    /// Steps over an object with hardly a look at it: what is read later is what its brackets enclose. Texts in it that
    /// are no names of members are shown as they are written, each with the last name before it.
    pub fn pass(&mut self, show: &mut dyn FnMut(&str, &str)) -> Option<&'t str> {
        self.peek();
        let (start, mut open, mut name) = (self.at, 1_usize, "");
        self.accept(b'{').then_some(())?;
        while open > 0 {
            let byte = self.byte()?;
            self.at += 1;
            match byte {
                b'"' => {
                    let text = self.pass_text()?;
                    if self.byte() == Some(b':') {
                        name = text;
                    } else {
                        show(name, text);
                    }
                }
                b'{' | b'[' => open += 1,
                b'}' | b']' => open -= 1,
                _ => {}
            }
        }
        self.text.get(start..self.at)
    }

    /// What stands behind a quote and before the next, as it is written.
    fn pass_text(&mut self) -> Option<&'t str> {
        let start = self.at;
        loop {
            self.at += self.text.get(self.at..)?.find('"')?;
            let text = self.text.get(start..self.at)?;
            self.at += 1;
            let escapes = || text.bytes().rev().take_while(|byte| *byte == b'\\').count();
            if !text.ends_with('\\') || escapes() % 2 == 0 {
                return Some(text);
            }
        }
    }

    /// A number as it is written (section 6).
    fn number(&mut self) -> Option<&'t str> {
        let start = self.at;
        self.accept(b'-');
        if !self.accept(b'0') {
            self.digits()?;
        }
        if self.accept(b'.') {
            self.digits()?;
        }
        if self.accept(b'e') || self.accept(b'E') {
            let _signed = self.accept(b'+') || self.accept(b'-');
            self.digits()?;
        }
        self.text.get(start..self.at)
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    /// What stands behind a backslash.
    fn escaped(&mut self) -> Option<char> {
        let letter = self.byte()?;
        // What is told is a place between characters.
        self.at += usize::from(letter.is_ascii());
        match letter {
            b'"' | b'\\' | b'/' => Some(char::from(letter)),
            b'b' => Some('\u{8}'),
            b'f' => Some('\u{c}'),
            b'n' => Some('\n'),
            b'r' => Some('\r'),
            b't' => Some('\t'),
            b'u' => self.unit().and_then(|unit| self.character(unit)),
            _ => None,
        }
    }

    /// The character that a unit of UTF-16 stands for, with the unit behind it where they are a pair.
    fn character(&mut self, unit: u32) -> Option<char> {
        let Some(high) = unit.checked_sub(0xd800).filter(|high| *high < 0x400) else {
            return char::from_u32(unit);
        };
        self.word("\\u")?;
        let low = self.unit()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
        char::from_u32(0x1_0000 + (high << 10) + low)
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        digits.chars().try_fold(0, |sum, digit| Some(sum * 16 + digit.to_digit(16)?))
    }

    /// Takes exactly this word.
    fn word(&mut self, word: &str) -> Option<()> {
        self.text.get(self.at..)?.starts_with(word).then(|| self.at += word.len())
    }

    /// Takes this byte, blanks before it allowed.
    fn punctuation(&mut self, byte: u8) -> Option<()> {
        if !self.accept(byte) {
            self.peek();
            self.accept(byte).then_some(())?;
        }
        Some(())
    }

    /// Takes this byte if it is the next one.
    fn accept(&mut self, byte: u8) -> bool {
        let is = self.byte() == Some(byte);
        self.at += usize::from(is);
        is
    }

    /// The next byte that is no blank.
    fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// Where the characters end that stand for themselves in a text.
fn plain_end(text: &[u8], mut at: usize) -> usize {
    while let Some(byte) = text.get(at) {
        if *byte == b'"' || *byte == b'\\' || *byte < 0x20 {
            break;
        }
        at += 1;
    }
    at
}

impl FromJson for String {
    fn read(&mut self, json: &mut Json) -> Option<()> {
        *self = json.text()?.into_owned();
        Some(())
    }
}

impl FromJson for bool {
    fn read(&mut self, json: &mut Json) -> Option<()> {
        json.peek();
        *self = json.word("true").is_some();
        if *self { Some(()) } else { json.word("false") }
    }
}

impl FromJson for u16 {
    fn read(&mut self, json: &mut Json) -> Option<()> {
        json.peek();
        *self = json.number()?.parse().ok()?;
        Some(())
    }
}

impl<T: FromJson + Default> FromJson for Option<T> {
    fn read(&mut self, json: &mut Json) -> Option<()> {
        if json.peek()? == b'n' {
            *self = None;
            return json.word("null");
        }
        self.insert(T::default()).read(json)
    }
}

impl<T: FromJson + Default> FromJson for Vec<T> {
    fn read(&mut self, json: &mut Json) -> Option<()> {
        json.list(&mut |json| {
            // Kept even if its end can't be read: what was read of it tells which one that is.
            self.push(T::default());
            self.last_mut()?.read(json)
        })
    }
}

#[cfg(test)]
mod tests;
