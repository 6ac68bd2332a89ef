//! Programs that cargo installs, each in exactly one version.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::{CARGO, SearchPath, announce, run, system};
use crate::failure::{Failure, Outcome};
use crate::project::Project;

/// The newest trunk that the pinned Rust compiles.
const TRUNK: &str = "0.21.14";
/// What builds and runs the fuzz targets.
const CARGO_FUZZ: &str = "0.13.2";
/// What looks at the dependencies.
const CARGO_DENY: &str = "0.20.2";
/// What drives Firefox; Debian has no package of it.
const GECKODRIVER: &str = "0.37.1";
/// The newest Hurl that the pinned Rust compiles.
const HURL: &str = "8.0.1";

/// A program in the version that is needed.
struct Tool {
    /// Its package in the registry.
    package: &'static str,
    /// The program's name.
    program: &'static str,
    version: String,
    /// How long cargo takes to build it on two cores.
    takes: &'static str,
}

/// Takes trunk and wasm-bindgen from PATH where their versions are right, else from `target/tools`, else
/// installs them there.
///
/// # Errors
/// If one is missing and can't be installed, or Cargo.lock names no wasm-bindgen.
pub fn ensure(project: &Project, path: &SearchPath) -> Outcome<SearchPath> {
    let wanted = [
        Tool {
            package: "trunk",
            program: "trunk",
            version: TRUNK.into(),
            takes: "about 7 minutes",
        },
        Tool {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: locked_wasm_bindgen(project)?,
            takes: "about 2 minutes",
        },
    ];
    all(project, path, wanted)
}

/// Takes cargo-fuzz from where [`ensure`] takes its programs.
///
/// # Errors
/// If it is missing and can't be installed.
pub fn ensure_fuzz(project: &Project, path: &SearchPath) -> Outcome<SearchPath> {
    let (package, version) = ("cargo-fuzz", CARGO_FUZZ.into());
    all(project, path, [Tool { package, program: package, version, takes: "about a minute" }])
}

/// Takes cargo-deny from where [`ensure`] takes its programs.
///
/// # Errors
/// If it is missing and can't be installed.
pub fn ensure_deny(project: &Project, path: &SearchPath) -> Outcome<SearchPath> {
    let (package, version) = ("cargo-deny", CARGO_DENY.into());
    all(project, path, [Tool { package, program: package, version, takes: "about 3 minutes" }])
}

/// Takes geckodriver from where [`ensure`] takes its programs.
///
/// # Errors
/// If it is missing and can't be installed.
pub fn ensure_geckodriver(project: &Project, path: &SearchPath) -> Outcome<SearchPath> {
    let (package, version) = ("geckodriver", GECKODRIVER.into());
    all(project, path, [Tool { package, program: package, version, takes: "about 4 minutes" }])
}

/// Takes Hurl, which requests are written for, from where [`ensure`] takes its programs.
///
/// # Errors
/// If it is missing and can't be built.
pub fn ensure_hurl(project: &Project, path: &SearchPath) -> Outcome<SearchPath> {
    let (package, version) = ("hurl", HURL.into());
    let hurl = Tool { package, program: package, version, takes: "about 2 minutes" };
    if hurl.folder_in(&path.with_first(project.tools().join("bin"))).is_none() {
        system::for_hurl(path)?;
    }
    all(project, path, [hurl])
}

fn all<const N: usize>(
    project: &Project,
    path: &SearchPath,
    wanted: [Tool; N],
) -> Outcome<SearchPath> {
    let path_with_tools = path.with_first(project.tools().join("bin"));
    let mut found = path.clone();
    for tool in wanted {
        let folder = match tool.folder_in(&path_with_tools) {
            Some(folder) => folder,
            None => tool.install(project, path)?,
        };
        // First on PATH, because trunk looks for wasm-bindgen itself and must meet this one.
        found = found.with_first(folder);
    }
    Ok(found)
}

impl Tool {
    /// The folder of the first program on the path that has the version.
    fn folder_in(&self, path: &SearchPath) -> Option<PathBuf> {
        let program = path.all(self.program).find(|program| {
            let printed = Command::new(program).arg("--version").env_remove("NO_COLOR").output();
            printed.is_ok_and(|printed| prints_version(&printed.stdout, &self.version))
        })?;
        program.parent().map(PathBuf::from)
    }

    fn install(&self, project: &Project, path: &SearchPath) -> Outcome<PathBuf> {
        let Tool { package, program, version, takes } = self;
        announce(&format!("Installing {program} {version} into target/tools ({takes}, once)"));
        let mut cargo = path.command("cargo", CARGO)?;
        cargo
            .args(["install", "--locked", "--version", version, package, "--root"])
            .arg(project.tools())
            .current_dir(project.root());
        let failed = format!(
            "`cargo install --locked {package} --version {version}` failed: is there a network \
             connection? A {program} {version} on PATH will do as well."
        );
        run(project, &mut cargo, &format!("{program}.log"), &failed)?;
        Ok(project.tools().join("bin"))
    }
}

/// Whether `name 1.2.3 (more)` gives this version.
fn prints_version(printed: &[u8], version: &str) -> bool {
    String::from_utf8_lossy(printed).split_whitespace().nth(1) == Some(version)
}

/// The version that the page is compiled with; the command-line tool must have the same.
fn locked_wasm_bindgen(project: &Project) -> Outcome<String> {
    let file = project.path("Cargo.lock");
    let lock = fs::read_to_string(&file).map_err(|error| Failure::file(&file, &error))?;
    locked_version(&lock, "wasm-bindgen").ok_or_else(|| {
        Failure::new("Cargo.lock names no wasm-bindgen: restore it from the repository.")
    })
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let lock: toml::Table = lock.parse().ok()?;
    let packages = lock.get("package")?.as_array()?;
    let entry = packages
        .iter()
        .find(|entry| entry.get("name").and_then(|name| name.as_str()) == Some(package))?;
    entry.get("version")?.as_str().map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_as_the_tools_print_them() {
        assert!(prints_version(b"trunk 0.21.14\n", "0.21.14"));
        assert!(prints_version(b"wasm-bindgen 0.2.129 (a1b2c3)\n", "0.2.129"));
        assert!(!prints_version(b"wasm-bindgen 0.2.13\n", "0.2.129"));
        assert!(!prints_version(b"", "0.2.129"));
    }

    #[test]
    fn the_locked_version_of_a_package() {
        let lock = "version = 4\n[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.129"));
        assert_eq!(locked_version(lock, "yew"), None);
        assert_eq!(locked_version("<<<<<<< HEAD", "yew"), None);
    }
}
