//! What a sentence says of what: "the refresh token supplied is no longer valid" says *expired* of *refresh token*.
//!
//! The lexicon of the knowledge base names subjects and verdicts; this file finds out which verdict is said of which
//! subject, by the order of the words alone: an adjective stands before its noun ("invalid client secret"), what is
//! told stands behind it ("the client secret for this application is invalid"), and a name behind a preposition
//! ("for this application") is not what the sentence is about.

use crate::knowledge::{FoundTerm, Knowledge, Role};
use crate::order;
use crate::read::CODES;
use crate::span::Span;
use crate::words::{Word, words};

/// Words that may stand between a subject and what is told of it.
const BEHIND: usize = 7;
/// Words that may stand between a verdict and the noun that follows it.
const BEFORE: usize = 3;

/// A verdict said of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The subject's place in the lexicon.
    pub about: usize,
    /// The verdict's place in the lexicon.
    pub is: usize,
    /// The subject's words.
    pub subject: Span,
    /// The verdict's words.
    pub verdict: Span,
}

/// Names joined from several words that are looked into at most: a text of nothing else costs no more than this.
const JOINED: usize = 256;

/// Everything that the sentences of a text say, and then what its joined names do (`ExpiredTokenException`).
pub fn readings(
    text: &str,
    words: &[Word],
    found: Vec<FoundTerm>,
    knowledge: &Knowledge,
) -> Vec<Reading> {
    let mut readings = in_sentences(text, words, found);
    let joined = words.iter().filter_map(|word| Some((word.span, parted(word.span.of(text))?)));
    for (span, name) in joined.take(JOINED) {
        let words = self::words(&name);
        let said = in_sentences(&name, &words, knowledge.terms(&words));
        readings.extend(said.iter().map(|said| Reading { subject: span, verdict: span, ..*said }));
    }
    readings
}

/// The words of a name that is joined by capitals; nothing for a name of one word.
fn parted(name: &str) -> Option<String> {
    let hump =
        |pair: &[u8]| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase());
    if !name.as_bytes().windows(2).any(hump) {
        return None;
    }
    let mut parted = String::with_capacity(name.len() + 4);
    let mut last = ' ';
    for letter in name.chars() {
        if last.is_ascii_lowercase() && letter.is_ascii_uppercase() {
            parted.push(' ');
        }
        parted.push(letter);
        last = letter;
    }
    Some(parted)
}

fn in_sentences(text: &str, words: &[Word], found: Vec<FoundTerm>) -> Vec<Reading> {
    let (subjects, verdicts) = places(found);
    let small = Small::new();
    let mut readings = Vec::new();
    let mut from = 0;
    for verdict in verdicts {
        if small.denied(words, verdict.first) {
            continue;
        }
        while subjects.get(from).is_some_and(|place| place.last + BEHIND + 1 < verdict.first) {
            from += 1;
        }
        let near = subjects.iter().skip(from);
        let near = near.take_while(|place| place.first <= verdict.last + BEFORE + 1);
        let near: Vec<FoundTerm> = near.copied().filter(|place| apart(*place, verdict)).collect();
        let sentence = Sentence { text, words, small: &small };
        for subject in sentence.subjects(&near, verdict) {
            let (about, is) = (subject.term, verdict.term);
            let (subject, verdict) = (span(words, subject), span(words, verdict));
            if !is_code(text, subject.join(verdict)) && alone(text, subject, verdict) {
                readings.push(Reading { about, is, subject, verdict });
            }
        }
    }
    readings
}

/// Subjects and verdicts, each in the order of the text, without those that stand inside a longer one.
fn places(mut places: Vec<FoundTerm>) -> (Vec<FoundTerm>, Vec<FoundTerm>) {
    order::by_key(&mut places, |place| (place.role, place.first, usize::MAX - place.last));
    let mut longest: Vec<FoundTerm> = Vec::with_capacity(places.len());
    for place in places {
        let covered =
            longest.last().is_some_and(|last| last.role == place.role && last.last >= place.last);
        if !covered {
            longest.push(place);
        }
    }
    let verdicts = longest.partition_point(|place| place.role == Role::About);
    let verdicts = longest.split_off(verdicts);
    (longest, verdicts)
}

fn apart(subject: FoundTerm, verdict: FoundTerm) -> bool {
    subject.last < verdict.first || subject.first > verdict.last
}

fn span(words: &[Word], place: FoundTerm) -> Span {
    let word = |at: usize| words.get(at).map_or(Span::NONE, |word| word.span);
    word(place.first).join(word(place.last))
}

/// Whether the words are one of the specifications' codes: `invalid_client` says nothing of the client.
fn is_code(text: &str, span: Span) -> bool {
    let written = span.of(text);
    written.contains('_') && CODES.iter().any(|code| code.eq_ignore_ascii_case(written))
}

/// Whether subject and verdict are words of their own and not parts of a longer name: `expires` in
/// `client_secret_expires_at` says nothing, nor does `token` in `/oauth/token`.
fn alone(text: &str, subject: Span, verdict: Span) -> bool {
    [(subject, verdict), (verdict, subject)].iter().all(|(own, other)| {
        let before = text.get(..own.start).and_then(|before| before.chars().next_back());
        let after = text.get(own.end..).and_then(|after| after.chars().next());
        let led = matches!(before, Some('_' | '/' | '#')) && other.end + 1 != own.start;
        let followed = matches!(after, Some('_' | '/' | '(')) && own.end + 1 != other.start;
        !led && !followed
    })
}

struct Sentence<'t> {
    text: &'t str,
    words: &'t [Word],
    small: &'t Small,
}

impl Sentence<'_> {
    /// What a verdict is said of: at most a noun and the name that follows it ("parameter redirect_uri").
    fn subjects(&self, near: &[FoundTerm], verdict: FoundTerm) -> Vec<FoundTerm> {
        let behind = near.iter().filter(|place| place.first > verdict.last);
        let mut behind = behind.filter(|place| self.joined(verdict.last, place.first));
        let before = near.iter().rev().filter(|place| place.last < verdict.first);
        let before: Vec<&FoundTerm> =
            before.filter(|place| self.joined(place.last, verdict.first)).collect();
        let next = behind.next();
        let adjective = next.filter(|place| place.first == verdict.last + 1);
        let head = before.iter().find(|place| !self.small.governed(self.words, place.first));
        let told = head.or(before.first()).copied();
        let Some(first) = adjective.or(told).or(next) else { return Vec::new() };
        let named = near.iter().find(|place| place.first == first.last + 1);
        let named = named.filter(|place| self.joined(first.last, place.first));
        std::iter::once(*first).chain(named.copied()).collect()
    }

    /// Whether two words stand in one sentence: no full stop, no line end and no value's end between them.
    fn joined(&self, from: usize, to: usize) -> bool {
        let between = self.words.get(from..=to).unwrap_or_default();
        between.windows(2).all(|pair| match pair {
            [one, two] => {
                let gap = self.text.get(one.span.end..two.span.start).unwrap_or_default();
                !one.is_break() && !two.is_break() && !ends_sentence(gap)
            }
            _ => true,
        })
    }
}

/// Whether what stands between two words ends a sentence.
fn ends_sentence(gap: &str) -> bool {
    let stop = |sign: char| matches!(sign, '.' | '!' | '?' | ';');
    let blank = |sign: char| sign.is_whitespace() || matches!(sign, '\\' | '+' | '%' | '"');
    gap.contains(['\n', '<', '>', '{', '}', '|'])
        || gap.contains("\\n")
        || gap
            .find(stop)
            .is_some_and(|at| gap.get(at + 1..).is_some_and(|rest| rest.contains(blank)))
}

/// Words that say how others belong together.
struct Small {
    prepositions: Vec<u64>,
    denials: Vec<u64>,
    conditions: Vec<u64>,
}

impl Small {
    fn new() -> Self {
        let hashes = |text: &str| words(text).iter().map(|word| word.hash).collect();
        Small {
            prepositions: hashes("for of in with from by to on at under via within using against"),
            denials: hashes("not isn't wasn't never cannot"),
            conditions: hashes("if whether ensure sure unless"),
        }
    }

    /// Whether a name stands behind a preposition, with an article at most between.
    fn governed(&self, words: &[Word], first: usize) -> bool {
        let before = words.get(first.saturating_sub(2)..first).unwrap_or_default();
        before.iter().any(|word| self.prepositions.contains(&word.hash))
    }

    /// Whether a verdict is denied ("is not expired") or only supposed ("check whether it is expired").
    fn denied(&self, words: &[Word], first: usize) -> bool {
        let before = words.get(first.saturating_sub(6)..first).unwrap_or_default();
        before.last().is_some_and(|word| self.denials.contains(&word.hash))
            || before.iter().any(|word| self.conditions.contains(&word.hash))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Lexicon, Term};

    /// What is said in a text, as "subject: verdict".
    fn said(text: &str) -> Vec<String> {
        let term = |name: &str, phrases: &[&str]| Term {
            name: name.to_owned(),
            phrases: phrases.iter().map(|&phrase| phrase.to_owned()).collect(),
        };
        let lexicon = Lexicon {
            about: vec![
                term("access token", &[]),
                term("client", &["application"]),
                term("client id", &[]),
                term("client secret", &[]),
                term("parameter", &[]),
                term("refresh token", &[]),
                term("token", &[]),
            ],
            is: vec![
                term("expired", &["no longer valid"]),
                term("invalid", &["not valid", "could not be verified"]),
                term("missing", &[]),
                term("unknown", &["not found"]),
            ],
        };
        let knowledge = Knowledge { lexicon, ..Knowledge::default() };
        let words = words(text);
        let name = |terms: &[Term], at: usize| terms[at].name.clone();
        readings(text, &words, knowledge.terms(&words), &knowledge)
            .iter()
            .map(|reading| {
                let about = name(&knowledge.lexicon.about, reading.about);
                format!("{about}: {}", name(&knowledge.lexicon.is, reading.is))
            })
            .collect()
    }

    #[test]
    fn an_adjective_is_said_of_the_noun_behind_it() {
        assert_eq!(said("Invalid client secret for application 4711"), ["client secret: invalid"]);
        assert_eq!(said("REFRESH_TOKEN_EXPIRED"), ["refresh token: expired"]);
    }

    #[test]
    fn what_is_told_is_said_of_the_noun_before_it() {
        assert_eq!(
            said("The refresh token supplied by you is no longer valid."),
            ["refresh token: expired"]
        );
        assert_eq!(said("client 'web-shop' not found"), ["client: unknown"]);
    }

    #[test]
    fn a_name_behind_a_preposition_is_not_the_subject() {
        assert_eq!(
            said("The client secret for the application is invalid"),
            ["client secret: invalid"]
        );
        assert_eq!(said("Verification of the access token: not valid"), ["access token: invalid"]);
    }

    #[test]
    fn a_name_in_apposition_is_meant_as_well() {
        assert_eq!(
            said("Missing required parameter: client_id"),
            ["parameter: missing", "client id: missing"]
        );
    }

    #[test]
    fn the_longer_term_counts() {
        assert_eq!(said("The access token is not valid"), ["access token: invalid"]);
    }

    #[test]
    fn sentences_values_and_codes_are_kept_apart() {
        let none: [&str; 0] = [];
        assert_eq!(said("Unknown error. The token"), none);
        assert_eq!(said(r#"{"token": "expired"}"#), none);
        assert_eq!(said("invalid_client"), none);
        assert_eq!(said("invalid_token"), none);
        assert_eq!(said("POST /oauth/token invalid"), none);
        assert_eq!(said("invalid_client client_secret"), none);
    }

    #[test]
    fn a_name_joined_by_capitals_is_read_as_its_words() {
        assert_eq!(said("InvalidAccessTokenException"), ["access token: invalid"]);
        assert_eq!(said("\"code\": \"RefreshTokenExpired\""), ["refresh token: expired"]);
        assert!(said("accessToken").is_empty());
    }

    #[test]
    fn what_is_denied_or_supposed_is_not_said() {
        let none: [&str; 0] = [];
        assert_eq!(said("the token is not expired"), none);
        assert_eq!(said("Check whether the token is expired"), none);
    }
}
