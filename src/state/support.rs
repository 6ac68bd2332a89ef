//! The report for a support ticket, as it is shown before it is copied.

use crate::knowledge::Knowledge;
use crate::redact::{Masked, redact};
use crate::report;
use crate::secret::Secret;

use super::Answer;

/// A report, and what was masked in it.
#[derive(Default)]
pub struct Report {
    /// The report as Markdown.
    pub text: Secret,
    /// What was masked in the paste, a line each: "client_secret, 40 characters, ends in a newline".
    pub masked: Vec<String>,
}

/// The report on an answer.
pub fn report(answer: &Answer, knowledge: &Knowledge) -> Report {
    let text = report::report(&answer.text, &answer.diagnosis, answer.repair.as_ref(), knowledge);
    let masked = redact(&answer.text).masked;
    let mut lines: Vec<String> = masked.iter().take(LISTED).map(Masked::in_words).collect();
    if let Some(more) = masked.len().checked_sub(LISTED).filter(|more| *more > 0) {
        lines.push([&more.to_string(), " more"].concat());
    }
    Report { text: Secret::new(text), masked: lines }
}

/// So many masked values are listed one by one.
const LISTED: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_masked_is_told_in_a_line() {
        let masked = |characters, notable: &[&'static str]| Masked {
            kind: "client_secret",
            characters,
            notable: notable.to_vec(),
            ..Masked::default()
        };
        assert_eq!(masked(40, &[]).in_words(), "client_secret, 40 characters");
        assert_eq!(
            masked(1, &["ends in a newline", "holds a blank"]).in_words(),
            "client_secret, 1 character, ends in a newline, holds a blank"
        );
    }
}
