//! A text that must not stay in memory or reach a message.

use std::fmt;

use zeroize::Zeroize;

/// A client secret, password or token: overwritten when dropped, printed as `***`.
///
/// ```
/// use token_triage::secret::Secret;
/// let secret = Secret::new("s3cr3t".to_owned());
/// assert_eq!(format!("{secret:?}"), "***");
/// assert_eq!(secret.expose(), "s3cr3t");
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes the text over; the caller keeps no copy.
    pub fn new(text: String) -> Self {
        Secret(text)
    }

    /// The text itself. Every use of it is a place to audit.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to keep secret.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}

/// So much of the stack is overwritten: all of WebAssembly's 1 MiB (the linker's default) but what the few calls on the way
/// here take themselves.
const STACK: usize = 1000 * 1024;

/// Overwrites what earlier calls have left on the stack: random bytes, blocks of a hash, pieces of text on their way
/// into base64. To be called from as near the top as can be, a timer for one.
#[inline(never)]
#[expect(clippy::large_stack_arrays, reason = "the stack is what is meant")]
pub fn overwrite_stack() {
    [0_u8; STACK].zeroize();
}
