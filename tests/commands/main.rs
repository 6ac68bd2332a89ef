//! What every target writes for twelve requests, one file a target: a change of a writer shows as a change of these.
//!
//! That the texts are right is shown elsewhere (tests/shells); here they stand to be read. After a change that is meant,
//! `SNAPSHOTS=write cargo test --no-default-features --test commands` writes them anew, for you to look through.

mod requests;

use std::fs;
use std::path::PathBuf;

use requests::{api, requests};
use token_triage::command::program::{self, Program};
use token_triage::command::{Command, Refusal, SecretPlace, Shell, Style, bearer, curl, curl_as};

const PLACES: [SecretPlace; 4] =
    [SecretPlace::Prompt, SecretPlace::Environment, SecretPlace::Input, SecretPlace::Inline];

/// A command under its heading, with what goes to its standard input and what to know.
fn entry(title: &str, command: Result<Command, Refusal>, out: &mut String) {
    let mut lines = vec![format!("==== {title}")];
    match command {
        Err(refusal) => lines.push(format!("refused: {refusal:?}")),
        Ok(Command { text, notes, input }) => {
            lines.push(text.expose().replace('\r', "␍"));
            if let Some(input) = input {
                lines.push(format!("---- on standard input\n{}", input.expose().trim_end()));
            }
            lines.extend(notes.iter().map(|note| format!("---- note: {note}")));
        }
    }
    out.push_str(&lines.join("\n"));
    out.push_str("\n\n");
}

fn of_shell(shell: Shell) -> String {
    let mut out = String::new();
    for (name, request) in requests() {
        for place in PLACES {
            entry(&format!("{name}, {place:?}"), curl(&request, shell, place), &mut out);
        }
    }
    let (name, request) = requests().remove(1);
    for (long, one_line) in [(true, false), (false, true), (true, true)] {
        let style = Style { long, one_line };
        let command = curl_as(&request, shell, SecretPlace::Prompt, style);
        entry(&format!("{name}, {style:?}"), command, &mut out);
    }
    entry("call of the API", bearer(&api(), shell, Style::default()), &mut out);
    out
}

fn of_program(program: Program) -> String {
    let mut out = String::new();
    for (name, request) in requests() {
        for place in [SecretPlace::Environment, SecretPlace::Inline] {
            if program.takes_variables() || place == SecretPlace::Inline {
                let command = program::write(&request, program, place);
                entry(&format!("{name}, {place:?}"), command, &mut out);
            }
        }
    }
    entry("call of the API", program::bearer(&api(), program), &mut out);
    out
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/commands/snapshots")
}

#[test]
fn every_target_writes_what_it_wrote() {
    let shells = Shell::ALL.map(|shell| (format!("{shell:?}.txt"), of_shell(shell)));
    let programs = Program::ALL.map(|one| (format!("{one:?}.txt"), of_program(one)));
    let all: Vec<(String, String)> = shells.into_iter().chain(programs).collect();
    if std::env::var("SNAPSHOTS").is_ok_and(|word| word == "write") {
        fs::create_dir_all(folder()).expect("a folder");
        for (name, text) in &all {
            fs::write(folder().join(name), text).expect("written");
        }
    }
    for (name, text) in &all {
        let kept = fs::read_to_string(folder().join(name)).unwrap_or_default();
        let lines = kept.lines().zip(text.lines()).enumerate();
        let differs = lines.into_iter().find(|(_, (kept, now))| kept != now);
        if let Some((at, (kept, now))) = differs {
            panic!("{name}:{}\n  was {kept}\n  is  {now}\nIf that is meant: {WRITE}", at + 1);
        }
        assert_eq!(kept.len(), text.len(), "{name} has another end. If that is meant: {WRITE}");
    }
    let files = fs::read_dir(folder()).expect("a folder").flatten();
    let stray: Vec<_> = files
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .filter(|file| all.iter().all(|(name, _)| name != file))
        .collect();
    assert!(stray.is_empty(), "no target writes {stray:?}");
}

const WRITE: &str = "SNAPSHOTS=write cargo test --no-default-features --test commands";
