//! HTTPie, called from a POSIX shell.

use super::super::call::encode;
use super::super::{Refusal, sh};
use super::message::{Basic, Field, Message, Value};

/// One command. Fields stand as HTTPie's own items where they can; what its items can't say goes as an encoded body.
///
/// # Errors
/// Where a header holds a backslash before one of HTTPie's own signs: its items lose that backslash.
pub(super) fn write(message: &Message) -> Result<String, Refusal> {
    let items = message.fields.iter().all(is_item);
    let mut words = vec!["http --ignore-stdin --ignore-netrc --print=hb".to_owned()];
    if items && message.has_body() {
        words.push("--form".to_owned());
    } else if message.has_body() {
        words.push(["--raw=", &raw(message)].concat());
    }
    words.push(message.method.clone());
    words.push(address(message));
    if message.has_body() {
        // Written out, since HTTPie would add a charset, which this type has none of.
        words.push("Content-Type:application/x-www-form-urlencoded".to_owned());
    }
    for (name, value) in &message.headers {
        if loses_a_backslash(value) || name.contains('@') {
            return Err(Refusal::Inexpressible);
        }
        let sign = match value.chars().next() {
            None => ";",
            // With the colon these would be other signs: a file's name, a piece of JSON.
            Some('@' | '=') => ":\\",
            Some(_) => ":",
        };
        words.push(sh::quote(&[name, sign, value].concat()));
    }
    words.extend(message.basic.as_ref().map(authorization));
    words.extend(message.bearer.then(|| "\"Authorization:Bearer $ACCESS_TOKEN\"".to_owned()));
    if items {
        words.extend(message.fields.iter().map(item));
    }
    Ok(words.join(" \\\n  "))
}

/// Whether an item says exactly this: letters before the sign, and no other sign made with it.
fn is_item(field: &Field) -> bool {
    let name = !field.name.is_empty()
        && field.name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    let value = match &field.value {
        Value::Text(text) => !text.contains('\\') && !text.starts_with(['=', '@']),
        // What stands in it is not known here.
        Value::Variable(_) => true,
    };
    name && value
}

fn item(field: &Field) -> String {
    match &field.value {
        Value::Text(text) => sh::quote(&[&field.name, "=", text].concat()),
        Value::Variable(name) => [&field.name, "=\"$", name, "\""].concat(),
    }
}

/// The encoded body; a variable has to hold its value encoded already.
fn raw(message: &Message) -> String {
    let mut out = String::new();
    for field in &message.fields {
        out.push_str(if out.is_empty() { "" } else { "'&'" });
        out.push_str(&encode(&field.name));
        out.push('=');
        match &field.value {
            Value::Text(text) => out.push_str(&sh::quote(&encode(text))),
            Value::Variable(name) => out.push_str(&["\"$", name, "\""].concat()),
        }
    }
    out
}

fn address(message: &Message) -> String {
    let mut out = sh::quote(&message.url);
    for (at, field) in message.query.iter().enumerate() {
        if let Value::Variable(name) = &field.value {
            let sign = if at == 0 && !message.url.contains('?') { "'?" } else { "'&" };
            out.push_str(&[sign, &encode(&field.name), "='\"$", name, "\""].concat());
        }
    }
    out
}

fn authorization(basic: &Basic) -> String {
    match (&basic.header(), &basic.secret) {
        (None, Value::Variable(name)) => [
            "\"Authorization:Basic $(printf '%s:%s' ",
            &sh::quote(&basic.id),
            " \"$",
            name,
            "\" | base64 | tr -d '\\n')\"",
        ]
        .concat(),
        (header, _) => ["'Authorization:", header.as_deref().unwrap_or_default(), "'"].concat(),
    }
}

/// A backslash before one of the signs that part name and value is taken off, in values as well.
fn loses_a_backslash(text: &str) -> bool {
    text.match_indices('\\').any(|(at, _)| {
        text.get(at + 1..).is_some_and(|rest| rest.starts_with([':', ';', '=', '@']))
    })
}
