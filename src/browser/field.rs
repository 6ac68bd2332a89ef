//! Reading and setting text fields.

use js_sys::{Function, JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    ClipboardEvent, Element, Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
    InputEvent,
};

use yew::TargetCast;

use crate::read::LIMIT;

/// The text of a text area. One that is longer than what is read loses its end, in the area too: laying out
/// megabytes of text would freeze the browser for seconds.
pub fn text_of(field: &Element) -> String {
    let value = Reflect::get(field, &JsValue::from_str("value")).ok();
    let Some(value) = value.and_then(|value| value.dyn_into::<JsString>().ok()) else {
        return String::new();
    };
    if value.length() <= MOST {
        return String::from(value);
    }
    let text = String::from(value.slice(0, MOST));
    fill(field, &text);
    text
}

/// Each UTF-16 unit is at least one byte, so one more than the limit always shows that more was there.
const MOST: u32 = 256 * 1024 + 1;
const _: () = assert!(MOST as usize == LIMIT + 1);

/// Takes a paste that is longer than what is read into its own hands: what is read of it takes the place
/// of everything in the text area. `None` leaves the paste to the browser.
pub fn long_paste(event: &Event) -> Option<String> {
    let pasted = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    // As a JavaScript string: many megabytes must not be copied into the program.
    let get =
        Reflect::get(&pasted, &JsValue::from_str("getData")).ok()?.dyn_into::<Function>().ok()?;
    let text = get.call1(&pasted, &JsValue::from_str("text")).ok()?.dyn_into::<JsString>().ok()?;
    if text.length() <= MOST {
        return None;
    }
    let field = event.target_dyn_into::<Element>()?;
    event.prevent_default();
    let text = String::from(text.slice(0, MOST));
    fill(&field, &text);
    Some(text)
}

/// The text of the text area that an event came from.
pub fn text_of_target(event: &InputEvent) -> String {
    event.target_dyn_into::<Element>().map(|field| text_of(&field)).unwrap_or_default()
}

/// Whether the text came in one piece: pasted, dropped, or undone.
pub fn came_at_once(event: &InputEvent) -> bool {
    !matches!(
        event.input_type().as_str(),
        "insertText" | "deleteContentBackward" | "insertLineBreak"
    )
}

/// Puts a text into a text area.
pub fn fill(field: &Element, text: &str) {
    if let Some(field) = field.dyn_ref::<HtmlTextAreaElement>() {
        field.set_value(text);
    }
}

/// The text of the input that an event came from.
pub fn value_of(event: &InputEvent) -> String {
    event.target_dyn_into::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default()
}

/// The choice of the select that an event came from.
pub fn choice_of(event: &Event) -> String {
    event.target_dyn_into::<HtmlSelectElement>().map(|field| field.value()).unwrap_or_default()
}
