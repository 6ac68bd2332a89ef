//! The address bar: only its fragment, and only ids in it.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// The fragment, with its `#`; empty if there is none.
pub fn fragment() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
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

/// Calls back with the new fragment whenever a link or the person changes it, as long as the page lives.
pub fn on_change(callback: impl Fn(String) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let listener = Closure::<dyn Fn()>::new(move || callback(fragment()));
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
