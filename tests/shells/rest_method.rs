//! `Invoke-RestMethod` by its documentation: which request its arguments make. It was not run.
//!
//! Written from the pages on Invoke-RestMethod and about_Hash_Tables. A table as body is form-encoded; a text is sent as
//! it is. A table has no two keys that differ in case alone, and a header's value is ASCII: .NET sends no other.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use token_triage::basic::Form;
use token_triage::command::program::{Program, bearer, write};
use token_triage::command::{Refusal, SecretPlace};

use crate::expression::value;
use crate::handed::environment;
use crate::intent::{Pairs, Sent, intended, pairs};
use crate::programs::folded;
use crate::windows::quoted;
use crate::{ADVERSARIAL, api, requests};

const BEGIN: &str = "try {\n  Invoke-RestMethod -Method ";
const END: &str =
    "\n} catch {\n  [int]$_.Exception.Response.StatusCode\n  $_.ErrorDetails.Message\n}";
const FORM: &str = " -ContentType 'application/x-www-form-urlencoded' -Body ";

/// The request that the statement makes; variables are those of the environment.
fn reading(text: &str, variables: &Pairs) -> Sent {
    let rest = text.strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(END)).expect("the frame");
    let (method, rest) = quoted(rest);
    let rest = rest.strip_prefix(" -MaximumRedirection 0 -Uri ").expect("it follows nothing");
    let (url, rest) = value(rest, variables);
    let (headers, rest) = table(rest.strip_prefix(" -Headers ").expect("headers"), variables);
    assert!(headers.iter().all(|(_, value)| value.is_ascii()), ".NET refuses it: {text}");
    let (body, rest) = match rest.strip_prefix(FORM) {
        None => (None, rest),
        Some(rest) if rest.starts_with("@{") => {
            let (fields, rest) = table(rest, variables);
            (Some(fields), rest)
        }
        Some(rest) => {
            let (body, rest) = value(rest, variables);
            (Some(pairs(&body)), rest)
        }
    };
    assert_eq!(rest, "", "nothing else is said");
    let (_, target) = url.split_once("://").expect("a scheme");
    let target = target.find(['/', '?']).map_or("/", |at| &target[at..]);
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut headers: Pairs =
        headers.into_iter().map(|(name, value)| (name.to_lowercase(), value)).collect();
    headers.sort();
    let path = if path.is_empty() { "/" } else { path };
    Sent { method, path: path.to_owned(), query: pairs(query), headers, user: None, body }
}

/// A table, each key and value on a line, and what comes behind it.
fn table<'t>(text: &'t str, variables: &Pairs) -> (Pairs, &'t str) {
    let mut rest = text.strip_prefix("@{\n").expect("a table");
    let mut entries = Pairs::new();
    loop {
        rest = rest.trim_start_matches(' ');
        if let Some(behind) = rest.strip_prefix('}') {
            return (entries, behind);
        }
        let (name, behind) = quoted(rest);
        let (text, behind) = value(behind.strip_prefix(" = ").expect("a value"), variables);
        rest = behind.strip_prefix('\n').expect("the end of the line");
        let same = |known: &(String, String)| known.0.to_lowercase() == name.to_lowercase();
        assert!(!entries.iter().any(same), "a key stands twice: {name}");
        entries.push((name, text));
    }
}

#[test]
fn invoke_rest_method_makes_the_request_that_was_meant() {
    let mut read = 0;
    for token in requests() {
        let ascii = token.request.headers.iter().all(|header| header.value.is_ascii());
        for place in [SecretPlace::Inline, SecretPlace::Environment] {
            let command = match write(&token, Program::InvokeRestMethod, place) {
                Ok(command) => command,
                Err(refusal) => {
                    assert!(refusal == Refusal::Inexpressible && !ascii, "{refusal:?}");
                    continue;
                }
            };
            let Some(mut variables) = environment(&token) else { continue };
            // It encodes the secret of a Basic header by itself.
            for (name, value) in &mut variables {
                if name == "CLIENT_SECRET" {
                    token.client_secret.expose().clone_into(value);
                }
            }
            let text = command.text.expose();
            let (mut sent, mut meant) = (reading(text, &variables), intended(&token, place));
            if token.form.unwrap_or_default() != Form::Raw || token.client_id.contains(':') {
                decode(&mut sent);
                decode(&mut meant);
            }
            assert_eq!(folded(sent), folded(meant), "{text}");
            read += 1;
        }
    }
    assert!(read > 200, "{read}");
}

/// An encoded Basic header as servers read it: .NET escapes some signs besides, and a blank in another way.
fn decode(sent: &mut Sent) {
    for (_, value) in sent.headers.iter_mut().filter(|(name, _)| name == "authorization") {
        let pair = STANDARD.decode(value.trim_start_matches("Basic ")).expect("base64");
        let pair = String::from_utf8(pair).expect("UTF-8");
        let halves = pair.split(':').map(|half| pairs(&["=", half].concat()).remove(0).1);
        *value = halves.collect::<Vec<_>>().join("\n");
    }
}

#[test]
fn invoke_rest_method_sends_the_token() {
    let variables = vec![("ACCESS_TOKEN".to_owned(), "AZaz09-._~+/==".to_owned())];
    for text in ADVERSARIAL.iter().filter(|text| text.is_ascii()) {
        let command = bearer(&api::request("https://api.example", text), Program::InvokeRestMethod);
        let command = command.expect("a text");
        let sent = reading(command.text.expose(), &variables);
        assert_eq!(folded(sent), folded(api::meant(text, &variables[0].1)), "{text}");
    }
}
