//! A collection for Postman to import: format 2.1, one request.

use super::message::{Field, Message, Value};
use super::python::quote;

/// What of Postman's own would change a request: a variable's braces stand in a value as they are only if Postman
/// knows no variable of that name, which a new collection doesn't.
pub(super) fn write(message: &Message) -> String {
    let mut out = "{\n  \"info\": {\n    \"name\": \"Token request\",\n    \"schema\": \
                   \"https://schema.getpostman.com/json/collection/v2.1.0/collection.json\"\n  },\n  \
                   \"item\": [\n    {\n      \"name\": \"Token request\",\n"
        .to_owned();
    out.push_str(
        "      \"protocolProfileBehavior\": { \"followRedirects\": false },\n      \"request\": {\n        \
         \"method\": ",
    );
    out.push_str(&quote(&message.method));
    out.push_str(",\n        \"url\": ");
    out.push_str(&quote(&address(message)));
    out.push_str(",\n        \"auth\": ");
    authentication(message, &mut out);
    out.push_str(",\n        \"header\": [\n");
    let headers = message.headers.iter().map(|(name, value)| entry(name, value));
    out.push_str(&headers.collect::<Vec<_>>().join(",\n"));
    out.push_str("\n        ]");
    if message.has_body() {
        out.push_str(",\n        \"body\": { \"mode\": \"urlencoded\", \"urlencoded\": [\n");
        let fields = message.fields.iter().map(|field| entry(&field.name, &held(&field.value)));
        out.push_str(&fields.collect::<Vec<_>>().join(",\n"));
        out.push_str("\n        ] }");
    }
    out.push_str("\n      }\n    }\n  ]");
    variables(message, &mut out);
    out.push_str("\n}");
    out
}

fn entry(name: &str, value: &str) -> String {
    ["          { \"key\": ", &quote(name), ", \"value\": ", &quote(value), " }"].concat()
}

/// The value, or Postman's own name for a variable.
fn held(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Variable(name) => ["{{", name, "}}"].concat(),
    }
}

fn address(message: &Message) -> String {
    let mut url = message.url.clone();
    for Field { name, value } in &message.query {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(&[name, "=", &held(value)].concat());
    }
    url
}

fn authentication(message: &Message, out: &mut String) {
    if message.bearer {
        out.push_str("{ \"type\": \"bearer\", \"bearer\": [\n");
        out.push_str(&entry("token", "{{ACCESS_TOKEN}}"));
        out.push_str("\n        ] }");
        return;
    }
    let Some(basic) = &message.basic else {
        out.push_str("{ \"type\": \"noauth\" }");
        return;
    };
    out.push_str("{ \"type\": \"basic\", \"basic\": [\n");
    out.push_str(&entry("username", &basic.id));
    out.push_str(",\n");
    out.push_str(&entry("password", &held(&basic.secret)));
    out.push_str("\n        ] }");
}

/// Each variable once, empty: Postman keeps the values that the person gives them.
fn variables(message: &Message, out: &mut String) {
    let secret = message.basic.as_ref().map(|basic| &basic.secret);
    let values = message.query.iter().chain(&message.fields).map(|field| &field.value);
    let mut names: Vec<&str> = Vec::new();
    for value in values.chain(secret) {
        if let Value::Variable(name) = value
            && !names.contains(&name.as_str())
        {
            names.push(name);
        }
    }
    names.extend(message.bearer.then_some("ACCESS_TOKEN"));
    if names.is_empty() {
        return;
    }
    out.push_str(",\n  \"variable\": [\n");
    out.push_str(&names.iter().map(|name| entry(name, "")).collect::<Vec<_>>().join(",\n"));
    out.push_str("\n  ]");
}
