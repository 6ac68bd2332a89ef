//! What data can't say: facts of the request, the answer and the credentials that are worked out in code.
//!
//! A check finds something and says where; what it means, which cause it is and which answers it can explain stands
//! under its name in `knowledge/checks`. A fact of the request counts before a server's generic sentence, and only
//! where the answer allows it: a header without a colon explains `invalid_client`, not `invalid_scope`, and nothing at
//! all after a success.
//!
//! | file | looks at |
//! | --- | --- |
//! | `header` | the Authorization header of a token request, curl's `-u` |
//! | `recipe` | the expression that makes the header, where the paste shows it |
//! | `credentials` | id and secret, wherever they were sent |
//! | `client` | how the client authenticates: not at all, twice, in the address |
//! | `assertion` | signed assertions: who, to whom, how long |
//! | `body`, `grant`, `scope`, `pkce` | the parameters of a token request |
//! | `code` | the code, and the redirect address that it was issued for |
//! | `unfilled` | placeholders and variables that were sent |
//! | `place` | addresses against each other: tenants, environments |
//! | `call` | an API call and its token |
//! | `answer`, `transport` | a success, and no answer at all |

mod answer;
mod assertion;
mod body;
mod call;
mod client;
mod code;
mod credentials;
mod grant;
mod header;
mod pkce;
mod place;
mod recipe;
mod scope;
mod transport;
mod unfilled;

use super::Recognised;
use super::rank::{Finding, Level};
use super::scene::{Scene, is_token_request};
use crate::diagnose::Evidence;
use crate::exchange::Request;
use crate::knowledge::{Knowledge, Profile, Provider, Rule, Strength};
use crate::read::Token;
use crate::span::Span;
use crate::time;

/// What a check found.
struct Hit {
    /// The check's name: its entry in `knowledge/checks`.
    name: &'static str,
    /// The words that show it, as narrow as they can be.
    spans: Vec<Span>,
    /// What stands for `{name}` in the entry's texts: a name that protocols give, never a word of the paste.
    word: String,
    /// How sure, where it is less than the entry says.
    strength: Option<Strength>,
    /// Whether it comes behind all that the answer says.
    last: bool,
}

/// A check that found something at this place.
fn hit(name: &'static str, span: Span) -> Hit {
    Hit { name, spans: vec![span], word: String::new(), strength: None, last: false }
}

impl Hit {
    /// Another place that belongs to it.
    fn and(mut self, span: Span) -> Self {
        self.spans.push(span);
        self
    }

    /// The name that its texts speak of.
    fn of(self, word: &str) -> Self {
        Hit { word: word.to_owned(), ..self }
    }

    /// Less sure than usual.
    fn only(self, strength: Strength) -> Self {
        Hit { strength: Some(strength), ..self }
    }
}

/// What a check of a request looks at.
struct Case<'c> {
    scene: &'c Scene<'c>,
    request: &'c Request,
    /// The provider and the servers that it runs on, nearest first.
    lineage: Vec<&'c Provider>,
    knowledge: &'c Knowledge,
}

impl<'c> Case<'c> {
    /// The provider.
    fn provider(&self) -> Option<&'c Provider> {
        self.lineage.first().copied()
    }

    /// The paste.
    fn text(&self) -> &'c str {
        self.scene.whole.text
    }

    /// Whether the token endpoint is known to take this: `json`, `query` …
    fn takes(&self, what: &str) -> bool {
        self.lineage.iter().any(|provider| provider.takes.iter().any(|taken| taken == what))
    }

    /// The token requests with this grant that the provider documents.
    fn profiles<'g>(&'g self, grant: &'g str) -> impl Iterator<Item = &'c Profile> + 'g {
        let all = self.lineage.iter().flat_map(|provider| &provider.profiles);
        all.filter(move |profile| profile.grant == grant)
    }

    /// Whether the server refused, by a code or by a status.
    fn refused(&self) -> bool {
        self.scene.error.is_some() || self.scene.statuses().any(|(status, _)| status >= 400)
    }

    /// Whether a place lies in a line of `curl -v` that shows what went out: then it was sent as it stands there.
    fn on_wire(&self, span: Span) -> bool {
        let before = self.text().get(..span.start).unwrap_or("");
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        before.get(line..).is_some_and(|line| line.trim_start().starts_with("> "))
    }

    /// The token that stands at this place.
    fn token(&self, span: Span) -> Option<&'c Token> {
        self.scene.whole.paste.tokens.iter().find(|token| span.holds(token.span))
    }

    /// The server's time, from the `Date` of its answer.
    fn now(&self) -> Option<(i64, Span)> {
        let header =
            self.scene.responses.iter().rev().find_map(|response| response.header("date"))?;
        Some((time::http_date(&header.value)?, header.span))
    }
}

/// Everything that the checks find in a scene.
pub fn all(scene: &Scene, provider: Option<&Recognised>, knowledge: &Knowledge) -> Vec<Finding> {
    let mut hits = Vec::new();
    transport::check(scene, &mut hits);
    if answer::is_success(scene) {
        hits.push(answer::granted(scene));
    } else {
        let lineage = provider.map(|provider| knowledge.lineage(&provider.id)).unwrap_or_default();
        place::check(scene, &lineage, &mut hits);
        if let Some(request) = subject(scene) {
            let case = Case { scene, request, lineage, knowledge };
            of_request(&case, &mut hits);
        }
    }
    hits.iter().filter_map(|hit| finding(hit, scene, knowledge)).collect()
}

/// The request that failed: the call behind a token that was granted, else the one that counts.
fn subject<'t>(scene: &Scene<'t>) -> Option<&'t Request> {
    let granted = scene.responses.iter().find(|response| answer::grants(response));
    let last = scene.requests.last().copied();
    let called = last.filter(|request| {
        granted.is_some_and(|granted| granted.span.start < request.span.start)
            && !is_token_request(request)
    });
    called.or_else(|| scene.request())
}

fn of_request(case: &Case, hits: &mut Vec<Hit>) {
    if header::is_bare(case.request) {
        header::check(case, hits);
    } else if is_token_request(case.request) {
        let checks = [
            header::check,
            credentials::check,
            client::check,
            assertion::check,
            body::check,
            grant::check,
            code::check,
            scope::check,
            pkce::check,
            unfilled::check,
        ];
        for check in checks {
            check(case, hits);
        }
    } else {
        pkce::check(case, hits);
        scope::check(case, hits);
        call::check(case, hits);
    }
}

/// What a hit means, if the answer leaves room for it.
fn finding(hit: &Hit, scene: &Scene, knowledge: &Knowledge) -> Option<Finding> {
    let check = knowledge.check(hit.name).filter(|check| explains(check, scene))?;
    let told = |text: &String| text.replace("{name}", &hit.word);
    let mut spans = hit.spans.clone();
    spans.retain(|span| !span.is_empty());
    Some(Finding {
        cause: check.cause.clone(),
        title: told(&check.title),
        strength: hit.strength.unwrap_or(check.strength),
        level: if hit.last { Level::Code } else { Level::Fact },
        specificity: 0,
        order: if hit.last { usize::MAX } else { 0 },
        evidence: Evidence { spans, note: told(&check.note) },
        steps: check.steps.iter().map(told).collect(),
        rule: None,
        by: ["check:", hit.name].concat(),
    })
}

/// Whether the answer leaves room for a fact: it names an error that the check can explain, or none of OAuth's and a
/// status that it can. An empty list stands for all of them. Codes with capitals (`UNAUTHENTICATED`,
/// `InvalidAuthenticationToken`) are those of other interfaces.
fn explains(check: &Rule, scene: &Scene) -> bool {
    let of = &check.when;
    let foreign = |code: &str| code.bytes().any(|letter| letter.is_ascii_uppercase());
    if let Some(error) = scene.error.as_ref().filter(|error| !foreign(&error.value)) {
        return of.error.is_empty() || of.error.contains(&error.value);
    }
    let mut statuses = scene.statuses().peekable();
    of.status.is_empty()
        || statuses.peek().is_none()
        || statuses.any(|(status, _)| of.status.contains(&status))
}

/// Stands for what the paste does not show: U+FFFC, the object replacement character.
const UNSEEN: char = '\u{fffc}';

/// A value as the paste shows it, each variable and expression in it as one [`UNSEEN`].
fn seen(request: &Request, text: &str, value: &str, span: Span) -> String {
    let mut shown = String::new();
    let (mut rest, mut from) = (value, span.start);
    for expansion in request.expansions.iter().filter(|expansion| span.holds(**expansion)) {
        let written = expansion.of(text);
        let at = place_of(written, rest, Span::new(from, expansion.start).of(text));
        // The value holds it as it is written, unless it was unescaped: then nothing of it is sure.
        let Some((before, after)) = at.and_then(|at| rest.split_at_checked(at)) else {
            return UNSEEN.to_string();
        };
        shown.push_str(before);
        shown.push(UNSEEN);
        rest = after.strip_prefix(written).unwrap_or("");
        from = expansion.end;
    }
    shown.push_str(rest);
    shown
}

/// Where in a value an expansion stands: behind what the value and the text before the expansion begin with alike
/// (`Basic ` in `'Basic ' + a`), else where it is found first.
fn place_of(expansion: &str, value: &str, before: &str) -> Option<usize> {
    let pairs = value.char_indices().zip(before.chars());
    let alike = pairs.take_while(|((_, one), other)| one == other);
    let end = alike.last().map_or(0, |((at, letter), _)| at + letter.len_utf8());
    let follows = value.get(end..).is_some_and(|rest| rest.starts_with(expansion));
    if follows { Some(end) } else { value.find(expansion) }
}

/// The place of a part of a value that stands in the paste; all of it where it is written in another way.
fn part(value: &str, span: Span, part: std::ops::Range<usize>) -> Span {
    if value.len() == span.len() && !part.is_empty() {
        Span::new(span.start + part.start, span.start + part.end)
    } else {
        span
    }
}

/// Whether a value is a stand-in or was made unreadable for the paste: then it says nothing about what was sent.
fn is_stand_in(value: &str) -> bool {
    let value = value.trim();
    let template = value.contains(['$', '{', '<', '>', '*', '•', '…']) || value.contains("...");
    let filler = value.bytes().all(|byte| matches!(byte, b'x' | b'X' | b'.' | b'-'));
    template || filler || crate::credential::is_placeholder(value)
}
