//! `cargo xtask fuzz`: looks for a text, a request or a key that breaks what must always hold (fuzz/fuzz_targets).

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;
use token_triage::knowledge::source;
use token_triage::state::examples::EXAMPLES;

use crate::arguments::Arguments;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::setup::{self, SearchPath};

/// How long each runs where nothing else is said.
const SECONDS: u32 = 60;

/// Longer inputs find nothing that shorter ones don't, and take longer.
const LONGEST: usize = 4096;

/// Those that read a paste: they begin with texts of the knowledge base.
const READERS: [&str; 2] = ["read", "redact"];

/// Runs one target, or each.
///
/// # Errors
/// If the set-up fails or a target finds something: its input then lies in fuzz/artifacts.
pub fn run(project: &Project, given: &[String]) -> Outcome {
    let mut arguments = Arguments::new(given);
    let mut wanted = arguments.next();
    let mut seconds = arguments.next();
    if wanted.is_some_and(|word| word.parse::<u32>().is_ok()) {
        (wanted, seconds) = (None, wanted);
    }
    arguments.end()?;
    let seconds: u32 = match seconds {
        Some(number) => number.parse().map_err(|_| Failure::new("SECONDS wants a number."))?,
        None => SECONDS,
    };
    let names = targets(project)?;
    let chosen: Vec<_> =
        names.iter().filter(|name| wanted.is_none_or(|wanted| wanted == *name)).collect();
    if chosen.is_empty() {
        let names = names.join(", ");
        return Err(Failure::new(format!("There is no such target; there are {names}.")));
    }
    let path = setup::for_fuzzing(project)?;
    for name in chosen {
        println!("\n== {name}, {seconds} s");
        search(project, &path, name, seconds)?;
    }
    Ok(())
}

/// The names of all targets, as fuzz/Cargo.toml has them.
///
/// # Errors
/// If that can't be read.
pub fn targets(project: &Project) -> Outcome<Vec<String>> {
    #[derive(Deserialize)]
    struct Manifest {
        bin: Vec<Bin>,
    }
    #[derive(Deserialize)]
    struct Bin {
        name: String,
    }
    let file = project.path("fuzz/Cargo.toml");
    let text = fs::read_to_string(&file).map_err(|error| Failure::file(&file, &error))?;
    let manifest: Manifest = toml::from_str(&text)
        .map_err(|error| Failure::new(format!("{}: {}", file.display(), error.message())))?;
    Ok(manifest.bin.into_iter().map(|bin| bin.name).collect())
}

/// Runs one target for so many seconds; how many inputs it tried.
///
/// # Errors
/// If it does not compile, or finds something.
pub fn search(project: &Project, path: &SearchPath, name: &str, seconds: u32) -> Outcome<u64> {
    // What is found on the way stays outside of the repository; fuzz/corpus holds the few inputs that reach the most.
    let grown = project.target().join("fuzz/corpus").join(name);
    let kept = project.path("fuzz/corpus").join(name);
    fs::create_dir_all(&grown).map_err(|error| Failure::file(&grown, &error))?;
    if READERS.contains(&name) {
        seed(project, &grown)?;
    }
    // The code has no unsafe block: the address sanitizer would find nothing and takes half of the time.
    let mut fuzz = setup::nightly(path)?;
    fuzz.args(["cargo", "fuzz", "run", "--sanitizer", "none", name])
        .args([&grown, &kept])
        .arg("--")
        .args([format!("-max_total_time={seconds}"), format!("-max_len={LONGEST}")])
        .arg("-print_final_stats=1")
        .env("CARGO_TARGET_DIR", project.target().join("fuzz"))
        .current_dir(project.root());
    let tried = tried(&mut fuzz)?;
    tried.ok_or_else(|| {
        let found = format!("What it found lies in fuzz/artifacts/{name}.");
        Failure::new(format!("The target `{name}` failed. {found}"))
    })
}

/// Shows what a run says; how many inputs it tried, if it ended well.
fn tried(fuzz: &mut Command) -> Outcome<Option<u64>> {
    let failed = |error: std::io::Error| Failure::new(format!("cargo fuzz: {error}."));
    let mut child = fuzz.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().map_err(failed)?;
    let mut count = None;
    for line in child.stderr.take().into_iter().flat_map(|text| BufReader::new(text).split(b'\n')) {
        let line = line.map_err(failed)?;
        let line = String::from_utf8_lossy(&line);
        eprintln!("{line}");
        count = count.or(executed(&line));
    }
    let status = child.wait().map_err(failed)?;
    Ok(count.filter(|_| status.success()))
}

/// libFuzzer's own count, in one of the last lines.
fn executed(line: &str) -> Option<u64> {
    line.strip_prefix("stat::number_of_executed_units:")?.trim().parse().ok()
}

/// Writes the samples of the rules and the page's examples, a file each.
fn seed(project: &Project, corpus: &Path) -> Outcome {
    let sources = source::load(&project.path("knowledge")).map_err(|_| {
        Failure::new("The knowledge base can't be read: `cargo xtask knowledge` says why.")
    })?;
    let rules = sources.rules();
    let samples = rules.iter().flat_map(|placed| &placed.rule.samples).map(String::as_str);
    let examples = EXAMPLES.iter().map(|example| example.text);
    for (number, text) in samples.chain(examples).enumerate() {
        let file = corpus.join(format!("seed-{number}"));
        fs::write(&file, text).map_err(|error| Failure::file(&file, &error))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As libFuzzer prints it.
    #[test]
    fn the_count_of_a_run() {
        assert_eq!(executed("stat::number_of_executed_units: 1048576"), Some(1_048_576));
        assert_eq!(executed("stat::average_exec_per_sec:     17476"), None);
    }

    #[test]
    fn a_run_that_fails_has_no_count() {
        let run = |script: &str| tried(Command::new("sh").args(["-c", script])).unwrap();
        assert_eq!(run("echo 'stat::number_of_executed_units: 7' >&2"), Some(7));
        assert_eq!(run("echo 'stat::number_of_executed_units: 7' >&2; exit 77"), None);
        assert_eq!(run("exit 0"), None);
    }

    /// What is kept of each target is small, and there is something of each.
    #[test]
    fn the_corpus_is_small() {
        let project = Project::here();
        for name in targets(&project).unwrap() {
            let folder = project.path("fuzz/corpus").join(&name);
            let files: Vec<_> = fs::read_dir(&folder)
                .unwrap_or_else(|_| panic!("fuzz/corpus/{name} is missing"))
                .map(|file| file.unwrap().metadata().unwrap().len())
                .collect();
            assert!((1..=100).contains(&files.len()), "{name}: {} files", files.len());
            assert!(files.iter().sum::<u64>() <= 100 * 1024, "{name}: more than 100 KiB");
        }
    }
}
