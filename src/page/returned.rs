//! What the command got: a box for the server's answer, and what it means for the request above it.

use yew::prelude::*;

use super::On;
use super::answer::View;
use super::diagnose::outcome;
use super::parts::{button, text};
use crate::browser::field::{text_of_target, whole_paste};
use crate::state::marks::{Finding, marked};
use crate::state::mask::Masks;
use crate::state::reading::headline;
use crate::state::{Action, State};

/// The box and the answer.
pub fn panel(state: &State, on: &On) -> Html {
    let pasted = &state.returned.text;
    let oninput = on.reform(|event: InputEvent| Action::Returned(text_of_target(&event)));
    let onpaste = {
        let on = on.clone();
        Callback::from(move |event: Event| {
            if let Some(text) = whole_paste(&event) {
                on.emit(Action::Returned(text));
            }
        })
    };
    let clear = on.reform(|_: MouseEvent| Action::Returned(String::new()));
    html! {
        <section class="part returned">
            <h2><label for="returned">{ "What came back" }</label></h2>
            <textarea id="returned" class="other" value={pasted.to_string()} {oninput} {onpaste} aria-describedby="about-returned"
                spellcheck="false" autocapitalize="off" autocorrect="off" autocomplete="off" data-gramm="false" translate="no" />
            <div class="row">
                if !pasted.is_empty() { { button("", text("Clear the answer"), clear) } }
                <small id="about-returned">{ "Paste what the command printed. It is read together with this request, and stays on this page." }</small>
            </div>
            <p class="heard" role="status">{ spoken(state) }</p>
            { meaning(state, on) }
        </section>
    }
}

/// What it means; nothing until something is pasted and the knowledge base is here.
fn meaning(state: &State, on: &On) -> Html {
    let answer = &state.returned.answer;
    let Some(knowledge) = state.knowledge().filter(|_| !answer.text.is_empty()) else {
        return html! {};
    };
    let diagnosis = &answer.diagnosis;
    let masks = Masks::new(&answer.text, &diagnosis.secrets, state.reveal);
    let view = View {
        diagnosis,
        knowledge,
        masks: &masks,
        reveal: state.reveal,
        lit: 0,
        repair: answer.repair.as_ref(),
        in_builder: true,
        on,
    };
    // There is no marked text here that a number could lead to.
    let unnumbered = |finding: Finding| Finding { number: 0, ..finding };
    let findings: Vec<Finding> = marked(diagnosis).into_iter().map(unnumbered).collect();
    outcome(&view, &findings)
}

/// The answer in one sentence, for those who hear the page.
fn spoken(state: &State) -> String {
    let Some(knowledge) = state.knowledge() else { return String::new() };
    headline(&state.returned.answer.diagnosis, knowledge)
}
