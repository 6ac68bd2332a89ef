//! A text as a sequence of words: what rules are matched against.
//!
//! People paste the same sentence in many disguises: escaped for JSON, percent-encoded in an address, with
//! Markdown's backslashes, with entities, broken over lines, with curly quotes. Its words are the same in all
//! of them. Case, blanks and punctuation are dropped, the disguises are undone, and each word keeps its place.
//! What parts a name from its value, and one value from the next, stays as a word that no phrase has:
//! `"code": "invalid_data"` does not say "code invalid".

use crate::span::Span;

/// One word and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// A hash of its letters, ASCII letters folded to lower case.
    pub hash: u64,
    /// The same with `#` in place of every digit: `E0000006` and `E0000047` are both `e#######`.
    pub shape: u64,
    /// Where it stands, as written.
    pub span: Span,
}

impl Word {
    /// Whether it parts a quoted name or value from what follows.
    pub fn is_break(&self) -> bool {
        self.hash == BREAK
    }
}

/// Splits a text into words.
///
/// ```
/// use token_triage::words::words;
/// let hashes = |text: &str| words(text).iter().map(|word| word.hash).collect::<Vec<_>>();
/// let plain = hashes("Invalid value for 'client_id' parameter.");
/// assert_eq!(hashes("invalid+value+for+%27client_id%27+parameter"), plain);
/// assert_eq!(hashes(r"invalid\_value for \u0027client\_id\u0027\nparameter"), plain);
/// assert_eq!(hashes("Invalid value for &#39;client_id&quot;\r\n parameter"), plain);
/// ```
pub fn words(text: &str) -> Vec<Word> {
    let mut splitter = Splitter {
        found: Vec::new(),
        hash: EMPTY,
        shape: EMPTY,
        span: Span::NONE,
        after_quote: false,
    };
    let mut at = 0;
    loop {
        // Most of a text: no disguise begins with a letter.
        let plain = splitter.letters(text.as_bytes(), at);
        if plain > at {
            at = plain;
        } else if text.as_bytes().get(at) == Some(&b' ') {
            splitter.end();
            at += 1;
        } else if let Some((piece, length)) = next_piece(text, at) {
            splitter.take(piece, Span::new(at, at + length), text);
            at += length;
        } else {
            break;
        }
    }
    splitter.end();
    splitter.found
}

/// Stands where a quoted name or value ends.
const BREAK: u64 = 0;

const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

fn mix(hash: u64, character: u32) -> u64 {
    // FNV-1a, a character at a time: short, and even enough for words.
    (hash ^ u64::from(character)).wrapping_mul(0x0100_0000_01b3)
}

/// The hash of the word that ASCII letters and digits make from a place on, and where they end.
pub fn plain_word(text: &[u8], mut at: usize) -> (u64, usize) {
    let mut hash = EMPTY;
    while let Some(byte) = text.get(at) {
        let letter = match byte {
            b'a'..=b'z' | b'0'..=b'9' => *byte,
            b'A'..=b'Z' => *byte | 0x20,
            _ => break,
        };
        hash = mix(hash, u32::from(letter));
        at += 1;
    }
    (hash, at)
}

struct Splitter {
    found: Vec<Word>,
    hash: u64,
    shape: u64,
    span: Span,
    /// Whether the last character but blanks was a quote.
    after_quote: bool,
}

impl Splitter {
    fn take(&mut self, character: char, span: Span, text: &str) {
        if self.after_quote && matches!(character, ':' | ',' | '}' | ']' | '=') {
            self.end();
            self.found.push(Word { hash: BREAK, shape: BREAK, span });
        }
        if !character.is_ascii_whitespace() {
            self.after_quote = matches!(character, '"' | '\'');
        }
        if is_letter(character) {
            let letter = character.to_ascii_lowercase();
            let form = if letter.is_ascii_digit() { '#' } else { letter };
            self.hash = mix(self.hash, u32::from(letter));
            self.shape = mix(self.shape, u32::from(form));
            self.span = self.span.join(span);
        } else if is_invisible(character) || (is_apostrophe(character) && self.joins(span, text)) {
            // "can't" is one word, and so is a word with a zero-width space in it.
        } else {
            self.end();
        }
    }

    /// Takes the ASCII letters and digits that follow; where they end.
    fn letters(&mut self, text: &[u8], at: usize) -> usize {
        let (mut hash, mut shape) = (self.hash, self.shape);
        let mut end = at;
        while let Some(byte) = text.get(end) {
            let (letter, form) = match byte {
                b'a'..=b'z' => (*byte, *byte),
                b'A'..=b'Z' => (*byte | 0x20, *byte | 0x20),
                b'0'..=b'9' => (*byte, b'#'),
                _ => break,
            };
            hash = mix(hash, u32::from(letter));
            shape = mix(shape, u32::from(form));
            end += 1;
        }
        if end > at {
            (self.hash, self.shape) = (hash, shape);
            self.span = self.span.join(Span::new(at, end));
            self.after_quote = false;
        }
        end
    }

    /// Whether an apostrophe stands between two letters and no genitive begins with it: "Keycloak's" names Keycloak.
    fn joins(&self, span: Span, text: &str) -> bool {
        let letter = |at: usize| next_piece(text, at).filter(|(next, _)| is_letter(*next));
        !self.span.is_empty()
            && letter(span.end).is_some_and(|(next, length)| {
                !next.eq_ignore_ascii_case(&'s') || letter(span.end + length).is_some()
            })
    }

    fn end(&mut self) {
        if !self.span.is_empty() {
            self.found.push(Word { hash: self.hash, shape: self.shape, span: self.span });
        }
        self.hash = EMPTY;
        self.shape = EMPTY;
        self.span = Span::NONE;
    }
}

fn is_letter(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    // Latin-1 signs, general punctuation, CJK and full-width punctuation, the replacement character.
    let signs = ['\u{80}'..='\u{bf}', '\u{2000}'..='\u{2bff}', '\u{3000}'..='\u{303f}'];
    let forms = ['\u{fe00}'..='\u{fe0f}', '\u{fe50}'..='\u{fe6b}', '\u{ff00}'..='\u{ff0f}'];
    !(signs.iter().chain(&forms).any(|range| range.contains(&character))
        || matches!(character, '\u{feff}' | '\u{fff0}'..='\u{ffff}'))
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}' | '\u{2bc}')
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The next character with its disguise taken off, and the length of what it was written as.
fn next_piece(text: &str, at: usize) -> Option<(char, usize)> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    let undone = match first {
        '\\' => backslash(rest),
        '%' => percent(rest),
        '&' => entity(rest),
        _ => None,
    };
    Some(undone.unwrap_or((first, first.len_utf8())))
}

/// `\n`, `\u0027`, `\_`, `\\n`: the escapes of JSON, of most languages and of Markdown, also applied twice.
fn backslash(rest: &str) -> Option<(char, usize)> {
    let mut escaped = rest.get(1..)?;
    let mut length = 1;
    while let Some(deeper) = escaped.strip_prefix('\\') {
        escaped = deeper;
        length += 1;
        if length == 8 {
            break;
        }
    }
    match escaped.chars().next()? {
        'n' | 'r' | 't' => Some((' ', length + 1)),
        'u' => {
            let code = hexadecimal(escaped.get(1..5)?)?;
            Some((char::from_u32(code).unwrap_or(' '), length + 5))
        }
        other if other.is_ascii_punctuation() => Some((other, length + 1)),
        _ => None,
    }
}

/// `%27`, `%2527`: percent-encoding, also applied twice. Bytes beyond ASCII part words.
fn percent(rest: &str) -> Option<(char, usize)> {
    let digits = |from: usize| u8::try_from(hexadecimal(rest.get(from..from + 2)?)?).ok();
    match digits(1)? {
        b'%' => match digits(3) {
            Some(byte) => Some((ascii_or_blank(byte), 5)),
            None => Some(('%', 3)),
        },
        byte => Some((ascii_or_blank(byte), 3)),
    }
}

/// Hexadecimal digits and nothing else: no sign, unlike the standard library.
fn hexadecimal(digits: &str) -> Option<u32> {
    digits
        .chars()
        .try_fold(0_u32, |sum, digit| sum.checked_mul(16)?.checked_add(digit.to_digit(16)?))
}

fn ascii_or_blank(byte: u8) -> char {
    if byte.is_ascii() { char::from(byte) } else { ' ' }
}

/// The entities that error pages and documentation use.
fn entity(rest: &str) -> Option<(char, usize)> {
    let end = rest.bytes().take(10).position(|byte| byte == b';')?;
    let name = rest.get(1..end)?;
    let character = match name {
        "amp" => '&',
        "quot" => '"',
        "apos" | "rsquo" | "lsquo" => '\'',
        "lt" => '<',
        "gt" => '>',
        "nbsp" | "ensp" | "emsp" | "ldquo" | "rdquo" | "ndash" | "mdash" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => hexadecimal(hex)?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((character, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(text: &str) -> Vec<&str> {
        words(text).into_iter().map(|word| word.span.of(text)).collect()
    }

    #[test]
    fn punctuation_parts_words_and_apostrophes_do_not() {
        assert_eq!(spelled("can't read 'client_id'."), ["can't", "read", "client", "id"]);
        assert_eq!(words("can't")[0].hash, words("can\u{2019}t")[0].hash);
        assert_eq!(spelled("Keycloak's, isn't"), ["Keycloak", "s", "isn't"]);
    }

    #[test]
    fn a_disguised_character_keeps_its_written_place() {
        assert_eq!(spelled(r"in\u0076alid x"), [r"in\u0076alid", "x"]);
        assert_eq!(words(r"in\u0076alid")[0].hash, words("invalid")[0].hash);
        assert_eq!(spelled("&#x6F;nly %61nd"), ["&#x6F;nly", "%61nd"]);
        assert_eq!(words("&#x6F;nly")[0].hash, words("only")[0].hash);
    }

    #[test]
    fn encoding_applied_twice_is_undone_twice() {
        assert_eq!(spelled("client%2520secret"), ["client", "secret"]);
        assert_eq!(spelled(r"line\\nbreak"), ["line", "break"]);
    }

    #[test]
    fn a_name_and_its_value_are_no_phrase() {
        let hashes = |text: &str| words(text).iter().map(|word| word.hash).collect::<Vec<_>>();
        let phrase = hashes("code invalid");
        for text in [
            r#""code": "invalid""#,
            r#"{\"code\":\"invalid\"}"#,
            "'code' => 'invalid'",
            r#"["code", "invalid"]"#,
        ] {
            assert!(!hashes(text).windows(2).any(|two| two == phrase), "{text}");
        }
        assert!(hashes(r#"the "code" invalid"#).windows(2).any(|two| two == phrase));
    }

    #[test]
    fn letters_of_any_script_make_words() {
        assert_eq!(
            spelled("ungültiger Schlüssel — недопустим「鍵」"),
            ["ungültiger", "Schlüssel", "недопустим", "鍵"]
        );
    }

    #[test]
    fn half_an_escape_at_the_end_is_no_trouble() {
        for text in [
            "\\",
            "\\u00",
            "%",
            "%2",
            "%25",
            "&",
            "&#x",
            "&#99999999;",
            "\\\\\\\\\\\\\\\\\\\\",
            "\u{fffd}",
        ] {
            let _ = words(text);
        }
    }
}
