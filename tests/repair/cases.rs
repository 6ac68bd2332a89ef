//! The table: what was pasted, its cause, and the request that is expected in its place.
//!
//! `b64(id:secret)b64` stands for the base64 of what is within, so that the table can be read.

/// A flaw, and the request without it.
pub struct Case {
    /// What is wrong.
    pub name: &'static str,
    /// The command or message.
    pub request: &'static str,
    /// The answer, or the name of one below.
    pub answer: &'static str,
    /// The cause that is taken away.
    pub cause: &'static str,
    /// The corrected request: method and address, then each header and parameter in order.
    pub expected: &'static [&'static str],
    /// A text that must be masked.
    pub secret: Option<&'static str>,
    /// Whether the change leaves out something and nothing else.
    pub removes: bool,
}

pub const ANSWERS: &[(&str, &str)] = &[
    ("client", r#"{"error":"invalid_client","error_description":"Client authentication failed"}"#),
    ("request", r#"{"error":"invalid_request"}"#),
    ("grant", r#"{"error":"invalid_grant"}"#),
    ("type", r#"{"error":"unsupported_grant_type"}"#),
    ("scope", r#"{"error":"invalid_scope"}"#),
];

const URL: &str = "POST https://as.example/token";
const CREDENTIALS: &str = "grant_type=client_credentials";
const FORM: &str = "Content-Type: application/x-www-form-urlencoded";

const CASE: Case = Case {
    name: "",
    request: "",
    answer: "client",
    cause: "",
    expected: &[],
    secret: None,
    removes: false,
};

pub const CASES: &[Case] = &[
    // The header.
    Case {
        name: "a line end behind the secret",
        request: "curl -v https://as.example/token -H 'Authorization: Basic b64(id:secret\n)b64' -d grant_type=client_credentials",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (id:secret)", CREDENTIALS],
        secret: Some("aWQ6c2VjcmV0"),
        ..CASE
    },
    Case {
        name: "quotes around the secret",
        request: "curl https://as.example/token -H 'Authorization: Basic b64(id:\"secret\")b64' -d grant_type=client_credentials",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (id:secret)", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "a blank behind the colon",
        request: "curl https://as.example/token -H 'Authorization: Basic b64(id: secret)b64' -d grant_type=client_credentials",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (id:secret)", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "no colon, the id known",
        request: "curl https://as.example/token -H 'Authorization: Basic b64(idsecret)b64' -d grant_type=client_credentials -d client_id=id",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (id:secret)", CREDENTIALS, "client_id=id"],
        ..CASE
    },
    Case {
        name: "the secret alone, the id known",
        request: "curl https://as.example/token -H 'Authorization: Basic b64(s3cret-of-mine)b64' -d grant_type=client_credentials -d client_id=web",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (web:s3cret-of-mine)", CREDENTIALS, "client_id=web"],
        ..CASE
    },
    Case {
        name: "the URL-safe alphabet",
        request: "curl https://as.example/token -H 'Authorization: Basic aWQ6c2U-Y3JldD8_Pw==' -d grant_type=client_credentials",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (id:se>cret???)", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "padding lost",
        request: "curl https://as.example/token -H 'Authorization: Basic bXlpZDpteXNlY3JldDE' -d grant_type=client_credentials",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (myid:mysecret1)", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "base64 twice",
        request: "curl https://as.example/token -H 'Authorization: Basic ZDJWaU9uTXpZM0psZEMxdlppMXRhVzVs' -d grant_type=client_credentials",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (web:s3cret-of-mine)", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "never encoded",
        request: "curl https://as.example/token -H 'Authorization: Basic web:s3cret' -d grant_type=client_credentials",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (web:s3cret)", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "Bearer before a Basic value",
        request: "curl https://as.example/token -H 'Authorization: Bearer b64(web:s3cret)b64' -d grant_type=client_credentials",
        cause: "malformed-authorization-header",
        expected: &[URL, "Authorization: Basic (web:s3cret)", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "another name for the header",
        request: "curl https://as.example/token -H 'Authentication: Basic b64(web:s3cret)b64' -d grant_type=client_credentials",
        cause: "client-auth-missing",
        expected: &[URL, "Authorization: Basic (web:s3cret)", CREDENTIALS],
        ..CASE
    },
    // The body.
    Case {
        name: "JSON",
        request: r#"curl https://as.example/token -H 'Content-Type: application/json' -d '{"grant_type":"client_credentials","client_id":"a b","client_secret":"it'\''s"}'"#,
        answer: "request",
        cause: "malformed-request",
        expected: &[URL, FORM, CREDENTIALS, "client_id=a b", "client_secret=it's"],
        secret: Some("it'\\''s"),
        ..CASE
    },
    Case {
        name: "JSON with a variable",
        request: r#"curl https://as.example/token --json '{"grant_type":"client_credentials","client_id":"web","client_secret":"'"$SECRET"'"}'"#,
        answer: "type",
        cause: "malformed-request",
        expected: &[
            URL,
            FORM,
            "Accept: application/json",
            CREDENTIALS,
            "client_id=web",
            "client_secret=$SECRET",
        ],
        ..CASE
    },
    Case {
        name: "multipart",
        request: "curl https://as.example/token -F grant_type=client_credentials -F client_id=web -F client_secret=s3cret",
        answer: "request",
        cause: "malformed-request",
        expected: &[URL, CREDENTIALS, "client_id=web", "client_secret=s3cret"],
        secret: Some("s3cret"),
        ..CASE
    },
    Case {
        name: "credentials in the address",
        request: "curl -X POST 'https://as.example/token?tenant=t1&grant_type=client_credentials&client_id=web&client_secret=s3cret'",
        cause: "client-auth-method-mismatch",
        expected: &[URL, "?tenant=t1", CREDENTIALS, "client_id=web", "client_secret=s3cret"],
        ..CASE
    },
    Case {
        name: "GET",
        request: "curl -G https://as.example/token -u web:s3cret -d grant_type=client_credentials -d scope=read",
        answer: "request",
        cause: "malformed-request",
        expected: &[URL, "user web:s3cret", CREDENTIALS, "scope=read"],
        secret: Some("s3cret"),
        ..CASE
    },
    Case {
        name: "a form announced as JSON",
        request: "curl https://as.example/token -H 'Content-Type: application/json' -u web:s3cret -d grant_type=client_credentials",
        answer: r#"{"error":"invalid_request","error_description":"missing required parameter 'grant_type'"}"#,
        cause: "missing-parameter",
        expected: &[URL, "user web:s3cret", FORM, CREDENTIALS],
        ..CASE
    },
    Case {
        name: "a parameter twice",
        request: "curl https://as.example/token -u web:s3cret -d grant_type=client_credentials -d scope=a -d scope=a",
        answer: "request",
        cause: "malformed-request",
        expected: &[URL, "user web:s3cret", CREDENTIALS, "scope=a"],
        removes: true,
        ..CASE
    },
    // The grant and what it needs.
    Case {
        name: "a misspelt grant",
        request: "curl https://as.example/token -u web:s3cret -d grant_type=client-credential -d scope=a",
        answer: "type",
        cause: "unsupported-grant-type",
        expected: &[URL, "user web:s3cret", CREDENTIALS, "scope=a"],
        ..CASE
    },
    Case {
        name: "the short name of a grant that has a long one",
        request: "curl https://as.example/token -d grant_type=device_code -d client_id=tv -d device_code=d1",
        answer: "type",
        cause: "unsupported-grant-type",
        expected: &[
            URL,
            "grant_type=urn:ietf:params:oauth:grant-type:device_code",
            "client_id=tv",
            "device_code=d1",
        ],
        ..CASE
    },
    Case {
        name: "no grant_type, a code",
        request: "curl https://as.example/token -u web:s3cret -d code=abc -d redirect_uri=https://app.example/cb",
        answer: "request",
        cause: "missing-parameter",
        expected: &[
            URL,
            "user web:s3cret",
            "grant_type=authorization_code",
            "code=abc",
            "redirect_uri=https://app.example/cb",
        ],
        ..CASE
    },
    Case {
        name: "no grant_type, a refresh token",
        request: "curl https://as.example/token -u web:s3cret -d refresh_token=r1",
        answer: "request",
        cause: "missing-parameter",
        expected: &[URL, "user web:s3cret", "grant_type=refresh_token", "refresh_token=r1"],
        ..CASE
    },
    Case {
        name: "names in camel case",
        request: "curl https://as.example/token -d grantType=client_credentials -d clientId=web -d clientSecret=s3cret",
        answer: "request",
        cause: "client-auth-missing",
        expected: &[URL, CREDENTIALS, "client_id=web", "client_secret=s3cret"],
        secret: Some("s3cret"),
        ..CASE
    },
    Case {
        name: "an assertion without its type",
        request: "curl https://as.example/token -d grant_type=client_credentials -d client_assertion=eyJhbGciOiJSUzI1NiJ9.e30.c2ln",
        answer: r#"{"error":"invalid_request","error_description":"client_assertion_type must be provided"}"#,
        cause: "missing-parameter",
        expected: &[
            URL,
            CREDENTIALS,
            "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion=eyJhbGciOiJSUzI1NiJ9.e30.c2ln",
        ],
        secret: Some("eyJhbGciOiJSUzI1NiJ9"),
        ..CASE
    },
    Case {
        name: "a redirect URI with a password",
        request: "curl https://app.scopestack.io/oauth/token -d grant_type=password -d client_id=web -d client_secret=s3cret -d username=ada -d password=pw -d redirect_uri=https://app.example/cb",
        answer: "grant",
        cause: "redirect-uri-not-allowed-for-grant",
        expected: &[
            "POST https://app.scopestack.io/oauth/token",
            "grant_type=password",
            "client_id=web",
            "client_secret=s3cret",
            "username=ada",
            "password=pw",
        ],
        removes: true,
        ..CASE
    },
    Case {
        name: "scopes parted by commas",
        request: "curl https://as.example/token -u web:s3cret -d grant_type=client_credentials -d scope=read,write",
        answer: "scope",
        cause: "invalid-scope",
        expected: &[URL, "user web:s3cret", CREDENTIALS, "scope=read write"],
        ..CASE
    },
    Case {
        name: "scopes encoded twice",
        request: "curl https://as.example/token -u web:s3cret -d grant_type=client_credentials --data-urlencode scope=read%20write",
        answer: "scope",
        cause: "invalid-scope",
        expected: &[URL, "user web:s3cret", CREDENTIALS, "scope=read write"],
        ..CASE
    },
    Case {
        name: "a code encoded twice",
        request: "curl https://as.example/token -u web:s3cret -d grant_type=authorization_code --data-urlencode code=4%2F0AeaY -d redirect_uri=https://app.example/cb",
        answer: r#"{"error":"invalid_grant","error_description":"Malformed auth code."}"#,
        cause: "code-expired-or-used",
        expected: &[
            URL,
            "user web:s3cret",
            "grant_type=authorization_code",
            "code=4/0AeaY",
            "redirect_uri=https://app.example/cb",
        ],
        ..CASE
    },
    // How the client authenticates.
    Case {
        name: "two authentications",
        request: "curl https://as.example/token -u web:s3cret -d grant_type=client_credentials -d client_id=web -d client_secret=s3cret",
        cause: "multiple-client-auth",
        expected: &[URL, "user web:s3cret", CREDENTIALS, "client_id=web"],
        removes: true,
        ..CASE
    },
    Case {
        name: "two authentications, the header unreadable",
        request: "curl https://as.example/token -H 'Authorization: Basic b64(websecret)b64' -d grant_type=client_credentials -d client_id=web -d client_secret=s3cret",
        answer: r#"{"error":"invalid_request","error_description":"client authentication must only be provided using one mechanism"}"#,
        cause: "malformed-authorization-header",
        expected: &[URL, CREDENTIALS, "client_id=web", "client_secret=s3cret"],
        removes: true,
        ..CASE
    },
    Case {
        name: "an id and no secret",
        request: "curl https://as.example/token -d grant_type=client_credentials -d client_id=web",
        cause: "client-auth-missing",
        expected: &[URL, "user web", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "Basic where the body is registered",
        request: "curl https://as.example/token -u 'web:s3cret' -d grant_type=client_credentials",
        answer: r#"{"error":"invalid_client","error_description":"client authentication failed","error_detail":"the provided authentication mechanism does not match the registered client authentication method"}"#,
        cause: "client-auth-method-mismatch",
        expected: &[URL, CREDENTIALS, "client_id=web", "client_secret=s3cret"],
        secret: Some("s3cret"),
        ..CASE
    },
    Case {
        name: "the body where Basic is registered",
        request: "curl https://as.example/token -d grant_type=client_credentials -d client_id=web -d client_secret=100%25",
        answer: r#"{"error":"invalid_client","error_description":"client authentication failed","error_detail":"the provided authentication mechanism does not match the registered client authentication method"}"#,
        cause: "client-auth-method-mismatch",
        expected: &[URL, "user web:100%25", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "the same with variables",
        request: "curl https://as.example/token -d grant_type=client_credentials -d \"client_id=$ID\" -d client_secret=$SECRET",
        answer: r#"{"error":"invalid_client","error_description":"client authentication failed","error_detail":"the provided authentication mechanism does not match the registered client authentication method"}"#,
        cause: "client-auth-method-mismatch",
        expected: &[URL, "user ${ID}:$SECRET", CREDENTIALS],
        ..CASE
    },
    Case {
        name: "a public client with a secret",
        request: "curl https://as.example/token -d grant_type=refresh_token -d refresh_token=r1 -d client_id=spa -d client_secret=s3cret",
        answer: r#"{"error":"invalid_request","error_description":"Public clients must not send a client_secret"}"#,
        cause: "public-client-mismatch",
        expected: &[URL, "grant_type=refresh_token", "refresh_token=r1", "client_id=spa"],
        removes: true,
        ..CASE
    },
    Case {
        name: "a blank behind the secret",
        request: "curl https://as.example/token -d grant_type=client_credentials -d client_id=web --data-urlencode 'client_secret=s3cret-of-mine '",
        cause: "wrong-client-secret",
        expected: &[URL, CREDENTIALS, "client_id=web", "client_secret=s3cret-of-mine"],
        ..CASE
    },
    Case {
        name: "live credentials at the sandbox",
        request: "curl https://api-m.paypal.com/v1/oauth2/token -u web:s3cret -d grant_type=client_credentials",
        answer: r#"{"error":"invalid_client","error_description":"Sandbox credentials can not be used here"}"#,
        cause: "wrong-environment",
        expected: &[
            "POST https://api-m.sandbox.paypal.com/v1/oauth2/token",
            "user web:s3cret",
            CREDENTIALS,
        ],
        ..CASE
    },
    // Other spellings.
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
        name: "options that shape the connection stay",
        request: "curl -k -v --max-time 5 --cacert own.pem https://as.example/token -u web:s3cret -d grant_type=client_credential",
        answer: "type",
        cause: "unsupported-grant-type",
        expected: &[URL, "user web:s3cret", CREDENTIALS],
        ..CASE
    },
];

/// Pastes that have no repair, and why.
pub const NONE: &[(&str, &str)] = &[
    (
        "a wrong secret can't be known",
        "curl https://as.example/token -u web:s3cret -d grant_type=client_credentials\n{\"error\":\"invalid_client\"}",
    ),
    (
        "a success needs none",
        "curl https://as.example/token -u web:s3cret -d grant_type=client_credentials\n{\"access_token\":\"abc\",\"token_type\":\"Bearer\",\"expires_in\":60}",
    ),
    ("nothing was sent", "{\"error\":\"invalid_client\"}"),
    (
        "a placeholder stays",
        "curl https://as.example/token -u '<client_id>:<client_secret>' -d grant_type=client_credentials\n{\"error\":\"invalid_client\"}",
    ),
    (
        "two values, and which is right is not known",
        "curl https://as.example/token -u web:s3cret -d grant_type=client_credentials -d audience=a -d tenant=b -d tenant=c\n{\"error\":\"invalid_request\"}",
    ),
    (
        "a command that would be run stays out of it",
        "curl https://as.example/token -u web:s3cret -d grant_type=client_credential -d \"scope=$(cat scopes)\"\n{\"error\":\"unsupported_grant_type\"}",
    ),
];
