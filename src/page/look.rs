//! A credential opened: a cell for each character, or its words to read out.

use yew::prelude::*;

use super::On;
use super::parts::{self, code};
use super::prose::paragraph;
use crate::credential::{Part, cells, row, spelled};
use crate::state::Action;
use crate::state::builder::{Edit, Look};

/// The buttons that open a value in either way, and what is open of it.
pub fn look(part: Part, label: &str, value: &str, open: Option<Look>, on: &On) -> Html {
    if value.is_empty() {
        return html! {};
    }
    let body = match open.filter(|look| look.part == part) {
        None => html! {},
        Some(look) if look.spelled => words(value),
        Some(_) => parts::cells(row(cells(value))),
    };
    let toggle = |spelled: bool, name: &'static str| {
        let look = Look { part, spelled };
        let expanded = (open == Some(look)).to_string();
        let label = [name, ": ", label].concat();
        let onclick = on.reform(move |_: MouseEvent| Action::Build(Edit::Look(look)));
        html! { <button type="button" class="plain" {onclick} aria-label={label} aria-expanded={expanded}>{ name }</button> }
    };
    html! {
        <>
            <div class="row">
                { toggle(false, "Character by character") }
                { toggle(true, "Spelled out loud") }
            </div>
            { body }
        </>
    }
}

fn words(value: &str) -> Html {
    let (groups, rest) = spelled(value);
    let groups = groups
        .into_iter()
        .map(|group| html! { <li>{ code(group.characters) }{ " " }{ group.words }</li> });
    html! {
        <>
            <ol class="spelled">{ groups.collect::<Html>() }</ol>
            if rest > 0 { { paragraph("", &[&rest.to_string(), " more characters follow."].concat()) } }
        </>
    }
}
