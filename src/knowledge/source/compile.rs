//! From the form that people write to the form that the program reads.

use std::collections::BTreeMap;

use serde_json::Value;

use super::shape::{
    BasicSource, CauseSource, ChecksSource, ClientSource, Entry, ErrorSource, MarkSource,
    ProviderSource, ReferenceSource, RuleSource, Sources,
};
use crate::knowledge::{
    BasicDecoding, Cause, Client, Conditions, ErrorCode, Knowledge, Lexicon, Mark, Profile,
    Provider, Reference, Rule, Term, Unread,
};

/// Compiles sources that were loaded, checked or not. Samples, near misses and sources of rules stay behind.
pub fn compile(sources: &Sources) -> Knowledge {
    Knowledge {
        causes: sources.causes.iter().map(cause).collect(),
        errors: sources.errors.iter().map(error).collect(),
        providers: sources.providers.iter().map(provider).collect(),
        clients: sources.clients.iter().map(client).collect(),
        checks: checks(&sources.checks),
        lexicon: Lexicon { about: terms(&sources.words.about), is: terms(&sources.words.is) },
        ..Knowledge::default()
    }
}

/// The knowledge base as JSON, without what is empty, which a reader fills in, and without the ids of rules, which
/// only its check and its tests speak of: they are a twentieth of it after compression.
pub fn to_json(knowledge: &Knowledge) -> String {
    // Serialisation to a value fails only for maps with keys that are no text; there are no maps here.
    let mut value = serde_json::to_value(knowledge).unwrap_or_default();
    prune(&mut value);
    value.to_string()
}

/// Leaves out ids of rules, and members that equal what a reader takes for a missing one. List items stay.
fn prune(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if let Some(Value::Array(rules)) = members.get_mut("rules") {
                rules.iter_mut().filter_map(Value::as_object_mut).for_each(|rule| {
                    rule.remove("id");
                });
            }
            members.values_mut().for_each(prune);
            members.retain(|_, member| match member {
                Value::Null => false,
                Value::Bool(holds) => *holds,
                Value::Number(_) => true,
                Value::String(text) => !text.is_empty(),
                Value::Array(items) => !items.is_empty(),
                Value::Object(members) => !members.is_empty(),
            });
        }
        Value::Array(items) => items.iter_mut().for_each(prune),
        _ => {}
    }
}

fn terms(source: &BTreeMap<String, Vec<String>>) -> Vec<Term> {
    let term = |(name, phrases): (&String, &Vec<String>)| Term {
        name: name.clone(),
        phrases: phrases.clone(),
    };
    source.iter().map(term).collect()
}

fn cause(entry: &Entry<CauseSource>) -> Cause {
    let source = entry.source.clone();
    Cause {
        id: entry.id.clone(),
        title: source.title,
        group: source.group,
        what: source.what,
        check: source.check,
        fix: source.fix,
        otherwise: source.otherwise,
        related: source.related,
        references: references(source.references),
        rules: rules(source.rules, &entry.id),
    }
}

fn error(entry: &Entry<ErrorSource>) -> ErrorCode {
    let source = entry.source.clone();
    ErrorCode {
        id: entry.id.clone(),
        title: source.title,
        meaning: source.meaning,
        practice: source.practice,
        causes: source.causes,
        references: references(source.references),
        rules: rules(source.rules, ""),
    }
}

fn provider(entry: &Entry<ProviderSource>) -> Provider {
    let source = entry.source.clone();
    Provider {
        id: entry.id.clone(),
        name: source.name,
        runs_on: source.runs_on,
        about: source.about,
        hosts: source.hosts,
        marks: source.marks.iter().map(mark).collect(),
        basic: source.basic.map(basic),
        takes: source.takes,
        scope_separator: source.scope_separator,
        needs: source.needs,
        environments: source.environments,
        endpoints: source.endpoints,
        profiles: source.profiles.into_iter().map(profile).collect(),
        formats: source.formats,
        console: source.console,
        traps: source.traps,
        advice: source.advice,
        rules: rules(source.rules, ""),
        references: references(source.references),
    }
}

fn client(entry: &Entry<ClientSource>) -> Client {
    let source = entry.source.clone();
    Client {
        id: entry.id.clone(),
        name: source.name,
        about: source.about,
        marks: source.marks.iter().map(mark).collect(),
        rules: rules(source.rules, ""),
        references: references(source.references),
    }
}

/// All checks, sorted by name. What a check does not say of the answers that it explains, its file says.
fn checks(files: &[Entry<ChecksSource>]) -> Vec<Rule> {
    let mut all = Vec::new();
    for entry in files {
        let file = &entry.source;
        all.extend(file.checks.iter().cloned().map(|check| Rule {
            id: check.id,
            when: Conditions {
                error: check.error.unwrap_or_else(|| file.error.clone()),
                status: check.status.unwrap_or_else(|| file.status.clone()),
                ..Conditions::default()
            },
            title: check.title,
            cause: check.cause,
            strength: check.strength.unwrap_or_default(),
            note: check.note,
            steps: check.steps,
            ..Rule::default()
        }));
    }
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

fn profile(profile: Profile) -> Profile {
    let place = if profile.place.is_empty() { "body".to_owned() } else { profile.place };
    Profile { place, ..profile }
}

fn basic(source: BasicSource) -> BasicDecoding {
    BasicDecoding {
        decodes: source.decodes,
        evidence: source.evidence,
        references: references(source.references),
    }
}

fn references(sources: Vec<ReferenceSource>) -> Vec<Reference> {
    sources
        .into_iter()
        .map(|source| Reference {
            title: source.title,
            url: source.url,
            seen: source.seen.map(|day| day.to_string()).unwrap_or_default(),
        })
        .collect()
}

fn mark(source: &MarkSource) -> Mark {
    Mark { when: source.when(), strength: source.strength.unwrap_or_default() }
}

/// The rules of a file; one without a cause means `cause`, the one whose file it is.
fn rules(sources: Vec<RuleSource>, cause: &str) -> Vec<Unread> {
    sources
        .into_iter()
        .map(|source| Rule {
            when: source.when(),
            id: source.id,
            cause: source.cause.unwrap_or_else(|| cause.to_owned()),
            also: source.also,
            strength: source.strength.unwrap_or_default(),
            note: source.note,
            steps: source.steps,
            names_provider: source.names_provider,
            catch_all: source.catch_all,
            title: String::new(),
        })
        .map(Unread::from)
        .collect()
}
