//! Placeholders and variables that went out as they stand.
//!
//! A placeholder in a paste was often put there for the paste. It was sent for sure where it stands percent-encoded, as a
//! client's library writes it, or within single quotes, where a shell fills in nothing.

use super::{Case, Hit, hit};
use crate::basic::is_undefined;
use crate::credential::is_placeholder;
use crate::exchange::{Parameter, RequestForm};
use crate::span::Span;

/// Checks of parameters and headers for what nobody filled in.
pub fn check(case: &Case, hits: &mut Vec<Hit>) {
    for parameter in &case.request.parameters {
        let raw = parameter.span.of(case.text());
        let names = match parameter.name.as_str() {
            "client_id" => ("id-placeholder", "id-variable"),
            "client_secret" => ("secret-placeholder", "secret-variable"),
            _ => ("placeholder", "variable"),
        };
        // `%7B%7B`, `%24%7B`, `%3C`: braces, a dollar, a bracket.
        let encoded = ["%7B", "%7b", "%24", "%3C", "%3c"].iter().any(|sign| raw.starts_with(sign));
        let sent = encoded || case.on_wire(parameter.span);
        if is_undefined(&parameter.value) && !case.request.expands(parameter.span) {
            hits.extend(undefined(parameter));
        } else if sent && is_placeholder(&parameter.value) {
            hits.push(hit(names.0, parameter.span));
        } else if is_variable(&parameter.value) && is_in_single_quotes(case, parameter.span) {
            hits.push(hit(names.1, parameter.span));
        }
    }
    if let Some(user) = case.request.user.as_ref().filter(|it| is_in_single_quotes(case, it.span)) {
        let (id, secret) = user.value.split_once(':').unwrap_or((&user.value, ""));
        if is_variable(id) {
            hits.push(hit("id-variable", user.span));
        } else if is_variable(secret) {
            hits.push(hit("secret-variable", user.span));
        }
    }
    for header in case
        .request
        .headers
        .iter()
        .filter(|header| header.name.eq_ignore_ascii_case("authorization"))
    {
        let variable = header.value.split(' ').skip(1).any(is_variable);
        if variable && is_in_single_quotes(case, header.span) {
            hits.push(hit("header-variable", header.span));
        }
    }
}

/// A parameter that holds the word for nothing: `undefined`, `null`.
fn undefined(parameter: &Parameter) -> Option<Hit> {
    const NAMES: [&str; 10] = [
        "code",
        "code_verifier",
        "redirect_uri",
        "refresh_token",
        "username",
        "password",
        "assertion",
        "client_assertion",
        "device_code",
        "grant_type",
    ];
    match parameter.name.as_str() {
        "client_id" => Some(hit("id-undefined", parameter.span)),
        "client_secret" => Some(hit("secret-undefined", parameter.span)),
        name if NAMES.contains(&name) => Some(hit("parameter-undefined", parameter.span).of(name)),
        _ => None,
    }
}

/// `$NAME` or `${NAME}`, or two of them joined by a colon.
fn is_variable(value: &str) -> bool {
    value.split(':').all(|value| value.starts_with('$') && is_placeholder(value))
}

/// Whether a place of a command lies within single quotes of a POSIX shell.
fn is_in_single_quotes(case: &Case, span: Span) -> bool {
    if case.request.form != RequestForm::CurlPosix {
        return false;
    }
    let before = case.text().get(case.request.span.start..span.start).unwrap_or("");
    let mut quote = None;
    let mut letters = before.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (None | Some('"'), '\\') => {
                letters.next();
            }
            (None, '\'' | '"') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
    }
    quote == Some('\'')
}
