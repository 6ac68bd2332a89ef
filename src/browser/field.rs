//! Reading and setting text fields.

use js_sys::{Function, JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, InputEvent,
    InputEventInit,
};

use crate::read::LIMIT;

/// The text of a text area, cut where so much is over that it would not be read anyway: a paste of many
/// megabytes must not be copied into the program.
///
/// What is cut off leaves the field as well: the browser takes seconds to lay out ten megabytes, and takes
/// them again with each key.
pub fn text_of(field: &Element) -> String {
    // Each UTF-16 unit is at least one byte, so one more than the limit always shows that more was there.
    let most = u32::try_from(LIMIT + 1).unwrap_or(u32::MAX);
    let name = JsValue::from_str("value");
    let value = Reflect::get(field, &name).ok().and_then(|value| value.dyn_into::<JsString>().ok());
    let Some(value) = value else { return String::new() };
    let kept = value.slice(0, most);
    if value.length() > most {
        // Refused only by a field that can't be changed, and this one was typed into.
        let _ = Reflect::set(field, &name, &kept);
    }
    String::from(kept)
}

/// The text of the text area that an event came from.
pub fn text_of_target(event: &InputEvent) -> String {
    let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    field.map(|field| text_of(&field)).unwrap_or_default()
}

/// Takes over a paste that is longer than what is read, and puts in only what is: the browser itself would
/// take many seconds to put in ten megabytes.
pub fn shorten_paste(event: &Event) {
    // Where the browser tells nothing of the clipboard, the field is cut after the paste.
    let _ = shortened(event);
}

fn shortened(event: &Event) -> Option<()> {
    let most = u32::try_from(LIMIT + 1).ok()?;
    let clipboard = Reflect::get(event, &JsValue::from_str("clipboardData")).ok()?;
    let get = Reflect::get(&clipboard, &JsValue::from_str("getData")).ok()?;
    let text = get.dyn_into::<Function>().ok()?.call1(&clipboard, &JsValue::from_str("text/plain"));
    let text = text.ok()?.dyn_into::<JsString>().ok().filter(|text| text.length() > most)?;
    let field = event.target()?.dyn_into::<HtmlTextAreaElement>().ok()?;
    event.prevent_default();
    field.set_range_text(&String::from(text.slice(0, most))).ok()?;
    let init = InputEventInit::new();
    init.set_bubbles(true);
    init.set_input_type("insertFromPaste");
    let told = InputEvent::new_with_event_init_dict("input", &init).ok()?;
    field.dispatch_event(&told).ok()?;
    Some(())
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
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    field.map(|field| field.value()).unwrap_or_default()
}

/// The choice of the select that an event came from.
pub fn choice_of(event: &Event) -> String {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
    field.map(|field| field.value()).unwrap_or_default()
}
