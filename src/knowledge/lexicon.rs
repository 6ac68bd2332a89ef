//! Words for what a sentence is about and for what it says of it.
//!
//! Servers word the same finding in a hundred ways: "refresh token expired", "the refresh_token supplied is no
//! longer valid". Phrases can't list them all; a subject and a verdict in one sentence can.

use serde::{Deserialize, Serialize};

/// The subjects and the verdicts that rules ask for by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Lexicon {
    /// What a sentence can be about.
    pub about: Vec<Term>,
    /// What a sentence can say of it.
    pub is: Vec<Term>,
}

/// A subject or a verdict.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Term {
    /// What rules call it; a phrase as well.
    pub name: String,
    /// Phrases that mean it.
    pub phrases: Vec<String>,
}

impl Lexicon {
    /// Whether it holds no term.
    pub fn is_empty(&self) -> bool {
        self.about.is_empty() && self.is.is_empty()
    }
}

/// The place of a name in a list of terms.
pub(super) fn place(terms: &[Term], name: &str) -> Option<usize> {
    terms.iter().position(|term| term.name == name)
}
