//! Runs a step of the set-up quietly; what it printed is kept for when it fails.

use std::fs::{self, File};
use std::process::{Command, Stdio};

use crate::failure::{Failure, Outcome};
use crate::project::Project;

/// Where to get cargo and rustup.
pub const CARGO: &str = "Install Rust with rustup (https://rustup.rs), then open a new terminal.";

/// Runs a command, its output into a log file.
///
/// # Errors
/// `failed` is the sentence that says what could not be done and what to try; the log's place is added.
pub fn run(project: &Project, command: &mut Command, log: &str, failed: &str) -> Outcome {
    let folder = project.tools();
    fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let log = folder.join(log);
    let file = File::create(&log).map_err(|error| Failure::file(&log, &error))?;
    let errors = file.try_clone().map_err(|error| Failure::file(&log, &error))?;
    let status = command.stdin(Stdio::null()).stdout(file).stderr(errors).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Failure::new(format!("{failed} Its own words are in {}.", log.display()))),
    }
}
