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
    let text = pasted(event)?;
    if text.length() <= MOST {
        return None;
    }
    let field = event.target_dyn_into::<Element>()?;
    event.prevent_default();
    let text = String::from(text.slice(0, MOST));
    fill(&field, &text);
    Some(text)
}

/// Takes a paste into its own hands: it takes the place of everything in the text area, as far as it is read.
pub fn whole_paste(event: &Event) -> Option<String> {
    let text = pasted(event)?;
    event.prevent_default();
    Some(String::from(text.slice(0, MOST)))
}

/// The pasted text, as a JavaScript string: many megabytes must not be copied into the program.
fn pasted(event: &Event) -> Option<JsString> {
    let pasted = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    let get =
        Reflect::get(&pasted, &JsValue::from_str("getData")).ok()?.dyn_into::<Function>().ok()?;
    get.call1(&pasted, &JsValue::from_str("text")).ok()?.dyn_into().ok()
}

/// What an input holds after a paste with line ends in it: the browser itself drops them without a word, and the
/// person never learns that what was copied has some. `None` leaves the paste to the browser.
pub fn pasted_lines(event: &Event) -> Option<String> {
    let text = pasted(event)?;
    if text.length() > MOST {
        return None;
    }
    let text = String::from(text);
    let field =
        event.target_dyn_into::<HtmlInputElement>().filter(|_| text.contains(['\n', '\r']))?;
    let units: Vec<u16> = field.value().encode_utf16().collect();
    let caret = |place: Option<u32>| place.and_then(|place| usize::try_from(place).ok());
    let start = caret(field.selection_start().ok()?).unwrap_or(units.len());
    let end = caret(field.selection_end().ok()?).unwrap_or(units.len());
    let before = String::from_utf16_lossy(units.get(..start)?);
    let behind = String::from_utf16_lossy(units.get(end..)?);
    event.prevent_default();
    Some([before, text, behind].concat())
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
