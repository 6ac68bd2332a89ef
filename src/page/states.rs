//! What the answer's place shows when there is no cause to tell: nothing pasted yet, nothing known,
//! nothing wrong, nothing loaded.

use yew::prelude::*;

use super::On;
use super::answer::{View, reveal};
use super::diagnose::headline;
use super::prose::list;
use crate::state::Action;
use crate::state::examples::{EXAMPLES, Example};
use crate::state::reading::{granted, seen, wanted};

/// Before anything is pasted: what it does, and examples to try.
pub fn empty(on: &On) -> Html {
    let example = |(number, example): (usize, &Example)| {
        let onclick = on.reform(move |_: MouseEvent| Action::Example(number));
        html! {
            <li>
                <button type="button" class="example" {onclick}>
                    <b>{ example.title }</b><span>{ example.form }</span>
                </button>
            </li>
        }
    };
    html! {
        <>
            <h1>{ "Why was the token request refused?" }</h1>
            <p class="lead">{ "Paste the server's answer, better still with the command that got it. You learn what is wrong, which words show it, and what to do at your provider." }</p>
            <h2>{ "Or try a real one" }</h2>
            <ul class="examples">{ EXAMPLES.iter().enumerate().map(example).collect::<Html>() }</ul>
            <p class="aside">{ "No answer yet, only an id and a secret? " }<a href="#/build">{ "Build the request that works" }</a>{ "." }</p>
        </>
    }
}

/// Something was pasted before the knowledge base came.
pub fn loading() -> Html {
    html! { <p class="lead">{ "Loading what is known about servers …" }</p> }
}

/// The knowledge base did not come.
pub fn not_loaded(on: &On) -> Html {
    let retry = on.reform(|_: MouseEvent| Action::Retry);
    html! {
        <>
            <h1>{ "The explanations could not be loaded." }</h1>
            <p class="lead">{ "They are one file beside this page, " }<code>{ "knowledge.json" }</code>{ ". The network may have failed, or the file is missing where this page is hosted." }</p>
            <div class="row"><button type="button" class="main" onclick={retry}>{ "Try again" }</button></div>
            <p class="aside">{ "The " }<a href="#/build">{ "builder" }</a>{ " works all the same." }</p>
        </>
    }
}

/// Nothing in the paste says what went wrong.
pub fn unknown(view: &View<'_>) -> Html {
    let wanted: Vec<String> = wanted(view.diagnosis).into_iter().map(str::to_owned).collect();
    html! {
        <>
            <h1>{ headline(view.diagnosis, view.knowledge) }</h1>
            { read_so_far(view) }
            { list("What would help", &wanted) }
            <p class="aside">{ "The " }<a href="#/lookup">{ "list of causes" }</a>{ " may hold what you see." }</p>
        </>
    }
}

/// A token was granted, or it has nothing to do with OAuth.
pub fn not_an_error(view: &View<'_>) -> Html {
    let advice = if granted(view.diagnosis) {
        html! {
            <>
                <p class="lead">{ "The request worked. What you pasted holds a live token: whoever has it can use it until it expires." }</p>
                { list("What to do", &[
                    "Nothing, if it stayed between you and this page: nothing leaves it.".to_owned(),
                    "**If it was shared** (a ticket, a chat, a screenshot), revoke it at your provider and ask for a new one. Revoke a refresh token first: it can get more.".to_owned(),
                    "If the call after it fails, paste that call's answer instead.".to_owned(),
                ]) }
            </>
        }
    } else {
        html! { <p class="lead">{ "No refused token request and no refused call was found in it. If one is in there, paste the part around it with its status line." }</p> }
    };
    html! {
        <>
            <h1>{ headline(view.diagnosis, view.knowledge) }</h1>
            { advice }
            { read_so_far(view) }
        </>
    }
}

fn read_so_far(view: &View<'_>) -> Html {
    let seen: Vec<String> =
        seen(view.diagnosis).iter().map(|line| view.masks.sentence(line)).collect();
    html! { <>{ list("What was read", &seen) }{ reveal(view) }</> }
}
