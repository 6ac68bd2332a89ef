//! The tab that tells what went wrong: the box on one side, the answer on the other.

use std::rc::Rc;

use yew::prelude::*;

use super::On;
use super::answer;
use super::paste::PasteBox;
use super::states;
use crate::diagnose::{Diagnosis, Outcome};
use crate::knowledge::Knowledge;
use crate::state::marks::{Finding, findings, listed};
use crate::state::mask::Masks;
use crate::state::{Loading, State};

/// Box and answer.
pub fn panel(state: &State, on: &On, open: bool) -> Html {
    let answer = &state.paste.answer;
    let findings = match answer.diagnosis.outcome {
        Outcome::Causes => answer.diagnosis.causes.first(),
        _ => None,
    }
    .map_or_else(|| listed(&answer.diagnosis), |cause| findings(cause, &answer.diagnosis));
    html! {
        <div class="diagnose" hidden={!open}>
            <PasteBox paste={state.paste.clone()} findings={Rc::new(findings.clone())} on={on.clone()} />
            <section class="answer" id="diagnosis" aria-label="Diagnosis" tabindex="-1">
                <p class="heard" role="status">{ spoken(state) }</p>
                { body(state, &findings, on) }
            </section>
        </div>
    }
}

fn body(state: &State, findings: &[Finding], on: &On) -> Html {
    let answer = &state.paste.answer;
    let diagnosis = &answer.diagnosis;
    let knowledge = match (&state.knowledge, state.paste.text.is_empty()) {
        (Loading::Ready(knowledge), _) => knowledge,
        (Loading::Failed, _) => return states::not_loaded(on),
        (Loading::Under, true) => return states::empty(on),
        (Loading::Under, false) => return states::loading(),
    };
    let masks = Masks::new(&answer.text, &diagnosis.secrets, state.reveal);
    let view = answer::View { diagnosis, knowledge, masks: &masks, reveal: state.reveal, on };
    match diagnosis.outcome {
        Outcome::Empty if state.paste.text.trim().is_empty() => states::empty(on),
        Outcome::Empty => html! {},
        Outcome::Unknown => states::unknown(&view),
        Outcome::NotAnError => states::not_an_error(&view),
        Outcome::Causes => answer::causes(&view, findings),
        Outcome::Listed => answer::several(&view),
    }
}

/// The answer in one sentence, for those who hear the page.
fn spoken(state: &State) -> String {
    let Some(knowledge) = state.knowledge() else { return String::new() };
    headline(&state.paste.answer.diagnosis, knowledge)
}

/// The sentence that the answer begins with.
pub fn headline(diagnosis: &Diagnosis, knowledge: &Knowledge) -> String {
    match diagnosis.outcome {
        Outcome::Empty => String::new(),
        Outcome::Unknown => "Nothing here says what went wrong.".to_owned(),
        Outcome::NotAnError if crate::state::reading::granted(diagnosis) => {
            "This is no error: a token was granted.".to_owned()
        }
        Outcome::NotAnError => "This is no error of OAuth.".to_owned(),
        Outcome::Causes => diagnosis
            .causes
            .first()
            .map(|cause| cause.headline(knowledge).to_owned())
            .unwrap_or_default(),
        Outcome::Listed => {
            [&diagnosis.listed.len().to_string(), " errors are listed here."].concat()
        }
    }
}
