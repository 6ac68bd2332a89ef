//! Requests in other spellings, and what of a spelling stays.

use super::{CASE, CREDENTIALS, Case, FORM, URL};

pub const SPELLINGS: &[Case] = &[
    Case {
        name: "an address stays one, and what is right in it as it was",
        request: "https://slack.com/oauth/v2/authorize?client_id=1234.5678&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&response_type=code&scope=chat:write%20users:read",
        answer: "scope",
        cause: "invalid-scope",
        expected: &[
            "https://slack.com/oauth/v2/authorize",
            "?client_id=1234.5678",
            "?redirect_uri=https://app.example/cb",
            "?response_type=code",
            "?scope=chat:write,users:read",
        ],
        ..CASE
    },
    Case {
        name: "an HTTP message",
        request: "POST /token HTTP/1.1\nHost: as.example\nContent-Type: application/json\nContent-Length: 75\n\n{\"grant_type\":\"client_credentials\",\"client_id\":\"web\",\"client_secret\":\"a&b\"}\n\nHTTP/1.1 400 Bad Request\nContent-Type: application/json\n",
        answer: "request",
        cause: "malformed-request",
        expected: &[
            URL,
            "Host: as.example",
            FORM,
            CREDENTIALS,
            "client_id=web",
            "client_secret=a&b",
        ],
        secret: Some("a%26b"),
        ..CASE
    },
    Case {
        name: "cmd.exe",
        request: "curl -X POST https://as.example/token ^\n  -H \"Content-Type: application/json\" ^\n  -d \"{\\\"grant_type\\\":\\\"client_credentials\\\",\\\"client_id\\\":\\\"web\\\",\\\"client_secret\\\":\\\"%SECRET%\\\"}\"\n",
        answer: "request",
        cause: "malformed-request",
        expected: &[URL, FORM, CREDENTIALS, "client_id=web", "client_secret=%SECRET%"],
        ..CASE
    },
    Case {
        name: "PowerShell",
        request: "curl.exe -X POST https://as.example/token `\n  -H 'Content-Type: application/json' `\n  -d \"{`\"grant_type`\":`\"client_credentials`\",`\"client_id`\":`\"web`\",`\"client_secret`\":`\"$env:SECRET`\"}\"\n",
        answer: "request",
        cause: "malformed-request",
        expected: &[URL, FORM, CREDENTIALS, "client_id=web", "client_secret=$env:SECRET"],
        ..CASE
    },
    Case {
        name: "a header alone",
        request: "Authorization: Basic b64(web:s3cret\n)b64\n\n",
        cause: "malformed-authorization-header",
        expected: &["Authorization: Basic (web:s3cret)"],
        ..CASE
    },
    Case {
        name: "a header that the command makes itself",
        request: "curl https://as.example/token -H \"Authorization: Basic $(echo \"$ID:$SECRET\" | base64)\" -d grant_type=client_credentials",
        answer: r#"{"error":"invalid_request","error_description":"client_id and client_secret in the authorization header are not properly encoded"}"#,
        cause: "malformed-authorization-header",
        expected: &[URL, "user $ID:$SECRET", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "a header that the command makes itself, shown by -v",
        request: "curl -v https://as.example/token -H \"Authorization: Basic $(./header.sh)\" -d grant_type=client_credentials\n> POST /token HTTP/1.1\n> Host: as.example\n> Authorization: Basic b64(web:s3cret\n)b64\n> Content-Type: application/x-www-form-urlencoded\n> \n< HTTP/1.1 401 Unauthorized\n< \n",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (web:s3cret)", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "a body that is a file stays one",
        request: "curl https://as.example/token -H 'Authorization: Basic b64(web:s3cret\n)b64' -d @body.txt",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (web:s3cret)", "=@body.txt"],
        ..CASE
    },
    Case {
        name: "fetch, with a program's own variables",
        request: "fetch('https://as.example/token', {\n  method: 'POST',\n  headers: { 'Content-Type': 'application/json' },\n  body: JSON.stringify({ grant_type: 'client_credentials', client_id: 'web', client_secret: process.env.CLIENT_SECRET })\n})",
        answer: "request",
        cause: "malformed-request",
        expected: &[URL, FORM, CREDENTIALS, "client_id=web", "client_secret=$CLIENT_SECRET"],
        ..CASE
    },
    Case {
        name: "several flaws, all that were seen",
        request: "curl --location --request GET 'https://as.example/token?grant_type=client_credentials' --header 'Content-Type: application/json' --header 'Authorization: Basic b64(web:s3cret\n)b64' --data '{}'",
        answer: "request",
        cause: "malformed-authorization-header",
        expected: &[URL, FORM, "Authorization: Basic (web:s3cret)", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "a header that the command makes itself, and JSON",
        request: "curl https://as.example/token -H \"Authorization: Basic $(printf %s \"$ID:$SECRET\" | base64)\" -H 'Content-Type: application/json' -d '{\"grant_type\":\"client_credentials\"}'",
        answer: "request",
        cause: "malformed-request",
        expected: &[URL, "user $ID:$SECRET", FORM, CREDENTIALS],
        ..CASE
    },
    Case {
        name: "HTTPie encodes what a variable holds",
        request: "http -f https://as.example/token grant_type=client_credential client_id=web client_secret=$SECRET",
        answer: "type",
        cause: "unsupported-grant-type",
        expected: &[URL, CREDENTIALS, "client_id=web", "client_secret=$SECRET"],
        ..CASE
    },
    Case {
        name: "options that shape the connection stay",
        request: "curl -k -v --max-time 5 --cacert own.pem https://as.example/token -u web:s3cret -d grant_type=client_credential",
        answer: "type",
        cause: "unsupported-grant-type",
        expected: &[URL, "user web:s3cret", CREDENTIALS],
        ..CASE
    },
];

/// How a corrected request begins, by what it was pasted as, and whether a sentence says that it is another form.
pub const FORMS: &[(&str, &str, bool)] = &[
    ("curl https://as.example/token -u web:s3cret -d grant_type=client_credential", "curl ", false),
    (
        "curl.exe https://as.example/token `\n -u web:s3cret -d grant_type=client_credential",
        "curl.exe ",
        false,
    ),
    (
        "POST /token HTTP/1.1\nHost: as.example\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credential&client_id=web&client_secret=s3cret\n",
        "POST ",
        false,
    ),
    (
        "fetch('https://as.example/token', { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credential', client_id: 'web', client_secret: 's3cret' }) })",
        "curl ",
        true,
    ),
    (
        "axios.post('https://as.example/token', new URLSearchParams({ grant_type: 'client_credential', client_id: 'web', client_secret: 's3cret' }))",
        "curl ",
        true,
    ),
    (
        "requests.post('https://as.example/token', data={'grant_type': 'client_credential', 'client_id': 'web', 'client_secret': 's3cret'})",
        "curl ",
        true,
    ),
    (
        "Invoke-RestMethod -Method Post -Uri https://as.example/token -Body @{ grant_type = 'client_credential'; client_id = 'web'; client_secret = 's3cret' }",
        "curl.exe ",
        true,
    ),
    ("https://as.example/token?grant_type=client_credential&client_id=web", "https://", false),
    (
        "wget -qO- --post-data='grant_type=client_credential&client_id=web&client_secret=s3cret' https://as.example/token",
        "curl ",
        true,
    ),
    (
        "http --form POST https://as.example/token grant_type=client_credential client_id=web client_secret=s3cret",
        "curl ",
        true,
    ),
    ("xh -f https://as.example/token -a web:s3cret grant_type=client_credential", "curl ", true),
    (
        r#"{"info":{"name":"x","schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},"item":[{"name":"t","request":{"method":"POST","url":{"raw":"https://as.example/token"},"body":{"mode":"urlencoded","urlencoded":[{"key":"grant_type","value":"client_credential"},{"key":"client_id","value":"{{id}}"},{"key":"client_secret","value":"{{secret}}"}]}}}]}"#,
        "curl ",
        true,
    ),
    (
        r#"{"log":{"entries":[{"request":{"method":"POST","url":"https://as.example/token","headers":[],"postData":{"mimeType":"application/x-www-form-urlencoded","text":"grant_type=client_credential&client_id=web&client_secret=s3cret"}},"response":{"status":400,"content":{"text":""}}}]}}"#,
        "curl ",
        true,
    ),
];
