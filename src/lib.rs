//! Token Triage: what went wrong with a refused OAuth token request, and the request that works.
//!
//! ```text
//! pasted text ─► read ─► Exchange ─► diagnose ─► Diagnosis ─► page
//! fields ──────────────► Request ──────────────► command ───► text to copy
//! ```
//!
//! Everything but `page` and `browser` is plain Rust and knows no browser; those two sit behind the
//! default feature `web`.

pub mod assertion;
pub mod authorize;
pub mod basic;
pub mod command;
pub mod compare;
pub mod crash;
pub mod credential;
pub mod diagnose;
pub mod endpoint;
pub mod exchange;
pub mod knowledge;
pub mod order;
pub mod pkce;
pub mod read;
pub mod redact;
pub mod repair;
pub mod report;
pub mod search;
pub mod secret;
mod sha256;
pub mod site;
pub mod span;
pub mod state;
pub mod time;
pub mod words;

#[cfg(feature = "web")]
pub mod browser;
#[cfg(feature = "web")]
pub mod page;

pub use diagnose::diagnose;
