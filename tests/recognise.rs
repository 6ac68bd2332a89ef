//! Who answered: what servers print, from their source and documentation, and texts that look alike and name nobody.

use std::path::PathBuf;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use token_triage::diagnose::diagnose;
use token_triage::knowledge::{Knowledge, source};

/// What it is, the text, and the slug of who printed it; `-` for nobody.
type Row = (&'static str, &'static str, &'static str);

#[rustfmt::skip]
const CODES: &[Row] = &[
    ("a new code of Entra ID", "AADSTS7009999: something that no list has yet", "entra"),
    ("a new code of Azure AD B2C", "AADB2C90999: something that no list has yet", "azure-b2c"),
    ("a code of AD FS", "MSIS3127: The specified request failed.", "adfs"),
    ("a code of IBM Cloud IAM", "BXNIM0999E: something new", "ibm-iam"),
    ("a code of RingCentral", r#"{"errors":[{"errorCode":"OAU-999"}]}"#, "ringcentral"),
    ("a code of OpenIddict", "error_uri=https://documentation.openiddict.com/errors/ID2999", "openiddict"),
    ("letters without a number", "AADB2C", "-"),
    ("a number of another length", "MSIS12", "-"),
];

#[rustfmt::skip]
const SHAPES: &[Row] = &[
    ("Keycloak's event log", r#"type="CODE_TO_TOKEN_ERROR", realmId="r", clientId="c", userId="null", ipAddress="10.0.0.1", error="invalid_code""#, "keycloak"),
    ("Keycloak's address", "POST /auth/realms/shop/protocol/openid-connect/token", "keycloak"),
    ("Keycloak's cookie", "Set-Cookie: KC_RESTART=; Version=1; Path=/realms/shop/", "keycloak"),
    ("ZITADEL's log", "ID=COMMAND-k2d8f Message=Errors.User.NotFound Parent=(sql: no rows)", "zitadel"),
    ("PingFederate's address", "curl https://sso.acme.example/as/token.oauth2 -d grant_type=client_credentials", "pingfederate"),
    ("CAS's address", "POST /cas/oauth2.0/accessToken", "cas"),
    ("Supabase's envelope", r#"{"code":400,"error_code":"validation_failed","msg":"x"}"#, "supabase"),
    ("eBay's envelope", r#"{"errors":[{"errorId":1001,"domain":"OAuth","category":"REQUEST","message":"Invalid access token"}]}"#, "ebay"),
    ("XING's envelope", r#"{"message":"Invalid OAuth signature","error_name":"INVALID_OAUTH_SIGNATURE"}"#, "xing"),
    ("Runkeeper's envelope", r#"{"reason":"Revoked","delete_health":"true"}"#, "runkeeper"),
    ("SoundCloud's envelope", r#"{"code":401,"message":"invalid_grant","link":"x","status":"401 - Unauthorized","errors":[{"error_message":"invalid_grant"}]}"#, "soundcloud"),
    ("a page that Cloudflare put in the way", "HTTP/2 403\ncf-mitigated: challenge\nserver: cloudflare\n", "cloudflare"),
    ("a header of a proxy in front", "HTTP/2 401\ncf-ray: 8a1-FRA\nserver: nginx\n", "-"),
];

#[rustfmt::skip]
const SENTENCES: &[Row] = &[
    ("Hydra", "The server is configured in a way that enforces PKCE for clients.", "hydra"),
    ("IdentityServer", "Start token request validation\nNo matching hashed secret found.", "identityserver"),
    ("oidc-provider", "request_uri is invalid, expired, or was already used", "oidc-provider"),
    ("OpenAM", "Access Token cannot be provided in both query and header", "forgerock"),
    ("UAA", "Code verifier not required for this authorization code.", "uaa"),
    ("dex", "Connector ID does not match a valid Connector", "dex"),
    ("WSO2", "Refresh token grace period has expired.", "wso2"),
    ("a library's sentence in a product that is named", "uaac said: Insufficient scope for this resource", "uaa"),
    ("a library's sentence at another's host", "https://acme.okta.com: Insufficient scope for this resource", "okta"),
    ("AD FS's own class names", "Microsoft.IdentityServer.Web.Protocols.OAuth.Exceptions.OAuthInvalidClientException", "adfs"),
    ("a sentence of RFC 6749", "The request is missing a required parameter, includes an invalid parameter value, includes a parameter more than once, or is otherwise malformed.", "-"),
    ("two servers' sentence", r#"{"error":"invalid_grant","error_description":"PKCE verification failed"}"#, "-"),
    ("a kind of server, not one", "our OIDC provider refuses the request params", "-"),
];

#[rustfmt::skip]
const NAMES: &[Row] = &[
    (
        "what the token is for",
        "curl https://login.microsoftonline.com/contoso/oauth2/v2.0/token -d scope=https://graph.microsoft.com/.default\n{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret provided.\"}",
        "entra",
    ),
    (
        "the API itself",
        "curl https://graph.microsoft.com/v1.0/me\n{\"error\":{\"code\":\"InvalidAuthenticationToken\",\"message\":\"Access token has expired.\",\"innerError\":{\"request-id\":\"0\"}}}",
        "microsoft-graph",
    ),
    ("a name with a genitive", "Keycloak's token endpoint answers 401", "keycloak"),
    ("a module's path", "at github.com/ory/fosite.(*Fosite).NewAccessRequest", "hydra"),
    ("a module's path that says nothing", "at github.com/acme/shop/main.go:12: 401", "-"),
    ("fonts of a page", "<link href=\"https://fonts.googleapis.com/css\"><h1>401</h1>", "-"),
    ("a link to documentation", "see https://docs.aws.amazon.com/general/latest/gr/rande.html", "-"),
    ("a Java client that any server answers", "com.google.api.client.auth.oauth2.TokenResponseException: 400 Bad Request", "-"),
];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let knowledge: &'static Knowledge = match source::knowledge(&root.join("knowledge")) {
        // The trials run on threads of their own and end with the process.
        Ok(knowledge) => Box::leak(Box::new(knowledge)),
        Err(problems) => {
            for problem in &problems {
                eprintln!("{problem}");
            }
            return ExitCode::FAILURE;
        }
    };
    let rows = CODES.iter().chain(SHAPES).chain(SENTENCES).chain(NAMES);
    let trials = rows.map(|row| Trial::test(row.0, move || named(row, knowledge))).collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn named((_, text, slug): &Row, knowledge: &Knowledge) -> Result<(), Failed> {
    let provider = diagnose(text, knowledge).provider;
    let found = provider.as_ref().map_or("-", |provider| provider.id.as_str());
    (found == *slug).then_some(()).ok_or_else(|| format!("`{found}`, not `{slug}`: {text}").into())
}
