//! `cargo xtask fuzz`: looks for a paste, or a request, that breaks what must always hold (fuzz/fuzz_targets).

use std::fs;
use std::path::Path;

use token_triage::knowledge::source;
use token_triage::state::examples::EXAMPLES;

use crate::arguments::Arguments;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::setup;

/// What can be run. Those with `true` read a paste and begin with texts of the knowledge base.
const TARGETS: [(&str, bool); 3] = [("read", true), ("redact", true), ("command", false)];

/// How long each runs where nothing else is said.
const SECONDS: u32 = 60;

/// Longer inputs find nothing that shorter ones don't, and take longer.
const LONGEST: usize = 4096;

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
    let chosen: Vec<_> =
        TARGETS.iter().filter(|(name, _)| wanted.is_none_or(|wanted| wanted == *name)).collect();
    if chosen.is_empty() {
        let names: Vec<_> = TARGETS.iter().map(|(name, _)| *name).collect();
        return Err(Failure::new(format!(
            "There is no such target; there are {}.",
            names.join(", ")
        )));
    }
    let path = setup::for_fuzzing(project)?;
    for (name, reads) in chosen {
        let corpus = project.path("fuzz/corpus").join(name);
        fs::create_dir_all(&corpus).map_err(|error| Failure::file(&corpus, &error))?;
        if *reads {
            seed(project, &corpus)?;
        }
        println!("\n== {name}, {seconds} s");
        // The code has no unsafe block: the address sanitizer would find nothing and takes half of the time.
        let status = path
            .command("rustup", setup::NIGHTLY)?
            .args(["run", "nightly", "cargo", "fuzz", "run", "--sanitizer", "none", name])
            .arg(&corpus)
            .arg("--")
            .args([format!("-max_total_time={seconds}"), format!("-max_len={LONGEST}")])
            .arg("-print_final_stats=1")
            .env("CARGO_TARGET_DIR", project.target().join("fuzz"))
            .current_dir(project.root())
            .status();
        if !status.is_ok_and(|status| status.success()) {
            return Err(Failure::new(format!(
                "The target `{name}` failed. What it found lies in fuzz/artifacts/{name}."
            )));
        }
    }
    Ok(())
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
