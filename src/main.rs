//! Mounts the page.

use token_triage::browser::{self, place::Place};
use token_triage::page::{App, AppProps};

/// Overwrites every block of memory that is freed, so that what was typed is gone with the value that held it.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() {
    browser::crash::watch();
    // Before anything else: whatever comes now finds a clean address.
    let leak = browser::address::clean();
    let Some(place) = Place::new() else { return };
    let root = place.element();
    yew::Renderer::<App>::with_root_and_props(root, AppProps { place, leak }).render();
}
