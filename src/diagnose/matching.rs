//! Which rules and marks hold of a scene.

use super::scene::Scene;
use super::signs::evidence;
use crate::knowledge::phrases::{Phrase, Places};
use crate::knowledge::{Compiled, Kind, Knowledge, Rule, Sleeping, Strength, numbered, sign};
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
    /// How surely it names its provider or client.
    pub strength: Strength,
    /// The words.
    pub spans: Vec<Span>,
}

/// Every rule that holds of the scene, in the order of the knowledge base.
pub fn rules<'k>(scene: &Scene, knowledge: &'k Knowledge) -> Vec<Held<'k>> {
    let [woken, _] = scene.whole.woken;
    let held = |at| {
        let (compiled, rule) = knowledge.rule_at(at)?;
        Some(Held { compiled, rule, spans: evidence(&rule.when, compiled, scene)? })
    };
    let awake = awake(scene, woken, &knowledge.index().rules, knowledge);
    awake.into_iter().filter_map(held).collect()
}

/// Every mark that holds of the scene, in the order of the knowledge base.
pub fn marks<'k>(scene: &Scene, knowledge: &'k Knowledge) -> Vec<HeldMark<'k>> {
    let [_, woken] = scene.whole.woken;
    let held = |at| {
        let (compiled, mark) = knowledge.mark_at(at)?;
        Some(HeldMark {
            compiled,
            strength: mark.strength,
            spans: evidence(&mark.when, compiled, scene)?,
        })
    };
    let awake = awake(scene, woken, &knowledge.index().marks, knowledge);
    awake.into_iter().filter_map(held).collect()
}

/// The places of the rules, or marks, that wait for words of a text and whose phrases it has, in their order.
pub fn woken<'k>(
    places: &Places,
    sleeping: &Sleeping,
    compiled: impl Fn(usize) -> Option<&'k Compiled>,
) -> Vec<usize> {
    let stands = |phrase: &Phrase| places.of(phrase).next().is_some();
    let mut woken: Vec<usize> = Vec::new();
    for key in places.keys() {
        woken.extend(sleeping.wake.of(*key).iter().map(|at| *at as usize));
    }
    order::by_key(&mut woken, |at| *at);
    woken.dedup();
    woken.retain(|at| {
        compiled(*at).is_some_and(|Compiled { says, any, .. }| {
            says.iter().all(stands) && (any.is_empty() || any.iter().any(stands))
        })
    });
    woken
}

/// The places of those that may hold: what the words of the text and the other signs of the scene wake.
fn awake(scene: &Scene, woken: &[usize], sleeping: &Sleeping, knowledge: &Knowledge) -> Vec<usize> {
    let mut awake = woken.to_vec();
    for sign in signs(scene, knowledge) {
        for at in sleeping.wake.of(sign).iter().map(|at| *at as usize) {
            if let Err(place) = awake.binary_search(&at) {
                awake.insert(place, at);
            }
        }
    }
    awake
}

/// Everything in a scene but its phrases that a rule may wait for.
fn signs(scene: &Scene, knowledge: &Knowledge) -> Vec<u64> {
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
    let terms = &knowledge.lexicon.is;
    for verdict in scene.whole.readings.iter().filter_map(|said| terms.get(said.is)) {
        signs.push(sign(Kind::Verdict, &verdict.name, ""));
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
