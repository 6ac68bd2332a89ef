//! Proof Key for Code Exchange (RFC 7636): the verifier and its challenge.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroize;

use crate::basic::is_unreserved;
use crate::secret::Secret;
use crate::sha256::sha256;

/// Random bytes as a text that needs no encoding in an address: 32 of them are the 43 characters of a verifier
/// (section 4.1), and a `state` or `nonce` that nobody guesses. The bytes are overwritten.
pub fn random_text(mut bytes: [u8; 32]) -> Secret {
    let text = URL_SAFE_NO_PAD.encode(bytes);
    bytes.zeroize();
    Secret::new(text)
}

/// The challenge that belongs to a verifier by the method `S256` (section 4.2).
///
/// ```
/// let challenge = token_triage::pkce::challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
/// assert_eq!(challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
/// ```
pub fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(sha256(verifier.as_bytes()))
}

/// What keeps a text from being a verifier: 43 to 128 characters, letters, digits and `-._~` (section 4.1).
pub fn flaw(verifier: &str) -> Option<&'static str> {
    if !verifier.bytes().all(is_unreserved) {
        return Some(ALPHABET);
    }
    match verifier.len() {
        0..43 => Some(SHORT),
        43..=128 => None,
        _ => Some(LONG),
    }
}

const ALPHABET: &str = "It holds a character that no verifier has: only letters, digits and `-`, `.`, `_`, `~` (RFC 7636, section 4.1).";
const SHORT: &str = "It is too short: a verifier has 43 to 128 characters (RFC 7636, section 4.1).";
const LONG: &str = "It is too long: a verifier has 43 to 128 characters (RFC 7636, section 4.1).";

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7636, appendix B.
    #[test]
    fn the_example_of_the_specification() {
        let bytes = [
            116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212,
            37, 77, 105, 214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121,
        ];
        let verifier = random_text(bytes);
        assert_eq!(verifier.expose(), "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        let challenge = challenge(verifier.expose());
        assert_eq!(challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn a_verifier_has_its_length_and_its_alphabet() {
        for (verifier, expected) in [
            ("a".repeat(42), Some(SHORT)),
            ("a".repeat(43), None),
            ("aZ09-._~".repeat(16), None),
            ("a".repeat(129), Some(LONG)),
            ("a".repeat(42) + "+", Some(ALPHABET)),
            ("é".repeat(30), Some(ALPHABET)),
        ] {
            assert_eq!(flaw(&verifier), expected, "{verifier}");
        }
    }
}
