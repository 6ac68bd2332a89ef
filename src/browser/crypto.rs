//! The browser's randomness.

use crate::pkce;
use crate::secret::Secret;

/// Three texts that nobody guesses; `None` where the browser has no randomness.
pub fn random_texts() -> Option<[Secret; 3]> {
    Some([random()?, random()?, random()?].map(pkce::random_text))
}

fn random() -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}
