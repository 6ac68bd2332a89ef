//! Pairs of requests and what a server sees differ between them.

#![expect(clippy::panic, reason = "a test fails by panicking")]

use token_triage::compare::{Aspect, compare};
use token_triage::read::read;

/// The differences as `aspect name | first | second | note`.
fn differences(first: &str, second: &str) -> Vec<String> {
    let request =
        |text: &str| read(text).requests.pop().unwrap_or_else(|| panic!("no request: {text}"));
    let name = |aspect| match aspect {
        Aspect::Method => "method",
        Aspect::Address => "address",
        Aspect::ClientAuthentication => "client",
        Aspect::Encoding => "encoding",
        Aspect::Parameter => "parameter",
        Aspect::Header => "header",
    };
    let side = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    compare(&request(first), &request(second))
        .into_iter()
        .map(|one| {
            let what = [name(one.aspect), &*one.name].join(" ");
            [what.trim(), &side(one.first.value), &side(one.second.value), &one.note].join(" | ")
        })
        .collect()
}

const CURL: &str = "curl -u client-7:s3cr3t -d grant_type=client_credentials -d 'scope=read write' https://as.example/token";

#[test]
fn the_same_request_in_another_spelling_is_the_same() {
    for other in [
        CURL,
        "curl -X POST https://AS.example:443/token -d 'scope=write+read&grant_type=client_credentials' -H 'Authorization: Basic Y2xpZW50LTc6czNjcjN0' -H 'User-Agent: x' -H 'Accept: */*'",
        "curl.exe -u 'client-7:s3cr3t' `\n  -d \"grant_type=client_credentials\" `\n  -d \"scope=read write\" `\n  https://as.example/token",
        "POST /token HTTP/1.1\nHost: as.example\nAuthorization: Basic Y2xpZW50LTc6czNjcjN0\nContent-Type: application/x-www-form-urlencoded; charset=utf-8\nContent-Length: 50\nPostman-Token: 1\n\ngrant_type=client_credentials&scope=read%20write",
        "fetch('https://as.example/token', { method: 'POST', headers: { 'Authorization': 'Basic Y2xpZW50LTc6czNjcjN0', 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'grant_type=client_credentials&scope=read+write' })",
    ] {
        assert_eq!(differences(CURL, other), [""; 0], "{other}");
        assert_eq!(differences(other, CURL), [""; 0], "{other}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn what_differs_is_told_once() {
    let table: &[(&str, &str, &[&str])] = &[
        (
            "curl -d grant_type=x https://as.example/token",
            "curl -d grant_type=x http://as.example/token",
            &[
                "address | https://as.example/token | http://as.example/token | One goes over HTTPS, the other does not.",
            ],
        ),
        (
            "curl -d grant_type=x https://as.example/token",
            "curl -d grant_type=x https://eu.as.example/token",
            &[
                "address | https://as.example/token | https://eu.as.example/token | They go to different hosts: that may be another region, tenant or a sandbox.",
            ],
        ),
        (
            "curl -d grant_type=x https://as.example/token",
            "curl -d grant_type=x https://as.example/token/",
            &[
                "address | https://as.example/token | https://as.example/token/ | They differ in the slash at the end, which some servers mind.",
            ],
        ),
        (
            "curl -u a:b1 -d grant_type=x https://as.example/token",
            "curl -d client_id=a -d client_secret=b1 -d grant_type=x https://as.example/token",
            &[
                "client | Basic header | client_secret in the body | A client may be registered for one way alone, and a server may know only one.",
            ],
        ),
        (
            "curl -u a:b1 -d grant_type=x https://as.example/token",
            "curl -d client_id=a -d grant_type=x https://as.example/token",
            &["client | Basic header | - | One of them does not authenticate the client."],
        ),
        (
            "curl -d 'grant_type=x&a=1&resource=r1&resource=r2' https://as.example/token",
            "curl -d 'resource=r2&resource=r1&grant_type=x&a=2' https://as.example/token",
            &["parameter a | 1 | 2 | "],
        ),
        (
            "curl -d grant_type=x -d scope='read write' https://as.example/token",
            "curl -d grant_type=x -d scope='read admin' https://as.example/token",
            &[
                "parameter scope | read write | read admin | Only the first asks for `write`. Only the second asks for `admin`.",
            ],
        ),
        (
            "curl -d grant_type=x -d scope='read write' https://as.example/token",
            "curl -d grant_type=x -d scope=read,write https://as.example/token",
            &[
                "parameter scope | read write | read,write | They name the same scopes, parted by different signs; RFC 6749 parts them by blanks.",
            ],
        ),
        (
            "curl -d grant_type=x https://as.example/token",
            "curl -X POST 'https://as.example/token?grant_type=x'",
            &[
                "encoding | application/x-www-form-urlencoded | - | RFC 6749 asks for a form body; what comes in another form, many token endpoints don't read.",
                "parameter grant_type | x | x | The first sends it in the body, the second in the address.",
            ],
        ),
        (
            "curl -d grant_type=authorization_code -d code=abc123 -d redirect_uri=https://a.example/cb https://as.example/token",
            "curl -d grant_type=authorization_code -d code=def456 https://as.example/token",
            &["parameter redirect_uri | https://a.example/cb | - | The second does not send it."],
        ),
        (
            "curl --json '{\"grant_type\":\"x\"}' https://as.example/token",
            "curl -d grant_type=x https://as.example/token",
            &[
                "encoding | application/json | application/x-www-form-urlencoded | RFC 6749 asks for a form body; what comes in another form, many token endpoints don't read.",
                "header accept | JSON | - | Some servers answer in the form that `Accept` asks for.",
            ],
        ),
        (
            "curl -d grant_type=x https://as.example/token",
            "curl -d grant_type=x -H 'Content-Type: application/json' https://as.example/token",
            &[
                "header content-type | application/x-www-form-urlencoded | application/json | The header has to say how the body is encoded.",
            ],
        ),
        (
            "curl -d grant_type=x https://as.example/token -H 'X-Tenant: a'",
            "curl -d grant_type=x https://as.example/token -H 'Cookie: sid=1234abcd; t=5'",
            &[
                "header x-tenant | a | - | The second does not send it.",
                "header cookie names | - | sid, t | A session in a browser may make the difference; a token endpoint needs none.",
            ],
        ),
        (
            "curl https://api.example/me -H 'Authorization: Bearer abcdef12'",
            "curl -X POST https://api.example/me -H 'Authorization: Bearer abcdef1234'",
            &[
                "method | GET | POST | A token endpoint takes POST alone.",
                "client token | ••••••, 8 characters | ••••••, 10 characters | The first is a part of the second, of 8 and 10 characters.",
            ],
        ),
    ];
    for (first, second, expected) in table {
        assert_eq!(differences(first, second), *expected, "{first}\n{second}");
    }
}

/// How secrets differ is told, never what they are.
#[test]
fn secrets_are_compared_and_not_shown() {
    let table = [
        (
            "s3cr3t-abc",
            "s3cr3t-abc ",
            "The second has a blank or a line end at one of its ends; else they are the same.",
        ),
        (
            "s3cr3t/abc=",
            "s3cr3t%2Fabc%3D",
            "The second is percent-encoded; else they are the same.",
        ),
        ("\"s3cr3t-abc\"", "s3cr3t-abc", "The first has quotes around it; else they are the same."),
        ("s3cr3t-abc", "S3cr3t-ABC", "They differ in capital and small letters alone."),
        ("s3cr3t-abc", "s3cr3t", "The second is a part of the first, of 10 and 6 characters."),
        ("s3cr3t-abc", "s3cr3t-abd", "They are of the same length and differ in one character."),
        ("s3cr3t-abc", "t4ds4u-xyz", "They are two different values of the same length."),
        (
            "s3cr3t-abc",
            "czNjcjN0LWFiYw==",
            "The second is base64 of the other; else they are the same.",
        ),
        (
            "s3cr3t-abc",
            "s3cr3t\u{200b}-abc",
            "The second holds invisible characters; else they are the same.",
        ),
    ];
    for (first, second, note) in table {
        let with = |secret: &str| {
            format!("curl -u 'client-7:{secret}' -d grant_type=x https://as.example/token")
        };
        let found = differences(&with(first), &with(second));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("client client_secret | ••••••, "), "{found:?}");
        assert!(found[0].ends_with(&["| ", note].concat()), "{found:?}");
        assert!(!found[0].contains("s3cr3t") && !found[0].contains(second.trim()), "{found:?}");
    }
    let cut = differences(
        "curl -d grant_type=x -d 'client_secret=ab1&Cd2&e=f' https://as.example/token",
        "curl -d grant_type=x -d 'client_secret=ab1%26Cd2&e=f' https://as.example/token",
    );
    let part = "client client_secret | ••••••, 3 characters | ••••••, 7 characters | They are two different values, of 3 and 7 characters.";
    let rest = "parameter •••••• | ••••••, 0 characters | - | The second does not send it.";
    assert_eq!(cut, [part, rest]);
    let swapped = differences(
        "curl -u aaa1:bbb2 -d a=b https://as.example/token",
        "curl -u bbb2:aaa1 -d a=b https://as.example/token",
    );
    assert_eq!(swapped.len(), 1);
    assert!(swapped[0].ends_with("| Id and secret have changed places."), "{swapped:?}");
}
