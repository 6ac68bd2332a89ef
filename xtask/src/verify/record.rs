//! docs/VERIFICATION.md: what was found, when, and on which machine. A check that is not run keeps its row.

use std::fs;
use std::thread::available_parallelism;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use token_triage::time;

use crate::check::seconds;
use crate::failure::{Failure, Outcome};
use crate::project::Project;

const DOCUMENT: &str = "docs/VERIFICATION.md";

const HEAD: &str = "\
# What was verified

`cargo xtask verify` runs the checks that take too long for each change, one after the other, and writes this table.
`cargo xtask verify NAME` runs those with the word in their name; the others keep their rows.

| check | found | time | machine | day |
| --- | --- | --- | --- | --- |
";

/// A row of the table.
pub struct Row {
    name: String,
    /// What stands behind the name.
    rest: String,
}

impl Row {
    /// What a check found today, on this machine.
    pub fn new(name: &str, found: &str, time: Duration) -> Self {
        let rest = [found, &seconds(time), &machine(), &today()].join(" | ");
        Row { name: name.to_owned(), rest }
    }

    /// A row as it is written, `| name | rest |`.
    fn parse(line: &str) -> Option<Self> {
        let (name, rest) = line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | ")?;
        Some(Row { name: name.to_owned(), rest: rest.to_owned() })
    }
}

/// Puts rows into the document in place of those of the same name; the document as it is then.
///
/// # Errors
/// If it can't be written.
pub fn write(project: &Project, names: &[&str], rows: Vec<Row>) -> Outcome<String> {
    let file = project.path(DOCUMENT);
    // It need not be there: then nothing was verified yet.
    let before = fs::read_to_string(&file).unwrap_or_default();
    let table = merged(&before, names, rows);
    fs::write(&file, &table).map_err(|error| Failure::file(&file, &error))?;
    Ok(table)
}

fn merged(before: &str, names: &[&str], mut rows: Vec<Row>) -> String {
    rows.extend(before.lines().filter_map(Row::parse));
    let mut text = HEAD.to_owned();
    for name in names {
        if let Some(row) = rows.iter().find(|row| row.name == *name) {
            text.extend(["| ", name, " | ", &row.rest, " |\n"]);
        }
    }
    text
}

/// The day by this machine's clock, in UTC.
fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let now = i64::try_from(seconds).ok().and_then(time::text).unwrap_or_default();
    now.split(' ').next().unwrap_or_default().to_owned()
}

/// Processor and memory, where the system tells them in a file.
fn machine() -> String {
    let told = |file: &str, name: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(name))?.to_owned();
        line.split_once(':').map(|(_, value)| value.trim().to_owned())
    };
    let processor = told("/proc/cpuinfo", "model name").unwrap_or_else(|| "processor".to_owned());
    let cores = available_parallelism().map_or(1, usize::from);
    let memory = told("/proc/meminfo", "MemTotal");
    let kilobytes = memory.and_then(|text| text.split(' ').next()?.parse::<u64>().ok());
    let memory = kilobytes.map_or(String::new(), |it| format!(", {} GiB", it.div_ceil(1 << 20)));
    format!("{cores} × {processor}{memory}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_takes_the_place_of_the_old_one_and_the_others_stay() {
        let row = |name: &str, rest: &str| Row { name: name.to_owned(), rest: rest.to_owned() };
        let names = ["a", "b", "c"];
        let first = merged("", &names, vec![row("b", "1 | x"), row("a", "2 | x")]);
        assert_eq!(first, format!("{HEAD}| a | 2 | x |\n| b | 1 | x |\n"));
        let second = merged(&first, &names, vec![row("b", "3 | x")]);
        assert_eq!(second, format!("{HEAD}| a | 2 | x |\n| b | 3 | x |\n"));
        // A check that is no more has no row.
        assert_eq!(merged(&first, &["b"], Vec::new()), format!("{HEAD}| b | 1 | x |\n"));
    }
}
