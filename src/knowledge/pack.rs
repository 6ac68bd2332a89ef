//! A site's own entries, in files beside the page: read when the page loads, checked then, and added to what it knows.
//!
//! A pack holds providers, clients and error codes in the form of `knowledge.json`. It can't change what a cause means,
//! nor what servers of others do in general: only what is known of who answers.

mod check;
#[cfg(test)]
mod tests;

use std::mem;

pub use check::{is_https, is_id};

use super::base::Lazy;
use super::json::{self, FromJson, Json};
use super::{Client, ErrorCode, Knowledge, Provider};

/// What one file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pack {
    /// New error codes.
    pub errors: Vec<ErrorCode>,
    /// New providers, and more about those that are known.
    pub providers: Vec<Provider>,
    /// New clients, and more about those that are known.
    pub clients: Vec<Client>,
}

impl FromJson for Pack {
    fn read(&mut self, json: &mut Json) -> Option<()> {
        let Pack { errors, providers, clients } = self;
        json.object(&mut [("errors", errors), ("providers", providers), ("clients", clients)])
    }
}

/// Something wrong in a file that whoever hosts the page wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fault {
    /// The file, relative to the page: `packs/acme.json`.
    pub file: String,
    /// Where in it: `line 3, column 7`, `provider acme`, `provider acme: rules[0]`.
    pub place: String,
    /// What is wrong, and what to do about it where that is not plain.
    pub reason: String,
}

impl Fault {
    /// A fault in a sentence.
    pub fn in_words(&self) -> String {
        let gap = if self.place.is_empty() { "" } else { ": " };
        ["`", &self.file, "`", gap, &self.place, ": ", &self.reason].concat()
    }
}

/// Reads a pack and checks it against what it is to be added to.
///
/// # Errors
/// Everything that is wrong with it: one fault if it has not the form of a pack, one for each if it makes no sense.
pub fn read(file: &str, text: &str, knowledge: &Knowledge) -> Result<Pack, Vec<Fault>> {
    let mut pack = Pack::default();
    if let Err(fault) = read_file(file, text, &mut pack) {
        return Err(vec![Fault { place: named(&fault.place, &pack), ..fault }]);
    }
    let faults = check::check(file, &pack, knowledge);
    if faults.is_empty() { Ok(pack) } else { Err(faults) }
}

/// Reads a file that a person wrote.
///
/// # Errors
/// What is wrong with its form, and where.
pub fn read_file(file: &str, text: &str, value: &mut dyn FromJson) -> Result<(), Fault> {
    let misfit = match json::read_strictly(text, value) {
        Ok(()) => return Ok(()),
        Err(misfit) => misfit,
    };
    let line = place(text, misfit.at);
    let path = misfit.path.trim_start_matches('.');
    let (place, reason) = if path.is_empty() && !text.trim_start().starts_with(['{', '[']) {
        (line, "this is no JSON")
    } else if path.is_empty() {
        (line, "the JSON is broken here")
    } else if misfit.unknown {
        ([path, ", ", &line].concat(), "there is no such key; is it mistyped?")
    } else {
        ([path, ", ", &line].concat(), "this key wants another kind of value")
    };
    Err(Fault { file: file.to_owned(), place, reason: reason.to_owned() })
}

/// Line and column of an offset, both from one, columns in characters.
fn place(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    ["line ", &line.to_string(), ", column ", &column.to_string()].concat()
}

/// A place with the id of the entry that it is in: the last that was read.
fn named(place: &str, pack: &Pack) -> String {
    let id = if place.starts_with("providers[") {
        pack.providers.last().map(|one| &one.id)
    } else if place.starts_with("clients[") {
        pack.clients.last().map(|one| &one.id)
    } else if place.starts_with("errors[") {
        pack.errors.last().map(|one| &one.id)
    } else {
        None
    };
    match id.filter(|id| !id.is_empty()) {
        Some(id) => [id, ": ", place].concat(),
        None => place.to_owned(),
    }
}

/// Puts what one entry says in front of what another said.
macro_rules! in_front {
    ($into:ident, $from:ident: $($list:ident)*) => {$(
        ahead(&mut $into.$list, &mut $from.$list);
    )*};
}

impl Knowledge {
    /// Adds a pack that was read against it. What it says of a known provider or client stands in front of what was
    /// known; what is one word, such as a name, takes the place of the old one.
    pub fn add(&mut self, pack: Pack) {
        for error in pack.errors {
            insert(&mut self.errors, error, |one| &one.id);
        }
        for mut from in pack.providers {
            let Some(into) = self.providers.iter_mut().find(|one| one.id == from.id) else {
                insert(&mut self.providers, from, |one| &one.id);
                continue;
            };
            in_front!(into, from: about hosts marks takes needs environments endpoints profiles formats console traps
                advice rules references);
            into.runs_on = from.runs_on.or(into.runs_on.take());
            into.basic = from.basic.or(into.basic.take());
            put(&mut into.name, from.name);
            put(&mut into.scope_separator, from.scope_separator);
        }
        for mut from in pack.clients {
            let Some(into) = self.clients.iter_mut().find(|one| one.id == from.id) else {
                insert(&mut self.clients, from, |one| &one.id);
                continue;
            };
            in_front!(into, from: about marks rules references);
            put(&mut into.name, from.name);
        }
        self.compiled = Lazy::default();
        self.searched = Lazy::default();
    }
}

/// Puts an entry where it belongs in a list sorted by id.
fn insert<T>(list: &mut Vec<T>, entry: T, id: fn(&T) -> &str) {
    let at = list.iter().position(|other| id(other) > id(&entry)).unwrap_or(list.len());
    list.insert(at, entry);
}

/// Puts a list in front of another. Swapped, so that no list is dropped here: that would cost code for each type.
#[inline(never)]
fn ahead<T>(into: &mut Vec<T>, from: &mut Vec<T>) {
    if !from.is_empty() {
        mem::swap(into, from);
        into.append(from);
    }
}

fn put(into: &mut String, from: String) {
    if !from.is_empty() {
        *into = from;
    }
}
