//! Pastes of every kind, for measuring: what people paste, not what is hardest.

/// The texts.
pub const PASTES: [&str; 12] = [
    r#"{"error":"invalid_client"}"#,
    r#"{"error":"invalid_client","error_description":"Client authentication failed. Either the client or the client credentials are invalid."}"#,
    r#"{"error":"invalid_grant","error_description":"AADSTS70008: The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.\r\nTrace ID: 6f4f1f5e-0c5c-4d5f-9d65-1a0a2b7c0000\r\nCorrelation ID: 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9\r\nTimestamp: 2026-03-01 10:00:00Z","error_codes":[70008],"timestamp":"2026-03-01 10:00:00Z","trace_id":"6f4f1f5e-0c5c-4d5f-9d65-1a0a2b7c0000","error_uri":"https://login.microsoftonline.com/error?code=70008"}"#,
    "HTTP/1.1 401 Unauthorized\r\nDate: Sat, 21 Nov 2026 10:00:00 GMT\r\nContent-Type: application/json\r\nCache-Control: no-store\r\nWWW-Authenticate: Basic realm=\"token\"\r\n\r\n{\"error\":\"invalid_client\",\"error_description\":\"Bad client credentials\"}",
    "$ curl -v -u 'shop:s3cret' -d grant_type=client_credentials -d scope=api.read https://auth.example.com/oauth2/token\n\
     *   Trying 203.0.113.7:443...\n* Connected to auth.example.com (203.0.113.7) port 443\n* ALPN: curl offers h2,http/1.1\n\
     * SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384\n* Server auth using Basic with user 'shop'\n\
     > POST /oauth2/token HTTP/2\n> Host: auth.example.com\n> Authorization: Basic c2hvcDpzM2NyZXQ=\n> User-Agent: curl/8.5.0\n\
     > Accept: */*\n> Content-Length: 47\n> Content-Type: application/x-www-form-urlencoded\n>\n\
     < HTTP/2 400\n< content-type: application/json\n< cache-control: no-store\n<\n\
     {\"error\":\"invalid_scope\",\"error_description\":\"One or more scopes are not configured for the authorization server resource.\"}\n\
     * Connection #0 to host auth.example.com left intact\n",
    "2026-11-21 10:00:00.123 ERROR [http-nio-8080-exec-3] o.s.s.o.c.e.RestClientClientCredentialsTokenResponseClient : \
     org.springframework.security.oauth2.core.OAuth2AuthorizationException: [invalid_token_response] An error occurred while \
     attempting to retrieve the OAuth 2.0 Access Token Response: 401 Unauthorized: [no body]\n\
     \tat org.springframework.security.oauth2.client.endpoint.DefaultClientCredentialsTokenResponseClient.getResponse(DefaultClientCredentialsTokenResponseClient.java:99)\n\
     \tat org.springframework.security.oauth2.client.ClientCredentialsOAuth2AuthorizedClientProvider.getTokenResponse(ClientCredentialsOAuth2AuthorizedClientProvider.java:97)\n\
     \tat java.base/java.lang.Thread.run(Thread.java:840)\n",
    "https://app.example.com/callback?error=access_denied&error_description=The+resource+owner+or+authorization+server+denied+the+request.&state=xyz",
    "Traceback (most recent call last):\n  File \"sync.py\", line 12, in <module>\n    token = session.refresh_token(url)\n\
     oauthlib.oauth2.rfc6749.errors.InvalidGrantError: (invalid_grant) Token has been expired or revoked.\n",
    "<!doctype html><html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center><hr><center>nginx/1.24.0</center></body></html>",
    "time=\"2026-11-21T10:00:00Z\" level=warning msg=\"token request failed\" error=\"oauth2: \\\"unauthorized_client\\\" \\\"The client is not authorized to request a token using this method.\\\"\" client_id=web",
    "| Error | Description |\n| --- | --- |\n| invalid_request | The request is missing a required parameter. |\n| invalid_client | Client authentication failed. |\n\
     | invalid_grant | The authorization code is invalid or expired. |\n| unauthorized_client | The client may not use this grant. |\n\
     | unsupported_grant_type | The grant is not supported by the server. |\n| invalid_scope | The requested scope is invalid, unknown or malformed. |\n",
    "It works in Postman, but my code gets a 401 from the token endpoint every time. The client id and the secret are the ones from \
     the console, I copied them twice. The answer says that the access token is invalid or has expired, which can't be since I only \
     asked for it a second ago. We are behind a proxy. What else can I look at?",
];
