//! The sense of the knowledge base.
use super::{Problem, Sources};

/// Checks.
pub fn check(_sources: &Sources) -> Vec<Problem> {
    Vec::new()
}
