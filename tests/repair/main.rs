//! Corrected requests: for each flaw a paste, the request that is expected, and a second diagnosis.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod cases;
mod checked;
mod hostile;
mod mended;
mod outcomes;

use std::path::Path;
use std::sync::LazyLock;

use token_triage::diagnose::{Diagnosis, diagnose};
use token_triage::knowledge::{Knowledge, source};
use token_triage::repair::{Repair, repair};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    source::knowledge(&root).unwrap_or_else(|problems| panic!("{problems:?}"))
});

/// The diagnosis of a paste, and the corrected request if there is one.
fn mend(paste: &str) -> (Diagnosis, Option<Repair>) {
    let diagnosis = diagnose(paste, &KNOWLEDGE);
    let repair = repair(paste, &diagnosis, &KNOWLEDGE);
    (diagnosis, repair)
}
