//! What rules do: every sample is won by its rule, no near miss is matched, no two rules tie.

use std::collections::BTreeMap;

use super::super::problem::Problem;
use super::super::shape::{PlacedRule, RuleSource, Sources};
use crate::diagnose::{Diagnosis, RankedCause, diagnose, matching_rules};
use crate::knowledge::{Cause, Conditions, Home, Knowledge, Rule, Strength};

/// Runs the samples and near misses of every rule.
pub fn check(sources: &Sources, knowledge: &Knowledge) -> Vec<Problem> {
    let standings = standings(knowledge);
    let mut problems = Vec::new();
    for placed in sources.rules() {
        let rule = placed.rule;
        let mut add = |kind: &str, at: usize, message: String| {
            let message = format!("{kind} {}: {message}", at + 1);
            problems.push(Problem::new(placed.file, format!("rule {}", rule.id), message));
        };
        // What is still to be filled in is told once, by the check of the form.
        let filled_in = |(_, text): &(usize, &String)| !text.contains("TODO");
        for (at, sample) in rule.samples.iter().enumerate().filter(filled_in) {
            let matching = matching_rules(sample, knowledge);
            if let Some(message) = lost(placed, sample, &matching, knowledge, &standings)
                .or_else(|| tie(&rule.id, &matching, &standings))
            {
                add("sample", at, message);
            }
        }
        for (at, near_miss) in rule.not.iter().enumerate() {
            if matching_rules(near_miss, knowledge).contains(&rule.id) {
                let mend = "add words that only its own texts have, or an `unless`";
                add("not", at, format!("this rule matches it; {mend}"));
            }
        }
    }
    problems
}

/// Why a rule does not decide its sample, and the mend.
fn lost(
    placed: PlacedRule,
    sample: &str,
    matching: &[String],
    knowledge: &Knowledge,
    standings: &BTreeMap<&str, Standing>,
) -> Option<String> {
    let rule = placed.rule;
    if !matching.contains(&rule.id) {
        let missing = missing_sign(rule, sample);
        return Some(missing.unwrap_or_else(|| "its signs are never there together".to_owned()));
    }
    let diagnosis = diagnose(sample, knowledge);
    if firsts(&diagnosis).any(|first| wins(placed, first, standings)) {
        return None;
    }
    let Some(first) = firsts(&diagnosis).next() else {
        return Some("its signs are there, but another provider is recognised".to_owned());
    };
    let mend = if standings.contains_key(first.by.as_str()) {
        "make this rule more specific, or give the sample to the other"
    } else {
        "a check decides; choose a sample without that fault, or another strength"
    };
    Some(format!("`{}` wins with {}; {mend}", first.by, first.id))
}

/// The first cause, of each entry where the sample is a page that lists several.
fn firsts(diagnosis: &Diagnosis) -> impl Iterator<Item = &RankedCause> {
    let listed = diagnosis.listed.iter().filter_map(|entry| entry.causes.first());
    diagnosis.causes.first().into_iter().chain(listed)
}

/// The rule itself decides, or something of another kind that finds the same cause: a check in code, general
/// wording for a provider's rule, a provider for general wording. Then both stand as evidence of one cause,
/// and a new provider never breaks the samples of general wording that it agrees with.
fn wins(placed: PlacedRule, first: &RankedCause, standings: &BTreeMap<&str, Standing>) -> bool {
    if first.by == placed.rule.id {
        return true;
    }
    let of_provider = |id: &str| standings.get(id).map(|standing| standing.provider.is_some());
    let other_kind = match of_provider(&first.by) {
        Some(provider) => Some(!provider) == of_provider(&placed.rule.id),
        None => !first.by.starts_with("code:"),
    };
    other_kind && first.id == placed.cause
}

/// What decides between rules that match the same text.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Standing {
    strength: Strength,
    specificity: u32,
    /// Whether it asks for a sentence of any wording: phrases come before it.
    sentence: bool,
    /// The provider's place; rules of two providers never count together.
    provider: Option<usize>,
}

fn standings(knowledge: &Knowledge) -> BTreeMap<&str, Standing> {
    let standing = |at: usize| {
        let (compiled, rule) = knowledge.rule_at(at)?;
        let provider = match compiled.home {
            Home::Provider(at) => Some(at),
            Home::Cause(_) | Home::Error(_) | Home::Client(_) => None,
        };
        let (strength, specificity) = (rule.strength, compiled.specificity);
        let sentence = !rule.when.is.is_empty();
        Some((rule.id.as_str(), Standing { strength, specificity, sentence, provider }))
    };
    (0..knowledge.index().rules.len()).filter_map(standing).collect()
}

/// Another rule that stands exactly as this one does in a text that both match.
fn tie(id: &str, matching: &[String], standings: &BTreeMap<&str, Standing>) -> Option<String> {
    let own = standings.get(id)?;
    let other =
        matching.iter().find(|other| *other != id && standings.get(other.as_str()) == Some(own))?;
    let mend = "make one of them more specific: add words or signs";
    Some(format!("it ties with `{other}`; {mend}"))
}

/// The first sign that a text lacks when it is looked for alone.
fn missing_sign(rule: &RuleSource, text: &str) -> Option<String> {
    let excluded = rule.unless.iter().find(|phrase| {
        holds(Conditions { says: vec![(*phrase).clone()], ..Conditions::default() }, text)
    });
    if let Some(phrase) = excluded {
        return Some(format!("`unless` excludes it: it holds `{phrase}`"));
    }
    let (name, sign) =
        single_signs(rule).into_iter().find(|(_, sign)| !holds(sign.clone(), text))?;
    let shown = serde_json::to_value(sign).ok()?.get(name)?.to_string();
    Some(format!("the sign `{name} = {shown}` is not in it; mend the sign or the sample"))
}

/// The rule's signs one by one, each with its key.
fn single_signs(rule: &RuleSource) -> Vec<(&'static str, Conditions)> {
    let none = Conditions::default();
    let one = |text: &String| vec![text.clone()];
    let mut signs = vec![
        ("error", Conditions { error: rule.error.clone(), ..none.clone() }),
        ("any", Conditions { any: rule.any.clone(), ..none.clone() }),
        ("is", Conditions { about: rule.about.clone(), is: rule.is.clone(), ..none.clone() }),
        ("status", Conditions { status: rule.status.clone(), ..none.clone() }),
        ("host", Conditions { host: rule.host.clone(), ..none.clone() }),
        ("request", Conditions { request: rule.request.clone(), ..none.clone() }),
    ];
    signs.retain(|(_, sign)| *sign != none);
    let each = |texts: &[String]| texts.iter().map(one).collect::<Vec<_>>();
    for says in each(&rule.says) {
        signs.push(("says", Conditions { says, ..none.clone() }));
    }
    for header in each(&rule.header) {
        signs.push(("header", Conditions { header, ..none.clone() }));
    }
    for field in each(&rule.field) {
        signs.push(("field", Conditions { field, ..none.clone() }));
    }
    signs
}

/// Whether signs are in a text, asked of a knowledge base that knows nothing else.
fn holds(when: Conditions, text: &str) -> bool {
    let rule = Rule { id: "sign".to_owned(), when, ..Rule::default() };
    let cause = Cause { rules: vec![rule.into()], ..Cause::default() };
    let knowledge = Knowledge { causes: vec![cause], ..Knowledge::default() };
    !matching_rules(text, &knowledge).is_empty()
}
