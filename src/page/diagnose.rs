//! The tab that tells what went wrong: the box on one side, the answer on the other.

use std::rc::Rc;

use yew::prelude::*;

use super::On;
use super::answer;
use super::compared;
use super::parts::{block, button, text};
use super::paste::PasteBox;
use super::prose::paragraph;
use super::states;
use super::support;
use crate::browser::light;
use crate::diagnose::Outcome;
use crate::state::linked::linked;
use crate::state::marks::{Finding, marked};
use crate::state::mask::Masks;
use crate::state::reading::headline;
use crate::state::{Action, Loading, Side, State};

/// Box and answer.
pub fn panel(state: &State, on: &On, open: bool) -> Html {
    let answer = &state.paste.answer;
    let findings = Rc::new(marked(&answer.diagnosis));
    let over = on.reform(|event: MouseEvent| Action::Light(light::under(&event)));
    let focused = on.reform(|event: FocusEvent| light(&event));
    let pressed = on.reform(|event: KeyboardEvent| light(&event));
    let clicked = on.reform(|event: MouseEvent| {
        light::show(&event);
        light(&event)
    });
    html! {
        <div class="diagnose" hidden={!open} onmousemove={over} onfocusin={focused} onkeyup={pressed} onclick={clicked}>
            <PasteBox paste={state.paste.clone()} findings={findings.clone()} lit={state.lit} embedded={state.embedded} on={on.clone()} />
            <section class="answer" id="diagnosis" aria-label="Diagnosis" tabindex="-1">
                <p class="heard" role="status">{ spoken(state) }</p>
                { given(state, on) }
                { body(state, &findings, on) }
            </section>
        </div>
    }
}

/// What is lit by what has the focus: the words where the caret stands, or those of a note.
fn light(event: &Event) -> Action {
    match light::caret(event) {
        Some(units) => Action::Caret(units),
        None => Action::Light(light::of_target(event)),
    }
}

fn body(state: &State, findings: &[Finding], on: &On) -> Html {
    let answer = &state.paste.answer;
    let diagnosis = &answer.diagnosis;
    let knowledge = match (&state.knowledge, state.paste.text.is_empty()) {
        (Loading::Ready(knowledge), _) => knowledge,
        (Loading::Failed, _) => return states::not_loaded(on),
        (Loading::Under, true) => return states::unasked(on),
        (Loading::Under, false) => return states::loading(),
    };
    match &state.side {
        Side::Answer => {}
        Side::Report(report) => return support::panel(report, on),
        Side::Compare(comparison) => return compared::panel(comparison, &state.other, on),
    }
    let masks = Masks::new(&answer.text, &diagnosis.secrets, state.reveal);
    let view = answer::View {
        diagnosis,
        knowledge,
        masks: &masks,
        reveal: state.reveal,
        lit: state.lit,
        repair: answer.repair.as_ref(),
        in_builder: false,
        on,
    };
    match diagnosis.outcome {
        Outcome::Empty if state.paste.text.trim().is_empty() => states::empty(&view),
        _ => outcome(&view, findings),
    }
}

/// What was found in a text.
pub fn outcome(view: &answer::View<'_>, findings: &[Finding]) -> Html {
    match view.diagnosis.outcome {
        Outcome::Empty => html! {},
        Outcome::Unknown => states::unknown(view),
        Outcome::NotAnError => states::not_an_error(view),
        Outcome::Causes | Outcome::Linked => answer::causes(view, findings),
        Outcome::Listed => answer::several(view),
    }
}

/// What of the answer is not from the text, and the way to do without it.
fn given(state: &State, on: &On) -> Html {
    let Some(linked) = linked(state).filter(|_| state.side == Side::Answer) else {
        return html! {};
    };
    let forget = on.reform(|_: MouseEvent| Action::Forget);
    let body =
        html! { <>{ paragraph("", &linked.words) }{ button("", text(linked.button), forget) }</> };
    block("given quiet", body)
}

/// The answer in one sentence, for those who hear the page.
fn spoken(state: &State) -> String {
    let Some(knowledge) = state.knowledge() else { return String::new() };
    headline(&state.paste.answer.diagnosis, knowledge)
}
