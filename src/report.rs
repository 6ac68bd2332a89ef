//! The summary for a support ticket, redacted.

use crate::diagnose::Diagnosis;
use crate::knowledge::Knowledge;
use crate::repair::Repair;

/// The report as Markdown: provider, error, causes with their evidence, the redacted exchange, what was tried.
pub fn report(
    text: &str,
    diagnosis: &Diagnosis,
    repair: Option<&Repair>,
    knowledge: &Knowledge,
) -> String {
    let _ = (text, diagnosis, repair, knowledge);
    String::new()
}
