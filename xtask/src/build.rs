//! `cargo xtask build`: the site in dist/, ready for any static host.

use crate::arguments::Arguments;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::setup::{self, CARGO, SearchPath};

/// Sets up and builds.
///
/// # Errors
/// If something is missing that can't be installed, or the page does not compile.
pub fn run(project: &Project, given: &[String]) -> Outcome {
    Arguments::new(given).end()?;
    site(project, &setup::for_build(project)?)?;
    println!("The site is in dist/: put its files on any static host.");
    Ok(())
}

/// Builds the site with tools that are there.
///
/// # Errors
/// If the page does not compile or the finishing hook fails; their own words are printed before.
pub fn site(project: &Project, path: &SearchPath) -> Outcome {
    let mut fetch = path.command("cargo", CARGO)?;
    fetch.args(["fetch", "--quiet", "--locked"]).current_dir(project.root());
    if !fetch.status().is_ok_and(|status| status.success()) {
        return Err(Failure::new(
            "`cargo fetch --locked` failed: is there a network connection, and does Cargo.lock fit Cargo.toml?",
        ));
    }
    println!("Building the page (some minutes the first time) …");
    let mut trunk = path.command("trunk", CARGO)?;
    trunk
        // Offline: what it needs was put on its path, in the right versions; it must not fetch others.
        .args(["build", "--release", "--offline", "--locked", "--public-url", "./"])
        // Trunk 0.21 takes NO_COLOR=1 for a malformed argument and stops.
        .env_remove("NO_COLOR")
        .current_dir(project.root());
    match trunk.status() {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Failure::new("The page could not be built; trunk's own words are above.")),
    }
}
