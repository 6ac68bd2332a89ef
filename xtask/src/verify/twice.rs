//! The site, built twice from two folders: the same, byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::setup::{Bench, CARGO};

/// Of different depth and length: what a build takes from its folder shows.
const FOLDERS: [&str; 2] = ["a", "twice/a-longer-name/b"];

/// The list of all files of dist/ with their checksums.
const SUMS: &str = "SHA256SUMS";

/// Clones the commit that is checked out into two folders, builds each by itself, and compares.
pub fn run(project: &Project, bench: &Bench) -> Outcome<String> {
    let home = project.target().join("verify");
    let mut sums = Vec::new();
    for folder in FOLDERS {
        sums.push(built(project, bench, &home.join(folder))?);
    }
    let [first, second] = sums.as_slice() else { return Err(Failure::new("Two were built.")) };
    let unlike = unlike(first, second);
    if unlike.is_empty() {
        return Ok(format!("{} files, the same twice", first.lines().count()));
    }
    Err(Failure::new(format!("These files differ: {}.", unlike.join(", "))))
}

/// The sums of a build in a folder, from nothing.
fn built(project: &Project, bench: &Bench, folder: &Path) -> Outcome<String> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    }
    let mut git = bench.path.command("git", "Install git.")?;
    git.args(["clone", "--quiet", "--no-hardlinks"]).arg(project.root()).arg(folder);
    succeed(&mut git, "the repository could not be cloned")?;
    lend(project, folder)?;
    let mut cargo = bench.path.command("cargo", CARGO)?;
    cargo
        .args(["run", "--quiet", "--locked", "--package", "xtask", "--", "build"])
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .current_dir(folder);
    succeed(&mut cargo, "the clone could not be built")?;
    let sums = folder.join("dist").join(SUMS);
    fs::read_to_string(&sums).map_err(|error| Failure::file(&sums, &error))
}

/// npm's packages are tools of the build, and the same for both.
#[cfg(unix)]
fn lend(project: &Project, folder: &Path) -> Outcome {
    let packages = Path::new("tests/browser/node_modules");
    let link: PathBuf = folder.join(packages);
    std::os::unix::fs::symlink(project.root().join(packages), &link)
        .map_err(|error| Failure::file(&link, &error))
}

/// Installed once more.
#[cfg(not(unix))]
fn lend(_: &Project, _: &Path) -> Outcome {
    Ok(())
}

fn succeed(command: &mut Command, failed: &str) -> Outcome {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Failure::new(format!("{failed}; the reason is above."))),
    }
}

/// Names of files that one list lacks, or has with another sum.
fn unlike(first: &str, second: &str) -> Vec<String> {
    fn by_name(sums: &str) -> BTreeMap<&str, &str> {
        sums.lines()
            .filter_map(|line| line.split_once("  "))
            .map(|(sum, name)| (name, sum))
            .collect()
    }
    let (first, second) = (by_name(first), by_name(second));
    let names = first.keys().chain(second.keys().filter(|name| !first.contains_key(**name)));
    names.filter(|name| first.get(*name) != second.get(*name)).map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As sha256sum writes them.
    #[test]
    fn files_that_differ_are_named() {
        let first = "aa  index.html\nbb  app.css\ncc  x.wasm\n";
        assert_eq!(unlike(first, first), Vec::<String>::new());
        assert_eq!(
            unlike(first, "aa  index.html\nb0  app.css\ncc  y.wasm\n"),
            ["app.css", "x.wasm", "y.wasm"]
        );
    }
}
