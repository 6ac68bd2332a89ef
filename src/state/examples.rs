//! Pastes to try: what servers really print, with made-up ids and secrets.

/// A paste to try.
pub struct Example {
    /// Who answers.
    pub title: &'static str,
    /// What form it has.
    pub form: &'static str,
    /// The paste.
    pub text: &'static str,
}

/// Different servers, different forms.
pub const EXAMPLES: [Example; 6] = [
    Example {
        title: "Okta",
        form: "a JSON answer",
        text: r#"{
  "error": "invalid_client",
  "error_description": "The client secret supplied for a confidential client is invalid."
}"#,
    },
    Example {
        title: "ScopeStack",
        form: "a command and its answer",
        text: r#"$ curl -sS -i https://app.scopestack.io/oauth/token -d grant_type=password -d client_id=sst-demo-4711 -d client_secret=not-a-real-secret -d username=sam@example.com -d password=not-a-real-password -d redirect_uri=https://oauth.pstmn.io/v1/callback
HTTP/1.1 400 Bad Request
content-type: application/json; charset=utf-8
www-authenticate: Bearer realm="Doorkeeper", error="invalid_grant", error_description="The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client."

{"error":"invalid_grant","error_description":"The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client."}"#,
    },
    Example {
        title: "Reapit",
        form: "a header that was built by hand",
        text: r#"$ curl -sS -i -X POST 'https://connect.reapit.cloud/token?grant_type=client_credentials&client_id=5example4client7id' -H 'Authorization: Basic NWV4YW1wbGU0Y2xpZW50N2lkOm5vdC1hLXJlYWwtc2VjcmV0Cg==' -H 'content-type: application/x-www-form-urlencoded'
HTTP/2 400
content-type: application/json;charset=UTF-8

{"error":"invalid_client"}"#,
    },
    Example {
        title: "ERP.net",
        form: "a JSON answer",
        text: r#"{"error":"unauthorized_client","error_description":"The client is not authorized to use this grant type"}"#,
    },
    Example {
        title: "Redirect",
        form: "an address that the browser was sent to",
        text: "https://app.example.com/callback?error=access_denied&error_description=User+is+not+assigned+to+the+client+application.&state=f3a91c",
    },
    Example {
        title: "Go service",
        form: "a line of a log",
        text: r#"2026-11-20T09:14:03Z ERROR sync failed: oauth2: cannot fetch token: 400 Bad Request Response: {"error":"invalid_scope","error_description":"One or more scopes are not configured for the authorization server resource."}"#,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_has_a_name_of_its_own() {
        for (number, example) in EXAMPLES.iter().enumerate() {
            assert!(
                !example.title.is_empty() && !example.form.is_empty() && !example.text.is_empty()
            );
            assert!(!EXAMPLES.iter().take(number).any(|other| other.title == example.title));
        }
    }
}
