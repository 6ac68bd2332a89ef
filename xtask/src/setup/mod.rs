//! Gets what building and testing need, and says what it does. Nothing is done twice.

mod cargo_tools;
mod nightly;
mod packages;
mod path;
mod run;
mod system;
mod wasm_target;

use std::path::PathBuf;

pub use nightly::nightly;
pub use packages::NODE;
pub use path::SearchPath;
pub use run::{CARGO, run};

use crate::failure::Outcome;
use crate::project::Project;

/// What building the page needs: the wasm target, trunk, wasm-bindgen and wasm-opt.
///
/// # Errors
/// If something is missing and can't be installed; the sentence says what to do.
pub fn for_build(project: &Project) -> Outcome<SearchPath> {
    let path = SearchPath::from_environment();
    path.command("cargo", CARGO)?;
    wasm_target::ensure(project, &path)?;
    let path = cargo_tools::ensure(project, &path)?;
    packages::ensure(project, &path, &packages::BROWSER)
}

/// What the tests need besides: a Chromium and the shells that commands are written for.
pub struct Bench {
    /// Where the programs are.
    pub path: SearchPath,
    /// The browser.
    pub chromium: PathBuf,
}

/// What building and testing need.
///
/// # Errors
/// If something is missing and can't be installed; the sentence says what to do.
pub fn for_tests(project: &Project) -> Outcome<Bench> {
    let path = for_build(project)?;
    let chromium = system::chromium(&path)?;
    system::shells(&path)?;
    system::servers(&path)?;
    let path = cargo_tools::ensure_hurl(project, &path)?;
    packages::ensure(project, &path, &packages::PEERS)?;
    packages::ensure(project, &path, &packages::COMPARISON)?;
    packages::ensure(project, &path, &packages::OBSERVATORY)?;
    Ok(Bench { path, chromium })
}

/// What driving the page in three engines needs: the engines and their drivers.
///
/// # Errors
/// If something is missing and can't be installed; the sentence says what to do.
pub fn for_engines(project: &Project) -> Outcome<Bench> {
    let path = SearchPath::from_environment();
    path.command("cargo", CARGO)?;
    let chromium = system::chromium(&path)?;
    system::engines(&path)?;
    let path = cargo_tools::ensure_geckodriver(project, &path)?;
    let path = packages::ensure(project, &path, &packages::ENGINES)?;
    Ok(Bench { path, chromium })
}

/// What fuzzing needs: a nightly compiler and cargo-fuzz.
///
/// # Errors
/// If something is missing and can't be installed.
pub fn for_fuzzing(project: &Project) -> Outcome<SearchPath> {
    let path = SearchPath::from_environment();
    path.command("cargo", CARGO)?;
    nightly::ensure(project, &path)?;
    cargo_tools::ensure_fuzz(project, &path)
}

/// What Miri needs: it comes with a nightly compiler.
///
/// # Errors
/// If it is missing and can't be installed.
pub fn for_miri(project: &Project) -> Outcome<SearchPath> {
    let path = SearchPath::from_environment();
    path.command("cargo", CARGO)?;
    nightly::ensure_miri(project, &path)?;
    Ok(path)
}

/// What looks at the dependencies: cargo-deny.
///
/// # Errors
/// If it is missing and can't be installed.
pub fn for_supply_chain(project: &Project, path: &SearchPath) -> Outcome<SearchPath> {
    cargo_tools::ensure_deny(project, path)
}

/// Says what is being done, for steps that take a while.
fn announce(step: &str) {
    println!("{step} …");
}
