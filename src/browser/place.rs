//! The program's page takes the place of the static one in a single step.
//!
//! Drawing takes the browser through several turns, and in each of them a key may be pressed: were the static box
//! gone by then and the new one not there, the key would be lost.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement};

use super::{document, field, root};

/// Where the program draws, out of sight until it is shown.
#[derive(Clone, PartialEq)]
pub struct Place(Element);

impl Place {
    /// An element beside the document; `None` if the static page is not there.
    pub fn new() -> Option<Self> {
        root()?;
        document()?.create_element("div").ok().map(Self)
    }

    /// The element to draw in.
    pub fn element(&self) -> Element {
        self.0.clone()
    }

    /// Puts what was drawn where the static page was. What was typed there until now goes over, with caret and
    /// focus, and is given back.
    pub fn show(&self) -> String {
        let before = text_area();
        let text = before.as_ref().map(|area| field::text_of(area)).unwrap_or_default();
        let caret = before.as_ref().and_then(|area| area.selection_start().ok()?);
        let had_focus = before.is_some_and(|area| {
            document().and_then(|document| document.active_element()).as_ref() == Some(&area)
        });
        if let Some(root) = root() {
            self.0.set_id("app");
            // Fails only for an element without a parent.
            let _ = root.replace_with_with_node_1(&self.0);
        }
        if let Some(area) = text_area() {
            area.set_value(&text);
            // Refused only by elements without text.
            let _ = area.set_selection_start(caret);
            let _ = area.set_selection_end(caret);
            if had_focus {
                let _ = area.focus();
            }
        }
        text
    }
}

fn text_area() -> Option<HtmlTextAreaElement> {
    document()?.get_element_by_id("paste")?.dyn_into().ok()
}
