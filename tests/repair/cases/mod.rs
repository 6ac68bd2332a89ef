//! The tables: what was pasted, its cause, and the request that is expected in its place.
//!
//! `b64(id:secret)b64` stands for the base64 of what is within, so that the tables can be read.

mod client;
mod request;
mod spellings;

pub use spellings::FORMS;

/// A flaw, and the request without it.
pub struct Case {
    /// What is wrong.
    pub name: &'static str,
    /// The command or message.
    pub request: &'static str,
    /// The answer, or the name of one below.
    pub answer: &'static str,
    /// The cause that is taken away.
    pub cause: &'static str,
    /// The corrected request: method and address, then each header and parameter in order.
    pub expected: &'static [&'static str],
    /// A text that must be masked.
    pub secret: Option<&'static str>,
    /// Whether the change leaves out something and nothing else.
    pub removes: bool,
}

pub const ANSWERS: &[(&str, &str)] = &[
    ("client", r#"{"error":"invalid_client","error_description":"Client authentication failed"}"#),
    ("request", r#"{"error":"invalid_request"}"#),
    ("grant", r#"{"error":"invalid_grant"}"#),
    ("type", r#"{"error":"unsupported_grant_type"}"#),
    ("scope", r#"{"error":"invalid_scope"}"#),
];

const URL: &str = "POST https://as.example/token";
const CREDENTIALS: &str = "grant_type=client_credentials";
const FORM: &str = "Content-Type: application/x-www-form-urlencoded";

const CASE: Case = Case {
    name: "",
    request: "",
    answer: "client",
    cause: "",
    expected: &[],
    secret: None,
    removes: false,
};

/// All of them.
pub fn cases() -> impl Iterator<Item = &'static Case> {
    [request::REQUEST, client::CLIENT, spellings::SPELLINGS].into_iter().flatten()
}

/// Pastes that have no repair, and why.
pub const NONE: &[(&str, &str)] = &[
    (
        "a wrong secret can't be known",
        "curl https://as.example/token -u web:s3cret -d grant_type=client_credentials\n{\"error\":\"invalid_client\"}",
    ),
    (
        "a success needs none",
        "curl https://as.example/token -u web:s3cret -d grant_type=client_credentials\n{\"access_token\":\"abc\",\"token_type\":\"Bearer\",\"expires_in\":60}",
    ),
    ("nothing was sent", "{\"error\":\"invalid_client\"}"),
    (
        "a key is asked for, and there is none",
        "curl https://as.example/token -u web:s3cret -d grant_type=client_credentials\n{\"error\":\"invalid_client\",\"error_description\":\"The OAuth 2.0 Client supports client authentication method 'private_key_jwt', but method 'client_secret_basic' was requested.\"}",
    ),
    (
        "a public client gets nothing by client_credentials, with a secret or without",
        "curl https://acme.okta.com/oauth2/default/v1/token -u web:s3cret -d grant_type=client_credentials\n{\"error\":\"unauthorized_client\",\"error_description\":\"Confidential client is required to make this request.\"}",
    ),
    (
        "which form of answer an API gives is not known",
        "curl https://api.example/v1/clients -H 'Authorization: Bearer abc' -H 'Accept: application/vnd.api+json'\nHTTP/1.1 406 Not Acceptable\n",
    ),
    (
        "a placeholder stays",
        "curl https://as.example/token -u '<client_id>:<client_secret>' -d grant_type=client_credentials\n{\"error\":\"invalid_client\"}",
    ),
    (
        "two values, and which is right is not known",
        "curl https://as.example/token -u web:s3cret -d grant_type=client_credentials -d audience=a -d tenant=b -d tenant=c\n{\"error\":\"invalid_request\"}",
    ),
    (
        "a command that would be run stays out of it",
        "curl https://as.example/token -u web:s3cret -d grant_type=client_credential -d \"scope=$(cat scopes)\"\n{\"error\":\"unsupported_grant_type\"}",
    ),
];
