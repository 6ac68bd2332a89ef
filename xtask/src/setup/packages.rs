//! The npm packages: wasm-opt for the build, the browser driver and an authorization server for the tests.

use std::fs;

use super::{SearchPath, announce, run};
use crate::failure::{Failure, Outcome};
use crate::project::Project;

/// Where to get node and npm.
pub const NODE: &str = "Install Node.js 20 or newer (https://nodejs.org), which brings npm.";

/// Installs what the lock file names unless it is there, and puts the packages' programs on the path.
pub fn ensure(project: &Project, path: &SearchPath) -> Outcome<SearchPath> {
    path.command("node", NODE)?;
    let folder = project.packages();
    let programs = folder.join("node_modules/.bin");
    let lock_file = folder.join("package-lock.json");
    let stamp_file = folder.join("node_modules/.installed-from");
    let lock = fs::read(&lock_file).map_err(|error| Failure::file(&lock_file, &error))?;
    if fs::read(&stamp_file).is_ok_and(|stamp| stamp == lock) {
        return Ok(path.with_first(programs));
    }
    announce("Installing the npm packages of tests/browser (120 MB, under a minute, once)");
    let mut npm = path.command("npm", NODE)?;
    npm.arg("ci").current_dir(&folder);
    let failed = "`npm ci` in tests/browser failed: is there a network connection, and is Node.js at least 20?";
    run(project, &mut npm, "npm.log", failed)?;
    // Written last: an installation that was broken off is done again.
    fs::write(&stamp_file, lock).map_err(|error| Failure::file(&stamp_file, &error))?;
    Ok(path.with_first(programs))
}
