//! The only files that touch the browser: its own interfaces behind plain functions.

pub mod address;
pub mod clipboard;
pub mod crash;
pub mod crypto;
pub mod field;
pub mod knowledge;
pub mod light;
pub mod lock;
pub mod offline;
pub mod place;
pub mod timer;
pub mod visibility;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

/// The page's document; there is none only outside a window.
fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element that the page stands in.
fn root() -> Option<Element> {
    document()?.get_element_by_id("app")
}

/// Tells the style sheet and the tests that the page is ready.
pub fn mark_ready(lock: &str) {
    if let Some(root) = root() {
        // Fails only for an invalid name.
        let _ = root.set_attribute("data-ready", lock);
    }
}

/// The window's title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// What the build has written into the page's head under a name; `None` where it has written nothing.
pub fn noted(name: &str) -> Option<String> {
    let meta = ["meta[name=", name, "]"].concat();
    let content = document()?.query_selector(&meta).ok()??.get_attribute("content")?;
    // Between braces stands what a build would replace.
    (!content.is_empty() && !content.contains('{')).then_some(content)
}

/// Moves the focus to the element of this id.
pub fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Refused only by an element that can't have it.
        let _ = element.focus();
    }
}
