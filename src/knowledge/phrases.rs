//! All phrases of the knowledge base as one matcher over words.
//!
//! Every phrase waits at two of its words that follow each other, the pair that the fewest phrases share. So the work
//! for a text is its number of words plus the few phrases that wait there, however many phrases there are. A `#` in a
//! phrase stands for one digit: such a word is compared by its shape.

use super::numbers::{Lists, Numbers, number, place};
use crate::order;
use crate::words::{Word, words, words_into};

/// How many words a `*` stands for at most.
pub const GAP: usize = 8;

/// Stands among a phrase's words for a `*`. No word has this hash but by an accident that nobody has seen.
const STAR: u64 = 1;

/// A phrase's number: its place in the matcher.
pub type PhraseId = u32;

/// The phrases as they are gathered, each sequence of words once.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    all: Sequences,
    /// Hashes of whole sequences; a sequence's number is the phrase's.
    known: Numbers,
    /// The words of one run: kept, so that not every phrase needs room of its own.
    room: Vec<Word>,
}

/// The words of all phrases.
#[derive(Debug, Default)]
struct Sequences {
    /// Hashes, those of one phrase behind those of the one before.
    words: Vec<u64>,
    /// Where each phrase ends.
    ends: Vec<u32>,
}

/// The phrases, compiled.
#[derive(Debug, Default)]
pub struct Phrases {
    all: Sequences,
    /// By phrase: the place of the word, or of the first of the pair, at which it waits.
    anchors: Vec<u32>,
    /// The words and pairs of words that phrases wait at.
    keys: Numbers,
    /// By key, the phrases.
    waiting: Lists,
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

impl Sequences {
    /// The words of a phrase.
    fn of(&self, phrase: PhraseId) -> &[u64] {
        let end = |at: usize| self.ends.get(at).map(|end| place(*end));
        let start = place(phrase).checked_sub(1).and_then(end).unwrap_or(0);
        self.words.get(start..end(place(phrase)).unwrap_or(start)).unwrap_or_default()
    }
}

impl Gathered {
    /// The number of a phrase; one whose words were there before keeps its number.
    pub fn add(&mut self, phrase: &str) -> PhraseId {
        let start = self.all.words.len();
        let mut rest = phrase;
        while let Some((run, behind)) = rest.split_once('*') {
            self.run(run);
            let begun = self.all.words.len() > start;
            if begun && self.all.words.last() != Some(&STAR) {
                self.all.words.push(STAR);
            }
            rest = behind;
        }
        self.run(rest);
        if self.all.words.len() > start && self.all.words.last() == Some(&STAR) {
            self.all.words.pop();
        }
        let own = self.all.words.get(start..).unwrap_or_default();
        let sequence = own.iter().fold(STAR, |all, word| pair(all, *word));
        let next = number(self.all.ends.len());
        let known = self.known.give(sequence);
        if known == next {
            self.all.ends.push(number(self.all.words.len()));
        } else {
            self.all.words.truncate(start);
        }
        known
    }

    /// Adds the words of what stands between two stars.
    fn run(&mut self, run: &str) {
        // A `#` is no letter; a digit in its place keeps the word in one piece.
        let shaped = run.contains('#').then(|| run.replace('#', "0"));
        words_into(shaped.as_deref().unwrap_or(run), &mut self.room);
        for word in &self.room {
            let by_shape = shaped.is_some() && word.span.of(run).contains('#');
            self.all.words.push(if by_shape { word.shape } else { word.hash });
        }
    }

    /// Number of words in a phrase.
    pub fn length(&self, phrase: PhraseId) -> usize {
        self.all.of(phrase).iter().filter(|word| **word != STAR).count()
    }

    /// How many phrases there are.
    pub fn len(&self) -> usize {
        self.all.ends.len()
    }

    /// Lets every phrase wait where the fewest do.
    pub fn compile(self) -> Phrases {
        let all = self.all;
        let mut frequency = Frequency::new();
        for pair in all.words.windows(2) {
            frequency.count(pair);
        }
        let mut keys = Numbers::default();
        let mut waiting: Vec<(u32, PhraseId)> = Vec::with_capacity(all.ends.len());
        let mut anchors = Vec::with_capacity(all.ends.len());
        for phrase in 0..number(all.ends.len()) {
            let run = first_run(all.of(phrase));
            let anchor = frequency.rarest(run);
            anchors.push(number(anchor));
            if let Some(key) = key_at(run, anchor) {
                waiting.push((keys.give(key), phrase));
            }
        }
        Phrases { waiting: Lists::new(keys.len(), &waiting), all, anchors, keys }
    }
}

/// About how often pairs of words were counted: some share a counter, so that all counters stay at hand.
struct Frequency(Vec<u8>);

impl Frequency {
    /// Counters, as many as 16 bits can name.
    fn new() -> Self {
        Frequency(vec![0; 1 << 16])
    }

    fn count(&mut self, pair: &[u64]) {
        if let Some(count) = self.0.get_mut(counter(pair)) {
            *count = count.saturating_add(1);
        }
    }

    /// Where the pair stands that was counted least.
    fn rarest(&self, run: &[u64]) -> usize {
        let mut rarest = (u8::MAX, 0);
        for (at, pair) in run.windows(2).enumerate() {
            let count = self.0.get(counter(pair)).copied().unwrap_or(0);
            if count < rarest.0 {
                rarest = (count, at);
            }
        }
        rarest.1
    }
}

/// The upper bits of a pair's hash, which depend on all of it.
fn counter(pair: &[u64]) -> usize {
    usize::from((key_at(pair, 0).unwrap_or(0) >> 48) as u16)
}

/// The words before the first star.
fn first_run(phrase: &[u64]) -> &[u64] {
    let star = phrase.iter().position(|word| *word == STAR);
    phrase.get(..star.unwrap_or(phrase.len())).unwrap_or_default()
}

/// Where a phrase waits: at two words of its first run, or at its only word.
fn key_at(run: &[u64], at: usize) -> Option<u64> {
    let first = *run.get(at)?;
    Some(run.get(at + 1).map_or(first, |second| pair(first, *second)))
}

/// A hash of two hashes, in this order.
fn pair(one: u64, two: u64) -> u64 {
    (one.rotate_left(5) ^ two).wrapping_mul(0x517c_c1b7_2722_0a95)
}

impl Phrases {
    /// Every place of every phrase in a text, in the order of phrase and place.
    pub fn find(&self, text: &[Word]) -> Vec<Found> {
        let mut found = Vec::new();
        for (at, word) in text.iter().enumerate() {
            let next = text.get(at + 1);
            for own in spellings(word) {
                self.at(own, text, at, &mut found);
                for key in next.into_iter().flat_map(spellings).map(|next| pair(own, next)) {
                    self.at(key, text, at, &mut found);
                }
            }
        }
        order::by_key(&mut found, |found| *found);
        found
    }

    /// The phrases that wait for a key, where they stand around the word at `at`.
    fn at(&self, key: u64, text: &[Word], at: usize, found: &mut Vec<Found>) {
        let Some(key) = self.keys.get(key) else { return };
        for &phrase in self.waiting.of(key) {
            if let Some((first, last)) = self.around(phrase, text, at) {
                found.push(Found { phrase, first, last });
            }
        }
    }

    /// A phrase's first and last word, if its anchor stands at `at`.
    fn around(&self, phrase: PhraseId, text: &[Word], at: usize) -> Option<(usize, usize)> {
        let first = at.checked_sub(place(*self.anchors.get(place(phrase))?))?;
        let mut end = first;
        for (number, run) in self.all.of(phrase).split(|word| *word == STAR).enumerate() {
            let gap = if number == 0 { 0 } else { GAP };
            end = (end..=end + gap).find(|&start| stands(run, text, start))? + run.len();
        }
        Some((first, end.checked_sub(1)?))
    }
}

/// What a phrase may call a word: itself, or its shape.
fn spellings(word: &Word) -> impl Iterator<Item = u64> {
    let shape = (word.shape != word.hash).then_some(word.shape);
    std::iter::once(word.hash).chain(shape)
}

fn stands(run: &[u64], text: &[Word], start: usize) -> bool {
    let is = |(word, wanted): (&Word, &u64)| word.hash == *wanted || word.shape == *wanted;
    text.get(start..start + run.len()).is_some_and(|there| there.iter().zip(run).all(is))
}

/// Number of words in a phrase.
pub fn length(phrase: &str) -> usize {
    let mut one = Gathered::default();
    let phrase = one.add(phrase);
    one.length(phrase)
}

/// Whether the words of `part` stand in `text` as a phrase: for a value that is looked at once.
pub fn says(text: &str, part: &str) -> bool {
    let mut one = Gathered::default();
    one.add(part);
    !one.compile().find(&words(text)).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<(u32, usize, usize)> {
        let mut gathered = Gathered::default();
        for (at, phrase) in (0..).zip(phrases) {
            assert_eq!(gathered.add(phrase), at, "{phrase}");
        }
        gathered
            .compile()
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
        assert!(found(&[""], "anything").is_empty());
        assert!(found(&[" * "], "anything").is_empty());
        assert!(!says("anything", ""));
    }

    #[test]
    fn phrases_of_the_same_words_are_one() {
        let mut gathered = Gathered::default();
        let numbers = ["The client", "client", "the 'client'", "the * client", "* the client *"]
            .map(|phrase| gathered.add(phrase));
        assert_eq!(numbers, [0, 1, 0, 2, 0]);
        assert_eq!([0, 1, 2].map(|number| gathered.length(number)), [2, 1, 2]);
    }

    #[test]
    fn a_phrase_waits_at_a_pair_by_hash_and_by_shape() {
        let phrases = ["code ##", "code 42 ##", "## code", "code ## *"];
        assert_eq!(found(&phrases[..3], "code 42 17 code"), [(0, 0, 1), (1, 0, 2), (2, 2, 3)]);
    }
}
