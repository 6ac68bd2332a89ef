//! From a pasted text to what was sent and answered. Readers nest, are linear, and never fail.

/// How much of a paste is read, in bytes: 256 KiB. The rest is left out, and the page says so.
pub const LIMIT: usize = 256 * 1024;

use crate::exchange::{Request, Response, TransportFailure};
use crate::span::{Span, Spanned};

/// What a paste holds, each list in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paste {
    /// Requests: commands, HTTP messages, form bodies that stand alone, addresses of token and authorization endpoints.
    pub requests: Vec<Request>,
    /// Responses: HTTP messages, bodies, redirects that carry an error, challenges that stand alone.
    pub responses: Vec<Response>,
    /// Messages of a client that got no answer.
    pub failures: Vec<TransportFailure>,
    /// Every absolute address in the text, wherever it stands.
    pub addresses: Vec<Spanned>,
    /// Values that must be masked wherever the paste is shown: secrets, tokens, passwords, codes, assertions.
    pub secrets: Vec<Span>,
    /// Bytes left out because the paste is longer than [`LIMIT`].
    pub unread: usize,
}

/// Reads a paste. Never fails: what is in no known form is left to the words.
pub fn read(text: &str) -> Paste {
    let _ = text;
    Paste::default()
}

/// The part of a text that is read: its first [`LIMIT`] bytes, to a character boundary.
pub fn cut(text: &str) -> &str {
    let end = text.floor_char_boundary(LIMIT);
    text.get(..end).unwrap_or(text)
}
