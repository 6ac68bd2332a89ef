//! JavaScript for Node 18 and newer.

use super::message::{Field, Message, Value};
use super::python::quote;

/// A module to run as it is. A header's value outside Latin-1 is sent as the bytes of its UTF-8, as curl does.
pub(super) fn write(message: &Message) -> String {
    let mut out = String::new();
    let url = if message.query.is_empty() {
        quote(&message.url)
    } else {
        out.push_str("const url = new URL(");
        out.push_str(&quote(&message.url));
        out.push_str(");\n");
        for field in &message.query {
            out.push_str("url.searchParams.append(");
            pair(field, &mut out);
            out.push_str(");\n");
        }
        "url".to_owned()
    };
    out.push_str("const answer = await fetch(");
    out.push_str(&url);
    out.push_str(", {\n  method: ");
    out.push_str(&quote(&message.method));
    out.push_str(",\n  redirect: \"manual\",\n  headers: {\n");
    for (name, value) in &message.headers {
        header(name, &latin(value), &mut out);
    }
    if let Some(basic) = &message.basic {
        header("Authorization", &credentials(basic), &mut out);
    }
    if message.bearer {
        header("Authorization", "\"Bearer \" + process.env.ACCESS_TOKEN", &mut out);
    }
    if message.has_body() {
        // Written out, since fetch would add a charset, which this type has none of.
        header("Content-Type", "\"application/x-www-form-urlencoded\"", &mut out);
    }
    out.push_str("  },\n");
    if message.has_body() {
        out.push_str("  body: new URLSearchParams([\n");
        for field in &message.fields {
            out.push_str("    [");
            pair(field, &mut out);
            out.push_str("],\n");
        }
        out.push_str("  ]),\n");
    }
    out.push_str(
        "});\nconsole.log(answer.status, answer.statusText);\nconsole.log(await answer.text());",
    );
    out
}

fn pair(field: &Field, out: &mut String) {
    out.push_str(&quote(&field.name));
    out.push_str(", ");
    match &field.value {
        Value::Text(text) => out.push_str(&quote(text)),
        Value::Variable(name) => environment(name, out),
    }
}

fn header(name: &str, value: &str, out: &mut String) {
    out.push_str("    ");
    out.push_str(&quote(name));
    out.push_str(": ");
    out.push_str(value);
    out.push_str(",\n");
}

fn credentials(basic: &super::message::Basic) -> String {
    let mut out = "\"Basic \" + Buffer.from(".to_owned();
    out.push_str(&quote(&[&basic.id, ":"].concat()));
    out.push_str(" + ");
    match &basic.secret {
        Value::Text(text) => out.push_str(&quote(text)),
        Value::Variable(name) if basic.is_encoded() => {
            // A form of one field without a name is "=" and the encoded value.
            out.push_str("new URLSearchParams({ \"\": ");
            environment(name, &mut out);
            out.push_str(" }).toString().slice(1)");
        }
        Value::Variable(name) => environment(name, &mut out),
    }
    out.push_str(").toString(\"base64\")");
    out
}

fn environment(name: &str, out: &mut String) {
    out.push_str("process.env.");
    out.push_str(name);
}

fn latin(text: &str) -> String {
    let quoted = quote(text);
    if text.is_ascii() {
        return quoted;
    }
    ["Buffer.from(", &quoted, ").toString(\"latin1\")"].concat()
}
