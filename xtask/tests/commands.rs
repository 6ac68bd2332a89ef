//! What a person sees when something is missing: one clear sentence, exit code 1, no backtrace.

#![allow(clippy::unwrap_used, reason = "a test that can't set up its folder fails")]

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs, process};

fn xtask(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments);
    command
}

/// A folder that holds exactly these programs, each of them the real one or a script.
struct Programs(PathBuf);

impl Programs {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("token-triage-xtask-{}-{name}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn with_script(self, name: &str, script: &str) -> Self {
        use std::os::unix::fs::PermissionsExt;
        let file = self.0.join(name);
        fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
        self
    }

    /// Programs that answer as if everything cargo brings were there.
    fn with_rust(self) -> Self {
        let locked = fs::read_to_string(root().join("Cargo.lock")).unwrap();
        let locked = locked.split("name = \"wasm-bindgen\"\nversion = \"").nth(1).unwrap();
        let version = locked.split('"').next().unwrap();
        self.with_script("cargo", "exit 1")
            .with_script("rustc", "echo /")
            .with_script("trunk", "echo trunk 0.21.14")
            .with_script("wasm-bindgen", &format!("echo wasm-bindgen {version}"))
    }

    fn run(&self, arguments: &[&str]) -> Output {
        // A target folder of its own, so that no tool installed before is found.
        let target = self.0.join("target");
        xtask(arguments).env("PATH", &self.0).env("CARGO_TARGET_DIR", target).output().unwrap()
    }
}

impl Drop for Programs {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Asserts exit code 1 and a last line that holds these words, and nothing like a backtrace.
#[track_caller]
fn tells(output: &Output, words: &[&str]) {
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    for word in words {
        assert!(told.contains(word), "`{word}` is not in: {told}");
    }
    assert!(!told.contains("panicked"), "{told}");
}

#[test]
fn no_cargo() {
    let output = Programs::new("no-cargo").run(&["build"]);
    tells(&output, &["`cargo` was not found.", "rustup.rs"]);
}

#[test]
fn no_wasm_target_and_no_rustup() {
    let programs =
        Programs::new("no-rustup").with_script("cargo", "exit 1").with_script("rustc", "exit 1");
    tells(&programs.run(&["build"]), &["`rustup` was not found.", "wasm32-unknown-unknown"]);
}

#[test]
fn the_target_can_not_be_fetched() {
    let programs = Programs::new("no-target")
        .with_script("cargo", "exit 1")
        .with_script("rustc", "exit 1")
        .with_script("rustup", "echo no route to host >&2; exit 1");
    let output = programs.run(&["build"]);
    tells(&output, &["`rustup target add wasm32-unknown-unknown` failed", "network", "target.log"]);
    let log = fs::read_to_string(programs.0.join("target/tools/target.log")).unwrap();
    assert_eq!(log, "no route to host\n");
}

#[test]
fn trunk_of_another_version_can_not_be_replaced_without_network() {
    let programs = Programs::new("old-trunk")
        .with_rust()
        .with_script("trunk", "echo trunk 0.20.0")
        .with_script("cargo", "exit 101");
    let output = programs.run(&["build"]);
    tells(
        &output,
        &["`cargo install --locked trunk --version 0.21.14` failed", "network", "trunk.log"],
    );
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        said.contains("Installing trunk 0.21.14") && said.contains("about 7 minutes, once"),
        "{said}"
    );
}

#[test]
fn no_node() {
    tells(
        &Programs::new("no-node").with_rust().run(&["build"]),
        &["`node` was not found.", "nodejs.org"],
    );
}

#[test]
fn no_color_does_not_reach_trunk() {
    let programs =
        Programs::new("no-color").with_script("cargo", "exit 1").with_script("rustc", "echo /");
    let programs = programs.with_script("trunk", "[ -z \"$NO_COLOR\" ] && echo trunk 0.21.14");
    let target = programs.0.join("target");
    let mut build = xtask(&["build"]);
    build.env("PATH", &programs.0).env("CARGO_TARGET_DIR", target).env("NO_COLOR", "1");
    // Trunk's version was read: the next tool is the one that is missing.
    tells(&build.output().unwrap(), &["wasm-bindgen-cli"]);
}

#[test]
fn a_taken_port_is_told_before_anything_is_built() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = Programs::new("port").run(&["serve", "--port", &port]);
    tells(&output, &[&format!("Port {port} is taken"), "--port"]);
}

#[test]
fn arguments_that_nobody_knows() {
    tells(&xtask(&["serve", "--prot", "1"]).output().unwrap(), &["`--prot`"]);
    tells(&xtask(&["serve", "--port", "http"]).output().unwrap(), &["--port wants a number"]);
    tells(
        &xtask(&["finish"]).env_remove("TRUNK_STAGING_DIR").output().unwrap(),
        &["cargo xtask build"],
    );
    let unknown = xtask(&["sevre"]).output().unwrap();
    assert_eq!(unknown.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("cargo xtask serve"));
}

#[test]
fn help_is_no_failure() {
    let help = xtask(&[]).output().unwrap();
    assert!(help.status.success());
    for command in ["serve", "test", "build", "knowledge", "size"] {
        assert!(
            String::from_utf8_lossy(&help.stdout).contains(&format!("cargo xtask {command} ")),
            "{command}"
        );
    }
}
