//! From a paste to the ranked causes, each with the words that prove it.
//!
//! A paste is read once ([`read`]), its words are matched against all phrases once, and then each
//! `scene` (all of it, or each entry of a page that lists several errors) is judged by itself: who answered,
//! which rules hold, which checks find something, and in which order the causes stand.

mod answer;
mod checks;
mod explain;
mod given;
mod listing;
mod matching;
mod rank;
mod recognise;
mod scene;
mod sentence;
mod signs;
#[cfg(test)]
mod tests;

pub use answer::*;
pub use explain::{Explanation, explain};
pub use given::Given;
pub use scene::{is_host, is_token_request};
pub use signs::shows_all;

use crate::knowledge::Knowledge;
use crate::knowledge::phrases::Places;
use crate::read::{self, Paste};
use crate::span::{Span, Spanned};
use crate::words::words;
use rank::{drop_the_grant, from_code, from_rules, rank};
use scene::{Scene, Whole};

/// Reads a pasted text and names the causes, likeliest first. Never fails, never panics.
pub fn diagnose(text: &str, knowledge: &Knowledge) -> Diagnosis {
    diagnose_with(text, knowledge, &Given::default())
}

/// The same where something is known beforehand: it holds where the text says nothing of it. Without a text, what
/// is given is the answer.
pub fn diagnose_with(text: &str, knowledge: &Knowledge, given: &Given) -> Diagnosis {
    if read::cut(text).trim().is_empty() {
        // A code alone is read as if it had been pasted, so that it means here what it means there.
        let code = given.error.as_str();
        let found = (!code.is_empty()).then(|| diagnosed(code, knowledge, given));
        let unread = text.len() - read::cut(text).len();
        return Diagnosis { unread, ..given::linked(found, given, knowledge) };
    }
    diagnosed(text, knowledge, given)
}

fn diagnosed(text: &str, knowledge: &Knowledge, given: &Given) -> Diagnosis {
    let paste = read::read(text);
    let around = given.provider(knowledge);
    let mut diagnosis = with_scene(read::cut(text), &paste, knowledge, |mut scene| {
        let given_error = scene.lacks_an_error() && !given.error.is_empty();
        if given_error {
            scene.error = Some(Spanned::new(given.error.as_str(), Span::NONE));
        }
        let mut diagnosis = judge(&scene, around.as_ref(), knowledge);
        diagnosis.given_error = given_error;
        let listed = listing::entries(&scene, &diagnosis, knowledge);
        if listed.len() > 1 {
            diagnosis.outcome = Outcome::Listed;
            diagnosis.listed = listed;
        }
        diagnosis
    });
    diagnosis.given_provider = around.is_some() && diagnosis.provider == around;
    diagnosis.secrets = paste.secrets;
    diagnosis.tokens = paste.tokens;
    diagnosis.requests = paste.requests;
    diagnosis.unread = paste.unread;
    diagnosis
}

/// The ids of all rules whose signs are in a text, whoever answered: for the check of near misses.
pub fn matching_rules(text: &str, knowledge: &Knowledge) -> Vec<String> {
    let paste = read::read(text);
    with_scene(read::cut(text), &paste, knowledge, |scene| {
        matching::rules(&scene, knowledge).into_iter().map(|held| held.rule.id.clone()).collect()
    })
}

/// The names of all checks that find something in a text which its answer leaves room for: for the test of each.
pub fn firing_checks(text: &str, knowledge: &Knowledge) -> Vec<String> {
    let paste = read::read(text);
    with_scene(read::cut(text), &paste, knowledge, |scene| {
        let provider = judge(&scene, None, knowledge).provider;
        let found = checks::all(&scene, provider.as_ref(), knowledge).into_iter();
        found.map(|finding| finding.by.trim_start_matches("check:").to_owned()).collect()
    })
}

/// All of a paste as one scene.
fn with_scene<T>(
    text: &str,
    paste: &Paste,
    knowledge: &Knowledge,
    judge: impl FnOnce(Scene) -> T,
) -> T {
    let index = knowledge.index();
    let words = words(text);
    let places = Places::new(&words);
    let compiled = |at| Some(knowledge.rule_at(at)?.0);
    let rules = matching::woken(&places, &index.rules, compiled);
    let compiled = |at| Some(knowledge.mark_at(at)?.0);
    let marks = matching::woken(&places, &index.marks, compiled);
    let mut terms = knowledge.terms(&words);
    // The options of a command are no sentence.
    terms.retain(|term| {
        scene::command_at(scene::stretch(&words, term.first, term.last), paste).is_none()
    });
    let readings = sentence::readings(text, &words, terms, knowledge);
    let hosts = scene::hosts(text);
    let whole = Whole {
        text,
        paste,
        words: &words,
        places: &places,
        woken: [&rules, &marks],
        readings: &readings,
        hosts: &hosts,
    };
    judge(Scene::new(&whole, Span::new(0, text.len())))
}

/// What one scene says: by itself, or as an answer of the provider that the text around it names.
fn judge(scene: &Scene, around: Option<&Recognised>, knowledge: &Knowledge) -> Diagnosis {
    let marks = matching::marks(scene, knowledge);
    let held = matching::rules(scene, knowledge);
    let provider = recognise::provider(scene, knowledge, &marks, &held);
    let provider = recognise::nearer(provider, around, knowledge);
    let client = recognise::client(knowledge, &marks);
    let mut findings = from_rules(&held, scene, provider.as_ref(), knowledge);
    let mut checked = checks::all(scene, provider.as_ref(), knowledge);
    drop_the_grant(&mut checked, &findings);
    findings.append(&mut checked);
    if let Some(error) = &scene.error {
        findings.extend(from_code(&error.value, error.span, knowledge));
    }
    let causes = rank(findings);
    let outcome = match causes.first() {
        None => Outcome::Unknown,
        Some(first) if first.id == "not-an-error" => Outcome::NotAnError,
        Some(_) => Outcome::Causes,
    };
    Diagnosis {
        outcome,
        provider,
        client,
        error: scene.error.clone(),
        causes,
        exchange: scene.exchange(),
        ..Diagnosis::default()
    }
}
