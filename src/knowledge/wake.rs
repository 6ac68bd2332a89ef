//! Which rules are worth a look: each waits for one sign that it can't hold without.
//!
//! A rule waits for the longest of the phrases that it needs, or for each of those of which it needs one. A rule
//! without a phrase waits for a field, a header, an error code and so on, by a hash of its name. What wakes is looked
//! at in full, so a hash that two signs share costs a look and no more.

use super::numbers::{Lists, Numbers, number};
use super::phrases::PhraseId;
use super::{Compiled, Conditions};

/// What a sign is a sign of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A field of the answer: its name, or its name and its value.
    Field,
    /// A header of the answer.
    Header,
    /// An error code.
    Error,
    /// A verdict, by its number in the lexicon.
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

/// By phrase and by sign the rules, or the marks, that wait for it.
#[derive(Debug, Default)]
pub struct Wake {
    by_phrase: Lists,
    signs: Numbers,
    by_sign: Lists,
}

impl Wake {
    /// The places of the rules that wait for a phrase.
    pub fn by_phrase(&self, phrase: PhraseId) -> &[u32] {
        self.by_phrase.of(phrase)
    }

    /// The places of the rules that wait for a [`sign`].
    pub fn by_sign(&self, sign: u64) -> &[u32] {
        self.signs.get(sign).map(|sign| self.by_sign.of(sign)).unwrap_or_default()
    }
}

/// What waits, as it is gathered.
#[derive(Debug, Default)]
pub(super) struct Waking {
    count: usize,
    phrases: Vec<(u32, u32)>,
    signs: Numbers,
    by_sign: Vec<(u32, u32)>,
}

impl Waking {
    /// Adds the next rule.
    pub fn add(&mut self, when: &Conditions, rule: &Compiled, length: impl Fn(PhraseId) -> usize) {
        let at = number(self.count);
        self.count += 1;
        if let Some(longest) = rule.says.iter().max_by_key(|phrase| length(**phrase)) {
            self.phrases.push((*longest, at));
        } else if rule.any.is_empty() {
            let given = signs(when, rule).into_iter().map(|sign| (self.signs.give(sign), at));
            self.by_sign.extend(given);
        } else {
            self.phrases.extend(rule.any.iter().map(|phrase| (*phrase, at)));
        }
    }

    /// Lets all of them wait; `phrases` is the number of phrases.
    pub fn compile(self, phrases: usize) -> Wake {
        Wake {
            by_phrase: Lists::new(phrases, &self.phrases),
            by_sign: Lists::new(self.signs.len(), &self.by_sign),
            signs: self.signs,
        }
    }
}

/// The signs of which a rule without phrases needs one: of the kind that tells most.
fn signs(when: &Conditions, rule: &Compiled) -> Vec<u64> {
    let all =
        |kind: Kind, names: &[String]| names.iter().map(|name| sign(kind, name, "")).collect();
    if let Some(field) = when.field.first() {
        let (names, value) = field.split_once('=').unwrap_or((field, ""));
        let value = value.trim_end_matches('.');
        return names.split('|').map(|name| sign(Kind::Field, name, value)).collect();
    }
    if let Some(header) = when.header.first() {
        let name = header.split(':').next().unwrap_or(header);
        return vec![sign(Kind::Header, name.trim(), "")];
    }
    if !when.error.is_empty() {
        return all(Kind::Error, &when.error);
    }
    if !rule.is.is_empty() {
        return rule.is.iter().map(|is| numbered(Kind::Verdict, number(*is))).collect();
    }
    if !when.host.is_empty() {
        return all(Kind::Host, &when.host);
    }
    if let Some(parameter) = when.request.iter().find(|sign| names_parameter(sign)) {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        return vec![sign(Kind::Parameter, name.trim_start_matches("query:"), value)];
    }
    if !when.status.is_empty() {
        return when
            .status
            .iter()
            .map(|status| numbered(Kind::Status, u32::from(*status)))
            .collect();
    }
    vec![numbered(Kind::Any, 0)]
}

/// Whether a sign of the request wants a parameter to be there.
fn names_parameter(sign: &str) -> bool {
    const OTHERS: [&str; 6] = ["!", "header:", "method=", "path=", "encoding=", "authentication="];
    !OTHERS.iter().any(|other| sign.starts_with(other))
}
