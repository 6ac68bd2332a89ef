//! A hundred thousand requests through every shell; `cargo xtask test` tries a tenth of them.

use crate::check::cargo::cargo;
use crate::check::tally::counted;
use crate::failure::Outcome;
use crate::project::Project;
use crate::setup::Bench;

const REQUESTS: &str = "100000";

/// Runs tests/shells/pairs.rs.
pub fn run(project: &Project, bench: &Bench) -> Outcome<String> {
    let mut tests = cargo(project, bench)?;
    tests
        .args([
            "test",
            "--quiet",
            "--locked",
            "--no-default-features",
            "--test",
            "shells",
            "pairs::",
        ])
        .env("MADE_UP_REQUESTS", REQUESTS);
    let tests = counted(&mut tests)?.held()?;
    Ok(format!("100,000 requests, {tests}"))
}
