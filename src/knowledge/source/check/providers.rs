//! Providers: one by one, and all together.

use std::collections::BTreeMap;

use super::super::near::did_you_mean;
use super::super::problem::Problem;
use super::super::shape::{Entry, ProviderSource};
use super::profiles;
use super::report::{Known, Report, is_https};
use super::{rules, signs};
use crate::knowledge::{Decodes, Endpoint};

const PROVIDER: &str = "provider";
/// What a token endpoint may take besides a form.
pub const TAKES: [&str; 4] = ["json", "multipart", "query", "get"];

pub fn provider(entry: &Entry<ProviderSource>, known: &Known, report: &mut Report) {
    let source = &entry.source;
    report.slug(&entry.id);
    report.required(PROVIDER, "name", &source.name);
    report.required_list(PROVIDER, "about", &source.about);
    report.references(PROVIDER, &source.references);
    if let Some(server) = source.runs_on.as_deref().filter(|id| !known.providers.contains(id)) {
        let near = did_you_mean(server, known.providers.iter().copied());
        report.add(PROVIDER, format!("`runs_on`: there is no providers/{server}.toml{near}"));
    }
    for host in &source.hosts {
        signs::host(host, "hosts", PROVIDER, report);
    }
    if source.hosts.is_empty() && source.marks.is_empty() {
        report.add(PROVIDER, "nothing gives it away; write `hosts` or a `[[mark]]`");
    }
    if source.traps.is_empty() {
        report.add(PROVIDER, "it has no `[[trap]]`; write what people stumble over there");
    }
    basic(source, report);
    places(source, report);
    signs::marks(&source.marks, report);
    for endpoint in &source.endpoints {
        self::endpoint(endpoint, report);
    }
    profiles::profiles(&source.profiles, report);
    hints(source, report);
    advice(source, known, report);
    rules::rules(&source.rules, None, known, report);
}

fn basic(source: &ProviderSource, report: &mut Report) {
    let Some(basic) = &source.basic else { return };
    report.required("basic", "evidence", &basic.evidence);
    if basic.decodes != Decodes::Unknown {
        report.references("basic", &basic.references);
    }
}

/// What the endpoints take, and the environments.
fn places(source: &ProviderSource, report: &mut Report) {
    for word in source.takes.iter().filter(|word| !TAKES.contains(&word.as_str())) {
        let near = did_you_mean(word, TAKES);
        report.add(PROVIDER, format!("`takes`: there is no `{word}`{near}"));
    }
    for need in &source.needs {
        match need.split_once(' ') {
            Some((host, _)) => signs::host(host, "needs", PROVIDER, report),
            None => report.add(PROVIDER, "`needs` wants a host, a blank and a header's name"),
        }
    }
    for environment in &source.environments {
        let label = format!("environment {}", environment.name);
        report.required(&label, "name", &environment.name);
        for host in &environment.hosts {
            signs::host(host, "hosts", &label, report);
        }
    }
}

fn endpoint(endpoint: &Endpoint, report: &mut Report) {
    let label = format!("endpoint {}", endpoint.name);
    report.required(&label, "name", &endpoint.name);
    report.text(&label, "note", &endpoint.note);
    let plain = endpoint.url.starts_with("http://") && endpoint.note.contains("http");
    if !is_https(&endpoint.url) && !endpoint.url.starts_with('{') && !plain {
        let message = "`url` begins with https://; if it is http in truth, say so in `note`";
        report.add(&label, message);
    }
}

/// Formats, console paths and traps.
fn hints(source: &ProviderSource, report: &mut Report) {
    for format in &source.formats {
        let label = format!("format {}", format.of);
        report.required(&label, "of", &format.of);
        report.text(&label, "note", &format.note);
        let shape = !format.prefix.is_empty() || !format.alphabet.is_empty();
        if !shape && format.lengths.is_empty() && format.note.is_empty() {
            report.add(&label, "it says nothing; write prefix, alphabet, lengths or a note");
        }
    }
    for way in &source.console {
        let label = format!("console {}", way.to);
        report.required(&label, "to", &way.to);
        report.required(&label, "path", &way.path);
        if !way.url.is_empty() && !is_https(&way.url) && !way.url.starts_with("https://{") {
            report.add(&label, "`url` is no address; write one that begins with https://");
        }
    }
    for trap in &source.traps {
        let label = format!("trap {}", trap.title);
        report.required(&label, "title", &trap.title);
        report.required(&label, "text", &trap.text);
    }
}

fn advice(source: &ProviderSource, known: &Known, report: &mut Report) {
    for (at, advice) in source.advice.iter().enumerate() {
        let label = format!("advice {}", advice.cause);
        report.cause(&label, "cause", &advice.cause, known);
        report.text(&label, "what", &advice.what);
        report.texts(&label, "check", &advice.check);
        report.texts(&label, "fix", &advice.fix);
        if advice.what.is_empty() && advice.check.is_empty() && advice.fix.is_empty() {
            report.add(&label, "it says nothing; write what, check or fix, or remove it");
        }
        if source.advice.iter().take(at).any(|earlier| earlier.cause == advice.cause) {
            report.add(&label, "this cause has advice already; join the two");
        }
    }
}

/// What two providers can't have at once, and chains of `runs_on` that come back.
pub fn together(providers: &[Entry<ProviderSource>], problems: &mut Vec<Problem>) {
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for entry in providers {
        for host in &entry.source.hosts {
            if let Some(owner) = owners.get(host.as_str()) {
                let message =
                    format!("`hosts`: `{host}` belongs to {owner}; leave it to one of them");
                problems.push(Problem::new(&entry.file, PROVIDER, message));
            }
            owners.entry(host).or_insert(&entry.file);
        }
        if !has_rule(entry, providers) {
            let message = "no rule knows what it says; write a `[[rule]]`, or name in `runs_on` the server that it is built on";
            problems.push(Problem::new(&entry.file, PROVIDER, message));
        }
        if comes_back(entry, providers) {
            let message = "`runs_on` comes back to this provider; break the circle";
            problems.push(Problem::new(&entry.file, PROVIDER, message));
        }
    }
}

/// Whether the provider has a rule, or a server that it runs on.
fn has_rule(start: &Entry<ProviderSource>, providers: &[Entry<ProviderSource>]) -> bool {
    let mut next = Some(start);
    // A circle ends at the latest when every provider was looked at.
    for _ in providers {
        let Some(entry) = next else { return false };
        if !entry.source.rules.is_empty() {
            return true;
        }
        let server = entry.source.runs_on.as_deref();
        next = server.and_then(|id| providers.iter().find(|other| other.id == id));
    }
    false
}

fn comes_back(start: &Entry<ProviderSource>, providers: &[Entry<ProviderSource>]) -> bool {
    let server = |entry: &Entry<ProviderSource>| {
        let id = entry.source.runs_on.as_deref()?;
        providers.iter().find(|other| other.id == id)
    };
    let mut next = server(start);
    for _ in providers {
        match next {
            Some(entry) if entry.id == start.id => return true,
            Some(entry) => next = server(entry),
            None => return false,
        }
    }
    false
}
