//! What the knowledge base must be able to answer: tests/facts/*.toml, and the table that shows who answers it.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::load::toml_file;
use super::problem::Problem;

/// A fact that an entry must hold, and what proves it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fact {
    /// `S3`: a letter and a number.
    pub id: String,
    /// The entry that answers it: `providers/reapit.toml`.
    pub entry: String,
    /// Words that its compiled prose must hold, any case.
    pub holds: Vec<String>,
    /// A text that somebody pastes.
    pub paste: Option<String>,
    /// The first cause of that text.
    pub cause: Option<String>,
    /// The error code read in it.
    pub error: Option<String>,
    /// Words that stand in the steps or notes shown for it.
    pub steps: Vec<String>,
    /// Error codes of the entries, where the text is a page that lists several.
    pub lists: Vec<String>,
    /// A warning about credentials.
    pub warns: Option<Warns>,
    /// The id of one of the entry's profiles.
    pub profile: Option<String>,
    /// Words that the profile's curl command for sh must hold.
    pub command: Vec<String>,
    /// The file that it stands in: `tests/facts/reapit.toml`.
    #[serde(skip)]
    pub file: String,
    /// The test's name: `S3`, or `S3 (2)` for the second fact of this number.
    #[serde(skip)]
    pub test: String,
}

/// Credentials and the warning that they must give.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Warns {
    /// A made-up client id.
    pub id: String,
    /// A made-up secret.
    pub secret: String,
    /// The warning's stable name.
    pub warning: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "fact", default)]
    facts: Vec<Fact>,
}

impl Fact {
    /// The ways in which it is proved, for the table; empty for a fact that asserts nothing.
    pub fn proofs(&self) -> Vec<&'static str> {
        let of_paste = self.cause.is_some() || self.error.is_some() || !self.steps.is_empty();
        let proofs = [
            ("prose", !self.holds.is_empty()),
            ("diagnosis", self.paste.is_some() && of_paste),
            ("list", self.paste.is_some() && !self.lists.is_empty()),
            ("warning", self.warns.is_some()),
            ("command", self.profile.is_some() && !self.command.is_empty()),
        ];
        proofs.into_iter().filter(|(_, holds)| *holds).map(|(name, _)| name).collect()
    }

    /// What keeps it from proving anything, and the mend.
    pub fn fault(&self) -> Option<&'static str> {
        let of_paste = self.cause.is_some()
            || self.error.is_some()
            || !self.steps.is_empty()
            || !self.lists.is_empty();
        if number(&self.id).is_none() {
            Some("`id` is `S` and a number")
        } else if self.proofs().is_empty() {
            Some(
                "it asserts nothing; write holds, paste with cause, warns, or profile with command",
            )
        } else if of_paste != self.paste.is_some() {
            Some("`paste` belongs with `cause`, `error`, `steps` or `lists`; write both or neither")
        } else if self.profile.is_some() == self.command.is_empty() {
            Some("`profile` belongs with `command`; write both or neither")
        } else {
            None
        }
    }
}

/// Reads all facts of a folder, sorted by number; a number may have several.
///
/// # Errors
/// Where a file can't be read, or a fact has not the form described here or asserts nothing.
pub fn facts(folder: &Path) -> Result<Vec<Fact>, Vec<Problem>> {
    let mut facts = Vec::new();
    let mut problems = Vec::new();
    let mut names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "toml"))
        .collect();
    names.sort();
    for name in names {
        let file = format!("tests/facts/{name}");
        let text = fs::read_to_string(folder.join(&name)).unwrap_or_default();
        match toml_file::<File>(&file, &text) {
            Ok(read) => {
                facts
                    .extend(read.facts.into_iter().map(|fact| Fact { file: file.clone(), ..fact }));
            }
            Err(problem) => problems.push(problem),
        }
    }
    for fact in &facts {
        if let Some(message) = fact.fault() {
            problems.push(Problem::new(&fact.file, format!("fact {}", fact.id), message));
        }
    }
    facts.sort_by_key(|fact| number(&fact.id));
    name(&mut facts);
    if problems.is_empty() { Ok(facts) } else { Err(problems) }
}

/// Names the tests of sorted facts.
fn name(facts: &mut [Fact]) {
    let mut last = (String::new(), 0);
    for fact in facts {
        let count = if last.0 == fact.id { last.1 + 1 } else { 1 };
        fact.test = if count == 1 { fact.id.clone() } else { format!("{} ({count})", fact.id) };
        last = (fact.id.clone(), count);
    }
}

/// The number behind the letter.
fn number(id: &str) -> Option<u16> {
    id.strip_prefix('S')?.parse().ok()
}

/// The table of facts, entries and tests: knowledge/COVERAGE.md.
pub fn coverage(facts: &[Fact]) -> String {
    let mut text = String::from(
        "# What the knowledge base answers\n\n\
         Generated by `cargo xtask knowledge --coverage` from tests/facts; do not edit. Each row is a test of\n\
         tests/facts.rs: `cargo test --no-default-features --test facts S3`.\n\n\
         | fact | entry | test | proved by | written in |\n| --- | --- | --- | --- | --- |\n",
    );
    for fact in facts {
        let proofs = fact.proofs().join(", ");
        // Writing to a String never fails.
        let _ = writeln!(
            text,
            "| {} | {} | {} | {proofs} | {} |",
            fact.id, fact.entry, fact.test, fact.file
        );
    }
    text
}
