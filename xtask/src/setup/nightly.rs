//! A nightly compiler: only that one counts which branches an input takes.

use super::{SearchPath, announce, run};
use crate::failure::Outcome;
use crate::project::Project;

/// Where to get it.
pub const NIGHTLY: &str =
    "Fuzzing needs a nightly Rust: install Rust with rustup (https://rustup.rs).";

/// Adds the toolchain `nightly` unless there is one of that name.
pub fn ensure(project: &Project, path: &SearchPath) -> Outcome {
    let version = path.command("rustup", NIGHTLY)?.args(["run", "nightly", "rustc", "-V"]).output();
    if version.is_ok_and(|version| version.status.success()) {
        return Ok(());
    }
    announce("Adding the Rust toolchain nightly (250 MB, a few minutes, once)");
    let mut rustup = path.command("rustup", NIGHTLY)?;
    rustup
        .args(["toolchain", "install", "nightly", "--profile", "minimal"])
        .current_dir(project.root());
    let failed = "`rustup toolchain install nightly` failed: is there a network connection?";
    run(project, &mut rustup, "nightly.log", failed)
}
