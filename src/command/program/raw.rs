//! The message itself, as it goes over the wire or as editors keep it.

use super::message::{Basic, Message};

/// A `.http` file: the address whole, the body after an empty line.
pub(super) fn file(message: &Message) -> String {
    let mut out = [message.method.as_str(), " ", &message.url, "\n"].concat();
    headers(message, "{{ACCESS_TOKEN}}", "\n", &mut out);
    out.push('\n');
    out.push_str(&message.body());
    out
}

/// RFC 9112: the request line, Host, the other fields, and the body with its length.
pub(super) fn message(message: &Message) -> String {
    let rest = message.url.split_once("://").map_or("", |(_, rest)| rest);
    let (authority, target) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let slash = if target.starts_with('/') { "" } else { "/" };
    let mut out =
        [&message.method, " ", slash, target, " HTTP/1.1\r\nHost: ", host, "\r\n"].concat();
    headers(message, "ACCESS_TOKEN", "\r\n", &mut out);
    let body = message.body();
    if message.has_body() {
        out.push_str("Content-Length: ");
        out.push_str(&body.len().to_string());
        out.push_str("\r\n");
    }
    out.push_str("Connection: close\r\n\r\n");
    out.push_str(&body);
    out
}

fn headers(message: &Message, access_token: &str, end: &str, out: &mut String) {
    let mut header = |name: &str, value: &str| {
        out.push_str(&[name, ": ", value, end].concat());
    };
    for (name, value) in &message.headers {
        header(name, value);
    }
    if let Some(basic) = message.basic.as_ref().and_then(Basic::header) {
        header("Authorization", &basic);
    }
    if message.bearer {
        header("Authorization", &["Bearer ", access_token].concat());
    }
    if message.has_body() {
        header("Content-Type", "application/x-www-form-urlencoded");
    }
}
