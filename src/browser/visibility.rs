//! Whether the tab shows.

use js_sys::Date;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::VisibilityState;

/// Calls back whenever the tab is hidden or shows again, as long as the page lives: whether it is hidden, and the
/// moment, in milliseconds since 1970. The clock goes on while the machine sleeps, which timers do not.
pub fn on_change(callback: impl Fn(bool, i64) + 'static) {
    let Some(document) = super::document() else { return };
    let listener = {
        let document = document.clone();
        Closure::<dyn Fn()>::new(move || {
            callback(document.visibility_state() == VisibilityState::Hidden, now());
        })
    };
    let function = listener.as_ref().unchecked_ref();
    if document.add_event_listener_with_callback("visibilitychange", function).is_ok() {
        listener.forget();
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the clock counts in whole milliseconds")]
fn now() -> i64 {
    Date::now() as i64
}
