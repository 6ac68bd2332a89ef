//! What servers and libraries print when a token request is refused, and what is read of it.

use token_triage::exchange::{BodyKind, Response, TransportKind};
use token_triage::read::{Paste, read};

/// Status, error and description of the only response.
type Said<'t> = (Option<u16>, Option<&'t str>, Option<&'t str>);

fn said(response: &Response) -> Said<'_> {
    (
        response.status,
        response.error.as_ref().map(|it| it.value.as_str()),
        response.description.as_ref().map(|it| it.value.as_str()),
    )
}

fn check(table: &[(&str, Said<'_>)]) {
    for (text, expected) in table {
        let paste = read(text);
        let found: Vec<_> = paste.responses.iter().map(said).collect();
        assert_eq!(found, [*expected], "{text}");
    }
}

#[test]
fn bodies() {
    check(&[
        // RFC 6749, section 5.2.
        (r#"{"error":"invalid_request"}"#, (None, Some("invalid_request"), None)),
        // Okta's API errors: E-codes are no OAuth codes.
        (
            r#"{"errorCode":"E0000011","errorSummary":"Invalid token provided","errorLink":"E0000011"}"#,
            (None, None, Some("Invalid token provided")),
        ),
        (
            r#"{"errorCode":"invalid_client","errorSummary":"Invalid value for 'client_id' parameter."}"#,
            (None, Some("invalid_client"), Some("Invalid value for 'client_id' parameter.")),
        ),
        (r#"{"error":{"code":"invalid_client"}}"#, (None, Some("invalid_client"), None)),
        (
            r#"{"error":{"code":401,"message":"Request had invalid credentials.","status":"UNAUTHENTICATED"}}"#,
            (Some(401), Some("UNAUTHENTICATED"), Some("Request had invalid credentials.")),
        ),
        // Spring Boot's default error body.
        (
            r#"{"timestamp":"2026-11-21T00:00:00Z","status":401,"error":"Unauthorized","path":"/api"}"#,
            (Some(401), None, Some("Unauthorized")),
        ),
        // JSON:API.
        (
            r#"{"errors":[{"status":"403","title":"Forbidden","detail":"No permission"}]}"#,
            (Some(403), None, Some("No permission")),
        ),
        (
            r#"{"errors":[{"status":401,"code":"token_expired","detail":"Your token has expired."}]}"#,
            (Some(401), Some("token_expired"), Some("Your token has expired.")),
        ),
        // OAuth 1's problem reporting; codes in capitals, joined in either way.
        (
            r#"{"oauth_problem":"token_rejected","oauth_problem_advice":"Unknown"}"#,
            (None, Some("token_rejected"), None),
        ),
        (
            r#"{"message":"Invalid OAuth signature","error_name":"INVALID_OAUTH_SIGNATURE"}"#,
            (None, Some("INVALID_OAUTH_SIGNATURE"), Some("Invalid OAuth signature")),
        ),
        (r#"{"error":"InvalidScope"}"#, (None, Some("InvalidScope"), None)),
        // GoTrue, OData, Google's identity toolkit, AWS JSON 1.1, IBM IAM: codes of their own.
        (
            r#"{"code":400,"error_code":"no_authorization","msg":"This endpoint requires a Bearer token"}"#,
            (Some(400), Some("no_authorization"), Some("This endpoint requires a Bearer token")),
        ),
        (
            r#"{"odata.error":{"code":"Request_ResourceNotFound","message":{"lang":"en","value":"No such resource."}}}"#,
            (None, Some("Request_ResourceNotFound"), None),
        ),
        (
            r#"{"error":{"code":400,"message":"INVALID_REFRESH_TOKEN","status":"INVALID_ARGUMENT"}}"#,
            (Some(400), Some("INVALID_REFRESH_TOKEN"), None),
        ),
        (
            r#"{"__type":"com.amazonaws.x#InvalidParameterException","message":"1 validation error"}"#,
            (None, Some("InvalidParameterException"), Some("1 validation error")),
        ),
        // FHIR's OperationOutcome, with the challenge in its diagnostics; Apigee; RFC 9457.
        (
            r#"{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"login","diagnostics":"Bearer realm=\"a\", error=\"invalid_token\""}]}"#,
            (None, Some("invalid_token"), Some("Bearer realm=\"a\", error=\"invalid_token\"")),
        ),
        (
            r#"{"fault":{"faultstring":"Invalid ApiKey","detail":{"errorcode":"oauth.v2.InvalidApiKey"}}}"#,
            (None, None, Some("Invalid ApiKey")),
        ),
        (
            r#"{"type":"https://a.example/e","title":"Not valid.","status":400,"detail":"scope is unknown"}"#,
            (Some(400), None, Some("scope is unknown")),
        ),
        // gapi's response object: the challenge among the header fields.
        (
            r#"{"result":{"error":{"code":403,"status":"PERMISSION_DENIED"}},"headers":{"www-authenticate":"Bearer error=\"insufficient_scope\""},"status":403}"#,
            (Some(403), Some("insufficient_scope"), None),
        ),
        (r#"{"ok":false,"error":"invalid_auth"}"#, (None, Some("invalid_auth"), None)),
        (
            r#"{"statusCode":400,"body":"{\"error\":\"invalid_grant\"}"}"#,
            (Some(400), Some("invalid_grant"), None),
        ),
        (r#"400 {"error":"invalid_request"}"#, (Some(400), Some("invalid_request"), None)),
        (r#"{"access_token":"a","token_type":"Bearer"}"#, (None, None, None)),
    ]);
}

#[test]
fn lines_of_logs_and_traces() {
    check(&[
        (
            "invalid_grant: refresh token is expired",
            (None, Some("invalid_grant"), Some("refresh token is expired")),
        ),
        (
            r#"level=error error=invalid_client error_description="Client \"x\" unknown" status=401"#,
            (Some(401), Some("invalid_client"), Some("Client \"x\" unknown")),
        ),
        (
            "[invalid_client] Client authentication failed",
            (None, Some("invalid_client"), Some("Client authentication failed")),
        ),
        // openid-client, golang.org/x/oauth2, oauthlib, google-auth, Spring, Go's %v of a map.
        (
            "OPError: invalid_grant (Token expired)\n    at Client.grant (/app/client.js:10:5)",
            (None, Some("invalid_grant"), Some("Token expired")),
        ),
        (
            r#"oauth2: "invalid_client" "Bad credentials""#,
            (None, Some("invalid_client"), Some("Bad credentials")),
        ),
        (
            "oauth2: cannot fetch token: 401 Unauthorized\nResponse: {\"error\":\"invalid_client\"}",
            (Some(401), Some("invalid_client"), None),
        ),
        (
            "oauthlib.oauth2.rfc6749.errors.InvalidGrantError: (invalid_grant) Bad Request",
            (None, Some("invalid_grant"), Some("Bad Request")),
        ),
        (
            "OAuth2AuthorizationException: [invalid_token_response] An error occurred: 401 Unauthorized: [no body]",
            (
                None,
                Some("invalid_token_response"),
                Some("An error occurred: 401 Unauthorized: [no body]"),
            ),
        ),
        (
            "map[error:invalid_client error_description:Bad creds]",
            (None, Some("invalid_client"), Some("Bad creds")),
        ),
        (
            r#"msg="oauth2: \"invalid_grant\" \"Token has been revoked.\"""#,
            (None, Some("invalid_grant"), Some("Token has been revoked.")),
        ),
        (
            "Error: invalid_client\nError description: Unknown client",
            (None, Some("invalid_client"), Some("Unknown client")),
        ),
        (
            "| invalid_scope | Invalid scope: update |",
            (None, Some("invalid_scope"), Some("Invalid scope: update")),
        ),
        ("we always get invalid\\_client here", (None, Some("invalid_client"), None)),
        ("The remote server returned an error: (401) Unauthorized.", (Some(401), None, None)),
        // Keycloak's event log: its words are no OAuth codes.
        (
            r#"WARN [org.keycloak.events] type="CODE_TO_TOKEN_ERROR", realmId="a", clientId="b", error="invalid_code""#,
            (None, None, Some("invalid_code")),
        ),
        // Google's page, a library, prose.
        ("Error 400: redirect_uri_mismatch", (Some(400), Some("redirect_uri_mismatch"), None)),
        (
            "Unhandled Exception: too_many_attempts: Blocked after many logins",
            (None, Some("too_many_attempts"), Some("Blocked after many logins")),
        ),
        ("it throws the 'bad_redirect_uri' error", (None, Some("bad_redirect_uri"), None)),
        // Go's http.Header.
        (
            "map[Www-Authenticate:[Bearer error=\"invalid_token\"]]",
            (None, Some("invalid_token"), None),
        ),
        // A client's message above the body is no second answer.
        (
            "GET failed: invalid_grant: Token revoked\n  at f (a.js:1)\n{\"error\":\"invalid_grant\",\"error_description\":\"Token revoked\"}",
            (None, Some("invalid_grant"), Some("Token revoked")),
        ),
        // rclone.
        (
            "couldn't fetch token: invalid_client: if you're using your own client id/secret, make sure they're properly set up following the docs",
            (
                None,
                Some("invalid_client"),
                Some(
                    "if you're using your own client id/secret, make sure they're properly set up following the docs",
                ),
            ),
        ),
        ("Request failed with status code 400", (Some(400), None, None)),
        // request-promise, Alamofire, Spring's RestTemplate.
        (
            r#"StatusCodeError: 400 - "{\"error\":\"invalid_client\"}""#,
            (Some(400), Some("invalid_client"), None),
        ),
        (r#"StatusCodeError: 401 - """#, (Some(401), None, None)),
        ("Response status code was unacceptable: 401.", (Some(401), None, None)),
        (
            "org.springframework.web.client.HttpClientErrorException$Unauthorized: 401 : [no body]",
            (Some(401), None, None),
        ),
        (r#"10.0.0.1 - - "POST /oauth/token HTTP/1.1" 401 163"#, (Some(401), None, None)),
    ]);
}

#[test]
fn messages() {
    check(&[
        (
            "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error=\"invalid_token\", error_description=\"Expired\"\n\n",
            (Some(401), Some("invalid_token"), Some("Expired")),
        ),
        (
            "WWW-Authenticate: Bearer realm=\"a\", error=\"insufficient_scope\"",
            (None, Some("insufficient_scope"), None),
        ),
        (
            "HTTP/1.1 302 Found\nLocation: https://a.example/cb?error=access_denied&error_description=No\n\n",
            (Some(302), Some("access_denied"), Some("No")),
        ),
        (
            "< HTTP/2 400 \n< content-type: application/json\n< \n{ [5 bytes data]\n{\"error\":\"invalid_scope\"}* Connection #0 left intact",
            (Some(400), Some("invalid_scope"), None),
        ),
        ("Status Code: 401 Unauthorized", (Some(401), None, None)),
    ]);
}

#[test]
fn markup() {
    check(&[
        (
            "<oauth><error>invalid_client</error><error_description>Bad</error_description></oauth>",
            (None, Some("invalid_client"), Some("Bad")),
        ),
        (
            "<soap:Envelope><soap:Fault><faultstring>Invalid &quot;token&quot;</faultstring></soap:Fault></soap:Envelope>",
            (None, None, Some("Invalid \"token\"")),
        ),
        (
            "<html><head><title>Error 400</title></head><body><p>invalid_request: No &lt;scope&gt;</p></body></html>",
            (Some(400), Some("invalid_request"), Some("No <scope>")),
        ),
        (
            "<html><body><h1>Sorry</h1><pre>{&quot;error&quot;:&quot;invalid_scope&quot;}</pre></body></html>",
            (None, Some("invalid_scope"), None),
        ),
        (
            "<html><head><title>401 Unauthorized</title><style>p{}</style></head></html>",
            (Some(401), None, Some("401 Unauthorized")),
        ),
    ]);
    check(&[
        // OAuth 2.0 Form Post Response Mode; a redirect by the page; the error page of Keycloak's login theme.
        (
            r#"<html><head><title>Submit This Form</title></head><body><form method="post" action="https://app.example/cb"><input type="hidden" name="error" value="access_denied"/><input type="hidden" name="error_description" value="No &quot;consent&quot;"/></form></body></html>"#,
            (None, Some("access_denied"), Some("No \"consent\"")),
        ),
        (
            r#"<html><head><meta http-equiv="refresh" content="0;url=https://app.example/cb?error=invalid_scope&amp;error_description=Bad+one"></head></html>"#,
            (None, Some("invalid_scope"), Some("Bad one")),
        ),
        (
            r#"<html><head><title>Sign in to acme</title></head><body><div id="kc-error-message"><p class="instruction">Invalid parameter: redirect_uri</p></div></body></html>"#,
            (None, None, Some("Invalid parameter: redirect_uri")),
        ),
        // SOAP 1.2 with WS-Security.
        (
            "<s:Envelope><s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>a:InvalidSecurity</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang=\"en\">No token</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>",
            (None, None, Some("No token")),
        ),
    ]);
    let paste = read("HTTP/1.1 404 Not Found\n\n<!DOCTYPE html><title>Not here</title>");
    assert_eq!(paste.responses[0].kind, BodyKind::Html);
}

#[test]
fn what_says_nothing_is_no_response() {
    for text in [
        "",
        " \n",
        "hello",
        "GET /v1/me after 300 seconds",
        "port 443, 401 apples",
        "{{client_id}}",
    ] {
        assert_eq!(read(text), Paste::default(), "{text}");
    }
}

#[test]
fn a_page_lists_its_errors() {
    let text = "{\"error\":\"invalid_client\"}\n\nSecond:\n{\n\"error\": \"invalid_scope\"\n}\nand invalid_grant — Old code\n";
    let paste = read(text);
    let found: Vec<_> = paste.responses.iter().filter_map(|it| it.error.as_ref()).collect();
    let found: Vec<_> = found.into_iter().map(|it| it.span.of(text)).collect();
    assert_eq!(found, ["invalid_client", "invalid_scope", "invalid_grant"]);
    assert_eq!(paste.codes.len(), 3);
}

#[test]
fn failures_of_the_transport() {
    let table = [
        ("curl: (6) Could not resolve host: a.example", TransportKind::Network),
        ("curl: (7) Failed to connect to a.example port 443", TransportKind::Network),
        ("curl: (28) Operation timed out after 30001 milliseconds", TransportKind::Network),
        (
            "curl: (35) OpenSSL/3.0.2: error:0A00010B:SSL routines::wrong version number",
            TransportKind::Tls,
        ),
        ("curl: (60) schlechtes Zertifikat", TransportKind::Tls),
        ("curl: (60) SSL certificate problem: self-signed certificate", TransportKind::Tls),
        ("Error: connect ECONNREFUSED 127.0.0.1:443", TransportKind::Network),
        ("{ code: 'ENOTFOUND', hostname: 'a.example' }", TransportKind::Network),
        (
            "tls: failed to verify certificate: x509: certificate signed by unknown authority",
            TransportKind::Tls,
        ),
        ("Error: unable to verify the first certificate", TransportKind::Tls),
        (
            "sun.security.validator.ValidatorException: PKIX path building failed",
            TransportKind::Tls,
        ),
        (
            "has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header",
            TransportKind::Cors,
        ),
        ("TypeError: Failed to fetch", TransportKind::Cors),
    ];
    for (text, expected) in table {
        let kind = read(text).failures.first().map(|failure| failure.kind);
        assert_eq!(kind, Some(expected), "{text}");
    }
    assert!(read("curl: (22) The requested URL returned error: 401").failures.is_empty());
}

#[test]
fn secrets_are_found_wherever_they_stand() {
    let table: &[(&str, &str)] = &[
        (r#"{"access_token":"SEKRET"}"#, "SEKRET"),
        (r#"{"a":"{\"refresh_token\":\"SEK\\u0041RET\"}"}"#, r"SEK\\u0041RET"),
        ("client_id=a&client_secret=SEK%41", "SEK%41"),
        ("https://a.example/cb?code=SEKRET&state=x", "SEKRET"),
        ("client_secret: SEKRET,", "SEKRET"),
        ("password = \"SEKRET\"", "SEKRET"),
        ("Authorization: Basic U0VLUkVU", "U0VLUkVU"),
        ("> Authorization: Bearer SEKRET1\n", "SEKRET1"),
        ("POST /t HTTP/1.1\nAuthorization: Basic U0VLUkVU\n\n", "U0VLUkVU"),
        ("curl -u id:SEKRET https://a.example", "SEKRET"),
        ("curl -H 'Authorization: Bearer SEKRET1' https://a.example", "SEKRET1"),
        ("curl --oauth2-bearer SEKRET https://a.example", "SEKRET"),
        ("curl -d code_verifier=SEKRET https://a.example", "SEKRET"),
        (
            "token eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln end",
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln",
        ),
    ];
    let more: &[(&str, &str)] = &[
        ("HTTP/1.1 200 OK\nSet-Cookie: sid=SEKRET; Path=/\n\n", "sid=SEKRET; Path=/"),
        ("GET /x HTTP/1.1\nX-API-Key: SEKRET\n\n", "SEKRET"),
        (
            "GET /x HTTP/1.1\nX-Forwarded-Token: eyJhbGciOiJub25lIn0.eyJ9.c2ln\n\n",
            "eyJhbGciOiJub25lIn0.eyJ9.c2ln",
        ),
        (
            r#"{"headers":{"Authorization":"Bearer SEKRET","x":"y"},"error":"invalid_token"}"#,
            "SEKRET",
        ),
        (r#"{"headers":{"set-cookie":["sid=SEKRET"]},"status":401}"#, "sid=SEKRET"),
        (
            r#"{"access_token":"a","token_type":"Bearer","handle":"SEKRETSEKRETSEKRET12"}"#,
            "SEKRETSEKRETSEKRET12",
        ),
        ("* Issue another request to this URL: 'https://me:SEKRET@a.example/token'", "SEKRET"),
        ("sent Cookie: sid=SEKRET; a=b\nnext", "sid=SEKRET; a=b"),
        ("dump: (\"Set-Cookie\", \"sid=1\"), \"set-cookie\": \"sid=SEKRET\"", "sid=SEKRET"),
        ("[authorization: Basic U0VLUkVU]", "U0VLUkVU"),
        ("SAMLResponse=SEKRET&RelayState=a", "SEKRET"),
    ];
    for (text, secret) in table.iter().chain(more) {
        let found: Vec<_> = read(text).secrets.iter().map(|span| span.of(text)).collect();
        assert!(found.contains(secret), "{text}: {found:?}");
    }
    for text in
        ["oauth2: cannot fetch token: 401", "Bearer realm=\"a\"", r#"{"access_token":null}"#]
    {
        assert_eq!(read(text).secrets, [], "{text}");
    }
}
