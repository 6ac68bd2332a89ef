//! From everything that was found to causes in order, each with its confidence and its evidence.

use super::matching::Held;
use super::scene::Scene;
use super::{Evidence, RankedCause, Recognised};
use crate::exchange::Response;
use crate::knowledge::{Conditions, Home, Knowledge, Strength};
use crate::order;
use crate::span::Span;

/// How many causes are told at most.
const MOST: usize = 5;

/// Who says so. Of two that are equally sure, the later one counts more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The error code alone.
    Code,
    /// A sentence of any wording, by its subject and its verdict.
    Sentence,
    /// Wording of any server, or of a client library.
    General,
    /// A rule of the server that the provider runs on.
    Server,
    /// The provider's own rule.
    Provider,
    /// A fact of the request, the answer or the credentials that was checked.
    Fact,
}

/// One reason to name a cause.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The cause.
    pub cause: String,
    /// A headline of its own; empty where the cause's title says it.
    pub title: String,
    /// How sure.
    pub strength: Strength,
    /// Who says so.
    pub level: Level,
    /// How much it asked for.
    pub specificity: u32,
    /// 0 for what a rule says first, 1 and more for what it leaves open.
    pub order: usize,
    /// The words, and what they mean.
    pub evidence: Evidence,
    /// Steps for exactly this case.
    pub steps: Vec<String>,
    /// Where the rule lives and its number there; none for a check or a bare code.
    pub rule: Option<(Home, usize)>,
    /// The rule's or check's id; empty for a rule in the page, whose knowledge base leaves ids of rules out.
    pub by: String,
}

/// The findings of the rules that hold, given who answered.
///
/// Where the answer itself is shown with a sentence, words that stand only around it count one step less.
pub fn from_rules(
    held: &[Held],
    scene: &Scene,
    provider: Option<&Recognised>,
    knowledge: &Knowledge,
) -> Vec<Finding> {
    let told = scene.response().filter(|response| response.description.is_some());
    let heard = heard(held, provider, knowledge);
    let reasons = reasons(&heard);
    let broken = heard.iter().any(|(held, _, strength)| is_broken(held, *strength, scene));
    let weighed = heard.into_iter().flat_map(|(held, level, strength)| {
        let explained = held.rule.catch_all && is_explained(held, &reasons, told);
        let of_a_call = level <= Level::General && held.rule.cause.starts_with("access-token-");
        let pointless = of_a_call && (broken || has_code_of_a_grant(scene));
        let strength = if explained || pointless { Strength::Possible } else { strength };
        let coded = level == Level::General && is_the_code(held, scene);
        let level = if coded { Level::Code } else { level };
        findings(held, level, beside_the_answer(held, strength, told))
    });
    weighed.collect()
}

/// Whether a rule tells of a connection that failed, and no answer is shown: what a program says around it ("unable to
/// fetch access token") is only what came of that.
fn is_broken(held: &Held, strength: Strength, scene: &Scene) -> bool {
    let of_connection = ["tls-failure", "network-unreachable"].contains(&held.rule.cause.as_str());
    of_connection
        && strength == Strength::Certain
        && scene.responses.iter().all(|it| it.status.is_none() && it.error.is_none())
}

/// Whether the answer has a code that only the token endpoint gives (RFC 6749, section 5.2): the status that it shares
/// with an API's answers says nothing of an access token then.
fn has_code_of_a_grant(scene: &Scene) -> bool {
    let of_a_grant = |code: &str| ["invalid_grant", "unsupported_grant_type"].contains(&code);
    scene.error.as_ref().is_some_and(|error| of_a_grant(&error.value))
}

/// Whether the words of a rule are no more than the error code: a sentence beside it says more, however it is read.
fn is_the_code(held: &Held, scene: &Scene) -> bool {
    let words = held.phrases();
    let code = scene.error.as_ref().map_or(Span::NONE, |error| error.span);
    let by_words = held.rule.when.is.is_empty() && held.rule.when.error.is_empty();
    by_words && !words.is_empty() && words.iter().all(|word| code.holds(*word))
}

/// A rule that holds, who says it, and how much it counts here.
type Heard<'h> = (&'h Held<'h>, Level, Strength);

/// The rules that count here: no other provider's, and no sentence whose words a phrase knows better.
fn heard<'h>(
    held: &'h [Held<'h>],
    provider: Option<&Recognised>,
    knowledge: &Knowledge,
) -> Vec<Heard<'h>> {
    let lineage = provider.map(|provider| knowledge.lineage(&provider.id)).unwrap_or_default();
    let lineage: Vec<&str> = lineage.iter().map(|provider| provider.id.as_str()).collect();
    let counts = |held: &'h Held<'h>| {
        let (level, strength) = standing(held, &lineage, knowledge)?;
        Some((held, level, strength))
    };
    let mut heard: Vec<Heard> = held.iter().filter_map(counts).collect();
    let phrases: Vec<Span> = heard
        .iter()
        .filter(|(held, level, strength)| {
            // General words that settle nothing ("oauth token" as a part of an address) know no sentence.
            let vague =
                *strength == Strength::Possible && matches!(held.compiled.home, Home::Cause(_));
            *level > Level::Sentence && !vague
        })
        .flat_map(|(held, ..)| held.spans.iter().copied())
        .collect();
    // A phrase that was written down for these words knows them better than their grammar does.
    heard.retain(|(held, level, _)| {
        *level != Level::Sentence
            || !held.spans.iter().any(|span| phrases.iter().any(|phrase| phrase.holds(*span)))
    });
    heard
}

/// The words that tell a cause, and which.
fn reasons<'h>(heard: &[Heard<'h>]) -> Vec<(Span, &'h str)> {
    heard
        .iter()
        .filter(|(held, level, strength)| {
            let told = *level > Level::Code && *strength >= Strength::Likely;
            told && !held.rule.catch_all && !matches!(held.compiled.home, Home::Client(_))
        })
        .flat_map(|(held, ..)| held.phrases().iter().map(|span| (*span, held.rule.cause.as_str())))
        .collect()
}

/// What is left of a rule's strength where the answer itself is shown with a sentence.
fn beside_the_answer(held: &Held, strength: Strength, told: Option<&Response>) -> Strength {
    let inside = |response: &Response| held.phrases().iter().any(|span| response.span.holds(*span));
    let beside = !held.phrases().is_empty() && told.is_some_and(|told| !inside(told));
    // A code or status says less than the sentence beside it.
    let outdone = told.is_some() && is_bare(&held.rule.when);
    match strength {
        // Its code ties it to the answer, so it stays the first thing to look at.
        _ if beside && !held.rule.when.error.is_empty() => strength.min(Strength::Likely),
        _ if beside || outdone => weaker(strength),
        _ => strength,
    }
}

/// Whether the answer tells another cause beside the words that a server prints whatever the reason.
fn is_explained(held: &Held, reasons: &[(Span, &str)], told: Option<&Response>) -> bool {
    let words = held.phrases().iter().fold(Span::NONE, |all, span| all.join(*span));
    reasons.iter().any(|(span, cause)| {
        *cause != held.rule.cause
            && !words.holds(*span)
            && told.is_none_or(|told| told.span.holds(*span))
    })
}

/// How much a rule counts here, or nothing if it is another provider's.
fn standing(held: &Held, lineage: &[&str], knowledge: &Knowledge) -> Option<(Level, Strength)> {
    let strength = held.rule.strength;
    let Home::Provider(at) = held.compiled.home else {
        let level = if is_bare(&held.rule.when) {
            Level::Code
        } else if held.rule.when.is.is_empty() {
            Level::General
        } else {
            Level::Sentence
        };
        return Some((level, strength));
    };
    let (own, inherited) = if is_bare(&held.rule.when) {
        (Level::General, Level::General)
    } else {
        (Level::Provider, Level::Server)
    };
    let home = knowledge.providers.get(at)?.id.as_str();
    if lineage.first().is_none_or(|nearest| *nearest == home)
        && (!lineage.is_empty() || held.rule.names_provider.is_some())
    {
        return Some((own, strength));
    }
    if lineage.contains(&home) {
        return Some((inherited, strength));
    }
    // The text names no provider, or only the server that this rule's product runs on.
    let open = lineage
        .first()
        .is_none_or(|server| knowledge.lineage(home).iter().any(|provider| provider.id == *server));
    (open && held.compiled.has_sentence).then_some((Level::General, weaker(strength)))
}

/// Whether a rule asks for a code or status alone: what a provider's answer means where nothing else is said.
/// A sentence that anybody may print then says more.
fn is_bare(when: &Conditions) -> bool {
    when.says.is_empty()
        && when.any.is_empty()
        && when.is.is_empty()
        && when.header.is_empty()
        && when.field.is_empty()
        && when.request.is_empty()
}

fn weaker(strength: Strength) -> Strength {
    match strength {
        Strength::Certain => Strength::Likely,
        Strength::Likely | Strength::Possible => Strength::Possible,
    }
}

fn findings(held: &Held, level: Level, strength: Strength) -> Vec<Finding> {
    let rule = held.rule;
    let finding = |order: usize, cause: &str, strength: Strength| Finding {
        cause: cause.to_owned(),
        title: String::new(),
        strength,
        level,
        specificity: held.compiled.specificity,
        order,
        evidence: Evidence { spans: held.spans.clone(), note: rule.note.clone() },
        steps: if order == 0 { rule.steps.clone() } else { Vec::new() },
        rule: Some((held.compiled.home, held.compiled.number)),
        by: rule.id.clone(),
    };
    let also = rule.also.iter().enumerate();
    std::iter::once(finding(0, &rule.cause, strength))
        .chain(also.map(|(at, cause)| finding(at + 1, cause, Strength::Possible)))
        .collect()
}

/// What an error code stands for where nothing else decides.
pub fn from_code(code: &str, span: Span, knowledge: &Knowledge) -> Vec<Finding> {
    let Some(error) = knowledge.error(code) else { return Vec::new() };
    let note = error.title.clone();
    error
        .causes
        .iter()
        .enumerate()
        .map(|(order, cause)| Finding {
            cause: cause.clone(),
            title: String::new(),
            strength: Strength::Possible,
            level: Level::Code,
            specificity: 0,
            order,
            evidence: Evidence { spans: vec![span], note: note.clone() },
            steps: Vec::new(),
            rule: None,
            by: ["code:", code].concat(),
        })
        .collect()
}

/// What a text says with certainty behind a token that was granted is what it is about: the grant is no finding then.
pub fn drop_the_grant(checked: &mut Vec<Finding>, told: &[Finding]) {
    let from = |finding: &Finding| finding.evidence.spans.iter().map(|span| span.start).max();
    checked.retain(|found| {
        found.cause != NOTHING
            || !told.iter().any(|finding| {
                finding.cause != NOTHING
                    && finding.strength == Strength::Certain
                    && from(finding) > from(found)
            })
    });
}

/// The cause that says that nothing is wrong.
const NOTHING: &str = "not-an-error";
/// The cause that says no more than that id and secret were refused, whatever is wrong with them.
const UNSPECIFIC: &str = "client-authentication-failed";

/// What says that something about the client is wrong leaves the word to a fact that says what.
fn yield_to_facts(findings: &mut [Finding]) {
    let tells = |finding: &Finding| {
        finding.level == Level::Fact
            && finding.strength >= Strength::Likely
            && finding.cause != UNSPECIFIC
    };
    if findings.iter().any(tells) {
        for finding in findings.iter_mut().filter(|finding| finding.cause == UNSPECIFIC) {
            finding.strength = Strength::Possible;
        }
    }
}

/// The causes in order: strength, who says so, how specific, and at last the id, so that no order of files matters.
pub fn rank(mut findings: Vec<Finding>) -> Vec<RankedCause> {
    yield_to_facts(&mut findings);
    order::by(&mut findings, |a, b| {
        let key = |finding: &Finding| (finding.strength, finding.level, finding.specificity);
        key(b).cmp(&key(a)).then(a.order.cmp(&b.order)).then_with(|| a.cause.cmp(&b.cause))
    });
    let contested = is_contested(&findings);
    let mut ranked: Vec<RankedCause> = Vec::new();
    for finding in findings {
        match ranked.iter_mut().find(|cause| cause.id == finding.cause) {
            Some(cause) => add(cause, finding),
            None => ranked.push(cause(finding, ranked.first().map(|first| first.strength))),
        }
    }
    ranked.truncate(MOST);
    if let Some(first) = ranked.first_mut().filter(|_| contested) {
        first.confidence = first.confidence.min(75);
    }
    ranked
}

/// Whether another cause is as sure as the first, by signs of the same kind: then the first is no certainty.
fn is_contested(findings: &[Finding]) -> bool {
    findings.first().is_some_and(|first| {
        findings.iter().skip(1).any(|other| {
            (other.strength, other.level) == (first.strength, first.level)
                && other.cause != first.cause
                && (other.rule, &other.by) != (first.rule, &first.by)
        })
    })
}

fn cause(finding: Finding, first: Option<Strength>) -> RankedCause {
    RankedCause {
        id: finding.cause,
        title: finding.title,
        confidence: confidence(finding.strength, finding.level, first),
        strength: finding.strength,
        evidence: vec![finding.evidence],
        steps: finding.steps,
        by: finding.by,
    }
}

/// More evidence for a cause that stands already. A fact says what exactly is wrong where a rule says only that
/// something is: it takes the lead, with its own headline and steps, and the rule's sureness stays.
fn add(cause: &mut RankedCause, finding: Finding) {
    let tells = finding.level == Level::Fact && finding.strength >= Strength::Likely;
    if tells && cause.title.is_empty() && !finding.title.is_empty() {
        cause.title = finding.title;
        cause.steps = finding.steps;
        cause.by = finding.by;
        cause.evidence.insert(0, finding.evidence);
        cause.evidence.truncate(3);
        return;
    }
    let known = cause.evidence.iter().any(|evidence| evidence.note == finding.evidence.note);
    if !known && cause.evidence.len() < 3 && finding.level > Level::Code {
        cause.evidence.push(finding.evidence);
    }
    for step in finding.steps {
        if !cause.steps.contains(&step) {
            cause.steps.push(step);
        }
    }
}

/// In percent. What comes behind a first cause can't be surer than what that one leaves.
fn confidence(strength: Strength, level: Level, first: Option<Strength>) -> u8 {
    let own = match (strength, level) {
        (Strength::Certain, _) => 95,
        (Strength::Likely, _) => 70,
        (Strength::Possible, Level::Code) => 35,
        (Strength::Possible, _) => 45,
    };
    let left = match first {
        None => 95,
        Some(Strength::Certain) => 10,
        Some(Strength::Likely | Strength::Possible) => 40,
    };
    own.min(left)
}
