//! All phrases of the knowledge base as one matcher over words.
//!
//! Every phrase waits at one of its words, the one that the fewest phrases share. So the work for a text is its
//! number of words plus the few phrases that wait there, however many phrases there are. A `#` in a phrase
//! stands for one digit: such a word is compared by its shape.

use crate::order;
use crate::words::{Word, words};

/// How many words a `*` stands for at most.
pub const GAP: usize = 8;

/// A phrase's number: its place in the matcher.
pub type PhraseId = u32;

/// The phrases, compiled.
#[derive(Debug, Default)]
pub struct Phrases {
    /// Hashes of all words in all phrases, sorted, each once.
    vocabulary: Vec<u64>,
    /// For each word of the vocabulary the phrases that wait there.
    waiting: Vec<Vec<PhraseId>>,
    compiled: Vec<Phrase>,
}

#[derive(Debug)]
struct Phrase {
    /// Runs of words between the `*`s, as hashes.
    runs: Vec<Vec<u64>>,
    /// Where in the first run the word stands at which it waits.
    anchor: usize,
}

/// A phrase found: which, and the first and the last of its words in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Which phrase.
    pub phrase: PhraseId,
    /// Number of its first word in the text.
    pub first: usize,
    /// Number of its last word in the text.
    pub last: usize,
}

impl Phrases {
    /// Compiles phrases; their numbers are their places in the list.
    pub fn new<'p>(texts: impl Iterator<Item = &'p str>) -> Self {
        let runs: Vec<Vec<Vec<u64>>> = texts.map(runs_of).collect();
        let mut all: Vec<u64> = runs.iter().flatten().flatten().copied().collect();
        order::by_key(&mut all, |hash| *hash);
        let mut vocabulary = all.clone();
        vocabulary.dedup();
        let frequency = |hash: u64| {
            all.partition_point(|&other| other <= hash) - all.partition_point(|&other| other < hash)
        };
        let mut waiting = vec![Vec::new(); vocabulary.len()];
        let mut compiled = Vec::with_capacity(runs.len());
        for (number, runs) in (0..).zip(runs) {
            let first = runs.first().map(Vec::as_slice).unwrap_or_default();
            let rarest = first.iter().enumerate().min_by_key(|(_, hash)| frequency(**hash));
            let (anchor, word) = rarest.map_or((0, None), |(at, hash)| (at, Some(*hash)));
            let place = word.and_then(|word| vocabulary.binary_search(&word).ok());
            if let Some(list) = place.and_then(|place| waiting.get_mut(place)) {
                list.push(number);
            }
            compiled.push(Phrase { runs, anchor });
        }
        Phrases { vocabulary, waiting, compiled }
    }

    /// Every place of every phrase in a text, in the order of phrase and place.
    pub fn find(&self, text: &[Word]) -> Vec<Found> {
        let mut found = Vec::new();
        for (at, word) in text.iter().enumerate() {
            self.at(word.hash, text, at, &mut found);
            if word.shape != word.hash {
                self.at(word.shape, text, at, &mut found);
            }
        }
        order::by_key(&mut found, |found| *found);
        found
    }

    /// The phrases that wait for a hash, where they stand around the word at `at`.
    fn at(&self, hash: u64, text: &[Word], at: usize, found: &mut Vec<Found>) {
        let Ok(place) = self.vocabulary.binary_search(&hash) else { return };
        for &number in self.waiting.get(place).into_iter().flatten() {
            let phrase = usize::try_from(number).ok().and_then(|number| self.compiled.get(number));
            if let Some((first, last)) = phrase.and_then(|phrase| phrase.at(text, at)) {
                found.push(Found { phrase: number, first, last });
            }
        }
    }
}

impl Phrase {
    /// The phrase's first and last word, if its anchor stands at `at`.
    fn at(&self, text: &[Word], at: usize) -> Option<(usize, usize)> {
        let first = at.checked_sub(self.anchor)?;
        let mut end = first;
        for (number, run) in self.runs.iter().enumerate() {
            let gap = if number == 0 { 0 } else { GAP };
            end = (end..=end + gap).find(|&start| stands(run, text, start))? + run.len();
        }
        Some((first, end.checked_sub(1)?))
    }
}

fn stands(run: &[u64], text: &[Word], start: usize) -> bool {
    let is = |(word, wanted): (&Word, &u64)| word.hash == *wanted || word.shape == *wanted;
    text.get(start..start + run.len()).is_some_and(|there| there.iter().zip(run).all(is))
}

fn runs_of(phrase: &str) -> Vec<Vec<u64>> {
    phrase
        .split('*')
        .map(|run| {
            // A `#` is no letter; a digit in its place keeps the word in one piece.
            let text = run.replace('#', "0");
            let shaped = |word: &Word| word.span.of(run).contains('#');
            let hash = |word: &Word| if shaped(word) { word.shape } else { word.hash };
            words(&text).iter().map(hash).collect::<Vec<_>>()
        })
        .filter(|run| !run.is_empty())
        .collect()
}

/// Number of words in a phrase.
pub fn length(phrase: &str) -> usize {
    runs_of(phrase).iter().map(Vec::len).sum()
}

/// Whether the words of `part` stand in `text` as a phrase: for a value that is looked at once.
pub fn says(text: &str, part: &str) -> bool {
    !Phrases::new(std::iter::once(part)).find(&words(text)).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<(u32, usize, usize)> {
        let matcher = Phrases::new(phrases.iter().copied());
        matcher
            .find(&words(text))
            .iter()
            .map(|found| (found.phrase, found.first, found.last))
            .collect()
    }

    #[test]
    fn finds_each_phrase_at_each_place() {
        let phrases = ["client secret", "the client", "secret expired"];
        assert_eq!(
            found(&phrases, "The client secret: the client secret expired."),
            [(0, 1, 2), (0, 4, 5), (1, 0, 1), (1, 3, 4), (2, 5, 6)]
        );
    }

    #[test]
    fn whole_words_only() {
        assert!(found(&["client"], "clients clientele").is_empty());
    }

    #[test]
    fn a_star_stands_for_up_to_eight_words() {
        let near = "token x x x x x x x x expired";
        let far = "token x x x x x x x x x expired";
        assert_eq!(found(&["token * expired"], near).len(), 1);
        assert!(found(&["token * expired"], far).is_empty());
        assert_eq!(found(&["token * expired"], "token expired"), [(0, 0, 1)]);
    }

    #[test]
    fn a_number_sign_stands_for_one_digit() {
        for text in ["AADSTS70011: The", "error_description=AADSTS50126%3A", "AADSTS90002."] {
            assert_eq!(found(&["AADSTS#####"], text).len(), 1, "{text}");
        }
        for text in ["AADSTS", "AADSTS7000215", "AADSTS5001x", "AADSTS #####"] {
            assert!(found(&["AADSTS#####"], text).is_empty(), "{text}");
        }
        assert_eq!(found(&["ORA #####"], "ORA-01017: invalid"), [(0, 0, 1)]);
        assert_eq!(found(&["AADB2C#####", "AADB2C90006"], "AADB2C90006"), [(0, 0, 0), (1, 0, 0)]);
    }

    #[test]
    fn an_empty_phrase_is_never_found() {
        assert!(found(&["", " * "], "anything").is_empty());
        assert!(!says("anything", ""));
    }
}
