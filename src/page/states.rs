//! What the answer's place shows when there is no cause to tell: nothing pasted yet, nothing known,
//! nothing wrong, nothing loaded.

use yew::prelude::*;

use super::On;
use super::answer::{View, builder_link, reveal};
use super::decoded;
use super::entries;
use super::parts;
use super::prose::{item, list, paragraph};
use crate::knowledge::Provider;
use crate::state::Action;
use crate::state::examples::{EXAMPLES, Example};
use crate::state::reading::{grant, granted, headline, seen, wanted};

/// Before anything is pasted: what is known of the provider that a link names, else what the page does.
pub fn empty(view: &View<'_>) -> Html {
    let named = view.diagnosis.provider.as_ref();
    match named.and_then(|named| view.knowledge.provider(&named.id)) {
        Some(provider) => at(provider, view),
        None => unasked(view.on),
    }
}

/// Before anything is pasted at a provider.
fn at(provider: &Provider, view: &View<'_>) -> Html {
    let all = ["[All about ", &provider.name, "](#/provider/", &provider.id, ")"].concat();
    html! {
        <>
            { parts::headline(["Why did ", &provider.name, " refuse the token request?"].concat()) }
            { paragraph("lead", LEAD) }
            { parts::block("row", builder_link(view)) }
            { entries::stumbled_over(provider) }
            { entries::advised(provider, view.knowledge) }
            { paragraph("aside", &all) }
        </>
    }
}

/// Before anything is pasted: what it does, and examples to try.
pub fn unasked(on: &On) -> Html {
    let example = |(number, example): (usize, &Example)| {
        let onclick = on.reform(move |_: MouseEvent| Action::Example(number));
        let name = html! { <><b>{ example.title }</b><span>{ example.form }</span></> };
        item(parts::button("example", name, onclick))
    };
    html! {
        <>
            { parts::headline("Why was the token request refused?".to_owned()) }
            { paragraph("lead", LEAD) }
            <h2>{ "Or try a real one" }</h2>
            <ul class="examples">{ EXAMPLES.iter().enumerate().map(example).collect::<Html>() }</ul>
            { paragraph("aside", "No answer yet, only an id and a secret? [Build the request that works](#/build).") }
        </>
    }
}

/// Something was pasted before the knowledge base came.
pub fn loading() -> Html {
    paragraph("lead", "Loading what is known about servers …")
}

/// The knowledge base did not come.
pub fn not_loaded(on: &On) -> Html {
    let retry = on.reform(|_: MouseEvent| Action::Retry);
    html! {
        <>
            { parts::headline("The explanations could not be loaded.".to_owned()) }
            { paragraph("lead", NOT_LOADED) }
            { parts::block("row", parts::button("main", parts::text("Try again"), retry)) }
            { paragraph("aside", "The [builder](#/build) works all the same.") }
        </>
    }
}

/// Nothing in the paste says what went wrong.
pub fn unknown(view: &View<'_>) -> Html {
    let wanted: Vec<String> = wanted(view.diagnosis).into_iter().map(str::to_owned).collect();
    html! {
        <>
            { parts::headline(headline(view.diagnosis, view.knowledge)) }
            { read_so_far(view) }
            { list("What would help", &wanted) }
            { paragraph("aside", "The [list of causes](#/lookup) may hold what you see.") }
        </>
    }
}

/// A token was granted, or it has nothing to do with OAuth.
pub fn not_an_error(view: &View<'_>) -> Html {
    let is_granted = granted(view.diagnosis);
    let (lead, heading) =
        if is_granted { (GRANTED, "What was granted") } else { (NOTHING, "What was read") };
    let facts: Vec<String> = if is_granted {
        grant(view.diagnosis, view.reveal)
    } else {
        seen(view.diagnosis).iter().map(|line| view.masks.sentence(line)).collect()
    };
    let advice = GRANTED_ADVICE.map(str::to_owned);
    html! {
        <>
            { parts::headline(headline(view.diagnosis, view.knowledge)) }
            { paragraph("lead", lead) }
            { list(heading, &facts) }
            if is_granted { { list("What to do", &advice) } }
            { decoded::detail(view) }
            { reveal(view, is_granted) }
        </>
    }
}

/// What was read of a paste that names no cause.
fn read_so_far(view: &View<'_>) -> Html {
    let seen: Vec<String> =
        seen(view.diagnosis).iter().map(|line| view.masks.sentence(line)).collect();
    html! { <>{ list("What was read", &seen) }{ decoded::proof(view) }{ decoded::detail(view) }{ reveal(view, false) }</> }
}

const LEAD: &str = "Paste the server's answer, better still with the command that got it. You learn what is \
    wrong, which words show it, and what to do at your provider.";

const NOT_LOADED: &str = "They are one file beside this page, `knowledge.json`. The network may have failed, or \
    the file is missing where this page is hosted.";

const GRANTED: &str = "The request worked. What you pasted holds a live token: whoever has it can use it until it \
    expires.";

const GRANTED_ADVICE: [&str; 3] = [
    "Nothing, if it stayed between you and this page: nothing leaves it.",
    "**If it was shared** (a ticket, a chat, a screenshot), revoke it at your provider and ask for a new one. \
     Revoke a refresh token first: it can get more.",
    "If the call after it fails, paste that call's answer instead.",
];

const NOTHING: &str = "No refused token request and no refused call was found in it. If one is in there, paste the \
    part around it with its status line.";
