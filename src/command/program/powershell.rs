//! `Invoke-RestMethod` of PowerShell, 5.1 and newer.

use super::super::call::encode;
use super::super::powershell::quote;
use super::message::{Basic, Field, Message, Value};

/// One statement that shows the answer, also where the server refuses.
pub(super) fn write(message: &Message) -> String {
    let mut out = "try {\n  Invoke-RestMethod -Method ".to_owned();
    out.push_str(&quote(&message.method));
    out.push_str(" -MaximumRedirection 0 -Uri ");
    address(message, &mut out);
    out.push_str(" -Headers @{\n");
    for (name, value) in &message.headers {
        entry(name, &quote(value), &mut out);
    }
    if let Some(basic) = &message.basic {
        entry("Authorization", &authorization(basic), &mut out);
    }
    if message.bearer {
        entry("Authorization", "'Bearer ' + $env:ACCESS_TOKEN", &mut out);
    }
    out.push_str("  }");
    body(message, &mut out);
    out.push_str(
        "\n} catch {\n  [int]$_.Exception.Response.StatusCode\n  $_.ErrorDetails.Message\n}",
    );
    out
}

fn entry(name: &str, value: &str, out: &mut String) {
    out.push_str("    ");
    out.push_str(&quote(name));
    out.push_str(" = ");
    out.push_str(value);
    out.push('\n');
}

fn address(message: &Message, out: &mut String) {
    if message.query.is_empty() {
        out.push_str(&quote(&message.url));
        return;
    }
    out.push('(');
    out.push_str(&quote(&message.url));
    for (at, field) in message.query.iter().enumerate() {
        let sign = if at == 0 && !message.url.contains('?') { "?" } else { "&" };
        out.push_str(" + ");
        out.push_str(&quote(&[sign, &encode(&field.name), "="].concat()));
        out.push_str(" + ");
        out.push_str(&escaped(&field.value));
    }
    out.push(')');
}

/// A table, which PowerShell encodes; a text where a name stands twice.
fn body(message: &Message, out: &mut String) {
    if !message.has_body() {
        return;
    }
    out.push_str(" -ContentType 'application/x-www-form-urlencoded' -Body ");
    if !message.repeats_a_name() && message.fields.iter().all(|field| !field.name.is_empty()) {
        out.push_str("@{\n");
        for field in &message.fields {
            entry(&field.name, &value(&field.value), out);
        }
        out.push_str("  }");
        return;
    }
    let part = |(at, field): (usize, &Field)| {
        let name = [if at == 0 { "" } else { "&" }, &encode(&field.name), "="].concat();
        [&quote(&name), " + ", &escaped(&field.value)].concat()
    };
    let parts: Vec<String> = message.fields.iter().enumerate().map(part).collect();
    out.push_str(&["(", &parts.join(" +\n    "), ")"].concat());
}

fn value(value: &Value) -> String {
    match value {
        Value::Text(text) => quote(text),
        Value::Variable(name) => ["$env:", name].concat(),
    }
}

fn escaped(value: &Value) -> String {
    match value {
        Value::Text(text) => quote(&encode(text)),
        Value::Variable(name) => ["[uri]::EscapeDataString($env:", name, ")"].concat(),
    }
}

fn authorization(basic: &Basic) -> String {
    let secret = match (&basic.header(), &basic.secret) {
        (Some(header), _) => return quote(header),
        (None, Value::Variable(name)) if basic.is_encoded() => {
            ["[uri]::EscapeDataString($env:", name, ")"].concat()
        }
        (None, secret) => value(secret),
    };
    let pair = [&quote(&[&basic.id, ":"].concat()), " + ", &secret].concat();
    ["'Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(", &pair, "))"].concat()
}
