//! The address bar: only its fragment, only ids in it, and nothing secret left in any part.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::state::leak::{self, Leak};

/// The fragment, with its `#`; empty if there is none.
pub fn fragment() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Whether the address asks for the page as a part of another one.
pub fn is_embedded() -> bool {
    let query = web_sys::window().and_then(|window| window.location().search().ok());
    query.is_some_and(|query| leak::is_embedded(&query))
}

/// Puts a fragment into the address bar without a new entry in the history.
pub fn replace(fragment: &str) {
    if fragment == self::fragment() || (fragment == "#/" && self::fragment().is_empty()) {
        return;
    }
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        // Refused only if called hundreds of times in seconds; the address is then a little old.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(fragment));
    }
}

/// Takes secrets out of the address, and tells what they were.
pub fn clean() -> Leak {
    let window = web_sys::window();
    let address = window.as_ref().and_then(|window| window.location().href().ok());
    let Some((clean, leak)) = address.and_then(|address| leak::clean(&address)) else {
        return Leak::default();
    };
    if let Some(history) = window.and_then(|window| window.history().ok()) {
        // Refused only if called hundreds of times in seconds.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&clean));
    }
    leak
}

/// Calls back with the new fragment whenever a link or the person changes it, as long as the page lives, and with
/// what was secret in the address, which is cleaned by then.
pub fn on_change(callback: impl Fn(String, Leak) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let listener = Closure::<dyn Fn()>::new(move || {
        let leak = clean();
        callback(fragment(), leak);
    });
    let function = listener.as_ref().unchecked_ref();
    if window.add_event_listener_with_callback("hashchange", function).is_ok() {
        listener.forget();
    }
}

/// Brings the top of a newly opened entry into view.
pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}
