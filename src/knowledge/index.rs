//! The rules and marks of the whole knowledge base, compiled for matching.

use super::lexicon::place;
use super::numbers::number;
use super::phrases::{Gathered, PhraseId, Phrases, length};
use super::wake::{Wake, Waking};
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
    /// Which rules may hold where a phrase or another sign is there.
    pub wake_rules: Wake,
    /// Which marks, likewise.
    pub wake_marks: Wake,
    /// The phrases of the lexicon, sorted: each with what it can be and the place of its term.
    pub terms: Vec<(PhraseId, Role, usize)>,
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
    phrases: Gathered,
    rules: Vec<Compiled>,
    wake_rules: Waking,
    marks: Vec<Compiled>,
    wake_marks: Waking,
}

impl<'k> Builder<'k> {
    fn new(lexicon: &'k Lexicon) -> Self {
        Builder {
            lexicon,
            terms: Vec::new(),
            phrases: Gathered::default(),
            rules: Vec::new(),
            wake_rules: Waking::default(),
            marks: Vec::new(),
            wake_marks: Waking::default(),
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
            self.wake_rules.add(when, &compiled, |phrase| self.phrases.length(phrase));
            self.rules.push(compiled);
        }
    }

    fn marks(&mut self, home: Home, marks: impl Iterator<Item = (&'k Conditions, Strength)>) {
        for (number, (when, strength)) in marks.enumerate() {
            let compiled = self.compile(home, number, when, strength);
            self.wake_marks.add(when, &compiled, |phrase| self.phrases.length(phrase));
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
        let longest = says.iter().chain(&any).map(|phrase| self.phrases.length(*phrase)).max();
        Compiled {
            home,
            number,
            specificity: self.specificity(when, &says, &any),
            says,
            any,
            unless,
            about: places(&self.lexicon.about, &when.about),
            is: places(&self.lexicon.is, &when.is),
            has_sentence: longest.is_some_and(|words| words >= 3),
            strength,
        }
    }

    /// The numbers of phrases; one that was seen before keeps its number.
    fn phrases(&mut self, phrases: &[String]) -> Vec<PhraseId> {
        phrases.iter().map(|phrase| self.phrases.add(phrase)).collect()
    }

    /// How much the conditions ask for. A word counts 4, an error code 6, other signs 3 to 6.
    fn specificity(&self, when: &Conditions, says: &[PhraseId], any: &[PhraseId]) -> u32 {
        let words = |phrase: &PhraseId| self.phrases.length(*phrase);
        let about = when.about.iter().map(|name| length(name)).min().unwrap_or(0);
        let fewest =
            any.iter().map(words).min().unwrap_or(0) + about + usize::from(!when.is.is_empty());
        let some = |list: bool, weight: usize| if list { weight } else { 0 };
        let sum = 4 * (says.iter().map(words).sum::<usize>() + fewest)
            + some(!when.unless.is_empty(), 2)
            + some(!when.error.is_empty(), 6)
            + some(!when.status.is_empty(), 3)
            + some(!when.host.is_empty(), 4)
            + 6 * (when.header.len() + when.field.len())
            + 5 * when.request.len();
        number(sum)
    }

    fn finish(mut self) -> Index {
        order::by_key(&mut self.terms, |term| *term);
        let phrases = self.phrases.len();
        Index {
            phrases: self.phrases.compile(),
            rules: self.rules,
            marks: self.marks,
            wake_rules: self.wake_rules.compile(phrases),
            wake_marks: self.wake_marks.compile(phrases),
            terms: self.terms,
        }
    }
}

fn places(terms: &[Term], names: &[String]) -> Vec<usize> {
    names.iter().filter_map(|name| place(terms, name)).collect()
}
