//! Whether docs/DEPENDENCIES.md names every direct dependency and no other, and counts the tree as it is.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::cargo::cargo;
use super::tally::Tally;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::setup::Bench;

const DOCUMENT: &str = "docs/DEPENDENCIES.md";

/// Everything that is built here.
const MANIFESTS: [&str; 4] =
    ["Cargo.toml", "xtask/Cargo.toml", "packing/Cargo.toml", "fuzz/Cargo.toml"];

/// The counts that the document gives, in its words, and what `cargo tree` is asked for each.
const COUNTS: [(&str, &[&str]); 2] = [
    (
        "The page is made of",
        &["--target", "wasm32-unknown-unknown", "--edges", "normal,no-proc-macro"],
    ),
    (
        "which reads, diagnoses and builds commands, needs",
        &["--no-default-features", "--edges", "normal"],
    ),
];

/// Compares the document with the manifests and the tree.
pub fn documented(project: &Project, bench: &Bench) -> Outcome<Tally> {
    let document = read(&project.path(DOCUMENT))?;
    let mut used = BTreeSet::new();
    for manifest in MANIFESTS {
        used.extend(direct(&read(&project.path(manifest))?)?);
    }
    let mut faults = faults(&used, &rows(&document));
    for (words, arguments) in COUNTS {
        let count = tree(project, bench, arguments)?;
        let told = told(&document, words);
        if told != Some(count) {
            faults.push(format!("\"{words} …\" says {told:?}, there are {count}"));
        }
    }
    let packages = read(&project.path("Cargo.lock"))?.matches("[[package]]").count();
    if told(&document, "Cargo.lock holds") != Some(packages) {
        faults.push(format!("Cargo.lock holds {packages} packages"));
    }
    if faults.is_empty() {
        return Ok(Tally::PASSED);
    }
    Err(Failure::new(format!("{DOCUMENT}: {}.", faults.join("; "))))
}

fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(|error| Failure::file(file, &error))
}

/// The names in a manifest's lists of dependencies, those of a target included.
fn direct(manifest: &str) -> Outcome<BTreeSet<String>> {
    const LISTS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];
    let manifest: toml::Table =
        manifest.parse().map_err(|_| Failure::new("A Cargo.toml can't be read."))?;
    let targets = manifest.get("target").and_then(|it| it.as_table());
    let targets = targets.into_iter().flat_map(|it| it.values()).filter_map(|it| it.as_table());
    let mut names = BTreeSet::new();
    for table in targets.chain([&manifest]) {
        for list in LISTS.iter().filter_map(|list| table.get(*list)?.as_table()) {
            names.extend(list.keys().cloned());
        }
    }
    Ok(names)
}

/// The names in the rows of the document's tables.
fn rows(document: &str) -> Vec<&str> {
    document.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect()
}

fn faults(used: &BTreeSet<String>, rows: &[&str]) -> Vec<String> {
    let missing = used.iter().filter(|name| !rows.contains(&name.as_str()));
    let mut faults: Vec<String> = missing.map(|name| format!("`{name}` is missing")).collect();
    for (at, row) in rows.iter().enumerate() {
        if !used.contains(*row) {
            faults.push(format!("`{row}` is no dependency"));
        } else if rows.iter().take(at).any(|other| other == row) {
            faults.push(format!("`{row}` stands there twice"));
        }
    }
    faults
}

/// The number behind these words.
fn told(document: &str, words: &str) -> Option<usize> {
    document.split_once(words)?.1.split_whitespace().next()?.parse().ok()
}

/// How many packages are in a tree of the root package, itself included.
fn tree(project: &Project, bench: &Bench, arguments: &[&str]) -> Outcome<usize> {
    let mut tree = cargo(project, bench)?;
    tree.args(["tree", "--locked", "--package", "token-triage", "--prefix", "none"])
        .args(arguments);
    let output = tree.output().map_err(|error| Failure::new(format!("`cargo tree`: {error}.")))?;
    if !output.status.success() {
        return Err(Failure::new("`cargo tree` failed: does Cargo.lock fit Cargo.toml?"));
    }
    let printed = String::from_utf8_lossy(&output.stdout);
    // A package that stands there once more has a star behind it.
    let packages: BTreeSet<Vec<&str>> = printed
        .lines()
        .map(|line| line.split(' ').take(2).collect())
        .filter(|words: &Vec<&str>| words.len() == 2)
        .collect();
    Ok(packages.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "[dependencies]\na = \"1\"\n[dev-dependencies]\nb = \"1\"\n\
                            [target.'cfg(unix)'.dependencies]\nc = { version = \"1\" }\n";

    #[test]
    fn every_list_counts() {
        let names = direct(MANIFEST).unwrap();
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["a", "b", "c"]);
    }

    #[test]
    fn what_is_missing_stale_or_double_is_named() {
        let used = direct(MANIFEST).unwrap();
        let rows = rows(
            "| crate | why |\n| --- | --- |\n| `a` | x |\n| `c` | x |\n| `d` | x |\n| `a` | y |\n",
        );
        let told = faults(&used, &rows);
        assert_eq!(told, ["`b` is missing", "`d` is no dependency", "`a` stands there twice"]);
    }

    #[test]
    fn a_number_stands_behind_its_words() {
        assert_eq!(told("There are 63 crates.", "There are"), Some(63));
        assert_eq!(told("There are few.", "There are"), None);
    }
}
