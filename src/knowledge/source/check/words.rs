//! The lexicon: every phrase has one meaning, and rules ask for terms that are there.

use std::collections::BTreeMap;

use super::super::near::did_you_mean;
use super::super::problem::Problem;
use super::super::shape::{Sources, WordsSource};
use crate::knowledge::phrases::length;

const FILE: &str = "words.toml";

/// The words themselves, and the names by which rules ask for them.
pub fn check(sources: &Sources, problems: &mut Vec<Problem>) {
    let WordsSource { about, is } = &sources.words;
    for (role, terms) in [("about", about), ("is", is)] {
        phrases(role, terms, problems);
    }
    for placed in sources.rules() {
        let rule = placed.rule;
        let label = format!("rule {}", rule.id);
        let mut add =
            |message: String| problems.push(Problem::new(placed.file, label.as_str(), message));
        if rule.about.is_empty() != rule.is.is_empty() {
            add("`about` and `is` go together; write both".to_owned());
        }
        for (role, names, terms) in [("about", &rule.about, about), ("is", &rule.is, is)] {
            for name in names.iter().filter(|name| !terms.contains_key(*name)) {
                let near = did_you_mean(name, terms.keys().map(String::as_str));
                add(format!("`{role}`: {FILE} has no `{name}`{near}"));
            }
        }
    }
}

fn phrases(role: &str, terms: &BTreeMap<String, Vec<String>>, problems: &mut Vec<Problem>) {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, phrases) in terms {
        for phrase in std::iter::once(name).chain(phrases) {
            let mut add = |message: String| {
                problems.push(Problem::new(FILE, format!("{role} {name}"), message));
            };
            if length(phrase) == 0 {
                add(format!("the phrase `{phrase}` has no word; remove it"));
            }
            if let Some(earlier) = first.insert(phrase, name) {
                add(format!("`{phrase}` stands under `{earlier}` already; remove one"));
            }
        }
    }
}
