//! What tools print of a refused token request (tests/transcripts), and what is read of it.

#![allow(clippy::expect_used, reason = "a test that can't go on says where")]

use std::fs;
use std::path::Path;

use token_triage::exchange::Response;
use token_triage::read::{Paste, read};

const ERROR: Option<&str> = Some("invalid_client");

/// The transcript, status and error of the answer that counts, how many responses there are, and how often a form of
/// the secret (in the clear, in the Basic header, the cookie) must be masked.
type Row = (&'static str, Option<u16>, Option<&'static str>, usize);

const TABLE: &[Row] = &[
    ("curl-v", Some(401), ERROR, 1),
    ("curl-v-100-continue", Some(401), ERROR, 2),
    ("curl-v-redirect", Some(401), ERROR, 2),
    ("curl-v-tunnel", Some(401), ERROR, 2),
    ("curl-i-redirect", Some(401), ERROR, 2),
    ("curl-trace-ascii", Some(401), ERROR, 1),
    ("curl-trace-ascii-100-continue", Some(401), ERROR, 1),
    ("curl-trace", Some(401), ERROR, 1),
    ("httpie-v", Some(401), ERROR, 1),
    ("httpie-headers", Some(401), ERROR, 1),
    ("wget-S", Some(401), None, 2),
    ("wget", Some(401), None, 1),
    ("wget-d", Some(401), ERROR, 1),
    ("axios", Some(401), ERROR, 1),
    ("axios-picked", Some(401), ERROR, 1),
    ("gaxios", Some(401), ERROR, 1),
    ("openid-client", None, ERROR, 1),
    ("simple-oauth2", Some(401), ERROR, 1),
    ("powershell-5", None, ERROR, 1),
    ("powershell-5-no-body", Some(401), None, 1),
    ("powershell-7", None, ERROR, 1),
    ("powershell-7-no-body", Some(401), None, 1),
    ("docker-compose", None, ERROR, 1),
    ("kubernetes-cri", None, ERROR, 1),
];

fn transcript(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    fs::read_to_string(folder.join(name).with_extension("txt")).expect("a transcript")
}

fn error(response: &Response) -> Option<&str> {
    response.error.as_ref().map(|error| error.value.as_str())
}

#[test]
fn the_answer_is_read_of_what_any_tool_prints() {
    for &(name, status, code, count) in TABLE {
        let text = transcript(name);
        let paste = read(&text);
        assert_eq!(paste.responses.len(), count, "{name}");
        let last = paste.responses.last().expect("a response");
        assert_eq!((last.status, error(last)), (status, code), "{name}");
        if code.is_some() {
            let said = last.description.as_ref().map(|said| said.value.replace('\n', " "));
            assert_eq!(said.as_deref(), Some("Client authentication failed."), "{name}");
        }
    }
}

#[test]
fn the_request_is_read_of_what_shows_it() {
    for name in ["curl-v", "curl-v-tunnel", "curl-trace-ascii", "curl-trace", "httpie-v", "wget-d"]
    {
        let paste = read(&transcript(name));
        let request = paste.requests.iter().rev().find(|request| request.method.is_some());
        let request = request.expect("a request");
        assert_eq!(request.path(), Some("/token"), "{name}");
        let header = request.header("authorization").map(|header| header.value.as_str());
        assert_eq!(header, Some("Basic YWNtZTpzM2NyM3Q="), "{name}");
    }
    for name in ["curl-trace-ascii", "curl-trace-ascii-100-continue", "curl-trace", "httpie-v"] {
        let paste = read(&transcript(name));
        let grants = paste.requests.iter().filter_map(|request| request.value("grant_type"));
        assert_eq!(grants.collect::<Vec<_>>(), ["client_credentials"], "{name}");
    }
}

#[test]
fn challenges_are_read_of_heads_and_dumps() {
    for name in ["curl-v", "curl-trace", "httpie-headers", "wget-S", "simple-oauth2"] {
        let paste = read(&transcript(name));
        let challenges = paste.responses.last().map(|response| &response.challenges);
        let schemes = challenges.into_iter().flatten().map(|challenge| challenge.scheme.as_str());
        assert_eq!(schemes.collect::<Vec<_>>(), ["Basic"], "{name}");
    }
}

/// Whether every place of `secret` lies in a span that is masked.
fn is_masked(paste: &Paste, text: &str, secret: &str) -> bool {
    text.match_indices(secret).all(|(at, secret)| {
        paste.secrets.iter().any(|span| span.start <= at && at + secret.len() <= span.end)
    })
}

#[test]
fn nothing_secret_is_left_unmasked() {
    for &(name, ..) in TABLE {
        let text = transcript(name);
        let paste = read(&text);
        for secret in ["s3cr3t", "YWNtZTpzM2NyM3", "73 33 63 72 33 74", "59 57 4e 74"] {
            assert!(is_masked(&paste, &text, secret), "{name}: {secret}");
        }
    }
}
