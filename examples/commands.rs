//! Token requests as text for a shell or a program: JSON Lines in, JSON Lines out.
//!
//! A line in: `{"url", "authentication": "Basic" or "form", "id", "secret", "parameters": [[name, value]…],
//! "headers": [[name, value]…], "target", "place"}`. A line out: `{"text", "input"}`, both null where the request can't
//! be written.

use std::io::{self, BufRead, BufWriter, Write};

use serde::{Deserialize, Serialize};
use token_triage::command::program::{Program, write};
use token_triage::command::{Authentication, SecretPlace, Shell, TokenRequest, curl};
use token_triage::exchange::{Header, Parameter, Place, Request};
use token_triage::secret::Secret;
use token_triage::span::{Span, Spanned};

#[derive(Deserialize)]
struct Question {
    url: String,
    authentication: String,
    id: String,
    secret: String,
    parameters: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    target: String,
    place: String,
}

#[derive(Default, Serialize)]
struct Answer {
    text: Option<String>,
    input: Option<String>,
}

fn main() -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let question: Question = serde_json::from_str(&line?)?;
        let answer = answer(&question).ok_or(io::ErrorKind::InvalidInput)?;
        serde_json::to_writer(&mut output, &answer)?;
        output.write_all(b"\n")?;
    }
    Ok(())
}

/// `None` where target or place are not known.
fn answer(question: &Question) -> Option<Answer> {
    let place = match question.place.as_str() {
        "prompt" => SecretPlace::Prompt,
        "environment" => SecretPlace::Environment,
        "input" => SecretPlace::Input,
        "inline" => SecretPlace::Inline,
        _ => return None,
    };
    let request = request(question);
    let command = match question.target.as_str() {
        "curl" => curl(&request, Shell::Sh, place),
        "HTTPie" => write(&request, Program::Httpie, place),
        "wget" => write(&request, Program::Wget, place),
        "Python, requests" => write(&request, Program::Python, place),
        "JavaScript, fetch" => write(&request, Program::JavaScript, place),
        _ => return None,
    };
    let owned = |secret: &Secret| secret.expose().to_owned();
    let written = |command: token_triage::command::Command| Answer {
        text: Some(owned(&command.text)),
        input: command.input.as_ref().map(owned),
    };
    Some(command.map(written).unwrap_or_default())
}

fn request(question: &Question) -> TokenRequest {
    let parameter = |(name, value): &(String, String)| Parameter {
        name: name.clone(),
        value: value.clone(),
        place: Place::Body,
        span: Span::NONE,
    };
    let header = |(name, value): &(String, String)| Header {
        name: name.clone(),
        value: value.clone(),
        span: Span::NONE,
    };
    TokenRequest {
        request: Request {
            url: Some(Spanned::new(question.url.clone(), Span::NONE)),
            parameters: question.parameters.iter().map(parameter).collect(),
            headers: question.headers.iter().map(header).collect(),
            ..Request::default()
        },
        authentication: if question.authentication == "Basic" {
            Authentication::Basic
        } else {
            Authentication::Post
        },
        client_id: question.id.clone(),
        client_secret: Secret::new(question.secret.clone()),
        ..TokenRequest::default()
    }
}
