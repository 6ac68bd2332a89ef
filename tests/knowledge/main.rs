//! The knowledge base is clean, and whoever breaks it is told how to mend it.

mod breaks;
mod schema;
mod small;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use token_triage::diagnose;
use token_triage::knowledge::source::{self, Problem, Sources};
use token_triage::knowledge::{Knowledge, Rule, json};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    let sources = match source::load(&root) {
        Ok(sources) => sources,
        Err(problems) => {
            eprintln!("{}", list(&problems));
            return ExitCode::FAILURE;
        }
    };
    let mut trials = clean(&sources);
    trials.extend(breaks::trials());
    trials.extend(schema::trials());
    trials.extend(SCAFFOLDS.map(|(kind, id)| {
        Trial::test(format!("scaffold of a {kind}"), move || scaffold(kind, id))
    }));
    let sources = Arc::new(sources);
    let same = Arc::clone(&sources);
    trials.push(Trial::test("JSON loses nothing", move || json_loses_nothing(&same)));
    trials.push(Trial::test("the page answers alike", move || page_answers_alike(&sources)));
    trials.push(Trial::test("a small knowledge base is clean", small_is_clean));
    trials.extend(SCAFFOLDS.map(|(kind, id)| {
        Trial::test(format!("scaffold of a {kind}, filled in"), move || filled_in(kind, id))
    }));
    trials.push(Trial::test("what is stale", what_is_stale));
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// A test for each file and each rule of the knowledge base.
fn clean(sources: &Sources) -> Vec<Trial> {
    let mut tests: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in sources.files() {
        tests.insert(format!("{file}: form"), Vec::new());
    }
    for quiet in &sources.quiet {
        tests.insert(format!("{}: {}", quiet.file, quiet.name), Vec::new());
    }
    for placed in sources.rules() {
        tests.insert(format!("{}: rule {}", placed.file, placed.rule.id), Vec::new());
    }
    for problem in source::check(sources) {
        let own = problem.entry.starts_with("rule ") || problem.file.starts_with("quiet/");
        let entry = if own { &problem.entry } else { "form" };
        tests.entry(format!("{}: {entry}", problem.file)).or_default().push(problem.to_string());
    }
    let trial = |(name, problems): (String, Vec<String>)| {
        Trial::test(name, move || ensure(problems.is_empty(), || problems.join("\n")))
    };
    tests.into_iter().map(trial).collect()
}

/// Nothing but the ids of rules, which the page has no use for.
fn json_loses_nothing(sources: &Sources) -> Result<(), Failed> {
    let mut knowledge = source::compile(sources);
    let text = source::to_json(&knowledge);
    let causes = knowledge.causes.iter_mut().flat_map(|cause| &mut cause.rules);
    let errors = knowledge.errors.iter_mut().flat_map(|error| &mut error.rules);
    let clients = knowledge.clients.iter_mut().flat_map(|client| &mut client.rules);
    let providers = knowledge.providers.iter_mut().flat_map(|provider| &mut provider.rules);
    causes.chain(errors).chain(clients).chain(providers).for_each(|rule| {
        *rule = Rule { id: String::new(), ..Rule::clone(rule) }.into();
    });
    let read: Knowledge = serde_json::from_str(&text)?;
    ensure(read == knowledge, || "what was read back differs".to_owned())?;
    let mut in_page = Knowledge::default();
    let told = json::read(&text, &mut in_page);
    ensure(told.is_ok() && in_page == knowledge, || {
        format!("the page reads it differently: {told:?}")
    })
}

/// What the page reads, without ids of rules, makes the same of every sample.
fn page_answers_alike(sources: &Sources) -> Result<(), Failed> {
    let knowledge = source::compile(sources);
    let mut in_page = Knowledge::default();
    let told = json::read(&source::to_json(&knowledge), &mut in_page);
    ensure(told.is_ok(), || format!("{told:?}"))?;
    let answer = |sample: &str, knowledge: &Knowledge| -> Vec<(String, u8)> {
        let causes = diagnose(sample, knowledge).causes;
        causes.into_iter().map(|cause| (cause.id, cause.confidence)).collect()
    };
    for sample in sources.rules().iter().flat_map(|placed| &placed.rule.samples) {
        let (here, there) = (answer(sample, &knowledge), answer(sample, &in_page));
        ensure(here == there, || format!("{sample}\n{here:?}\nin the page: {there:?}"))?;
    }
    Ok(())
}

const SCAFFOLDS: [(&str, &str); 4] = [
    ("cause", "wrong-tenant"),
    ("error", "made_up"),
    ("provider", "made-up"),
    ("client", "made-up"),
];

/// A scaffold has the right form; every place to fill in is named, and nothing else.
fn scaffold(kind: &str, id: &str) -> Result<(), Failed> {
    let (path, text) = source::scaffold(kind, id)?;
    let folder = small::folder(&format!("scaffold-{kind}"))?;
    small::write(&folder, &path, &text)?;
    let sources = source::load(&folder).map_err(|problems| list(&problems))?;
    let problems = source::check(&sources);
    let to_fill_in = |problem: &Problem| problem.file == path && problem.message.contains("TODO");
    ensure(!problems.is_empty(), || "nothing is left to fill in".to_owned())?;
    ensure(problems.iter().all(to_fill_in), || list(&problems))
}

/// A scaffold whose TODOs were written as they ask is an entry that the check takes.
fn filled_in(kind: &str, id: &str) -> Result<(), Failed> {
    let (path, text) = source::scaffold(kind, id)?;
    let words = "words that only this server says";
    let text = text
        .replace("hosts = [\"TODO\"]", "hosts = [\"login.made-up.example\"]")
        .replace("TODO words that the server always says", words)
        .replace("TODO words that it always prints", words)
        .replace(
            "TODO: a text that this rule must win",
            &format!("{{\"error\":\"invalid_client\",\"error_description\":\"{words}\"}}"),
        )
        .replace("TODO: a text that is close and means something else", "words that others say");
    let mut pieces = text.split("TODO");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        filled.push_str("It is made up.");
        filled.push_str(piece.trim_start_matches(|letter| !['"', '\n'].contains(&letter)));
    }
    let folder = small::folder(&format!("filled-in-{kind}"))?;
    small::write(&folder, &path, &filled)?;
    let problems = problems_of(&folder);
    ensure(problems.is_empty(), || format!("{}\n\n{filled}", list(&problems)))
}

fn small_is_clean() -> Result<(), Failed> {
    let problems = problems_of(&small::folder("clean")?);
    ensure(problems.is_empty(), || list(&problems))
}

/// A year after 2026-11-21 nothing is older than a year; a day later everything is, and what was read before already.
fn what_is_stale() -> Result<(), Failed> {
    let folder = small::folder("stale")?;
    let acme = std::fs::read_to_string(folder.join("providers/acme.toml"))?;
    let acme = acme.replacen("\nseen = 2026-11-21", "\nseen = 2026-10-01", 1);
    small::write(&folder, "providers/acme.toml", &acme)?;
    let sources = source::load(&folder).map_err(|problems| list(&problems))?;
    // 2026-11-21 is day 20778, by GNU date.
    let on = |day: u64| source::stale(&sources, 365, day);
    let only = "2026-10-01 providers/acme.toml: rule acme-secret: https://example.org/a";
    let told: Vec<String> = on(20_778 + 365).iter().map(ToString::to_string).collect();
    ensure(told == [only], || told.join("\n"))?;
    let all: Vec<String> = on(20_778 + 366).iter().map(ToString::to_string).collect();
    // A reference for each cause, one for the error, both providers and the client, and four rules.
    ensure(all.len() == sources.causes.len() + 8, || format!("{}\n{}", all.len(), all.join("\n")))?;
    let wanted = "2026-11-21 providers/base.toml: reference A page: https://example.org/a";
    ensure(all.first().is_some_and(|first| first == only), || all.join("\n"))?;
    ensure(all.iter().any(|line| line == wanted), || all.join("\n"))
}

fn problems_of(folder: &Path) -> Vec<Problem> {
    source::load(folder).map_or_else(|problems| problems, |sources| source::check(&sources))
}

fn list(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn ensure(holds: bool, message: impl FnOnce() -> String) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(message().into()) }
}
