//! Every check of the knowledge base, on the requests of tests/checks: what it finds is mended as the table says, and
//! not found again; or the table says why no command can mend it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use token_triage::diagnose::{Diagnosis, diagnose, firing_checks};

use crate::mended::told;
use crate::outcomes::{OUTCOMES, Outcome};
use crate::{KNOWLEDGE, mend};

/// A file of tests/checks, as far as it matters here.
#[derive(Deserialize)]
struct Cases {
    answer: String,
    #[serde(default)]
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    check: String,
    bad: String,
    answer: Option<String>,
}

/// Each check with its requests, a request with its answer.
fn requests() -> BTreeMap<String, Vec<(String, String)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks");
    let mut files: Vec<_> = fs::read_dir(root)
        .expect("tests/checks")
        .map(|file| file.expect("a file").path())
        .collect();
    files.sort();
    let mut requests: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a readable file");
        let cases: Cases = toml::from_str(&text).expect("cases");
        for case in cases.case {
            let answer = case.answer.unwrap_or_else(|| cases.answer.clone());
            let bad = format!("{}\n{answer}", case.bad.trim_end_matches('\n'));
            requests.entry(case.check).or_default().push((bad, answer));
        }
    }
    requests
}

#[test]
fn every_check_has_an_outcome() {
    let told: Vec<&str> = OUTCOMES.iter().map(|(check, _)| *check).collect();
    let checks: Vec<&str> = KNOWLEDGE.checks.iter().map(|check| check.id.as_str()).collect();
    let open: Vec<_> = checks.iter().filter(|check| !told.contains(check)).collect();
    assert!(open.is_empty(), "outcomes.rs says nothing of {open:?}");
    let gone: Vec<_> = told.iter().filter(|check| !checks.contains(check)).collect();
    assert!(gone.is_empty(), "outcomes.rs speaks of checks that are gone: {gone:?}");
}

#[test]
fn what_a_check_finds_is_mended_or_can_not_be_known() {
    let requests = requests();
    let mut failures = Vec::new();
    for (check, outcomes) in OUTCOMES {
        let mut met = vec![false; outcomes.len()];
        for (bad, answer) in requests.get(*check).map_or(&[][..], Vec::as_slice) {
            let found: Vec<_> =
                outcomes.iter().map(|outcome| holds(check, bad, answer, outcome)).collect();
            if found.iter().all(Result::is_err) {
                failures.extend(found.into_iter().last().and_then(Result::err));
            } else {
                met.iter_mut().zip(&found).for_each(|(met, found)| *met |= found.is_ok());
            }
        }
        let idle = outcomes.iter().zip(met).filter(|(_, met)| !met).map(|(outcome, _)| outcome);
        failures.extend(idle.map(|outcome| format!("{check}: nothing comes to {outcome:?}")));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What a repair may bring to light: whether somebody answers curl's question, no command shows; what a grant needs, only
/// one that is spelt right.
const SEEN_LATER: [&str; 2] = ["user-no-secret", "grant-incomplete"];

fn holds(check: &str, bad: &str, answer: &str, outcome: &Outcome) -> Result<(), String> {
    let failed = |what: &str, text: &str| Err(format!("== {check}: {what}\n{bad}\n---\n{text}"));
    let (diagnosis, repair) = mend(bad);
    let text = repair.as_ref().map(|repair| repair.text.expose());
    let changes = match (outcome, text) {
        (Outcome::Kept(_), None) => return Ok(()),
        (Outcome::Kept(why), Some(text)) => {
            return Err(format!("is mended, though {why}:\n{text}"));
        }
        (Outcome::Mended(_), None) => return failed("is not mended", ""),
        (Outcome::Mended(changes), Some(_)) => changes,
    };
    let text = text.unwrap_or_default();
    let again = format!("{text}\n{answer}");
    let (before, after) = (lines(bad, &diagnosis), lines(&again, &diagnose(&again, &KNOWLEDGE)));
    let gone = before.iter().filter(|line| !after.contains(line)).map(|line| format!("-{line}"));
    let new = after.iter().filter(|line| !before.contains(line)).map(|line| format!("+{line}"));
    let found: Vec<String> = gone.chain(new).collect();
    if found != *changes {
        return failed(&format!("changes {found:?}"), text);
    }
    // Nothing else is found than before.
    let before = firing_checks(bad, &KNOWLEDGE);
    let still = firing_checks(&again, &KNOWLEDGE);
    let fine = |other: &String| {
        other != check && (before.contains(other) || SEEN_LATER.contains(&other.as_str()))
    };
    if still.iter().all(fine) { Ok(()) } else { failed(&format!("shows {still:?}"), text) }
}

/// A request in the words of the table, tokens cut short.
fn lines(text: &str, diagnosis: &Diagnosis) -> Vec<String> {
    let Some(request) = &diagnosis.exchange.request else { return Vec::new() };
    let mut lines = told(request);
    lines.push(format!("body {:?}", request.encoding));
    lines.extend(request.expansions.iter().map(|span| format!("expands {}", span.of(text))));
    let short = |line: String| match line.split_once("eyJ") {
        Some((before, token)) if token.contains('.') => {
            let rest: String = token
                .chars()
                .skip_while(|char| char.is_ascii_alphanumeric() || ".-_".contains(*char))
                .collect();
            format!("{before}eyJ…{rest}")
        }
        _ => line,
    };
    lines.into_iter().map(short).collect()
}
