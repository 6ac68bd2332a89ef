//! What node's own runner runs: the page in a real Chromium, and other people's tools beside ours.

use std::process::Command;

use super::tally::{Tally, counted};
use crate::failure::Outcome;
use crate::project::Project;
use crate::setup::{Bench, NODE};

/// tests/browser against dist/, which `cargo xtask serve` serves there.
pub fn browser(project: &Project, bench: &Bench) -> Outcome<Tally> {
    let mut node = node(project, bench, "tests/browser")?;
    counted(node.env("CHROMIUM", &bench.chromium))
}

/// tests/peers: the same commands, read by us and by curlconverter, and sent by curl; the same headers, made by us, by
/// other libraries and by curl, and read by an authorization server.
pub fn peers(project: &Project, bench: &Bench) -> Outcome<Tally> {
    counted(&mut node(project, bench, "tests/peers")?)
}

fn node(project: &Project, bench: &Bench, folder: &str) -> Outcome<Command> {
    let mut node = bench.path.command("node", NODE)?;
    // The time limit ends what hangs; no test that works comes near it.
    node.args(["--test", "--test-reporter=spec", "--test-timeout=120000"])
        .current_dir(project.path(folder));
    Ok(node)
}
