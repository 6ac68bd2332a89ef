//! The report for support: what it says, and that nothing of a paste is read as Markdown or shown unmasked.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::path::Path;

use token_triage::diagnose::diagnose;
use token_triage::knowledge::Knowledge;
use token_triage::knowledge::source::load;
use token_triage::repair::repair;
use token_triage::report::report;

fn knowledge() -> Knowledge {
    load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge")).expect("the knowledge base")
}
