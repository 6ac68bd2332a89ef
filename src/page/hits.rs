//! What a search found: each hit a link, with what it is and what there is to know of it.

use yew::prelude::*;

use super::parts::{code, small, text};
use super::prose::{item, prose};
use crate::state::hits::Found;

/// The hits, best first.
pub fn list(hits: Vec<Found<'_>>) -> Html {
    html! { <ol class="hits">{ hits.into_iter().map(hit).collect::<Html>() }</ol> }
}

fn hit(found: Found<'_>) -> Html {
    let href = found.address().fragment();
    let title = if found.is_code { code(found.title) } else { text(&found.title) };
    item(html! {
        <>{ small(found.kind.to_owned()) }<a {href}>{ title }</a><p>{ prose(found.about) }</p></>
    })
}
