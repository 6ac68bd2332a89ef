//! Rust's standard library for WebAssembly.

use std::path::Path;

use super::{CARGO, SearchPath, announce, run};
use crate::failure::Outcome;
use crate::project::Project;

const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the target to the pinned toolchain unless it is there.
pub fn ensure(project: &Project, path: &SearchPath) -> Outcome {
    if is_installed(project, path)? {
        return Ok(());
    }
    announce(&format!("Adding the Rust target {TARGET} (20 MB, under a minute, once)"));
    let mut rustup = path.command(
        "rustup",
        &format!(
            "The Rust target {TARGET} is needed: install Rust with rustup (https://rustup.rs), or the \
             target with the package manager that Rust came from."
        ),
    )?;
    rustup.args(["target", "add", TARGET]).current_dir(project.root());
    let failed = format!("`rustup target add {TARGET}` failed: is there a network connection?");
    run(project, &mut rustup, "target.log", &failed)
}

/// Asks the compiler, so that a Rust without rustup will do if it has the target.
fn is_installed(project: &Project, path: &SearchPath) -> Outcome<bool> {
    let mut rustc = path.command("rustc", CARGO)?;
    rustc.args(["--print", "target-libdir", "--target", TARGET]).current_dir(project.root());
    let Ok(output) = rustc.output() else { return Ok(false) };
    let folder = String::from_utf8_lossy(&output.stdout);
    Ok(output.status.success() && Path::new(folder.trim()).is_dir())
}
