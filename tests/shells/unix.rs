//! The shells, run for real.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use token_triage::command::{Shell, curl_as};

use crate::intent::{Pairs, asked, intended, sorted};
use crate::{cases, curl as manual, styles};

pub const SHELLS: [(&str, Shell, &[&str]); 4] = [
    ("bash", Shell::Sh, &["--norc", "--noprofile"]),
    ("dash", Shell::Sh, &[]),
    ("zsh", Shell::Sh, &["-f"]),
    ("fish", Shell::Fish, &["--no-config"]),
];

/// A folder of its own, removed at the end.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("token-triage-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder for the test");
        Folder(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A shell with nothing of the person's own, or a clear sentence if it isn't installed.
pub fn shell(program: &str, home: &Path) -> Command {
    let found = Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(
        found.is_ok(),
        "{program} is not installed; `cargo xtask test` installs it, or your package manager does"
    );
    alone(program, home)
}

/// A program with nothing of the person's own.
pub fn alone(program: &str, home: &Path) -> Command {
    let mut command = Command::new(program);
    command.env_clear().env("HOME", home).env("XDG_CONFIG_HOME", home).env("XDG_DATA_HOME", home);
    command
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", "dumb")
        .env("PATH", std::env::var_os("PATH").expect("PATH"));
    command.current_dir(home);
    command
}

/// Where the stand-ins for curl and stty are. They lie there ready: a program that has just been written can't be run
/// while a process that was started in between still has the file open.
const STAND_INS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/shells/stand-ins");

/// A shell that finds stand-ins: curl records its arguments and what it is given to read, stty does nothing.
pub fn recorder(program: &str, options: &[&str], home: &Path, script: &str) -> Command {
    let path = format!("{STAND_INS}:{}", std::env::var("PATH").expect("PATH"));
    fs::write(home.join("script"), script).expect("written");
    let mut shell = shell(program, home);
    shell.args(options).arg(home.join("script"));
    shell.env("PATH", path).env("RECORD", home.join("record"));
    shell
}

/// The arguments of each call that was recorded.
pub fn recorded(home: &Path) -> Vec<Vec<String>> {
    let record = String::from_utf8(fs::read(home.join("record")).expect("calls")).expect("UTF-8");
    let mut words = record.split_terminator('\0').map(str::to_owned);
    let mut calls = Vec::new();
    while let Some(count) = words.next() {
        calls.push(words.by_ref().take(count.parse().expect("a count")).collect());
    }
    calls
}

/// Runs the commands in one script and returns the arguments of each call.
fn arguments(program: &str, options: &[&str], commands: &[String]) -> Vec<Vec<String>> {
    let folder = Folder::new(program);
    let script = commands.join("\n") + "\n";
    let output = recorder(program, options, folder.path(), &script)
        .stdin(Stdio::null())
        .output()
        .expect("the shell runs");
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{program} has nothing to complain of");
    recorded(folder.path())
}

/// Runs a command that asks, types the answers, and returns what curl got: arguments and input.
fn answered(
    program: &str,
    options: &[&str],
    command: &str,
    answers: &Pairs,
) -> (Vec<String>, String) {
    let folder = Folder::new(&format!("{program}-answers"));
    let home = folder.path();
    let typed: String = answers.iter().flat_map(|(_, answer)| [answer, "\n"]).collect();
    fs::write(home.join("typed"), typed).expect("written");
    let output = recorder(program, options, home, command)
        .stdin(fs::File::open(home.join("typed")).expect("the answers"))
        .output()
        .expect("the shell runs");
    let questions = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {questions}");
    let [call] = <[_; 1]>::try_from(recorded(home)).expect("one call");
    (call, fs::read_to_string(home.join("record.input")).expect("an input"))
}

#[test]
fn every_shell_hands_curl_what_was_meant() {
    for (program, shell, options) in SHELLS {
        let mut cases = cases();
        cases.retain(|(request, place)| asked(request, *place).is_empty());
        let command = |((request, place), style): (&(_, _), _)| {
            let command = curl_as(request, shell, *place, style).expect("a command");
            command.text.expose().to_owned()
        };
        let commands: Vec<String> = cases.iter().zip(styles()).map(command).collect();
        let calls = arguments(program, options, &commands);
        assert_eq!(calls.len(), cases.len(), "{program} calls curl once for each command");
        for (((request, place), call), command) in cases.iter().zip(&calls).zip(&commands) {
            let sent = manual::reading(call, None);
            assert_eq!(sent, intended(request, *place), "{program}\n{command}");
        }
    }
}

#[test]
fn every_shell_hands_curl_what_was_answered() {
    for (program, shell, options) in SHELLS {
        for ((request, place), style) in cases().into_iter().zip(styles()) {
            let answers = asked(&request, place);
            if answers.is_empty() {
                continue;
            }
            let command = curl_as(&request, shell, place, style).expect("a command");
            let command = command.text.expose();
            let (call, input) = answered(program, options, command, &answers);
            let sent = sorted(manual::reading(&call, Some(&input)));
            assert_eq!(sent, sorted(intended(&request, place)), "{program}\n{command}");
        }
    }
}
