//! Whether what stands where a value belongs is one: not a word that says there is none, a code, a placeholder or prose.

use super::names::{Sort, has_inner_digit};
use super::value::By;
use crate::credential::is_placeholder;
use crate::read::CODES;

/// Whether what was found is a value and not a word that says there is none, a code, a placeholder or prose.
pub(super) fn is_value(value: &str, sort: Sort, by: By, quoted: bool, behind: &str) -> bool {
    let bare = value.trim();
    if bare.is_empty() || is_absent(bare) || is_stand_in(bare) || is_mask(bare) {
        return false;
    }
    if CODES.contains(&bare) {
        return false;
    }
    match sort {
        Sort::Person => quoted || matches!(by, By::Equals | By::Element | By::Part),
        Sort::Scheme | Sort::Line => true,
        Sort::Common => looks_like_credential(bare) && !is_code(bare),
        Sort::Value if by == By::Prose && bare.contains(' ') => looks_like_credential(bare),
        Sort::Value if quoted || by == By::Equals => true,
        Sort::Value => {
            // "client secret: expired or revoked" is a sentence, "password: hunter2" is not.
            let letters =
                bare.chars().all(|letter| letter.is_alphabetic() || " '.,".contains(letter));
            let goes_on = bare.contains(' ') || behind.starts_with(' ');
            looks_like_credential(bare)
                || by == By::Column
                || !(letters && (goes_on || by == By::Prose))
        }
    }
}

/// Whether a value says that there is none.
fn is_absent(value: &str) -> bool {
    const WORDS: &[&str] = &[
        "null",
        "none",
        "nil",
        "undefined",
        "true",
        "false",
        "string",
        "empty",
        "missing",
        "invalid",
        "expired",
        "required",
        "sensitive",
        "hidden",
        "masked",
        "filtered",
        "protected",
    ];
    WORDS.iter().any(|word| {
        word.eq_ignore_ascii_case(value.trim_matches(['[', ']', '<', '>', '(', ')', '*']))
    })
}

/// Whether a value stands for one that was not filled in. A digit between letters makes no name: `$Tr0ub4dor` is a
/// secret that begins with a sign, `$CLIENT_SECRET_2` a variable.
pub(super) fn is_stand_in(value: &str) -> bool {
    is_placeholder(value) && !has_inner_digit(value)
}

/// Dots or stars that stand for a value already.
pub(super) fn is_mask(value: &str) -> bool {
    value.chars().all(|letter| "*•●∙·…. ".contains(letter))
}

/// A digit, a sign, or letters of both cases where no word has them; or longer than words are.
pub(super) fn looks_like_credential(value: &str) -> bool {
    let signs =
        |letter: char| letter.is_ascii_digit() || "+/=~_".contains(letter) || !letter.is_ascii();
    let mixed = value.chars().skip(1).any(|letter| letter.is_ascii_uppercase())
        && value.contains(|letter: char| letter.is_ascii_lowercase());
    let one_word = !value.contains(' ');
    value.chars().count() >= 6
        && (value.contains(signs) || mixed || value.len() > 24)
        && (one_word || value.contains(|letter: char| letter.is_ascii_digit()))
}

/// An error's number, or a code in words: `AADSTS7000215`, `invalid_client`, `E0000011`.
fn is_code(value: &str) -> bool {
    let number = value
        .trim_start_matches(|letter: char| letter.is_ascii_uppercase() || "_-".contains(letter));
    let digits = number.bytes().all(|byte| byte.is_ascii_digit()) && value.len() <= 16;
    let words = |keep: fn(&u8) -> bool| {
        value.contains('_') && value.bytes().all(|byte| keep(&byte) || byte == b'_')
    };
    digits || words(u8::is_ascii_lowercase) || words(u8::is_ascii_uppercase)
}
