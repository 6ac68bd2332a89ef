//! What is wrong, or may be wrong, with a client id or secret: look-alikes, blanks, placeholders, shapes.

use crate::knowledge::Provider;

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
    /// Stable name: `trailing-newline`, `look-alike`, `placeholder`, `swapped` …
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

/// Looks at an id and a secret. The provider's known shapes are hints only.
pub fn warnings(part: Part, id: &str, secret: &str, provider: Option<&Provider>) -> Vec<Warning> {
    let _ = (part, id, secret, provider);
    Vec::new()
}

/// One character of a value, for a row of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What to show: the character, or a sign for one that can't be seen.
    pub shown: String,
    /// Its name, where it can be taken for another or can't be seen: "capital I", "zero", "line end".
    pub name: Option<String>,
    /// Whether it hardly belongs in a credential (invisible, blank, typographic).
    pub suspicious: bool,
}

/// The value character by character.
pub fn cells(value: &str) -> Vec<Cell> {
    let _ = value;
    Vec::new()
}
