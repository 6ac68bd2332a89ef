//! What the knowledge base must answer: one named test for each fact of tests/facts.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use token_triage::command::{self, Authentication, SecretPlace, Shell, TokenRequest};
use token_triage::credential::{self, Part};
use token_triage::diagnose::{Diagnosis, RankedCause, diagnose, explain};
use token_triage::exchange::{BodyEncoding, Header, Parameter, Place, Request};
use token_triage::knowledge::source::{self, Fact, Warns};
use token_triage::knowledge::{Input, Knowledge, Profile, Provider};
use token_triage::secret::Secret;
use token_triage::span::{Span, Spanned};

/// The facts are numbered from 1 to this.
const LAST: usize = 116;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let (facts, knowledge) = match (
        source::facts(&root.join("tests/facts")),
        source::knowledge(&root.join("knowledge")),
    ) {
        (Ok(facts), Ok(knowledge)) => (facts, knowledge),
        (facts, knowledge) => {
            let problems = facts.err().into_iter().chain(knowledge.err()).flatten();
            problems.for_each(|problem| eprintln!("{problem}"));
            return ExitCode::FAILURE;
        }
    };
    // The trials run on threads of their own and end with the process.
    let knowledge: &'static Knowledge = Box::leak(Box::new(knowledge));
    let numbers: Vec<String> = facts.iter().map(|fact| fact.id.clone()).collect();
    let table = source::coverage(&facts);
    let mut trials = vec![
        Trial::test("every number has a fact", move || every_number(&numbers)),
        Trial::test("COVERAGE.md is current", move || current(&root, &table)),
    ];
    trials.extend(
        facts
            .into_iter()
            .map(|fact| Trial::test(fact.test.clone(), move || holds(&fact, knowledge))),
    );
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn every_number(numbers: &[String]) -> Result<(), Failed> {
    let missing: Vec<String> =
        (1..=LAST).map(|number| format!("S{number}")).filter(|id| !numbers.contains(id)).collect();
    ensure(missing.is_empty(), || format!("no fact in tests/facts for {}", missing.join(", ")))
}

fn current(root: &Path, table: &str) -> Result<(), Failed> {
    let committed = std::fs::read_to_string(root.join("knowledge/COVERAGE.md")).unwrap_or_default();
    let mend = "knowledge/COVERAGE.md is stale; run `cargo xtask knowledge --coverage`";
    ensure(committed == table, || mend.to_owned())
}

fn holds(fact: &Fact, knowledge: &Knowledge) -> Result<(), Failed> {
    let Some(entry) = entry(&fact.entry, knowledge) else {
        return Err(format!("there is no entry {}", fact.entry).into());
    };
    let prose = folded(&strings(&entry).join("\n"));
    for words in &fact.holds {
        ensure(prose.contains(&folded(words)), || {
            format!("{} does not hold `{words}`", fact.entry)
        })?;
    }
    let provider =
        fact.entry.strip_prefix("providers/").and_then(|name| name.strip_suffix(".toml"));
    let provider = provider.and_then(|id| knowledge.provider(id));
    if let Some(paste) = &fact.paste {
        diagnosed(fact, &diagnose(paste, knowledge), knowledge)?;
    }
    if let Some(warns) = &fact.warns {
        warned(warns, provider)?;
    }
    fact.profile.as_deref().map_or(Ok(()), |id| commanded(id, &fact.command, provider))
}

/// The compiled entry of a file.
fn entry(file: &str, knowledge: &Knowledge) -> Option<Value> {
    let (folder, name) = file.split_once('/')?;
    let (id, _) = name.rsplit_once('.')?;
    match folder {
        "causes" => serde_json::to_value(knowledge.cause(id)?).ok(),
        "errors" => serde_json::to_value(knowledge.error(id)?).ok(),
        "providers" => serde_json::to_value(knowledge.provider(id)?).ok(),
        "clients" => {
            let client = knowledge.clients.iter().find(|client| client.id == id)?;
            serde_json::to_value(client).ok()
        }
        _ => None,
    }
}

/// All texts of an entry.
fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        Value::Object(members) => members.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// Without case and without the marks of prose.
fn folded(text: &str) -> String {
    text.replace('`', "").replace("**", "").to_lowercase()
}

fn diagnosed(fact: &Fact, diagnosis: &Diagnosis, knowledge: &Knowledge) -> Result<(), Failed> {
    let listed: Vec<&str> = diagnosis
        .listed
        .iter()
        .filter_map(|entry| entry.error.as_ref())
        .map(|error| error.value.as_str())
        .collect();
    for code in &fact.lists {
        ensure(listed.contains(&code.as_str()), || format!("`{code}` is not among {listed:?}"))?;
    }
    if let Some(expected) = &fact.error {
        let errors = diagnosis.error.iter().map(|error| error.value.as_str());
        let errors: Vec<&str> = errors.chain(listed).collect();
        ensure(errors.contains(&expected.as_str()), || {
            format!("the error is {errors:?}, not `{expected}`")
        })?;
    }
    let firsts: Vec<&RankedCause> = match diagnosis.listed.as_slice() {
        [] => diagnosis.causes.first().into_iter().collect(),
        listed => listed.iter().filter_map(|entry| entry.causes.first()).collect(),
    };
    if let Some(expected) = &fact.cause {
        let named: Vec<(&str, &str)> =
            firsts.iter().map(|cause| (cause.id.as_str(), cause.by.as_str())).collect();
        ensure(named.iter().any(|(id, _)| id == expected), || {
            format!("the first cause is {named:?}, not `{expected}`")
        })?;
    }
    let provider = diagnosis.provider.as_ref().map(|provider| provider.id.as_str());
    let shown: Vec<String> = firsts.iter().map(|first| shown(first, provider, knowledge)).collect();
    for step in &fact.steps {
        ensure(shown.iter().any(|shown| shown.contains(&folded(step))), || {
            format!("`{step}` is not shown; shown for {provider:?} is:\n{}", shown.join("\n\n"))
        })?;
    }
    Ok(())
}

/// Everything that is told about a cause.
fn shown(first: &RankedCause, provider: Option<&str>, knowledge: &Knowledge) -> String {
    let mut lines: Vec<&str> = first.evidence.iter().map(|found| found.note.as_str()).collect();
    lines.extend(first.steps.iter().map(String::as_str));
    if let Some(told) = explain(first, provider, knowledge) {
        lines.extend([told.what, told.check, told.fix, told.otherwise].concat());
    }
    folded(&lines.join("\n"))
}

fn warned(warns: &Warns, provider: Option<&Provider>) -> Result<(), Failed> {
    let given: Vec<&str> = [Part::Id, Part::Secret]
        .into_iter()
        .flat_map(|part| credential::warnings(part, &warns.id, &warns.secret, provider))
        .map(|warning| warning.id)
        .collect();
    ensure(given.contains(&warns.warning.as_str()), || {
        format!("the warnings are {given:?}, not `{}`", warns.warning)
    })
}

fn commanded(id: &str, words: &[String], provider: Option<&Provider>) -> Result<(), Failed> {
    let profile = provider
        .and_then(|provider| provider.profiles.iter().find(|profile| profile.id == id))
        .ok_or_else(|| format!("the entry has no profile `{id}`"))?;
    let command = command::curl(&token_request(profile), Shell::Sh, SecretPlace::Inline)
        .map_err(|refusal| format!("no command: {refusal:?}"))?;
    let text = command.text.expose();
    for word in words {
        ensure(text.contains(word), || format!("`{word}` is not in:\n{text}"))?;
    }
    Ok(())
}

/// The profile's request with made-up values in every field.
fn token_request(profile: &Profile) -> TokenRequest {
    let fill = |text: &str| {
        profile.variables.iter().fold(text.to_owned(), |text, variable| {
            text.replace(&format!("{{{}}}", variable.name), &filled(variable))
        })
    };
    let place = if profile.place == "query" { Place::Query } else { Place::Body };
    let parameter = |name: &str, value: String| Parameter {
        name: name.to_owned(),
        value,
        place,
        span: Span::NONE,
    };
    let client_id = "made-up-id";
    let mut parameters = vec![parameter("grant_type", profile.grant.clone())];
    if profile.client_id_parameter {
        parameters.push(parameter("client_id", client_id.to_owned()));
    }
    let inputs = profile.parameters.iter();
    parameters.extend(inputs.map(|input| parameter(&input.name, fill(&filled(input)))));
    let headers = profile.headers.iter().filter_map(|header| header.split_once(": "));
    let header = |(name, value): (&str, &str)| Header {
        name: name.to_owned(),
        value: fill(value),
        span: Span::NONE,
    };
    TokenRequest {
        request: Request {
            method: Some(Spanned::new("POST", Span::NONE)),
            url: Some(Spanned::new(fill(&profile.endpoint), Span::NONE)),
            headers: headers.map(header).collect(),
            parameters,
            encoding: match place {
                Place::Query => BodyEncoding::None,
                Place::Body => BodyEncoding::Form,
            },
            ..Request::default()
        },
        authentication: match profile.authentication.first().map(String::as_str) {
            Some("client_secret_post") => Authentication::Post,
            Some("none") => Authentication::None,
            _ => Authentication::Basic,
        },
        client_id: client_id.to_owned(),
        client_secret: Secret::new("made-up-secret".to_owned()),
        form: None,
        secrets: Vec::new(),
    }
}

/// What stands in a field: its value, its example, or something made up.
fn filled(input: &Input) -> String {
    let values = [&input.value, &input.example];
    let value = values.into_iter().find(|text| !text.is_empty());
    value.cloned().unwrap_or_else(|| "made-up".to_owned())
}

fn ensure(holds: bool, message: impl FnOnce() -> String) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(message().into()) }
}
