//! What is wrong, or may be wrong, with a client id or secret: look-alikes, blanks, placeholders, shapes.

mod characters;
mod shape;

pub use characters::{Cell, cells};
pub(crate) use shape::is_placeholder;

use crate::knowledge::Provider;
use crate::order;

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
    pub message: &'static str,
    /// The bytes it is about, in the value.
    pub at: Vec<crate::span::Span>,
    /// The value with this one thing mended, where that can be done without guessing.
    pub mended: Option<crate::secret::Secret>,
}

/// Looks at an id and a secret; what it says is about `part`. The provider's known shapes are hints only.
///
/// Surely wrong things come first, then what is only worth a look, each in the order of telling. An empty
/// value has no warnings. `swapped` has no mend of its own: both values have to change places.
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
