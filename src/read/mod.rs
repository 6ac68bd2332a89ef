//! From a pasted text to what was sent and answered. Readers nest, are linear, and never fail.

/// How much of a paste is read, in bytes: 256 KiB. The rest is left out, and the page says so.
pub const LIMIT: usize = 256 * 1024;
