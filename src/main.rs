//! Mounts the page.

use token_triage::browser;
use token_triage::page::{App, AppProps};

fn main() {
    yew::set_custom_panic_hook(Box::new(|_| browser::crash::show()));
    // Before anything else: whatever comes now finds a clean address.
    let leak = browser::address::clean();
    let Some(root) = browser::root() else { return };
    // Mounting empties the element, so what someone typed into the static box is taken over first.
    let text = browser::early_paste();
    yew::Renderer::<App>::with_root_and_props(root, AppProps { text, leak }).render();
}
