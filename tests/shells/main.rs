//! Commands in shells: what arrives is what was meant, whatever the values hold.
//!
//! bash, dash, zsh and fish run each command for real, first with a stand-in for curl that records its
//! arguments, then with curl itself against a server on loopback, then with a person's prompts in a
//! pseudo-terminal. A shell that is not installed fails the test. PowerShell is not run: its commands are read by
//! a model of its documented rules.
//!
//! `SHELL_CASES` sets how many requests are made up for each shell (default 120).

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod api;
mod argv;
mod cmd;
mod curl;
mod expression;
mod handed;
mod intent;
mod pairs;
mod programs;
mod server;
mod terminal;
mod unix;
mod windows;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use token_triage::basic::Form;
use token_triage::command::{Authentication, SecretPlace, Style, TokenRequest};
use token_triage::exchange::{Header, Parameter, Place, Request};
use token_triage::secret::Secret;
use token_triage::span::{Span, Spanned};

/// What has broken quoting before, in one tool or another.
const ADVERSARIAL: &[&str] = &[
    "",
    "'; cat /etc/passwd #",
    "$(id)",
    "`id`",
    "${HOME}",
    "%PATH%",
    "%PATH:~0,1%",
    "%%PATH%%",
    "%",
    "!x",
    "!!",
    "^&calc",
    "^%PATH^%",
    "\"&calc&\"",
    "a\"b",
    "\\\"",
    "\\",
    "a\\",
    "a b\\",
    "a\\\\\"b",
    "\\'",
    "'\\'",
    "''",
    "\"\"",
    "@file",
    "@/etc/hostname",
    "<file",
    ">file",
    "{{x}}",
    "{a,b}",
    "[1-3]",
    "‘smart’ “quotes”",
    "-oX",
    "--config",
    "a=b&c=d+e",
    "a+b/c==",
    "a;b|c>d<e",
    "~root",
    "*",
    "?",
    "#",
    " ",
    " a ",
    "a:b",
    "$env:PATH",
    "@{a=1}",
    "--%",
    ",;=",
    ";",
    "pässword€",
    "\u{200b}",
    "\u{1f511}",
    "\u{f600}",
];

/// Any text without control characters.
fn text() -> impl Strategy<Value = String> {
    let adversarial = || proptest::sample::select(ADVERSARIAL).prop_map(str::to_owned);
    prop_oneof![
        3 => "[ -~]{0,24}",
        2 => "[A-Za-z0-9._~-]{1,40}",
        2 => adversarial(),
        1 => (adversarial(), adversarial()).prop_map(|(one, two)| one + &two),
        1 => "\\PC{0,12}",
    ]
    .prop_filter("a control character", |text| !text.contains(char::is_control))
}

fn parameter() -> impl Strategy<Value = Parameter> {
    let secret = proptest::sample::select(&intent::SECRETS[..]).prop_map(str::to_owned);
    let name = prop_oneof![4 => "[a-z_]{1,12}", 1 => text(), 1 => secret];
    let place = prop_oneof![3 => Just(Place::Body), 1 => Just(Place::Query)];
    (name, text(), place)
        .prop_filter("the client's own", |(name, ..)| !name.starts_with("client_"))
        .prop_map(|(name, value, place)| Parameter { name, value, place, span: Span::NONE })
}

fn header() -> impl Strategy<Value = Header> {
    ("X-[A-Za-z]{1,8}", text()).prop_map(|(name, value)| Header {
        name,
        value: value.trim().to_owned(),
        span: Span::NONE,
    })
}

fn token_request() -> impl Strategy<Value = TokenRequest> {
    let authentication = prop_oneof![
        Just(Authentication::Basic),
        Just(Authentication::Post),
        Just(Authentication::None)
    ];
    let form = prop_oneof![
        Just(None),
        Just(Some(Form::Raw)),
        Just(Some(Form::Minimal)),
        Just(Some(Form::Strict))
    ];
    let path = proptest::sample::select(
        &["/token", "/a b/'$(id)'\"/%41[x]{y}", "/t?tenant=a%20b", ""][..],
    );
    let parameters = proptest::collection::vec(parameter(), 0..4);
    let headers = proptest::collection::vec(header(), 0..2);
    (authentication, form, path, text(), text(), parameters, headers).prop_map(
        |(authentication, form, path, client_id, secret, parameters, headers)| TokenRequest {
            request: request("https://as.example", path, parameters, headers),
            authentication,
            client_id,
            client_secret: Secret::new(secret),
            form,
            secrets: Vec::new(),
        },
    )
}

fn request(host: &str, path: &str, parameters: Vec<Parameter>, headers: Vec<Header>) -> Request {
    Request {
        url: Some(Spanned::new(format!("{host}{path}"), Span::NONE)),
        parameters,
        headers,
        ..Request::default()
    }
}

/// Every adversarial text as id, secret, parameter in query and body, and header.
fn samples(address: &str) -> Vec<TokenRequest> {
    use Authentication::{Basic, None, Post};
    let sample = |(at, text): (usize, &&str)| {
        let parameter = |name: &str, value: &str, place| Parameter {
            name: name.to_owned(),
            value: value.to_owned(),
            place,
            span: Span::NONE,
        };
        let mut parameters = vec![
            parameter("grant_type", "client_credentials", Place::Body),
            parameter("scope", text, Place::Body),
            parameter("tenant", text, Place::Query),
        ];
        if at % 3 == 1 {
            parameters.drain(..2);
        }
        if at % 2 == 1 {
            parameters.push(parameter("password", text, Place::Body));
        }
        if at % 5 == 4 {
            parameters.push(parameter("code", text, Place::Query));
        }
        let header =
            Header { name: "X-Test".to_owned(), value: text.trim().to_owned(), span: Span::NONE };
        TokenRequest {
            request: request(address, ["/token", "/a b/[x]{y}"][at % 2], parameters, vec![header]),
            authentication: [Post, Basic, None][at % 3],
            client_id: (*text).to_owned(),
            client_secret: Secret::new((*text).to_owned()),
            form: Option::None,
            secrets: Vec::new(),
        }
    };
    ADVERSARIAL.iter().enumerate().map(sample).collect()
}

/// The samples, and the same made-up requests in each run; more of them if `SHELL_CASES` says so.
fn requests() -> Vec<TokenRequest> {
    let count = std::env::var("SHELL_CASES").map_or(120, |count| count.parse().expect("a number"));
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let strategy = token_request();
    let random = (0..count).map(|_| strategy.new_tree(&mut runner).expect("a request").current());
    samples("https://as.example").into_iter().chain(random).collect()
}

/// Each request with both places of the secret.
fn cases() -> Vec<(TokenRequest, SecretPlace)> {
    let places = [SecretPlace::Inline, SecretPlace::Prompt];
    requests()
        .into_iter()
        .flat_map(|request| places.map(|place| (request.clone(), place)))
        .collect()
}

/// Every style in turn.
fn styles() -> impl Iterator<Item = Style> + Clone {
    let style = |at: usize| Style { long: at / 2 % 2 == 1, one_line: at / 4 % 2 == 1 };
    (0..).map(style)
}
