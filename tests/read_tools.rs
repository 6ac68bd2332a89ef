//! Commands of wget, HTTPie and xh where they stand among other text, in the quoting of three shells. What they send
//! is in tests/sent.

mod requests;

use requests::{request, sent};
use token_triage::exchange::RequestForm;
use token_triage::read::read;

#[test]
fn three_shells() {
    let table: &[(&str, &[&str])] = &[
        (
            "$ wget -qO- \\\n  --header 'Accept: a/b' \\\n  --post-data \"grant_type=password&username=$USER\" \\\n  https://as.example/token",
            &[
                "POST https://as.example/token",
                "Accept: a/b",
                "grant_type=password",
                "username=$USER",
            ],
        ),
        (
            "C:\\> wget.exe -O - ^\n  --post-data=\"a=b^&c=d&e=%F%\" ^\n  \"https://as.example/token\"",
            &["POST https://as.example/token", "a=b^", "c=d", "e=%F%"],
        ),
        (
            "PS C:\\> wget.exe --post-data 'a=it''s' `\n  \"https://as.example/$path\"",
            &["POST https://as.example/$path", "a=it's"],
        ),
        // Windows PowerShell has the name for a cmdlet of its own.
        (
            "wget -Uri https://as.example/token -Method POST -Body @{ grant_type = 'password' }",
            &["POST https://as.example/token", "grant_type=password"],
        ),
        (
            "http --form POST :3000/token \\\n    grant_type=client_credentials \\\n    client_secret=\"$SECRET\"",
            &[
                "POST http://localhost:3000/token",
                "grant_type=client_credentials",
                "client_secret=$SECRET",
            ],
        ),
        (
            "PS C:\\> https as.example/token `\n  grant_type=password 'scope=a b'",
            &["POST https://as.example/token", "grant_type=password", "scope=a b"],
        ),
        (
            "% https POST as.example/token a=b | jq .access_token",
            &["POST https://as.example/token", "a=b"],
        ),
        (
            "TOKEN=$(xhs -f as.example/token a=b client_assertion=@jwt.txt)",
            &["POST https://as.example/token", "a=b", "client_assertion=@jwt.txt"],
        ),
        (
            "http POST https://as.example/x <<< 'a=b'",
            &["POST https://as.example/x", "Content-Type: application/json", "a=b"],
        ),
        (
            "wget --post-file=body.txt --user={{id}} --password={{secret}} https://as.example/token",
            &["POST https://as.example/token", "user {{id}}:{{secret}}", "=@body.txt"],
        ),
    ];
    for (text, expected) in table {
        assert_eq!(sent(&request(text)), *expected, "{text}");
    }
}

#[test]
fn forms_and_what_is_put_in() {
    // A text, its form, what stands for something else, and whether that may be parameters.
    let table: &[(&str, RequestForm, &[&str], bool)] = &[
        ("wget --post-data $BODY https://as.example/token", RequestForm::Wget, &["$BODY"], true),
        ("wget --post-file b.txt https://as.example/token", RequestForm::Wget, &["b.txt"], true),
        (
            "http -f https://as.example/token a=@b.txt c=$D",
            RequestForm::Httpie,
            &["@b.txt", "$D"],
            false,
        ),
        // What another command hands over is not known, nor is a file.
        ("http POST https://as.example/token < b.json", RequestForm::Httpie, &["b.json"], true),
        ("jq -n '{}' | http POST https://as.example/token", RequestForm::Httpie, &["|"], true),
        ("jq -n '{}' | http -I https://as.example/token", RequestForm::Httpie, &[], false),
    ];
    for (text, form, expected, withholds) in table {
        let request = request(text);
        let found: Vec<_> = request.expansions.iter().map(|it| it.of(text)).collect();
        assert_eq!((request.form, found.as_slice()), (*form, *expected), "{text}");
        assert_eq!(request.withholds_parameters(), *withholds, "{text}");
    }
}

#[test]
fn values_lead_back_to_the_paste() {
    let text = "run this:\n\n    http -f https://as.example/t 'a=b\\:c' client_secret=\"x\\\"y\" -a id:'s e'";
    let request = request(text);
    let span = |name: &str| request.parameter(name).expect("sent").span.of(text);
    assert_eq!((request.value("a"), span("a")), (Some("b:c"), "b\\:c"));
    assert_eq!((request.value("client_secret"), span("client_secret")), (Some("x\"y"), "x\\\"y"));
    let user = request.user.as_ref().expect("a user");
    assert_eq!((user.value.as_str(), user.span.of(text)), ("id:s e", "id:'s e"));
    let secrets: Vec<_> = read(text).secrets.iter().map(|it| it.of(text)).collect();
    assert_eq!(secrets, ["x\\\"y", "id:'s e"]);
    let text = "wget --user={{id}} --password=s3cr3t https://as.example/t";
    let request = read(text).requests.remove(0);
    assert!(request.user.as_ref().is_some_and(|user| request.expands(user.span)));
    let text = "wget --password 's3cr3t' --user acme --proxy-password=other https://as.example/t";
    let secrets: Vec<_> = read(text).secrets.iter().map(|it| it.of(text)).collect();
    assert_eq!(secrets, ["s3cr3t", "other"]);
}

#[test]
fn prose_is_no_command() {
    for text in [
        "the http status was 401",
        "Use http POST to send it.",
        "We call https POST https://as.example/token with a secret.",
        "http 400 bad request",
        "wget: unable to resolve host address 'as.example'",
        "It works with wget and with http too: :8080 is open",
        "http://as.example/",
    ] {
        let commands = read(text).requests.into_iter();
        let commands = commands
            .filter(|it| matches!(it.form, RequestForm::Wget | RequestForm::Httpie))
            .count();
        assert_eq!(commands, 0, "{text}");
    }
}
