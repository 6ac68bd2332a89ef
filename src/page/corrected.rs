//! The corrected request: the changes marked, the reason for each, and what to do with it.

use yew::prelude::*;

use super::answer::{View, builder_link};
use super::copy::Copy;
use super::parts::{pre, small, text};
use super::prose::{item, part, prose};
use crate::state::corrected::{Stretch, stretches};

/// The corrected request, if it is known.
pub fn request(view: &View<'_>) -> Html {
    let Some(repair) = view.repair else { return html! {} };
    let written = stretches(repair, view.reveal).into_iter().map(stretch).collect();
    let why = repair.why.iter().map(|why| item(prose(&view.masks.sentence(why))));
    let (done, warning) = if repair.secrets.is_empty() {
        ("Copied.", None)
    } else {
        let warning = "It holds your secret: paste it into your own terminal only.";
        ("Copied, with the secret in it.", Some(small(warning.to_owned())))
    };
    let body = html! {
        <>
            { pre("Corrected request", written) }
            <ul>{ why.collect::<Html>() }</ul>
            <div class="row">
                <Copy label="Copy the corrected request" {done} text={repair.text.clone()} main=true />
                { builder_link(view) }
                { for warning }
            </div>
        </>
    };
    part("The corrected request", body)
}

fn stretch(stretch: Stretch) -> Html {
    if stretch.new {
        html! { <mark>{ stretch.text }</mark> }
    } else {
        text(&stretch.text)
    }
}
