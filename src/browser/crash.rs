//! What is left to do when the program stops: say so, and repeat nothing of what was typed.

use std::panic::PanicHookInfo;

use js_sys::WebAssembly::RuntimeError;
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::crash::{Place, report};
use crate::state::address::Address;

/// Gets ready for it. To be called once, before anything that may fail.
pub fn watch() {
    quiet_console();
    yew::set_custom_panic_hook(Box::new(|panic| show(place(panic))));
    on_trap();
}

/// Shows the screen that `index.html` holds ready, with a report in it, and a fixed line in the console. The panic's
/// own text may hold what was pasted; it goes nowhere. What stopped first counts: all that follows comes from it.
fn show(place: Option<Place<'_>>) {
    let element = |id| super::document().and_then(|document| document.get_element_by_id(id));
    let Some(screen) = element("crashed").filter(|screen| screen.has_attribute("hidden")) else {
        return;
    };
    web_sys::console::warn_1(&"Token Triage stopped. Reload the page to go on.".into());
    let navigator = web_sys::window().map(|window| window.navigator());
    let agent = navigator.and_then(|navigator| navigator.user_agent().ok()).unwrap_or_default();
    let build = super::noted("build").unwrap_or_default();
    let route = Address::parse(&super::address::fragment()).fragment();
    if let Some(box_) = element("crash-report") {
        box_.set_text_content(Some(&report(place, &build, &route, &agent)));
    }
    // Fails only for an invalid name.
    let _ = screen.remove_attribute("hidden");
    screen.scroll_into_view();
}

fn place<'p>(panic: &'p PanicHookInfo<'_>) -> Option<Place<'p>> {
    let location = panic.location()?;
    Some(Place { file: location.file(), line: location.line(), column: location.column() })
}

/// Not everything that stops a program is a panic: memory that ran out, a stack that overflowed. The browser reports
/// these as errors of WebAssembly; those of other scripts, an extension's for one, are none of ours.
fn on_trap() {
    let Some(window) = web_sys::window() else { return };
    // An error of a promise is called its reason.
    for (event, cause) in [("error", "error"), ("unhandledrejection", "reason")] {
        let listener = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
            let error = Reflect::get(&event, &cause.into()).unwrap_or_default();
            if error.is_instance_of::<RuntimeError>() {
                show(None);
            }
        });
        let function = listener.as_ref().unchecked_ref();
        if window.add_event_listener_with_callback(event, function).is_ok() {
            listener.forget();
        }
    }
}

/// Makes `console.error` say nothing. Yew hands it a node that it could not put into the page, words and all, when a
/// translator or an extension has moved the others. `Function.prototype` is a function that does nothing
/// (ECMAScript, section 20.2.3).
fn quiet_console() -> Option<()> {
    let global = js_sys::global();
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok();
    let nothing: Function = Object::get_prototype_of(&get(&global, "Function")?).unchecked_into();
    Reflect::set(&get(&global, "console")?, &"error".into(), &nothing).ok()?;
    Some(())
}
