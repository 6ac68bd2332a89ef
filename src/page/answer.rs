//! The answer: what is wrong, how that is known, how to check it, how to mend it.

use yew::prelude::*;

use super::On;
use super::diagnose::headline;
use super::paste::colour;
use super::prose::{button_link, list, paragraph, paragraphs, part, prose, references, steps};
use crate::diagnose::{Diagnosis, Listed, RankedCause, explain};
use crate::knowledge::{Knowledge, Strength};
use crate::state::Action;
use crate::state::marks::Finding;
use crate::state::mask::Masks;

/// So many words are quoted for a finding; all of them are marked in the paste.
const QUOTES: usize = 3;

/// What an answer is drawn from.
pub struct View<'v> {
    /// The diagnosis.
    pub diagnosis: &'v Diagnosis,
    /// The knowledge base.
    pub knowledge: &'v Knowledge,
    /// The paste's secrets.
    pub masks: &'v Masks<'v>,
    /// Whether they are shown.
    pub reveal: bool,
    /// Where actions go.
    pub on: &'v On,
}

impl View<'_> {
    fn provider(&self) -> Option<&str> {
        self.diagnosis.provider.as_ref().map(|provider| provider.id.as_str())
    }

    fn masked<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> Vec<String> {
        texts.into_iter().map(|text| self.masks.sentence(text)).collect()
    }
}

/// One failure with its causes.
pub fn causes(view: &View<'_>, findings: &[Finding]) -> Html {
    let Some(first) = view.diagnosis.causes.first() else { return html! {} };
    let others = view.diagnosis.causes.get(1..).unwrap_or_default();
    let known = how_we_know(view, findings);
    let (what, rest, apart, written) = match explain(first, view.provider(), view.knowledge) {
        None => <(Html, Html, Vec<String>, Html)>::default(),
        Some(told) => (
            paragraphs(view.masked(told.what)),
            what_to_do(view, told.check, told.fix),
            view.masked(told.otherwise),
            references(&told.cause.references),
        ),
    };
    let other = something_else(view, &apart, others);
    html! {
        <>
            <h1>{ headline(view.diagnosis, view.knowledge) }</h1>
            { facts(view, first) }
            <div class="what">{ what }</div>
            { known }
            { reveal(view, false) }
            { rest }
            { builder_link(view) }
            { other }
            { written }
        </>
    }
}

fn what_to_do(view: &View<'_>, check: Vec<&str>, fix: Vec<&str>) -> Html {
    html! {
        <>
            { steps("How to check", &view.masked(check)) }
            { steps("How to fix it", &view.masked(fix)) }
        </>
    }
}

/// The error code, who answered, how sure.
fn facts(view: &View<'_>, cause: &RankedCause) -> Html {
    let diagnosis = view.diagnosis;
    let code = diagnosis.error.as_ref().map(|error| {
        let code = html! { <code>{ view.masks.sentence(&error.value) }</code> };
        match view.knowledge.error(&error.value) {
            Some(known) => {
                html! { <span><a href={["#/error/", &known.id].concat()}>{ code }</a></span> }
            }
            None => html! { <span>{ code }</span> },
        }
    });
    let provider = diagnosis.provider.as_ref().map(|provider| {
        let href = ["#/provider/", &provider.id].concat();
        html! { <span>{ "answered by " }<a {href}>{ provider.name.clone() }</a></span> }
    });
    let client = diagnosis.client.as_ref().map(|client| {
        html! { <span>{ "reported by " }<b>{ client.name.clone() }</b></span> }
    });
    let (before, word) = sure(cause.strength);
    html! {
        <p class="facts">
            { for code }{ for provider }{ for client }
            <span>{ before }<b>{ word }</b></span>
        </p>
    }
}

fn sure(strength: Strength) -> (&'static str, &'static str) {
    match strength {
        Strength::Certain => ("this is ", "certain"),
        Strength::Likely => ("this is ", "likely"),
        Strength::Possible => ("this is ", "possible, as are others"),
    }
}

fn how_we_know(view: &View<'_>, findings: &[Finding]) -> Html {
    if findings.is_empty() {
        return html! {};
    }
    let finding = |finding: &Finding| {
        let quotes = quotes(view, finding);
        let number = (finding.number > 0).then(|| finding.number.to_string());
        html! {
            <li>
                <span class={classes!("n", colour(finding.number))}>{ for number }</span>
                <div>
                    { quotes }
                    <span>{ prose(&view.masks.sentence(&finding.note)) }</span>
                </div>
            </li>
        }
    };
    let findings = findings.iter().map(finding);
    part("How we know", html! { <ol class="findings">{ findings.collect::<Html>() }</ol> })
}

/// The first words that show it, each once.
fn quotes(view: &View<'_>, finding: &Finding) -> Html {
    let mut quotes: Vec<String> = Vec::new();
    for span in &finding.spans {
        let quote = view.masks.quote(*span);
        if quotes.len() < QUOTES && !quotes.contains(&quote) {
            quotes.push(quote);
        }
    }
    quotes
        .into_iter()
        .map(|quote| html! { <><q class={colour(finding.number)}>{ quote }</q>{ " " }</> })
        .collect()
}

/// The choice to see the secrets that the paste holds.
///
/// Drawn after everything else, so that it is known whether there was any secret to mask.
pub fn reveal(view: &View<'_>, always: bool) -> Html {
    if !always && !view.masks.met() {
        return html! {};
    }
    let shown = view.reveal;
    let onclick = view.on.reform(move |_: MouseEvent| Action::Reveal(!shown));
    html! {
        <p class="row quiet">
            <button type="button" {onclick} aria-pressed={shown.to_string()}>{ "Show secrets" }</button>
            <small>{ if shown { "Secrets and tokens are shown here." } else { "Secrets and tokens are masked here." } }</small>
        </p>
    }
}

fn builder_link(view: &View<'_>) -> Html {
    let known = view.provider().and_then(|id| view.knowledge.provider(id));
    match known.filter(|provider| !provider.profiles.is_empty()) {
        Some(provider) => button_link(
            ["#/build/", &provider.id].concat(),
            ["Build the request for ", &provider.name].concat(),
        ),
        None => html! {},
    }
}

/// What tells it apart, and the other causes, each to open.
fn something_else(view: &View<'_>, apart: &[String], others: &[RankedCause]) -> Html {
    if apart.is_empty() && others.is_empty() {
        return html! {};
    }
    html! {
        <div class="else">
            { list("If it is something else", apart) }
            if apart.is_empty() { <h2>{ "If it is something else" }</h2> }
            { others.iter().map(|other| openable(view, other)).collect::<Html>() }
        </div>
    }
}

/// A cause to open, with its own steps.
fn openable(view: &View<'_>, cause: &RankedCause) -> Html {
    let title = cause.headline(view.knowledge).to_owned();
    // Only the first cause can be certain: the others are what is left if it is not.
    let sure = if cause.strength == Strength::Possible { "possible" } else { "likely" };
    html! {
        <details class="cause" key={cause.id.clone()}>
            <summary>{ title }{ " " }<small>{ sure }</small></summary>
            <div>{ told(view, cause) }</div>
        </details>
    }
}

/// All that is told of a cause but its headline.
fn told(view: &View<'_>, cause: &RankedCause) -> Html {
    let Some(explained) = explain(cause, view.provider(), view.knowledge) else { return html! {} };
    let notes = cause.evidence.iter().map(|evidence| evidence.note.as_str());
    let all = ["[All about this cause](#/cause/", &cause.id, ")"].concat();
    html! {
        <>
            { paragraphs(view.masked(notes.chain(explained.what))) }
            { what_to_do(view, explained.check, explained.fix) }
            { paragraph("", &all) }
        </>
    }
}

/// A page that lists several errors.
pub fn several(view: &View<'_>) -> Html {
    let entry = |(number, listed): (usize, &Listed)| {
        let code = listed.error.as_ref().map(|error| error.value.as_str()).unwrap_or_default();
        let description = view.masks.sentence(&listed.description);
        let first = listed.causes.first();
        let title = first.map(|cause| cause.headline(view.knowledge).to_owned());
        html! {
            <li>
                <span class={classes!("n", colour(number + 1))}>{ number + 1 }</span>
                <div>
                    <p class="listed">
                        if !code.is_empty() { <code>{ view.masks.sentence(code) }</code> }
                        { " " }<span>{ description }</span>
                    </p>
                    if let (Some(cause), Some(title)) = (first, title) {
                        <details class="cause">
                            <summary>{ title }</summary>
                            <div>
                                { told(view, cause) }
                                { listed.causes.iter().skip(1).map(|other| openable(view, other)).collect::<Html>() }
                            </div>
                        </details>
                    } else {
                        <p class="aside">{ "No cause is known for it." }</p>
                    }
                </div>
            </li>
        }
    };
    let entries: Html = view.diagnosis.listed.iter().enumerate().map(entry).collect();
    let provider = view.diagnosis.provider.as_ref().map(|provider| {
        let href = ["#/provider/", &provider.id].concat();
        html! { <span>{ "written about " }<a {href}>{ provider.name.clone() }</a></span> }
    });
    html! {
        <>
            <h1>{ headline(view.diagnosis, view.knowledge) }</h1>
            <p class="facts"><span>{ "a page of documentation" }</span>{ for provider }</p>
            { paragraph("lead", "Each with the cause that it stands for. Open the one that you got, or paste the answer itself: it tells more.") }
            <ol class="findings">{ entries }</ol>
            { reveal(view, false) }
        </>
    }
}
