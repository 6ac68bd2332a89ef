//! Python with the library requests.

use super::message::{Basic, Field, Message, Value};

/// A program to run as it is.
///
/// Texts outside ASCII are given as bytes: the library would turn them into Latin-1 in a header, and fail for others.
pub(super) fn write(message: &Message) -> String {
    let mut body = String::new();
    let mut imports = String::new();
    if message.takes_variables() {
        imports.push_str("import os\n");
    }
    if secret_is_variable(message) && message.basic.as_ref().is_some_and(Basic::is_encoded) {
        imports.push_str("from urllib.parse import quote_plus\n");
    }
    if !imports.is_empty() {
        imports.push('\n');
    }
    body.push_str("import requests\n\nanswer = requests.request(\n    ");
    body.push_str(&quote(&message.method));
    body.push_str(",\n    ");
    body.push_str(&quote(&message.url));
    body.push_str(",\n");
    pairs("params", &message.query, &mut body);
    headers(message, &mut body);
    authentication(message, &mut body);
    pairs("data", &message.fields, &mut body);
    body.push_str("    allow_redirects=False,\n)\nprint(answer.status_code, answer.reason)\nprint(answer.text)");
    imports + &body
}

fn secret_is_variable(message: &Message) -> bool {
    message.basic.as_ref().is_some_and(|basic| basic.secret.is_variable())
}

/// A list and no table: a name may stand twice.
fn pairs(argument: &str, fields: &[Field], out: &mut String) {
    if fields.is_empty() {
        return;
    }
    out.push_str("    ");
    out.push_str(argument);
    out.push_str("=[\n");
    for field in fields {
        out.push_str("        (");
        out.push_str(&quote(&field.name));
        out.push_str(", ");
        match &field.value {
            Value::Text(text) => out.push_str(&quote(text)),
            Value::Variable(name) => environment(name, out),
        }
        out.push_str("),\n");
    }
    out.push_str("    ],\n");
}

fn headers(message: &Message, out: &mut String) {
    out.push_str("    headers={");
    if message.has_body() && message.fields.is_empty() {
        // The library names the type of a body only where there is one.
        out.push_str("\"Content-Type\": \"application/x-www-form-urlencoded\", ");
    }
    for (at, (name, value)) in message.headers.iter().enumerate() {
        out.push_str(if at == 0 { "" } else { ", " });
        out.push_str(&quote(name));
        out.push_str(": ");
        out.push_str(&bytes(value));
    }
    if message.bearer {
        out.push_str(", \"Authorization\": \"Bearer \" + ");
        environment("ACCESS_TOKEN", out);
    }
    out.push_str("},\n");
}

fn authentication(message: &Message, out: &mut String) {
    let Some(basic) = &message.basic else { return };
    out.push_str("    auth=(");
    out.push_str(&bytes(&basic.id));
    out.push_str(", ");
    match &basic.secret {
        Value::Text(text) => out.push_str(&bytes(text)),
        Value::Variable(name) => {
            out.push_str(if basic.is_encoded() { "quote_plus(" } else { "" });
            environment(name, out);
            out.push_str(if basic.is_encoded() { ")" } else { ".encode()" });
        }
    }
    out.push_str("),\n");
}

fn environment(name: &str, out: &mut String) {
    out.push_str("os.environ[\"");
    out.push_str(name);
    out.push_str("\"]");
}

fn bytes(text: &str) -> String {
    let mut quoted = quote(text);
    if !text.is_ascii() {
        quoted.push_str(".encode()");
    }
    quoted
}

/// Double quotes, with a backslash before each and before a backslash; nothing else has a meaning.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = String::from('"');
    for letter in text.chars() {
        if matches!(letter, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(letter);
    }
    quoted.push('"');
    quoted
}
