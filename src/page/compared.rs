//! The paste's request beside one that works.

use yew::prelude::*;

use super::On;
use super::field::labelled;
use super::parts::{code, headline, text};
use super::prose::{paragraph, prose};
use super::support::back;
use crate::browser::field::text_of_target;
use crate::compare::{Difference, Side};
use crate::state::Action;
use crate::state::compared::{Comparison, name};

/// The second box and what differs.
pub fn panel(comparison: &Comparison, other: &str, on: &On) -> Html {
    let oninput = on.reform(|event: InputEvent| Action::Other(text_of_target(&event)));
    let found = match comparison {
        Comparison::Wanting => paragraph("aside", WANTING),
        Comparison::NoFirst => paragraph("notice", NO_FIRST),
        Comparison::NoSecond => paragraph("notice", NO_SECOND),
        Comparison::Done { differences, .. } if differences.is_empty() => paragraph("notice", SAME),
        Comparison::Done { within, differences } => table(*within, differences),
    };
    let area = html! {
        <textarea id="other" class="other" defaultvalue={other.to_owned()} {oninput} spellcheck="false" autocapitalize="off"
            autocorrect="off" autocomplete="off" data-gramm="false" translate="no" />
    };
    html! {
        <>
            { headline("What differs".to_owned()) }
            if !comparison.is_within() {
                { labelled("other".into(), "Paste one that works".into(), html! {}, area) }
            }
            <div role="status">{ found }</div>
            <div class="row">{ back(on) }</div>
        </>
    }
}

fn table(within: bool, differences: &[Difference]) -> Html {
    let (first, second) =
        if within { ("First", "Second") } else { ("Yours", "The one that works") };
    let row = |one: &Difference| {
        html! {
            <tr>
                <th scope="row">
                    { name(one.aspect) }{ " " }{ code(one.name.clone()) }
                    <p>{ prose(&one.note) }</p>
                </th>
                { side(first, &one.first) }{ side(second, &one.second) }
            </tr>
        }
    };
    html! {
        <table>
            <thead><tr><th scope="col">{ "What" }</th><th scope="col">{ first }</th><th scope="col">{ second }</th></tr></thead>
            <tbody>{ differences.iter().map(row).collect::<Html>() }</tbody>
        </table>
    }
}

fn side(label: &'static str, side: &Side) -> Html {
    let value = match &side.value {
        Some(value) => code(value.clone()),
        None => text("not there"),
    };
    html! { <td data-l={label}>{ value }</td> }
}

const WANTING: &str = "A command, a request copied from the browser's tools or Postman, or a log of it: in any form that \
    the first box takes.";

const NO_FIRST: &str = "There is no request in the first box to compare it with.";

const NO_SECOND: &str = "No request was found in it. Paste the command or the HTTP request itself.";

const SAME: &str = "What a server sees is the same. Look at what the requests don't show: the time, the network that they \
    come from, a code or token that was used before.";
