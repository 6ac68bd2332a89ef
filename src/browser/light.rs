//! Which numbered finding the pointer, the focus or the caret is at. What belongs to one, in the paste and beside it,
//! carries its number as `data-n`, the one that shows first.

use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, HtmlTextAreaElement, MouseEvent, ScrollIntoViewOptions, ScrollLogicalPosition,
};
use yew::TargetCast;

/// The number under the pointer; zero if there is none. The marks lie under the text area, so all layers are asked.
pub fn under(event: &MouseEvent) -> usize {
    #[expect(clippy::cast_precision_loss, reason = "screens are smaller than 2^24 pixels")]
    let (x, y) = (event.client_x() as f32, event.client_y() as f32);
    let Some(document) = super::document() else { return 0 };
    let layers = document.elements_from_point(x, y);
    layers.iter().find_map(|layer| number_of(layer.dyn_ref()?)).unwrap_or(0)
}

/// The number of what an event is about; zero if it has none.
pub fn of_target(event: &Event) -> usize {
    event.target_dyn_into::<Element>().and_then(|target| number_of(&target)).unwrap_or(0)
}

/// Where the caret stands in the text area that an event is about, in UTF-16 units; `None` if it is about another
/// element.
pub fn caret(event: &Event) -> Option<usize> {
    let start = event.target_dyn_into::<HtmlTextAreaElement>()?.selection_start().ok()??;
    usize::try_from(start).ok()
}

/// Brings the words of the note whose number was pressed into view.
pub fn show(event: &Event) {
    let button = event.target_dyn_into::<Element>();
    let Some(number) = button.filter(|target| target.matches("button.n").unwrap_or(false)) else {
        return;
    };
    let mark = ["mark[data-n~=\"", &number.text_content().unwrap_or_default(), "\"]"].concat();
    let words = super::document().and_then(|document| document.query_selector(&mark).ok()?);
    if let Some(words) = words {
        let nearest = ScrollIntoViewOptions::new();
        nearest.set_block(ScrollLogicalPosition::Nearest);
        words.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}

fn number_of(element: &Element) -> Option<usize> {
    let numbers = element.closest("[data-n]").ok()??.get_attribute("data-n")?;
    numbers.split(' ').next()?.parse().ok()
}
