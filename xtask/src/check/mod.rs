//! `cargo xtask test`: every check, each under a heading, with its time; the sum in the last line.

pub mod cargo;
mod corpus;
mod dependencies;
pub mod node;
pub mod supply;
pub mod tally;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use tally::Tally;

use crate::arguments::Arguments;
use crate::build;
use crate::failure::{Failure, Outcome};
use crate::knowledge;
use crate::project::Project;
use crate::setup::{self, Bench};
use crate::size;

/// A check: its name, and what it does. What it finds is a count of tests, or figures to be written down.
pub struct Check<T: 'static> {
    /// A word or two.
    pub name: &'static str,
    /// Does it.
    pub run: fn(&Project, &Bench) -> Outcome<T>,
}

impl<T> Check<T> {
    /// Those with a word in their name; an empty one is in all.
    ///
    /// # Errors
    /// If there is none.
    pub fn chosen<'c>(all: &'c [Self], word: &str) -> Outcome<Vec<&'c Self>> {
        let chosen: Vec<&Self> = all.iter().filter(|check| check.name.contains(word)).collect();
        if chosen.is_empty() {
            return Err(Failure::new(format!("No check has `{word}` in its name.")));
        }
        Ok(chosen)
    }

    /// Runs it under a heading and says at once why it failed; with the time that it took.
    pub fn timed(&self, project: &Project, bench: &Bench) -> (Outcome<T>, Duration) {
        println!("\n== {}", self.name);
        let start = Instant::now();
        let found = (self.run)(project, bench).inspect_err(|failure| eprintln!("{failure}"));
        (found, start.elapsed())
    }
}

/// In the order in which they tell most for the time they take. The build comes before what looks at dist/.
const CHECKS: [Check<Tally>; 19] = [
    Check { name: "formatting", run: cargo::formatting },
    Check { name: "lints: core and xtask", run: cargo::lints_native },
    Check { name: "lints: page", run: cargo::lints_page },
    Check { name: "lints: reference pages", run: cargo::lints_reference },
    Check { name: "documentation", run: cargo::documentation },
    Check { name: "fuzz targets", run: cargo::fuzz_targets },
    Check { name: "dependencies of the core", run: cargo::dependencies },
    Check { name: "dependencies, documented", run: dependencies::documented },
    Check { name: "supply chain", run: supply::chain },
    Check { name: "core, shells and xtask", run: cargo::tests },
    Check { name: "reference pages", run: cargo::tests_reference },
    Check { name: "peers", run: node::peers },
    Check { name: "comparison", run: node::comparison },
    Check { name: "knowledge", run: knowledge_base },
    Check { name: "corpus", run: corpus::score },
    Check { name: "build", run: site },
    Check { name: "size", run: sizes },
    Check { name: "observatory", run: node::observatory },
    Check { name: "browser", run: node::browser },
];

/// Runs the checks, or those with a word in their name. One that fails does not stop the others.
///
/// # Errors
/// If the set-up or a check fails.
pub fn run(project: &Project, given: &[String]) -> Outcome {
    let mut arguments = Arguments::new(given);
    let word = arguments.next().unwrap_or_default();
    arguments.end()?;
    let checks = Check::chosen(&CHECKS, word)?;
    let bench = setup::for_tests(project)?;
    let start = Instant::now();
    let mut sum = Tally::default();
    let mut lines = Vec::new();
    for check in checks {
        let (found, time) = check.timed(project, &bench);
        let tally = found.unwrap_or(Tally::FAILED);
        let verdict = if tally.failed == 0 { "ok" } else { "FAILED" };
        lines.push(format!("{:28}{verdict:8}{:>8}", check.name, seconds(time)));
        sum = sum.plus(tally);
    }
    println!("\n{}\n{:36}{:>8}", lines.join("\n"), "all", seconds(start.elapsed()));
    println!("{} passed, {} failed", sum.passed, sum.failed);
    if sum.failed == 0 {
        Ok(())
    } else {
        Err(Failure::new("Some checks failed; their own words are above."))
    }
}

/// `cargo xtask engines`: the main flow in Chromium, Firefox and WebKit, against what lies in dist/.
///
/// # Errors
/// If the set-up or a step of the flow fails.
pub fn engines(project: &Project, given: &[String]) -> Outcome {
    Arguments::new(given).end()?;
    match in_engines(project)?.failed {
        0 => Ok(()),
        _ => Err(Failure::new("Some steps failed; their own words are above.")),
    }
}

/// The same as a tally.
///
/// # Errors
/// If the set-up fails.
pub fn in_engines(project: &Project) -> Outcome<Tally> {
    node::engines(project, &setup::for_engines(project)?)
}

#[expect(clippy::unnecessary_wraps, reason = "it has the form of a check")]
fn knowledge_base(_: &Project, _: &Bench) -> Outcome<Tally> {
    let clean = knowledge::run(&[]) == ExitCode::SUCCESS;
    Ok(if clean { Tally::PASSED } else { Tally::FAILED })
}

fn site(project: &Project, bench: &Bench) -> Outcome<Tally> {
    build::site(project, &bench.path, None).map(|()| Tally::PASSED)
}

fn sizes(project: &Project, _: &Bench) -> Outcome<Tally> {
    size::run(project, &[]).map(|()| Tally::PASSED)
}

/// Seconds with one decimal.
pub fn seconds(time: Duration) -> String {
    format!("{}.{} s", time.as_secs(), time.subsec_millis() / 100)
}
