//! Which rules and marks hold of a scene.

use super::scene::Scene;
use super::signs::evidence;
use crate::knowledge::{
    Compiled, Conditions, Home, Index, Kind, Knowledge, Rule, Wake, numbered, sign,
};
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
    awake(scene, &index.wake_rules)
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
    awake(scene, &index.wake_marks)
        .into_iter()
        .filter_map(|at| {
            let compiled = index.marks.get(at)?;
            let when = mark_of(knowledge, compiled)?;
            Some(HeldMark { compiled, spans: evidence(when, compiled, scene)? })
        })
        .collect()
}

/// The places of the rules that may hold: those that a phrase or another sign of the scene wakes.
fn awake(scene: &Scene, wake: &Wake) -> Vec<usize> {
    let mut woken: Vec<u32> = Vec::new();
    let mut last = None;
    for phrase in scene.whole.found.iter().map(|found| found.phrase) {
        if last != Some(phrase) {
            last = Some(phrase);
            woken.extend(wake.by_phrase(phrase));
        }
    }
    for sign in signs(scene) {
        woken.extend(wake.by_sign(sign));
    }
    let mut places: Vec<usize> = woken.into_iter().map(|at| at as usize).collect();
    order::by_key(&mut places, |at| *at);
    places.dedup();
    places
}

/// Everything in a scene but its phrases that a rule may wait for.
fn signs(scene: &Scene) -> Vec<u64> {
    let mut signs = vec![numbered(Kind::Any, 0)];
    for error in scene.errors() {
        signs.push(sign(Kind::Error, &error.value, ""));
    }
    for (status, _) in scene.statuses() {
        signs.push(numbered(Kind::Status, u32::from(status)));
    }
    for response in &scene.responses {
        signs.extend(response.headers.iter().map(|header| sign(Kind::Header, &header.name, "")));
        for field in &response.fields {
            let value = field.value.trim().trim_end_matches('.');
            let last = field.path.rsplit('.').next().unwrap_or("");
            for name in [field.path.as_str(), last] {
                signs.extend([sign(Kind::Field, name, ""), sign(Kind::Field, name, value)]);
            }
        }
    }
    for said in scene.whole.readings {
        signs.push(numbered(Kind::Verdict, u32::try_from(said.is).unwrap_or(u32::MAX)));
    }
    for host in scene.hosts() {
        signs.push(sign(Kind::Host, &host.value, ""));
        for (dot, _) in host.value.match_indices('.') {
            let above = host.value.get(dot..).unwrap_or("");
            signs.push(sign(Kind::Host, &["*", above].concat(), ""));
        }
    }
    for parameter in scene.requests.iter().flat_map(|request| &request.parameters) {
        signs.push(sign(Kind::Parameter, &parameter.name, ""));
        signs.push(sign(Kind::Parameter, &parameter.name, &parameter.value));
    }
    order::by_key(&mut signs, |sign| *sign);
    signs.dedup();
    signs
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
