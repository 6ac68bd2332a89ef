//! The page's own commands, pasted back with the answer that they got: nothing that a command takes from a prompt,
//! a variable or its standard input is said to be missing.

use std::path::Path;

use token_triage::command::program::{self, Program};
use token_triage::command::{Authentication, SecretPlace, Shell, TokenRequest, curl};
use token_triage::diagnose;
use token_triage::diagnose::firing_checks;
use token_triage::exchange::{BodyEncoding, Parameter, Place, Request};
use token_triage::knowledge::{Strength, source};
use token_triage::secret::Secret;
use token_triage::span::{Span, Spanned};

const ANSWERS: [&str; 3] = [
    "HTTP/1.1 401 Unauthorized\nContent-Type: application/json\n\n{\"error\":\"invalid_client\"}",
    "HTTP/1.1 400 Bad Request\nContent-Type: application/json\n\n{\"error\":\"invalid_grant\"}",
    "HTTP/1.1 400 Bad Request\nContent-Type: application/json\n\n{\"error\":\"invalid_request\"}",
];
/// What a request is said to lack. A bare `invalid_request` may well mean it.
const LACKING: [&str; 2] = ["client-auth-missing", "missing-parameter"];

const PLACES: [SecretPlace; 4] =
    [SecretPlace::Prompt, SecretPlace::Environment, SecretPlace::Input, SecretPlace::Inline];

/// A complete request of an authorization code.
fn request(authentication: Authentication, place: SecretPlace) -> TokenRequest {
    let withheld = matches!(place, SecretPlace::Prompt | SecretPlace::Environment);
    let secret = |value: &str| if withheld { String::new() } else { value.to_owned() };
    let parameter = |name: &str, value: String| Parameter {
        name: name.into(),
        value,
        place: Place::Body,
        span: Span::NONE,
    };
    TokenRequest {
        request: Request {
            method: Some(Spanned::new("POST", Span::NONE)),
            url: Some(Spanned::new("https://as.example/token", Span::NONE)),
            parameters: vec![
                parameter("grant_type", "authorization_code".into()),
                parameter("code", secret("SplxlOBeZQQYbYS6WxSbIA")),
                parameter("redirect_uri", "https://client.example/cb".into()),
            ],
            encoding: BodyEncoding::Form,
            ..Request::default()
        },
        authentication,
        client_id: "s6BhdRkqt3".into(),
        client_secret: Secret::new(secret("gX1fBat3bV")),
        ..TokenRequest::default()
    }
}

#[test]
fn nothing_is_said_to_be_missing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    let knowledge = source::knowledge(&root).unwrap();
    let mut accused = Vec::new();
    for authentication in [Authentication::Basic, Authentication::Post] {
        for place in PLACES {
            let request = request(authentication, place);
            let mut texts = Vec::new();
            for shell in Shell::ALL {
                let command = curl(&request, shell, place).unwrap();
                texts.push((format!("{shell:?}"), command.text));
            }
            // The page writes a program in the one way that it can take its secrets.
            let by_variables = place == SecretPlace::Environment;
            let suits = |one: &Program| {
                one.takes_variables() == by_variables
                    && (by_variables || place == SecretPlace::Inline)
            };
            for program in Program::ALL.into_iter().filter(suits) {
                let written = program::write(&request, program, place).unwrap();
                texts.push((format!("{program:?}"), written.text));
            }
            for (name, text) in texts {
                for answer in ANSWERS {
                    let text = [text.expose(), "\n\n", answer].concat();
                    let mut found = firing_checks(&text, &knowledge);
                    // curl asks for it: that it stayed empty is possible, and no more than that is said.
                    found.retain(|check| place != SecretPlace::Prompt || check != "user-no-secret");
                    let causes = diagnose(&text, &knowledge).causes;
                    let sure = causes.first().filter(|cause| cause.strength != Strength::Possible);
                    let first = sure.map_or("", |cause| cause.id.as_str());
                    if LACKING.contains(&first) && !answer.contains("invalid_request") {
                        found.push(first.to_owned());
                    }
                    if !found.is_empty() {
                        accused.push(format!("{authentication:?} {place:?} {name}: {found:?}"));
                    }
                }
            }
        }
    }
    accused.dedup();
    assert!(accused.is_empty(), "{}", accused.join("\n"));
}
