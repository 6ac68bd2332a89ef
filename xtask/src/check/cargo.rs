//! What cargo checks: formatting, lints, the core's tests and its dependencies.
//!
//! The app is compiled for wasm32, the reference pages natively; both are looked at as they are built.

use std::process::Command;

use super::tally::{Tally, counted, whole};
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::setup::{Bench, CARGO};

/// What would make the core know a browser.
const BROWSER_CRATES: [&str; 4] = ["yew", "web-sys", "js-sys", "wasm-bindgen"];

/// `cargo fmt`.
pub fn formatting(project: &Project, bench: &Bench) -> Outcome<Tally> {
    whole(cargo(project, bench)?.args(["fmt", "--all", "--check"]))
}

/// `cargo clippy` for what runs natively: core, tests, examples, xtask.
pub fn lints_native(project: &Project, bench: &Bench) -> Outcome<Tally> {
    let arguments =
        ["clippy", "--quiet", "--locked", "--workspace", "--no-default-features", "--all-targets"];
    whole(cargo(project, bench)?.args(arguments).args(["--", "-D", "warnings"]))
}

/// `cargo clippy` for what runs in the browser: the page, and the unpacker of its one-file edition.
pub fn lints_page(project: &Project, bench: &Bench) -> Outcome<Tally> {
    let arguments = ["clippy", "--quiet", "--locked", "--lib", "--bins"];
    let packages =
        ["--package", "token-triage", "--package", "packing", "--features", "packing/browser"];
    let target = ["--target", "wasm32-unknown-unknown", "--", "-D", "warnings"];
    whole(cargo(project, bench)?.args(arguments).args(packages).args(target))
}

/// `cargo clippy` for what writes the reference pages, and for its tests.
pub fn lints_reference(project: &Project, bench: &Bench) -> Outcome<Tally> {
    let arguments =
        ["clippy", "--quiet", "--locked", "--package", "token-triage", "--features", "pages"];
    let targets = ["--lib", "--bin", "reference", "--test", "reference", "--", "-D", "warnings"];
    whole(cargo(project, bench)?.args(arguments).args(targets))
}

/// `cargo doc`, private parts included: links in comments lead somewhere.
pub fn documentation(project: &Project, bench: &Bench) -> Outcome<Tally> {
    let arguments =
        ["doc", "--quiet", "--locked", "--workspace", "--no-default-features", "--no-deps"];
    let mut doc = cargo(project, bench)?;
    whole(doc.args(arguments).arg("--document-private-items").env("RUSTDOCFLAGS", "-D warnings"))
}

/// The tests of the reference pages: of their parts, and over the whole knowledge base.
pub fn tests_reference(project: &Project, bench: &Bench) -> Outcome<Tally> {
    let test = |target: &[&str]| {
        let arguments =
            ["test", "--quiet", "--locked", "--package", "token-triage", "--features", "pages"];
        counted(cargo(project, bench)?.args(arguments).args(target))
    };
    Ok(test(&["--lib", "page::reference"])?.plus(test(&["--test", "reference"])?))
}

/// The fuzz targets are a workspace of their own, so that nothing of them is in Cargo.lock. They run with a nightly
/// compiler; that they compile, the pinned one can tell.
pub fn fuzz_targets(project: &Project, bench: &Bench) -> Outcome<Tally> {
    let form = whole(cargo(project, bench)?.args(["fmt", "--check", "--manifest-path", FUZZ]))?;
    let arguments = ["clippy", "--quiet", "--locked", "--manifest-path", FUZZ];
    let mut clippy = cargo(project, bench)?;
    clippy
        .args(arguments)
        .arg("--target-dir")
        .arg(project.target().join("fuzz"))
        .args(["--", "-D", "warnings"])
        // Nothing is linked: libFuzzer's own C++ need not be built.
        .env("CUSTOM_LIBFUZZER_PATH", "not/built/libfuzzer.a");
    Ok(form.plus(whole(&mut clippy)?))
}

const FUZZ: &str = "fuzz/Cargo.toml";

/// All tests that run natively: core, knowledge, commands in real shells, and xtask's own.
pub fn tests(project: &Project, bench: &Bench) -> Outcome<Tally> {
    let arguments =
        ["test", "--quiet", "--locked", "--workspace", "--no-default-features", "--no-fail-fast"];
    let mut tests = cargo(project, bench)?;
    tests.args(arguments).env("CHROMIUM", &bench.chromium);
    // Property tests try the same cases in every run, so that a check which passed here passes elsewhere. `cargo test`
    // alone, and the fuzz targets, try others.
    counted(tests.env("PROPTEST_RNG_SEED", "6749"))
}

/// The core is plain Rust: its tree names no crate of the browser.
pub fn dependencies(project: &Project, bench: &Bench) -> Outcome<Tally> {
    let mut tree = cargo(project, bench)?;
    tree.args([
        "tree",
        "--locked",
        "--no-default-features",
        "--edges",
        "normal",
        "--prefix",
        "none",
    ]);
    let output = tree.output().map_err(|error| Failure::new(format!("`cargo tree`: {error}.")))?;
    if !output.status.success() {
        return Err(Failure::new("`cargo tree` failed: does Cargo.lock fit Cargo.toml?"));
    }
    let tree = String::from_utf8_lossy(&output.stdout);
    let unwanted = browser_crates_in(&tree);
    if unwanted.is_empty() {
        return Ok(Tally::PASSED);
    }
    Err(Failure::new(format!(
        "The core depends on {}: put what needs it behind the feature `web`.",
        unwanted.join(", ")
    )))
}

fn browser_crates_in(tree: &str) -> Vec<&'static str> {
    let named = |name: &str| tree.lines().any(|line| line.split(' ').next() == Some(name));
    BROWSER_CRATES.into_iter().filter(|name| named(name)).collect()
}

/// cargo, in the checkout.
///
/// # Errors
/// If there is none.
pub fn cargo(project: &Project, bench: &Bench) -> Outcome<Command> {
    let mut cargo = bench.path.command("cargo", CARGO)?;
    cargo.current_dir(project.root());
    Ok(cargo)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_of_the_browser_are_found_by_their_whole_name() {
        let tree = "token-triage v0.1.0 (/x)\nserde v1.0.0\nyew-like v1.0.0\n";
        assert_eq!(browser_crates_in(tree), Vec::<&str>::new());
        assert_eq!(browser_crates_in(&format!("{tree}web-sys v0.3.1\n")), ["web-sys"]);
    }
}
