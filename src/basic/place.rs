//! Where in a header, or in a pair, a flaw stands.

use std::ops::Range;

use super::decode::{credentials, from_base64};
use super::finding::{self, Finding};

/// The narrowest part of a header that shows a flaw which [`decode`](super::decode()) found in it: the blank inside the
/// base64, the characters that the line end became, the end where the `=` are missing.
///
/// Where nothing narrower can be said it is all of the credentials; it is empty where there are none.
pub fn place(header: &str, flaw: Finding) -> Range<usize> {
    let found = credentials(header, &mut Vec::new());
    let start = header.rfind(found).unwrap_or(0);
    let whole = start..start + found.len();
    outside(header, &whole, flaw)
        .or_else(|| inside(found, flaw).map(|part| start + part.start..start + part.end))
        .unwrap_or(whole)
}

/// A flaw around the credentials, or in what they are written with.
fn outside(header: &str, whole: &Range<usize>, flaw: Finding) -> Option<Range<usize>> {
    let found = header.get(whole.clone())?;
    let letter = |wanted: fn(char) -> bool| {
        let (at, letter) = found.char_indices().find(|(_, letter)| wanted(*letter))?;
        Some(whole.start + at..whole.start + at + letter.len_utf8())
    };
    match flaw {
        Finding::OtherScheme | Finding::Glued => {
            let start = header.len() - header.trim_start().len();
            let scheme = header.get(start..)?.split([' ', ':']).next()?;
            let length = if flaw == Finding::Glued { "basic".len() } else { scheme.len() };
            Some(start..start + length)
        }
        Finding::SchemeColon => header.get(..whole.start)?.rfind(':').map(|at| at..at + 1),
        Finding::Quoted => {
            let (at, letter) = header.get(..whole.start)?.char_indices().next_back()?;
            Some(at..at + letter.len_utf8())
        }
        Finding::Wrapped => letter(char::is_whitespace),
        Finding::UrlSafe => letter(|letter| matches!(letter, '-' | '_')),
        Finding::PaddingLost => Some(whole.end.checked_sub(1)?..whole.end),
        Finding::NotBase64 => {
            letter(|letter| !letter.is_ascii_alphanumeric() && !"+/=".contains(letter))
        }
        _ => None,
    }
}

/// A flaw in the pair, as the base64 that it became.
fn inside(credentials: &str, flaw: Finding) -> Option<Range<usize>> {
    if credentials.contains(char::is_whitespace) {
        return None;
    }
    let (bytes, ..) = from_base64(credentials)?;
    let length = bytes.len();
    let pair = String::from_utf8(bytes).ok()?;
    let part = finding::place(&pair, flaw)?;
    // Three bytes are four characters.
    let end = if part.end == length { credentials.len() } else { (part.end * 4).div_ceil(3) };
    Some(part.start * 4 / 3..end)
}
