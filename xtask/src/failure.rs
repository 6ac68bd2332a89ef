//! What went wrong and what the person can do about it, in a sentence.

use std::fmt;
use std::path::Path;

/// A sentence for the person at the terminal: what went wrong, and the way out.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure(String);

/// A result whose error is ready to be shown.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failure that is told by this sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Failure(sentence.into())
    }

    /// A file or folder that could not be read or written.
    pub fn file(path: &Path, error: &std::io::Error) -> Self {
        Failure(format!("{}: {error}.", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
