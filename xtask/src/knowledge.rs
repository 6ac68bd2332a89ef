//! `cargo xtask knowledge`: checks the knowledge base, counts it, scaffolds entries.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use token_triage::knowledge::source::{self, Problem};

use crate::pack;

const USAGE: &str = "\
cargo xtask knowledge                    checks the knowledge base and prints its counts
cargo xtask knowledge --new KIND ID      writes an entry to fill in; KIND is cause, error, provider or client
cargo xtask knowledge --new KIND ID FOLDER
                                         writes it for a pack that lies in FOLDER
cargo xtask knowledge --pack FOLDER OUT.json
                                         checks a folder in the form of knowledge/ and makes a pack of it
cargo xtask knowledge --stale DAYS       lists what was read more than so many days ago, oldest first
cargo xtask knowledge --schema           writes knowledge/schema, which tells editors the keys
cargo xtask knowledge --coverage         writes knowledge/COVERAGE.md from tests/facts";

/// Runs the command with what stands behind its name.
pub fn run(args: &[String]) -> ExitCode {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        [] => check(),
        ["--new", kind, id] => scaffold(kind, id, &project().join("knowledge"), "knowledge"),
        ["--new", kind, id, folder] => scaffold(kind, id, Path::new(folder), folder),
        ["--pack", folder, out] => {
            pack::write(&project().join("knowledge"), Path::new(folder), Path::new(out))
        }
        ["--stale", days] => stale(days),
        ["--schema"] => schema(),
        ["--coverage"] => coverage(),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(said) => {
            eprintln!("{said}");
            ExitCode::FAILURE
        }
    }
}

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}

fn check() -> Result<String, String> {
    let sources =
        source::load(&project().join("knowledge")).map_err(|found| list("knowledge/", &found))?;
    let problems = source::check(&sources);
    if problems.is_empty() {
        Ok(source::counts(&sources).to_string())
    } else {
        Err(list("knowledge/", &problems))
    }
}

/// The problems one a line; `folder` is where their files stand.
pub fn list(folder: &str, problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(|problem| format!("{folder}{problem}")).collect();
    let ending = if problems.len() == 1 { "" } else { "s" };
    format!("{}\n{} problem{ending}", lines.join("\n"), problems.len())
}

/// What was read more than so many days ago; nothing of it is wrong yet.
fn stale(days: &str) -> Result<String, String> {
    let age = days.parse().map_err(|_| format!("`--stale` wants a number of days\n\n{USAGE}"))?;
    let sources =
        source::load(&project().join("knowledge")).map_err(|found| list("knowledge/", &found))?;
    let stale = source::stale(&sources, age, source::today());
    let lines: Vec<String> = stale.iter().map(ToString::to_string).collect();
    Ok(format!("{}\n{} read more than {age} days ago", lines.join("\n"), lines.len())
        .trim_start()
        .to_owned())
}

/// Writes an entry to fill in under a folder, which messages call by `name`.
fn scaffold(kind: &str, id: &str, folder: &Path, name: &str) -> Result<String, String> {
    let (path, text) =
        source::scaffold(kind, id).map_err(|message| format!("{message}\n\n{USAGE}"))?;
    let name = name.trim_end_matches('/');
    let file = folder.join(&path);
    if file.exists() {
        return Err(format!("{name}/{path} exists already"));
    }
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent).map_err(|error| error.to_string())?;
    }
    fs::write(&file, text).map_err(|error| error.to_string())?;
    let next = if name == "knowledge" {
        "cargo xtask knowledge".to_owned()
    } else {
        format!("cargo xtask knowledge --pack {name} {id}.json")
    };
    Ok(format!("wrote {name}/{path}: replace every TODO, then run `{next}`"))
}

fn schema() -> Result<String, String> {
    let folder = project().join("knowledge/schema");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    for (name, text) in source::schemas() {
        fs::write(folder.join(name), text).map_err(|error| error.to_string())?;
    }
    Ok("wrote knowledge/schema".to_owned())
}

fn coverage() -> Result<String, String> {
    let facts = source::facts(&project().join("tests/facts")).map_err(|found| list("", &found))?;
    let file = project().join("knowledge/COVERAGE.md");
    fs::write(file, source::coverage(&facts)).map_err(|error| error.to_string())?;
    Ok(format!("wrote knowledge/COVERAGE.md: {} facts", facts.len()))
}
