//! Postman collections, sent by newman, Postman's own program, to a server on loopback.

use std::fs;
use std::path::Path;

use serde_json::json;
use token_triage::command::program::{Program, bearer, write};
use token_triage::command::{Refusal, SecretPlace, TokenRequest};

use crate::handed::environment;
use crate::intent::{Pairs, Sent, intended};
use crate::programs::folded;
use crate::server::Server;
use crate::unix::{Folder, alone};
use crate::{api, samples};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/peers");

/// Sends each collection with its variables, and compares what arrives.
fn arrive(server: &Server, texts: Vec<(String, Pairs, Sent)>) {
    let module = Path::new(FOLDER).join("node_modules/newman");
    assert!(module.exists(), "newman is not installed; `cargo xtask test` installs it");
    let folder = Folder::new(&format!("newman-{}", texts.len()));
    let file = folder.path().join("collections.json");
    let one = |(text, variables, _): &(String, Pairs, Sent)| {
        let variables: serde_json::Map<String, serde_json::Value> =
            variables.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
        json!({ "collection": text, "variables": variables })
    };
    let all: Vec<_> = texts.iter().map(one).collect();
    fs::write(&file, json!(all).to_string()).expect("written");
    let script = Path::new(FOLDER).join("support/send-collections.mjs");
    let output = alone("node", folder.path()).arg(script).arg(&file).output().expect("node runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let answered = String::from_utf8_lossy(&output.stdout);
    assert_eq!(answered.trim(), texts.len().to_string(), "each is answered: {errors}");
    for (text, _, meant) in texts {
        assert_eq!(folded(server.next().0), meant, "{text}");
    }
}

#[test]
fn postman_sends_what_was_meant() {
    let server = Server::start();
    let mut texts = Vec::new();
    let ascii = |token: &TokenRequest| token.request.headers.iter().all(|one| one.value.is_ascii());
    for token in samples(&server.address) {
        if !ascii(&token) {
            let refused = write(&token, Program::Postman, SecretPlace::Inline);
            assert_eq!(refused, Err(Refusal::Inexpressible), "Postman can't send such a header");
            continue;
        }
        for place in [SecretPlace::Inline, SecretPlace::Environment] {
            let text = write(&token, Program::Postman, place).expect("a text").text;
            let variables = environment(&token).expect("one value for each name");
            texts.push((text.expose().to_owned(), variables, folded(intended(&token, place))));
        }
    }
    arrive(&server, texts);
}

#[test]
fn postman_sends_the_token() {
    let server = Server::start();
    let token = "postman-._~+/9==";
    let text = |value: &&str| {
        let command = bearer(&api::request(&server.address, value), Program::Postman);
        let text = command.expect("a text").text.expose().to_owned();
        let variables = vec![("ACCESS_TOKEN".to_owned(), token.to_owned())];
        (text, variables, folded(api::meant(value, token)))
    };
    arrive(&server, crate::ADVERSARIAL.iter().filter(|value| value.is_ascii()).map(text).collect());
}
