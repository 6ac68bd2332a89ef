//! Miri interprets what touches memory by itself: the allocator that empties what it frees, and what empties a secret.
//! Our own code has no unsafe block; these crates do.

use crate::check::tally::counted;
use crate::failure::Outcome;
use crate::project::Project;
use crate::setup::{self, Bench};

/// Runs tests/zeroing.rs under it.
pub fn run(project: &Project, _: &Bench) -> Outcome<String> {
    let path = setup::for_miri(project)?;
    let mut miri = setup::nightly(&path)?;
    miri.args(["cargo", "miri", "test", "--quiet", "--locked", "--no-default-features"])
        .args(["--test", "zeroing"])
        .env("CARGO_TARGET_DIR", project.target().join("miri"))
        .current_dir(project.root());
    counted(&mut miri)?.held()
}
