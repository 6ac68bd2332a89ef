//! Finds entries by what a person remembers of them: a part of a message, a code, a host, a name, mistyped or not.
//!
//! [`Search`] is made once from the knowledge base. Causes, error codes and providers are found by id, title,
//! host and prose; the messages of providers and client libraries by their words and what they mean.

mod distance;
mod gather;
#[cfg(test)]
mod tests;

pub use distance::distance;

use crate::knowledge::{Home, Knowledge};
use crate::order;
use crate::words::words;

/// An entry or a message that fits a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The entry that is meant, or the one whose message is meant.
    pub home: Home,
    /// The message: the number of a rule of that entry.
    pub rule: Option<usize>,
    /// How well it fits; what fits better has more.
    pub score: u32,
}

/// The words of the knowledge base, each with the entries that hold it.
#[derive(Debug, Default)]
pub struct Search {
    /// What can be found.
    documents: Vec<Document>,
    /// All words, each once.
    vocabulary: Vec<Known>,
    /// For each word, one after the other, the documents that hold it and how much it says of them.
    holders: Vec<(usize, u32)>,
}

/// Something that can be found.
#[derive(Debug)]
struct Document {
    home: Home,
    rule: Option<usize>,
    /// The letters and digits of its id: who types them all means it.
    name: String,
}

/// A word of the vocabulary.
#[derive(Debug)]
struct Known {
    letters: String,
    /// How much it tells: the rarer, the more.
    rarity: u32,
    /// Where its holders begin, and how many there are.
    first: usize,
    count: usize,
}

/// A query is cut behind so many words.
const MOST_WORDS: usize = 8;

impl Search {
    /// Reads all entries; some milliseconds.
    pub fn new(knowledge: &Knowledge) -> Self {
        gather::search(knowledge)
    }

    /// What fits a query, best first, at most `most`. All words must be found, at least nearly; where nothing
    /// holds them all, the entries that hold the most of them are given. The last word may be unfinished.
    pub fn find(&self, query: &str, most: usize) -> Vec<Hit> {
        let mut asked = words(query);
        asked.retain(|word| !word.is_break());
        asked.truncate(MOST_WORDS);
        let mut scores = vec![(0_u32, 0_u32); self.documents.len()];
        for (at, word) in asked.iter().enumerate() {
            let letters = word.span.of(query).to_ascii_lowercase();
            self.score(&letters, at + 1 == asked.len(), &mut scores);
        }
        let best = scores.iter().map(|(found, _)| *found).max().unwrap_or(0);
        if best == 0 {
            return Vec::new();
        }
        let whole = compact(query);
        let fits = scores.iter().zip(&self.documents).filter(|((found, _), _)| *found == best);
        let mut hits: Vec<Hit> = fits
            .map(|((_, score), document)| {
                let named = named(&document.name, &whole);
                // One provider's word for it is less than the page that is about it.
                let worth = if matches!(document.home, Home::Cause(_)) { 2 } else { 1 };
                Hit { home: document.home, rule: document.rule, score: score * worth + named }
            })
            .collect();
        order::by_key(&mut hits, |hit| u32::MAX - hit.score);
        hits.truncate(most);
        hits
    }

    /// Adds to each document what one word of the query says of it: how many words it holds, and its score.
    fn score(&self, asked: &str, unfinished: bool, scores: &mut [(u32, u32)]) {
        let mut best = vec![0; scores.len()];
        for known in &self.vocabulary {
            let likeness = likeness(asked, &known.letters, unfinished);
            if likeness == 0 {
                continue;
            }
            for (document, weight) in self.holders.iter().skip(known.first).take(known.count) {
                if let Some(best) = best.get_mut(*document) {
                    *best = (*best).max(likeness * known.rarity * weight);
                }
            }
        }
        for (score, best) in scores.iter_mut().zip(best) {
            score.0 += u32::from(best > 0);
            score.1 += best;
        }
    }
}

/// What a query says of an id that it is, or nearly is: more than all its words can say.
fn named(id: &str, query: &str) -> u32 {
    let allowed = if id.len() < 5 { 0 } else { id.len() / 5 };
    match distance(id, query, allowed.min(2)) {
        Some(0) if !id.is_empty() => 3_000_000,
        Some(1) => 2_000_000,
        Some(2) => 1_000_000,
        _ => 0,
    }
}

/// How much a word of the query is like a known one, from 0 to 16.
fn likeness(asked: &str, known: &str, unfinished: bool) -> u32 {
    if asked == known {
        return 16;
    }
    let begins = known.starts_with(asked);
    if begins && (unfinished || asked.len() > 3) {
        return if unfinished { 10 } else { 6 };
    }
    let allowed = match asked.len() {
        0..4 => return 0,
        4..8 => 1,
        _ => 2,
    };
    // A code with another number is another code.
    if asked.bytes().any(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    let (whole, begun) = match distance(asked, known, allowed) {
        Some(1) => (5, 0),
        Some(_) => (3, 0),
        None => (0, 2),
    };
    if whole == 0 && unfinished && known.len() > asked.len() {
        let beginning = known.get(..asked.len()).unwrap_or_default();
        return if distance(asked, beginning, 1).is_some() { begun } else { 0 };
    }
    whole
}

/// The letters and digits of a text, in small letters.
fn compact(text: &str) -> String {
    let letters = text.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}
