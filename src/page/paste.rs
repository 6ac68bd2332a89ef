//! The box that things are pasted into, with the evidence underlined in it.
//!
//! The text area is transparent and as high as its text; under it lies the same text in the same type,
//! invisible but for its marks. Both are cells of one grid in one scrolling frame, so that neither
//! scrolling nor wrapping can move one against the other.

use std::rc::Rc;

use yew::prelude::*;

use super::On;
use super::parts::{button, mark_class, small, text};
use crate::browser::{field, focus, timer};
use crate::diagnose::Outcome;
use crate::read::LIMIT;
use crate::state::compared::two;
use crate::state::marks::{Finding, Run, runs};
use crate::state::{Action, Paste};

/// How long the keys have to rest before the text is diagnosed.
const REST: u32 = 120;

/// The paste, what is marked in it, and where to send what happens.
#[derive(Properties, PartialEq)]
pub struct PasteBoxProps {
    /// The text.
    pub paste: Paste,
    /// What is marked, if the answer is about this text.
    pub findings: Rc<Vec<Finding>>,
    /// The number of the finding that is lit.
    pub lit: usize,
    /// Whether the page is a part of another one.
    pub embedded: bool,
    /// Where actions go.
    pub on: On,
}

/// The box.
#[component]
pub fn PasteBox(PasteBoxProps { paste, findings, lit, embedded, on }: &PasteBoxProps) -> Html {
    let embedded = *embedded;
    let area = use_node_ref();
    use_effect_with(paste.fills, {
        let (area, text) = (area.clone(), paste.text.clone());
        move |fills| {
            if let Some(area) = area.cast() {
                field::fill(&area, &text);
            }
            // The button that was clicked is gone: the focus goes where the work goes on. At the start
            // that is the box, so that what was copied can be pasted at once; but not out of another page.
            if *fills != 1 || !embedded {
                focus(if *fills == 1 || text.is_empty() { "paste" } else { "diagnosis" });
            }
        }
    });
    use_effect_with(paste.text.clone(), {
        let (on, settled) = (on.clone(), paste.is_settled());
        move |_| {
            let wait = (!settled).then(|| timer::later(REST, move || on.emit(Action::Diagnose)));
            move || drop(wait)
        }
    });
    let oninput = on.reform(|event: InputEvent| {
        let text = field::text_of_target(&event);
        if field::came_at_once(&event) { Action::Paste(text) } else { Action::Type(text) }
    });
    let onpaste = {
        let on = on.clone();
        Callback::from(move |event: Event| {
            if let Some(text) = field::long_paste(&event) {
                on.emit(Action::Paste(text));
            }
        })
    };

    let findings: &[Finding] = if paste.is_settled() { findings } else { &[] };
    let is_long = paste.text.len() > LIMIT;
    html! {
        <section class="ask" aria-label="What you got">
            <div class="label">
                <label for="paste">{ "Paste what you got" }</label>
                <small id="paste-hint">{ "command, answer, log, link: all of it" }</small>
            </div>
            <div class="paste">
                <div class="marks" aria-hidden="true">
                    { runs(&paste.text, findings).iter().map(|one| run(one, *lit)).collect::<Html>() }
                </div>
                <textarea id="paste" ref={area} {oninput} {onpaste} aria-describedby="paste-hint" spellcheck="false"
                    autocapitalize="off" autocorrect="off" autocomplete="off" data-gramm="false" translate="no" />
            </div>
            <div class="row">{ buttons(paste, on) }</div>
            if is_long {
                <p class="notice">{ "Only the first 256 KiB were read. The rest was left out." }</p>
            }
        </section>
    }
}

fn run(run: &Run<'_>, lit: usize) -> Html {
    let Some(number) = run.numbers.first() else { return text(run.text) };
    let class = mark_class(*number, run.numbers.contains(&lit));
    let ends = (!run.ends.is_empty()).then(|| listed(&run.ends));
    html! { <mark {class} data-n={listed(&run.numbers)} data-e={ends}>{ run.text.to_owned() }</mark> }
}

/// Numbers with a blank between them.
fn listed(numbers: &[usize]) -> String {
    numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
}

fn buttons(paste: &Paste, on: &On) -> Html {
    if !paste.text.is_empty() {
        let (clear, report, compare) = (
            on.reform(|_: MouseEvent| Action::Clear),
            on.reform(|_: MouseEvent| Action::Report),
            on.reform(|_: MouseEvent| Action::Compare),
        );
        let diagnosis = &paste.answer.diagnosis;
        let with = if two(diagnosis).is_some() {
            "Compare the two requests"
        } else {
            "Compare with one that works"
        };
        return html! {
            <>
                { button("", text("Clear"), clear) }
                if diagnosis.outcome != Outcome::Empty {
                    { button("", text("Copy report for support"), report) }
                }
                if diagnosis.exchange.request.is_some() {
                    { button("", text(with), compare) }
                }
            </>
        };
    }
    if paste.cleared.is_some() {
        let undo = on.reform(|_: MouseEvent| Action::Undo);
        return html! {
            <>
                { button("", text("Bring it back"), undo) }
                <small role="status">{ "Cleared." }</small>
            </>
        };
    }
    small("It stays on this page, secrets and all.".to_owned())
}
