//! What was read of a paste, in words: for the answers that name no cause.

use crate::diagnose::{Diagnosis, Outcome};
use crate::exchange::BodyKind;
use crate::knowledge::Knowledge;

use super::mask::MASK;

/// The fields that hold a token.
const TOKENS: [&str; 3] = ["access_token", "id_token", "refresh_token"];

/// So many fields of a granted token are shown.
const SHOWN: usize = 8;

/// Whether the paste shows a token that was granted.
pub fn granted(diagnosis: &Diagnosis) -> bool {
    let response = diagnosis.exchange.response.as_ref();
    response.is_some_and(|response| {
        TOKENS.iter().any(|name| response.field(name).is_some_and(|field| !field.value.is_empty()))
    })
}

/// The sentence that the answer begins with.
pub fn headline(diagnosis: &Diagnosis, knowledge: &Knowledge) -> String {
    match diagnosis.outcome {
        Outcome::Empty => String::new(),
        Outcome::Unknown => unknown(diagnosis).to_owned(),
        Outcome::NotAnError if granted(diagnosis) => {
            "This is no error: a token was granted.".to_owned()
        }
        Outcome::NotAnError => "This is no error of OAuth.".to_owned(),
        Outcome::Causes | Outcome::Linked => diagnosis
            .causes
            .first()
            .map(|cause| cause.headline(knowledge).to_owned())
            .unwrap_or_default(),
        Outcome::Listed => {
            [&diagnosis.listed.len().to_string(), " errors are listed here."].concat()
        }
    }
}

/// What was granted, a field each, the tokens masked unless they are to be shown.
pub fn grant(diagnosis: &Diagnosis, reveal: bool) -> Vec<String> {
    let fields = diagnosis.exchange.response.iter().flat_map(|response| &response.fields);
    fields
        .take(SHOWN)
        .map(|field| {
            let is_token = TOKENS.contains(&field.name());
            let value = if is_token && !reveal { MASK } else { &field.value };
            ["`", &field.path, "`: `", value, "`"].concat()
        })
        .collect()
}

/// What was found in the paste, a sentence each.
pub fn seen(diagnosis: &Diagnosis) -> Vec<String> {
    let mut seen = Vec::new();
    if let Some(request) = diagnosis.exchange.request.as_ref().filter(|one| one.url.is_some()) {
        let to = request.host().map(|host| [" to `", &host, "`"].concat()).unwrap_or_default();
        let grant = request
            .value("grant_type")
            .map(|grant| [", with the grant `", grant, "`"].concat())
            .unwrap_or_default();
        seen.push(["A request", &to, &grant, "."].concat());
    }
    if let Some(response) = &diagnosis.exchange.response {
        let status = response.status.map(|status| [" with status ", &status.to_string()].concat());
        let body = match response.kind {
            BodyKind::None => "",
            BodyKind::Json => ", its body JSON",
            BodyKind::Form => ", its parameters in an address or a form",
            BodyKind::Html => ", its body a web page",
            BodyKind::Xml => ", its body XML",
            BodyKind::Text => ", its body text",
        };
        seen.push(["An answer", &status.unwrap_or_default(), body, "."].concat());
    }
    if let Some(error) = diagnosis.error.as_ref().filter(|_| !diagnosis.given_error) {
        seen.push(["The error code `", &error.value, "`."].concat());
    }
    if let Some(provider) = diagnosis.provider.as_ref().filter(|_| !diagnosis.given_provider) {
        seen.push(["It comes from ", &provider.name, "."].concat());
    }
    if let Some(client) = &diagnosis.client {
        seen.push(["It was reported by ", &client.name, "."].concat());
    }
    seen
}

/// The headline where nothing names a cause: what it is, if nothing but that was pasted.
fn unknown(diagnosis: &Diagnosis) -> &'static str {
    let exchange = &diagnosis.exchange;
    let silent = exchange.response.is_none() && exchange.failure.is_none();
    match &exchange.request {
        None if silent && !diagnosis.tokens.is_empty() => {
            "This is a token. Nothing here refuses it."
        }
        Some(request) if silent && request.url.is_none() && !request.headers.is_empty() => {
            "This is a header. Nothing here refuses it."
        }
        _ => "Nothing here says what went wrong.",
    }
}

/// What would help to know more, the most helpful first.
pub fn wanted(diagnosis: &Diagnosis) -> Vec<&'static str> {
    let exchange = &diagnosis.exchange;
    let mut wanted = Vec::new();
    if exchange.response.is_none() {
        wanted.push("The server's whole answer: its status line, its headers and its body. `curl -sS -i` prints all three.");
    } else if exchange.response.as_ref().is_some_and(|response| response.headers.is_empty()) {
        wanted.push("The answer's status and headers beside its body: `curl -sS -i` prints them.");
    }
    if exchange.request.is_none() {
        wanted.push("The request: the command or the call that got this answer. Put `xxx` in place of the secret, if you like.");
    }
    if diagnosis.error.is_none() {
        wanted.push("The error code and its description, as the server wrote them. A library often hides them: look for `error`, `error_description` or the response's body in its log.");
    }
    wanted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{Field, Response};
    use crate::span::Span;

    #[test]
    fn a_granted_token_is_masked_until_it_is_asked_for() {
        let field = |path: &str, value: &str| Field {
            path: path.into(),
            value: value.into(),
            span: Span::NONE,
        };
        let mut diagnosis = Diagnosis::default();
        let fields = vec![field("token_type", "Bearer"), field("access_token", "planted")];
        diagnosis.exchange.response = Some(Response { fields, ..Response::default() });
        assert!(granted(&diagnosis));
        assert_eq!(
            grant(&diagnosis, false),
            ["`token_type`: `Bearer`", "`access_token`: `••••••`"]
        );
        assert_eq!(grant(&diagnosis, true)[1], "`access_token`: `planted`");
    }
}
