//! What is masked, and what stays readable: a table of texts as they are pasted.

use token_triage::read::LIMIT;
use token_triage::redact::{MASK, redact};

/// The text with `[…]` around what has to be masked, and the kinds that the list names.
fn check(marked: &str, kinds: &[&str]) {
    let text: String = marked.chars().filter(|letter| !"⟦⟧".contains(*letter)).collect();
    let mut expected = String::new();
    for (at, part) in marked.split('⟦').enumerate() {
        match part.split_once('⟧') {
            Some((_, rest)) if at > 0 => expected.push_str(&[MASK, rest].concat()),
            _ => expected.push_str(part),
        }
    }
    let redacted = redact(&text);
    assert_eq!(redacted.text, expected, "{marked}");
    let found: Vec<_> = redacted.masked.iter().map(|masked| masked.kind).collect();
    assert_eq!(found, kinds, "{marked}");
    for masked in &redacted.masked {
        assert_eq!(masked.mask.of(&redacted.text), MASK);
        assert!(text.get(masked.span.start..masked.span.end).is_some());
    }
}

#[test]
fn requests() {
    check(
        "curl -u my-client:⟦s3cr3t⟧ -d grant_type=client_credentials https://as.example/token",
        &["client_secret"],
    );
    check(
        "curl -u 'my-client:⟦s3cr3t pw⟧' \\\n  -d 'grant_type=password&username=⟦ada⟧&password=⟦l0velace⟧' https://as.example/token",
        &["client_secret", "user name", "password"],
    );
    check(
        "POST /token HTTP/1.1\nHost: as.example\nAuthorization: Basic ⟦Y2xpZW50LTc6czNjcmV0⟧\n\ngrant_type=authorization_code&code=⟦SplxlOBeZQQYbYS6WxSbIA⟧&client_id=client-7",
        &["Basic credentials", "code"],
    );
    check("https://as.example/cb?code=⟦4/P7q7W91a-oMsCeLvIaQm6bTrgtp7⟧&state=xyz", &["code"]);
    check(
        "https://as.example/cb#access_token=⟦2YotnFZFEjr1zCsicMWpAA⟧&token_type=bearer",
        &["access_token"],
    );
    check("https://me:⟦hunter22⟧@as.example/token", &["client_secret"]);
    check(
        "Cookie: ⟦session=abc; theme=dark⟧\nAuthorization: Bearer ⟦mF_9.B5f-4.1JqM⟧",
        &["cookie", "bearer token"],
    );
}

#[test]
fn answers_and_logs() {
    check(
        r#"{"access_token":"⟦2YotnFZFEjr1zCsicMWpAA⟧","token_type":"example","expires_in":3600,"refresh_token":"⟦tGzv3JOkF0XG5Qx2TlKWIA⟧"}"#,
        &["access_token", "refresh_token"],
    );
    check(
        r#"{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided. Trace ID: 3b4e2d1a-0000-4000-8000-1ef1d1ca9bd0 Timestamp: 2026-01-01 10:00:00Z"}"#,
        &[],
    );
    check(r#"{"msg":"{\"client_secret\":\"⟦a\\\"b⟧\",\"client_id\":\"x\"}"}"#, &["client_secret"]);
    check(
        "level=error msg=\"token refused\" client_id=app-1 client_secret=⟦abc123⟧ status=401",
        &["client_secret"],
    );
    check("level=error client_secret=\"⟦abc 123⟧\" status=401", &["client_secret"]);
    check("{client_id=app-1, client_secret=⟦abc,12⟧, grant_type=x}", &["client_secret"]);
    check("Invalid password for user ⟦ada.lovelace⟧@example.com", &["e-mail address"]);
    check("%7B%22client_secret%22%3A%22⟦a%5C%22b1⟧%22%7D", &["client_secret"]);
    check("&quot;client_secret&quot;:&quot;⟦hunter22⟧&quot;", &["client_secret"]);
    check(
        "<a:Password Type=\"Text\">⟦hunter22⟧</a:Password><UserName>⟦ada⟧</UserName>",
        &["password", "user name"],
    );
    check(
        "<input type=\"hidden\" name=\"SAMLResponse\" value=\"⟦PHNhbWxwOlJlc3BvbnNl⟧\"/>",
        &["SAMLResponse"],
    );
    check(
        "Name                           Value\n----                           -----\nclient_secret                  ⟦abc def⟧\nclient_id                      app-1",
        &["client_secret"],
    );
    check("| client_secret | `⟦abc1234⟧` |\n| scope | read |", &["client_secret"]);
    check("invalid_token: The access token expired", &[]);
    check("client secret: expired or revoked, ask for a new one", &[]);
    check("The client secret is ⟦hunter22⟧", &["secret"]);
    check(
        "client_secret=<client_secret>&client_id={{id}}&password=$PASSWORD&refresh_token=••••••",
        &[],
    );
}

/// Secrets that look like the end of something, or like something else.
#[test]
fn secrets_with_signs() {
    check("client_secret=⟦$Tr0ub4dor⟧&client_id=$CLIENT_ID_2", &["client_secret"]);
    check("x=1&client_secret=⟦&A1bC2d=⟧&scope=read", &["client_secret"]);
    check("curl -d 'client_secret=⟦ab1cd&Ef2gh⟧' https://as.example/token", &["client_secret"]);
    check("http -a 'client-7:⟦/ab1cd2⟧' https://as.example/token", &["client_secret"]);
    check("xh --bearer '⟦ab1^\"cd2⟧' https://api.example/me", &["Authorization"]);
    check("tool --bearer '⟦ab1^\"cd2⟧' https://api.example/me", &["token"]);
    check("printf %s 'see https://as.example/token'", &[]);
}

#[test]
fn forms_of_values() {
    check("I pasted ⟦eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.abcDEF123⟧ there", &["JWT"]);
    check("found ⟦ghp_16C7e42F292c6912E7710c838347Ae178B4a⟧ here", &["token"]);
    check("found ⟦xoxb-1234567890-abcdefghijkl⟧ here", &["token"]);
    check("Entra: ⟦Xy7Q~abcDEF.ghi-jkl_mnoPQRstuVWXabcdefg⟧", &["client_secret"]);
    check(
        "-----BEGIN PRIVATE KEY-----⟦\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwggSjAgEAAoIBAQ==\n⟧-----END PRIVATE KEY-----",
        &["PEM block"],
    );
    check(
        "id 6731de76-14a6-49ae-97bc-6eba6914391e, traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        &[],
    );
    check(
        "org.springframework.security.oauth2.core.OAuth2AuthenticationException at /oauth2/v2.0/token",
        &[],
    );
    check("\"clientId\": \"dQw4w9WgXcQaB3dE5fG7hI9j\"", &[]);
    check("WWW-Authenticate: Bearer realm=\"x\", error=\"invalid_token\"", &[]);
    check("Basic authentication failed", &[]);
}

#[test]
fn what_is_repeated_is_masked_wherever_it_stands() {
    check(
        "client_secret=⟦p4nted+x/y=⟧\nsent ⟦cDRudGVkK3gveT0=⟧ and ⟦p4nted%2Bx%2Fy%3D⟧ and ⟦p4nted+x/y=⟧ and ⟦70346e7465642b782f793d⟧",
        &["client_secret", "repeated value", "repeated value", "repeated value", "repeated value"],
    );
    check(
        "Authorization: Basic ⟦Y2xpZW50LTc6aHVudGVyMjJ4⟧\nyour secret ⟦hunter22x⟧ for client-7",
        &["Basic credentials", "repeated value"],
    );
    check(
        "it was password=⟦tulip⟧ was the tulips' word, ⟦tulip⟧.",
        &["password", "repeated value"],
    );
}

#[test]
fn what_is_notable_is_listed_and_no_character_of_it() {
    let notable = |text: &str| {
        let masked = redact(text).masked;
        (masked[0].characters, masked[0].notable.join(", "))
    };
    assert_eq!(notable("{\"client_secret\":\"abc12\\n\"}"), (6, "ends in a line end".to_owned()));
    assert_eq!(notable("{\"client_secret\":\"abc 12\"}"), (6, "holds a blank".to_owned()));
    assert_eq!(
        notable("Authorization: Basic Y2xpZW50LTc6czNjcmV0Cg=="),
        (24, "has a line end in it".to_owned())
    );
    assert_eq!(
        notable("Authorization: Basic Y2xpZW50LTc6"),
        (12, "has an empty secret in it".to_owned())
    );
}

#[test]
fn what_is_not_read_is_not_shown() {
    let text =
        format!("{} client_secret=hunter22 {}", "x ".repeat(LIMIT / 2 - 12), "tail".repeat(40));
    let redacted = redact(&text);
    assert!(redacted.text.len() < LIMIT + 100);
    assert!(!redacted.text.contains("hunter") && !redacted.text.contains("tail"));
    assert!(redacted.text.ends_with("left out.]"));
}

#[test]
fn a_mask_does_not_begin_inside_an_escape() {
    let value = "4f1c9a7e0b3d5f8264c1a9e7b0d3f586".repeat(2);
    let shown = redact(&format!("https://as.example/cb?next=http%3a%2f{value}")).text;
    assert!(shown.ends_with("%2f••••••"), "{shown}");
}

#[test]
fn base64_that_holds_a_secret_is_masked_inside_a_longer_word_too() {
    // printf 'key=1;Q7xaB4kLmZ9w;end' | base64
    let encoded = "a2V5PTE7UTd4YUI0a0xtWjl3O2VuZA==";
    let shown =
        redact(&format!("client_secret=Q7xaB4kLmZ9w\n{encoded}&client_id=zz{encoded}")).text;
    assert!(!shown.contains(encoded), "{shown}");
}
