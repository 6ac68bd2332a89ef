//! What is left to do when the program stops: say so, and repeat nothing of what was typed.

/// Shows the sentence that `index.html` holds ready, and a fixed line in the console. The panic's own
/// text may hold what was pasted; it goes nowhere.
pub fn show() {
    web_sys::console::error_1(&"Token Triage stopped. Reload the page to go on.".into());
    let notice = super::document().and_then(|document| document.get_element_by_id("crashed"));
    if let Some(notice) = notice {
        // Fails only for an invalid name.
        let _ = notice.remove_attribute("hidden");
    }
}
