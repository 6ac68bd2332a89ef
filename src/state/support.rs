//! The report for a support ticket, as it is shown before it is copied.

use crate::knowledge::Knowledge;
use crate::redact::redact;
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
    Report { text: Secret::new(text), masked: redact(&answer.text).in_words() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::diagnose;

    #[test]
    fn what_was_masked_is_told_once() {
        let text = "curl -u me:hunter22 https://as.example/token -d client_secret=hunter22 -d password=pass";
        let knowledge = Knowledge::default();
        let answer = Answer {
            text: text.into(),
            diagnosis: diagnose(text, &knowledge),
            ..Answer::default()
        };
        let report = report(&answer, &knowledge);
        assert_eq!(
            report.masked,
            [
                "client_secret, 8 characters",
                "password, 4 characters",
                "1 more, most of them repetitions"
            ]
        );
        assert!(!report.text.expose().contains("hunter22"));
    }
}
