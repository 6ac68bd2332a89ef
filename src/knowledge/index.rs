//! The rules and marks of the whole knowledge base, compiled for matching.

use std::collections::BTreeMap;

use super::lexicon::place;
use super::phrases::{PhraseId, Phrases, length};
use super::{Conditions, Knowledge, Lexicon, Strength, Term};
use crate::order;

/// Everything that is matched against a paste.
#[derive(Debug, Default)]
pub struct Index {
    /// All phrases of all rules and marks.
    pub phrases: Phrases,
    /// The rules, in the order of the knowledge base.
    pub rules: Vec<Compiled>,
    /// The marks that give a provider or client away.
    pub marks: Vec<Compiled>,
    /// For each phrase the rules that can't hold without one of its places.
    pub rules_by_phrase: Vec<Vec<usize>>,
    /// For each phrase the marks, likewise.
    pub marks_by_phrase: Vec<Vec<usize>>,
    /// The phrases of the lexicon, sorted: each with what it can be and the place of its term.
    pub terms: Vec<(PhraseId, Role, usize)>,
    /// Rules and marks that need no phrase: always looked at.
    pub other_rules: Vec<usize>,
    /// Marks that need no phrase.
    pub other_marks: Vec<usize>,
}

/// What a term of the lexicon is in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// What it is about.
    About,
    /// What is said of it.
    Is,
}

/// Where a rule or mark lives, by place in the knowledge base's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// A cause's wording of any server.
    Cause(usize),
    /// An error code's.
    Error(usize),
    /// A client library's own message.
    Client(usize),
    /// A provider's.
    Provider(usize),
}

/// A rule or mark ready for matching.
#[derive(Debug)]
pub struct Compiled {
    /// Where it lives.
    pub home: Home,
    /// Its place in its home's list of rules (or marks).
    pub number: usize,
    /// The phrases that must all be there.
    pub says: Vec<PhraseId>,
    /// The phrases one of which must be there.
    pub any: Vec<PhraseId>,
    /// The phrases none of which may be there.
    pub unless: Vec<PhraseId>,
    /// Subjects of which a sentence says one of `is`, by their places in the lexicon.
    pub about: Vec<usize>,
    /// The verdicts, likewise.
    pub is: Vec<usize>,
    /// How much it asks for: words and signs. What asks for more is the more specific.
    pub specificity: u32,
    /// Whether one of its phrases has three words or more.
    pub has_sentence: bool,
    /// How sure it makes its cause or provider.
    pub strength: Strength,
}

impl Index {
    /// Compiles all rules and marks.
    pub fn new(knowledge: &Knowledge) -> Self {
        let mut builder = Builder::new(&knowledge.lexicon);
        for (at, cause) in knowledge.causes.iter().enumerate() {
            builder
                .rules(Home::Cause(at), cause.rules.iter().map(|rule| (&rule.when, rule.strength)));
        }
        for (at, error) in knowledge.errors.iter().enumerate() {
            builder
                .rules(Home::Error(at), error.rules.iter().map(|rule| (&rule.when, rule.strength)));
        }
        for (at, client) in knowledge.clients.iter().enumerate() {
            builder.rules(
                Home::Client(at),
                client.rules.iter().map(|rule| (&rule.when, rule.strength)),
            );
            builder.marks(
                Home::Client(at),
                client.marks.iter().map(|mark| (&mark.when, mark.strength)),
            );
        }
        for (at, provider) in knowledge.providers.iter().enumerate() {
            builder.rules(
                Home::Provider(at),
                provider.rules.iter().map(|rule| (&rule.when, rule.strength)),
            );
            builder.marks(
                Home::Provider(at),
                provider.marks.iter().map(|mark| (&mark.when, mark.strength)),
            );
        }
        builder.terms(Role::About, &knowledge.lexicon.about);
        builder.terms(Role::Is, &knowledge.lexicon.is);
        builder.finish()
    }
}

struct Builder<'k> {
    lexicon: &'k Lexicon,
    terms: Vec<(PhraseId, Role, usize)>,
    texts: Vec<&'k str>,
    numbers: BTreeMap<&'k str, PhraseId>,
    rules: Vec<Compiled>,
    marks: Vec<Compiled>,
}

impl<'k> Builder<'k> {
    fn new(lexicon: &'k Lexicon) -> Self {
        Builder {
            lexicon,
            terms: Vec::new(),
            texts: Vec::new(),
            numbers: BTreeMap::new(),
            rules: Vec::new(),
            marks: Vec::new(),
        }
    }

    fn terms(&mut self, role: Role, terms: &'k [Term]) {
        for (at, term) in terms.iter().enumerate() {
            let mut numbers = self.phrases(std::slice::from_ref(&term.name));
            numbers.extend(self.phrases(&term.phrases));
            self.terms.extend(numbers.into_iter().map(|number| (number, role, at)));
        }
    }

    fn rules(&mut self, home: Home, rules: impl Iterator<Item = (&'k Conditions, Strength)>) {
        for (number, (when, strength)) in rules.enumerate() {
            let compiled = self.compile(home, number, when, strength);
            self.rules.push(compiled);
        }
    }

    fn marks(&mut self, home: Home, marks: impl Iterator<Item = (&'k Conditions, Strength)>) {
        for (number, (when, strength)) in marks.enumerate() {
            let compiled = self.compile(home, number, when, strength);
            self.marks.push(compiled);
        }
    }

    fn compile(
        &mut self,
        home: Home,
        number: usize,
        when: &'k Conditions,
        strength: Strength,
    ) -> Compiled {
        let says = self.phrases(&when.says);
        let any = self.phrases(&when.any);
        let unless = self.phrases(&when.unless);
        let longest = when.says.iter().chain(&when.any).map(|phrase| length(phrase)).max();
        Compiled {
            home,
            number,
            says,
            any,
            unless,
            about: places(&self.lexicon.about, &when.about),
            is: places(&self.lexicon.is, &when.is),
            specificity: specificity(when),
            has_sentence: longest.is_some_and(|words| words >= 3),
            strength,
        }
    }

    /// The numbers of phrases; one that was seen before keeps its number.
    fn phrases(&mut self, phrases: &'k [String]) -> Vec<PhraseId> {
        let number = |phrase: &'k String| {
            let next = PhraseId::try_from(self.texts.len()).unwrap_or(PhraseId::MAX);
            *self.numbers.entry(phrase).or_insert_with(|| {
                self.texts.push(phrase);
                next
            })
        };
        phrases.iter().map(number).collect()
    }

    fn finish(mut self) -> Index {
        order::by_key(&mut self.terms, |term| *term);
        let (rules_by_phrase, other_rules) = wake(&self.rules, self.texts.len());
        let (marks_by_phrase, other_marks) = wake(&self.marks, self.texts.len());
        Index {
            phrases: Phrases::new(self.texts.into_iter()),
            rules: self.rules,
            marks: self.marks,
            rules_by_phrase,
            marks_by_phrase,
            other_rules,
            other_marks,
            terms: self.terms,
        }
    }
}

fn places(terms: &[Term], names: &[String]) -> Vec<usize> {
    names.iter().filter_map(|name| place(terms, name)).collect()
}

/// Which phrases wake which rule: the first of those that it needs, or each of those of which it needs one.
fn wake(rules: &[Compiled], phrases: usize) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut by_phrase = vec![Vec::new(); phrases];
    let mut others = Vec::new();
    for (at, rule) in rules.iter().enumerate() {
        let keys = rule.says.get(..1).unwrap_or(&rule.any);
        for key in keys {
            if let Some(list) = usize::try_from(*key).ok().and_then(|key| by_phrase.get_mut(key)) {
                list.push(at);
            }
        }
        if keys.is_empty() {
            others.push(at);
        }
    }
    (by_phrase, others)
}

/// How much the conditions ask for. A word counts 4, an error code 6, other signs 3 to 6.
fn specificity(when: &Conditions) -> u32 {
    let words = |phrases: &[String]| phrases.iter().map(|phrase| length(phrase)).sum::<usize>();
    let shortest = |names: &[String]| names.iter().map(|name| length(name)).min().unwrap_or(0);
    let fewest = shortest(&when.any) + shortest(&when.about) + usize::from(!when.is.is_empty());
    let some = |list: bool, weight: usize| if list { weight } else { 0 };
    let sum = 4 * (words(&when.says) + fewest)
        + some(!when.unless.is_empty(), 2)
        + some(!when.error.is_empty(), 6)
        + some(!when.status.is_empty(), 3)
        + some(!when.host.is_empty(), 4)
        + 6 * (when.header.len() + when.field.len())
        + 5 * when.request.len();
    u32::try_from(sum).unwrap_or(u32::MAX)
}
