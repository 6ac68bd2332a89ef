//! Every check, on a request made for it and on the corrected one: one named test for each case of tests/checks.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use token_triage::diagnose::{diagnose, firing_checks};
use token_triage::knowledge::{Knowledge, source};

#[path = "support/profiles.rs"]
mod profiles;

/// A file of tests/checks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    /// The answer that follows each request, where a case has none of its own.
    answer: String,
    #[serde(default)]
    case: Vec<Case>,
    #[serde(default)]
    silent: Vec<Silent>,
}

/// A request of which the paste shows too little to judge it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Silent {
    paste: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The check that fires first.
    check: String,
    /// The request that it fires on.
    bad: String,
    /// The words that it shows, in this order.
    shows: Vec<String>,
    /// The same request, corrected.
    good: String,
    answer: Option<String>,
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let knowledge = match source::knowledge(&root.join("knowledge")) {
        Ok(knowledge) => knowledge,
        Err(problems) => {
            for problem in problems {
                eprintln!("{problem}");
            }
            return ExitCode::FAILURE;
        }
    };
    // The trials run on threads of their own and end with the process.
    let knowledge: &'static Knowledge = Box::leak(Box::new(knowledge));
    let (cases, unseen) = match cases(&root.join("tests/checks")) {
        Ok(cases) => cases,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::FAILURE;
        }
    };
    let tested: BTreeSet<String> = cases.iter().map(|case| case.check.clone()).collect();
    let mut trials = vec![
        Trial::test("every check has a case", move || every_check(&tested, knowledge)),
        Trial::test("every check of the code has an entry", move || every_entry(&root, knowledge)),
    ];
    for (at, case) in cases.into_iter().enumerate() {
        let name = format!("{} ({})", case.check, at + 1);
        trials.push(Trial::test(name, move || holds(&case, knowledge)));
    }
    for (at, paste) in unseen.into_iter().enumerate() {
        let name = format!("says nothing about what it can't see ({})", at + 1);
        trials.push(Trial::test(name, move || whatever_is_refused(&paste, false, knowledge)));
    }
    for provider in &knowledge.providers {
        for profile in &provider.profiles {
            let name = format!("silent on {} {}", provider.id, profile.id);
            trials.push(Trial::test(name, move || silent(provider, profile, knowledge)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// The cases of all files, each with its answer, and the pastes that show too little.
fn cases(folder: &Path) -> Result<(Vec<Case>, Vec<String>), String> {
    let told = |error: &dyn std::fmt::Display| format!("tests/checks: {error}");
    let mut files = Vec::new();
    for file in fs::read_dir(folder).map_err(|error| told(&error))? {
        files.push(file.map_err(|error| told(&error))?.path());
    }
    files.sort();
    let (mut all, mut unseen) = (Vec::new(), Vec::new());
    for file in files {
        let text = fs::read_to_string(&file).map_err(|error| told(&error))?;
        let cases: Cases =
            toml::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
        for mut case in cases.case {
            case.answer.get_or_insert_with(|| cases.answer.clone());
            all.push(case);
        }
        unseen.extend(cases.silent.into_iter().map(|silent| silent.paste));
    }
    Ok((all, unseen))
}

fn every_check(tested: &BTreeSet<String>, knowledge: &Knowledge) -> Result<(), Failed> {
    let open: Vec<&str> = knowledge
        .checks
        .iter()
        .map(|check| check.id.as_str())
        .filter(|id| !tested.contains(*id))
        .collect();
    ensure(open.is_empty(), || format!("no case in tests/checks for {}", open.join(", ")))
}

/// The names that the code gives to `hit` are the entries of knowledge/checks, no more and no fewer.
fn every_entry(root: &Path, knowledge: &Knowledge) -> Result<(), Failed> {
    let mut code = String::new();
    for file in fs::read_dir(root.join("src/diagnose/checks"))? {
        code.push_str(&fs::read_to_string(file?.path())?);
    }
    let silent: Vec<&str> = knowledge
        .checks
        .iter()
        .map(|check| check.id.as_str())
        .filter(|id| !code.contains(&format!("\"{id}\"")))
        .collect();
    ensure(silent.is_empty(), || format!("no check in the code is called {}", silent.join(", ")))?;
    let known = |name: &str| knowledge.check(name).is_some();
    let named = code.split("hit(\"").skip(1).filter_map(|rest| rest.split('"').next());
    let unknown: Vec<&str> = named.filter(|name| !known(name)).collect();
    ensure(unknown.is_empty(), || {
        format!("no entry in knowledge/checks for {}", unknown.join(", "))
    })
}

fn holds(case: &Case, knowledge: &Knowledge) -> Result<(), Failed> {
    let answer = case.answer.as_deref().unwrap_or("");
    let with_answer = |request: &str| format!("{}\n{answer}", request.trim_end_matches('\n'));
    let (bad, good) = (with_answer(&case.bad), with_answer(&case.good));
    let check = knowledge.check(&case.check).ok_or("there is no such check")?;
    let fired = firing_checks(&bad, knowledge);
    let diagnosis = diagnose(&bad, knowledge);
    let first = diagnosis.causes.first().ok_or_else(|| format!("no cause; fired: {fired:?}"))?;
    let by = format!("check:{}", case.check);
    ensure(first.by == by && first.id == check.cause, || {
        format!("first is {} by {}; fired: {fired:?}", first.id, first.by)
    })?;
    let spans = first.evidence.first().map(|evidence| evidence.spans.clone()).unwrap_or_default();
    let shown: Vec<&str> = spans.iter().map(|span| span.of(&bad)).collect();
    ensure(shown == case.shows, || format!("shows {shown:?}, not {:?}", case.shows))?;
    let still = firing_checks(&good, knowledge);
    ensure(still.is_empty(), || format!("on the corrected request: {still:?}"))?;
    ensure(diagnose(&good, knowledge).exchange.request.is_some(), || "good is no request".into())
}

/// No check accuses a provider's own documented request, whatever the server answers.
fn silent(
    provider: &token_triage::knowledge::Provider,
    profile: &token_triage::knowledge::Profile,
    knowledge: &Knowledge,
) -> Result<(), Failed> {
    let commands = profiles::commands(provider, profile);
    let commands = commands.map_err(|refusal| format!("no command: {refusal:?}"))?;
    ensure(!commands.is_empty(), || "the builder writes none of its ways to authenticate".into())?;
    let granted =
        r#"{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"Bearer","expires_in":3600}"#;
    for command in commands {
        accuses(&format!("{command}\n{granted}"), &["token-granted"], knowledge)?;
        accuses(&command, &[], knowledge)?;
        // Whether a client is public, only its server knows. Where the address does not tell who that is, the page
        // may ask for the credentials that a refused request has none of.
        let public = profile.authentication.iter().any(|way| way == "none");
        let told = diagnose(&command, knowledge).provider;
        let unknown = told.is_none_or(|told| told.id != provider.id);
        whatever_is_refused(&command, public && unknown, knowledge)?;
    }
    Ok(())
}

/// No check finds anything in a request, whichever error it is answered with; but that it has no credentials, where
/// that may be asked.
fn whatever_is_refused(request: &str, may_ask: bool, knowledge: &Knowledge) -> Result<(), Failed> {
    for error in [
        "invalid_client",
        "invalid_grant",
        "invalid_request",
        "invalid_scope",
        "invalid_token",
        "unauthorized_client",
        "unsupported_grant_type",
    ] {
        let paste = format!("{request}\n{{\"error\":\"{error}\"}}");
        let asked = may_ask && firing_checks(&paste, knowledge) == ["no-authentication"];
        accuses(&paste, if asked { &["no-authentication"] } else { &[] }, knowledge)?;
    }
    Ok(())
}

/// These checks find something in a paste, and no others. There is a request in it.
fn accuses(paste: &str, expected: &[&str], knowledge: &Knowledge) -> Result<(), Failed> {
    let fired = firing_checks(paste, knowledge);
    ensure(fired == expected, || format!("{fired:?} on\n{paste}"))?;
    let read = diagnose(paste, knowledge).exchange.request.is_some();
    ensure(read, || format!("no request is read in\n{paste}"))
}

fn ensure(holds: bool, message: impl FnOnce() -> String) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(message().into()) }
}
