//! Parameters of query and body. Their order means nothing but among those of one name; scopes are a set of words.

use super::unlike::unlike;
use super::{Aspect, Differences, Sent};
use crate::exchange::{Parameter, Place, Request};
use crate::order;
use crate::redact::is_secret_name;

/// What client authentication is made of: compared there.
const OF_CLIENT: &[&str] = &["client_id", "client_secret", "client_assertion"];
/// What each request has an own value of, or one that means nothing to the token endpoint.
const OWN: &[&str] = &[
    "code",
    "state",
    "nonce",
    "code_verifier",
    "code_challenge",
    "request",
    "assertion",
    "device_code",
    "auth_req_id",
];
/// What may be given several times, in any order.
const REPEATABLE: &[&str] = &["resource", "audience", "amr", "acr_values"];

/// Compares all parameters but those of client authentication.
pub(super) fn compare(found: &mut Differences) {
    let mut names: Vec<&str> = Vec::new();
    for parameter in found.both().into_iter().flat_map(|request| &request.parameters) {
        if !names.contains(&parameter.name.as_str())
            && !OF_CLIENT.contains(&parameter.name.as_str())
        {
            names.push(&parameter.name);
        }
    }
    for name in names {
        let [first, second] = found.both().map(|request| all(request, name));
        one(found, name, &first, &second);
    }
}

fn all<'r>(request: &'r Request, name: &str) -> Vec<&'r Parameter> {
    let mut all: Vec<_> = request.parameters.iter().filter(|it| it.name == name).collect();
    if REPEATABLE.contains(&name) {
        order::by(&mut all, |one, other| one.value.cmp(&other.value));
    }
    all
}

fn one(found: &mut Differences, name: &str, first: &[&Parameter], second: &[&Parameter]) {
    let (joined_first, joined_second) = (joined(first), joined(second));
    let sides = (sent(&joined_first, first), sent(&joined_second, second));
    let note = match (first.first(), second.first()) {
        (None, _) => "The first does not send it.".to_owned(),
        (_, None) => "The second does not send it.".to_owned(),
        _ if first.len() != second.len() => {
            "They send it differently often; RFC 6749 allows a parameter once.".to_owned()
        }
        (Some(one), Some(other)) if one.place != other.place => {
            let place = |place| if place == Place::Body { "body" } else { "address" };
            [
                "The first sends it in the ",
                place(one.place),
                ", the second in the ",
                place(other.place),
                ".",
            ]
            .concat()
        }
        _ if joined_first == joined_second || OWN.contains(&name) => return,
        _ if name == "scope" => match scopes(&joined_first, &joined_second) {
            Some(note) => note,
            None => return,
        },
        _ if is_secret_name(name) => unlike(&joined_first, &joined_second),
        _ => String::new(),
    };
    found.add(Aspect::Parameter, name, sides.0, sides.1, &note);
}

fn joined(parameters: &[&Parameter]) -> String {
    let values: Vec<&str> = parameters.iter().map(|parameter| parameter.value.as_str()).collect();
    values.join(", ")
}

fn sent<'v>(value: &'v str, parameters: &[&Parameter]) -> Sent<'v> {
    parameters.first().map(|parameter| (value, parameter.span))
}

/// What two lists of scopes differ in; nothing if they hold the same words.
fn scopes(first: &str, second: &str) -> Option<String> {
    let [missing, extra] = [only(first, second), only(second, first)];
    if missing.is_empty() && extra.is_empty() {
        return None;
    }
    let parted = |scopes: &str| scopes.replace([',', '+', ';'], " ");
    let (one, other) = (parted(first), parted(second));
    if only(&one, &other).is_empty() && only(&other, &one).is_empty() {
        return Some(
            "They name the same scopes, parted by different signs; RFC 6749 parts them by blanks."
                .to_owned(),
        );
    }
    let mut note = String::new();
    for (which, words) in [("first", missing), ("second", extra)] {
        if !words.is_empty() {
            let gap = if note.is_empty() { "" } else { " " };
            note.push_str(&[gap, "Only the ", which, " asks for `", &words, "`."].concat());
        }
    }
    Some(note)
}

/// The words of a list of scopes that another does not have.
fn only(scopes: &str, other: &str) -> String {
    let words = scopes.split_ascii_whitespace();
    let missing = words.filter(|word| !other.split_ascii_whitespace().any(|one| one == *word));
    missing.collect::<Vec<_>>().join(" ")
}
