//! Mounts the page.

use token_triage::browser::{self, place::Place};
use token_triage::page::{App, AppProps};

fn main() {
    yew::set_custom_panic_hook(Box::new(|_| browser::crash::show()));
    // Before anything else: whatever comes now finds a clean address.
    let leak = browser::address::clean();
    let Some(place) = Place::new() else { return };
    let root = place.element();
    yew::Renderer::<App>::with_root_and_props(root, AppProps { place, leak }).render();
}
