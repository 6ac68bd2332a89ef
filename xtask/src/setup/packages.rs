//! The npm packages: wasm-opt for the build; a browser driver, an authorization server and other people's
//! tools for the tests.

use std::fs;

use super::{SearchPath, announce, run};
use crate::failure::{Failure, Outcome};
use crate::project::Project;

/// Where to get node and npm.
pub const NODE: &str = "Install Node.js 20.19 or newer (https://nodejs.org), which brings npm.";

/// A folder with a package.json and a lock file.
pub struct Packages {
    /// Where it lies in the checkout.
    folder: &'static str,
    /// How much is loaded, in MB.
    size: u32,
}

/// What the build and the browser tests need.
pub const BROWSER: Packages = Packages { folder: "tests/browser", size: 120 };
/// Readers and libraries that ours is compared with.
pub const PEERS: Packages = Packages { folder: "tests/peers", size: 30 };
/// Generators of commands that ours is compared with.
pub const COMPARISON: Packages = Packages { folder: "tests/comparison", size: 42 };
/// What drives the page in three engines.
pub const ENGINES: Packages = Packages { folder: "tests/engines", size: 25 };

/// The rules that a host's headers are looked at by; most of it is a server that nothing of runs here.
pub const OBSERVATORY: Packages = Packages { folder: "tests/observatory", size: 131 };

/// Installs what the lock file names unless it is there, and puts the packages' programs on the path.
///
/// # Errors
/// If node is missing, or npm fails.
pub fn ensure(project: &Project, path: &SearchPath, packages: &Packages) -> Outcome<SearchPath> {
    path.command("node", NODE)?;
    let Packages { folder: name, size } = packages;
    let folder = project.path(name);
    let programs = folder.join("node_modules/.bin");
    let lock_file = folder.join("package-lock.json");
    let stamp_file = folder.join("node_modules/.installed-from");
    let lock = fs::read(&lock_file).map_err(|error| Failure::file(&lock_file, &error))?;
    if fs::read(&stamp_file).is_ok_and(|stamp| stamp == lock) {
        return Ok(path.with_first(programs));
    }
    announce(&format!("Installing the npm packages of {name} ({size} MB, under a minute, once)"));
    let mut npm = path.command("npm", NODE)?;
    npm.arg("ci").current_dir(&folder);
    let failed = format!(
        "`npm ci` in {name} failed: is there a network connection, and is Node.js at least 20.19?"
    );
    run(project, &mut npm, "npm.log", &failed)?;
    // Written last: an installation that was broken off is done again.
    fs::write(&stamp_file, lock).map_err(|error| Failure::file(&stamp_file, &error))?;
    Ok(path.with_first(programs))
}
