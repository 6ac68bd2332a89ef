//! Basic headers and forms beside those of the crate `oauth2`: what it would send is caught where it hands it to its
//! HTTP client.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::cell::RefCell;
use std::convert::Infallible;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use oauth2::basic::BasicClient;
use oauth2::{AuthType, ClientId, ClientSecret, HttpRequest, HttpResponse, Scope, TokenUrl};
use token_triage::basic::{Form, header};
use token_triage::command::program::{Program, write};
use token_triage::command::{Authentication, SecretPlace, TokenRequest};
use token_triage::exchange::{Parameter, Place, Request};
use token_triage::secret::Secret;
use token_triage::span::{Span, Spanned};

const ENDPOINT: &str = "https://as.example/token";

/// What has broken one encoding or another.
const HARD: [&str; 14] = [
    " %&+£€",
    "a+b/c==",
    "100%",
    "%41",
    "a:b",
    "~root*",
    "-._~",
    "!*'()",
    "a b\tc",
    "\"quoted\"\\",
    "пароль",
    "🔑🙂",
    "\u{a0}\u{200b}",
    "z/tZ9VwFZqApmIQ+ZH1I5pLk/uB4ud:X2/8bL+wfFTt1rFw=",
];

fn values() -> impl Iterator<Item = String> {
    (' '..='~').map(|char| format!("a{char}b")).chain(HARD.map(str::to_owned))
}

/// The request that the crate makes for client credentials.
fn theirs(id: &str, secret: &str, scope: &str, auth: AuthType) -> HttpRequest {
    let caught = RefCell::new(None);
    let client = |request: HttpRequest| -> Result<HttpResponse, Infallible> {
        caught.replace(Some(request));
        let body = br#"{"access_token":"t","token_type":"Bearer"}"#.to_vec();
        Ok(HttpResponse::new(body))
    };
    BasicClient::new(ClientId::new(id.to_owned()))
        .set_client_secret(ClientSecret::new(secret.to_owned()))
        .set_token_uri(TokenUrl::new(ENDPOINT.to_owned()).expect("an address"))
        .set_auth_type(auth)
        .exchange_client_credentials()
        .add_scope(Scope::new(scope.to_owned()))
        .request(&client)
        .expect("an answer");
    caught.into_inner().expect("a request")
}

/// Id and secret behind base64, as they are sent.
fn halves(header: &str) -> (String, String) {
    let base64 = header.strip_prefix("Basic ").unwrap_or_else(|| panic!("{header}"));
    let pair = String::from_utf8(STANDARD.decode(base64).expect("base64")).expect("UTF-8");
    let (id, secret) = pair.split_once(':').expect("a colon");
    (id.to_owned(), secret.to_owned())
}

/// Both spell the same bytes: the crate leaves `*` and escapes `~`, ours the other way around.
fn respelled(text: &str) -> String {
    text.replace('*', "%2A").replace("%7E", "~")
}

fn form(body: &[u8]) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = form_urlencoded::parse(body).into_owned().collect();
    pairs.sort();
    pairs
}

#[test]
fn the_minimal_form_of_a_basic_header_is_what_the_crate_sends() {
    for value in values() {
        for (id, secret) in [(value.as_str(), "secret"), ("client", &value), (&value, &value)] {
            let request = theirs(id, secret, "read", AuthType::BasicAuth);
            let sent = request.headers()["authorization"].to_str().expect("ASCII");
            let (their_id, their_secret) = halves(sent);
            let ours = header(id, secret, Form::Minimal);
            let expected = (respelled(&their_id), respelled(&their_secret));
            assert_eq!(halves(ours.expose()), expected, "{id:?} {secret:?}");
        }
    }
}

#[test]
fn a_form_is_what_the_crate_sends() {
    let parameter = |name: &str, value: &str| Parameter {
        name: name.to_owned(),
        value: value.to_owned(),
        place: Place::Body,
        span: Span::NONE,
    };
    // A tab is a control character, which ours refuses.
    for value in values().filter(|value| !value.contains(char::is_control)) {
        let scope = value.as_str();
        let token = TokenRequest {
            request: Request {
                url: Some(Spanned::new(ENDPOINT, Span::NONE)),
                parameters: vec![
                    parameter("grant_type", "client_credentials"),
                    parameter("scope", scope),
                ],
                ..Request::default()
            },
            authentication: Authentication::Post,
            client_id: value.clone(),
            client_secret: Secret::new(value.clone()),
            ..TokenRequest::default()
        };
        let message = write(&token, Program::Http, SecretPlace::Inline).expect("a message");
        let (_, body) = message.text.expose().split_once("\r\n\r\n").expect("a body");
        let request = theirs(&value, &value, scope, AuthType::RequestBody);
        assert_eq!(form(body.as_bytes()), form(request.body()), "{value:?}");
    }
}
