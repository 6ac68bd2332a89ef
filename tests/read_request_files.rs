//! `.http` files of editors: VS Code's REST Client, JetBrains' client, httpyac. What the requests in them send is in
//! tests/sent.

mod requests;

use requests::{request, sent};
use token_triage::exchange::BodyEncoding;
use token_triage::read::read;

#[test]
fn requests_and_their_variables() {
    let table: &[(&str, BodyEncoding, &[&str], &[&str])] = &[
        // What the file does not define stays open (REST Client: system and environment variables).
        (
            "### token\nPOST {{base}}/token\nAuthorization: Basic {{id}}:{{$dotenv SECRET}}\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials\n",
            BodyEncoding::Form,
            &[
                "POST {{base}}/token",
                "Content-Type: application/x-www-form-urlencoded",
                "user {{id}}:{{$dotenv SECRET}}",
                "grant_type=client_credentials",
            ],
            &["{{base}}", "{{id}}", "{{$dotenv SECRET}}"],
        ),
        (
            "@as = https://as.example\n@url = {{as}}/oauth/token\n\nPOST {{url}}\n\n{\"grant_type\": \"{{ grant }}\", \"client_id\": \"a\"}",
            BodyEncoding::Json,
            &["POST https://as.example/oauth/token", "grant_type={{ grant }}", "client_id=a"],
            &["{{ grant }}"],
        ),
        // Two words are encoded by the client even where nothing else shows a file.
        (
            "POST https://as.example/token\nAuthorization: Basic acme s3cr3t\n\ngrant_type=client_credentials",
            BodyEncoding::Form,
            &["POST https://as.example/token", "user acme:s3cr3t", "grant_type=client_credentials"],
            &[],
        ),
        // One word is what someone wrote in a message by hand.
        (
            "POST https://as.example/token\nAuthorization: Basic acme:s3cr3t\n\ngrant_type=client_credentials",
            BodyEncoding::Form,
            &[
                "POST https://as.example/token",
                "Authorization: Basic acme:s3cr3t",
                "grant_type=client_credentials",
            ],
            &[],
        ),
        // Lines that neither end nor begin with `&` stay lines.
        (
            "POST https://as.example/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=password&\nusername=a\nscope=b",
            BodyEncoding::Form,
            &[
                "POST https://as.example/token",
                "Content-Type: application/x-www-form-urlencoded",
                "grant_type=password",
                "username=a\nscope=b",
            ],
            &[],
        ),
    ];
    for (text, encoding, expected, open) in table {
        let request = request(text);
        assert_eq!(sent(&request), *expected, "{text}");
        let found: Vec<_> = request.expansions.iter().map(|it| it.of(text)).collect();
        assert_eq!((request.encoding, found.as_slice()), (*encoding, *open), "{text}");
    }
}

#[test]
fn values_lead_to_where_they_are_used_and_secrets_to_both() {
    let text = "@mine = s3cr3t+x\n@id=acme\n\nPOST https://as.example/token\n\ngrant_type=client_credentials&client_id={{id}}&client_secret={{mine}}";
    let paste = read(text);
    let request = paste.requests.first().expect("a request");
    let secret = request.parameter("client_secret").expect("sent");
    // The text is put in before the form is read: `+` is a blank.
    assert_eq!((secret.value.as_str(), secret.span.of(text)), ("s3cr3t x", "{{mine}}"));
    let secrets: Vec<_> = paste.secrets.iter().map(|it| it.of(text)).collect();
    assert_eq!(secrets, ["s3cr3t+x", "{{mine}}"]);
}

#[test]
fn what_stands_below_a_request_is_not_its_body() {
    for below in [
        "{\"error\":\"invalid_client\"}",
        "HTTP/1.1 401 Unauthorized\nContent-Type: application/json\n\n{\"error\":\"invalid_client\"}",
        "error=invalid_client",
        "Response: 401 invalid_client",
    ] {
        for above in ["", "Accept: application/json\n"] {
            let text = format!("POST https://as.example/token\n{above}\n{below}");
            let paste = read(&text);
            assert_eq!(paste.requests.len(), 1, "{text}");
            assert_eq!(paste.requests[0].parameters.len(), 0, "{text}");
            let error = paste.responses.first().and_then(|it| it.error.as_ref());
            assert_eq!(error.map(|it| it.value.as_str()), Some("invalid_client"), "{text}");
        }
    }
    let text = "POST https://as.example/token\n\ngrant_type=password\n\n### next\nGET https://as.example/me\nAuthorization: Bearer x\n";
    let found: Vec<_> = read(text).requests.iter().map(sent).collect();
    assert_eq!(found[0], ["POST https://as.example/token", "grant_type=password"]);
    assert_eq!(found[1], ["GET https://as.example/me", "Authorization: Bearer x"]);
}
