//! Flaws of the header, of the body, of the grant and what goes with it.

use super::{CASE, CREDENTIALS, Case, FORM, URL};

pub const REQUEST: &[Case] = &[
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
];
