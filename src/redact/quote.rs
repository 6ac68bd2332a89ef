//! Quotes around names and values, at whatever depth of escaping.

use super::{LONGEST, NEAR, near, rest};

/// A quote as it is written at some depth of escaping: with this many backslashes before it.
#[derive(Clone, Copy)]
pub(super) struct Quote {
    pub(super) sign: char,
    pub(super) slashes: usize,
}

/// The quote, with its backslashes, that ends right before `at`.
pub(super) fn quote_before(text: &str, at: usize) -> Option<Quote> {
    let before = text.get(..at)?;
    let sign = before.chars().next_back().filter(|sign| is_quote(*sign))?;
    let before = before.get(..before.len() - sign.len_utf8())?;
    Some(Quote { sign: closing_sign(sign), slashes: slashes(before) })
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '`' | '“' | '‘' | '„' | '«' | '”' | '’')
}

/// What closes a string that this opens.
fn closing_sign(sign: char) -> char {
    match sign {
        '“' | '„' => '”',
        '‘' => '’',
        '«' => '»',
        same => same,
    }
}

fn slashes(before: &str) -> usize {
    before.len() - before.trim_end_matches('\\').len()
}

/// The quote at the start of a text, if it is this sign.
pub(super) fn opens(text: &str, sign: char) -> Option<Quote> {
    let bare = text.trim_start_matches('\\');
    bare.starts_with(sign).then(|| Quote { sign, slashes: text.len() - bare.len() })
}

/// The quote that a value begins with, past brackets and letters such as `$'` or `b"`, and where its text begins.
pub(super) fn opening(text: &str, at: usize) -> Option<(Quote, usize)> {
    let whole = rest(text, at);
    let mut inner = whole.trim_start_matches(['[', '{', '(', ' ', '@']);
    let prefixed = inner.strip_prefix(['$', 'b', 'r', 'u', 'f']);
    inner = prefixed.filter(|text| text.starts_with(['"', '\''])).unwrap_or(inner);
    let bare = inner.trim_start_matches('\\');
    let sign = bare.chars().next().filter(|sign| is_quote(*sign))?;
    let quote = Quote { sign: closing_sign(sign), slashes: inner.len() - bare.len() };
    Some((quote, text.len() - bare.len() + sign.len_utf8()))
}

/// Where the string ends that began at `from`; without a closing quote the line's end.
///
/// At a depth of escaping with `n` backslashes before a quote, one with as many closes, counted modulo what a
/// backslash of the value itself takes: `"a\\"` ends, `"a\""` does not, `\"a\\\"` does not either.
pub(super) fn closing(text: &str, from: usize, quote: Quote) -> usize {
    let unit = 2 * (quote.slashes + 1);
    let far = rest(text, from);
    let line = near(far, LONGEST).find('\n').map_or(LONGEST, |line| line + NEAR);
    let far = near(far, line).len() + from;
    let mut at = from;
    let mut shell = false;
    while let Some(found) = text.get(at..far).and_then(|text| text.find(quote.sign)) {
        let found = at + found;
        // In a shell a backslash before the quote is one, and no escape.
        if quote.slashes == 0 && rest(text, found).starts_with("'\\''") {
            at = found + 4;
            shell = true;
            continue;
        }
        let slashes = slashes(text.get(from..found).unwrap_or(""));
        let behind = found + quote.sign.len_utf8();
        if shell || slashes % unit == quote.slashes % unit {
            match goes_on(rest(text, behind), quote) {
                0 => return found - quote.slashes.min(slashes),
                more => at = behind + more,
            }
            continue;
        }
        at = behind;
    }
    let line = rest(text, from).trim_start_matches(['\r', '\n']);
    text.len() - line.len() + line.find('\n').unwrap_or(line.len())
}

/// How much of a text is taken by what makes a string go on behind its quote, in a shell or in SQL:
/// `'it'"'"'s'`, `'it''s'`.
fn goes_on(behind: &str, quote: Quote) -> usize {
    if quote.sign == '\'' && behind.starts_with("\"'\"'") {
        return 4;
    }
    let doubled = quote.slashes == 0 && behind.starts_with(quote.sign);
    if doubled { quote.sign.len_utf8() } else { 0 }
}
