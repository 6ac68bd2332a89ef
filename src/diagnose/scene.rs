//! The part of a paste that one diagnosis speaks of, with everything that was read in it.

use super::sentence::Reading;
use crate::exchange::{Exchange, Request, RequestForm, Response, host_of};
use crate::knowledge::phrases::{Phrase, Places};
use crate::read::Paste;
use crate::span::{Span, Spanned};
use crate::words::Word;

/// The paste, read once.
pub struct Whole<'t> {
    /// The text, as far as it was read.
    pub text: &'t str,
    /// What the readers found.
    pub paste: &'t Paste,
    /// Its words.
    pub words: &'t [Word],
    /// Where they stand.
    pub places: &'t Places<'t>,
    /// The rules whose phrases it has, and the marks, by their places in the index.
    pub woken: [&'t [usize]; 2],
    /// What its sentences say.
    pub readings: &'t [Reading],
    /// Everything in it that looks like a host name.
    pub hosts: &'t [Spanned],
}

/// A stretch of the paste: all of it, or one entry of a page that lists several errors.
#[derive(Clone)]
pub struct Scene<'t> {
    /// The paste.
    pub whole: &'t Whole<'t>,
    /// The stretch.
    pub scope: Span,
    /// The requests in it, in the order of the text.
    pub requests: Vec<&'t Request>,
    /// The responses in it, in the order of the text.
    pub responses: Vec<&'t Response>,
    /// The error code that this is about.
    pub error: Option<Spanned>,
}

impl<'t> Scene<'t> {
    /// The scene of a stretch.
    pub fn new(whole: &'t Whole<'t>, scope: Span) -> Self {
        let inside = |span: Span| scope.holds(span);
        let requests = whole.paste.requests.iter().filter(|request| inside(request.span)).collect();
        let responses: Vec<_> =
            whole.paste.responses.iter().filter(|response| inside(response.span)).collect();
        let error = main_response(&responses).and_then(|response| response.error.clone());
        Scene { whole, scope, requests, responses, error }
    }

    /// The first place of a phrase in the stretch. What begins in a command and ends behind it nobody wrote as a sentence.
    pub fn phrase(&self, phrase: &Phrase) -> Option<Span> {
        let Whole { paste, words, places, .. } = self.whole;
        let spans = places.of(phrase).map(|(first, last)| stretch(words, first, last));
        let whole = |span: &Span| command_at(*span, paste).is_none_or(|it| it.end >= span.end);
        spans.filter(whole).find(|span| self.scope.holds(*span))
    }

    /// The status codes of the responses, the deciding one first.
    pub fn statuses(&self) -> impl Iterator<Item = (u16, Span)> {
        let main = main_response(&self.responses).into_iter();
        main.chain(self.responses.iter().copied())
            .filter_map(|response| Some((response.status?, response.status_span)))
    }

    /// The error codes of the responses, the deciding one first.
    pub fn errors(&self) -> impl Iterator<Item = &Spanned> {
        let others = self.responses.iter().filter_map(|response| response.error.as_ref());
        self.error.iter().chain(others)
    }

    /// The request that counts: the last that goes to a token endpoint, else the last of all.
    pub fn request(&self) -> Option<&'t Request> {
        let last = self.requests.last().copied();
        self.requests.iter().rev().copied().find(|request| is_token_request(request)).or(last)
    }

    /// The response that counts.
    pub fn response(&self) -> Option<&'t Response> {
        main_response(&self.responses)
    }

    /// Whether an answer may be missing here: no error code is shown, and nothing that succeeded.
    pub fn lacks_an_error(&self) -> bool {
        let failed = |response: &Response| {
            response.status.is_none_or(|status| status >= 400)
                && response.field("access_token").is_none()
        };
        self.error.is_none() && self.response().is_none_or(failed)
    }

    /// Hosts in the stretch, those that requests go to first.
    pub fn hosts(&self) -> impl Iterator<Item = Spanned> + '_ {
        let asked = self.requests.iter().rev().filter_map(|request| {
            let url = request.url.as_ref()?;
            Some(Spanned::new(host_of(&url.value)?, url.span))
        });
        let named = self.whole.hosts.iter().filter(|host| self.scope.holds(host.span)).cloned();
        asked.chain(named)
    }

    /// Request, response and failure as one exchange.
    pub fn exchange(&self) -> Exchange {
        let inside = |span: Span| self.scope.holds(span);
        let failures = &self.whole.paste.failures;
        Exchange {
            request: self.request().cloned(),
            response: self.response().cloned(),
            failure: failures.iter().find(|failure| inside(failure.span)).cloned(),
        }
    }
}

/// From one word to another.
pub fn stretch(words: &[Word], first: usize, last: usize) -> Span {
    let word = |at: usize| words.get(at).map_or(Span::NONE, |word| word.span);
    word(first).join(word(last))
}

/// The command that words begin in.
pub fn command_at(span: Span, paste: &Paste) -> Option<Span> {
    // The requests stand in the order of the text.
    let next = paste.requests.partition_point(|request| request.span.start <= span.start);
    let request = paste.requests.get(next.checked_sub(1)?)?;
    let prose = [RequestForm::Http, RequestForm::Url, RequestForm::Code].contains(&request.form);
    (!prose && span.start < request.span.end).then_some(request.span)
}

/// Whether a request asks for a token: it has a grant, or goes to an address that ends like a token endpoint's.
pub fn is_token_request(request: &Request) -> bool {
    let ends = |path: &str| path.trim_end_matches('/').ends_with("token");
    request.parameter("grant_type").is_some() || request.path().is_some_and(ends)
}

/// The last response that names an error, else the last with a sentence, else the last with an error status,
/// else the last.
fn main_response<'t>(responses: &[&'t Response]) -> Option<&'t Response> {
    let weight = |response: &Response| {
        let failed = response.status.is_some_and(|status| status >= 400);
        (response.error.is_some(), response.description.is_some(), failed)
    };
    responses.iter().copied().max_by_key(|response| weight(response))
}

/// Everything in a text that looks like a host name: dotted, letters at the end, no mail address.
pub fn hosts(text: &str) -> Vec<Spanned> {
    let bytes = text.as_bytes();
    let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes.iter().skip(at).take_while(|byte| part(byte)).count();
        let span = trimmed(text, Span::new(at, at + length));
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        if before != Some(&b'@') && looks_like_host(span.of(text)) {
            found.push(Spanned::new(span.of(text).to_ascii_lowercase(), span));
        }
        at += length.max(1);
    }
    found
}

fn trimmed(text: &str, span: Span) -> Span {
    let written = span.of(text);
    let core = written.trim_matches(['.', '-']);
    let start = span.start + (written.len() - written.trim_start_matches(['.', '-']).len());
    Span::new(start, start + core.len())
}

fn looks_like_host(text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(name, top)| {
        !name.is_empty() && top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic())
    })
}

/// Whether a host is the one named, or below it where the name begins with `*.`.
///
/// ```
/// use token_triage::diagnose::is_host;
/// assert!(is_host("acme.okta.com", "*.okta.com"));
/// assert!(!is_host("okta.com", "*.okta.com"));
/// assert!(!is_host("notokta.com", "*.okta.com"));
/// ```
pub fn is_host(host: &str, pattern: &str) -> bool {
    match pattern.strip_prefix('*') {
        Some(tail) => host.len() > tail.len() && host.ends_with(tail),
        None => host == pattern,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_found_without_a_scheme_and_mail_addresses_are_not() {
        let text = "goes to acme.my.erp.net/id/connect/token, not to Login.Example.org. Ask me@mail.example.com; v1.2";
        let found: Vec<_> = hosts(text).into_iter().map(|host| host.value).collect();
        assert_eq!(found, ["acme.my.erp.net", "login.example.org"]);
    }
}
