//! What was read so long ago that somebody should read it again.

use std::fmt;

use super::day;
use super::shape::{Date, ReferenceSource, Sources};

/// An address that was last read some time ago.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stale {
    /// The day when it was read.
    pub seen: Date,
    /// The file: `providers/okta.toml`.
    pub file: String,
    /// The entry's own reference, or the rule that names it.
    pub entry: String,
    /// The address.
    pub url: String,
}

impl fmt::Display for Stale {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}: {}: {}", self.seen, self.file, self.entry, self.url)
    }
}

/// Every address read more than `age` days before `today` (a day counted from 1970-01-01), oldest first.
pub fn stale(sources: &Sources, age: u64, today: u64) -> Vec<Stale> {
    let mut found = Vec::new();
    let mut look = |file: &str, entry: &str, url: &str, seen: Option<&Date>| {
        let old =
            |seen: &&Date| day::number(&seen.to_string()).is_some_and(|day| day + age < today);
        if let Some(seen) = seen.filter(old) {
            found.push(Stale {
                seen: seen.clone(),
                file: file.to_owned(),
                entry: entry.to_owned(),
                url: url.to_owned(),
            });
        }
    };
    for (file, entry, references) in references(sources) {
        for reference in references {
            let entry = format!("{entry}reference {}", reference.title);
            look(file, &entry, &reference.url, reference.seen.as_ref());
        }
    }
    for placed in sources.rules() {
        let rule = placed.rule;
        look(placed.file, &format!("rule {}", rule.id), &rule.source, rule.seen.as_ref());
    }
    found.sort();
    found
}

/// All lists of references, with their file and the part of the file that they belong to.
fn references(sources: &Sources) -> Vec<(&str, &'static str, &[ReferenceSource])> {
    let mut lists: Vec<(&str, &str, &[ReferenceSource])> = Vec::new();
    lists.extend(sources.causes.iter().map(|entry| (&*entry.file, "", &*entry.source.references)));
    lists.extend(sources.errors.iter().map(|entry| (&*entry.file, "", &*entry.source.references)));
    lists.extend(sources.clients.iter().map(|entry| (&*entry.file, "", &*entry.source.references)));
    for entry in &sources.providers {
        lists.push((&entry.file, "", &entry.source.references));
        if let Some(basic) = &entry.source.basic {
            lists.push((&entry.file, "basic, ", &basic.references));
        }
    }
    lists
}
