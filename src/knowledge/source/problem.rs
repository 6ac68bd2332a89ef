//! What is wrong with the knowledge base, said to the person who mends it.

use std::fmt;

/// Something wrong in one entry, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to the knowledge folder: `providers/okta.toml`.
    pub file: String,
    /// The part of the file: `rule okta-secret-invalid`, `How to fix`, `line 12`.
    pub entry: String,
    /// What is wrong and what to do about it.
    pub message: String,
}

impl Problem {
    /// A problem in a part of a file.
    pub fn new(
        file: impl Into<String>,
        entry: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Problem { file: file.into(), entry: entry.into(), message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}: {}", self.file, self.entry, self.message)
    }
}
