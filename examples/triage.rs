//! Diagnoses many texts: JSON Lines in, JSON Lines out.
//!
//! A line in: `{"id", "text"}`. A line out: `{"id", "provider", "error", "causes": [{"id", "confidence"}], "repair"}`,
//! the likeliest cause first, none where nothing is known. A line that is no such object is named on standard error;
//! the others are answered all the same, and the exit code is 1.

use std::io::{self, BufRead, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use serde::{Deserialize, Serialize};
use token_triage::diagnose::{Diagnosis, Outcome, RankedCause};
use token_triage::knowledge::{Knowledge, source};
use token_triage::repair::repair;

#[derive(Deserialize)]
struct Question {
    id: String,
    text: String,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a str,
    provider: Option<&'a str>,
    error: Option<&'a str>,
    causes: Vec<Ranked<'a>>,
    repair: Option<&'a str>,
}

#[derive(Serialize)]
struct Ranked<'a> {
    id: &'a str,
    confidence: f64,
}

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    let knowledge = match source::knowledge(&root) {
        Ok(knowledge) => knowledge,
        Err(problems) => {
            for problem in problems {
                eprintln!("{problem}");
            }
            return ExitCode::FAILURE;
        }
    };
    match run(io::stdin().lock(), BufWriter::new(io::stdout().lock()), &knowledge) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Answers every line; whether all of them could be read.
fn run(input: impl BufRead, mut output: impl Write, knowledge: &Knowledge) -> io::Result<bool> {
    let mut all_read = true;
    for (index, line) in input.split(b'\n').enumerate() {
        let line = line?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Question>(&line) {
            Ok(question) => {
                let diagnosis = token_triage::diagnose(&question.text, knowledge);
                let repair = repair(&question.text, &diagnosis, knowledge);
                let repaired = repair.as_ref().map(|repair| repair.text.expose());
                let answer = answer(&question.id, &diagnosis, repaired);
                serde_json::to_writer(&mut output, &answer)?;
                output.write_all(b"\n")?;
            }
            Err(error) => {
                eprintln!("line {}: {error}", index + 1);
                all_read = false;
            }
        }
    }
    output.flush()?;
    Ok(all_read)
}

fn answer<'a>(id: &'a str, diagnosis: &'a Diagnosis, repair: Option<&'a str>) -> Answer<'a> {
    let (error, causes) = match (diagnosis.outcome, diagnosis.listed.first()) {
        (Outcome::Listed, Some(first)) => (first.error.as_ref(), ranked(&first.causes)),
        _ => (diagnosis.error.as_ref(), ranked(&diagnosis.causes)),
    };
    let causes = match diagnosis.outcome {
        Outcome::NotAnError if causes.is_empty() => {
            vec![Ranked { id: "not-an-error", confidence: 1.0 }]
        }
        _ => causes,
    };
    Answer {
        id,
        provider: diagnosis.provider.as_ref().map(|provider| provider.id.as_str()),
        error: error.map(|error| error.value.as_str()),
        causes,
        repair,
    }
}

fn ranked(causes: &[RankedCause]) -> Vec<Ranked<'_>> {
    causes
        .iter()
        .map(|cause| Ranked { id: &cause.id, confidence: f64::from(cause.confidence) / 100.0 })
        .collect()
}
