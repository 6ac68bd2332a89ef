//! Which rules and marks hold of a scene.

use super::scene::Scene;
use super::signs::evidence;
use crate::knowledge::{Compiled, Conditions, Home, Index, Knowledge, Rule};
use crate::order;
use crate::span::Span;

/// A rule that holds, and the words that show it.
pub struct Held<'k> {
    /// The rule as compiled.
    pub compiled: &'k Compiled,
    /// The rule as written.
    pub rule: &'k Rule,
    /// The words, those of its phrases first.
    pub spans: Vec<Span>,
}

impl Held<'_> {
    /// The words of its phrases or its sentence, without what shows its other signs.
    pub fn phrases(&self) -> &[Span] {
        let sentence = if self.compiled.is.is_empty() { 0 } else { 2 };
        let any = usize::from(!self.compiled.any.is_empty());
        let number = self.compiled.says.len() + any + sentence;
        self.spans.get(..number).unwrap_or(&self.spans)
    }
}

/// A mark that holds, and the words that show it.
pub struct HeldMark<'k> {
    /// The mark as compiled.
    pub compiled: &'k Compiled,
    /// The words.
    pub spans: Vec<Span>,
}

/// Every rule that holds of the scene, in the order of the knowledge base.
pub fn rules<'k>(scene: &Scene, knowledge: &'k Knowledge) -> Vec<Held<'k>> {
    let index = knowledge.index();
    awake(scene, &index.rules_by_phrase, &index.other_rules)
        .into_iter()
        .filter_map(|at| {
            let compiled = index.rules.get(at)?;
            let rule = rule_of(knowledge, compiled)?;
            Some(Held { compiled, rule, spans: evidence(&rule.when, compiled, scene)? })
        })
        .collect()
}

/// Every mark that holds of the scene, in the order of the knowledge base.
pub fn marks<'k>(scene: &Scene, knowledge: &'k Knowledge) -> Vec<HeldMark<'k>> {
    let index: &Index = knowledge.index();
    awake(scene, &index.marks_by_phrase, &index.other_marks)
        .into_iter()
        .filter_map(|at| {
            let compiled = index.marks.get(at)?;
            let when = mark_of(knowledge, compiled)?;
            Some(HeldMark { compiled, spans: evidence(when, compiled, scene)? })
        })
        .collect()
}

/// The rules that may hold: those that a phrase of the text wakes, and those that need no phrase.
fn awake(scene: &Scene, by_phrase: &[Vec<usize>], others: &[usize]) -> Vec<usize> {
    let mut candidates = others.to_vec();
    let mut last = None;
    for phrase in scene.whole.found.iter().map(|found| found.phrase) {
        if last != Some(phrase) {
            last = Some(phrase);
            let woken = usize::try_from(phrase).ok().and_then(|phrase| by_phrase.get(phrase));
            candidates.extend(woken.into_iter().flatten());
        }
    }
    order::by_key(&mut candidates, |at| *at);
    candidates.dedup();
    candidates
}

fn rule_of<'k>(knowledge: &'k Knowledge, compiled: &Compiled) -> Option<&'k Rule> {
    let rules = match compiled.home {
        Home::Cause(at) => &knowledge.causes.get(at)?.rules,
        Home::Error(at) => &knowledge.errors.get(at)?.rules,
        Home::Client(at) => &knowledge.clients.get(at)?.rules,
        Home::Provider(at) => &knowledge.providers.get(at)?.rules,
    };
    rules.get(compiled.number)
}

fn mark_of<'k>(knowledge: &'k Knowledge, compiled: &Compiled) -> Option<&'k Conditions> {
    let marks = match compiled.home {
        Home::Client(at) => &knowledge.clients.get(at)?.marks,
        Home::Provider(at) => &knowledge.providers.get(at)?.marks,
        Home::Cause(_) | Home::Error(_) => return None,
    };
    marks.get(compiled.number).map(|mark| &mark.when)
}
