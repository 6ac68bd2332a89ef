//! `cargo xtask verify`: what takes too long for each change. The table that it prints stands in docs/VERIFICATION.md.

mod engines;
mod fuzzing;
mod miri;
mod record;
mod shells;
mod twice;

use crate::arguments::Arguments;
use crate::check::{Check, node, seconds, supply};
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::setup;

use record::Row;

/// In the order in which they tell most for the time they take; each says its figures in a few words.
const CHECKS: [Check<String>; 7] = [
    Check { name: "supply chain", run: |project, bench| supply::chain(project, bench)?.held() },
    Check { name: "memory (Miri)", run: miri::run },
    Check { name: "commands in shells", run: shells::run },
    Check {
        name: "other generators",
        run: |project, bench| node::comparison_whole(project, bench)?.held(),
    },
    Check { name: "three engines", run: engines::run },
    Check { name: "fuzzing", run: fuzzing::run },
    Check { name: "reproducible build", run: twice::run },
];

/// Runs the checks, or those with a word in their name, and writes down what they found. One that fails does not stop
/// the others.
///
/// # Errors
/// If the set-up or a check fails.
pub fn run(project: &Project, given: &[String]) -> Outcome {
    let mut arguments = Arguments::new(given);
    let word = arguments.next().unwrap_or_default();
    arguments.end()?;
    let checks = Check::chosen(&CHECKS, word)?;
    let bench = setup::for_tests(project)?;
    let mut rows = Vec::new();
    let mut failed = 0;
    for check in checks {
        let (found, time) = check.timed(project, &bench);
        let held = found.is_ok();
        failed += usize::from(!held);
        let found = found.unwrap_or_else(|_| "**failed**".to_owned());
        println!("{:24}{found}, {}", check.name, seconds(time));
        rows.push(Row::new(check.name, &found, time));
    }
    let names: Vec<&str> = CHECKS.iter().map(|check| check.name).collect();
    let table = record::write(project, &names, rows)?;
    println!("\n{table}");
    if failed == 0 {
        return Ok(());
    }
    Err(Failure::new(format!("{failed} failed; their own words are above.")))
}
