//! Requests as programs and PowerShell write them, and what the documentation of their libraries says that they send.

mod requests;

use requests::{request, sent};
use token_triage::exchange::{BodyEncoding, RequestForm};
use token_triage::read::read;

/// A text, its form, its encoding, and what it sends.
type Row<'t> = (&'t str, RequestForm, BodyEncoding, &'t [&'t str]);

fn check(table: &[Row<'_>]) {
    for (text, form, encoding, expected) in table {
        let request = request(text);
        assert_eq!(sent(&request), *expected, "{text}");
        assert_eq!((request.form, request.encoding), (*form, *encoding), "{text}");
    }
}

#[test]
fn fetch() {
    // The Fetch standard: Request's constructor, and the bodies that it extracts.
    let form = RequestForm::Fetch;
    check(&[
        (
            "const r = await fetch('https://a.example/token', {\n  method: 'POST',\n  headers: { 'Content-Type': 'application/x-www-form-urlencoded', Authorization: 'Basic aTpz' },\n  body: 'grant_type=client_credentials&scope=a%20b',\n});",
            form,
            BodyEncoding::Form,
            &[
                "POST https://a.example/token",
                "Content-Type: application/x-www-form-urlencoded",
                "Authorization: Basic aTpz",
                "grant_type=client_credentials",
                "scope=a b",
            ],
        ),
        (
            "fetch(\"https://a.example/t?x=1\", {method: \"post\", body: new URLSearchParams({grant_type: \"password\", username: 'a+b'}).toString()})",
            form,
            BodyEncoding::Form,
            &["POST https://a.example/t", "?x=1", "grant_type=password", "username=a+b"],
        ),
        (
            "fetch(`https://${domain}/token`, { method: 'POST', body: JSON.stringify({ grant_type: 'x', client_id: process.env.CLIENT_ID }) })",
            form,
            BodyEncoding::Json,
            &["POST https://${domain}/token", "grant_type=x", "client_id=process.env.CLIENT_ID"],
        ),
        (
            "fetch(url + '/token', { method: 'POST', headers: new Headers({ Authorization: 'Basic ' + btoa(id + ':' + secret) }), body: `grant_type=password&username=${user}` })",
            form,
            BodyEncoding::Form,
            &[
                "POST url/token",
                "Authorization: Basic btoa(id + ':' + secret)",
                "grant_type=password",
                "username=${user}",
            ],
        ),
        (
            "const body = new URLSearchParams();\nbody.append('grant_type', 'client_credentials');\nbody.set(\"client_id\", 'abc');\nconst headers = { Accept: 'a/b' };\nfetch('https://a.example/t', { method: 'POST', headers, body })",
            form,
            BodyEncoding::Form,
            &[
                "POST https://a.example/t",
                "Accept: a/b",
                "grant_type=client_credentials",
                "client_id=abc",
            ],
        ),
        (
            "fetch('https://a.example/t', { method: 'POST', body: { grant_type: 'password' } })",
            form,
            BodyEncoding::Other,
            &["POST https://a.example/t", "grant_type=password"],
        ),
        ("fetch('https://a.example/me')", form, BodyEncoding::None, &["GET https://a.example/me"]),
        // Chromium: "Copy as fetch".
        (
            "fetch(\"https://a.example/t\", {\n  \"headers\": {\n    \"accept\": \"*/*\",\n    \"content-type\": \"application/x-www-form-urlencoded\"\n  },\n  \"body\": \"grant_type=refresh_token\",\n  \"method\": \"POST\",\n  \"mode\": \"cors\"\n});",
            form,
            BodyEncoding::Form,
            &[
                "POST https://a.example/t",
                "accept: */*",
                "content-type: application/x-www-form-urlencoded",
                "grant_type=refresh_token",
            ],
        ),
    ]);
}

#[test]
fn axios() {
    // axios: request config; objects are JSON unless the header says form.
    let form = RequestForm::Fetch;
    check(&[
        (
            "axios.post('https://a.example/t', { grant_type: 'password' }, { headers: { Accept: 'a/b' }, auth: { username: 'id', password: 'se\\'c' } })",
            form,
            BodyEncoding::Json,
            &["POST https://a.example/t", "Accept: a/b", "user id:se'c", "grant_type=password"],
        ),
        (
            "axios.post(\"https://a.example/t\", qs.stringify({ grant_type: 'password', scope: \"a b\" }), config)",
            form,
            BodyEncoding::Form,
            &["POST https://a.example/t", "grant_type=password", "scope=a b"],
        ),
        (
            "axios({ method: 'post', url: 'https://a.example/t', data: 'grant_type=password&scope=a+b' })",
            form,
            BodyEncoding::Form,
            &["POST https://a.example/t", "grant_type=password", "scope=a b"],
        ),
        (
            "const data = { 'grant_type': 'x' };\naxios({\n  method: 'post',\n  url: 'https://a.example/t',\n  headers: { 'content-type': 'application/x-www-form-urlencoded' },\n  data: data,\n  params: { v: '1' }\n})",
            form,
            BodyEncoding::Form,
            &[
                "POST https://a.example/t",
                "content-type: application/x-www-form-urlencoded",
                "?v=1",
                "grant_type=x",
            ],
        ),
    ]);
}

#[test]
fn python() {
    // requests, "More complicated POST requests", "Basic Authentication"; Postman's and Auth0's snippets.
    let form = RequestForm::Code;
    check(&[
        (
            "r = requests.post('https://a.example/t', data={'grant_type': 'password', \"scope\": \"a\" \"b\"}, auth=('id', \"se:cret\"), headers={'Accept': 'a/b'}, params={'v': 1})",
            form,
            BodyEncoding::Form,
            &[
                "POST https://a.example/t",
                "Accept: a/b",
                "user id:se:cret",
                "?v=1",
                "grant_type=password",
                "scope=ab",
            ],
        ),
        (
            "url = \"https://a.example/t\"\npayload = 'grant_type=client_credentials&client_id=a'\nheaders = {\n  'Content-Type': 'application/x-www-form-urlencoded'\n}\n\nresponse = requests.request(\"POST\", url, headers=headers, data=payload)\n\nprint(response.text)",
            form,
            BodyEncoding::Form,
            &[
                "POST https://a.example/t",
                "Content-Type: application/x-www-form-urlencoded",
                "grant_type=client_credentials",
                "client_id=a",
            ],
        ),
        (
            "requests.post(TOKEN_URL, json={\"grant_type\": \"x\", \"client_secret\": os.environ[\"S\"]}, auth=HTTPBasicAuth(ID, 's'))",
            form,
            BodyEncoding::Json,
            &["POST TOKEN_URL", "user ID:s", "grant_type=x", "client_secret=os.environ[\"S\"]"],
        ),
        (
            "httpx.post(f\"https://{host}/t\", data=json.dumps({\"grant_type\": \"x\"}))",
            form,
            BodyEncoding::Json,
            &["POST https://{host}/t", "grant_type=x"],
        ),
    ]);
}

#[test]
fn powershell() {
    // Invoke-RestMethod: a hashtable is a form where the method is POST, and the query where it is GET.
    let form = RequestForm::PowerShell;
    check(&[
        (
            "Invoke-RestMethod -Uri 'https://a.example/t' -Method Post -Body @{ grant_type = 'password'; scope = \"a b\" } -Headers @{Authorization = \"Basic $basic\"; \"Accept\"='a/b'}",
            form,
            BodyEncoding::Form,
            &[
                "POST https://a.example/t",
                "Authorization: Basic $basic",
                "Accept: a/b",
                "grant_type=password",
                "scope=a b",
            ],
        ),
        (
            "$body = @{\n    grant_type    = 'client_credentials'\n    client_id     = $clientId\n    client_secret = 'it''s'\n}\n\n$token = (Invoke-RestMethod https://a.example/t `\n  -Method POST `\n  -ContentType 'application/x-www-form-urlencoded' `\n  -Body $body).access_token",
            form,
            BodyEncoding::Form,
            &[
                "POST https://a.example/t",
                "Content-Type: application/x-www-form-urlencoded",
                "grant_type=client_credentials",
                "client_id=$clientId",
                "client_secret=it's",
            ],
        ),
        (
            "$params = @{\n  Uri = \"https://a.example/t\"\n  Method = \"POST\"\n  Body = \"grant_type=password&username=$($user.Name)\"\n}\nInvoke-WebRequest @params -UseBasicParsing",
            form,
            BodyEncoding::Form,
            &["POST https://a.example/t", "grant_type=password", "username=$($user.Name)"],
        ),
        (
            "irm -me Post -u https://a.example/t -b (@{a='b'} | ConvertTo-Json)",
            form,
            BodyEncoding::Json,
            &["POST https://a.example/t", "a=b"],
        ),
        (
            "Invoke-RestMethod \"https://a.example/t\" -Body @{a='b'}",
            form,
            BodyEncoding::None,
            &["GET https://a.example/t", "?a=b"],
        ),
        // Chromium: "Copy as PowerShell".
        (
            "Invoke-WebRequest -UseBasicParsing -Uri \"https://a.example/t\" `\n-Method \"POST\" `\n-Headers @{\n\"accept\"=\"*/*\"\n  \"accept-language\"=\"en\"\n} `\n-ContentType \"application/x-www-form-urlencoded\" `\n-Body \"grant_type=password&x=%24a\"",
            form,
            BodyEncoding::Form,
            &[
                "POST https://a.example/t",
                "accept: */*",
                "accept-language: en",
                "Content-Type: application/x-www-form-urlencoded",
                "grant_type=password",
                "x=$a",
            ],
        ),
    ]);
}

#[test]
fn what_a_program_puts_in() {
    let table: &[(&str, &[&str])] = &[
        (
            "fetch(`https://${host}/t`, { method: 'POST', body: 'client_id=' + id + '&x=' + f(1, ')') })",
            &["${host}", "id", "f(1, ')')"],
        ),
        (
            "requests.post('https://a.example/t', data={'client_id': ID, 'code': f'x{code}', 'n': 5, 'b': True})",
            &["ID", "{code}"],
        ),
        (
            "Invoke-RestMethod https://a.example/$x -Body @{a = \"b$c\"; d = $e.f; g = '$h'}",
            &["$x", "$c", "$e.f"],
        ),
    ];
    for (text, expected) in table {
        let found: Vec<_> =
            request(text).expansions.iter().map(|it| it.of(text).to_owned()).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn other_calls_are_no_requests() {
    for text in [
        "const token = cache.get('access_token', null)",
        "app.post('/oauth/token', (req, res) => { res.json({ error: 'x' }) })",
        "TypeError: fetch failed\n    at fetch (node:internal/x.js:1:2)",
        "settings.put(key, { token: 1 })",
        "map.get(client_id)",
        "requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://a.example/x",
    ] {
        assert_eq!(read(text).requests.len(), 0, "{text}");
    }
}
