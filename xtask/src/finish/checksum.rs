//! Checksums in the forms that browsers, file names and `sha256sum` want.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

/// As an `integrity` attribute and `fetch` take it (Subresource Integrity, section 3.1).
pub fn integrity(content: &[u8]) -> String {
    ["sha384-", &STANDARD.encode(Sha384::digest(content))].concat()
}

/// As a content security policy names an inline script.
pub fn in_policy(script: &str) -> String {
    ["'sha256-", &STANDARD.encode(Sha256::digest(script)), "'"].concat()
}

/// The 64 digits that `sha256sum` prints.
pub fn sha256(content: &[u8]) -> String {
    hexadecimal(&Sha256::digest(content))
}

/// Twelve digits: enough to tell the versions of a file apart.
pub fn version(content: &[u8]) -> String {
    hexadecimal(Sha256::digest(content).get(..6).unwrap_or_default())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        // Writing to a String can't fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_subresource_integrity() {
        // Section 3.1: the checksum of `alert('Hello, world.');`, a line end not included.
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }

    #[test]
    fn the_example_of_the_policy() {
        // CSP Level 3, section 8.4.
        assert_eq!(
            in_policy("alert('Hello, world.');"),
            "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
        );
    }

    #[test]
    fn digits_of_abc() {
        // FIPS 180-4, example for "abc".
        assert_eq!(version(b"abc"), "ba7816bf8f01");
        let whole = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc"), whole);
    }
}
