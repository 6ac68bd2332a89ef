//! Who answered, and which library reports it.

use super::Recognised;
use super::matching::{Held, HeldMark};
use super::scene::{Scene, is_host};
use crate::knowledge::{Home, Knowledge, Provider, Strength};
use crate::order;
use crate::span::Span;

/// What gives a provider away, the surest kind last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// A sentence that others may print too, such as that of a library.
    Sentence,
    /// One of its host names stands somewhere in the text.
    HostNamed,
    /// A header, a field, a code, a name, a sentence that nobody else prints.
    Mark,
    /// The request went to one of its hosts.
    HostAsked,
}

struct Candidate<'k> {
    provider: &'k Provider,
    strength: Strength,
    sign: Sign,
    /// How specific the mark is; of hosts, how early it stands.
    weight: u32,
    spans: Vec<Span>,
}

/// The provider that the scene gives away.
pub fn provider<'k>(
    scene: &Scene,
    knowledge: &'k Knowledge,
    marks: &[HeldMark<'k>],
    rules: &[Held<'k>],
) -> Option<Recognised> {
    let mut candidates = hosts(scene, knowledge);
    let marks = marks.iter().map(|mark| (mark.compiled, mark.strength, &mark.spans));
    let rules = rules.iter().filter_map(|held| {
        let strength = held.rule.names_provider?;
        Some((held.compiled, strength, &held.spans))
    });
    for (compiled, strength, spans) in marks.chain(rules) {
        let Home::Provider(at) = compiled.home else { continue };
        let Some(provider) = knowledge.providers.get(at) else { continue };
        if spans.iter().any(|span| names_a_folder(scene.whole.text, *span)) {
            continue;
        }
        let shared = strength < Strength::Certain && compiled.has_sentence;
        candidates.push(Candidate {
            provider,
            strength,
            sign: if shared { Sign::Sentence } else { Sign::Mark },
            weight: compiled.specificity,
            spans: spans.clone(),
        });
    }
    choose(&candidates, knowledge)
}

/// Whether words are the name of a folder of somebody's own (`/home/me/Dropbox/app/…`), which says where a program
/// lies and not whom it asks. The folders of installed packages do say it.
fn names_a_folder(text: &str, span: Span) -> bool {
    let parts = |sign: char| matches!(sign, '/' | '\\');
    let (Some(before), Some(after)) = (text.get(..span.start), text.get(span.end..)) else {
        return false;
    };
    if !before.ends_with(parts) || !after.starts_with(parts) {
        return false;
    }
    let start = before.rfind(|sign: char| sign.is_whitespace() || "\"'(<".contains(sign));
    let path = before.get(start.map_or(0, |at| at + 1)..).unwrap_or_default();
    let has = |names: &[&str]| path.split(parts).any(|folder| names.contains(&folder));
    has(&["home", "Users", "users"])
        && !path.contains("://")
        && !has(&["node_modules", "site-packages", "dist-packages", "vendor", "gems", "pkg"])
}

fn hosts<'k>(scene: &Scene, knowledge: &'k Knowledge) -> Vec<Candidate<'k>> {
    let asked = scene.requests.len();
    let mut found = Vec::new();
    for (order, host) in (0_u32..).zip(scene.hosts()) {
        let sign = if (order as usize) < asked { Sign::HostAsked } else { Sign::HostNamed };
        for provider in &knowledge.providers {
            if provider.hosts.iter().any(|pattern| is_host(&host.value, pattern)) {
                found.push(Candidate {
                    provider,
                    strength: Strength::Certain,
                    sign,
                    weight: 1000_u32.saturating_sub(order),
                    spans: vec![host.span],
                });
            }
        }
    }
    found
}

/// The best candidate, or a product that runs on it if the text names that product too.
fn choose(candidates: &[Candidate], knowledge: &Knowledge) -> Option<Recognised> {
    let enough = |candidate: &&Candidate| candidate.strength >= Strength::Likely;
    let key = |candidate: &&Candidate| (candidate.strength, candidate.sign, candidate.weight);
    let best = candidates.iter().filter(enough).max_by_key(key)?;
    let runs_on_best = |candidate: &&Candidate| {
        let lineage = knowledge.lineage(&candidate.provider.id);
        lineage.iter().skip(1).any(|server| server.id == best.provider.id)
    };
    // A host of the product that is only named may be what the token is for: `scope=https://graph.microsoft.com/.default`.
    let answers =
        |candidate: &&Candidate| candidate.sign != Sign::HostNamed || best.sign <= Sign::HostNamed;
    let products = candidates.iter().filter(enough).filter(runs_on_best).filter(answers);
    let product = products.max_by_key(key);
    let chosen = product.unwrap_or(best);
    let mut evidence: Vec<Span> = candidates
        .iter()
        .filter(|candidate| candidate.provider.id == chosen.provider.id)
        .flat_map(|candidate| candidate.spans.iter().copied())
        .collect();
    order::by_key(&mut evidence, |span| *span);
    evidence.dedup();
    let all = evidence.clone();
    evidence.retain(|span| !all.iter().any(|other| other != span && other.holds(*span)));
    evidence.truncate(3);
    Some(Recognised {
        id: chosen.provider.id.clone(),
        name: chosen.provider.name.clone(),
        evidence,
    })
}

/// Of the provider that the text gives away and one that is known from around it, the one that answered: the text
/// counts, unless all that it shows is the server that a given product runs on.
pub fn nearer(
    found: Option<Recognised>,
    around: Option<&Recognised>,
    knowledge: &Knowledge,
) -> Option<Recognised> {
    let (Some(found), Some(around)) = (&found, around) else { return found.or(around.cloned()) };
    let lineage = knowledge.lineage(&around.id);
    // What has evidence was read from the text as well, and stands further off.
    let is_its_server = lineage.iter().skip(1).any(|server| server.id == found.id);
    Some(if is_its_server && around.evidence.is_empty() { around } else { found }.clone())
}

/// The client library or tool that the scene gives away.
pub fn client(knowledge: &Knowledge, marks: &[HeldMark]) -> Option<Recognised> {
    let best = marks
        .iter()
        .filter(|mark| mark.strength >= Strength::Likely)
        .filter_map(|mark| match mark.compiled.home {
            Home::Client(at) => Some((knowledge.clients.get(at)?, mark)),
            _ => None,
        })
        .max_by_key(|(_, mark)| (mark.strength, mark.compiled.specificity))?;
    let (client, mark) = best;
    Some(Recognised {
        id: client.id.clone(),
        name: client.name.clone(),
        evidence: mark.spans.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_ones_own_names_nobody_and_that_of_a_package_does() {
        let named = [
            ("at Client (/home/me/Dropbox/app/index.js:16:11)", "Dropbox", true),
            (r"C:\Users\me\GitHub\app\main.py", "GitHub", true),
            ("/home/me/app/node_modules/dropbox/dist/index.js", "dropbox", false),
            ("https://example.com/home/dropbox/token", "dropbox", false),
            ("/usr/lib/python3/site-packages/dropbox/auth.py", "dropbox", false),
            ("dropbox answered", "dropbox", false),
        ];
        for (text, name, expected) in named {
            let start = text.find(name).unwrap_or_default();
            let span = Span::new(start, start + name.len());
            assert_eq!(names_a_folder(text, span), expected, "{text}");
        }
    }
}
