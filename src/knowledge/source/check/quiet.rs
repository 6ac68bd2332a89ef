//! Texts that say nothing of a refused request: no rule matches them, and no cause is named with confidence.
//!
//! Program code names error codes, and is no answer for that. What a provider means by a bare code counts only where that
//! provider is recognised, so such a rule may match; what comes of it is seen in the diagnosis.

use std::collections::{BTreeMap, BTreeSet};

use super::super::problem::Problem;
use super::super::shape::{Quiet, RuleSource, Sources};
use crate::diagnose::{diagnose, matching_rules};
use crate::knowledge::{Conditions, Knowledge, Strength};

/// The cause whose rules may match.
const NOTHING: &str = "not-an-error";

/// Diagnoses every quiet text.
pub fn check(sources: &Sources, knowledge: &Knowledge, problems: &mut Vec<Problem>) {
    let causes: BTreeMap<&str, (&str, &str)> = sources
        .rules()
        .into_iter()
        .filter(|placed| !(placed.file.starts_with("providers/") && is_bare(placed.rule)))
        .map(|placed| (placed.rule.id.as_str(), (placed.cause, placed.file)))
        .collect();
    let mut names = BTreeSet::new();
    for quiet in &sources.quiet {
        let mut add = |message: String| {
            problems.push(Problem::new(&quiet.file, quiet.name.as_str(), message));
        };
        if !names.insert((&quiet.file, &quiet.name)) {
            add("another text has this name; choose another".to_owned());
        }
        if quiet.text.trim().is_empty() {
            add("there is no text under this line; write it, or remove the line".to_owned());
        }
        for rule in matching_rules(&quiet.text, knowledge) {
            match causes.get(rule.as_str()) {
                Some((cause, file)) if *cause != NOTHING => add(format!(
                    "`{rule}` of {file} matches it; add words to the rule that only its own texts have, or an `unless`"
                )),
                _ => {}
            }
        }
        if let Some(cause) = named(quiet, knowledge) {
            add(format!("it is diagnosed as {cause}; make what says so more specific"));
        }
    }
}

/// Whether a rule asks for a code alone.
fn is_bare(rule: &RuleSource) -> bool {
    let code = Conditions { error: rule.error.clone(), ..Conditions::default() };
    rule.when() == code
}

/// The cause that is named with confidence.
fn named(quiet: &Quiet, knowledge: &Knowledge) -> Option<String> {
    let diagnosis = diagnose(&quiet.text, knowledge);
    let listed = diagnosis.listed.into_iter().flat_map(|entry| entry.causes);
    let mut sure = diagnosis.causes.into_iter().chain(listed);
    let said = sure.find(|cause| cause.id != NOTHING && cause.strength >= Strength::Likely)?;
    Some(format!("{} by `{}`", said.id, said.by))
}
