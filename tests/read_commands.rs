//! curl commands as people paste them, and what curl's manual says that they send.

mod requests;

use requests::{request, sent};
use token_triage::exchange::{BodyEncoding, RequestForm};
use token_triage::read::read;

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
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
        ("curl -d @body.txt -H @h.txt $URL", &["POST $URL", "@h.txt: ", "=@body.txt"]),
        (
            "curl -u \"%ID%:%SECRET%\" -F grant_type=password https://a.example",
            &["POST https://a.example", "user %ID%:%SECRET%", "grant_type=password"],
        ),
        // --data-urlencode: its five forms (curl manual).
        (
            "curl --data-urlencode 'a b' --data-urlencode =c --data-urlencode d=e=f --data-urlencode @g.txt --data-urlencode h@i.txt https://a.example",
            &["POST https://a.example", "a b=", "=c", "d=e=f", "=@g.txt", "h=@i.txt"],
        ),
        (
            "curl --url-query a=%20 --url-query +b=%20 -d c=d 'https://a.example/?z=0'",
            &["POST https://a.example/", "?z=0", "?a=%20", "?b= ", "c=d"],
        ),
        (
            "curl --json '{\"a\":\"b\"}' -H 'accept: x/y' https://a.example",
            &["POST https://a.example", "accept: x/y", "Content-Type: application/json", "a=b"],
        ),
        (
            "curl -F 'a=b;type=text/plain' -F 'c=@d.txt' --form-string 'e=@f;type=g' https://a.example",
            &["POST https://a.example", "a=b", "c=@d.txt", "e=@f;type=g"],
        ),
        ("curl -T f.txt https://a.example/x", &["PUT https://a.example/x"]),
        (
            "curl --request-target '/t?a=b' https://a.example:8443/x/y",
            &["GET https://a.example:8443/t", "?a=b"],
        ),
        (
            "curl -H 'X-Empty;' -H 'Accept:' https://a.example",
            &["GET https://a.example", "X-Empty: ", "Accept: "],
        ),
        // Options may be shortened and bundled; the address may stand anywhere and have no scheme.
        (
            "curl -sSLkX PUT --data-urle a=b --connect-timeout 5 a.example/t --max-time 3 -v",
            &["PUT a.example/t", "a=b"],
        ),
        (
            "curl https://id%40x:s%2Bc+r@a.example:8443/t?a=b",
            &["GET https://a.example:8443/t", "user id@x:s+c+r", "?a=b"],
        ),
        ("curl -u me:you https://id:secret@a.example/", &["GET https://a.example/", "user me:you"]),
        // A configuration in a here-document (curl manual, --config).
        (
            "curl -sS -K - <<'EOF'\nurl = \"https://a.example/t\"\nuser = \"i\\\"d:secret\"\n# note\n--request PUT\n-H \"Accept: a/b\"\ndata: a=b\nEOF",
            &["PUT https://a.example/t", "Accept: a/b", "user i\"d:secret", "a=b"],
        ),
        (
            "curl -d @- https://a.example <<EOF\n{\"a\": \"$B\"}\nEOF",
            &["POST https://a.example", "a=$B"],
        ),
        (
            "curl --data-binary @- https://a.example <<< 'a=b&c=d'",
            &["POST https://a.example", "a=b", "c=d"],
        ),
        // The shell's own words.
        (
            "curl -s https://a.example -d a=b > out.json 2>&1 -H 'c: d'",
            &["POST https://a.example", "c: d", "a=b"],
        ),
        (
            "TOKEN=$(curl -s -d a=b https://a.example | jq -r .x)",
            &["POST https://a.example", "a=b"],
        ),
        (
            "ID=x sudo time /usr/bin/curl -d a=b https://a.example && echo done",
            &["POST https://a.example", "a=b"],
        ),
        ("docker exec -it app curl -d a=b https://a.example", &["POST https://a.example", "a=b"]),
        (
            "curl -d \"a=$(echo \"x y\" | tr -d ')')&c=d\" https://a.example",
            &["POST https://a.example", "a=$(echo \"x y\" | tr -d ')')", "c=d"],
        ),
        (
            "curl -H \"Authorization: Basic `echo -n a:b | base64`\" https://a.example",
            &["GET https://a.example", "Authorization: Basic `echo -n a:b | base64`"],
        ),
        (
            "curl -u {{ id }}:{{ secret }} https://{{host}}/t",
            &["GET https://{{host}}/t", "user {{ id }}:{{ secret }}"],
        ),
        (
            "curl -d \"$BODY\" -d \"x=$A%20b\" https://a.example",
            &["POST https://a.example", "=$BODY", "x=$A b"],
        ),
    ];
    for (text, expected) in table {
        assert_eq!(sent(&request(text)), *expected, "{text}");
    }
}

#[test]
fn several_in_a_paste() {
    let table: &[(&str, &[&str])] = &[
        (
            "curl https://a.example; curl https://b.example",
            &["https://a.example", "https://b.example"],
        ),
        (
            "curl -d a=b https://a.example --next -u x:y https://b.example",
            &["https://a.example", "https://b.example"],
        ),
        (
            "curl https://a.example \\\n  -d a=b\ncurl https://b.example && curl https://c.example | jq",
            &["https://a.example", "https://b.example", "https://c.example"],
        ),
    ];
    for (text, expected) in table {
        let found = read(text).requests;
        let urls: Vec<_> =
            found.iter().filter_map(|it| Some(it.url.as_ref()?.value.as_str())).collect();
        assert_eq!(urls, *expected, "{text}");
    }
    let text = "curl -d a=b https://a.example --next -u x:y https://b.example";
    let spans: Vec<_> = read(text).requests.iter().map(|it| it.span.of(text).to_owned()).collect();
    assert_eq!(spans, ["-d a=b https://a.example --next", "-u x:y https://b.example"]);
}

#[test]
fn what_a_shell_puts_in() {
    // POSIX.1-2024, Shell Command Language, sections 2.2 and 2.6; about_Quoting_Rules; `set /?`.
    let table: &[(&str, &[&str])] = &[
        ("curl -u \"$ID:${SECRET}\" https://a.example", &["$ID", "${SECRET}"]),
        ("curl -u '$ID:$SECRET' https://a.example", &[]),
        ("curl -u \\$ID:x https://a.example", &[]),
        ("curl -u \"\\$ID:x\" https://a.example", &[]),
        ("curl -u $ID:\"$(cat s)\" https://a.example", &["$ID", "$(cat s)"]),
        ("curl -u '{{id}}:{{secret}}' https://a.example", &["{{id}}", "{{secret}}"]),
        ("C:\\> curl -u \"%ID%:a%20b\" https://a.example", &["%ID%"]),
        ("curl ^\"https://a.example/^%ID^%^\" -u %ID%:x", &["%ID%"]),
        ("curl.exe -u \"$env:ID`:$secret\" -d '$x' https://a.example", &["$env:ID", "$secret"]),
        ("curl -d @body.txt --data-urlencode a@b.txt https://a.example", &["@body.txt", "@b.txt"]),
    ];
    for (text, expected) in table {
        let request = request(text);
        let found: Vec<_> = request.expansions.iter().map(|it| it.of(text)).collect();
        assert_eq!(found, *expected, "{text}");
    }
    let text = "curl -u \"$ID:$SECRET\" -d scope='$x' -d @f https://a.example";
    let request = request(text);
    assert!(request.user.as_ref().is_some_and(|user| request.expands(user.span)));
    assert!(request.parameter("scope").is_some_and(|scope| !request.expands(scope.span)));
    assert!(request.withholds_parameters());
}

#[test]
fn secrets_are_known() {
    let table: &[(&str, &[&str])] = &[
        ("curl -x http://p.example -U me:proxysecret https://a.example", &["proxysecret"]),
        ("curl https://id:secret@a.example/t", &["secret"]),
        // Where it is encoded, all of it besides.
        ("curl https://id:s%20s@a.example/t", &["id:s%20s", "s%20s"]),
        ("see https://id:secret@a.example/x", &["secret"]),
        ("curl --pass keysecret -E cert.pem https://a.example", &["keysecret"]),
    ];
    for (text, expected) in table {
        let found: Vec<_> = read(text).secrets.iter().map(|it| it.of(text).to_owned()).collect();
        assert_eq!(found, *expected, "{text}");
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
        (
            "curl -d @b.json -H 'Content-Type: application/json' https://a.example",
            BodyEncoding::Json,
        ),
        ("curl -d @- https://a.example", BodyEncoding::Form),
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
        ("& 'C:\\Program Files\\curl.exe' -d a=b https://a.example", RequestForm::CurlPowerShell),
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
