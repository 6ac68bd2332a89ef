//! Files that tools save, whole and cut off: HAR (HTTP Archive 1.2), Postman's collections, console and environments.
//! What the requests in them send is in tests/sent.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

mod requests;

use std::fs;

use requests::{request, sent};
use token_triage::exchange::{BodyEncoding, RequestForm};
use token_triage::read::read;

/// Addresses with the answers' status, and what is kept of them.
type Row<'t> = (&'t [(&'t str, u16)], &'t [&'t str]);

fn recorded() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sent/browser.har");
    fs::read_to_string(path).expect("a recording")
}

#[test]
fn answers_in_a_har_file() {
    let text = recorded();
    let paste = read(&text);
    let statuses: Vec<_> = paste.responses.iter().filter_map(|it| it.status).collect();
    assert_eq!(statuses, [200, 200, 200, 400]);
    let refused = paste.responses.last().expect("four of them");
    // The body is in base64.
    let said = |it: &Option<token_triage::span::Spanned>| it.as_ref().map(|it| it.value.clone());
    assert_eq!(said(&refused.error).as_deref(), Some("invalid_client"));
    assert_eq!(said(&refused.description).as_deref(), Some("Grün"));
    assert_eq!(refused.status_span.of(&text), "400");
    assert_eq!(
        refused.header("content-type").map(|it| it.value.as_str()),
        Some("application/octet-stream")
    );
    assert!(paste.requests.iter().all(|it| it.form == RequestForm::Har));
}

#[test]
fn a_har_file_that_is_cut_off() {
    // An entry, its request alone, and what is left when either end is missing.
    let entry = "{\n  \"request\": {\n    \"method\": \"POST\",\n    \"url\": \"https://as.example/token?a=b%20c\",\n    \"headers\": [{\"name\": \"authorization\", \"value\": \"Basic YWNtZTpzM2NyM3Q=\"}],\n    \"postData\": {\"mimeType\": \"application/x-www-form-urlencoded\", \"text\": \"grant_type=client_credentials&scope=a+b\"}\n  },\n  \"response\": {\"status\": 401, \"headers\": [], \"content\": {\"text\": \"{\\\"error\\\":\\\"invalid_client\\\"}\"}}\n}";
    let expected: &[&str] = &[
        "POST https://as.example/token",
        "authorization: Basic YWNtZTpzM2NyM3Q=",
        "Content-Type: application/x-www-form-urlencoded",
        "?a=b c",
        "grant_type=client_credentials",
        "scope=a b",
    ];
    let sent_alone =
        entry.split("\"request\": ").nth(1).and_then(|it| it.split(",\n  \"resp").next());
    for text in [
        entry.to_owned(),
        format!("```json\n{entry}\n```"),
        format!("{{\"log\":{{\"entries\":[{entry}"),
        sent_alone.expect("a request").to_owned(),
        entry.split(", \"content\"").next().expect("a start").to_owned(),
        format!("2026-01-01 INFO saved {}", entry.replace('\n', "")),
    ] {
        assert_eq!(sent(&request(&text)), expected, "{text}");
    }
    let paste = read(entry);
    let error = paste.responses.first().and_then(|it| it.error.clone()).expect("an error");
    assert_eq!((error.value.as_str(), error.span.of(entry)), ("invalid_client", "invalid_client"));
    assert_eq!(paste.responses.len(), 1);
}

#[test]
fn what_went_well_and_has_nothing_to_do_with_tokens_is_left_out() {
    let entry = |url: &str, status: u16| {
        format!(
            "{{\"request\":{{\"method\":\"GET\",\"url\":\"{url}\",\"headers\":[{{\"name\":\"a\",\"value\":\"b\"}}]}},\"response\":{{\"status\":{status},\"headers\":[{{\"name\":\"a\",\"value\":\"b\"}}]}}}}"
        )
    };
    let file = |entries: &[String]| format!("{{\"log\":{{\"entries\":[{}]}}}}", entries.join(","));
    let table: &[Row<'_>] = &[
        (
            &[
                ("https://a.example/x.js", 200),
                ("https://a.example/oauth2/token", 200),
                ("https://a.example/me", 403),
            ],
            &["https://a.example/oauth2/token", "https://a.example/me"],
        ),
        (&[("https://a.example/x.js", 200)], &["https://a.example/x.js"]),
    ];
    for (entries, expected) in table {
        let entries: Vec<_> = entries.iter().map(|(url, status)| entry(url, *status)).collect();
        let found = read(&file(&entries)).requests;
        let urls: Vec<_> =
            found.iter().filter_map(|it| Some(it.url.as_ref()?.value.clone())).collect();
        assert_eq!(urls, *expected);
    }
}

#[test]
fn tokens_that_postman_asks_for_itself() {
    // Postman's "OAuth 2.0" authorization: format 2.1 has a list of settings, format 2.0 an object.
    let table: &[(&str, &[&str])] = &[
        (
            "{\"request\":{\"url\":\"https://api.example/me\",\"method\":\"GET\",\"auth\":{\"type\":\"oauth2\",\"oauth2\":[{\"key\":\"clientSecret\",\"value\":\"{{secret}}\"},{\"key\":\"clientId\",\"value\":\"acme\"},{\"key\":\"scope\",\"value\":\"a b\"},{\"key\":\"accessTokenUrl\",\"value\":\"https://as.example/token\"},{\"key\":\"grant_type\",\"value\":\"client_credentials\"},{\"key\":\"redirect_uri\",\"value\":\"https://oauth.pstmn.io/v1/callback\"}]}}}",
            &[
                "POST https://as.example/token",
                "user acme:{{secret}}",
                "grant_type=client_credentials",
                "scope=a b",
            ],
        ),
        (
            "{\"auth\":{\"type\":\"oauth2\",\"oauth2\":{\"grant_type\":\"password_credentials\",\"accessTokenUrl\":\"https://as.example/token\",\"clientId\":\"acme\",\"clientSecret\":\"s3cr3t\",\"client_authentication\":\"body\",\"username\":\"ada\",\"password\":\"p\"}},\"item\":[]}",
            &[
                "POST https://as.example/token",
                "grant_type=password",
                "username=ada",
                "password=p",
                "client_id=acme",
                "client_secret=s3cr3t",
            ],
        ),
    ];
    for (text, expected) in table {
        let found = read(text).requests;
        let token = found.iter().find(|it| it.host().as_deref() == Some("as.example"));
        assert_eq!(token.map(sent).unwrap_or_default(), *expected, "{text}");
        assert_eq!(token.map(|it| it.encoding), Some(BodyEncoding::Form));
    }
    let request = read(table[0].0).requests.remove(0);
    let open: Vec<_> = request.expansions.iter().map(|it| it.of(table[0].0)).collect();
    assert_eq!(open, ["{{secret}}"]);
    assert!(request.user.as_ref().is_some_and(|user| request.expands(user.span)));
}

#[test]
fn what_postman_s_console_copies() {
    let text = "POST https://as.example/oauth/token: {\n  \"Network\": {\n    \"addresses\": { \"local\": { \"port\": 1 } }\n  },\n  \"Request Headers\": {\n    \"content-type\": \"application/x-www-form-urlencoded\",\n    \"authorization\": \"Basic YWNtZTpzM2NyM3Q=\",\n    \"user-agent\": \"PostmanRuntime/7.32.3\"\n  },\n  \"Request Body\": {\n    \"grant_type\": \"client_credentials\"\n  },\n  \"Response Headers\": {\n    \"server\": \"x\",\n    \"www-authenticate\": \"Basic realm=\\\"a\\\"\",\n    \"vary\": [\"a\", \"b\"]\n  },\n  \"Response Body\": \"{\\\"error\\\":\\\"invalid_client\\\"}\"\n}";
    assert_eq!(
        sent(&request(text)),
        [
            "POST https://as.example/oauth/token",
            "content-type: application/x-www-form-urlencoded",
            "authorization: Basic YWNtZTpzM2NyM3Q=",
            "user-agent: PostmanRuntime/7.32.3",
            "grant_type=client_credentials",
        ]
    );
    let paste = read(text);
    let response = paste.responses.first().expect("a response");
    assert_eq!(paste.responses.len(), 1);
    assert_eq!(response.error.as_ref().map(|it| it.value.as_str()), Some("invalid_client"));
    assert_eq!(response.challenges.first().map(|it| it.scheme.as_str()), Some("Basic"));
    assert_eq!(response.headers.len(), 4);
    let body = text.replace(
        "{\n    \"grant_type\": \"client_credentials\"\n  }",
        "\"grant_type=client_credentials\"",
    );
    assert_eq!(request(&body).value("grant_type"), Some("client_credentials"));
}

#[test]
fn an_environment_names_its_secrets() {
    let text = "{\"name\":\"env\",\"values\":[{\"key\":\"base\",\"value\":\"https://as.example\",\"type\":\"default\"},{\"key\":\"mine\",\"value\":\"s\\\"3\",\"type\":\"secret\",\"enabled\":true}],\"_postman_variable_scope\":\"environment\"}";
    let paste = read(text);
    let secrets: Vec<_> = paste.secrets.iter().map(|it| it.of(text)).collect();
    assert_eq!(secrets, ["s\\\"3"]);
    assert_eq!(paste.requests.len(), 0);
}

#[test]
fn bruno_s_blocks() {
    // Bruno's language: settings of OAuth 2.0, and a file that is cut off.
    let text = "meta {\n  name: me\n}\n\nget {\n  url: https://api.example/me\n  auth: oauth2\n}\n\nauth:oauth2 {\n  grant_type: client_credentials\n  access_token_url: https://as.example/token\n  client_id: acme\n  client_secret: {{process.env.SECRET}}\n  scope: a b\n  credentials_placement: body\n}\n";
    let found = read(text).requests;
    assert_eq!(found.len(), 2);
    assert_eq!(
        sent(&found[1]),
        [
            "POST https://as.example/token",
            "grant_type=client_credentials",
            "scope=a b",
            "client_id=acme",
            "client_secret={{process.env.SECRET}}",
        ]
    );
    assert_eq!(sent(&found[0]), ["GET https://api.example/me"]);
    let open: Vec<_> = found[1].expansions.iter().map(|it| it.of(text)).collect();
    assert_eq!(open, ["{{process.env.SECRET}}"]);
    let cut = "post {\n  url: https://as.example/token\n}\n\nbody:form-urlencoded {\n  grant_type: password\n  ~x: y\n  client_secret: s3";
    assert_eq!(
        sent(&request(cut)),
        ["POST https://as.example/token", "grant_type=password", "client_secret=s3"]
    );
    assert_eq!(read("    get {\n      return x;\n    }\n").requests.len(), 0);
}
