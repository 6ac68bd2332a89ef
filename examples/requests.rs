//! What was sent, by the commands in many texts: JSON Lines in, JSON Lines out.
//!
//! A line in: `{"id", "text"}`. A line out: `{"id", "requests": [{"method", "url", "headers", "user", "parameters",
//! "encoding"}]}`. A text that holds something which the paste does not show (`$NAME`, `@file`) is marked `expands`.

use std::io::{self, BufRead, BufWriter, Write};

use serde::{Deserialize, Serialize};
use token_triage::exchange::{Parameter, Place, Request};
use token_triage::read::read;
use token_triage::span::{Span, Spanned};

#[derive(Deserialize)]
struct Question {
    id: String,
    text: String,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a str,
    requests: Vec<Sent<'a>>,
}

#[derive(Serialize)]
struct Sent<'a> {
    method: Option<Text<'a>>,
    url: Option<Text<'a>>,
    headers: Vec<Text<'a>>,
    user: Option<Text<'a>>,
    parameters: Vec<Text<'a>>,
    encoding: String,
}

#[derive(Serialize)]
struct Text<'a> {
    name: &'a str,
    value: &'a str,
    query: bool,
    expands: bool,
}

fn main() -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let question: Question = serde_json::from_str(&line?)?;
        let paste = read(&question.text);
        let requests = paste.requests.iter().map(sent).collect();
        serde_json::to_writer(&mut output, &Answer { id: &question.id, requests })?;
        output.write_all(b"\n")?;
    }
    Ok(())
}

fn sent(request: &Request) -> Sent<'_> {
    Sent {
        method: request.method.as_ref().map(|it| text(request, it)),
        url: request.url.as_ref().map(|it| text(request, it)),
        headers: request
            .headers
            .iter()
            .map(|it| named(request, &it.name, &it.value, it.span))
            .collect(),
        user: request.user.as_ref().map(|it| text(request, it)),
        parameters: request.parameters.iter().map(|it| parameter(request, it)).collect(),
        encoding: format!("{:?}", request.encoding),
    }
}

fn parameter<'a>(request: &Request, it: &'a Parameter) -> Text<'a> {
    let query = it.place == Place::Query;
    Text { query, ..named(request, &it.name, &it.value, it.span) }
}

fn text<'a>(request: &Request, it: &'a Spanned) -> Text<'a> {
    named(request, "", &it.value, it.span)
}

fn named<'a>(request: &Request, name: &'a str, value: &'a str, span: Span) -> Text<'a> {
    Text { name, value, query: false, expands: request.expands(span) }
}
