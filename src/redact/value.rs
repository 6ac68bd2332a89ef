//! Where the value behind a name begins and ends, in whatever the text is: JSON, a form, a log line, markup, a command.
//!
//! In doubt too much is taken: what is masked too far can still be read around, what is shown can't be taken back.

use std::ops::Range;

use super::names::{Named, Sort, is_name};
use super::plausible::is_value;
use super::quote::{Quote, closing, opening, opens, quote_before};
use super::{LONGEST, NEAR, near, rest};

/// So far is a tag's end looked for.
const TAG: usize = 512;
/// So far is a line's start looked for.
const INDENT: usize = 128;

/// The value that a name introduces, with the range of the text that it takes.
pub(super) fn behind(text: &str, name: Range<usize>, named: Named) -> Option<Range<usize>> {
    let around = quote_before(text, name.start);
    let closed = around.and_then(|quote| {
        opens(rest(text, name.end), quote.sign)
            .filter(|close| close.slashes == quote.slashes)
            .map(|close| (quote, close))
    });
    let end =
        closed.map_or(name.end, |(quote, _)| name.end + quote.slashes + quote.sign.len_utf8());
    let enclosing = if closed.is_some() { None } else { around };
    let introduced = separator(text, &name, end, closed.is_some())?;
    let start = introduced.at;
    let found = match introduced.by {
        By::Element => element(text, start)?,
        By::Part => part(text, start),
        By::Cell => cell(text, start),
        by => plain(text, &name, start, by, enclosing, named.sort),
    };
    let found = if named.sort == Sort::Scheme { without_scheme(text, found) } else { found };
    let value = text.get(found.clone())?;
    let quoted = quote_before(text, found.start).is_some();
    is_value(value, named.sort, introduced.by, quoted, rest(text, found.end)).then_some(found)
}

/// What stands between a name and its value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// `:`.
    Colon,
    /// `is`.
    Prose,
    /// `=`.
    Equals,
    /// A blank, behind an option of a command.
    Option,
    /// Two blanks or more, or a tab: a table of a terminal.
    Column,
    /// The end of a tag.
    Element,
    /// The head of a part of a multipart body.
    Part,
    /// A cell's border.
    Cell,
}

struct Introduced {
    at: usize,
    by: By,
}

fn separator(text: &str, name: &Range<usize>, end: usize, quoted: bool) -> Option<Introduced> {
    let behind = rest(text, end);
    let marks = behind.trim_start_matches(['*', '`', ']']);
    let bare = marks.trim_start_matches([' ', '\t', '\u{a0}']);
    let at = |from: &str| text.len() - from.len();
    let before = text.get(..name.start).unwrap_or("");
    if let Some(value) = bare.strip_prefix("=>").or_else(|| bare.strip_prefix('=')) {
        return Some(Introduced { at: at(value), by: By::Equals });
    }
    if let Some(value) = bare.strip_prefix(':') {
        if value.starts_with("//") || value.starts_with(':') {
            return None;
        }
        let value = value.strip_prefix('=').unwrap_or(value);
        return Some(Introduced { at: at(value), by: By::Colon });
    }
    if quoted {
        return pair_of_strings(text, name, bare).or_else(|| multipart(text, behind));
    }
    let blanks = marks.len() - bare.len();
    if let Some(value) = bare.strip_prefix("is ").or_else(|| bare.strip_prefix("was ")) {
        return Some(Introduced { at: at(value), by: By::Prose });
    }
    // The client secret "…"
    if blanks == 1 && opening(text, at(bare)).is_some_and(|open| open.1 <= at(bare) + 3) {
        return Some(Introduced { at: at(bare), by: By::Prose });
    }
    if let Some(value) = bare.strip_prefix('|') {
        return Some(Introduced { at: at(value), by: By::Cell });
    }
    if let Some(cells) = bare.strip_prefix("</td>").or_else(|| bare.strip_prefix("</th>")) {
        let next = cells.trim_start().strip_prefix("<td")?;
        let value = near(next, TAG).find('>').and_then(|close| next.get(close + 1..))?;
        return Some(Introduced { at: at(value), by: By::Element });
    }
    if before.ends_with('<') || is_prefixed_element(before) {
        let close = near(bare, NEAR)
            .find(['>', '\n', '<'])
            .filter(|close| rest(bare, *close).starts_with('>'))?;
        return Some(Introduced { at: at(rest(bare, close + 1)), by: By::Element });
    }
    if blanks > 0 && before.ends_with('-') {
        return Some(Introduced { at: at(bare), by: By::Option });
    }
    let column = blanks > 1 || marks.starts_with('\t');
    (column && at_line_start(before)).then(|| Introduced { at: at(bare), by: By::Column })
}

/// `<ns:password`.
fn is_prefixed_element(before: &str) -> bool {
    let prefix = before.strip_suffix(':').unwrap_or("");
    let name = prefix.trim_end_matches(|letter: char| letter.is_ascii_alphanumeric());
    name.len() < prefix.len() && name.ends_with('<')
}

/// `"name": "client_secret", "value": "…"`, `name="client_secret" value="…"`, `append('client_secret', '…')`.
fn pair_of_strings(text: &str, name: &Range<usize>, behind: &str) -> Option<Introduced> {
    let at = |from: &str| text.len() - from.len();
    let next = behind.trim_start_matches([',', ' ', '\n', '\r', '\t', '\\']);
    let inner = next.trim_start_matches(['"', '\'', '\\', ' ']);
    if let Some(value) = inner.strip_prefix("value").or_else(|| inner.strip_prefix("Value")) {
        let value = value.trim_start_matches(['"', '\'', '\\', ' ']);
        let introduced = value.strip_prefix([':', '='])?;
        return Some(Introduced { at: at(introduced), by: By::Equals });
    }
    // In markup other attributes may stand between.
    let tag_end = near(behind, TAG).find(['>', '<']).unwrap_or(0);
    if let Some(value) = behind.get(..tag_end).and_then(|tag| tag.find(" value=")) {
        return Some(Introduced { at: at(rest(behind, value + 7)), by: By::Equals });
    }
    let called = behind.strip_prefix(',')?;
    let before = text.get(..name.start)?.trim_end_matches(['"', '\'', '\\', '`']).trim_end();
    (before.ends_with('(') || before.ends_with('['))
        .then(|| Introduced { at: at(called), by: By::Option })
}

/// `name="client_secret"`, other lines of the head, an empty line, then the value.
fn multipart(text: &str, behind: &str) -> Option<Introduced> {
    let mut lines = near(behind, NEAR).split_inclusive('\n');
    let mut at = text.len() - behind.len();
    for line in lines.by_ref().take(4) {
        at += line.len();
        let last = line.trim().is_empty() && at > text.len() - behind.len() + line.len();
        if last {
            return Some(Introduced { at, by: By::Part });
        }
    }
    None
}

/// The value behind `:`, `=` or blanks: a quoted string, or a word, or the rest of a line.
fn plain(
    text: &str,
    name: &Range<usize>,
    start: usize,
    by: By,
    enclosing: Option<Quote>,
    sort: Sort,
) -> Range<usize> {
    let from = start + blanks(rest(text, start));
    let open = opening(text, from);
    if enclosing.is_none()
        && let Some((quote, inner)) = open
    {
        return inner..closing(text, inner, quote);
    }
    if let Some(quote) = enclosing {
        let end = closing(text, from, quote);
        // Inside the string of a program or shell, a form goes on behind `&`.
        let inner = text.get(from..end).unwrap_or("");
        let cut = if by == By::Equals { next_parameter(inner) } else { None };
        if let Some((quote, inside)) = open.filter(|open| open.1 < end) {
            return inside..closing(text, inside, quote).min(end);
        }
        return from..cut.map_or(end, |cut| from + cut);
    }
    // `map[client_secret:[abc]]`, `{Basic abc}`.
    let from = from
        + (rest(text, from).len() - rest(text, from).trim_start_matches(['[', '{', '(']).len());
    let inner = near(rest(text, from), LONGEST);
    let line = || inner.split(['\n', '\r']).next().unwrap_or("");
    let before = text.get(..name.start).unwrap_or("");
    let whole = match by {
        By::Colon | By::Column => sort == Sort::Line || at_line_start(before),
        By::Equals => {
            at_line_start(before) && !is_followed(line()) && next_parameter(line()).is_none()
        }
        _ => false,
    };
    if whole {
        return from..from + line().trim_end_matches([' ', '\t', ',', ';']).len();
    }
    let scheme = if sort == Sort::Scheme { scheme_length(inner) } else { 0 };
    from..from + scheme + word(rest(inner, scheme))
}

/// The length of an unquoted value: to a blank, or to what surely does not belong to it.
fn word(text: &str) -> usize {
    let text = text.split(char::is_whitespace).next().unwrap_or("");
    let text = text.get(..next_parameter(text).unwrap_or(text.len())).unwrap_or(text);
    let stop = text.char_indices().find(|(at, letter)| {
        let behind = rest(text, at + letter.len_utf8());
        match letter {
            '"' | '\'' | '`' | '”' | '’' => {
                behind.is_empty() || behind.starts_with([',', ';', ')', '}', ']', '>', ':', '|'])
            }
            ',' | ';' => is_next_pair(behind),
            '<' => behind.starts_with(|next: char| next == '/' || next.is_ascii_alphabetic()),
            _ => false,
        }
    });
    let word = stop.map_or(text, |(at, _)| text.get(..at).unwrap_or(text));
    word.trim_end_matches([',', ';', ')', '}', ']', '>', '|', '"', '\'', '`']).len()
}

/// Where in a form the next parameter begins. A `&` with no name behind it was not encoded and belongs to the value.
fn next_parameter(text: &str) -> Option<usize> {
    let signs = text.match_indices(['&', '\\']);
    let mut next = signs.map(|(at, _)| at).filter(|at| {
        let behind = rest(text, *at);
        let behind = behind.strip_prefix("\\u0026").or_else(|| behind.strip_prefix('&'));
        behind.is_some_and(|behind| is_named(behind.strip_prefix("amp;").unwrap_or(behind)))
    });
    next.next()
}

/// Whether a text begins with a name and `=`, or is empty.
fn is_named(text: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "_-.[]%".contains(letter);
    let behind = text.trim_start_matches(is_part);
    let name = text.get(..text.len() - behind.len()).unwrap_or("");
    text.is_empty() || (is_name(name) && behind.starts_with('='))
}

/// Whether on a line behind a value other fields follow: ` status=401`.
fn is_followed(line: &str) -> bool {
    line.match_indices([' ', '\t']).any(|(at, _)| {
        let behind = rest(line, at + 1);
        !behind.is_empty() && is_named(behind)
    })
}

/// Whether behind a comma the next name begins.
fn is_next_pair(text: &str) -> bool {
    let name = text.trim_start_matches(['"', '\'', '\\', ':']);
    let length =
        name.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    length > 0 && rest(name, length).trim_start_matches(['"', '\'', '\\']).starts_with(['=', ':'])
}

/// The text of an element, or of a section of characters in it. Without an end tag it is none: `<client_secret>`
/// stands for a value that was left out.
fn element(text: &str, start: usize) -> Option<Range<usize>> {
    let inner = rest(text, start);
    let from = start + blanks(inner);
    if let Some(section) = rest(text, from).strip_prefix("<![CDATA[") {
        let from = text.len() - section.len();
        return Some(from..section.find("]]>").map_or(text.len(), |end| from + end));
    }
    let inner = near(rest(text, from), LONGEST);
    let value = inner.get(..inner.find("</")?)?.trim_end();
    Some(from..from + value.len())
}

/// The content of a part of a multipart body.
fn part(text: &str, start: usize) -> Range<usize> {
    let inner = near(rest(text, start), LONGEST);
    let end = inner.find("\n--").unwrap_or(inner.len());
    start..start + inner.get(..end).unwrap_or("").trim_end_matches('\r').len()
}

/// A cell of a table in plain text.
fn cell(text: &str, start: usize) -> Range<usize> {
    let inner = near(rest(text, start), NEAR);
    let line = inner.get(..inner.find('\n').unwrap_or(inner.len())).unwrap_or("");
    let end = line.rfind('|').unwrap_or(line.len());
    let from = start + blanks(line);
    let cell = text.get(from..start + end).unwrap_or("");
    let cell = cell.split(" | ").next().unwrap_or("").trim_end();
    let bare = cell.trim_matches('`');
    let from = from + (cell.len() - cell.trim_start_matches('`').len());
    from..from + bare.len()
}

/// `Basic `, `Bearer ` and the like at the start of a header's value, with their blanks.
fn scheme_length(value: &str) -> usize {
    let name =
        value.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    let behind = rest(value, name);
    let gap = behind.len() - behind.trim_start_matches([' ', ':']).len();
    if name == 0 || name > 20 || gap == 0 || behind.len() == gap { 0 } else { name + gap }
}

fn without_scheme(text: &str, value: Range<usize>) -> Range<usize> {
    let scheme = scheme_length(text.get(value.clone()).unwrap_or(""));
    value.start + scheme..value.end
}

/// Whether this is the start of a line, but for marks of quotations, lists, comments and traces.
fn at_line_start(before: &str) -> bool {
    let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(INDENT))..);
    let near = near.unwrap_or("");
    let line = match near.rfind('\n') {
        Some(end) => rest(near, end + 1),
        None if near.len() == before.len() => near,
        None => return false,
    };
    let marks = |letter: char| letter.is_whitespace() || "<>-*•#/@$|+.".contains(letter);
    let bare = line.trim_start_matches(marks);
    bare.is_empty() || ["export", "set", "env:", "setx"].contains(&bare.trim())
}

fn blanks(text: &str) -> usize {
    let bare = text.trim_start_matches([' ', '\t', '\u{a0}', '*']);
    let next = bare.trim_start();
    // JSON may be broken behind the colon.
    let broken = next.starts_with(['"', '\'']) && bare.starts_with(['\n', '\r']);
    text.len() - if broken { next.len() } else { bare.len() }
}
