//! Whether the knowledge base makes sense: everything that a reader of its form can't see.

mod behaviour;
mod entries;
mod profiles;
mod prose;
mod providers;
mod quiet;
mod report;
mod rules;
mod signs;
mod words;

pub(super) use self::profiles::AUTHENTICATIONS;
pub(super) use self::providers::TAKES;
pub(super) use self::report::is_slug;
use self::report::{Known, Report};
use super::compile::compile;
use super::problem::Problem;
use super::shape::Sources;

/// Everything that is wrong, form before behaviour; empty for a knowledge base that can be published.
pub fn check(sources: &Sources) -> Vec<Problem> {
    let known = Known::new(sources);
    let mut problems = Vec::new();
    for entry in &sources.causes {
        entries::cause(entry, &known, &mut Report::new(&entry.file, &mut problems));
    }
    for entry in &sources.errors {
        entries::error(entry, &known, &mut Report::new(&entry.file, &mut problems));
    }
    for entry in &sources.providers {
        providers::provider(entry, &known, &mut Report::new(&entry.file, &mut problems));
    }
    for entry in &sources.clients {
        entries::client(entry, &known, &mut Report::new(&entry.file, &mut problems));
    }
    for entry in &sources.checks {
        let mut report = Report::new(&entry.file, &mut problems);
        for check in &entry.source.checks {
            entries::check(check, &known, &mut report);
        }
    }
    providers::together(&sources.providers, &mut problems);
    rules::together(sources, &mut problems);
    words::check(sources, &mut problems);
    let knowledge = compile(sources);
    problems.extend(behaviour::check(sources, &knowledge));
    quiet::check(sources, &knowledge, &mut problems);
    problems
}
