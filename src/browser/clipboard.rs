//! The clipboard: written on a click, never read.

use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Copies a text and tells whether it worked. It does not where the page came by plain HTTP or the
/// browser's settings forbid it.
pub fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
    // Outside a secure context the property is undefined, whatever its type says.
    let Some(clipboard) = clipboard.filter(|clipboard| !clipboard.is_undefined()) else {
        done(false);
        return;
    };
    let written = JsFuture::from(clipboard.write_text(text));
    spawn_local(async move { done(written.await.is_ok()) });
}
