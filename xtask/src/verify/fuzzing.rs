//! Minutes of fuzzing with every target.

use crate::failure::Outcome;
use crate::fuzz;
use crate::project::Project;
use crate::setup::{self, Bench};

/// So long each target runs.
const SECONDS: u32 = 120;

/// Runs each target; how many inputs were tried, of which none broke what must hold.
pub fn run(project: &Project, _: &Bench) -> Outcome<String> {
    let path = setup::for_fuzzing(project)?;
    let targets = fuzz::targets(project)?;
    let mut tried = 0;
    for target in &targets {
        tried += fuzz::search(project, &path, target, SECONDS)?;
    }
    let million = tried / 100_000;
    Ok(format!("{}.{} million inputs, {} targets", million / 10, million % 10, targets.len()))
}
