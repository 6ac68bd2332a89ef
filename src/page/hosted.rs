//! The foot of the page: who helps here, where to read what happens to what is typed, what whoever hosts it has to mend, and the way out of another page's frame.

use yew::prelude::*;

use super::parts::small;
use super::prose::{link, list};
use crate::knowledge::pack::Fault;
use crate::state::State;
use crate::state::address::Tab;

/// What the site says of itself, the way to what happens to what is typed, and what is wrong with the site's files.
pub fn footer(state: &State) -> Html {
    let hosted = &state.hosted;
    let support = &hosted.site.support;
    let helps = match (support.text.as_str(), support.link.as_str()) {
        ("", "") => html! {},
        (text, "") => small(text.to_owned()),
        ("", address) => link(address, address),
        (text, address) => link(text, address),
    };
    let faults: Vec<String> = hosted.faults.iter().map(Fault::in_words).collect();
    html! {
        <footer>
            { helps }
            { link("What happens to what you type", "#/privacy") }
            if state.embedded { { frame(state) } }
            if !faults.is_empty() {
                <aside class="notice">
                    { list("For whoever hosts this page", &faults) }
                    <p>{ "The page works without what is wrong here." }</p>
                </aside>
            }
        </footer>
    }
}

/// What stays of the head where another page frames this one.
fn frame(state: &State) -> Html {
    // The page itself, without the frame: an empty query leaves `?embed` behind. Only ids stand in the fragment.
    let site = &state.hosted.site;
    let page = if site.address.is_empty() { "?" } else { &site.address };
    let href = [page, &state.address().fragment()].concat();
    html! {
        <>
            if state.tab != Tab::Diagnose { { link("Back to the diagnosis", "#/") } }
            { link(&["Open ", site.title()].concat(), &href) }
        </>
    }
}
