//! What becomes of each check's requests in tests/checks: one of these.

/// What the repair of a request does.
#[derive(Debug)]
pub enum Outcome {
    /// It takes lines away (`-`) and puts lines in (`+`): method and address, headers, parameters.
    Mended(&'static [&'static str]),
    /// There is none, and this is why.
    Kept(&'static str),
}
use Outcome::{Kept, Mended};

const SIGNED: &str = "an assertion is signed: it has to be made again";

#[rustfmt::skip]
pub const OUTCOMES: &[(&str, &[Outcome])] = &[
    ("assertion-and-secret", &[Mended(&["-client_secret=9f8e7d6c5b4a"])]),
    ("assertion-audience", &[Kept(SIGNED)]),
    ("assertion-client", &[Kept("which of the two ids is meant is not known")]),
    ("assertion-early", &[Kept(SIGNED)]),
    ("assertion-expired", &[Kept(SIGNED)]),
    ("assertion-issuer", &[Kept(SIGNED)]),
    ("assertion-long", &[Kept(SIGNED)]),
    ("assertion-milliseconds", &[Kept(SIGNED)]),
    ("assertion-no-end", &[Kept(SIGNED)]),
    ("assertion-no-id", &[Kept(SIGNED)]),
    ("assertion-type-missing", &[
        Mended(&["+client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer"]),
    ]),
    ("assertion-type-wrong", &[
        Mended(&["-client_assertion_type=urn:ietf:params:oauth:grant-type:jwt-bearer", "+client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer"]),
    ]),
    ("assertion-unsigned", &[Kept(SIGNED)]),
    ("call-audience", &[Kept("it takes another token")]),
    ("call-basic", &[Mended(&["-Authorization: Basic eyJ…", "+Authorization: Bearer eyJ…"])]),
    ("call-cut", &[Kept("the rest of the token is not known")]),
    ("call-early", &[Kept("it takes a clock that is right, or a new token")]),
    ("call-expired", &[Kept("it takes a new token")]),
    ("call-header-missing", &[Kept("the value of the header is not known")]),
    ("call-id-token", &[Kept("the access token is not known")]),
    ("call-issuer", &[Kept("it takes a token of this tenant")]),
    ("call-no-blank", &[
        Mended(&["-Authorization: BearereyJ…", "+Authorization: Bearer eyJ…"]),
        Mended(&["-Authorization: Bearertoken", "-expands token", "+Authorization: Bearer $token", "+expands $token"]),
    ]),
    ("call-no-scheme", &[Mended(&["-Authorization: eyJ…", "+Authorization: Bearer eyJ…"])]),
    ("call-no-token", &[Kept("the token is not known")]),
    ("call-quoted", &[Mended(&["-Authorization: Bearer \"eyJ…\"", "+Authorization: Bearer eyJ…"])]),
    ("call-refresh-token", &[Kept("the access token is not known")]),
    ("call-scheme-colon", &[Mended(&["-Authorization: Bearer: eyJ…", "+Authorization: Bearer eyJ…"])]),
    ("call-scheme-twice", &[Mended(&["-Authorization: Bearer Bearer eyJ…", "+Authorization: Bearer eyJ…"])]),
    ("call-undefined", &[Kept("the token is not known")]),
    ("credentials-wait", &[Mended(&[])]),
    ("environment-audience", &[
        Mended(&["-POST https://account.docusign.com/oauth/token", "+POST https://account-d.docusign.com/oauth/token"]),
    ]),
    ("environment-id", &[Kept("the secret belongs to the one system, the id to the other")]),
    ("environment-secret", &[Kept("the secret belongs to the one system, the id to the other")]),
    ("form-announced-otherwise", &[
        Mended(&["-Content-Type: application/json", "+Content-Type: application/x-www-form-urlencoded"]),
    ]),
    ("get", &[Mended(&["-GET https://auth.example.com/oauth/token", "+POST https://auth.example.com/oauth/token"])]),
    ("grant-incomplete", &[Kept("the value that is missing is not known")]),
    ("grant-misspelt", &[
        Mended(&["-grant_type=client-credentials", "+grant_type=client_credentials"]),
        Mended(&["-grant_type=client_credential", "+grant_type=client_credentials"]),
        Mended(&["-grant_type=clinet_credentials", "+grant_type=client_credentials"]),
        Mended(&["-grant_type=code", "+grant_type=authorization_code"]),
    ]),
    ("grant-unknown", &[Kept("which grant is meant is not known")]),
    ("header-basic-with-token", &[Kept("id and secret are not known")]),
    ("header-bearer-with-pair", &[Mended(&["-Authorization: Bearer YXBwLTc6OWY4ZTdkNmM1YjRh", "+Authorization: Basic (app-7:9f8e7d6c5b4a)"])]),
    ("header-blank-around", &[
        Mended(&["-Authorization: Basic (app-7: 9f8e7d6c5b4a)", "+Authorization: Basic (app-7:9f8e7d6c5b4a)"]),
    ]),
    ("header-byte-order-mark", &[
        Mended(&["-Authorization: Basic (\u{feff}app-7:9f8e7d6c)", "+Authorization: Basic (app-7:9f8e7d6c)"]),
    ]),
    ("header-carriage-return", &[
        Mended(&["-Authorization: Basic (app-7:9f8e7d6c5b4a\r\n)", "+Authorization: Basic (app-7:9f8e7d6c5b4a)"]),
    ]),
    ("header-certificate-lines", &[
        Mended(&["-Authorization: Basic -----BEGIN CERTIFICATE-----YXBwLTc6OWY4ZTdkNmM1YjRh-----END CERTIFICATE-----", "+Authorization: Basic (app-7:9f8e7d6c5b4a)"]),
    ]),
    ("header-control", &[Mended(&["-Authorization: Basic (app-7:9f8e\u{0}7d6c)", "+Authorization: Basic (app-7:9f8e7d6c)"])]),
    ("header-empty", &[Kept("id and secret are not known")]),
    ("header-empty-id", &[Kept("the id is not known")]),
    ("header-empty-pair", &[Kept("id and secret are not known")]),
    ("header-empty-secret", &[
        Mended(&["-Authorization: Basic (app-7:)", "+user app-7"]),
        Mended(&["-user app-7:", "+user app-7"]),
        Mended(&["-user $ID:", "+user $ID"]),
    ]),
    ("header-encoded-twice", &[Mended(&["-Authorization: Basic (YXBwLTc6OWY4ZTdkNmM1YjRh)", "+Authorization: Basic (app-7:9f8e7d6c5b4a)"])]),
    ("header-escaped-twice", &[Mended(&["-Authorization: Basic (app-7:9f%252B7d6c)", "+Authorization: Basic (app-7:9f%2B7d6c)"])]),
    ("header-escapes-kept", &[
        Mended(&["-Authorization: Basic (app-7:9f%2B7d6c)", "+Authorization: Basic (app-7:9f+7d6c)"]),
    ]),
    ("header-latin-1", &[
        Mended(&["-Authorization: Basic YXBwLTc6OWY4ZTdkNmM1Yuk0", "+Authorization: Basic (app-7:9f8e7d6c5bé4)"]),
    ]),
    ("header-line-end", &[Mended(&["-Authorization: Basic (app-7:9f8e7d6c5b4a\n)", "+Authorization: Basic (app-7:9f8e7d6c5b4a)"])]),
    ("header-name", &[
        Mended(&["-Authentication: Basic (app-7:9f8e7d6c5b4a)", "+Authorization: Basic (app-7:9f8e7d6c5b4a)"]),
        Mended(&["-Authorisation: Basic (app-7:9f8e7d6c5b4a)", "+Authorization: Basic (app-7:9f8e7d6c5b4a)"]),
    ]),
    ("header-needs-escapes", &[
        Mended(&["-Authorization: Basic (app-7:9f+7d6c)", "+Authorization: Basic (app-7:9f%2B7d6c)"]),
    ]),
    ("header-no-blank", &[
        Mended(&["-Authorization: BasicYXBwLTc6OWY4ZTdkNmM1YjRh", "+Authorization: Basic (app-7:9f8e7d6c5b4a)"]),
        Mended(&["-Authorization: Basicpair", "-expands pair", "+Authorization: Basic $pair", "+expands $pair"]),
    ]),
    ("header-no-colon", &[Kept("whether it is the id, the secret or both is not known")]),
    ("header-no-scheme", &[
        Mended(&["-Authorization: YXBwLTc6OWY4ZTdkNmM1YjRh", "+Authorization: Basic (app-7:9f8e7d6c5b4a)"]),
    ]),
    ("header-not-base64", &[Kept("what was meant to be encoded is not known")]),
    ("header-not-encoded", &[
        Mended(&["-Authorization: Basic app-7:9f8e7d6c5b4a", "+Authorization: Basic (app-7:9f8e7d6c5b4a)"]),
        Mended(&["-Authorization: Basic $ID:$SECRET", "-expands $ID", "+user ${ID}:$SECRET", "+expands ${ID}"]),
        Mended(&["-Authorization: Basic id:secret", "-expands id", "-expands secret", "+user ${id}:$secret", "+expands ${id}", "+expands $secret"]),
    ]),
    ("header-not-text", &[Kept("what was meant to be encoded is not known")]),
    ("header-other-scheme", &[Kept("id and secret are not known")]),
    ("header-padding-lost", &[
        Mended(&["-Authorization: Basic YXBwLTc6OWY4ZTdkNmM1YjQ", "+Authorization: Basic (app-7:9f8e7d6c5b4)"]),
    ]),
    ("header-placeholder", &[Kept("id and secret are not known")]),
    ("header-placeholder-sent", &[
        Mended(&["-Authorization: Basic (app-7:$CLIENT_SECRET)", "+user app-7:$CLIENT_SECRET", "+expands $CLIENT_SECRET"]),
    ]),
    ("header-quoted", &[
        Mended(&["-Authorization: Basic \"YXBwLTc6OWY4ZTdkNmM1YjRh\"", "+Authorization: Basic (app-7:9f8e7d6c5b4a)"]),
    ]),
    ("header-quotes-inside", &[
        Mended(&["-Authorization: Basic (app-7:\"9f8e7d6c5b4a\")", "+Authorization: Basic (app-7:9f8e7d6c5b4a)"]),
        Mended(&["-user app-7:\"9f8e7d6c5b4a\"", "+user app-7:9f8e7d6c5b4a"]),
    ]),
    ("header-scheme-colon", &[
        Mended(&["-Authorization: Basic: YXBwLTc6OWY4ZTdkNmM1YjRh", "+Authorization: Basic (app-7:9f8e7d6c5b4a)"]),
        Mended(&["-Authorization: Basic: $PAIR", "+Authorization: Basic $PAIR"]),
    ]),
    ("header-two-readings", &[
        Mended(&["-Authorization: Basic (app-7:9f+7d6c)", "+client_id=app-7", "+client_secret=9f+7d6c"]),
    ]),
    ("header-undefined", &[
        Kept("id and secret are not known"),
        Mended(&["-Authorization: Basic (app-7:[object Object])", "+user app-7"]),
        Mended(&["-user app-7:undefined", "+user app-7"]),
    ]),
    ("header-url-safe", &[
        Mended(&["-Authorization: Basic YXBwLTc6OWY4ZTdkNmM_Pj8-", "+Authorization: Basic (app-7:9f8e7d6c?>?>)"]),
    ]),
    ("header-utf-16", &[
        Mended(&["-Authorization: Basic (a\u{0}p\u{0}p\u{0}-\u{0}7\u{0}:\u{0}9\u{0}f\u{0}8\u{0}e\u{0})", "+Authorization: Basic (app-7:9f8e)"]),
    ]),
    ("header-variable", &[Mended(&["+expands $CREDENTIALS"])]),
    ("header-wrapped", &[
        Mended(&["-Authorization: Basic YXBwLTc6OWY4 ZTdkNmM1YjRh", "+Authorization: Basic (app-7:9f8e7d6c5b4a)"]),
    ]),
    ("id-blank-around", &[Mended(&["-client_id= ab12cd34ef", "+client_id=ab12cd34ef"])]),
    ("id-inner-line-end", &[Mended(&["-client_id=ab12\ncd34ef", "+client_id=ab12cd34ef"])]),
    ("id-invisible", &[Mended(&["-client_id=ab12\u{200b}cd34ef", "+client_id=ab12cd34ef"])]),
    ("id-is-pair", &[Mended(&["-client_id=YXBwLTc6OWY4ZTdkNmM1YjRh", "+client_id=app-7"])]),
    ("id-is-secret", &[Kept("which of the two is right, and what the other one is, is not known")]),
    ("id-line-end", &[Mended(&["-client_id=ab12cd34ef\n", "+client_id=ab12cd34ef"])]),
    ("id-look-alike", &[Mended(&["-client_id=ab12сd34ef", "+client_id=ab12cd34ef"])]),
    ("id-of-other-provider", &[Kept("the right id is not known")]),
    ("id-placeholder", &[Kept("the id is not known")]),
    ("id-quoted", &[Mended(&["-client_id=\"ab12cd34ef\"", "+client_id=ab12cd34ef"])]),
    ("id-typographic", &[Mended(&["-client_id=ab12‐cd34ef", "+client_id=ab12-cd34ef"])]),
    ("id-variable", &[Mended(&["+expands $CLIENT_ID"]), Mended(&["+expands $CLIENT_ID", "+expands $CLIENT_SECRET"])]),
    ("id-with-name", &[Mended(&["-client_id=Bearer ab12cd34ef", "+client_id=ab12cd34ef"])]),
    ("json-body", &[
        Mended(&["-Content-Type: application/json", "-body Json", "+Content-Type: application/x-www-form-urlencoded", "+body Form"]),
    ]),
    ("multipart-body", &[Mended(&["-body Multipart", "+body Form"])]),
    ("no-answer-cors", &[Kept("a command of curl is not held back by a browser: the request is as it should be")]),
    ("no-answer-network", &[Kept("where the server is to be found is not known")]),
    ("no-answer-tls", &[Kept("the request is as it should be; sending it without checking the certificate is no repair")]),
    ("no-authentication", &[Mended(&["-client_id=app-7", "+user app-7"])]),
    ("no-grant-type", &[Mended(&["+grant_type=client_credentials"])]),
    ("password-cut", &[Mended(&["-password=s3", "-cret=", "+password=s3&cret"])]),
    ("password-plus-lost", &[Mended(&["-password=s3 cret", "+password=s3+cret"])]),
    ("pkce-alphabet", &[Kept("the challenge was made of this verifier: it takes a new sign-in")]),
    ("pkce-challenge-length", &[
        Mended(&["-?code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=", "+?code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"]),
    ]),
    ("pkce-long", &[Kept("the challenge was made of this verifier: it takes a new sign-in")]),
    ("pkce-method", &[Mended(&["-?code_challenge_method=s256", "+?code_challenge_method=S256"])]),
    ("pkce-method-missing", &[Kept("the code is bound to what the sign-in began with: it takes a new one")]),
    ("pkce-mismatch", &[Kept("the right verifier is not known")]),
    ("pkce-not-hashed", &[Kept("the code is bound to what the sign-in began with: it takes a new one")]),
    ("pkce-short", &[Kept("the challenge was made of this verifier: it takes a new sign-in")]),
    ("placeholder", &[Kept("the value is not known")]),
    ("redirect-with-direct-grant", &[Mended(&["-redirect_uri=https://app.example.com/cb"])]),
    ("repeated", &[Mended(&["-scope=a", "-scope=b", "+scope=a b"])]),
    ("scope-blanks", &[Mended(&["-?scope=chat:write users:read", "+?scope=chat:write,users:read"])]),
    ("scope-commas", &[
        Mended(&["-scope=read,write", "+scope=read write"]),
        Mended(&["-?scope=openid,email", "+?scope=openid email"]),
    ]),
    ("scope-escaped-twice", &[Mended(&["-scope=read%20write", "+scope=read write"])]),
    ("scope-plus", &[Mended(&["-scope=read+write", "+scope=read write"])]),
    ("scope-quoted", &[Mended(&["-scope=\"read write\"", "+scope=read write"])]),
    ("secret-blank-around", &[Mended(&["-client_secret= ab12cd34ef", "+client_secret=ab12cd34ef"])]),
    ("secret-cut", &[Mended(&["-client_secret=9f8e", "-7d6c=", "+client_secret=9f8e&7d6c"])]),
    ("secret-escaped-twice", &[Mended(&["-client_secret=9f8e%2F7d6c", "+client_secret=9f8e/7d6c"])]),
    ("secret-id", &[Kept("the secret is not known")]),
    ("secret-in-query", &[
        Mended(&["-?grant_type=client_credentials", "-?client_id=app-7", "-?client_secret=9f8e7d6c5b4a", "-body None", "+grant_type=client_credentials", "+client_id=app-7", "+client_secret=9f8e7d6c5b4a", "+body Form"]),
    ]),
    ("secret-inner-line-end", &[Mended(&["-client_secret=ab12\ncd34ef", "+client_secret=ab12cd34ef"])]),
    ("secret-invisible", &[Mended(&["-client_secret=ab12\u{200b}cd34ef", "+client_secret=ab12cd34ef"])]),
    ("secret-is-pair", &[
        Mended(&["-client_secret=YXBwLTc6OWY4ZTdkNmM1YjRh", "+client_secret=9f8e7d6c5b4a"]),
        Mended(&["-client_secret=app-7:9f8e7d6c5b4a", "+client_secret=9f8e7d6c5b4a"]),
    ]),
    ("secret-is-token", &[Kept("the secret is not known")]),
    ("secret-line-end", &[Mended(&["-client_secret=ab12cd34ef\n", "+client_secret=ab12cd34ef"])]),
    ("secret-look-alike", &[Mended(&["-client_secret=ab12сd34ef", "+client_secret=ab12cd34ef"])]),
    ("secret-of-other-provider", &[Kept("the secret is not known")]),
    ("secret-placeholder", &[Kept("the secret is not known")]),
    ("secret-plus-lost", &[Mended(&["-client_secret=9f8e 7d6c", "+client_secret=9f8e+7d6c"])]),
    ("secret-quoted", &[Mended(&["-client_secret=\"ab12cd34ef\"", "+client_secret=ab12cd34ef"])]),
    ("secret-typographic", &[Mended(&["-client_secret=ab12‐cd34ef", "+client_secret=ab12-cd34ef"])]),
    ("secret-variable", &[Mended(&["+expands $CLIENT_SECRET"]), Mended(&["+expands ${CLIENT_SECRET}"])]),
    ("secret-with-name", &[Mended(&["-client_secret=Bearer ab12cd34ef", "+client_secret=ab12cd34ef"])]),
    ("secret-without-id", &[Kept("the id is not known")]),
    ("swapped", &[
        Mended(&["-client_id=9IyCaFr2GpmjvZuZ2zVqQ-_zJxmLhYsd2BhXL8Tq", "-client_secret=0oa1gjh63g214q0Hq0g4", "+client_id=0oa1gjh63g214q0Hq0g4", "+client_secret=9IyCaFr2GpmjvZuZ2zVqQ-_zJxmLhYsd2BhXL8Tq"]),
    ]),
    ("token-granted", &[Kept("nothing is wrong")]),
    ("token-of-other-tenant", &[Kept("it takes a token of the other tenant")]),
    ("two-authentications", &[Mended(&["-client_secret=9f8e7d6c5b4a"])]),
    ("two-clients", &[Kept("which of the two ids is meant is not known")]),
    ("two-environments", &[
        Mended(&["-POST https://login.salesforce.com/services/oauth2/token", "+POST https://test.salesforce.com/services/oauth2/token"]),
    ]),
    ("two-tenants", &[
        Mended(&["-POST https://b.acme-id.com/token", "+POST https://a.acme-id.com/token"]),
        Mended(&["-POST https://sso.example.com/realms/green/protocol/openid-connect/token", "+POST https://sso.example.com/realms/blue/protocol/openid-connect/token"]),
    ]),
    ("typographic-quotes", &[Mended(&[])]),
    ("user-encoded", &[Mended(&["-user YXBwLTc6OWY4ZTdkNmM1YjRh", "+user app-7:9f8e7d6c5b4a"])]),
    ("user-no-secret", &[Kept("curl asks for the secret: the command is as it should be")]),
    ("variable", &[Mended(&["+expands $AUDIENCE"])]),
];
