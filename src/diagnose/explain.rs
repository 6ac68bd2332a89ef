//! What to tell the person about a cause: the case's own steps, the provider's, then the cause's page.

use super::RankedCause;
use crate::knowledge::{Cause, Knowledge};

impl RankedCause {
    /// What is wrong, in a sentence: the check's own words, or the title of the cause's page.
    pub fn headline<'a>(&'a self, knowledge: &'a Knowledge) -> &'a str {
        if self.title.is_empty() {
            knowledge.cause(&self.id).map_or(&self.id, |cause| &cause.title)
        } else {
            &self.title
        }
    }
}

/// A cause as it is told at a provider.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation<'k> {
    /// The cause's page.
    pub cause: &'k Cause,
    /// What happened, the provider's words first.
    pub what: Vec<&'k str>,
    /// What settles it, cheapest first: the case's own steps, the provider's, the general ones.
    pub check: Vec<&'k str>,
    /// What mends it, in the same order.
    pub fix: Vec<&'k str>,
    /// What tells it apart from its neighbours.
    pub otherwise: Vec<&'k str>,
}

/// Gathers what the knowledge base says of a cause, for a provider if one is known.
///
/// The steps of `ranked` come first under [`Explanation::fix`]. Where a check found out what exactly is wrong, its
/// own words, its steps and the provider's are all there is to say: what may also lead to this cause is on the cause's page.
pub fn explain<'k>(
    ranked: &'k RankedCause,
    provider: Option<&str>,
    knowledge: &'k Knowledge,
) -> Option<Explanation<'k>> {
    let cause = knowledge.cause(&ranked.id)?;
    let advice: Vec<_> = provider
        .map(|id| knowledge.lineage(id))
        .unwrap_or_default()
        .into_iter()
        .flat_map(|provider| &provider.advice)
        .filter(|advice| advice.cause == cause.id)
        .collect();
    let exact = !ranked.title.is_empty() && !ranked.steps.is_empty();
    let page = |lines: &'k [String]| if exact { &[] } else { lines };
    let gather = |first: &'k [String],
                  own: fn(&crate::knowledge::Advice) -> &[String],
                  last: &'k [String]| {
        let middle = advice.iter().flat_map(move |advice| own(advice).iter());
        let mut all: Vec<&'k str> = Vec::new();
        for line in first.iter().chain(middle).chain(last) {
            if !all.contains(&line.as_str()) {
                all.push(line);
            }
        }
        all
    };
    let what = advice.iter().map(|advice| advice.what.as_str()).filter(|what| !what.is_empty());
    Some(Explanation {
        cause,
        what: what.filter(|_| !exact).chain(page(&cause.what).iter().map(String::as_str)).collect(),
        check: gather(&[], |advice| &advice.check, page(&cause.check)),
        fix: gather(&ranked.steps, |advice| &advice.fix, page(&cause.fix)),
        otherwise: page(&cause.otherwise).iter().map(String::as_str).collect(),
    })
}
