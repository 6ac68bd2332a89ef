//! A value character by character: what is seen, and what it is called.

use super::class::{Class, class};
use super::spelled::spoken;

/// One character of a value, for a row of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What to show: the character, or a sign for one that can't be seen.
    pub shown: String,
    /// Its name, where it can be taken for another or can't be seen: "capital I", "zero", "line end".
    pub name: Option<String>,
    /// What to say for it: "capital I as in India".
    pub spoken: String,
    /// Whether it hardly belongs in a credential (invisible, blank, typographic).
    pub suspicious: bool,
}

/// So many cells are shown of a value; the rest is counted.
pub const SHOWN: usize = 400;

/// The value character by character.
pub fn cells(value: &str) -> impl Iterator<Item = Cell> {
    value.chars().map(cell)
}

/// The first of many cells, and one that says how many there are behind them.
pub fn row(mut cells: impl Iterator<Item = Cell>) -> Vec<Cell> {
    let mut row: Vec<Cell> = cells.by_ref().take(SHOWN).collect();
    let rest = cells.count();
    if rest > 0 {
        let name = [&rest.to_string(), " more"].concat();
        row.push(Cell {
            shown: "…".into(),
            spoken: name.clone(),
            name: Some(name),
            suspicious: false,
        });
    }
    row
}

fn cell(char: char) -> Cell {
    let (sign, name, suspicious) = match class(char) {
        Class::Plain => (None, None, false),
        Class::LookAlike(name) | Class::Alike(name) => (None, Some(name), false),
        Class::LineEnd(name) => (Some('↵'), Some(name), true),
        Class::Blank("tab") => (Some('⇥'), Some("tab"), true),
        Class::Blank(name) => (Some('␣'), Some(name), true),
        Class::Invisible(name) => (Some('◌'), Some(name), true),
        Class::Control(name) => (Some('�'), Some(name), true),
        Class::Typographic(name, _) | Class::Foreign(name, _) => (None, Some(name), true),
        Class::NonAscii => (None, Some("not ASCII"), true),
    };
    Cell {
        shown: sign.unwrap_or(char).to_string(),
        name: name.map(str::to_owned),
        spoken: spoken(char),
        suspicious,
    }
}
