//! The whole knowledge base: its entries by id, and the index of its rules.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::{Cause, Client, ErrorCode, Index, Lexicon, Provider, Rule};
use crate::search::Search;

/// All of it, each list sorted by id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Knowledge {
    /// Why a request is refused.
    pub causes: Vec<Cause>,
    /// What servers answer.
    pub errors: Vec<ErrorCode>,
    /// Who answers.
    pub providers: Vec<Provider>,
    /// Who reports the answer.
    pub clients: Vec<Client>,
    /// What the checks in code say: `id` is the check's name, `when` the answers that it can explain.
    pub checks: Vec<Rule>,
    /// Subjects and verdicts, for rules that ask for a sentence.
    pub lexicon: Lexicon,
    /// What its rules wait for, gathered at the first diagnosis.
    #[serde(skip)]
    pub compiled: Lazy<Index>,
    /// Its words, gathered at the first search.
    #[serde(skip)]
    pub searched: Lazy<Search>,
}

impl Knowledge {
    /// What all rules and marks wait for; gathered once, at the first call.
    pub fn index(&self) -> &Index {
        self.compiled.get_or(|| Index::new(self))
    }

    /// The words of all entries; gathered once, at the first call.
    pub fn search(&self) -> &Search {
        self.searched.get_or(|| Search::new(self))
    }

    /// The cause of this id.
    pub fn cause(&self, id: &str) -> Option<&Cause> {
        self.causes.iter().find(|cause| cause.id == id)
    }

    /// The error code of this id.
    pub fn error(&self, id: &str) -> Option<&ErrorCode> {
        self.errors.iter().find(|error| error.id == id)
    }

    /// The provider of this slug.
    pub fn provider(&self, id: &str) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.id == id)
    }

    /// What the check of this name says.
    pub fn check(&self, name: &str) -> Option<&Rule> {
        self.checks.iter().find(|check| check.id == name)
    }

    /// The provider and the servers that it runs on, nearest first. At most eight.
    pub fn lineage<'k>(&'k self, id: &str) -> Vec<&'k Provider> {
        let mut found = Vec::new();
        let mut next = self.provider(id);
        while let Some(provider) = next {
            found.push(provider);
            next = provider.runs_on.as_deref().and_then(|id| self.provider(id));
            if found.len() == 8 {
                break;
            }
        }
        found
    }
}

/// What is made from the entries when it is first asked for. It says nothing that they don't: a copy
/// starts without it, and two are always equal.
#[derive(Debug)]
pub struct Lazy<T>(OnceLock<T>);

impl<T> Lazy<T> {
    /// What was made, or is made now.
    pub(super) fn get_or(&self, make: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(make)
    }
}

impl<T> Default for Lazy<T> {
    fn default() -> Self {
        Lazy(OnceLock::new())
    }
}

impl<T> Clone for Lazy<T> {
    fn clone(&self) -> Self {
        Lazy::default()
    }
}

impl<T> PartialEq for Lazy<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
