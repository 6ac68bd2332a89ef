//! A knowledge base with many times the rules: those that there are, again and again in other words.
//!
//! A copy keeps a rule's shape: as many phrases of as many words, the same signs, strength, prose of the same length.
//! Its words are others. What only one phrase of the knowledge base says (a product's name, a code) becomes a word
//! that nobody said before; for every other word one is drawn from all words of all phrases, so that words which
//! are frequent stay as frequent: the copies wait for the same "client" and "invalid" in a text as the rules do.

use std::collections::BTreeMap;

use token_triage::knowledge::{Conditions, Knowledge, Rule, Term, Unread, json};

/// The knowledge base with `times` as many rules, and as many terms of its lexicon.
pub fn grown(knowledge: &Knowledge, times: usize) -> Knowledge {
    let mut grown = knowledge.clone();
    let mut words = Words::new(knowledge);
    for copy in 1..times {
        words.copy = copy;
        let pairs = knowledge.causes.iter().zip(&mut grown.causes);
        pairs.for_each(|(from, to)| words.rules(&from.rules, &mut to.rules));
        let pairs = knowledge.errors.iter().zip(&mut grown.errors);
        pairs.for_each(|(from, to)| words.rules(&from.rules, &mut to.rules));
        let pairs = knowledge.clients.iter().zip(&mut grown.clients);
        pairs.for_each(|(from, to)| words.rules(&from.rules, &mut to.rules));
        let pairs = knowledge.providers.iter().zip(&mut grown.providers);
        pairs.for_each(|(from, to)| words.rules(&from.rules, &mut to.rules));
        words.terms(&knowledge.lexicon.about, &mut grown.lexicon.about);
        words.terms(&knowledge.lexicon.is, &mut grown.lexicon.is);
    }
    grown
}

/// All words of all phrases, and how the next one is chosen.
struct Words<'k> {
    all: Vec<&'k str>,
    frequency: BTreeMap<&'k str, usize>,
    /// Which copy is made.
    copy: usize,
    /// The state of the generator.
    state: u64,
}

impl<'k> Words<'k> {
    fn new(knowledge: &'k Knowledge) -> Self {
        let causes = knowledge.causes.iter().flat_map(|entry| &entry.rules);
        let errors = knowledge.errors.iter().flat_map(|entry| &entry.rules);
        let clients = knowledge.clients.iter().flat_map(|entry| &entry.rules);
        let providers = knowledge.providers.iter().flat_map(|entry| &entry.rules);
        let phrases = causes
            .chain(errors)
            .chain(clients)
            .chain(providers)
            .flat_map(|rule| rule.when.says.iter().chain(&rule.when.any));
        let all: Vec<&str> = phrases.flat_map(|phrase| split(phrase)).collect();
        let mut frequency = BTreeMap::new();
        for word in &all {
            *frequency.entry(*word).or_default() += 1;
        }
        Words { all, frequency, copy: 0, state: 1 }
    }

    fn rules(&mut self, from: &[Unread], to: &mut Vec<Unread>) {
        for rule in from {
            let when = self.conditions(&rule.when);
            let id = format!("{}-{}", rule.id, self.copy);
            to.push(Rule { id, when, ..Rule::clone(rule) }.into());
        }
    }

    fn terms(&mut self, from: &[Term], to: &mut Vec<Term>) {
        for term in from {
            to.push(Term { name: self.made_up(&term.name), phrases: self.phrases(&term.phrases) });
        }
    }

    fn conditions(&mut self, when: &Conditions) -> Conditions {
        let made_up = |texts: &[String]| texts.iter().map(|text| self.made_up(text)).collect();
        let phrases = !when.says.is_empty() || !when.any.is_empty();
        Conditions {
            // A rule that asks for a sentence knows the codes that there are; one that asks for no more than a code, others.
            error: if phrases { when.error.clone() } else { made_up(&when.error) },
            about: made_up(&when.about),
            is: made_up(&when.is),
            header: made_up(&when.header),
            field: made_up(&when.field),
            host: made_up(&when.host),
            status: when.status.iter().map(|status| self.status(*status)).collect(),
            request: when.request.iter().map(|sign| self.sign(sign)).collect(),
            says: self.phrases(&when.says),
            any: self.phrases(&when.any),
            unless: self.phrases(&when.unless),
        }
    }

    fn phrases(&mut self, phrases: &[String]) -> Vec<String> {
        phrases.iter().map(|phrase| self.phrase(phrase)).collect()
    }

    /// As many words, in runs of the same lengths.
    fn phrase(&mut self, phrase: &str) -> String {
        // One or two words are a code, a name, a term: words drawn for them would be ones that stand together anywhere.
        let name = split(phrase).count() < 3;
        let parts = phrase.split(' ').map(|part| {
            let words: Vec<&str> = split(part).collect();
            let word = |word: &&str| match self.frequency.get(word) {
                Some(2..) if !name => self.drawn().to_owned(),
                _ => self.made_up(word),
            };
            if words.is_empty() {
                part.to_owned()
            } else {
                words.iter().map(word).collect::<Vec<_>>().join(" ")
            }
        });
        parts.collect::<Vec<_>>().join(" ")
    }

    /// Any word of any phrase.
    fn drawn(&mut self) -> &'k str {
        // Knuth's generator (MMIX): its upper bits are even enough to draw words.
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(self.state >> 33).unwrap_or_default() % self.all.len().max(1);
        self.all.get(at).copied().unwrap_or("word")
    }

    /// The same letters moved along the alphabet by the number of the copy; signs and `#` stay.
    fn made_up(&self, word: &str) -> String {
        let turned = |letter: char| match letter {
            'a'..='z' => self.moved(letter, b'a', 26),
            'A'..='Z' => self.moved(letter, b'A', 26),
            '0'..='9' => self.moved(letter, b'0', 10),
            other => other,
        };
        word.chars().map(turned).collect()
    }

    fn moved(&self, letter: char, first: u8, count: usize) -> char {
        let place = u8::try_from(u32::from(letter)).unwrap_or(first) - first;
        let moved = (usize::from(place) + self.copy) % count;
        char::from(first + u8::try_from(moved).unwrap_or_default())
    }

    fn status(&self, status: u16) -> u16 {
        400 + (status + 17 * u16::try_from(self.copy).unwrap_or_default()) % 200
    }

    /// The sign's kind stays: `!header:name`, `encoding=json`.
    fn sign(&self, sign: &str) -> String {
        const KINDS: [&str; 6] =
            ["header:", "query:", "method=", "path=", "encoding=", "authentication="];
        let kind = KINDS.iter().find(|kind| sign.trim_start_matches('!').starts_with(*kind));
        match kind {
            Some(_) => sign.to_owned(),
            None => self.made_up(sign),
        }
    }
}

fn split(phrase: &str) -> impl Iterator<Item = &str> {
    phrase
        .split(|letter: char| !letter.is_alphanumeric() && letter != '#')
        .filter(|word| !word.is_empty())
}

/// What the page does before its first diagnosis.
pub fn load(text: &str) -> Knowledge {
    let mut knowledge = Knowledge::default();
    let read = json::read(text, &mut knowledge);
    assert!(read.is_ok(), "{read:?}");
    let _ = knowledge.index();
    knowledge
}
