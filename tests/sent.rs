//! What other people's tools send (tests/sent/sent.json, recorded by tests/sent/record.mjs), and what is read of the
//! texts that they were given.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::Value;
use token_triage::exchange::{BodyEncoding, Header, Place, Request};
use token_triage::read::read;

/// A request as it arrived.
#[derive(Deserialize)]
struct Sent {
    method: String,
    url: String,
    headers: BTreeMap<String, String>,
    body: String,
}

/// Header fields that the record leaves out.
const LEFT_OUT: &[&str] = &["host", "connection", "accept-encoding", "content-length"];

type Pairs = Vec<(String, String)>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sent")
}

fn recorded() -> BTreeMap<String, Vec<Sent>> {
    let text = fs::read_to_string(folder().join("sent.json")).expect("recorded requests");
    serde_json::from_str(&text).expect("recorded requests")
}

/// Undoes `+` and `%XX` of a form (WHATWG URL, section 5.1).
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let two = text.get(at + 1..at + 3).and_then(|two| u8::from_str_radix(two, 16).ok());
        match (bytes[at], two) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 2;
            }
            (b'+', _) => out.push(b' '),
            (byte, _) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8(out).expect("a text")
}

fn form(text: &str) -> Pairs {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name), decoded(value))
        })
        .collect()
}

fn multipart(text: &str) -> Pairs {
    let parts = text.split("--boundary").filter_map(|part| part.trim_start().split_once("name=\""));
    parts
        .map(|(_, part)| {
            let (name, rest) = part.split_once('"').expect("a name");
            let (_, value) = rest.split_once("\r\n\r\n").expect("a value");
            (name.to_owned(), value.trim_end_matches("\r\n").to_owned())
        })
        .collect()
}

/// The members of a JSON object; texts as they are, anything else as it is written.
fn members(text: &str) -> Pairs {
    let Ok(Value::Object(members)) = serde_json::from_str(text) else { return form(text) };
    let value = |value: Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    members.into_iter().map(|(name, it)| (name, value(it))).collect()
}

impl Sent {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    fn query(&self) -> Pairs {
        self.url.split_once('?').map_or_else(Vec::new, |(_, query)| form(query))
    }

    fn parameters(&self) -> Pairs {
        match self.header("content-type") {
            it if it.contains("json") => members(&self.body),
            it if it.contains("multipart") => multipart(&self.body),
            _ => form(&self.body),
        }
    }

    fn encoding(&self) -> BodyEncoding {
        let form = !members(&self.body).is_empty() && !self.body.starts_with('{');
        match self.header("content-type") {
            _ if self.body.is_empty() => BodyEncoding::None,
            it if it.contains("text/plain") => BodyEncoding::Other,
            it if it.contains("multipart") => BodyEncoding::Multipart,
            // A form under the name of JSON is a form.
            it if it.contains("json") && !form => BodyEncoding::Json,
            _ => BodyEncoding::Form,
        }
    }
}

/// The parameters of a place, by name.
fn parameters(request: &Request, place: Place) -> Pairs {
    let all = request.parameters.iter().filter(|it| it.place == place);
    all.map(|it| (it.name.clone(), it.value.clone())).collect()
}

fn sorted(mut pairs: Pairs) -> Pairs {
    pairs.retain(|(name, value)| !name.is_empty() || !value.is_empty());
    pairs.sort();
    pairs
}

fn check(name: &str, request: &Request, sent: &Sent) {
    let method = request.method.as_ref().map_or("", |it| it.value.as_str());
    assert_eq!(method, sent.method, "{name}");
    let url = request.url.as_ref().map_or("", |it| it.value.as_str());
    assert_eq!(url, sent.url.split('?').next().unwrap_or(""), "{name}");
    assert_eq!(sorted(parameters(request, Place::Query)), sorted(sent.query()), "{name}");
    assert_eq!(sorted(parameters(request, Place::Body)), sorted(sent.parameters()), "{name}");
    if !sent.body.is_empty() {
        assert_eq!(request.encoding, sent.encoding(), "{name}");
    }
    let dropped = |it: &&Header| !LEFT_OUT.contains(&it.name.to_ascii_lowercase().as_str());
    for header in request.headers.iter().filter(dropped) {
        let arrived = sent.header(&header.name.to_ascii_lowercase());
        assert_eq!(arrived, header.value, "{name}: {}", header.name);
    }
    let header = request.header("authorization").map(|header| header.value.clone());
    let user = request.user.as_ref().filter(|_| !request.waits_for_challenge);
    let basic = user.map(|user| ["Basic ", &STANDARD.encode(&user.value)].concat());
    assert_eq!(basic.or(header).unwrap_or_default(), sent.header("authorization"), "{name}");
}

#[test]
fn commands() {
    let recorded = recorded();
    let commands = fs::read_to_string(folder().join("commands.txt")).expect("commands");
    for command in commands.lines() {
        let sent = recorded.get(command).unwrap_or_else(|| panic!("not recorded yet: {command}"));
        let found = read(command).requests;
        assert_eq!(found.len(), 1, "{command}");
        check(command, &found[0], &sent[0]);
        if let Some(second) = sent.get(1) {
            assert!(found[0].waits_for_challenge, "{command}");
            let answered = Request { waits_for_challenge: false, ..found[0].clone() };
            check(command, &answered, second);
        }
    }
}

/// Each file's requests, in their order.
#[test]
fn files() {
    let recorded = recorded();
    let names = fs::read_dir(folder().join("files")).expect("files");
    let names = names.map(|file| file.expect("a file").file_name().into_string().expect("a name"));
    let mut names: Vec<_> = names.map(|name| ["files/", &name].concat()).collect();
    names.push("browser.har".to_owned());
    for path in names {
        let name = path.trim_start_matches("files/");
        let sent = recorded.get(name).unwrap_or_else(|| panic!("not recorded yet: {name}"));
        let text = fs::read_to_string(folder().join(&path)).expect("a text");
        let found = read(&text).requests;
        assert_eq!(found.len(), sent.len(), "{name}: {found:#?}");
        for (request, sent) in found.iter().zip(sent) {
            check(&format!("{name}, {}", request.span.of(&text)), request, sent);
        }
    }
}
