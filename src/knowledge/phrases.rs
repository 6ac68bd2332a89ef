//! Phrases of rules as they are looked for in the words of a text.
//!
//! A rule waits for the first two words of its phrases, and the phrases themselves are made out of their letters when
//! those two stood somewhere. So the work for a text is its number of words plus the few rules that wait there, however
//! many rules there are. A `#` in a phrase stands for one digit: such a word is compared by its shape.

use super::numbers::{Lists, Numbers, number, place};
use crate::words::{Word, plain_word, words};

/// How many words a `*` stands for at most.
pub const GAP: usize = 8;

/// A phrase as hashes of its words: those between two stars in one run.
#[derive(Debug, Default)]
pub struct Phrase(Vec<Vec<u64>>);

impl Phrase {
    /// Reads a phrase. Stars at its ends mean nothing.
    pub fn new(phrase: &str) -> Self {
        let runs = phrase.split('*').map(hashes);
        Phrase(runs.filter(|run| !run.is_empty()).collect())
    }

    /// Number of its words.
    pub fn length(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    /// Whether it stands somewhere among some words: for a value that is looked at once.
    pub fn stands_in(&self, text: &[Word]) -> bool {
        (0..text.len()).any(|first| self.last(text, first).is_some())
    }

    /// The number of its last word, if its first one is the word at `first`.
    pub fn last(&self, text: &[Word], first: usize) -> Option<usize> {
        let (run, others) = self.0.split_first()?;
        let mut end = stands(run, text, first)?;
        for run in others {
            end = (end..=end + GAP).find_map(|start| stands(run, text, start))?;
        }
        end.checked_sub(1)
    }
}

/// The hashes of the words of what stands between two stars.
fn hashes(run: &str) -> Vec<u64> {
    // A `#` is no letter; a digit in its place keeps the word in one piece.
    let shaped = run.contains('#').then(|| run.replace('#', "0"));
    let by_shape = |word: &Word| shaped.is_some() && word.span.of(run).contains('#');
    let words = words(shaped.as_deref().unwrap_or(run));
    words.iter().map(|word| if by_shape(word) { word.shape } else { word.hash }).collect()
}

/// What a rule waits for that wants a phrase: the phrase's first two words, or its only one before a star.
pub(super) fn key(phrase: &str) -> Option<u64> {
    let begin = |run: &str| match *hashes(run) {
        [] => None,
        [one] => Some(one),
        [one, two, ..] => Some(pair(one, two)),
    };
    plain_key(phrase).or_else(|| phrase.split('*').find_map(begin))
}

/// The same where the phrase begins as most do, with words of plain letters and a blank between them.
fn plain_key(phrase: &str) -> Option<u64> {
    let text = phrase.as_bytes();
    let (one, end) = plain_word(text, 0);
    let (two, last) = plain_word(text, end + 1);
    match text.get(end) {
        _ if end == 0 => None,
        None => Some(one),
        Some(b' ') if last > end + 1 && matches!(text.get(last), None | Some(b' ')) => {
            Some(pair(one, two))
        }
        Some(_) => None,
    }
}

/// A hash of two hashes, in this order.
fn pair(one: u64, two: u64) -> u64 {
    (one.rotate_left(5) ^ two).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// What may be waited for at a word of a text: it alone, and it with the next one.
pub fn keys(text: &[Word], at: usize, take: &mut dyn FnMut(u64)) {
    let Some(word) = text.get(at) else { return };
    spellings(word, &mut |own| {
        take(own);
        if let Some(next) = text.get(at + 1) {
            spellings(next, &mut |next| take(pair(own, next)));
        }
    });
}

/// What a phrase may call a word: itself, or its shape.
fn spellings(word: &Word, take: &mut dyn FnMut(u64)) {
    take(word.hash);
    if word.shape != word.hash {
        take(word.shape);
    }
}

/// Where a run of words ends that begins at `start`.
fn stands(run: &[u64], text: &[Word], start: usize) -> Option<usize> {
    let is = |(word, wanted): (&Word, &u64)| word.hash == *wanted || word.shape == *wanted;
    let there = text.get(start..start + run.len())?;
    there.iter().zip(run).all(is).then_some(start + run.len())
}

/// The words of a text, and where each of them stands, alone and with the next one.
pub struct Places<'w> {
    words: &'w [Word],
    keys: Numbers,
    by_key: Lists,
}

impl<'w> Places<'w> {
    /// Looks at every word once.
    pub fn new(words: &'w [Word]) -> Self {
        let mut numbers = Numbers::default();
        let mut places: Vec<(u32, u32)> = Vec::with_capacity(2 * words.len());
        for at in 0..words.len() {
            keys(words, at, &mut |key| places.push((numbers.give(key), number(at))));
        }
        Places { words, by_key: Lists::new(numbers.len(), &places), keys: numbers }
    }

    /// All that may be waited for, each once.
    pub fn keys(&self) -> &[u64] {
        self.keys.keys()
    }

    /// Where a phrase stands, in the order of the text: its first and its last word.
    pub fn of(&self, phrase: &Phrase) -> impl Iterator<Item = (usize, usize)> {
        let (offset, places) = self.rarest(phrase).unwrap_or_default();
        places.iter().filter_map(move |at| {
            let first = place(*at).checked_sub(offset)?;
            Some((first, phrase.last(self.words, first)?))
        })
    }

    /// Of the words of a phrase's first run those that stand in the text least often: their place in the run, and those
    /// in the text. Nothing if some are nowhere.
    fn rarest(&self, phrase: &Phrase) -> Option<(usize, &[u32])> {
        let run = phrase.0.first()?;
        let mut rarest: Option<(usize, &[u32])> = None;
        for (at, word) in run.iter().enumerate() {
            let key = match run.get(at + 1) {
                Some(next) => pair(*word, *next),
                None if at == 0 => *word,
                None => break,
            };
            let there = self.by_key.of(self.keys.get(key)?);
            if rarest.is_none_or(|(_, fewest)| there.len() < fewest.len()) {
                rarest = Some((at, there));
            }
        }
        rarest
    }
}

/// Number of words in a phrase.
pub fn length(phrase: &str) -> usize {
    Phrase::new(phrase).length()
}

/// Whether the words of `part` stand in `text` as a phrase: for a value that is looked at once.
pub fn says(text: &str, part: &str) -> bool {
    Phrase::new(part).stands_in(&words(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<(u32, usize, usize)> {
        let words = words(text);
        let places = Places::new(&words);
        let of = |(at, phrase): (u32, &&str)| {
            let phrase = Phrase::new(phrase);
            let found: Vec<_> = places.of(&phrase).collect();
            assert_eq!(phrase.stands_in(&words), !found.is_empty());
            found.into_iter().map(move |(first, last)| (at, first, last))
        };
        (0..).zip(phrases).flat_map(of).collect()
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
    fn stars_at_the_ends_mean_nothing() {
        let words = ["The client", "client", "the 'client'", "the * client", "* the client *"]
            .map(|phrase| Phrase::new(phrase).0);
        assert_eq!(words[0], words[2]);
        assert_eq!(words[0], words[4]);
        assert_ne!(words[0], words[3]);
        assert_eq!(["", "client", "the * client *"].map(length), [0, 1, 2]);
    }

    #[test]
    fn a_phrase_is_waited_for_at_its_first_words() {
        let words = words("Sorry: error 42, invalid_client 17");
        let mut there = Vec::new();
        (0..words.len()).for_each(|at| keys(&words, at, &mut |key| there.push(key)));
        let waits = |phrase: &str| key(phrase).map(|key| there.contains(&key));
        for phrase in
            ["error 42", "ERROR ##", "Error * client", "* 42 'invalid' client", "client ##"]
        {
            assert_eq!(waits(phrase), Some(true), "{phrase}");
        }
        for phrase in ["error client", "sorry 42", "17 error"] {
            assert_eq!(waits(phrase), Some(false), "{phrase}");
        }
        assert_eq!([waits(""), waits(" * ")], [None, None]);
    }

    #[test]
    fn words_are_found_by_hash_and_by_shape() {
        let phrases = ["code ##", "code 42 ##", "## code", "code ## *"];
        assert_eq!(found(&phrases[..3], "code 42 17 code"), [(0, 0, 1), (1, 0, 2), (2, 2, 3)]);
    }
}
