//! bash, dash, zsh and fish, run for real.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use token_triage::command::{Shell, curl};

use crate::intent::intended;
use crate::{cases, curl as manual};

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
    let found = Command::new(program).args(["-c", "true"]).stdout(Stdio::null()).status();
    assert!(
        found.is_ok(),
        "{program} is not installed; `cargo xtask test` installs it, or your package manager does"
    );
    let mut command = Command::new(program);
    command.env_clear().env("HOME", home).env("XDG_CONFIG_HOME", home).env("XDG_DATA_HOME", home);
    command
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", "dumb")
        .env("PATH", std::env::var_os("PATH").expect("PATH"));
    command.current_dir(home);
    command
}

/// Runs the commands in one script, with a stand-in for curl, and returns the arguments of each call.
fn arguments(program: &str, options: &[&str], commands: &[String]) -> Vec<Vec<String>> {
    let folder = Folder::new(program);
    let home = folder.path();
    let stand_in = home.join("bin/curl");
    fs::create_dir_all(home.join("bin")).expect("a folder");
    fs::write(&stand_in, "#!/bin/sh\nprintf '%s\\0' \"$#\" \"$@\" >> \"$RECORD\"\n")
        .expect("written");
    fs::set_permissions(&stand_in, fs::Permissions::from_mode(0o755)).expect("made executable");
    let script = home.join("script");
    fs::write(&script, commands.join("\n") + "\n").expect("written");
    let record = home.join("record");
    let path = format!("{}:{}", home.join("bin").display(), std::env::var("PATH").expect("PATH"));
    let output = shell(program, home)
        .args(options)
        .arg(&script)
        .env("PATH", path)
        .env("RECORD", &record)
        .stdin(Stdio::null())
        .output()
        .expect("the shell runs");
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{program} has nothing to complain of");
    let record = String::from_utf8(fs::read(record).expect("calls")).expect("UTF-8");
    let mut words = record.split_terminator('\0').map(str::to_owned);
    let mut calls = Vec::new();
    while let Some(count) = words.next() {
        calls.push(words.by_ref().take(count.parse().expect("a count")).collect());
    }
    calls
}

#[test]
fn every_shell_hands_curl_what_was_meant() {
    for (program, shell, options) in SHELLS {
        let cases = cases();
        let command = |(request, place): &(_, _)| {
            curl(request, shell, *place).expect("a command").text.expose().to_owned()
        };
        let commands: Vec<String> = cases.iter().map(command).collect();
        let calls = arguments(program, options, &commands);
        assert_eq!(calls.len(), cases.len(), "{program} calls curl once for each command");
        for (((request, place), call), command) in cases.iter().zip(&calls).zip(&commands) {
            let sent = manual::reading(call, None);
            assert_eq!(sent, intended(request, *place), "{program}\n{command}");
        }
    }
}
