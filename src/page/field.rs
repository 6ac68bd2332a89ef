//! One field of the builder: its label, its input, what is wrong with its value.

use std::rc::Rc;

use yew::prelude::*;
use yew::virtual_dom::VNode;

use super::On;
use crate::browser::field::value_of;
use crate::credential::{Cell, Warning, cells};
use crate::secret::Secret;
use crate::state::Action;
use crate::state::builder::Edit;

/// What a field shows.
#[derive(Clone, Copy, Default)]
pub struct Field<'f> {
    /// Unique on the page.
    pub id: &'f str,
    /// What it is called.
    pub label: &'f str,
    /// What stands in it.
    pub value: &'f str,
    /// An example, shown while it is empty.
    pub example: &'f str,
    /// What to know about it.
    pub hint: &'f str,
    /// Whether the request can do without it.
    pub optional: bool,
    /// Whether its value is masked until it is asked for; `Some(true)` shows it.
    pub secret: Option<bool>,
}

/// Label, input and hint. The attributes keep spelling checkers and password managers away from it.
pub fn field(
    field: Field<'_>,
    edit: impl Fn(String) -> Edit + 'static,
    on: &On,
    below: Html,
) -> Html {
    let oninput = on.reform(move |event: InputEvent| Action::Build(edit(value_of(&event))));
    let id = ["field-", field.id].concat();
    let about = ["about-", field.id].concat();
    let for_id = id.clone();
    let class = (field.secret == Some(false)).then_some("masked");
    let mut input = html! {
            <input {id} {class} type="text" value={field.value.to_owned()} placeholder={field.example.to_owned()} {oninput}
                aria-describedby={about.clone()} autocomplete="off" spellcheck="false" autocapitalize="off" autocorrect="off"
                translate="no" data-bwignore="" data-lpignore="true" data-form-type="other"
                data-protonpass-ignore="true" />
    };
    // 1Password's name begins with a digit, which the macro does not take.
    if let VNode::VTag(tag) = &mut input {
        Rc::make_mut(tag).add_attribute("data-1p-ignore", "");
    }
    html! {
        <div class="field">
            <div class="label">
                <label for={for_id}>{ field.label.to_owned() }</label>
                if field.optional {
                    <small>{ "optional" }</small>
                } else if let Some(shown) = field.secret {
                    { show_button(field.label, shown, on) }
                }
            </div>
            { input }
            <div id={about}>
                if !field.hint.is_empty() { <small>{ super::prose::prose(field.hint) }</small> }
                { below }
            </div>
        </div>
    }
}

fn show_button(label: &str, shown: bool, on: &On) -> Html {
    let onclick = on.reform(move |_: MouseEvent| Action::Build(Edit::Show(!shown)));
    let name = [if shown { "Hide: " } else { "Show: " }, label].concat();
    html! {
        <button type="button" class="plain" {onclick} aria-label={name}>{ if shown { "Hide" } else { "Show" } }</button>
    }
}

/// What is wrong with a value, each with the way to mend it at a click.
pub fn warnings(
    warnings: Vec<Warning>,
    edit: impl Fn(Secret) -> Edit + Clone + 'static,
    on: &On,
) -> Html {
    let line = |warning: Warning| {
        let edit = edit.clone();
        let mend = warning.mended.map(|mended| {
            let onclick = on.reform(move |_: MouseEvent| Action::Build(edit(mended.clone())));
            html! { <button type="button" class="plain" {onclick}>{ "Mend it" }</button> }
        });
        let swap = (warning.id == "swapped" && mend.is_none()).then(|| {
            let onclick = on.reform(|_: MouseEvent| Action::Build(Edit::Swap));
            html! { <button type="button" class="plain" {onclick}>{ "Swap them" }</button> }
        });
        let class = classes!("warning", warning.certain.then_some("certain"));
        html! { <li {class}>{ super::prose::prose(warning.message) }{ " " }{ for mend }{ for swap }</li> }
    };
    if warnings.is_empty() {
        return html! {};
    }
    html! { <ul class="warnings">{ warnings.into_iter().map(line).collect::<Html>() }</ul> }
}

/// A value character by character, to open.
pub fn character_row(value: &str) -> Html {
    if value.is_empty() {
        return html! {};
    }
    let cell = |cell: Cell| {
        let class = match (cell.suspicious, &cell.name) {
            (true, _) => Some("bad"),
            (false, Some(_)) => Some("odd"),
            (false, None) => None,
        };
        html! { <li {class}>{ cell.shown }if let Some(name) = cell.name { <small>{ name }</small> }</li> }
    };
    html! {
        <details class="characters">
            <summary>{ "Character by character" }</summary>
            <ol class="cells">{ cells(value).into_iter().map(cell).collect::<Html>() }</ol>
        </details>
    }
}
