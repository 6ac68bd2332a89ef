//! Where a bracket is closed, in a shell or a program: quotes hide what is between them.

use super::layer::Layer;

/// Bytes that are searched for the closing bracket.
const LIMIT: usize = 4096;
/// Bytes behind a bracket that is never closed in which no other one is searched for: so time stays linear.
const PAUSE: usize = 1024;

/// Finds closing brackets in a text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Brackets {
    /// Before this offset nothing is searched.
    from: usize,
}

impl Brackets {
    /// The offset behind the bracket that closes the one at `open`. `None` if there is none, or it is never closed.
    pub(super) fn close(&mut self, layer: &Layer, open: usize, end: usize) -> Option<usize> {
        if open < self.from {
            return None;
        }
        let length = length(layer.of(open..end));
        if length.is_none() {
            self.from = open + PAUSE;
        }
        length.map(|length| open + length)
    }
}

fn length(text: &str) -> Option<usize> {
    if !text.starts_with(['(', '{', '[']) {
        return None;
    }
    let mut open = 0_usize;
    let mut quote = None;
    let mut escaped = false;
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at).filter(|_| at < LIMIT) {
        at += 1;
        if escaped {
            escaped = false;
            continue;
        }
        match (quote, byte) {
            (_, b'\\') => escaped = quote != Some(b'\''),
            (Some(open), byte) => quote = quote.filter(|_| byte != open),
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'(' | b'{' | b'[') => open += 1,
            (None, b')' | b'}' | b']') => {
                open = open.saturating_sub(1);
                if open == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}
