//! What the credentials of the request decode to.

use yew::prelude::*;

use super::answer::View;
use super::parts::{cells, openable_if, text};
use crate::state::decoded;

/// The credentials character by character, open where something is wrong with them.
pub fn credentials(view: &View<'_>) -> Html {
    let request = view.diagnosis.exchange.request.as_ref();
    let Some(found) = request.and_then(|request| decoded::credentials(request, view.reveal)) else {
        return html! {};
    };
    openable_if(found.wrong, text("What the Basic credentials decode to"), cells(found.cells))
}

/// Whether there are any.
pub fn any(view: &View<'_>) -> bool {
    let request = view.diagnosis.exchange.request.as_ref();
    request.is_some_and(|request| decoded::credentials(request, false).is_some())
}
