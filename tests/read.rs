//! Whatever is pasted, reading it does not panic and every span lies in the paste on character boundaries.

use proptest::prelude::*;
use token_triage::read::{LIMIT, Paste, read};
use token_triage::span::Span;

/// Texts of the forms that the readers know, to be cut up and joined.
const SHAPES: &[&str] = &[
    r#"{"error":"invalid_client","error_description":"Client authentication failed"}"#,
    r"{'error': 'invalid_grant', 'hint': None, 'user': {'name': 'é', 'ok': True}}",
    r#"{ error: 'invalid_client', data: "{\"error\":\"a\\\"b\"}", list: [Object], x: undefined, }"#,
    r#"msg="token: 401 {\"error\":\"invalid\u005fclient\",\"u\":\"\ud83d\ude00\"}" status=401"#,
    "{“error”: “invalid\\_client”, ‘a’: ‘b’}",
    "{&quot;error&quot;:&quot;invalid_scope&quot;&#44; &amp;}",
    "{error=invalid_client, error_description=Bad, very bad}",
    "> POST /token?a=%C3%A9 HTTP/1.1\n> Host: a.example\n> Authorization: Basic YTpi\n> \n",
    "< HTTP/2 401 \r\n< www-authenticate: Basic realm=\"x\", Bearer error=\"invalid_token\"\r\n< \r\n",
    "HTTP/1.1 302 Found\nLocation: https://a.example/cb?error=access_denied#x=%FF\n\n",
    "$ curl -sSi -u 'id:se\"cret' -d grant_type=client_credentials \\\n  --url $'https://a.example/t\\'' | jq\n",
    "curl ^\"https://a.example/^\" ^\n --data-raw ^\"^{^\\^\"a^\\^\":^\\^\"x^\\^\"^}^\"\n",
    "PS C:\\> curl.exe -d \"a=`\"b`\"\" -H 'A: it''s' `\n https://a.example\n",
    "grant_type=password&username=a+b&password=%E2%82%AC&client_id=x",
    "curl -K - <<'EOF' && x\nurl = \"https://a.example\"\nuser: \"a\\\"b:c\"\nEOF\n",
    "curl -d @f --data-urlencode a@b -F 'c=<d;type=e' \"https://i:s%20@a.example/$(echo \"é)\")?%A%={{b}}\" --next -G",
    "const b = new URLSearchParams({grant_type: 'é'});\nb.append('x', y)\nfetch(`https://${h}/t`, { method: 'POST', headers: new Headers([['a', 'b' + c]]), body: b })\n",
    "data = {'grant_type': f'a{b}', \"c\": \"d\" 'e'}\nrequests.post(URL, data=data, auth=('i', \"s\"))\n",
    "$p = @{ Uri = \"https://a.example/$x\"; Body = @{ a = 'b''é'; c = $($d.e) } }\nInvoke-RestMethod @p -Method Post `\n -Headers @{ f = \"`\"g\" }\n",
    "$ wget -qO- --user=a --password='é\"' --post-data \"a=$B&c=%C3\" --header X:y https://a.example/t?x=y\n",
    "http -f -a 'i:s' :3000/t 'a\\:b==é' c:='\"d\"' e=@f.txt X-Y; --raw '{\"a\":1}'\n",
    r#"{"log":{"entries":[{"request":{"method":"POST","url":"https://a.example/t?é=%C3","headers":[{"name":"A","value":"Basic \u00e9\""}],"queryString":[],"postData":{"mimeType":"multipart/form-data","text":"--é\r\nx; name=\"a\"\r\n\r\né\r\n--é--"}},"response":{"status":401,"headers":[],"content":{"text":"w6k=","encoding":"base64"}}}]}}"#,
    r#"{"item":[{"auth":{"type":"oauth2","oauth2":[{"key":"accessTokenUrl","value":"https://{{é}}/t"},{"key":"clientSecret","value":"é"}]},"request":{"url":{"host":["é","{{b}}"],"path":["t"],"query":[{"key":"a","value":null}]},"header":"A: é\nB","body":{"mode":"raw","raw":"a={{é}}&b=\u00e9"}},"response":[{"code":400,"body":"{}"}]}]}"#,
    r#"POST https://a.example/é: {"Request Headers":{"a":"é"},"Request Body":{"a":"é"},"Response Headers":{"a":["é"]},"Response Body":"é"}"#,
    "@é = x\n@a=é{{é}}\n### é\n# @name a\nPOST https://{{a}}/t HTTP/1.1\n  ?x={{a}}\n  &é\nAuthorization: Basic {{a}} é{{ b }}\n\ngrant_type={{a}}&\nb=%C3\n\n> {% x %}\n",
    "post {\n  url: https://a.example/é?a={{é}}\n}\nheaders {\n  ~é: x\n  é: {{é}}\n}\nauth:basic {\n  username: é\n  password: \"é\n}\nbody:json {\n  {\"é\": \"\\u00e9\"}\n}\n",
    "<html><head><title>401</title></head><p>invalid_client: &quot;x&quot; <![CDATA[a]]></p><!-- x",
    "<soap:Fault><faultstring>Invalid &#x1F600; token</faultstring></soap:Fault>",
    "OPError: invalid_grant (Token expired)\n    at Client (/app/x.js:1:2)\n",
    "error=invalid_client error_description=\"It\\\"s\" status code 400, curl: (6) Could not resolve",
    "Request URL: https://a.example/token\nStatus Code: 401\nAuthorization: Bearer eyJh.eyJh.x\n",
    "| invalid_scope | Invalid scope: é |\n",
];

fn spans(paste: &Paste) -> Vec<Span> {
    let mut all: Vec<Span> = paste.secrets.clone();
    all.extend(paste.addresses.iter().chain(&paste.codes).map(|it| it.span));
    all.extend(paste.failures.iter().map(|it| it.span));
    for request in &paste.requests {
        let named = [&request.method, &request.url, &request.user];
        all.extend(named.into_iter().flatten().map(|it| it.span));
        all.extend(request.headers.iter().map(|it| it.span));
        all.extend(request.parameters.iter().map(|it| it.span));
        all.push(request.span);
    }
    for response in &paste.responses {
        all.extend(
            [&response.error, &response.description].into_iter().flatten().map(|it| it.span),
        );
        all.extend(response.headers.iter().map(|it| it.span));
        all.extend(response.fields.iter().map(|it| it.span));
        for challenge in &response.challenges {
            all.extend(challenge.parameters.iter().map(|it| it.span));
            all.push(challenge.span);
        }
        all.extend([response.span, response.status_span]);
    }
    all
}

fn check(text: &str) {
    for span in spans(&read(text)) {
        assert!(text.get(span.start..span.end).is_some(), "{span:?} in {text:?}");
    }
}

/// Known shapes, cut at random places, joined and strewn with signs that readers look for.
fn mutated() -> impl Strategy<Value = String> {
    let sign = prop::sample::select(vec![
        "\"",
        "'",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ":",
        "=",
        "&",
        "%",
        "\n",
        "\r\n",
        " ",
        "`",
        "^",
        "$'",
        "é",
        "😀",
        "“",
        "<",
        ">",
        "\0",
        "curl ",
        "&quot;",
        "\\u",
        "%C3",
        "#",
        "?",
        "(",
        ")",
        "|",
        "://",
        "${",
        "$(",
        "@{",
        "fetch(",
        "irm ",
        "http ",
        "wget ",
        "<<E\n",
        "\"request\":",
        "\"url\":",
        "-d ",
        "--next ",
    ]);
    let piece = (prop::sample::select(SHAPES), 0..120_usize, 0..120_usize, prop::option::of(sign));
    let cut = |(shape, from, length, sign): (&str, usize, usize, Option<&str>)| {
        let piece: String = shape.chars().skip(from).take(length).collect();
        piece + sign.unwrap_or("")
    };
    prop::collection::vec(piece, 0..8).prop_map(move |all| all.into_iter().map(cut).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_printable_text_is_read(text in "[ -~\n“”é]{0,200}") {
        check(&text);
    }

    #[test]
    fn broken_shapes_are_read(text in mutated()) {
        check(&text);
    }
}

#[test]
fn whole_shapes_are_read() {
    for shape in SHAPES {
        check(shape);
    }
    check(&SHAPES.join("\n"));
}

#[test]
fn ten_thousand_brackets_are_read() {
    for unit in ["[", "{", "{\"a\":", "{\"a\":[", "}", "]", "{a:"] {
        check(&unit.repeat(10_000));
        check(&format!("{}1{}", "{\"a\":[".repeat(10_000), "]}".repeat(10_000)));
    }
}

#[test]
fn what_lies_behind_the_limit_is_counted() {
    let text = format!("{}é{{\"error\":\"invalid_client\"}}", "x".repeat(LIMIT - 1));
    let paste = read(&text);
    assert_eq!(paste.unread, text.len() - (LIMIT - 1));
    assert!(paste.responses.is_empty());
    assert_eq!(read("x").unread, 0);
}

#[test]
fn a_sentence_that_begins_with_a_backslash_keeps_its_end() {
    let text = "invalid_client:\\é";
    check(text);
    let description = read(text).responses[0].description.clone().unwrap();
    assert_eq!(description.span.of(text), "\\é");
}
