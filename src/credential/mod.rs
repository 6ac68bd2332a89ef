//! What is wrong, or may be wrong, with a client id or secret: look-alikes, blanks, placeholders, shapes.

mod cells;
mod characters;
mod class;
mod confusable;
mod format;
mod shape;
mod spelled;

pub use cells::{Cell, cells, row};
pub use characters::refused;
pub(crate) use shape::is_placeholder;
pub use spelled::{Group, spelled};

use std::borrow::Cow;

use crate::knowledge::Provider;
use crate::order;
use crate::secret::Secret;
use crate::span::Span;

/// Which of the two fields is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The client id.
    Id,
    /// The client secret.
    Secret,
}

/// Something notable about an id or a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Stable name: `line-end`, `look-alike`, `placeholder`, `swapped` …
    pub id: &'static str,
    /// Whether it is surely wrong (a line end) or only worth a look (look-alikes).
    pub certain: bool,
    /// What it is and what to do, one or two sentences. Never quotes the value.
    pub message: Cow<'static, str>,
    /// The bytes it is about, in the value.
    pub at: Vec<Span>,
    /// The way to mend this one thing, where that can be done without guessing.
    pub mend: Option<Mend>,
}

/// A change that mends a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// What it does: "Remove the trailing newline".
    pub label: &'static str,
    /// The value without the flaw.
    pub value: Secret,
    /// What becomes of the other of the two, where it changes as well.
    pub other: Option<Secret>,
}

impl Mend {
    pub(crate) fn new(label: &'static str, value: String) -> Self {
        Mend { label, value: Secret::new(value), other: None }
    }
}

impl Warning {
    pub(crate) fn certain(id: &'static str, message: &'static str) -> Self {
        Warning { certain: true, ..Warning::possible(id, message) }
    }

    pub(crate) fn possible(id: &'static str, message: impl Into<Cow<'static, str>>) -> Self {
        Warning { id, certain: false, message: message.into(), at: Vec::new(), mend: None }
    }
}

/// Looks at an id and a secret; what it says is about `part`. The provider's known shapes are hints only.
///
/// Surely wrong things come first, then what is only worth a look, each in the order of telling. An empty
/// value has no warnings.
pub fn warnings(part: Part, id: &str, secret: &str, provider: Option<&Provider>) -> Vec<Warning> {
    let value = match part {
        Part::Id => id,
        Part::Secret => secret,
    };
    if value.is_empty() {
        return Vec::new();
    }
    let mut found = shape::warnings(part, id, secret, provider);
    // Of a mask or a placeholder, single characters say nothing more.
    if !found.iter().any(|warning| matches!(warning.id, "masked" | "placeholder")) {
        found.extend(characters::warnings(value));
    }
    order::by_key(&mut found, |warning| !warning.certain);
    found
}

#[cfg(test)]
mod tests;
