//! Twelve token requests: every client authentication, every place of a secret, what has broken quoting before.

use token_triage::basic::Form;
use token_triage::command::{Authentication, TokenRequest};
use token_triage::exchange::{Header, Parameter, Place, Request};
use token_triage::secret::Secret;
use token_triage::span::{Span, Spanned};

/// The requests, each with its name.
pub fn requests() -> Vec<(&'static str, TokenRequest)> {
    use Authentication::{Assertion, Basic, None, Post};
    let code =
        [("grant_type", "authorization_code"), ("code", "c0de+/="), ("code_verifier", "v3rif1er")];
    let jwt = [("grant_type", "client_credentials"), ("client_assertion", "eyJh.eyJi.c2ln")];
    let refresh = [("grant_type", "refresh_token"), ("refresh_token", "r3fresh")];
    let password =
        [("grant_type", "password"), ("username", "ann+1@example.com"), ("password", r#"p"4's\s"#)];
    let hostile = [
        ("grant_type", "client_credentials"),
        ("scope", "'; cat /etc/passwd #"),
        ("resource", "$(id) `id` %PATH% !x ^&calc"),
    ];
    let unicode = [("grant_type", "client_credentials"), ("scope", "‘smart’ “quotes” pässword€")];
    let mut encoded = token(Basic, &[("grant_type", "client_credentials")]);
    (encoded.client_id, encoded.form) = ("my client".to_owned(), Some(Form::Strict));
    let mut colon = token(Basic, &[("grant_type", "client_credentials")]);
    "urn:app".clone_into(&mut colon.client_id);
    let mut query = token(Post, &refresh);
    for parameter in &mut query.request.parameters {
        parameter.place = Place::Query;
    }
    let mut headers = token(Basic, &[("grant_type", "client_credentials")]);
    headers.request.headers = vec![header("X-Tenant", "a \"b\" \\"), header("X-Empty", "")];
    let mut unlike = token(Basic, &unicode);
    unlike.request.headers = vec![header("X-Name", "Zoë")];
    let mut own = token(None, &[("grant_type", "client_credentials"), ("otp", "4711")]);
    own.secrets = vec!["otp".to_owned()];
    vec![
        ("Basic", token(Basic, &[("grant_type", "client_credentials"), ("scope", "read write")])),
        (
            "parameters",
            token(Post, &[("grant_type", "client_credentials"), ("scope", "read write")]),
        ),
        ("public client with a code", token(None, &code)),
        ("signed assertion", token(Assertion, &jwt)),
        ("Basic, percent-encoded", encoded),
        ("Basic, an id with a colon", colon),
        ("in the query", query),
        ("headers", headers),
        ("password grant", token(Post, &password)),
        ("hostile values", token(None, &hostile)),
        ("outside ASCII", unlike),
        ("a secret of its own name", own),
    ]
}

/// The call of the API.
pub fn api() -> Request {
    Request {
        url: Some(Spanned::new("https://api.example/me?fields=a%20b", Span::NONE)),
        headers: vec![header("api-version", "2020-01-31")],
        ..Request::default()
    }
}

fn header(name: &str, value: &str) -> Header {
    Header { name: name.to_owned(), value: value.to_owned(), span: Span::NONE }
}

fn token(authentication: Authentication, parameters: &[(&str, &str)]) -> TokenRequest {
    let parameter = |(name, value): &(&str, &str)| Parameter {
        name: (*name).to_owned(),
        value: (*value).to_owned(),
        place: Place::Body,
        span: Span::NONE,
    };
    TokenRequest {
        request: Request {
            url: Some(Spanned::new("https://as.example/oauth/token", Span::NONE)),
            parameters: parameters.iter().map(parameter).collect(),
            ..Request::default()
        },
        authentication,
        client_id: "my-client".to_owned(),
        client_secret: Secret::new("s3cr/t+%&'\"\\".to_owned()),
        form: Option::None,
        secrets: Vec::new(),
    }
}
