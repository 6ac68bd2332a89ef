//! HTTPie, called from a POSIX shell.

use super::super::{Refusal, sh};
use super::message::{Basic, Field, Message, Value};

/// One command. Fields stand as HTTPie's own items where they can. What comes from a variable goes through a pipe, and
/// so does a value in which an item would see signs of its own: neither is an argument of HTTPie then.
///
/// # Errors
/// Where a header holds a backslash before one of HTTPie's own signs, which its items lose; where a parameter's name is
/// none of an item's and another comes from a variable.
pub(super) fn write(message: &Message) -> Result<String, Refusal> {
    let mut pipes = Vec::new();
    let named = message.fields.iter().chain(&message.query).all(|field| is_name(&field.name));
    if !named && message.takes_variables() {
        return Err(Refusal::Inexpressible);
    }
    let mut words = vec!["http --ignore-stdin --ignore-netrc --print=hb".to_owned()];
    if named && message.has_body() {
        words.push("--form".to_owned());
    } else if message.has_body() {
        words.push(["--raw=", &sh::quote(&message.body())].concat());
    }
    words.push(message.method.clone());
    words.push(sh::quote(&message.url));
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
    words.extend(message.basic.as_ref().map(|basic| authorization(basic, &mut pipes)));
    if message.bearer {
        words.push(piped("Authorization:", "'Bearer %s' \"$ACCESS_TOKEN\"".to_owned(), &mut pipes));
    }
    for Field { name, value } in &message.query {
        words.push(piped(&[name, "=="].concat(), printed(value), &mut pipes));
    }
    if named {
        words.extend(message.fields.iter().map(|field| item(field, &mut pipes)));
    }
    Ok(nested(&pipes, &words.join(" \\\n  ")))
}

/// Whether an item's name can be this: letters alone before the sign, so that no other sign is made with it.
fn is_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    !name.is_empty() && name.bytes().all(plain)
}

fn item(field: &Field, pipes: &mut Vec<String>) -> String {
    match &field.value {
        Value::Text(text) if !text.contains('\\') && !text.starts_with(['=', '@']) => {
            sh::quote(&[&field.name, "=", text].concat())
        }
        value => piped(&[&field.name, "="].concat(), printed(value), pipes),
    }
}

/// What printf is told, to print a value.
fn printed(value: &Value) -> String {
    match value {
        Value::Text(text) => ["%s ", &sh::quote(text)].concat(),
        Value::Variable(name) => ["%s \"$", name, "\""].concat(),
    }
}

/// An item whose value is read from a pipe of its own.
fn piped(item: &str, printed: String, pipes: &mut Vec<String>) -> String {
    pipes.push(printed);
    // The first descriptor that no shell has a use for.
    [item, "@/dev/fd/", &(pipes.len() + 2).to_string()].concat()
}

/// The command within its pipes, each the standard input of what is inside, and kept there under its number.
fn nested(pipes: &[String], command: &str) -> String {
    let mut out = String::new();
    for printed in pipes {
        out.push_str(&["printf ", printed, " | {\n"].concat());
    }
    out.push_str(command);
    for at in (0..pipes.len()).rev() {
        out.push_str(&["\n} ", &(at + 3).to_string(), "<&0"].concat());
    }
    out
}

fn authorization(basic: &Basic, pipes: &mut Vec<String>) -> String {
    match (&basic.header(), &basic.secret) {
        (None, Value::Variable(name)) => {
            let id = sh::quote(&basic.id);
            let pair =
                ["$(printf '%s:%s' ", &id, " \"$", name, "\" | base64 | tr -d '\\n')"].concat();
            piped("Authorization:", ["'Basic %s' \"", &pair, "\""].concat(), pipes)
        }
        (header, _) => ["'Authorization:", header.as_deref().unwrap_or_default(), "'"].concat(),
    }
}

/// A backslash before one of the signs that part name and value is taken off, in values as well.
fn loses_a_backslash(text: &str) -> bool {
    text.match_indices('\\').any(|(at, _)| {
        text.get(at + 1..).is_some_and(|rest| rest.starts_with([':', ';', '=', '@']))
    })
}
