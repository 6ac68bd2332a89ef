//! The places where a secret may stand, and the encodings in which it may be repeated.

use std::sync::LazyLock;

use super::commands::COMMANDS;

/// What is pasted, with the secret as it is written there: commands and all other texts.
pub static KINDS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| [COMMANDS, TEXTS].concat());

/// Messages, files, logs and what programs print.
const TEXTS: &[(&str, &str)] = &[
    // messages
    (
        "HTTP body",
        "POST /token HTTP/1.1\nHost: as.example\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials&client_secret=⟦form⟧&client_id=client-7",
    ),
    (
        "HTTP header",
        "POST /token HTTP/1.1\nHost: as.example\nAuthorization: Basic ⟦pair+base64⟧\n\ngrant_type=client_credentials",
    ),
    (
        "HTTP query",
        "GET /authorize?client_id=client-7&request=⟦claims⟧ HTTP/1.1\nHost: as.example\n\n",
    ),
    (
        "HTTP cookie",
        "GET /authorize HTTP/1.1\nHost: as.example\nCookie: a=b; session=⟦percent⟧\n\n",
    ),
    (
        "HTTP JSON",
        "POST /token HTTP/1.1\nHost: as.example\nContent-Type: application/json\n\n{\n  \"client_id\": \"client-7\",\n  \"client_secret\": \"⟦json⟧\"\n}",
    ),
    (
        "multipart",
        "POST /token HTTP/1.1\nContent-Type: multipart/form-data; boundary=x\n\n--x\nContent-Disposition: form-data; name=\"client_secret\"\n\n⟦line⟧\n--x--",
    ),
    (
        "transcript",
        "> POST /token HTTP/2\n> Host: as.example\n> authorization: Basic ⟦pair+base64⟧\n> accept: */*\n> \n< HTTP/2 401 \n< \n{\"error\":\"invalid_client\"}",
    ),
    (
        "transcript, user",
        "* Server auth using Basic with user 'client-7'\n> POST /token?client_secret=⟦percent⟧ HTTP/1.1\n> Host: as.example\n> ",
    ),
    (
        ".http",
        "POST https://as.example/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials\n&client_secret=⟦form⟧",
    ),
    (".http variable", "@client_secret = ⟦line⟧\n\nPOST https://as.example/token"),
    (
        ".http variable by another name",
        "@mine = ⟦line+word⟧\n\nPOST https://as.example/token\nAuthorization: Basic client-7:{{mine}}\n",
    ),
    (
        ".http variable in a form",
        "@mine = ⟦form⟧\n\n### token\nPOST https://as.example/token\n\ngrant_type=client_credentials&client_secret={{mine}}\n",
    ),
    (
        ".http JSON",
        "### token\nPOST https://as.example/token\nContent-Type: application/json\n\n{\n  \"client_secret\": \"⟦json⟧\"\n}\n",
    ),
    (
        ".http query",
        "GET https://as.example/authorize\n    ?client_id=client-7\n    &client_secret=⟦percent⟧\n",
    ),
    (
        "Bruno",
        "post {\n  url: https://as.example/token\n}\n\nauth:basic {\n  username: client-7\n  password: ⟦line⟧\n}\n\nbody:form-urlencoded {\n  client_secret: ⟦line⟧\n}\n",
    ),
    (
        "Bruno JSON",
        "post {\n  url: https://as.example/token\n}\n\nbody:json {\n  {\n    \"client_secret\": \"⟦json⟧\"\n  }\n}\n",
    ),
    (".http Basic", "POST https://as.example/token\nAuthorization: Basic client-7 ⟦word⟧"),
    ("wrapped base64", "Authorization: Basic ⟦wrapped⟧"),
    (
        "Set-Cookie",
        "HTTP/1.1 302 Found\nSet-Cookie: session=⟦percent⟧; Path=/; HttpOnly\nLocation: https://app.example/cb?error=access_denied\n\n",
    ),
    ("Location", "HTTP/1.1 302 Found\nLocation: https://app.example/cb?code=⟦percent⟧&state=1\n\n"),
    // answers
    ("access token", "{\"access_token\":\"⟦json⟧\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    (
        "refresh token",
        "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"token_type\":\"Bearer\",\"refresh_token\":\"⟦json⟧\"}",
    ),
    ("JWT", "{\"access_token\":\"⟦claims⟧\",\"token_type\":\"Bearer\"}"),
    ("JWT alone", "⟦claims⟧"),
    ("nested", "{\"data\":{\"token\":{\"accessToken\":\"⟦json⟧\"}},\"ok\":true}"),
    (
        "JSON in JSON",
        "{\"statusCode\":401,\"body\":\"{\\\"client_secret\\\":\\\"⟦json+json⟧\\\",\\\"error\\\":\\\"invalid_client\\\"}\"}",
    ),
    (
        "JSON in JSON in JSON",
        "{\"log\":\"{\\\"body\\\":\\\"{\\\\\\\"client_secret\\\\\\\":\\\\\\\"⟦json+json+json⟧\\\\\\\"}\\\"}\"}",
    ),
    (
        "form in JSON",
        "{\"request\":\"grant_type=client_credentials&client_secret=⟦form⟧&client_id=client-7\"}",
    ),
    ("form", "access_token=⟦form⟧&token_type=bearer&scope=repo"),
    ("redirect query", "https://app.example/cb?code=⟦percent⟧&state=af0ifjsldkj"),
    (
        "redirect fragment",
        "https://app.example/cb#access_token=⟦percent⟧&token_type=bearer&expires_in=3600",
    ),
    (
        "address in an address",
        "https://login.example/?next=https%3A%2F%2Fapp.example%2Fcb%3Fcode%3D⟦percent+percent⟧%26state%3D1",
    ),
    ("password in an address", "https://client-7:⟦percent⟧@as.example/token"),
    (
        "JSON in an address",
        "https://as.example/x?data=%7B%22client_secret%22%3A%22⟦json+percent⟧%22%7D",
    ),
    // files
    (
        "HAR body",
        "{\"log\":{\"entries\":[{\"request\":{\"method\":\"POST\",\"url\":\"https://as.example/token\",\"postData\":{\"mimeType\":\"application/x-www-form-urlencoded\",\"text\":\"grant_type=client_credentials&client_secret=⟦form⟧\"}}}]}}",
    ),
    (
        "HAR parameter",
        "{\"request\":{\"method\":\"POST\",\"url\":\"https://as.example/token\",\"postData\":{\"params\":[{\"name\":\"client_secret\",\"value\":\"⟦json⟧\"}]}}}",
    ),
    (
        "HAR header",
        "{\"request\":{\"method\":\"POST\",\"headers\":[{\"name\":\"Authorization\",\"value\":\"Basic ⟦pair+base64⟧\"}]}}",
    ),
    (
        "HAR cookie",
        "{\"request\":{\"method\":\"GET\",\"headers\":[{\"name\": \"Cookie\",\n \"value\": \"session=⟦percent⟧\"}]}}",
    ),
    (
        "HAR answer",
        "{\"request\":{\"method\":\"POST\",\"url\":\"https://as.example/token\",\"headers\":[{\"name\":\"a\",\"value\":\"b\"}]},\"response\":{\"status\":200,\"content\":{\"text\":\"{\\\"access_token\\\":\\\"⟦json+json⟧\\\"}\"}}}",
    ),
    (
        "HAR query",
        "{\"request\":{\"method\":\"GET\",\"url\":\"https://as.example/token?client_secret=⟦percent⟧\",\"queryString\":[{\"name\":\"client_secret\",\"value\":\"⟦json⟧\"}]}}",
    ),
    (
        "HAR multipart",
        "{\"request\":{\"method\":\"POST\",\"url\":\"https://as.example/token\",\"postData\":{\"mimeType\":\"multipart/form-data; boundary=x\",\"text\":\"--x\\r\\nContent-Disposition: form-data; name=\\\"client_secret\\\"\\r\\n\\r\\n⟦json⟧\\r\\n--x--\"}}}",
    ),
    (
        "Postman oauth2",
        "{\"request\":{\"auth\":{\"type\":\"oauth2\",\"oauth2\":[{\"key\":\"accessTokenUrl\",\"value\":\"https://as.example/token\"},{\"key\":\"clientSecret\",\"value\":\"⟦json⟧\",\"type\":\"string\"},{\"key\":\"clientId\",\"value\":\"client-7\"}]},\"url\":\"https://api.example/me\"}}",
    ),
    (
        "Postman auth, 2.0",
        "{\"request\":{\"auth\":{\"type\":\"basic\",\"basic\":{\"username\":\"client-7\",\"password\":\"⟦json⟧\"}},\"method\":\"GET\",\"url\":\"https://as.example/token\"}}",
    ),
    (
        "Postman raw",
        "{\"request\":{\"method\":\"POST\",\"url\":\"https://as.example/token\",\"body\":{\"mode\":\"raw\",\"raw\":\"grant_type=client_credentials&client_secret=⟦form⟧\"}}}",
    ),
    (
        "Postman console",
        "POST https://as.example/token: {\n  \"Request Headers\": {\n    \"authorization\": \"Basic ⟦pair+base64⟧\"\n  },\n  \"Request Body\": {\n    \"client_secret\": \"⟦json⟧\"\n  }\n}",
    ),
    (
        "Postman environment",
        "{\"values\":[{\"key\":\"mine\",\"value\":\"⟦json⟧\",\"type\":\"secret\",\"enabled\":true}],\"_postman_variable_scope\":\"environment\"}",
    ),
    (
        "Postman auth",
        "{\"request\":{\"auth\":{\"type\":\"basic\",\"basic\":[{\"key\":\"username\",\"value\":\"client-7\"},{\"key\":\"password\",\"value\":\"⟦json⟧\",\"type\":\"string\"}]},\"url\":\"https://as.example/token\"}}",
    ),
    (
        "Postman body",
        "{\"body\":{\"mode\":\"urlencoded\",\"urlencoded\":[{\"key\":\"client_secret\",\"value\":\"⟦json⟧\",\"type\":\"text\"}]}}",
    ),
    (
        "JSON file",
        "{\n  \"installed\": {\n    \"client_id\": \"client-7\",\n    \"client_secret\": \"⟦json⟧\",\n    \"auth_uri\": \"https://as.example\"\n  }\n}",
    ),
    (
        "private key",
        "{\"type\":\"service_account\",\"private_key\":\"-----BEGIN PRIVATE KEY-----\\n⟦base64⟧\\n-----END PRIVATE KEY-----\\n\"}",
    ),
    ("PEM", "-----BEGIN EC PRIVATE KEY-----\n⟦base64⟧\n-----END EC PRIVATE KEY-----"),
    (".env", "CLIENT_ID=client-7\nCLIENT_SECRET=\"⟦line+double⟧\"\n"),
    (
        ".env, bare",
        "OIDC_CLIENT_ID=client-7\nOIDC_CLIENT_SECRET=⟦word⟧\nOIDC_ISSUER=https://as.example\n",
    ),
    ("YAML", "oauth:\n  client-id: client-7\n  client-secret: '⟦line+power⟧'\n  scope: read\n"),
    ("YAML, bare", "oauth:\n  client-id: client-7\n  client-secret: ⟦word⟧\n  scope: read\n"),
    ("properties", "spring.security.oauth2.client.registration.acme.client-secret=⟦word⟧\n"),
    (
        "Terraform",
        "provider \"acme\" {\n  client_id     = \"client-7\"\n  client_secret = \"⟦json⟧\"\n}",
    ),
    ("appsettings", "\"AzureAd\": { \"ClientId\": \"client-7\", \"ClientSecret\": \"⟦json⟧\" }"),
    // logs
    (
        "log line",
        "2026-01-01 10:00:00 ERROR token request failed: client_id=client-7, client_secret=⟦word⟧, status=401",
    ),
    ("logfmt", "time=2026-01-01T10:00:00Z level=error client_secret=\"⟦line+json⟧\" status=401"),
    (
        "JSON log",
        "{\"level\":\"error\",\"msg\":\"POST /token\",\"body\":\"grant_type=x&client_secret=⟦form⟧\"}",
    ),
    (
        "syslog",
        "Jan  1 10:00:00 host app[7]: POST /token Authorization: Basic ⟦pair+base64⟧ -> 401",
    ),
    (
        "Python dump",
        "DEBUG:requests_oauthlib:Prepared body {'client_id': 'client-7', 'client_secret': '⟦ansi-c⟧'}",
    ),
    ("Java dump", "OAuthRequest{clientId=client-7, clientSecret=⟦word⟧, scope=read}"),
    (
        "Go dump",
        "oauth2: request map[client_id:[client-7] client_secret:[⟦word⟧] grant_type:[client_credentials]]",
    ),
    ("sentence", "I tried with the client secret \"⟦line+json⟧\" and password: ⟦word⟧"),
    (
        "Keycloak event",
        "type=CLIENT_LOGIN_ERROR, clientId=client-7, error=invalid_client_credentials, code_id=1, refresh_token=⟦word⟧",
    ),
    // markup
    (
        "SOAP",
        "<soap:Envelope><wsse:UsernameToken><wsse:Username>ada</wsse:Username><wsse:Password Type=\"x\">⟦html⟧</wsse:Password></wsse:UsernameToken></soap:Envelope>",
    ),
    (
        "XML",
        "<request><client_id>client-7</client_id><client_secret>⟦html⟧</client_secret></request>",
    ),
    ("CDATA", "<client_secret><![CDATA[⟦line⟧]]></client_secret>"),
    ("XML attribute", "<add key=\"ClientSecret\" value=\"⟦html⟧\" />"),
    ("HTML input", "<form><input type=\"hidden\" name=\"SAMLResponse\" value=\"⟦soap⟧\"/></form>"),
    ("HTML password", "<input name=\"password\" type=\"password\" value=\"⟦html⟧\">"),
    ("HTML cell", "<table><tr><td>client_secret</td><td>⟦line+html⟧</td></tr></table>"),
    ("JSON in HTML", "<pre>{&quot;client_secret&quot;:&quot;⟦json+html⟧&quot;}</pre>"),
    ("Markdown table", "| name | value |\n| --- | --- |\n| client_secret | `⟦word⟧` |\n"),
    ("Markdown", "**client_secret**: `⟦word⟧`"),
    // PowerShell's output
    (
        "record",
        "Name                           Value\n----                           -----\nclient_secret                  ⟦line⟧\nclient_id                      client-7\n",
    ),
    ("record of a header", "Key   : Authorization\nValue : {Basic ⟦pair+base64⟧}\n"),
    ("record by line", "client_id     : client-7\nclient_secret : ⟦line⟧\nscope         : read\n"),
];

/// How a server, a log or a person repeats it.
pub const ECHOES: &[(&str, &str)] = &[
    ("as it is", "said: ⟦raw⟧ is wrong"),
    ("in JSON", "{\"message\":\"got ⟦json⟧\"}"),
    ("in JSON in JSON", "{\"message\":\"{\\\"got\\\":\\\"⟦json+json⟧\\\"}\"}"),
    ("in a query", "https://as.example/error?seen=⟦percent⟧"),
    ("in a form", "seen=⟦form⟧&x=1"),
    ("encoded twice", "seen=⟦form+percent⟧"),
    ("in HTML", "<p>got ⟦html⟧</p>"),
    ("in base64", "got ⟦base64⟧"),
    ("in URL-safe base64", "got ⟦base64url⟧."),
    ("as a pair in base64", "got ⟦pair+base64⟧"),
    ("as a form-encoded pair in base64", "got ⟦form+pair+base64⟧"),
    ("in hexadecimal", "got ⟦hex⟧"),
    ("in a shell's quotes", "+ curl -u 'client-7:⟦posix⟧'"),
];
