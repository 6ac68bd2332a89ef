//! What a person types: `cargo xtask serve`, `test`, `build`, `knowledge`, `size`, `fuzz`, `verify`.

mod arguments;
mod build;
mod check;
mod failure;
mod finish;
mod fuzz;
mod knowledge;
mod pack;
mod project;
mod remap;
mod serve;
mod server;
mod setup;
mod size;
mod verify;

use std::env;
use std::path::Path;
use std::process::ExitCode;

use failure::{Failure, Outcome};
use project::Project;

const USAGE: &str = "\
cargo xtask serve [--port N]   build the page and serve it on this machine; --folder DIR serves a built site with its packs
cargo xtask test [NAME]        every check, or those with NAME in their name
cargo xtask verify [NAME]      what takes too long for each change; its figures go into docs/VERIFICATION.md
cargo xtask build [--address A]
                               build the site into dist/, ready for any static host; its pages name
                               themselves by the address, and there is a sitemap of them
cargo xtask seal DIR           after files of a built site were changed: writes its checksums and
                               its service worker anew
cargo xtask knowledge          check the knowledge base and count what is in it
cargo xtask size               sizes of dist/ against size-budget.toml
cargo xtask engines            the main flow in Chromium, Firefox and WebKit, online and in one file
cargo xtask fuzz [TARGET] [SECONDS]
                               looks for inputs that break what must hold; 60 s for each target";

fn main() -> ExitCode {
    let given: Vec<String> = env::args().skip(1).collect();
    let (command, rest) =
        given.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
    let project = Project::here();
    let outcome = match command {
        "serve" => serve::run(&project, rest),
        "test" => check::run(&project, rest),
        "build" => build::run(&project, rest),
        "knowledge" => return knowledge::run(rest),
        "size" => size::run(&project, rest),
        "engines" => check::engines(&project, rest),
        "fuzz" => fuzz::run(&project, rest),
        "verify" => verify::run(&project, rest),
        "seal" => seal(&project, rest),
        // Called by trunk while it builds, never by a person.
        "finish" => finish::run(&project),
        "" | "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        unknown => {
            Err(Failure::new(format!("There is no command `{unknown}`. There are:\n{USAGE}")))
        }
    };
    exit_code(&outcome)
}

/// `cargo xtask seal DIR`.
fn seal(project: &Project, given: &[String]) -> Outcome {
    let [folder] = given else {
        return Err(Failure::new("`seal` takes a folder: cargo xtask seal dist"));
    };
    finish::seal(project, Path::new(folder))
}

fn exit_code(outcome: &Outcome) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
