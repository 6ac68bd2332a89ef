//! A signed assertion: the JWT by which a client authenticates (`private_key_jwt`, RFC 7523, section 2.2) or that is the
//! grant itself (section 2.1).
//!
//! Here the key is read and the claims are put together. The signature is the browser's: nothing in this program
//! computes with the key.

mod claims;
mod der;
mod jwk;
mod key;

pub use claims::{Algorithm, Draft, Flaw, Signed, claims_flaw, thumbprint};
pub use key::{Key, KeyKind, Problem, read};
