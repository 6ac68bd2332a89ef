//! The page in a real Chromium.

use std::env;

use super::tally::{Tally, counted};
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::setup::Bench;

/// Runs tests/browser with node's own runner against dist/, which this program serves.
pub fn tests(project: &Project, bench: &Bench) -> Outcome<Tally> {
    let xtask =
        env::current_exe().map_err(|error| Failure::new(format!("No path to xtask: {error}.")))?;
    let mut node =
        bench.path.command("node", "Install Node.js 20 or newer (https://nodejs.org).")?;
    node.args(["--test", "--test-reporter=spec"])
        .current_dir(project.packages())
        .env("CHROMIUM", &bench.chromium)
        .env("XTASK", xtask);
    counted(&mut node)
}
