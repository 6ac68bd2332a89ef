//! Two requests compared by what they mean to a server. What a server doesn't look at is not shown.
//!
//! | file | compares |
//! | --- | --- |
//! | `client` | the client's authentication, decoded |
//! | `parameters` | parameters of query and body, scopes as a set of words |
//! | `headers` | the headers that a token endpoint or an API looks at |
//! | `unlike` | what two values differ in, told without showing them |

mod client;
mod headers;
mod parameters;
mod unlike;

use crate::diagnose::shows_all;
use crate::exchange::{BodyEncoding, Place, Request};
use crate::redact::{MASK, Secrets, is_name, is_secret_name};
use crate::span::Span;

/// A difference that a server can see.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What differs.
    pub aspect: Aspect,
    /// The name of the parameter or header, if it is about one; else empty.
    pub name: String,
    /// What the first request has.
    pub first: Side,
    /// What the second request has.
    pub second: Side,
    /// What it means, in a sentence.
    pub note: String,
}

/// What one of the two requests has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// The value as text, secrets masked; `None` where it has none.
    pub value: Option<String>,
    /// Where it stands in the paste.
    pub span: Span,
}

/// What two requests differ in, in the order in which it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// The HTTP method.
    Method,
    /// Scheme, host, port or path.
    Address,
    /// The way of client authentication, the client id or the secret, after decoding.
    ClientAuthentication,
    /// How the body is encoded.
    Encoding,
    /// A parameter's value, place or absence.
    Parameter,
    /// A header that matters.
    Header,
}

/// What differs between two requests; empty where a server sees the same.
///
/// Where one of them does not show all that was sent (an address alone), nothing is said to be missing from it.
pub fn compare(first: &Request, second: &Request) -> Vec<Difference> {
    let mut found = Differences::new(first, second);
    method(&mut found);
    address(&mut found);
    client::compare(&mut found);
    encoding(&mut found);
    parameters::compare(&mut found);
    headers::compare(&mut found);
    found.list
}

/// The same differences, masked where they repeat a secret that the text around the requests gives away: in a torn
/// command a header's value may be read as something else.
pub fn masked(differences: Vec<Difference>, known: &Secrets) -> Vec<Difference> {
    let side = |side: Side| Side { value: side.value.map(|value| known.sentence(&value)), ..side };
    let masked = |one: Difference| Difference {
        first: side(one.first),
        second: side(one.second),
        note: known.sentence(&one.note),
        ..one
    };
    differences.into_iter().map(masked).collect()
}

/// The two requests and what differs so far.
struct Differences<'r> {
    first: &'r Request,
    second: &'r Request,
    /// Whether all that was sent is shown of the first, and of the second.
    whole: (bool, bool),
    secrets: Secrets,
    list: Vec<Difference>,
}

/// A value as it was sent, and where it stands.
type Sent<'v> = Option<(&'v str, Span)>;

impl<'r> Differences<'r> {
    fn new(first: &'r Request, second: &'r Request) -> Self {
        let secrets = [first, second].into_iter().flat_map(client::secrets).collect::<Vec<_>>();
        Differences {
            first,
            second,
            whole: (shows_all(first), shows_all(second)),
            secrets: Secrets::known(secrets.into_iter()),
            list: Vec::new(),
        }
    }

    fn both(&self) -> [&'r Request; 2] {
        [self.first, self.second]
    }

    /// Adds a difference, unless one side lacks what its request may only not show.
    fn add(&mut self, aspect: Aspect, name: &str, first: Sent, second: Sent, note: &str) {
        let hidden = (first.is_none() && !self.whole.0) || (second.is_none() && !self.whole.1);
        if hidden {
            return;
        }
        // The rest of a secret that was not encoded reads like another parameter.
        let file = |sent: Sent| sent.is_none_or(|(value, _)| value.starts_with(['$', '@', '{']));
        let named = is_name(name) || (name.is_empty() && file(first) && file(second));
        let stray = aspect == Aspect::Parameter && !named;
        let side = |sent: Sent| Side {
            value: sent.map(|(value, _)| self.shown(name, value, stray)),
            span: sent.map_or(Span::NONE, |(_, span)| span),
        };
        let (first, second) = (side(first), side(second));
        let note = self.secrets.sentence(note);
        let name = if stray { MASK } else { name }.to_owned();
        self.list.push(Difference { aspect, name, first, second, note });
    }

    /// A value as it may be shown: of a secret its length.
    fn shown(&self, name: &str, value: &str, stray: bool) -> String {
        // An id with a blank in it holds more than an id: `Authorization: Basic id secret`.
        let two = name == "client_id" && value.trim().contains(char::is_whitespace);
        if stray || two || (is_secret_name(name) && !value.is_empty()) {
            let length = value.chars().count();
            let unit = if length == 1 { " character" } else { " characters" };
            return [MASK, ", ", &length.to_string(), unit].concat();
        }
        self.secrets.other(value).text
    }
}

fn method(found: &mut Differences) {
    let [first, second] = found.both().map(|request| {
        let given = request.method.as_ref().map(|method| (method.value.as_str(), method.span));
        let sends = request.parameters.iter().any(|parameter| parameter.place == Place::Body);
        let usual = if sends || request.encoding != BodyEncoding::None { "POST" } else { "GET" };
        given.or_else(|| shows_all(request).then_some((usual, Span::NONE)))
    });
    if let (Some(one), Some(other)) = (first, second)
        && one.0 != other.0
    {
        let note = "A token endpoint takes POST alone.";
        found.add(Aspect::Method, "", first, second, note);
    }
}

fn address(found: &mut Differences) {
    let [Some(first), Some(second)] = found.both().map(|request| request.url.as_ref()) else {
        return;
    };
    let (one, other) = (Parts::of(&first.value), Parts::of(&second.value));
    let differs = [
        (one.scheme != other.scheme, "One goes over HTTPS, the other does not."),
        (
            one.host != other.host,
            "They go to different hosts: that may be another region, tenant or a sandbox.",
        ),
        (one.port != other.port, "They go to different ports."),
        (
            one.path.trim_end_matches('/') != other.path.trim_end_matches('/'),
            "They go to different paths of the server.",
        ),
        (one.path != other.path, "They differ in the slash at the end, which some servers mind."),
    ];
    if let Some((_, note)) = differs.iter().find(|(differs, _)| *differs) {
        let sides =
            (Some((first.value.as_str(), first.span)), Some((second.value.as_str(), second.span)));
        found.add(Aspect::Address, "", sides.0, sides.1, note);
    }
}

/// An address in its parts, without user, query and fragment.
struct Parts {
    scheme: String,
    host: String,
    port: String,
    path: String,
}

impl Parts {
    fn of(url: &str) -> Self {
        let (scheme, rest) = url.split_once("://").unwrap_or(("https", url));
        let rest = rest.split(['?', '#']).next().unwrap_or("");
        let (authority, path) = rest.find('/').map_or((rest, "/"), |at| rest.split_at(at));
        let host = authority.rsplit('@').next().unwrap_or("");
        let scheme = scheme.to_ascii_lowercase();
        let usual = if scheme == "http" { "80" } else { "443" };
        let (host, port) = host.split_once(':').unwrap_or((host, usual));
        Parts {
            host: host.to_ascii_lowercase(),
            port: port.to_owned(),
            path: path.to_owned(),
            scheme,
        }
    }
}

fn encoding(found: &mut Differences) {
    let [first, second] = found.both().map(|request| (request.encoding, body(request)));
    if first.0 == second.0 || !(found.whole.0 && found.whole.1) {
        return;
    }
    let form = [first.0, second.0].contains(&BodyEncoding::Form);
    let note = if form {
        "RFC 6749 asks for a form body; what comes in another form, many token endpoints don't read."
    } else {
        "RFC 6749 asks for a form body, which neither of them has."
    };
    let sent = |name: &'static str| (!name.is_empty()).then_some((name, Span::NONE));
    found.add(Aspect::Encoding, "", sent(first.1), sent(second.1), note);
}

/// How a body is encoded, as its header would say it.
fn body(request: &Request) -> &'static str {
    match request.encoding {
        BodyEncoding::None => "",
        BodyEncoding::Form => "application/x-www-form-urlencoded",
        BodyEncoding::Json => "application/json",
        BodyEncoding::Multipart => "multipart/form-data",
        BodyEncoding::Other => "another form",
    }
}
