//! `cargo xtask finish`: what trunk calls before it puts the built page into dist/.
//!
//! Adds the knowledge base and fills two places in index.html: the policy, and the version of the knowledge
//! base, which the page puts behind its address so that a browser never pairs a new page with an old copy. Then has
//! the reference pages written beside it.

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};
use token_triage::knowledge::{Knowledge, source};

use crate::failure::{Failure, Outcome};
use crate::policy;
use crate::project::Project;

/// Where the version goes in index.html: `<meta name="knowledge-version" content="{{knowledge}}">`.
const VERSION: &str = "{{knowledge}}";

/// Finishes the page in trunk's staging folder.
///
/// # Errors
/// If trunk did not call it, the knowledge base has problems, or index.html has not the two places.
pub fn run(project: &Project) -> Outcome {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| Failure::new("`finish` is for trunk to call: run `cargo xtask build`."))?;
    let knowledge = compiled(project.root())?;
    let page = staging.join("index.html");
    let html = fs::read_to_string(&page).map_err(|error| Failure::file(&page, &error))?;
    let html = filled(&html, &version(&knowledge))?;
    fs::write(&page, html).map_err(|error| Failure::file(&page, &error))?;
    let file = staging.join("knowledge.json");
    fs::write(&file, knowledge).map_err(|error| Failure::file(&file, &error))?;
    reference(project, &staging)
}

/// Has the root package's bin `reference` write its pages. It is run, not linked: as a dependency its features would
/// reach the core, which is to be tested without them.
fn reference(project: &Project, site: &Path) -> Outcome {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["run", "--quiet", "--locked", "--package", "token-triage"])
        .args(["--features", "pages", "--bin", "reference", "--"])
        .args([project.path("knowledge").as_path(), site])
        .current_dir(project.root());
    match cargo.status() {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Failure::new("The reference pages could not be written; the reason is above.")),
    }
}

/// The knowledge base as the page fetches it.
fn compiled(root: &Path) -> Outcome<String> {
    let mut knowledge = source::knowledge(&root.join("knowledge")).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        Failure::new(format!("The knowledge base has problems:\n{}", lines.join("\n")))
    })?;
    leave_to_the_pages(&mut knowledge);
    Ok(source::to_json(&knowledge))
}

/// Takes out what only the reference pages show: each entry links to its page, and everyone loads this file.
fn leave_to_the_pages(knowledge: &mut Knowledge) {
    for provider in &mut knowledge.providers {
        provider.references.clear();
    }
    for error in &mut knowledge.errors {
        error.references.clear();
    }
    for client in &mut knowledge.clients {
        client.references.clear();
        client.about.clear();
    }
}

/// The page with its two places filled.
fn filled(html: &str, version: &str) -> Outcome<String> {
    for place in [policy::PLACEHOLDER, VERSION] {
        if html.matches(place).count() != 1 {
            return Err(Failure::new(format!(
                "index.html must hold {place} once, in a meta element's content."
            )));
        }
    }
    let html = html.replace(VERSION, version);
    let policy = policy::for_page(&html)?;
    Ok(html.replace(policy::PLACEHOLDER, &policy))
}

/// Twelve digits of the checksum: enough to tell two versions apart.
fn version(content: &str) -> String {
    Sha256::digest(content).iter().take(6).fold(String::new(), |mut digits, byte| {
        // Writing to a String can't fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"{{policy}}\">\
                        <meta name=\"knowledge-version\" content=\"{{knowledge}}\"><script>x</script>";

    #[test]
    fn both_places_are_filled() {
        let html = filled(PAGE, "0123456789ab").unwrap();
        assert!(html.contains("name=\"knowledge-version\" content=\"0123456789ab\""), "{html}");
        assert!(html.contains("content=\"default-src 'none';"), "{html}");
        assert!(!html.contains("{{"), "{html}");
    }

    #[test]
    fn a_missing_place_is_named() {
        let failure = filled(&PAGE.replace("{{policy}}", ""), "0").unwrap_err().to_string();
        assert!(failure.contains("{{policy}}"), "{failure}");
    }

    #[test]
    fn the_version_is_the_start_of_the_checksum() {
        // FIPS 180-4, example for "abc".
        assert_eq!(version("abc"), "ba7816bf8f01");
    }
}
