//! Reads, checks and compiles the knowledge base as people write it. Native only.
//!
//! ```text
//! knowledge/ ─► load ─► Sources ─┬─► check ───► problems, each with its mend
//!                                └─► compile ─► Knowledge ─► to_json ─► knowledge.json
//! ```
//!
//! [`load()`] refuses what has not the form of knowledge/FIELDS.md, [`check()`] what has no sense. A person
//! mends a problem, so a problem names the file, the entry and the mend.

mod causes;
mod check;
mod compile;
mod counts;
mod day;
mod facts;
mod load;
mod markdown;
mod near;
mod problem;
mod scaffold;
mod schema;
mod shape;
mod stale;

use std::path::Path;

pub use causes::{CAUSES, group_of};
pub use check::check;
pub use compile::{compile, to_json};
pub use counts::{Counts, counts, is_full};
pub use day::today;
pub use facts::{Fact, Warns, coverage, facts};
pub use load::load;
pub use problem::Problem;
pub use scaffold::scaffold;
pub use schema::schemas;
pub use shape::{
    BasicSource, CauseSource, CheckSource, ChecksSource, ClientSource, Date, Entry, ErrorSource,
    MarkSource, PlacedRule, ProviderSource, Quiet, ReferenceSource, RuleSource, Sources,
    WordsSource,
};
pub use stale::{Stale, stale};

use crate::knowledge::Knowledge;

/// Reads and compiles the folder `root` without checking it: for programs that use the knowledge base.
///
/// # Errors
/// Where a file can't be read or has not the form of knowledge/FIELDS.md.
pub fn knowledge(root: &Path) -> Result<Knowledge, Vec<Problem>> {
    load(root).map(|sources| compile(&sources))
}
