//! Makes the index: what is read of each entry, and how much each part of it says.

use super::{Document, Known, Search, compact};
use crate::knowledge::{Cause, ErrorCode, Home, Knowledge, Provider, Rule, Unread};
use crate::order;
use crate::words::words;

/// How much a word says of an entry, by where it stands.
const NAME: u32 = 10;
const TITLE: u32 = 8;
const HOST: u32 = 4;
const MESSAGE: u32 = 5;
const NOTE: u32 = 2;
const PROSE: u32 = 1;

/// Reads all entries.
pub fn search(knowledge: &Knowledge) -> Search {
    let mut gathered = Gathered::default();
    for (at, cause) in knowledge.causes.iter().enumerate() {
        gathered.cause(at, cause);
    }
    for (at, error) in knowledge.errors.iter().enumerate() {
        gathered.error(at, error);
    }
    for (at, provider) in knowledge.providers.iter().enumerate() {
        gathered.provider(at, provider);
    }
    for (at, client) in knowledge.clients.iter().enumerate() {
        for (number, rule) in client.rules.iter().enumerate() {
            gathered.message(Home::Client(at), number, rule, &client.name);
        }
    }
    gathered.finish()
}

/// A word where it stands.
struct Place {
    hash: u64,
    document: usize,
    weight: u32,
    /// Its letters, as a place in the text of all words.
    start: usize,
    end: usize,
}

#[derive(Default)]
struct Gathered {
    documents: Vec<Document>,
    places: Vec<Place>,
    /// All words in small letters, one after the other.
    letters: String,
}

impl Gathered {
    fn cause(&mut self, at: usize, cause: &Cause) {
        self.begin(Home::Cause(at), None, &cause.id);
        self.take(TITLE, &cause.title);
        for text in &cause.what {
            self.take(NOTE, text);
        }
        for text in cause.check.iter().chain(&cause.fix).chain(&cause.otherwise) {
            self.take(PROSE, text);
        }
        self.phrases(NOTE, &cause.rules);
    }

    fn error(&mut self, at: usize, error: &ErrorCode) {
        self.begin(Home::Error(at), None, &error.id);
        self.take(TITLE, &error.title);
        for text in error.meaning.iter().chain(&error.practice) {
            self.take(PROSE, text);
        }
    }

    fn provider(&mut self, at: usize, provider: &Provider) {
        let home = Home::Provider(at);
        self.begin(home, None, &provider.id);
        self.take(NAME, &provider.name);
        for host in &provider.hosts {
            self.take(HOST, host);
        }
        for text in &provider.about {
            self.take(NOTE, text);
        }
        for trap in &provider.traps {
            self.take(PROSE, &trap.title);
        }
        for (number, rule) in provider.rules.iter().enumerate() {
            self.message(home, number, rule, &provider.name);
        }
    }

    fn message(&mut self, home: Home, number: usize, rule: &Rule, whose: &str) {
        self.begin(home, Some(number), "");
        for text in rule.when.says.iter().chain(&rule.when.any).chain(&rule.when.field) {
            self.take(MESSAGE, text);
        }
        for code in &rule.when.error {
            self.take(NOTE, code);
        }
        self.take(NOTE, whose);
        self.take(NOTE, &rule.note);
    }

    fn phrases(&mut self, weight: u32, rules: &[Unread]) {
        for text in rules.iter().flat_map(|rule| rule.when.says.iter().chain(&rule.when.any)) {
            self.take(weight, text);
        }
    }

    /// Begins a document; its id is read as words, and as one: `invalidclient` means `invalid_client`.
    fn begin(&mut self, home: Home, rule: Option<usize>, id: &str) {
        let name = compact(id);
        self.documents.push(Document { home, rule, name: name.clone() });
        self.take(NAME, id);
        if name.len() != id.len() {
            self.take(NAME, &name);
        }
    }

    fn take(&mut self, weight: u32, text: &str) {
        for word in words(text) {
            let letters = word.span.of(text);
            self.word(weight, word.hash, letters);
            // `AADSTS50011` is also looked for by its number alone.
            let number = letters.trim_start_matches(|letter: char| !letter.is_ascii_digit());
            if number.len() > 2 && number.len() < letters.len() {
                let hash = words(number).first().map_or(0, |word| word.hash);
                self.word(weight, hash, number);
            }
        }
    }

    fn word(&mut self, weight: u32, hash: u64, letters: &str) {
        let start = self.letters.len();
        self.letters.extend(letters.chars().map(|letter| letter.to_ascii_lowercase()));
        let document = self.documents.len().saturating_sub(1);
        self.places.push(Place { hash, document, weight, start, end: self.letters.len() });
    }

    /// Each word once, with its documents; the place that says most counts.
    fn finish(mut self) -> Search {
        order::by_key(&mut self.places, |place| {
            (place.hash, place.document, u32::MAX - place.weight)
        });
        let mut search = Search { documents: self.documents, ..Search::default() };
        for word in self.places.chunk_by(|a, b| a.hash == b.hash) {
            let first = search.holders.len();
            for place in word.chunk_by(|a, b| a.document == b.document) {
                let Some(best) = place.first() else { continue };
                // What is said again and again is what it is about.
                let again = if place.len() > 2 { 2 } else { 0 };
                search.holders.push((best.document, best.weight + again));
            }
            let count = search.holders.len() - first;
            let letters = word.first().and_then(|place| self.letters.get(place.start..place.end));
            let rarity = 1 + (search.documents.len() / count.max(1)).checked_ilog2().unwrap_or(0);
            let letters = letters.unwrap_or_default().to_owned();
            search.vocabulary.push(Known { letters, rarity, first, count });
        }
        search
    }
}
