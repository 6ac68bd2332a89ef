//! Rules: one by one, and all together.

use std::collections::BTreeMap;

use super::super::problem::Problem;
use super::super::shape::{RuleSource, Sources};
use super::report::{Known, Report, is_slug};
use super::signs::signs;

/// The rules of a file; `own` is the cause whose file it is.
pub fn rules(rules: &[RuleSource], own: Option<&str>, known: &Known, report: &mut Report) {
    for (at, rule) in rules.iter().enumerate() {
        let label = match rule.id.as_str() {
            "" => format!("rule {}", at + 1),
            id => format!("rule {id}"),
        };
        self::rule(rule, &label, own, known, report);
    }
}

fn rule(rule: &RuleSource, label: &str, own: Option<&str>, known: &Known, report: &mut Report) {
    if !is_slug(&rule.id) {
        report.add(label, "`id` is made of a-z, 0-9, `-` and `_`; give it one");
    }
    signs(&rule.when(), label, report);
    match rule.cause.as_deref().or(own) {
        Some(cause) => causes(rule, cause, label, known, report),
        None => report.add(label, "`cause` is missing; name the likeliest one"),
    }
    if rule.strength.is_none() {
        report.add(label, "`strength` is missing; write `certain`, `likely` or `possible`");
    }
    report.required(label, "note", &rule.note);
    report.texts(label, "steps", &rule.steps);
    examples(rule, label, report);
    report.source(label, "source", &rule.source, rule.seen.as_ref());
}

fn causes(rule: &RuleSource, cause: &str, label: &str, known: &Known, report: &mut Report) {
    report.cause(label, "cause", cause, known);
    for (at, id) in rule.also.iter().enumerate() {
        report.cause(label, "also", id, known);
        if id == cause || rule.also.iter().take(at).any(|earlier| earlier == id) {
            report.add(label, format!("`also` names `{id}` again; remove it"));
        }
    }
}

fn examples(rule: &RuleSource, label: &str, report: &mut Report) {
    let lists = [
        ("samples", &rule.samples, "`samples` is empty; add a text that this rule must win"),
        (
            "not",
            &rule.not,
            "`not` is empty; add a near miss: a text that is close and means something else",
        ),
    ];
    for (key, texts, missing) in lists {
        if texts.is_empty() {
            report.add(label, missing);
        }
        if texts.iter().any(|text| text.trim().is_empty()) {
            report.add(label, format!("`{key}` holds an empty text; remove it"));
        }
        if texts.iter().any(|text| text.contains("TODO")) {
            report.add(label, format!("`{key}` still says TODO; paste what the server says"));
        }
    }
    if rule.samples.iter().any(|sample| rule.not.contains(sample)) {
        report.add(label, "a text stands in `samples` and in `not`; remove one");
    }
}

/// Ids are unique over all files, and every cause is found by something.
pub fn together(sources: &Sources, problems: &mut Vec<Problem>) {
    for cause in &sources.causes {
        let by_rule = sources.rules().iter().any(|placed| placed.cause == cause.id);
        let mut checks = sources.checks.iter().flat_map(|entry| &entry.source.checks);
        if !by_rule && !checks.any(|check| check.cause == cause.id) {
            let message = "no rule and no check finds this cause; write a `[[rule]]`";
            problems.push(Problem::new(&cause.file, "front matter", message));
        }
    }
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    for placed in sources.rules() {
        let id = placed.rule.id.as_str();
        if let Some(earlier) = first.get(id).filter(|_| !id.is_empty()) {
            let message = format!("{earlier} has a rule of this id already; choose another");
            problems.push(Problem::new(placed.file, format!("rule {id}"), message));
        }
        first.entry(id).or_insert(placed.file);
    }
}
