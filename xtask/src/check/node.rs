//! What node's own runner runs: the page in a real Chromium, and other people's tools beside ours.

use std::process::Command;

use super::tally::{Tally, counted};
use crate::failure::Outcome;
use crate::project::Project;
use crate::setup::{Bench, NODE};

/// tests/browser against dist/, which `cargo xtask serve` serves there.
pub fn browser(project: &Project, bench: &Bench) -> Outcome<Tally> {
    let mut node = node(project, bench, "tests/browser", LIMIT)?;
    counted(node.env("CHROMIUM", &bench.chromium))
}

/// tests/peers: the same commands, read by us and by curlconverter, and sent by curl; the same headers, made by us, by
/// other libraries and by curl, and read by an authorization server.
pub fn peers(project: &Project, bench: &Bench) -> Outcome<Tally> {
    counted(&mut node(project, bench, "tests/peers", LIMIT)?)
}

/// tests/comparison: whether docs/COMPARISON.md says what becomes of commands that we write. Those of the other
/// generators are held by the lock file: they change with it, or with what runs them, and not with ours.
pub fn comparison(project: &Project, bench: &Bench) -> Outcome<Tally> {
    let mut node = node(project, bench, "tests/comparison", 10 * LIMIT)?;
    counted(node.env("COMPARED", "ours"))
}

/// The same of all generators: some five thousand commands.
pub fn comparison_whole(project: &Project, bench: &Bench) -> Outcome<Tally> {
    counted(&mut node(project, bench, "tests/comparison", 10 * LIMIT)?)
}

/// tests/observatory: MDN's rules for headers, over the configurations of this build.
pub fn observatory(project: &Project, bench: &Bench) -> Outcome<Tally> {
    counted(&mut node(project, bench, "tests/observatory", LIMIT)?)
}

/// tests/engines: the main flow in Chromium, Firefox and WebKit, with what `setup::for_engines` brings.
pub fn engines(project: &Project, bench: &Bench) -> Outcome<Tally> {
    // Both editions in three engines, one after the other.
    let mut node = node(project, bench, "tests/engines", 5 * LIMIT)?;
    counted(node.env("CHROMIUM", &bench.chromium))
}

/// The seconds after which a file of tests hangs: none that works comes near.
const LIMIT: u32 = 120;

fn node(project: &Project, bench: &Bench, folder: &str, limit: u32) -> Outcome<Command> {
    let mut node = bench.path.command("node", NODE)?;
    let limit = format!("--test-timeout={}", 1000 * limit);
    node.args(["--test", "--test-reporter=spec", &limit]).current_dir(project.path(folder));
    Ok(node)
}
