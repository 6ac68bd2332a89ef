//! Counts passed and failed tests from what test runners print.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::failure::{Failure, Outcome};

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that passed.
    pub passed: u32,
    /// Those that failed.
    pub failed: u32,
}

impl Tally {
    /// One check that passed.
    pub const PASSED: Tally = Tally { passed: 1, failed: 0 };
    /// One check that failed.
    pub const FAILED: Tally = Tally { passed: 0, failed: 1 };

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Tally) -> Tally {
        Tally { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }

    /// The count in words, for a table of what held.
    ///
    /// # Errors
    /// If a test failed.
    pub fn held(self) -> Outcome<String> {
        match self {
            Tally { passed, failed: 0 } => Ok(format!("{passed} tests")),
            Tally { passed, failed } => {
                Err(Failure::new(format!("{failed} of {} tests failed.", passed + failed)))
            }
        }
    }

    /// What one line of a test runner's output adds.
    fn of_line(line: &str) -> Tally {
        let count = |words: &str, number: Option<&str>| {
            let number = number.and_then(|number| number.parse().ok()).unwrap_or_default();
            match words {
                "passed" | "pass" => Tally { passed: number, failed: 0 },
                "failed" | "fail" | "cancelled" => Tally { passed: 0, failed: number },
                _ => Tally::default(),
            }
        };
        // cargo: "test result: ok. 12 passed; 0 failed; 0 ignored; …"
        if let Some(result) = line.strip_prefix("test result: ") {
            let counts =
                result.split(['.', ';']).map(str::trim).filter_map(|part| part.split_once(' '));
            return counts
                .fold(Tally::default(), |sum, (number, word)| sum.plus(count(word, Some(number))));
        }
        // node: "ℹ pass 12", each count on a line of its own
        match line.strip_prefix("ℹ ").and_then(|line| line.split_once(' ')) {
            Some((word, number)) => count(word, Some(number)),
            None => Tally::default(),
        }
    }
}

/// Runs a command that passes or fails as a whole.
///
/// # Errors
/// If it can't be started.
pub fn whole(command: &mut Command) -> Outcome<Tally> {
    let status =
        command.stdin(Stdio::null()).status().map_err(|error| unstarted(command, &error))?;
    Ok(if status.success() { Tally::PASSED } else { Tally::FAILED })
}

/// Runs a test runner, shows what it prints and counts its tests.
///
/// # Errors
/// If it can't be started.
pub fn counted(command: &mut Command) -> Outcome<Tally> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| unstarted(command, &error))?;
    let mut tally = Tally::default();
    for line in
        child.stdout.take().into_iter().flat_map(|out| BufReader::new(out).split(b'\n')).flatten()
    {
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        tally = tally.plus(Tally::of_line(&line));
    }
    let status = child.wait().map_err(|error| unstarted(command, &error))?;
    // Tests that don't compile, or a runner that found none, print no count.
    let nothing_ran = tally == Tally::default();
    if (!status.success() || nothing_ran) && tally.failed == 0 {
        return Ok(tally.plus(Tally::FAILED));
    }
    Ok(tally)
}

fn unstarted(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(format!("{} could not be started: {error}.", command.get_program().display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_cargo_and_of_node() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(Tally::of_line(line), Tally { passed: 12, failed: 3 });
        assert_eq!(Tally::of_line("ℹ pass 7"), Tally { passed: 7, failed: 0 });
        assert_eq!(Tally::of_line("ℹ fail 2"), Tally { passed: 0, failed: 2 });
        assert_eq!(Tally::of_line("ℹ cancelled 1"), Tally { passed: 0, failed: 1 });
        assert_eq!(Tally::of_line("ℹ duration_ms 700"), Tally::default());
        assert_eq!(Tally::of_line("test x ... ok"), Tally::default());
    }

    #[test]
    fn a_runner_that_breaks_off_counts_as_failed() {
        assert_eq!(counted(Command::new("sh").args(["-c", "exit 3"])), Ok(Tally::FAILED));
        assert_eq!(counted(Command::new("sh").args(["-c", "exit 0"])), Ok(Tally::FAILED));
        let printed = "echo 'test result: ok. 2 passed; 0 failed'";
        assert_eq!(
            counted(Command::new("sh").args(["-c", printed])),
            Ok(Tally { passed: 2, failed: 0 })
        );
    }
}
