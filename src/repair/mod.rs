//! The corrected request: the one that was pasted, with the smallest change that mends it.

use crate::diagnose::Diagnosis;
use crate::exchange::RequestForm;
use crate::knowledge::Knowledge;
use crate::secret::Secret;
use crate::span::Span;

/// A corrected request, ready to run.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// The cause that it takes away.
    pub cause: String,
    /// The request, in the spelling that was pasted where that can be written.
    pub text: Secret,
    /// The spelling of `text`.
    pub form: RequestForm,
    /// What is new or different, as ranges into `text`, in order.
    pub changes: Vec<Span>,
    /// Secrets in `text`, to be masked wherever it is shown.
    pub secrets: Vec<Span>,
    /// What was changed and why, a sentence for each change.
    pub why: Vec<String>,
}

/// The corrected request for the likeliest cause that the request itself shows; `None` where nothing was sent in the
/// paste, or where what is wrong can't be known from it.
pub fn repair(text: &str, diagnosis: &Diagnosis, knowledge: &Knowledge) -> Option<Repair> {
    let _ = (text, diagnosis, knowledge);
    None
}
