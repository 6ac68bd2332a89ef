//! A file for Hurl.

use super::super::Refusal;
use super::message::{Basic, Field, Message, Value};

/// One request. Variables are Hurl's own, which it takes from the environment.
///
/// # Errors
/// Where a parameter has no name: Hurl's have one.
pub(super) fn write(message: &Message) -> Result<String, Refusal> {
    let mut out = [&message.method, " ", &escaped(&message.url, |_| true), "\n"].concat();
    for (name, value) in &message.headers {
        entry(name, &Value::Text(value.clone()), &mut out);
    }
    if message.bearer {
        out.push_str("Authorization: Bearer {{ACCESS_TOKEN}}\n");
    }
    if message.has_body() {
        entry("Content-Type", &Value::Text(FORM.to_owned()), &mut out);
    }
    if let Some(Basic { id, secret, .. }) = &message.basic {
        out.push_str("[BasicAuth]\n");
        entry(id, secret, &mut out);
    }
    section("[Query]\n", &message.query, &mut out)?;
    section("[Form]\n", &message.fields, &mut out)?;
    Ok(out.trim_end().to_owned())
}

const FORM: &str = "application/x-www-form-urlencoded";

fn section(title: &str, fields: &[Field], out: &mut String) -> Result<(), Refusal> {
    if !fields.is_empty() {
        out.push_str(title);
    }
    for Field { name, value } in fields {
        if name.is_empty() {
            return Err(Refusal::Inexpressible);
        }
        entry(name, value, out);
    }
    Ok(())
}

fn entry(name: &str, value: &Value, out: &mut String) {
    let plain = |char: char| char.is_ascii_alphanumeric() || "-_.".contains(char);
    out.push_str(&escaped(name, plain));
    out.push_str(": ");
    match value {
        Value::Text(text) => out.push_str(&escaped(text, |_| true)),
        Value::Variable(name) => out.push_str(&["{{", name, "}}"].concat()),
    }
    out.push('\n');
}

/// What has a meaning, or none at an edge, by its number.
fn escaped(text: &str, plain: impl Fn(char) -> bool) -> String {
    let edge = text.len() - text.trim_end().len();
    let end = text.len() - edge;
    let start = text.len() - text.trim_start().len();
    let mut out = String::new();
    for (at, char) in text.char_indices() {
        if !plain(char) || at < start || at >= end || "\\#{}".contains(char) {
            out.push_str("\\u{");
            out.push_str(&hexadecimal(char));
            out.push('}');
        } else {
            out.push(char);
        }
    }
    out
}

fn hexadecimal(char: char) -> String {
    let mut number = u32::from(char);
    let mut digits = String::new();
    while number > 0 {
        digits.extend(char::from_digit(number % 16, 16));
        number /= 16;
    }
    digits.chars().rev().collect()
}
