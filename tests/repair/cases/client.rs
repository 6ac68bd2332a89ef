//! Flaws of how the client authenticates, and of where.

use super::{CASE, CREDENTIALS, Case, URL};

pub const CLIENT: &[Case] = &[
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
    Case {
        name: "credentials of the sandbox at the live system",
        request: "curl https://api.ebay.com/identity/v1/oauth2/token -u Acme-App-SBX-1a2b3c4d5-6e7f8a9b:SBX-1a2b3c4d-5e6f -d grant_type=client_credentials",
        cause: "wrong-environment",
        expected: &[
            "POST https://api.sandbox.ebay.com/identity/v1/oauth2/token",
            "user Acme-App-SBX-1a2b3c4d5-6e7f8a9b:SBX-1a2b3c4d-5e6f",
            CREDENTIALS,
        ],
        ..CASE
    },
    Case {
        name: "an assertion and a header without a secret",
        request: "curl https://as.example/token -H 'Authorization: Basic b64(web:)b64' -d grant_type=client_credentials -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer -d client_assertion=eyJhbGciOiJSUzI1NiJ9.e30.c2ln",
        answer: "request",
        cause: "multiple-client-auth",
        expected: &[
            URL,
            CREDENTIALS,
            "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion=eyJhbGciOiJSUzI1NiJ9.e30.c2ln",
        ],
        removes: true,
        ..CASE
    },
    Case {
        name: "a browser's Origin beside a secret",
        request: "curl https://acme.okta.com/oauth2/default/v1/token -H 'Origin: https://web.postman.co' -u web:s3cret -d grant_type=authorization_code -d code=abc -d redirect_uri=https://app.example/cb",
        answer: r#"{"error":"invalid_client"}"#,
        cause: "public-client-mismatch",
        expected: &[
            "POST https://acme.okta.com/oauth2/default/v1/token",
            "user web:s3cret",
            "grant_type=authorization_code",
            "code=abc",
            "redirect_uri=https://app.example/cb",
        ],
        removes: true,
        ..CASE
    },
    Case {
        name: "a path with one step that is wrong",
        request: "curl https://sso.example/auth/realms/acme/protocol/openid-connect/tokens -u web:s3cret -d grant_type=client_credentials",
        answer: "HTTP/1.1 404 Not Found\n\n{\"error\":\"Unable to find matching target resource method\"}",
        cause: "wrong-endpoint",
        expected: &[
            "POST https://sso.example/auth/realms/acme/protocol/openid-connect/token",
            "user web:s3cret",
            CREDENTIALS,
        ],
        ..CASE
    },
];
