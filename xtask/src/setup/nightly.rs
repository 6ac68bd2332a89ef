//! A nightly compiler: only that one counts which branches an input takes, and runs Miri.

use std::process::Command;

use super::{SearchPath, announce, run};
use crate::failure::Outcome;
use crate::project::Project;

/// Where to get it.
const NIGHTLY: &str = "This needs a nightly Rust: install Rust with rustup (https://rustup.rs).";

/// A command that runs what is added to it with the nightly toolchain.
///
/// # Errors
/// If there is no rustup.
pub fn nightly(path: &SearchPath) -> Outcome<Command> {
    let mut rustup = path.command("rustup", NIGHTLY)?;
    rustup.args(["run", "nightly"]);
    Ok(rustup)
}

/// Adds the toolchain `nightly` unless there is one of that name.
pub fn ensure(project: &Project, path: &SearchPath) -> Outcome {
    if answers(path, "rustc")? {
        return Ok(());
    }
    announce("Adding the Rust toolchain nightly (250 MB, a few minutes, once)");
    let install = ["toolchain", "install", "nightly", "--profile", "minimal"];
    rustup(project, path, &install, "nightly.log")
}

/// Adds Miri and the sources of the standard library, which it interprets, to that toolchain.
pub fn ensure_miri(project: &Project, path: &SearchPath) -> Outcome {
    ensure(project, path)?;
    if answers(path, "miri")? {
        return Ok(());
    }
    announce("Adding Miri to the Rust toolchain nightly (10 MB, under a minute, once)");
    let add = ["component", "add", "miri", "rust-src", "--toolchain", "nightly"];
    rustup(project, path, &add, "miri.log")
}

fn answers(path: &SearchPath, program: &str) -> Outcome<bool> {
    let version = nightly(path)?.args([program, "--version"]).output();
    Ok(version.is_ok_and(|version| version.status.success()))
}

fn rustup(project: &Project, path: &SearchPath, arguments: &[&str], log: &str) -> Outcome {
    let mut rustup = path.command("rustup", NIGHTLY)?;
    rustup.args(arguments).current_dir(project.root());
    let what = arguments.join(" ");
    run(
        project,
        &mut rustup,
        log,
        &format!("`rustup {what}` failed: is there a network connection?"),
    )
}
