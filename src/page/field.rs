//! One field of the builder: its label, its input, what is wrong with its value.

use std::rc::Rc;

use yew::prelude::*;
use yew::virtual_dom::VNode;

use super::On;
use super::parts::{button, small, text};
use super::prose::prose;
use crate::browser::field::{pasted_lines, text_of_target, value_of};
use crate::credential::{Mend, Warning};
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
    /// Whether it has several lines.
    pub lines: bool,
}

/// Label, input and hint. The attributes keep spelling checkers and password managers away from it.
pub fn field(
    field: Field<'_>,
    edit: impl Fn(String) -> Edit + 'static,
    on: &On,
    below: Html,
) -> Html {
    let edit = Rc::new(edit);
    let onpaste = {
        let (edit, on) = (edit.clone(), on.clone());
        Callback::from(move |event: Event| {
            if let Some(value) = pasted_lines(&event) {
                on.emit(Action::Build(edit(value)));
            }
        })
    };
    let lines = field.lines;
    let oninput = on.reform(move |event: InputEvent| {
        Action::Build(edit(if lines { text_of_target(&event) } else { value_of(&event) }))
    });
    let id = ["field-", field.id].concat();
    let about = ["about-", field.id].concat();
    let for_id = id.clone();
    let class = (field.secret == Some(false)).then_some("masked");
    let mut input = if lines {
        html! {
            <textarea {id} {class} rows="4" value={field.value.to_owned()} placeholder={field.example.to_owned()} {oninput}
                aria-describedby={about.clone()} autocomplete="off" spellcheck="false" autocapitalize="off" autocorrect="off"
                translate="no" data-bwignore="" data-lpignore="true" data-form-type="other"
                data-protonpass-ignore="true" />
        }
    } else {
        html! {
            <input {id} {class} type="text" value={field.value.to_owned()} placeholder={field.example.to_owned()} {oninput} {onpaste}
                aria-describedby={about.clone()} autocomplete="off" spellcheck="false" autocapitalize="off" autocorrect="off"
                translate="no" data-bwignore="" data-lpignore="true" data-form-type="other"
                data-protonpass-ignore="true" />
        }
    };
    // 1Password's name begins with a digit, which the macro does not take.
    if let VNode::VTag(tag) = &mut input {
        Rc::make_mut(tag).add_attribute("data-1p-ignore", "");
    }
    let aside = match field.secret {
        _ if field.optional => small("optional".to_owned()),
        Some(shown) => show_button(field.label, shown, on),
        None => html! {},
    };
    let hint = (!field.hint.is_empty()).then(|| html! { <small>{ prose(field.hint) }</small> });
    labelled(
        for_id,
        field.label.to_owned(),
        aside,
        html! { <>{ input }<div id={about}>{ for hint }{ below }</div></> },
    )
}

/// A label, what stands at the end of its line, and what it is the label of.
pub fn labelled(id: String, label: String, aside: Html, body: Html) -> Html {
    html! {
        <div class="field">
            <div class="label"><label for={id}>{ label }</label>{ aside }</div>
            { body }
        </div>
    }
}

/// One choice of several.
pub fn radio(name: &'static str, checked: bool, onchange: Callback<Event>, label: Html) -> Html {
    choice("radio", name, checked, onchange, label)
}

/// A choice, of several (`radio`) or by itself (`checkbox`).
pub fn choice(
    kind: &'static str,
    name: &'static str,
    checked: bool,
    onchange: Callback<Event>,
    label: Html,
) -> Html {
    html! { <label class="choice"><input type={kind} {name} {checked} {onchange} /><span>{ label }</span></label> }
}

/// A list to choose one from: values and what they are called.
pub fn select(
    id: &'static str,
    options: Vec<(String, String)>,
    chosen: &str,
    onchange: Callback<Event>,
) -> Html {
    select_grouped(id, options, "", Vec::new(), chosen, onchange)
}

/// The same with more of them below a name of their own.
pub fn select_grouped(
    id: &'static str,
    options: Vec<(String, String)>,
    name: &'static str,
    more: Vec<(String, String)>,
    chosen: &str,
    onchange: Callback<Event>,
) -> Html {
    let option = |(value, name): (String, String)| {
        let selected = value == chosen;
        html! { <option {value} {selected}>{ name }</option> }
    };
    let group = (!more.is_empty()).then(|| {
        html! { <optgroup label={name}>{ more.into_iter().map(option).collect::<Html>() }</optgroup> }
    });
    html! { <select {id} {onchange}>{ options.into_iter().map(option).collect::<Html>() }{ for group }</select> }
}

fn show_button(label: &str, shown: bool, on: &On) -> Html {
    let onclick = on.reform(move |_: MouseEvent| Action::Build(Edit::Show(!shown)));
    let name = [if shown { "Hide: " } else { "Show: " }, label].concat();
    let word = if shown { "Hide" } else { "Show" };
    html! { <button type="button" class="plain" {onclick} aria-label={name}>{ word }</button> }
}

/// What is wrong with a value, each with the way to mend it at a click: the button says what it does.
pub fn warnings(
    warnings: Vec<Warning>,
    edit: impl Fn(Mend) -> Edit + Clone + 'static,
    on: &On,
) -> Html {
    let line = |warning: Warning| {
        let button = warning.mend.map(|mend| {
            let (name, edit) = (text(mend.label), edit.clone());
            let onclick = on.reform(move |_: MouseEvent| Action::Build(edit(mend.clone())));
            button("plain", name, onclick)
        });
        let class = match (warning.certain, warning.id) {
            (true, _) => "warning certain",
            // Most values that a machine made hold some.
            (_, "look-alike") => "noted",
            _ => "warning",
        };
        html! { <li {class}>{ prose(&warning.message) }{ " " }{ for button }</li> }
    };
    if warnings.is_empty() {
        return html! {};
    }
    html! { <ul class="warnings">{ warnings.into_iter().map(line).collect::<Html>() }</ul> }
}
