//! Causes, error codes and clients, one by one.

use super::super::causes::{CAUSES, group_of};
use super::super::near::did_you_mean;
use super::super::shape::{CauseSource, CheckSource, ClientSource, Entry, ErrorSource};
use super::report::{Known, Report, is_slug};
use super::{rules, signs};

const FRONT: &str = "front matter";

pub fn cause(entry: &Entry<CauseSource>, known: &Known, report: &mut Report) {
    let source = &entry.source;
    report.slug(&entry.id);
    match group_of(&entry.id) {
        None => {
            let ids = CAUSES.iter().flat_map(|(_, ids)| ids.iter().copied());
            let near = did_you_mean(&entry.id, ids);
            let message = format!("`{}` is not on the closed list of causes{near}", entry.id);
            report.add("file name", message);
        }
        Some(group) if source.group != group => {
            report.add(FRONT, format!("`group` of this cause is `{group}`; write that"));
        }
        Some(_) => {}
    }
    report.required(FRONT, "title", &source.title);
    for id in &source.related {
        report.cause(FRONT, "related", id, known);
        if *id == entry.id {
            report.add(FRONT, "`related` names this cause itself; remove it");
        }
    }
    report.references(FRONT, &source.references);
    report.required_list("# What happened", "What happened", &source.what);
    report.required_list("# How to check", "How to check", &source.check);
    report.required_list("# How to fix", "How to fix", &source.fix);
    let heading = "When it is something else";
    report.required_list("# When it is something else", heading, &source.otherwise);
    rules::rules(&source.rules, Some(&entry.id), known, report);
}

pub fn error(entry: &Entry<ErrorSource>, known: &Known, report: &mut Report) {
    let source = &entry.source;
    report.slug(&entry.id);
    report.required(FRONT, "title", &source.title);
    if source.causes.is_empty() {
        let message = "`causes` is empty; name the causes it usually stands for, likeliest first";
        report.add(FRONT, message);
    }
    for (at, id) in source.causes.iter().enumerate() {
        report.cause(FRONT, "causes", id, known);
        if source.causes.iter().take(at).any(|earlier| earlier == id) {
            report.add(FRONT, format!("`causes` names `{id}` twice; remove one"));
        }
    }
    report.references(FRONT, &source.references);
    let heading = "What the specification says";
    report.required_list("# What the specification says", heading, &source.meaning);
    report.required_list("# What servers use it for", "What servers use it for", &source.practice);
    rules::rules(&source.rules, None, known, report);
}

pub fn client(entry: &Entry<ClientSource>, known: &Known, report: &mut Report) {
    let source = &entry.source;
    report.slug(&entry.id);
    report.required("client", "name", &source.name);
    report.required_list("client", "about", &source.about);
    report.references("client", &source.references);
    if source.marks.is_empty() && source.rules.is_empty() {
        report.add("client", "nothing gives it away; write a `[[mark]]` or a `[[rule]]`");
    }
    signs::marks(&source.marks, report);
    for rule in source.rules.iter().filter(|rule| rule.names_provider.is_some()) {
        let message = "`names_provider` belongs to a provider's rule; remove it";
        report.add(&format!("rule {}", rule.id), message);
    }
    rules::rules(&source.rules, None, known, report);
}

/// What a check in code says: what its evidence means, and a headline with steps where it knows more than the cause's page.
pub fn check(check: &CheckSource, known: &Known, report: &mut Report) {
    let label = format!("check {}", check.id);
    if !is_slug(&check.id) {
        report.add(&label, "`id` is made of a-z, 0-9, `-` and `_`; give it one");
    }
    report.cause(&label, "cause", &check.cause, known);
    if check.strength.is_none() {
        report.add(&label, "`strength` is missing; write `certain`, `likely` or `possible`");
    }
    report.text(&label, "title", &check.title);
    report.required(&label, "note", &check.note);
    report.texts(&label, "steps", &check.steps);
    if check.title.is_empty() != check.steps.is_empty() {
        report.add(&label, "`title` and `steps` belong together; write both, or neither where the cause's page says it all");
    }
}
