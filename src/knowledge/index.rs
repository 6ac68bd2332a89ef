//! The rules and marks of the whole knowledge base, and what each waits for.

use super::lexicon::place;
use super::numbers::number;
use super::phrases::{Phrase, keys, length};
use super::wake::{Waits, Wake, Waking};
use super::{Conditions, Knowledge, Lazy, Lexicon, Mark, Rule, Term, Unread};
use crate::words::Word;

/// Everything that is matched against a paste.
#[derive(Debug, Default)]
pub struct Index {
    /// The rules.
    pub rules: Sleeping,
    /// The marks that give a provider or client away.
    pub marks: Sleeping,
    /// The phrases of the lexicon.
    terms: Vec<NamedTerm>,
    wake_terms: Wake,
}

/// Rules or marks, in the order of the knowledge base. Few of them are ever looked at: each is compiled when a text
/// wakes it first.
#[derive(Debug, Default)]
pub struct Sleeping {
    all: Vec<(Home, usize, Lazy<Box<Compiled>>)>,
    /// Which of them may hold where words or another sign are there, by place.
    pub wake: Wake,
}

/// What a term of the lexicon is in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// What it is about.
    About,
    /// What is said of it.
    Is,
}

/// A phrase that means a term of the lexicon.
#[derive(Debug)]
struct NamedTerm {
    role: Role,
    /// The term's place in the lexicon.
    term: usize,
    /// 0 for its name, else the phrase's place among its phrases and one.
    number: usize,
    phrase: Lazy<Phrase>,
}

/// A term of the lexicon in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundTerm {
    /// Number of its first word.
    pub first: usize,
    /// Number of its last word.
    pub last: usize,
    /// What it is in a sentence.
    pub role: Role,
    /// Its place in the lexicon.
    pub term: usize,
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
    pub says: Vec<Phrase>,
    /// The phrases one of which must be there.
    pub any: Vec<Phrase>,
    /// The phrases none of which may be there.
    pub unless: Vec<Phrase>,
    /// Subjects of which a sentence says one of `is`, by their places in the lexicon.
    pub about: Vec<usize>,
    /// The verdicts, likewise.
    pub is: Vec<usize>,
    /// How much it asks for: words and signs. What asks for more is the more specific.
    pub specificity: u32,
    /// Whether one of its phrases has three words or more.
    pub has_sentence: bool,
}

impl Index {
    /// Lets all rules and marks wait.
    pub fn new(knowledge: &Knowledge) -> Self {
        let (mut rules, mut marks) = (Gathered::default(), Gathered::default());
        for (at, cause) in knowledge.causes.iter().enumerate() {
            rules.rules(Home::Cause(at), &cause.rules);
        }
        for (at, error) in knowledge.errors.iter().enumerate() {
            rules.rules(Home::Error(at), &error.rules);
        }
        for (at, client) in knowledge.clients.iter().enumerate() {
            rules.rules(Home::Client(at), &client.rules);
            marks.marks(Home::Client(at), &client.marks);
        }
        for (at, provider) in knowledge.providers.iter().enumerate() {
            rules.rules(Home::Provider(at), &provider.rules);
            marks.marks(Home::Provider(at), &provider.marks);
        }
        let (mut terms, mut waking) = (Vec::new(), Waking::default());
        let Lexicon { about, is } = &knowledge.lexicon;
        for (role, all) in [(Role::About, about), (Role::Is, is)] {
            for (term, Term { name, phrases }) in all.iter().enumerate() {
                for (number, phrase) in std::iter::once(name).chain(phrases).enumerate() {
                    waking.phrase(terms.len(), phrase);
                    terms.push(NamedTerm { role, term, number, phrase: Lazy::default() });
                }
            }
        }
        let (rules, marks, wake_terms) = (rules.finish(), marks.finish(), waking.compile());
        Index { rules, marks, terms, wake_terms }
    }
}

impl Sleeping {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

impl Knowledge {
    /// The terms of the lexicon among some words, in the order of their first words.
    pub fn terms(&self, words: &[Word]) -> Vec<FoundTerm> {
        let index = self.index();
        let mut found = Vec::new();
        for first in 0..words.len() {
            keys(words, first, &mut |key| {
                let named = index.wake_terms.of(key).iter().map(|at| index.terms.get(*at as usize));
                for &NamedTerm { role, term, number, ref phrase } in named.flatten() {
                    let phrase = phrase.get_or(|| self.term_phrase(role, term, number));
                    if let Some(last) = phrase.last(words, first) {
                        found.push(FoundTerm { first, last, role, term });
                    }
                }
            });
        }
        found
    }

    fn term_phrase(&self, role: Role, term: usize, number: usize) -> Phrase {
        let terms = match role {
            Role::About => &self.lexicon.about,
            Role::Is => &self.lexicon.is,
        };
        let text = terms.get(term).and_then(|term| match number.checked_sub(1) {
            None => Some(&term.name),
            Some(number) => term.phrases.get(number),
        });
        text.map(|text| Phrase::new(text)).unwrap_or_default()
    }

    /// The rule at a place of the index, compiled and as it is written.
    pub fn rule_at(&self, at: usize) -> Option<(&Compiled, &Rule)> {
        let &(home, number, ref compiled) = self.index().rules.all.get(at)?;
        let rules = match home {
            Home::Cause(at) => &self.causes.get(at)?.rules,
            Home::Error(at) => &self.errors.get(at)?.rules,
            Home::Client(at) => &self.clients.get(at)?.rules,
            Home::Provider(at) => &self.providers.get(at)?.rules,
        };
        let rule = rules.get(number)?;
        let compile = || Box::new(compile(home, number, &rule.when, &self.lexicon));
        Some((compiled.get_or(compile), rule))
    }

    /// The mark at a place of the index, likewise.
    pub fn mark_at(&self, at: usize) -> Option<(&Compiled, &Mark)> {
        let &(home, number, ref compiled) = self.index().marks.all.get(at)?;
        let marks = match home {
            Home::Client(at) => &self.clients.get(at)?.marks,
            Home::Provider(at) => &self.providers.get(at)?.marks,
            Home::Cause(_) | Home::Error(_) => return None,
        };
        let mark = marks.get(number)?;
        let compile = || Box::new(compile(home, number, &mark.when, &self.lexicon));
        Some((compiled.get_or(compile), mark))
    }
}

/// Rules or marks as they are gathered.
#[derive(Default)]
struct Gathered {
    all: Vec<(Home, usize, Lazy<Box<Compiled>>)>,
    waking: Waking,
}

impl Gathered {
    fn rules(&mut self, home: Home, rules: &[Unread]) {
        for (number, rule) in rules.iter().enumerate() {
            self.waking.add(self.all.len(), &rule.waits());
            self.all.push((home, number, Lazy::default()));
        }
    }

    fn marks(&mut self, home: Home, marks: &[Mark]) {
        for (number, mark) in marks.iter().enumerate() {
            self.waking.add(self.all.len(), &Waits::new(&mark.when));
            self.all.push((home, number, Lazy::default()));
        }
    }

    fn finish(self) -> Sleeping {
        Sleeping { all: self.all, wake: self.waking.compile() }
    }
}

fn compile(home: Home, number: usize, when: &Conditions, lexicon: &Lexicon) -> Compiled {
    let phrases = |texts: &[String]| texts.iter().map(|text| Phrase::new(text)).collect();
    let (says, any): (Vec<Phrase>, Vec<Phrase>) = (phrases(&when.says), phrases(&when.any));
    let longest = says.iter().chain(&any).map(Phrase::length).max();
    Compiled {
        home,
        number,
        specificity: specificity(when, &says, &any),
        says,
        any,
        unless: phrases(&when.unless),
        about: places(&lexicon.about, &when.about),
        is: places(&lexicon.is, &when.is),
        has_sentence: longest.is_some_and(|words| words >= 3),
    }
}

/// How much the conditions ask for. A word counts 4, an error code 6, other signs 3 to 6.
fn specificity(when: &Conditions, says: &[Phrase], any: &[Phrase]) -> u32 {
    let about = when.about.iter().map(|name| length(name)).min().unwrap_or(0);
    let fewest = any.iter().map(Phrase::length).min().unwrap_or(0)
        + about
        + usize::from(!when.is.is_empty());
    let some = |list: bool, weight: usize| if list { weight } else { 0 };
    let sum = 4 * (says.iter().map(Phrase::length).sum::<usize>() + fewest)
        + some(!when.unless.is_empty(), 2)
        + some(!when.error.is_empty(), 6)
        + some(!when.status.is_empty(), 3)
        + some(!when.host.is_empty(), 4)
        + 6 * (when.header.len() + when.field.len())
        + 5 * when.request.len();
    number(sum)
}

fn places(terms: &[Term], names: &[String]) -> Vec<usize> {
    names.iter().filter_map(|name| place(terms, name)).collect()
}
