//! Scores the diagnosis over real error texts, where they lie beside the checkout.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde::Deserialize;

use super::tally::Tally;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::setup::{Bench, CARGO};

/// A set of cases and the least that the score over it must reach, in percent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Floor {
    name: String,
    /// Beginnings of the ids that belong to the set; empty for all.
    #[serde(default)]
    ids: Vec<String>,
    #[serde(default)]
    at_least: toml::Table,
    #[serde(default)]
    at_most: toml::Table,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Floors {
    set: Vec<Floor>,
}

/// Answers every case with the example `triage` and compares the score with tests/corpus-floor.toml.
pub fn score(project: &Project, bench: &Bench) -> Outcome<Tally> {
    let (Some(corpus), Some(script)) =
        (project.shared("corpus/dev.jsonl"), project.shared("corpus/score.py"))
    else {
        println!(
            "Not scored: the corpus is not part of the repository and does not lie beside it."
        );
        return Ok(Tally::default());
    };
    let folder = project.target().join("corpus");
    fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let answers = folder.join("answers.jsonl");
    answer(project, bench, &corpus, &answers)?;
    let mut sum = Tally::default();
    for floor in read_floors(&project.path("tests/corpus-floor.toml"))? {
        let cases = folder.join(format!("{}.jsonl", floor.name));
        select(&corpus, &floor.ids, &cases)?;
        let mut python =
            bench.path.command("python3", "Install Python 3: it scores the corpus.")?;
        let output = python.arg(&script).args([&cases, &answers]).output();
        let output = output.map_err(|error| Failure::new(format!("score.py: {error}.")))?;
        let printed = String::from_utf8_lossy(&output.stdout);
        println!("-- {}\n{}", floor.name, printed.trim_end());
        let complaints = complaints(&floor, &printed);
        for complaint in &complaints {
            println!("{complaint}");
        }
        sum = sum.plus(if complaints.is_empty() { Tally::PASSED } else { Tally::FAILED });
    }
    Ok(sum)
}

/// Runs the example over all cases.
fn answer(project: &Project, bench: &Bench, corpus: &Path, answers: &PathBuf) -> Outcome {
    let open = File::open(corpus).map_err(|error| Failure::file(corpus, &error))?;
    let create = File::create(answers).map_err(|error| Failure::file(answers, &error))?;
    let mut cargo = bench.path.command("cargo", CARGO)?;
    cargo
        .args([
            "run",
            "--quiet",
            "--locked",
            "--release",
            "--no-default-features",
            "--example",
            "triage",
        ])
        .current_dir(project.root())
        .stdin(open)
        .stdout(create)
        .stderr(Stdio::inherit());
    if !cargo.status().is_ok_and(|status| status.success()) {
        return Err(Failure::new("The example `triage` broke off over the corpus."));
    }
    let (cases, answers) = (lines_of(corpus)?.len(), lines_of(answers)?.len());
    if cases == answers {
        return Ok(());
    }
    Err(Failure::new(format!("The example `triage` answered {answers} of {cases} cases.")))
}

/// Copies the cases whose id begins with one of these.
fn select(corpus: &Path, beginnings: &[String], to: &Path) -> Outcome {
    #[derive(Deserialize)]
    struct Case {
        id: String,
    }
    let chosen = |line: &&String| {
        let case: Option<Case> = serde_json::from_str(line).ok();
        beginnings.is_empty()
            || case.is_some_and(|case| {
                beginnings.iter().any(|beginning| case.id.starts_with(beginning))
            })
    };
    let lines = lines_of(corpus)?;
    let text: String = lines.iter().filter(chosen).flat_map(|line| [line, "\n"]).collect();
    fs::write(to, text).map_err(|error| Failure::file(to, &error))
}

fn lines_of(file: &Path) -> Outcome<Vec<String>> {
    let open = File::open(file).map_err(|error| Failure::file(file, &error))?;
    let lines: Result<Vec<String>, _> = BufReader::new(open).lines().collect();
    let mut lines = lines.map_err(|error| Failure::file(file, &error))?;
    lines.retain(|line| !line.trim().is_empty());
    Ok(lines)
}

fn read_floors(file: &Path) -> Outcome<Vec<Floor>> {
    let text = fs::read_to_string(file).map_err(|error| Failure::file(file, &error))?;
    let floors: Floors = toml::from_str(&text)
        .map_err(|error| Failure::new(format!("{}: {}", file.display(), error.message())))?;
    Ok(floors.set)
}

/// What the score lacks: each figure that is missing, too low or too high.
fn complaints(floor: &Floor, printed: &str) -> Vec<String> {
    let bounds = |table: &toml::Table| -> Vec<(String, Option<f64>)> {
        table.iter().map(|(name, bound)| (name.clone(), number(bound))).collect()
    };
    let check =
        |(name, bound): (String, Option<f64>), words: &str, holds: fn(f64, f64) -> bool| match (
            bound,
            figure(printed, &name),
        ) {
            (Some(bound), Some(is)) if holds(is, bound) => None,
            (Some(bound), Some(is)) => {
                Some(format!("{}: {name} is {is:.1} %, it must be {words} {bound} %.", floor.name))
            }
            _ => Some(format!("{}: there is no figure or no bound for {name}.", floor.name)),
        };
    let low = bounds(&floor.at_least)
        .into_iter()
        .filter_map(|bound| check(bound, "at least", |is, least| is >= least));
    let high = bounds(&floor.at_most)
        .into_iter()
        .filter_map(|bound| check(bound, "at most", |is, most| is <= most));
    low.chain(high).collect()
}

fn number(value: &toml::Value) -> Option<f64> {
    value
        .as_float()
        .or_else(|| value.as_integer().and_then(|whole| i32::try_from(whole).ok()).map(f64::from))
}

/// A figure of the score in percent, from its exact form: `top1   90.0% (45/50)`.
fn figure(printed: &str, name: &str) -> Option<f64> {
    let line = printed.lines().find(|line| line.split_whitespace().next() == Some(name))?;
    let (of, all) = line.split_once('(')?.1.split_once(')')?.0.split_once('/')?;
    let (of, all): (u32, u32) = (of.parse().ok()?, all.parse().ok()?);
    (all > 0).then(|| 100.0 * f64::from(of) / f64::from(all))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str =
        "cases            40\ntop1             89.9% (899/1000)\nconfident_wrong  2.0% (20/1000)\n";

    fn floor(at_least: &str, at_most: &str) -> Floor {
        let (at_least, at_most) = (at_least.parse().unwrap(), at_most.parse().unwrap());
        Floor { name: "all".into(), ids: Vec::new(), at_least, at_most }
    }

    #[test]
    fn a_figure_on_the_bound_holds() {
        assert_eq!(
            complaints(&floor("top1 = 89.9", "confident_wrong = 2"), PRINTED),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_figure_beyond_the_bound_or_missing_is_told() {
        let told = complaints(&floor("top1 = 90", "confident_wrong = 1.9"), PRINTED);
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!(told[0], "all: top1 is 89.9 %, it must be at least 90 %.");
        assert_eq!(complaints(&floor("top5 = 1", ""), PRINTED).len(), 1);
    }
}
