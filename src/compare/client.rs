//! Client authentication: by which method, with which id, and whether the secrets are the same.

use super::unlike::unlike;
use super::{Aspect, Differences, Sent};
use crate::basic::{Decoded, Finding, decode};
use crate::exchange::{Parameter, Place, Request};
use crate::redact::is_secret_name;
use crate::span::Span;

/// How a request says who the client is.
struct Client {
    /// The method, as it is called in prose; empty if there is none.
    method: &'static str,
    id: Option<(String, Span)>,
    secret: Option<(String, Span)>,
    /// The Basic header, decoded.
    decoded: Option<(Decoded, Span)>,
}

/// Compares the ways of client authentication, then what they say.
pub(super) fn compare(found: &mut Differences) {
    let [first, second] = found.both().map(Client::of);
    if first.method != second.method {
        let named =
            |client: &Client| (!client.method.is_empty()).then_some((client.method, Span::NONE));
        let (one, other) = (named(&first), named(&second));
        let note = if one.is_some() && other.is_some() {
            "A client may be registered for one way alone, and a server may know only one."
        } else {
            "One of them does not authenticate the client."
        };
        found.add(Aspect::ClientAuthentication, "", one, other, note);
    }
    header(found, &first, &second);
    half(found, "client_id", first.id.as_ref(), second.id.as_ref());
    let swapped = [(&first.id, &second.secret), (&first.secret, &second.id)];
    if swapped
        .iter()
        .all(|(id, secret)| id.is_some() && value(id.as_ref()) == value(secret.as_ref()))
    {
        if let Some(last) = found.list.last_mut() {
            "Id and secret have changed places.".clone_into(&mut last.note);
        }
        return;
    }
    half(
        found,
        if first.method == BEARER { "token" } else { "client_secret" },
        first.secret.as_ref(),
        second.secret.as_ref(),
    );
}

/// Compares ids, or secrets. What another method has instead, its name says already.
fn half(
    found: &mut Differences,
    name: &str,
    first: Option<&(String, Span)>,
    second: Option<&(String, Span)>,
) {
    let note = match (first, second) {
        (Some(one), Some(other)) if one.0 != other.0 => unlike(&one.0, &other.0),
        (Some(_), None) if !other_method(found) => "The second does not send it.".to_owned(),
        (None, Some(_)) if !other_method(found) => "The first does not send it.".to_owned(),
        _ => return,
    };
    found.add(Aspect::ClientAuthentication, name, sent(first), sent(second), &note);
}

/// Compares what a Basic header looks like before it is decoded, and headers that can't be decoded.
fn header(found: &mut Differences, first: &Client, second: &Client) {
    let (Some(one), Some(other)) = (&first.decoded, &second.decoded) else { return };
    for (mine, theirs, which) in [(one, other, "first"), (other, one, "second")] {
        // What is inside shows in id and secret, where there are any.
        let telling = mine.0.findings.iter().filter(|finding| {
            !theirs.0.findings.contains(finding)
                && (mine.0.plain.is_none() || **finding < Finding::NoColon)
        });
        for finding in telling {
            let note = ["In the ", which, " one: ", finding.message()].concat();
            let sides = (Some(("Basic", one.1)), Some(("Basic", other.1)));
            found.add(Aspect::ClientAuthentication, "", sides.0, sides.1, &note);
        }
    }
}

/// Whether it was found that the methods differ.
fn other_method(found: &Differences) -> bool {
    found.list.iter().any(|one| one.aspect == Aspect::ClientAuthentication && one.name.is_empty())
}

fn sent(value: Option<&(String, Span)>) -> Sent<'_> {
    value.map(|(value, span)| (value.as_str(), *span))
}

fn value(value: Option<&(String, Span)>) -> Option<&str> {
    value.map(|(value, _)| value.as_str())
}

const BEARER: &str = "Bearer token";

impl Client {
    fn of(request: &Request) -> Self {
        let parameter = |name| request.parameter(name).map(|it| (it.value.clone(), it.span));
        let id = parameter("client_id");
        let none = Client { method: "", id, secret: None, decoded: None };
        if let Some(user) = &request.user {
            let (id, secret) = user.value.split_once(':').unwrap_or((&user.value, ""));
            let half = |half: &str| Some((half.to_owned(), user.span));
            return Client { method: "Basic header", id: half(id), secret: half(secret), ..none };
        }
        if let Some(header) = request.header("authorization") {
            return Client::of_header(&header.value, header.span, none);
        }
        if let Some(secret) = request.parameter("client_secret") {
            let method = match secret.place {
                Place::Body => "client_secret in the body",
                Place::Query => "client_secret in the address",
            };
            return Client { method, secret: Some((secret.value.clone(), secret.span)), ..none };
        }
        if request.parameter("client_assertion").is_some() {
            return Client { method: "client_assertion", ..none };
        }
        none
    }

    fn of_header(value: &str, span: Span, none: Client) -> Client {
        let scheme = value.split([' ', ':']).next().unwrap_or("");
        if !scheme.eq_ignore_ascii_case("basic") {
            let token = value.split_once(' ').map_or("", |(_, token)| token.trim());
            return Client { method: BEARER, secret: Some((token.to_owned(), span)), ..none };
        }
        let decoded = decode(value);
        let pair = decoded.plain.clone();
        let secret = pair.as_ref().map(|pair| (pair.secret.expose().to_owned(), span));
        let id = pair.map(|pair| (pair.id, span)).or(none.id);
        Client { method: "Basic header", id, secret, decoded: Some((decoded, span)) }
    }
}

/// Everything in a request that must not be shown.
pub(super) fn secrets(request: &Request) -> Vec<String> {
    let named = |parameter: &&Parameter| is_secret_name(&parameter.name);
    let mut values: Vec<String> =
        request.parameters.iter().filter(named).map(|parameter| parameter.value.clone()).collect();
    values.extend(Client::of(request).secret.map(|(secret, _)| secret));
    let headers = request.headers.iter().filter(|header| is_secret_name(&header.name));
    values.extend(headers.map(|header| header.value.clone()));
    values
}
