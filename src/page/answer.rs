//! The answer: what is wrong, how that is known, how to check it, how to mend it.

use yew::prelude::*;

use super::On;
use super::corrected;
use super::decoded;
use super::parts::{self, block, button, code, small};
use super::prose::{
    button_link, first_steps, list, paragraph, paragraphs, part, prose, references, steps,
};
use crate::diagnose::is_token_request;
use crate::diagnose::{Diagnosis, Listed, Outcome, RankedCause, Recognised, explain};
use crate::knowledge::{Knowledge, Strength};
use crate::repair::Repair;
use crate::state::Action;
use crate::state::marks::Finding;
use crate::state::mask::Masks;
use crate::state::reading::headline;

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
    /// The number of the finding that is lit.
    pub lit: usize,
    /// The corrected request, if it is known.
    pub repair: Option<&'v Repair>,
    /// Whether it stands in the builder, beside the fields that the request was made of.
    pub in_builder: bool,
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

/// The headings over the steps.
const CHECK: &str = "How to check";
/// See [`CHECK`].
const FIX: &str = "How to fix it";

/// One failure with its causes.
pub fn causes(view: &View<'_>, findings: &[Finding]) -> Html {
    let Some(first) = view.diagnosis.causes.first() else { return html! {} };
    let others = view.diagnosis.causes.get(1..).unwrap_or_default();
    let known = how_we_know(view, findings);
    let (what, check, fix, apart, written) = match explain(first, view.provider(), view.knowledge) {
        None => <(Html, Html, Html, Vec<String>, Html)>::default(),
        Some(told) => (
            paragraphs(view.masked(told.what)),
            first_steps(CHECK, &view.masked(told.check)),
            first_steps(FIX, &view.masked(told.fix)),
            view.masked(told.otherwise),
            references(&told.cause.references),
        ),
    };
    let other = something_else(view, &apart, others);
    // Where the request that works is known, to send it is the quickest check.
    let repaired = view.repair.is_some();
    let (before, after) =
        if repaired { (Html::default(), check) } else { (check, Html::default()) };
    // Drawn before the choice to see the secrets, which asks whether there was anything to mask.
    let (proof, detail) = (decoded::proof(view), decoded::detail(view));
    html! {
        <>
            { parts::headline(headline(view.diagnosis, view.knowledge)) }
            { facts(view, first) }
            { block("what", what) }
            { known }
            { proof }
            { before }
            { fix }
            if repaired { { corrected::request(view) } } else { { block("row", builder_link(view)) } }
            { reveal(view, false) }
            { after }
            { detail }
            { other }
            { written }
        </>
    }
}

fn what_to_do(view: &View<'_>, check: Vec<&str>, fix: Vec<&str>) -> Html {
    html! {
        <>
            { steps(CHECK, &view.masked(check)) }
            { steps(FIX, &view.masked(fix)) }
        </>
    }
}

/// The error code, who answered, how sure.
fn facts(view: &View<'_>, cause: &RankedCause) -> Html {
    let diagnosis = view.diagnosis;
    let mut line = Vec::new();
    if let Some(error) = &diagnosis.error {
        let code = ["`", &view.masks.sentence(&error.value), "`"].concat();
        line.push(match view.knowledge.error(&error.value) {
            Some(known) => ["[", &known.id, "](#/error/", &known.id, ")"].concat(),
            None => code,
        });
    }
    let linked = diagnosis.outcome == Outcome::Linked;
    if let Some(provider) = &diagnosis.provider {
        let by = if linked { "at " } else { "answered by " };
        line.push([by, &provider_link(provider)].concat());
    }
    if let Some(client) = &diagnosis.client {
        line.push(["reported by **", &client.name, "**"].concat());
    }
    if !linked {
        line.push(["this is **", sure(cause.strength), "**"].concat());
    }
    parts::facts(&line)
}

fn provider_link(provider: &Recognised) -> String {
    ["[", &provider.name, "](#/provider/", &provider.id, ")"].concat()
}

fn sure(strength: Strength) -> &'static str {
    match strength {
        Strength::Certain => "certain",
        Strength::Likely => "likely",
        Strength::Possible => "possible, as are others",
    }
}

fn how_we_know(view: &View<'_>, findings: &[Finding]) -> Html {
    if findings.is_empty() {
        return html! {};
    }
    let finding = |finding: &Finding| {
        let note = html! { <span>{ prose(&view.masks.sentence(&finding.note)) }</span> };
        let said = html! { <>{ quotes(view, finding) }{ note }</> };
        parts::finding(finding.number, view.lit, said)
    };
    let findings = findings.iter().map(finding);
    let linked = view.diagnosis.outcome == Outcome::Linked;
    let heading = if linked { "What it means" } else { "How we know" };
    part(heading, html! { <ol class="findings">{ findings.collect::<Html>() }</ol> })
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
    quotes.into_iter().map(|quote| html! { <><q>{ quote }</q>{ " " }</> }).collect()
}

/// The choice to see the secrets that the paste holds.
///
/// Drawn after everything else, so that it is known whether there was any secret to mask.
pub fn reveal(view: &View<'_>, always: bool) -> Html {
    let holds = view.repair.is_some_and(|repair| !repair.secrets.is_empty());
    if !always && !holds && !decoded::any(view) && !view.masks.met() {
        return html! {};
    }
    let shown = view.reveal;
    let onclick = view.on.reform(move |_: MouseEvent| Action::Reveal(!shown));
    let words = if shown {
        "Secrets and tokens are shown here."
    } else {
        "Secrets and tokens are masked here."
    };
    let name = if shown { "Mask secrets" } else { "Show secrets" };
    let body = html! { <>{ button("", parts::text(name), onclick) }{ small(words.to_owned()) }</> };
    block("row quiet", body)
}

/// The builder filled in from the request, or empty for the provider.
pub fn builder_link(view: &View<'_>) -> Html {
    if view.in_builder {
        let onclick = view.on.reform(|_: MouseEvent| Action::OpenInBuilder);
        return html! { if view.repair.is_some() { { button("", parts::text("Put it into the fields"), onclick) } } };
    }
    if view.diagnosis.exchange.request.as_ref().is_some_and(is_token_request) {
        let onclick = view.on.reform(|_: MouseEvent| Action::OpenInBuilder);
        return button("", parts::text("Open in builder"), onclick);
    }
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
    let others: Html = others.iter().map(|other| openable(view, other)).collect();
    let heading = "If it is something else";
    let body = if apart.is_empty() {
        part(heading, others)
    } else {
        html! { <>{ list(heading, apart) }{ others }</> }
    };
    block("else", body)
}

/// A cause to open, with its own steps.
fn openable(view: &View<'_>, cause: &RankedCause) -> Html {
    let title = cause.headline(view.knowledge).to_owned();
    // Only the first cause can be certain: the others are what is left if it is not.
    let sure = if cause.strength == Strength::Possible { "possible" } else { "likely" };
    let title = html! { <>{ title }{ " " }{ small(sure.to_owned()) }</> };
    parts::openable(title, told(view, cause))
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
        let error = listed.error.as_ref().map(|error| code(view.masks.sentence(&error.value)));
        let description = [" ", &view.masks.sentence(&listed.description)].concat();
        let told = match listed.causes.first() {
            None => paragraph("aside", "No cause is known for it."),
            Some(cause) => {
                let others = listed.causes.iter().skip(1).map(|other| openable(view, other));
                let body = html! { <>{ told(view, cause) }{ others.collect::<Html>() }</> };
                parts::openable(parts::text(cause.headline(view.knowledge)), body)
            }
        };
        let said = html! { <><p>{ for error }{ description }</p>{ told }</> };
        parts::finding(number + 1, view.lit, said)
    };
    let entries: Html = view.diagnosis.listed.iter().enumerate().map(entry).collect();
    let mut line = vec!["a page of documentation".to_owned()];
    line.extend(
        view.diagnosis
            .provider
            .as_ref()
            .map(|one| ["written about ", &provider_link(one)].concat()),
    );
    html! {
        <>
            { parts::headline(headline(view.diagnosis, view.knowledge)) }
            { parts::facts(&line) }
            { paragraph("lead", "Each with the cause that it stands for. Open the one that you got, or paste the answer itself: it tells more.") }
            <ol class="findings">{ entries }</ol>
            { reveal(view, false) }
        </>
    }
}
