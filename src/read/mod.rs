//! From a pasted text to what was sent and answered. Readers nest, are linear, and never fail.
//!
//! | file | reads |
//! | --- | --- |
//! | `part` | a text as a whole: its commands and heads, and what belongs to which |
//! | `loose` | what stands between them: objects, markup, log lines, forms, addresses |
//! | `prefix`, `trace` | what stands before each line; curl's traces |
//! | `finish` | order, bounds, what must be masked |
//! | `http`, `challenge` | heads of messages, `curl -v` and `-i`, `WWW-Authenticate` |
//! | `json`, `quote` | objects: JSON and what reads like it |
//! | `join` | which of the responses are views of one |
//! | `dump` | what clients' dumps of a response hold besides its body |
//! | `command` | commands and calls in a text: where one begins, and which reader knows it |
//! | `shell`, `bracket` | words of a command, in the spelling of three shells |
//! | `curl`, `wget`, `httpie`, `cmdlet` | what a command sends |
//! | `multipart` | bodies in parts |
//! | `options` | options and operands of a command |
//! | `call`, `expression`, `value` | what a call in a program sends |
//! | `bruno` | Bruno's files |
//! | `export` | HAR files, Postman's collections and console |
//! | `draft` | a request that is put together piece by piece |
//! | `request_file` | `.http` files of editors |
//! | `spelling` | how a command was written, for those who write it again |
//! | `lines` | header fields that stand alone |
//! | `logfmt` | log lines of `name=value`, Keycloak's events |
//! | `markup` | HTML pages, XML and SOAP faults |
//! | `text`, `mention`, `status`, `transport`, `secret` | what has no form: log lines, traces, prose |
//! | `token` | JSON Web Tokens |
//! | `url` | addresses, redirects, form bodies |
//! | `answer`, `names` | what fields mean: error code, sentence, status, secrets |
//! | `layer`, `decode` | texts within texts, with the way back to the paste |

mod answer;
mod bracket;
mod bruno;
mod call;
mod challenge;
mod cmdlet;
mod command;
mod curl;
pub(crate) mod decode;
mod draft;
mod dump;
mod export;
mod expression;
mod finish;
mod http;
mod httpie;
mod join;
mod json;
mod layer;
mod lines;
mod logfmt;
mod loose;
mod markup;
mod mention;
mod multipart;
mod names;
mod options;
mod part;
mod prefix;
mod quote;
mod request_file;
mod secret;
mod shell;
mod spelling;
mod status;
mod text;
mod token;
mod trace;
mod transport;
mod url;
mod value;
mod wget;

pub use names::CODES;
pub(crate) use names::is_secret;
pub(crate) use spelling::{Argument, arguments};
pub use token::Token;

use crate::basic;
use crate::exchange::{Header, Request, RequestForm, Response, TransportFailure};
use crate::span::{Span, Spanned};

use layer::Layer;

/// How much of a paste is read, in bytes: 256 KiB. The rest is left out, and the page says so.
pub const LIMIT: usize = 256 * 1024;

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
    /// Every known error code that stands in the text, in prose as well.
    pub codes: Vec<Spanned>,
    /// JSON Web Tokens, wherever they stand.
    pub tokens: Vec<Token>,
    /// Bytes left out because the paste is longer than [`LIMIT`].
    pub unread: usize,
}

/// Reads a paste. Never fails: what is in no known form is left to the words.
pub fn read(text: &str) -> Paste {
    let kept = text.get(..text.floor_char_boundary(LIMIT)).unwrap_or(text);
    let root = Layer::root(kept);
    // References that stand for quotes hide JSON and headers; those for `<` would make text into markup.
    let plain = |letter| matches!(letter, '"' | '\'' | '&' | ' ');
    let layer = decode::entities(&root, root.all(), plain);
    let layer = prefix::strip(&layer).unwrap_or(layer);
    let trace = trace::unfold(&layer);
    let mut paste = part::read(trace.as_ref().unwrap_or(&layer), 0);
    paste.unread = text.len() - kept.len();
    paste.tokens = token::tokens(kept);
    if paste.requests.is_empty() && paste.responses.is_empty() {
        paste.requests.extend(bare(kept));
    }
    finish::finish(&mut paste);
    if trace.is_some() {
        trace::widen(&mut paste, kept);
    }
    paste
}

/// A Basic header, or its base64, that is all of the paste: a request of which nothing else is known.
fn bare(text: &str) -> Option<Request> {
    let value = text.trim();
    let (scheme, rest) = value.split_at_checked("basic".len()).unwrap_or(("", value));
    // What is more than one word is prose, unless it is base64 that was broken over lines.
    let rest = rest.trim_start_matches([':', ' ']);
    let one = !rest.contains(char::is_whitespace);
    let shaped = one && rest.bytes().any(|byte| !byte.is_ascii_lowercase());
    let basic = scheme.eq_ignore_ascii_case("basic");
    let known = basic && (shaped || basic::pair_in_base64(rest).is_some());
    let start = text.len() - text.trim_start().len();
    let span = Span::new(start, start + value.len());
    let name = "Authorization".to_owned();
    (value.len() < 4096 && (known || basic::pair_in_base64(value).is_some())).then(|| Request {
        headers: vec![Header { name, value: value.to_owned(), span }],
        form: RequestForm::Code,
        span,
        ..Request::default()
    })
}

/// The part of a text that is read: its first [`LIMIT`] bytes, to a character boundary.
pub fn cut(text: &str) -> &str {
    let end = text.floor_char_boundary(LIMIT);
    text.get(..end).unwrap_or(text)
}
