//! A text with everything masked that must not be shown to others.
//!
//! | file | finds |
//! | --- | --- |
//! | `found` | all of it, together with what the readers found |
//! | `names`, `value` | the value behind a name, in whatever the text is |
//! | `quote`, `plausible` | where a quoted value ends; whether what stands there is one |
//! | `shape` | what gives itself away: tokens of vendors, JWTs, long random words |
//! | `place` | keys in PEM, dumps, e-mail addresses, passwords in addresses, pairs that are encoded |
//! | `repeat` | values once recognised, wherever and however encoded they are repeated |
//! | `view` | the text under its layers of escapes |
//! | `notable` | what may be said of a value that is not shown |

mod found;
mod names;
mod notable;
mod place;
mod plausible;
mod quote;
mod repeat;
mod shape;
mod value;
mod view;

use crate::read;
use crate::span::Span;
use found::Found;
pub(crate) use names::is_name;
use repeat::Values;

/// Stands in place of a secret, whatever its length.
pub const MASK: &str = "••••••";

/// Stands in place of what lies beyond [`read::LIMIT`].
const LEFT_OUT: &str = "\n[The rest was not read and is left out.]";

/// So far is the end of a value looked for. Assertions and SAML messages are long.
const LONGEST: usize = 64 * 1024;
/// So far is the end of other values looked for.
const NEAR: usize = 4 * 1024;

/// A text that may be shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Redacted {
    /// The text, each secret replaced.
    pub text: String,
    /// What was masked, in the order of the text.
    pub masked: Vec<Masked>,
}

/// So many masked values are told one by one.
const TOLD: usize = 20;

impl Redacted {
    /// What was masked, in words, each once: how often a value is repeated says nothing.
    pub fn in_words(&self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut more = 0;
        for one in &self.masked {
            let line = one.in_words();
            if one.kind == found::REPEATED || lines.contains(&line) || lines.len() == TOLD {
                more += 1;
            } else {
                lines.push(line);
            }
        }
        if more > 0 {
            lines.push([&more.to_string(), " more, most of them repetitions"].concat());
        }
        lines
    }
}

/// A value that was masked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Masked {
    /// Where it stood in the original.
    pub span: Span,
    /// Where its mask stands in [`Redacted::text`].
    pub mask: Span,
    /// What it is: `client_secret`, `access token`, `password` …
    pub kind: &'static str,
    /// Its length in characters.
    pub characters: usize,
    /// What is notable about it, without giving it away: "ends in a line end", "holds a blank".
    pub notable: Vec<&'static str>,
}

impl Masked {
    /// What was masked, in words: "client_secret, 40 characters, ends in a line end".
    pub fn in_words(&self) -> String {
        let unit = if self.characters == 1 { " character" } else { " characters" };
        let mut words = [self.kind, ", ", &self.characters.to_string(), unit].concat();
        for notable in &self.notable {
            words.push_str(", ");
            words.push_str(notable);
        }
        words
    }
}

/// Whether a value of this name is masked wherever it stands.
pub(crate) fn is_secret_name(name: &str) -> bool {
    names::named(name).is_some()
}

/// What a name says is secret behind it; who someone is counts as none.
pub(crate) fn secret_named(name: &str) -> Option<&'static str> {
    let named = names::named(name).filter(|named| named.sort != names::Sort::Person);
    named.map(|named| named.kind)
}

/// Masks all secrets and tokens in a text. What lies beyond [`read::LIMIT`] is left out.
///
/// ```
/// use token_triage::redact::redact;
/// let redacted = redact("curl -u my-client:s3cr3t -d grant_type=client_credentials https://as.example/token");
/// assert_eq!(redacted.text, "curl -u my-client:•••••• -d grant_type=client_credentials https://as.example/token");
/// assert_eq!((redacted.masked[0].kind, redacted.masked[0].characters), ("client_secret", 6));
/// ```
pub fn redact(text: &str) -> Redacted {
    Secrets::of(text).redact(text)
}

/// The secrets of a text, to be masked in it and in everything that speaks of it.
#[derive(Clone, Debug, Default)]
pub struct Secrets {
    found: Vec<Found>,
    values: Values,
}

impl Secrets {
    /// Finds the secrets of a text, as far as it is read.
    pub fn of(text: &str) -> Self {
        let (found, values) = found::secrets(kept(text), &Values::default());
        Secrets { found, values }
    }

    /// Secrets that are known already, whatever text they stand in.
    pub fn known(values: impl Iterator<Item = String>) -> Self {
        Secrets { found: Vec::new(), values: Values::new(values) }
    }

    /// Where they stand, in order and without overlap.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.found.iter().map(|found| found.span)
    }

    /// The text that they were found in, masked.
    pub fn redact(&self, text: &str) -> Redacted {
        let shown = kept(text);
        let mut redacted = masked(shown, &self.found);
        if shown.len() < text.len() {
            redacted.text.push_str(LEFT_OUT);
        }
        redacted
    }

    /// A part of the text that they were found in, masked where it touches a secret.
    pub fn quote(&self, text: &str, part: Span) -> String {
        let mut quote = String::new();
        let mut at = part.start;
        for secret in
            self.spans().filter(|secret| secret.start < part.end && part.start < secret.end)
        {
            quote.push_str(Span::new(at, secret.start).of(text));
            quote.push_str(MASK);
            at = secret.end;
        }
        if at < part.end {
            quote.push_str(Span::new(at, part.end).of(text));
        }
        quote
    }

    /// What the secret is that holds this part of the text.
    pub fn kind_around(&self, part: Span) -> Option<&'static str> {
        self.found.iter().find(|found| found.span.holds(part)).map(|found| found.kind)
    }

    /// A sentence about the text, masked where it repeats a secret.
    pub fn sentence(&self, sentence: &str) -> String {
        masked(sentence, &found::repeated(sentence, &self.values)).text
    }

    /// Another text that may hold secrets of its own, masked.
    pub fn other(&self, text: &str) -> Redacted {
        let shown = kept(text);
        masked(shown, &found::secrets(shown, &self.values).0)
    }
}

/// What of a text is shown: nothing that lies beyond the limit, and no word that the limit cuts in two.
fn kept(text: &str) -> &str {
    let cut = read::cut(text);
    if cut.len() == text.len() {
        return text;
    }
    cut.get(..cut.rfind(char::is_whitespace).unwrap_or(0)).unwrap_or("")
}

fn masked(text: &str, found: &[Found]) -> Redacted {
    let mut redacted = Redacted::default();
    let mut at = 0;
    for found in found {
        redacted.text.push_str(Span::new(at, found.span.start).of(text));
        let start = redacted.text.len();
        redacted.text.push_str(MASK);
        at = found.span.end;
        let mut masked = Masked {
            span: found.span,
            mask: Span::new(start, redacted.text.len()),
            kind: found.kind,
            ..Masked::default()
        };
        notable::describe(&found.value, &mut masked);
        redacted.masked.push(masked);
    }
    redacted.text.push_str(text.get(at..).unwrap_or(""));
    redacted
}

/// A text from here on.
fn rest(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or("")
}

/// So much of a text.
fn near(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or(text)
}
