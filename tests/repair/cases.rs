//! The table: what was pasted, its cause, and the request that is expected in its place.
//!
//! `b64(id:secret)b64` stands for the base64 of what is within, so that the table can be read.

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

pub const CASES: &[Case] = &[
    // The header.
    Case {
        name: "a line end behind the secret",
        request: "curl -v https://as.example/token -H 'Authorization: Basic b64(id:secret\n)b64' -d grant_type=client_credentials",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (id:secret)", CREDENTIALS],
        secret: Some("aWQ6c2VjcmV0"),
        ..CASE
    },
    Case {
        name: "quotes around the secret",
        request: "curl https://as.example/token -H 'Authorization: Basic b64(id:\"secret\")b64' -d grant_type=client_credentials",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (id:secret)", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "a blank behind the colon",
        request: "curl https://as.example/token -H 'Authorization: Basic b64(id: secret)b64' -d grant_type=client_credentials",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (id:secret)", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "no colon, the id known",
        request: "curl https://as.example/token -H 'Authorization: Basic b64(idsecret)b64' -d grant_type=client_credentials -d client_id=id",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (id:secret)", CREDENTIALS, "client_id=id"],
        ..CASE
    },
    Case {
        name: "the secret alone, the id known",
        request: "curl https://as.example/token -H 'Authorization: Basic b64(s3cret-of-mine)b64' -d grant_type=client_credentials -d client_id=web",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (web:s3cret-of-mine)", CREDENTIALS, "client_id=web"],
        ..CASE
    },
    Case {
        name: "the URL-safe alphabet",
        request: "curl https://as.example/token -H 'Authorization: Basic aWQ6c2U-Y3JldD8_Pw==' -d grant_type=client_credentials",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (id:se>cret???)", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "padding lost",
        request: "curl https://as.example/token -H 'Authorization: Basic bXlpZDpteXNlY3JldDE' -d grant_type=client_credentials",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (myid:mysecret1)", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "base64 twice",
        request: "curl https://as.example/token -H 'Authorization: Basic ZDJWaU9uTXpZM0psZEMxdlppMXRhVzVs' -d grant_type=client_credentials",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (web:s3cret-of-mine)", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "never encoded",
        request: "curl https://as.example/token -H 'Authorization: Basic web:s3cret' -d grant_type=client_credentials",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (web:s3cret)", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "Bearer before a Basic value",
        request: "curl https://as.example/token -H 'Authorization: Bearer b64(web:s3cret)b64' -d grant_type=client_credentials",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (web:s3cret)", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "another name for the header",
        request: "curl https://as.example/token -H 'Authentication: Basic b64(web:s3cret)b64' -d grant_type=client_credentials",
        cause: "client-auth-missing",
        expected: &[URL, "Authorization: Basic (web:s3cret)", CREDENTIALS],
        ..CASE
    },
    // The body.
    Case {
        name: "JSON",
        request: r#"curl https://as.example/token -H 'Content-Type: application/json' -d '{"grant_type":"client_credentials","client_id":"a b","client_secret":"it'\''s"}'"#,
        answer: "request",
        cause: "malformed-request",
        expected: &[URL, FORM, CREDENTIALS, "client_id=a b", "client_secret=it's"],
        secret: Some("it'\\''s"),
        ..CASE
    },
    Case {
        name: "JSON with a variable",
        request: r#"curl https://as.example/token --json '{"grant_type":"client_credentials","client_id":"web","client_secret":"'"$SECRET"'"}'"#,
        answer: "type",
        cause: "malformed-request",
        expected: &[URL, CREDENTIALS, "client_id=web", "client_secret=$SECRET"],
        ..CASE
    },
    Case {
        name: "multipart",
        request: "curl https://as.example/token -F grant_type=client_credentials -F client_id=web -F client_secret=s3cret",
        answer: "request",
        cause: "malformed-request",
        expected: &[URL, CREDENTIALS, "client_id=web", "client_secret=s3cret"],
        secret: Some("s3cret"),
        ..CASE
    },
    Case {
        name: "credentials in the address",
        request: "curl -X POST 'https://as.example/token?tenant=t1&grant_type=client_credentials&client_id=web&client_secret=s3cret'",
        cause: "client-auth-method-mismatch",
        expected: &[URL, "?tenant=t1", CREDENTIALS, "client_id=web", "client_secret=s3cret"],
        ..CASE
    },
    Case {
        name: "GET",
        request: "curl -G https://as.example/token -u web:s3cret -d grant_type=client_credentials -d scope=read",
        answer: "request",
        cause: "malformed-request",
        expected: &[URL, "user web:s3cret", CREDENTIALS, "scope=read"],
        secret: Some("s3cret"),
        ..CASE
    },
];
