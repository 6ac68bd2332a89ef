//! JSON Lines in, JSON Lines out.
fn main() {}
