//! The page in a real Chromium.

use super::tally::{Tally, counted};
use crate::failure::Outcome;
use crate::project::Project;
use crate::setup::{Bench, NODE};

/// Runs tests/browser with node's own runner against dist/, which `cargo xtask serve` serves there.
pub fn tests(project: &Project, bench: &Bench) -> Outcome<Tally> {
    let mut node = bench.path.command("node", NODE)?;
    // The time limit ends what hangs; no test that works comes near it.
    node.args(["--test", "--test-reporter=spec", "--test-timeout=120000"])
        .current_dir(project.packages())
        .env("CHROMIUM", &bench.chromium);
    counted(&mut node)
}
