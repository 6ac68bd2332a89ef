//! Which rules are worth a look: each waits for one sign that it can't hold without.
//!
//! A rule waits for the longest of the phrases that it needs, or for each of those of which it needs one. A rule
//! without a phrase waits for a field, a header, an error code and so on, by a hash of its name. What wakes is looked
//! at in full, so a hash that two signs share costs a look and no more.

use super::Conditions;
use super::numbers::{Lists, Numbers, number};
use super::phrases::key;

/// What a sign is a sign of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A field of the answer: its name, or its name and its value.
    Field,
    /// A header of the answer.
    Header,
    /// An error code.
    Error,
    /// A verdict, by its name in the lexicon.
    Verdict,
    /// A host; below it, the host with `*.` before it.
    Host,
    /// A parameter of the request: its name, or its name and its value.
    Parameter,
    /// A status.
    Status,
    /// Whatever is there: for what waits for none of these.
    Any,
}

/// A hash of a sign; the case of letters makes no difference.
pub fn sign(kind: Kind, name: &str, value: &str) -> u64 {
    let bytes = name.bytes().chain([0]).chain(value.bytes());
    // FNV-1a, as words have it.
    bytes.fold(numbered(kind, 0), |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A hash of a sign that is a number.
pub fn numbered(kind: Kind, number: u32) -> u64 {
    0xcbf2_9ce4_8422_2325 ^ (kind as u64) ^ (u64::from(number) << 8)
}

/// By sign, and by the words that phrases begin with, the rules, marks or terms that wait for it.
#[derive(Debug, Default)]
pub struct Wake {
    signs: Numbers,
    waiting: Lists,
}

impl Wake {
    /// The places of those that wait for a [`sign`], or for [`words`](super::phrases::keys).
    pub fn of(&self, sign: u64) -> &[u32] {
        self.signs.get(sign).map(|sign| self.waiting.of(sign)).unwrap_or_default()
    }
}

/// What waits, as it is gathered.
#[derive(Debug, Default)]
pub(super) struct Waking {
    signs: Numbers,
    /// Signs by number, each with the place of what waits for it.
    waiting: Vec<(u32, u32)>,
}

impl Waking {
    /// Lets the rule or mark at a place wait for what its conditions can't do without.
    pub fn add(&mut self, at: usize, waits: &Waits) {
        waits.signs.iter().for_each(|sign| self.sign(at, *sign));
        if waits.signs.is_empty() {
            self.sign(at, numbered(Kind::Any, 0));
        }
    }

    /// Lets what is at a place wait for a phrase. One without words is never there.
    pub fn phrase(&mut self, at: usize, phrase: &str) {
        if let Some(key) = key(phrase) {
            self.sign(at, key);
        }
    }

    fn sign(&mut self, at: usize, sign: u64) {
        self.waiting.push((self.signs.give(sign), number(at)));
    }

    /// Lets all of them wait.
    pub fn compile(self) -> Wake {
        Wake { waiting: Lists::new(self.signs.len(), &self.waiting), signs: self.signs }
    }
}

/// The signs one of which a rule needs, whatever else it asks for: those of the kind that tells most.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Waits {
    /// How much the kind tells, 0 for none.
    tells: u8,
    /// How long the phrase is that is waited for.
    length: usize,
    signs: Vec<u64>,
}

impl Waits {
    /// What some conditions wait for.
    pub fn new(when: &Conditions) -> Self {
        let mut waits = Waits::default();
        let Conditions { says, any, field, header, error, is, host, request, .. } = when;
        for (member, texts) in [
            ("says", says),
            ("any", any),
            ("field", field),
            ("header", header),
            ("error", error),
            ("is", is),
            ("host", host),
            ("request", request),
        ] {
            for text in texts {
                waits.take(member, text);
            }
        }
        for status in &when.status {
            waits.add(1, numbered(Kind::Status, u32::from(*status)));
        }
        waits
    }

    /// Whether nothing was found yet.
    pub fn is_empty(&self) -> bool {
        self.tells == 0
    }

    /// Takes a text of one of the lists of some conditions, by the name of that list; others are of no matter.
    pub fn take(&mut self, member: &str, text: &str) {
        match member {
            "says" if text.len() > self.length => {
                self.length = text.len();
                self.tells = self.tells.min(8);
                self.phrase(9, text);
            }
            "any" => self.phrase(8, text),
            "field" if self.tells < 7 => {
                let (names, value) = text.split_once('=').unwrap_or((text, ""));
                let value = value.trim_end_matches('.');
                names.split('|').for_each(|name| self.add(7, sign(Kind::Field, name, value)));
            }
            "header" if self.tells < 6 => {
                let name = text.split(':').next().unwrap_or(text);
                self.add(6, sign(Kind::Header, name.trim(), ""));
            }
            "error" => self.add(5, sign(Kind::Error, text, "")),
            "is" => self.add(4, sign(Kind::Verdict, text, "")),
            "host" => self.add(3, sign(Kind::Host, text, "")),
            "request" if self.tells < 2 && names_parameter(text) => {
                let (name, value) = text.split_once('=').unwrap_or((text, ""));
                self.add(2, sign(Kind::Parameter, name.trim_start_matches("query:"), value));
            }
            _ => {}
        }
    }

    /// Adds what a phrase begins with. One without words is never there.
    fn phrase(&mut self, tells: u8, phrase: &str) {
        if let Some(key) = key(phrase) {
            self.add(tells, key);
        }
    }

    /// Adds a sign, in place of those that tell less.
    fn add(&mut self, tells: u8, sign: u64) {
        if tells > self.tells {
            self.tells = tells;
            self.signs.clear();
        }
        if tells == self.tells {
            self.signs.push(sign);
        }
    }
}

/// Whether a sign of the request wants a parameter to be there.
fn names_parameter(sign: &str) -> bool {
    const OTHERS: [&str; 6] = ["!", "header:", "method=", "path=", "encoding=", "authentication="];
    !OTHERS.iter().any(|other| sign.starts_with(other))
}
