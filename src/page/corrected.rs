//! The corrected request: the changes marked, the reason for each, and what to do with it.

use yew::prelude::*;

use super::answer::{View, builder_link};
use super::copy::Copy;
use super::parts::{pre, small};
use super::prose::{item, part, prose};
use crate::repair::Repair;
use crate::state::corrected::{Stretch, stretches};

/// The corrected request, if it is known.
pub fn request(view: &View<'_>) -> Html {
    let Some(repair) = view.repair else { return html! {} };
    // Where every change has its reason, the same number stands at both.
    let numbered = repair.why.len() == repair.changes.len();
    let stretches = stretches(repair, view.reveal);
    let text = stretches.into_iter().map(|one| stretch(one, numbered)).collect();
    let why = repair.why.iter().map(|why| item(prose(&view.masks.sentence(why))));
    let class = if numbered { "why-each" } else { "why-all" };
    let (done, warning) = if repair.secrets.is_empty() {
        ("Copied.", None)
    } else {
        let warning = "It holds your secret: paste it into your own terminal only.";
        ("Copied, with the secret in it.", Some(small(warning.to_owned())))
    };
    let body = html! {
        <>
            { pre("Corrected request", text) }
            <ol {class}>{ why.collect::<Html>() }</ol>
            <div class="row">
                <Copy label="Copy the corrected request" {done} text={repair.text.clone()} main=true />
                { for warning }
            </div>
            { builder_link(view) }
        </>
    };
    part(heading(repair), body)
}

fn heading(repair: &Repair) -> &'static str {
    if repair.changes.is_empty() { "The request" } else { "The corrected request" }
}

fn stretch(stretch: Stretch, numbered: bool) -> Html {
    if stretch.change == 0 {
        return html! { { stretch.text } };
    }
    let number = numbered.then(|| stretch.change.to_string());
    html! { <mark class="new" data-e={number}>{ stretch.text }</mark> }
}
