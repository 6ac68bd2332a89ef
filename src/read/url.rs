//! Addresses, the parameters in their queries and fragments, and form bodies.

use std::ops::Range;

use crate::exchange::{BodyKind, Field, Parameter, Place, Request, RequestForm, Response};
use crate::span::{Span, Spanned};

use super::answer;
use super::decode;
use super::layer::Layer;
use super::names::{is_known, is_parameter, is_secret};

/// Characters of a scheme (`https`, `com.example.app`) that are looked at.
const SCHEME: usize = 40;
/// Pairs of a query or a form that are kept.
const PAIRS: usize = 256;

/// A name and its value, each as written and decoded once.
pub(super) struct Pair {
    pub(super) name: String,
    pub(super) value: Layer,
    /// The value's place in the layer, or the name's if the value is empty.
    pub(super) range: Range<usize>,
}

/// The absolute addresses in a part of a text, in order.
pub(super) fn addresses(layer: &Layer, range: Range<usize>) -> Vec<Range<usize>> {
    let text = layer.of(range.clone());
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while let Some(colon) = text.get(from..).and_then(|rest| rest.find(':')) {
        let colon = from + colon;
        from = colon + 1;
        let rest = text.get(colon..).unwrap_or("");
        let slashes = ["://", ":\\/\\/"].into_iter().find(|form| rest.starts_with(form));
        let Some(slashes) = slashes else { continue };
        let scheme = scheme_length(text.get(..colon).unwrap_or(""));
        if scheme == 0 {
            continue;
        }
        let length = address_length(rest.get(slashes.len()..).unwrap_or(""));
        if length == 0 {
            continue;
        }
        let start = range.start + colon - scheme;
        let end = range.start + colon + slashes.len() + length;
        found.push(start..end);
        from = end - range.start;
    }
    found
}

fn scheme_length(before: &str) -> usize {
    let is_scheme = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
    let length = before.bytes().rev().take(SCHEME).take_while(is_scheme).count();
    let scheme = before.get(before.len() - length..).unwrap_or("");
    // A scheme begins with a letter (RFC 3986, section 3.1); what stands before it belongs to the text.
    // Copied tables glue a word to it: `Tokenhttps://`.
    if let Some(web) = ["https", "http"].iter().find(|web| scheme.ends_with(**web)) {
        return web.len();
    }
    let start = scheme.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(length);
    length - start
}

fn address_length(rest: &str) -> usize {
    let mut open = 0_usize;
    let mut end = 0;
    let mut before = ' ';
    for (at, letter) in rest.char_indices() {
        let stops = match letter {
            '"' | '\'' | '<' | '>' | '`' | '|' | '^' | '“' | '”' | '‘' | '’' => true,
            '(' | '[' | '{' => {
                open += 1;
                false
            }
            ')' | ']' | '}' if open == 0 => true,
            ')' | ']' | '}' => {
                open -= 1;
                false
            }
            '\\' => !rest
                .get(at + 1..)
                .is_some_and(|rest| rest.starts_with(['/', '_', '&', '?', '=', '-', '.', 'u'])),
            letter => letter.is_whitespace() || letter.is_control(),
        };
        if stops {
            break;
        }
        if !".,;:!?*".contains(letter) || before == '/' {
            end = at + letter.len_utf8();
        }
        before = letter;
    }
    rest.get(..end).map_or(0, str::len)
}

/// An address cut into what stands before `?`, the query and the fragment.
pub(super) struct Address {
    /// The address with its escapes undone.
    pub(super) layer: Layer,
    /// Scheme, host and path.
    base: Range<usize>,
    /// `id:secret@` before the host; empty if there is none.
    user: Range<usize>,
    /// What stands between `?` and `#`.
    pub(super) query: Range<usize>,
    fragment: Range<usize>,
}

impl Address {
    /// Cuts the address that stands in this part of a text.
    pub(super) fn new(layer: &Layer, range: Range<usize>) -> Self {
        Address::of(decode::backslashes(layer, range))
    }

    /// Cuts an address that was unquoted by a shell.
    pub(super) fn plain(layer: &Layer) -> Self {
        Address::of(layer.part(layer.trimmed(layer.all())))
    }

    fn of(layer: Layer) -> Self {
        let text = layer.text();
        let hash = text.find('#').unwrap_or(text.len());
        let question = text.get(..hash).and_then(|text| text.find('?')).unwrap_or(hash);
        let query = (question + 1).min(hash)..hash;
        let fragment = (hash + 1).min(text.len())..text.len();
        let base = 0..question;
        let authority = text.find("://").filter(|at| *at < question).map_or(0, |at| at + 3);
        let host = text.get(authority..question).unwrap_or("").split('/').next().unwrap_or("");
        let user = authority..host.rfind('@').map_or(authority, |at| authority + at + 1);
        Address { layer, base, user, query, fragment }
    }

    /// The address without user info, query and fragment.
    pub(super) fn base(&self) -> Spanned {
        let mut base = Layer::default();
        base.copy(&self.layer, self.base.start..self.user.start);
        base.copy(&self.layer, self.user.end..self.base.end);
        base.spanned(base.all())
    }

    /// The user info (RFC 3986, section 3.2.1), percent-decoded: clients send it as Basic credentials.
    pub(super) fn user(&self) -> Option<Spanned> {
        let inner = self.user.start..self.user.end.checked_sub(1)?;
        if inner.is_empty() {
            return None;
        }
        let mut user = decode::percent(&self.layer, inner.clone(), char::MAX);
        if !self.layer.of(inner.clone()).contains(':') {
            user.put(":", &self.layer, inner.end..inner.end);
        }
        Some(user.spanned(user.all()))
    }

    /// The secret of the user info.
    fn password(&self) -> Span {
        let user = self.layer.of(self.user.clone());
        let colon = user.find(':').map_or(user.len(), |colon| colon + 1);
        self.layer.span(self.user.start + colon..self.user.end.saturating_sub(1))
    }

    /// The pairs of the query, then those of the fragment.
    pub(super) fn pairs(&self) -> Vec<Pair> {
        let mut all = pairs(&self.layer, self.query.clone());
        all.extend(pairs(&self.layer, self.fragment.clone()));
        all
    }

    /// The pairs of the query as parameters.
    pub(super) fn parameters(&self) -> Vec<Parameter> {
        parameters(&self.layer, &pairs(&self.layer, self.query.clone()), Place::Query)
    }

    /// The response that a redirect to this address carries (RFC 6749, sections 4.1.2.1 and 4.2.2.1).
    pub(super) fn response(&self) -> Option<Response> {
        let mut response = response_of(&self.layer, &self.pairs())?;
        response.span = self.layer.span(self.layer.all());
        Some(response)
    }

    /// The request that opening this address makes, if it belongs to OAuth.
    pub(super) fn request(&self) -> Option<Request> {
        let parameters = self.parameters();
        let names = || parameters.iter().map(|parameter| parameter.name.as_str());
        let asks = names().any(is_parameter) && !names().any(|name| name == "error");
        (asks || self.is_endpoint()).then(|| Request {
            url: Some(self.base()),
            user: self.user(),
            form: RequestForm::Url,
            span: self.layer.span(self.layer.all()),
            parameters,
            ..Request::default()
        })
    }

    /// Values in query and fragment that must be masked. A number under `code` is an error's.
    pub(super) fn secrets(&self) -> Vec<Span> {
        let is_number = |value: &str| value.bytes().all(|byte| byte.is_ascii_digit());
        let secret = |pair: &Pair| is_secret(&pair.name, true) && !is_number(pair.value.text());
        let pairs = self.pairs().into_iter().filter(secret);
        let pairs = pairs.map(|pair| self.layer.span(pair.range));
        pairs.chain(std::iter::once(self.password())).collect()
    }

    fn is_endpoint(&self) -> bool {
        let base = self.layer.of(self.base.clone()).trim_end_matches('/');
        let last = base.rsplit('/').next().unwrap_or("");
        matches!(last, "token" | "authorize" | "access_token" | "oauth.access" | "oauth.v2.access")
            && base.starts_with("http")
    }
}

/// Splits `name=value&…`. A name without `=` has an empty value; empty pairs fall away.
pub(super) fn pairs(layer: &Layer, range: Range<usize>) -> Vec<Pair> {
    let text = layer.of(range.clone());
    let mut found = Vec::new();
    let mut at = range.start;
    for piece in text.split('&').take(PAIRS) {
        // `.http` files write a pair a line.
        let place = layer.trimmed(at..at + piece.len());
        at += piece.len() + 1;
        let equals = layer.of(place.clone()).find('=').map(|equals| place.start + equals);
        let name = place.start..equals.unwrap_or(place.end);
        let value = equals.map_or(name.end, |equals| equals + 1)..place.end;
        if name.is_empty() {
            continue;
        }
        found.push(Pair {
            name: decode::form(layer, name.clone()).text().to_owned(),
            value: decode::form(layer, value.clone()),
            range: if value.is_empty() { name } else { value },
        });
    }
    found
}

/// Pairs as parameters of a request.
pub(super) fn parameters(layer: &Layer, pairs: &[Pair], place: Place) -> Vec<Parameter> {
    let parameter = |pair: &Pair| Parameter {
        name: pair.name.clone(),
        value: pair.value.text().to_owned(),
        place,
        span: layer.span(pair.range.clone()),
    };
    pairs.iter().map(parameter).collect()
}

/// Pairs as a response, if they carry an error or a token.
pub(super) fn response_of(layer: &Layer, pairs: &[Pair]) -> Option<Response> {
    let answers = |pair: &Pair| match pair.name.as_str() {
        "error" | "error_description" | "error_code" | "error_reason" | "error_message"
        | "access_token" | "id_token" => true,
        _ => is_known(pair.value.text()),
    };
    if !pairs.iter().any(answers) || answer::is_request(pairs.iter().map(|pair| pair.name.as_str()))
    {
        return None;
    }
    let field = |pair: &Pair| Field {
        path: pair.name.clone(),
        value: pair.value.text().to_owned(),
        span: layer.span(pair.range.clone()),
    };
    let fields = pairs.iter().map(field).collect();
    let mut response = Response { kind: BodyKind::Form, fields, ..Response::default() };
    answer::interpret(&mut response);
    Some(response)
}

/// The form bodies that stand in a part of a text: words of `name=value&…` with a name of OAuth, and such a
/// pair alone on a line.
pub(super) fn forms(layer: &Layer, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = range.start;
    for line in layer.of(range).split_inclusive('\n') {
        if line.trim_start().starts_with('&')
            && let Some(form) = continued(layer, &mut found, at)
        {
            form.end = layer.trimmed(at..at + line.len()).end;
            at += line.len();
            continue;
        }
        if !line.contains('=') {
            at += line.len();
            continue;
        }
        let parts = |letter: char| letter.is_whitespace() || "\"'`<>“”‘’|".contains(letter);
        let mut start = at;
        let whole = line.trim().trim_end_matches('\\').len();
        for word in line.split_inclusive(parts) {
            if !word.contains('=') {
                start += word.len();
                continue;
            }
            let length = word.trim_end_matches(parts).trim_end_matches(['\\', ',', '.', ';']).len();
            let from =
                word.rfind(['?', '{', '(']).filter(|cut| *cut < length).map_or(0, |cut| cut + 1);
            let body = word.get(from..length).unwrap_or("");
            if is_form(body, whole == body.len()) {
                found.push(start + from..start + length);
            }
            start += word.len();
        }
        at += line.len();
    }
    found
}

/// The form that ends with the line before `at`.
fn continued<'f>(
    layer: &Layer,
    found: &'f mut [Range<usize>],
    at: usize,
) -> Option<&'f mut Range<usize>> {
    let form = found.last_mut()?;
    let between = layer.of(form.end..at);
    (between.trim().is_empty() && between.matches('\n').count() == 1).then_some(form)
}

fn is_form(word: &str, alone: bool) -> bool {
    if !(word.contains('&') || alone) || word.contains("://") && !word.contains('&') {
        return false;
    }
    let is_name = |name: &str| {
        let name = name.replace('\\', "");
        is_parameter(&name)
            || matches!(name.as_str(), "error" | "error_description" | "access_token")
    };
    let mut pairs = word.split('&').filter_map(|pair| pair.split_once('='));
    pairs.any(|(name, value)| is_name(name) && !value.is_empty())
}

#[cfg(test)]
mod tests;
