//! The main flow in three engines, both editions, with the versions that it ran in.

use std::process::Command;

use crate::build;
use crate::check;
use crate::failure::Outcome;
use crate::project::Project;
use crate::setup::Bench;

/// Builds the page and goes through it.
pub fn run(project: &Project, bench: &Bench) -> Outcome<String> {
    build::site(project, &bench.path, None)?;
    let steps = check::in_engines(project)?.held()?;
    let mut chromium = bench.path.command_at(&bench.chromium);
    chromium.arg("--version");
    let mut found = vec![steps, version(Ok(chromium))];
    found.push(version(asked(bench, "firefox-esr", &["--version"])));
    // WebKit's driver tells no version; the package that it comes in does.
    found.push(version(asked(bench, "dpkg-query", &["--show", "webkit2gtk-driver"])));
    found.retain(|words| !words.is_empty());
    Ok(found.join(", "))
}

fn asked(bench: &Bench, program: &str, arguments: &[&str]) -> Outcome<Command> {
    let mut command = bench.path.command(program, "Its version is not written down.")?;
    command.args(arguments);
    Ok(command)
}

/// A name and a number, from the first line that a program prints; empty where it prints none.
fn version(command: Outcome<Command>) -> String {
    let output = command.ok().and_then(|mut command| command.output().ok());
    let printed = output.map(|output| output.stdout).unwrap_or_default();
    named(&String::from_utf8_lossy(&printed))
}

fn named(printed: &str) -> String {
    let words: Vec<&str> = printed.lines().next().unwrap_or_default().split_whitespace().collect();
    // Behind the number stands how it was built.
    let number = words.iter().position(|word| word.starts_with(|one: char| one.is_ascii_digit()));
    number.map_or_else(String::new, |at| {
        words.iter().take(at + 1).copied().collect::<Vec<_>>().join(" ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_as_they_are_printed() {
        for (printed, expected) in [
            (
                "Chromium 150.0.7871.186 built on Debian GNU/Linux 12 (bookworm)\n",
                "Chromium 150.0.7871.186",
            ),
            ("Mozilla Firefox 140.12.0esr\n", "Mozilla Firefox 140.12.0esr"),
            ("webkit2gtk-driver\t2.50.4-1\n", "webkit2gtk-driver 2.50.4-1"),
            ("Usage: x options\n", ""),
        ] {
            assert_eq!(named(printed), expected);
        }
    }
}
