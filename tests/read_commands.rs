//! curl commands as people paste them, and what curl's manual says that they send.

use token_triage::exchange::{BodyEncoding, Place, Request, RequestForm};
use token_triage::read::read;

fn request(text: &str) -> Request {
    let found = read(text).requests;
    assert_eq!(found.len(), 1, "{text}");
    found.into_iter().next().unwrap_or_default()
}

/// Method, address, headers and parameters in one line each.
fn sent(request: &Request) -> Vec<String> {
    let method = request.method.as_ref().map_or("", |it| it.value.as_str());
    let url = request.url.as_ref().map_or("", |it| it.value.as_str());
    let mut lines = vec![format!("{method} {url}")];
    lines.extend(request.headers.iter().map(|it| format!("{}: {}", it.name, it.value)));
    lines.extend(request.user.iter().map(|it| format!("user {}", it.value)));
    lines.extend(request.parameters.iter().map(|it| match it.place {
        Place::Body => format!("{}={}", it.name, it.value),
        Place::Query => format!("?{}={}", it.name, it.value),
    }));
    lines
}

#[test]
fn options_that_shape_a_request() {
    let table: &[(&str, &[&str])] = &[
        (
            "curl -sSi -u id:sec:ret -d grant_type=client_credentials https://a.example/token",
            &["POST https://a.example/token", "user id:sec:ret", "grant_type=client_credentials"],
        ),
        (
            "$ curl -XPOST -uid:secret -H'Accept: application/json' https://a.example/token",
            &["POST https://a.example/token", "Accept: application/json", "user id:secret"],
        ),
        (
            "curl --data-urlencode 'a=b&c=d%' --data-urlencode =e https://a.example",
            &["POST https://a.example", "a=b&c=d%", "=e"],
        ),
        (
            "curl -G -d a=1 --data-raw 'b=%20' 'https://a.example/x?z=0'",
            &["GET https://a.example/x", "?z=0", "?a=1", "?b= "],
        ),
        ("curl -I --url https://a.example", &["HEAD https://a.example"]),
        (
            "curl --oauth2-bearer tok https://a.example",
            &["GET https://a.example", "Authorization: Bearer tok"],
        ),
        (
            "curl https://a.example -A ua -b 'c=d' -k -L --compressed -o /dev/null -w '%{http_code}'",
            &["GET https://a.example", "User-Agent: ua", "Cookie: c=d"],
        ),
        (
            "curl --user={{id}}:{{secret}} --request put localhost:8080/t",
            &["PUT localhost:8080/t", "user {{id}}:{{secret}}"],
        ),
        ("curl -d @body.txt -H @h.txt $URL", &["POST $URL", "@h.txt: ", "@body.txt="]),
        (
            "curl -u \"%ID%:%SECRET%\" -F grant_type=password https://a.example",
            &["POST https://a.example", "user %ID%:%SECRET%", "grant_type=password"],
        ),
    ];
    for (text, expected) in table {
        assert_eq!(sent(&request(text)), *expected, "{text}");
    }
}

#[test]
fn encodings() {
    let table = [
        ("curl https://a.example", BodyEncoding::None),
        ("curl -d a=b https://a.example", BodyEncoding::Form),
        ("curl -G -d a=b https://a.example", BodyEncoding::None),
        ("curl -d '{\"a\":1}' https://a.example", BodyEncoding::Json),
        ("curl --json '{\"a\":1}' https://a.example", BodyEncoding::Json),
        ("curl -F a=b https://a.example", BodyEncoding::Multipart),
        ("curl -H 'Content-Type: text/xml' -d '<a/>' https://a.example", BodyEncoding::Other),
    ];
    for (text, expected) in table {
        assert_eq!(request(text).encoding, expected, "{text}");
    }
}

#[test]
fn spellings() {
    let table = [
        ("curl -d a=b \\\n  https://a.example", RequestForm::CurlPosix),
        ("curl -d \"a=b\" ^\n  https://a.example", RequestForm::CurlCmd),
        ("C:\\> curl -d a=b https://a.example", RequestForm::CurlCmd),
        ("curl.exe -d 'a=b' `\n  https://a.example", RequestForm::CurlPowerShell),
        ("PS C:\\> curl.exe -d a=b https://a.example", RequestForm::CurlPowerShell),
    ];
    for (text, expected) in table {
        let request = request(text);
        assert_eq!(request.form, expected, "{text}");
        assert_eq!(sent(&request), ["POST https://a.example", "a=b"], "{text}");
    }
}

#[test]
fn values_lead_back_to_the_paste() {
    let text = "curl -u 'my id:se'\\''cret' \\\n --data-urlencode \"p=a\\\"b\" -d 'q=%C3%A9' https://a.example/t";
    let paste = read(text);
    let request = paste.requests.first().expect("a request");
    let span = |name: &str| request.parameter(name).expect("sent").span.of(text);
    assert_eq!(request.value("p"), Some("a\"b"));
    assert_eq!(span("p"), "a\\\"b");
    assert_eq!((request.value("q"), span("q")), (Some("é"), "%C3%A9"));
    let user = request.user.as_ref().expect("a user");
    assert_eq!(user.value, "my id:se'cret");
    let secrets: Vec<_> = paste.secrets.iter().map(|span| span.of(text)).collect();
    assert!(secrets.iter().any(|secret| secret.contains("cret")), "{secrets:?}");
    assert_eq!(request.span.of(text), text);
}

#[test]
fn a_command_ends_where_its_output_begins() {
    let text = "$ curl -i -d a=b https://a.example/t\nHTTP/2 401\ncontent-type: application/json\n\n{\"error\":\"invalid_client\"}\n$ curl https://b.example";
    let paste = read(text);
    assert_eq!(paste.requests.len(), 2);
    assert_eq!(paste.requests[1].host().as_deref(), Some("b.example"));
    let response = paste.responses.first().expect("a response");
    assert_eq!(response.status, Some(401));
    assert_eq!(response.error.as_ref().map(|it| it.value.as_str()), Some("invalid_client"));
}

#[test]
fn prose_is_no_command() {
    for text in [
        "curl: (6) Could not resolve host: a.example",
        "Use curl to request a token",
        "libcurl -d x https://a.example",
        "> User-Agent: curl/8.5.0",
    ] {
        let commands = read(text).requests.into_iter().filter(|it| it.method.is_some()).count();
        assert_eq!(commands, 0, "{text}");
    }
}

#[test]
fn requests_in_programs() {
    let table: &[(&str, BodyEncoding, &[&str])] = &[
        (
            "{ method: 'POST', headers: { Accept: 'a/b' }, body: JSON.stringify({ grant_type: 'password', scope: 'x' }) }",
            BodyEncoding::Json,
            &["POST ", "Accept: a/b", "grant_type=password", "scope=x"],
        ),
        ("data={'grant_type': 'password'}", BodyEncoding::Form, &[" ", "grant_type=password"]),
        ("json={\"grant_type\": \"password\"}", BodyEncoding::Json, &[" ", "grant_type=password"]),
        ("{\"grant_type\": \"password\"}", BodyEncoding::None, &[" ", "grant_type=password"]),
        (
            "POST /t HTTP/1.1\nHost: a.example\n\n{\"grant_type\":\"password\"}",
            BodyEncoding::Json,
            &["POST https://a.example/t", "Host: a.example", "grant_type=password"],
        ),
        (
            "POST /t HTTP/1.1\nHost: a.example\n\ngrant_type=authorization_code\n&code=b",
            BodyEncoding::Form,
            &[
                "POST https://a.example/t",
                "Host: a.example",
                "grant_type=authorization_code",
                "code=b",
            ],
        ),
    ];
    for (text, encoding, expected) in table {
        let request = request(text);
        assert_eq!(request.encoding, *encoding, "{text}");
        assert_eq!(sent(&request), *expected, "{text}");
    }
}

#[test]
fn a_form_may_hold_an_address() {
    let text = "POST /id/connect/token HTTP/1.1\nHost: login.example.com\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=authorization_code&code=Xy12&redirect_uri=http://localhost/callback&client_id=app\n\nHTTP/1.1 400 Bad Request\n{\"error\":\"invalid_grant\"}";
    let paste = token_triage::read::read(text);
    assert_eq!(paste.requests.len(), 1);
    let request = &paste.requests[0];
    assert_eq!(request.value("grant_type"), Some("authorization_code"));
    assert_eq!(request.value("code"), Some("Xy12"));
    assert_eq!(request.value("client_id"), Some("app"));
}
