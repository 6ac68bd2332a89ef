//! What stands encoded in a paste, taken apart: the Basic credentials, the tokens.

use yew::prelude::*;

use super::answer::View;
use super::parts::{cells, code, openable_if, terms, text};
use super::prose::{list, paragraph};
use crate::state::decoded;
use crate::state::opened::{Line, Opened, opened};

/// What in them proves the cause.
pub fn proof(view: &View<'_>) -> Html {
    drawn(view, true)
}

/// The rest, to open.
pub fn detail(view: &View<'_>) -> Html {
    drawn(view, false)
}

fn drawn(view: &View<'_>, proof: bool) -> Html {
    // Where there is no cause to tell, this is the answer.
    let open = proof || view.diagnosis.causes.is_empty();
    let request = view.diagnosis.exchange.request.as_ref();
    let credentials = request
        .and_then(|request| decoded::credentials(request, view.reveal))
        .filter(|found| found.wrong == proof)
        .map(|found| {
            // A single flaw that proves the cause is what the cause is about.
            let notes = if proof && found.notes.len() < 2 { Vec::new() } else { found.notes };
            let readings = found.readings.into_iter().map(|(who, read)| (text(who), code(read)));
            let body = html! { <>{ cells(found.cells) }{ terms(readings) }{ list("What is notable", &notes) }</> };
            openable_if(open, text("What the Basic credentials decode to"), body)
        });
    let tokens = opened(view.diagnosis).into_iter().filter(|token| token.speaks || !proof);
    let tokens = tokens.map(|token| said(view, token, open, proof));
    credentials.into_iter().chain(tokens).collect()
}

/// A token's header and claims, or only those that prove the cause.
fn said(view: &View<'_>, token: Opened, open: bool, proof: bool) -> Html {
    let line = |line: Line| {
        let value = if line.secret {
            view.masks.secret(&line.value)
        } else {
            view.masks.sentence(&line.value)
        };
        let value = if line.speaks {
            html! { <q class="m1">{ value }</q> }
        } else {
            code(value)
        };
        (code(line.name), value)
    };
    let what = if token.speaks && !proof { "All that the token" } else { "What the token" };
    let lines = token.lines.into_iter().filter(|line| line.speaks || !proof);
    let body = html! {
        <>
            { terms(lines.map(line)) }
            if !proof { { paragraph("aside", UNCHECKED) } }
        </>
    };
    let place = (!token.name.is_empty()).then(|| html! { <>{ " in " }{ code(token.name) }</> });
    openable_if(open, html! { <>{ what }{ for place }{ " says" }</> }, body)
}

const UNCHECKED: &str = "Anyone who has the token can read this. The signature was not checked.";

/// Whether there are credentials to show.
pub fn any(view: &View<'_>) -> bool {
    let request = view.diagnosis.exchange.request.as_ref();
    request.is_some_and(|request| decoded::credentials(request, false).is_some())
}
