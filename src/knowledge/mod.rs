//! What the page knows: causes, error codes, providers and client libraries, with their rules.
//!
//! People write it under `knowledge/` (see its FIELDS.md); [`source`] reads, checks and compiles it to
//! one JSON text, natively; the page fetches that text. Both end in the same [`Knowledge`].

mod base;
mod index;
pub mod json;
mod lexicon;
mod members;
mod numbers;
pub mod pack;
pub mod phrases;
mod types;
mod unread;
mod wake;

#[cfg(not(target_family = "wasm"))]
pub mod source;

pub use base::{Knowledge, Lazy};
pub use index::{Compiled, FoundTerm, Home, Index, Role, Sleeping};
pub use lexicon::{Lexicon, Term};
pub use types::*;
pub use unread::Unread;
pub use wake::{Kind, Wake, numbered, sign};
