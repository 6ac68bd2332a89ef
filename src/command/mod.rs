//! A request as text for a shell.
