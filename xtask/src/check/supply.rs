//! cargo-deny over everything that is compiled, the fuzz targets included: licences, duplicates, sources, advisories
//! (deny.toml).

use std::process::Command;

use super::tally::{Tally, whole};
use crate::failure::Outcome;
use crate::project::Project;
use crate::setup::{self, Bench};

/// The workspaces, each with a deny.toml.
const WORKSPACES: [&str; 2] = ["", "fuzz"];

/// Whether the trees hold what deny.toml allows, and nothing that RustSec warns of.
///
/// # Errors
/// If cargo-deny is missing and can't be installed.
pub fn chain(project: &Project, bench: &Bench) -> Outcome<Tally> {
    let path = setup::for_supply_chain(project, &bench.path)?;
    let deny = |workspace: &str, arguments: &[&str]| -> Outcome<Command> {
        let mut deny = path.command("cargo-deny", setup::CARGO)?;
        deny.args(["--workspace", "--all-features", "--locked"]);
        let folder = project.path(workspace);
        deny.arg("--config").arg(folder.join("deny.toml"));
        deny.arg("--manifest-path").arg(folder.join("Cargo.toml"));
        deny.args(arguments).current_dir(project.root());
        Ok(deny)
    };
    let advisories = whole(&mut deny(WORKSPACES[0], &["fetch", "db"])?)? == Tally::PASSED;
    if !advisories {
        println!(
            "Advisories are not looked at: the database of RustSec can't be fetched from here."
        );
    }
    let mut sum = Tally::default();
    for workspace in WORKSPACES {
        let mut check = deny(workspace, &["check", "--hide-inclusion-graph"])?;
        // An exception that is no longer needed goes.
        check.args(["--deny", "unmatched-skip", "--deny", "unnecessary-skip"]);
        check.args(["licenses", "bans", "sources"]);
        if advisories {
            check.arg("advisories");
        }
        sum = sum.plus(whole(&mut check)?);
    }
    Ok(sum)
}
