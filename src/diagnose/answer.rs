//! What a diagnosis says.

use crate::exchange::{Exchange, Request};
use crate::knowledge::Strength;
use crate::read::Token;
use crate::span::{Span, Spanned};

/// The answer to a paste.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagnosis {
    /// What kind of answer this is.
    pub outcome: Outcome,
    /// Who answered, if the text shows it.
    pub provider: Option<Recognised>,
    /// The client library or tool that reports it, if the text shows it.
    pub client: Option<Recognised>,
    /// The error code, if there is one.
    pub error: Option<Spanned>,
    /// The causes, likeliest first; empty if unknown.
    pub causes: Vec<RankedCause>,
    /// A page that lists several errors: one entry for each, in the order of the text. Otherwise empty.
    pub listed: Vec<Listed>,
    /// What was read.
    pub exchange: Exchange,
    /// Every request in the paste, in the order of the text.
    pub requests: Vec<Request>,
    /// Secrets and tokens seen in the paste, to be masked wherever it is shown.
    pub secrets: Vec<Span>,
    /// JSON Web Tokens in the paste, opened.
    pub tokens: Vec<Token>,
    /// Whether the provider is not from the text but was given beforehand.
    pub given_provider: bool,
    /// Whether the error code is.
    pub given_error: bool,
    /// Bytes that were not read because the paste is longer than [`crate::read::LIMIT`].
    pub unread: usize,
}

/// What kind of answer a diagnosis is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing was pasted.
    #[default]
    Empty,
    /// Nothing in it says what went wrong.
    Unknown,
    /// It is no error: a token was granted, or the text has nothing to do with OAuth.
    NotAnError,
    /// Nothing was pasted, and what was given beforehand has causes to tell.
    Linked,
    /// One failure, with its causes.
    Causes,
    /// A page of documentation that lists several errors.
    Listed,
}

/// A provider or client that the text gives away.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recognised {
    /// Its slug.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The words that give it away.
    pub evidence: Vec<Span>,
}

/// A cause with what speaks for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RankedCause {
    /// The cause's id.
    pub id: String,
    /// What is wrong, as a headline, where a check knows more than the cause's own title says; else empty.
    pub title: String,
    /// How sure, in percent. Of the answers given at 80 or more, at most one in a hundred may be wrong.
    pub confidence: u8,
    /// How sure, in a word.
    pub strength: Strength,
    /// What shows it, the most telling first.
    pub evidence: Vec<Evidence>,
    /// Steps for exactly this case, before those of the provider and of the cause.
    pub steps: Vec<String>,
    /// The rule or check that decided, for tests; the page's knowledge base leaves ids of rules out.
    pub by: String,
}

/// Words of the paste and what they mean.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// The words; empty if it is the absence of something that speaks.
    pub spans: Vec<Span>,
    /// What they mean, in a sentence.
    pub note: String,
}

/// One error of a page that lists several.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// Where its entry stands.
    pub span: Span,
    /// The error code, if it has one.
    pub error: Option<Spanned>,
    /// The sentence that the page gives for it; may be empty.
    pub description: String,
    /// Its causes, likeliest first.
    pub causes: Vec<RankedCause>,
}
