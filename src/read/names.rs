//! Names that OAuth gives a meaning: error codes, and the fields and parameters that carry them.

/// Error codes of RFC 6749, 6750, 7009, 7591, 7592, 8628, 8693, 8707, 9101, 9126, 9396, 9449, 9470, OpenID
/// Connect Core and CIBA, and of UMA 2.
pub const CODES: &[&str] = &[
    "access_denied",
    "account_selection_required",
    "authorization_pending",
    "consent_required",
    "expired_login_hint_token",
    "expired_token",
    "insufficient_scope",
    "insufficient_user_authentication",
    "interaction_required",
    "invalid_authorization_details",
    "invalid_binding_message",
    "invalid_client",
    "invalid_client_metadata",
    "invalid_dpop_proof",
    "invalid_grant",
    "invalid_redirect_uri",
    "invalid_request",
    "invalid_request_object",
    "invalid_request_uri",
    "invalid_scope",
    "invalid_software_statement",
    "invalid_target",
    "invalid_token",
    "invalid_user_code",
    "login_required",
    "missing_user_code",
    "need_info",
    "registration_not_supported",
    "request_denied",
    "request_not_supported",
    "request_submitted",
    "request_uri_not_supported",
    "server_error",
    "slow_down",
    "temporarily_unavailable",
    "transaction_failed",
    "unapproved_software_statement",
    "unauthorized_client",
    "unknown_user_id",
    "unmet_authentication_requirements",
    "unsupported_grant_type",
    "unsupported_response_type",
    "unsupported_token_type",
    "use_dpop_nonce",
];

/// Parameters, fields and properties whose values must not be shown.
const SECRETS: &[&str] = &[
    "clientsecret",
    "secret",
    "appsecret",
    "password",
    "passwd",
    "refreshtoken",
    "accesstoken",
    "idtoken",
    "idtokenhint",
    "token",
    "subjecttoken",
    "actortoken",
    "assertion",
    "clientassertion",
    "codeverifier",
    "devicecode",
    "apikey",
    "privatekey",
    "samlresponse",
    "logintoken",
    "xapikey",
    "dpop",
    "samlrequest",
    "sessiontoken",
    "sessionid",
    "jsessionid",
    "phpsessid",
    "securitytoken",
    "accesskey",
    "secretkey",
    "secretaccesskey",
    "subscriptionkey",
    "ocpapimsubscriptionkey",
    "registrationaccesstoken",
    "clientnotificationtoken",
];

/// Parameters that a form body or query of OAuth is known by.
const PARAMETERS: &[&str] = &[
    "grant_type",
    "client_id",
    "client_secret",
    "redirect_uri",
    "response_type",
    "code_verifier",
    "code_challenge",
    "refresh_token",
    "client_assertion",
    "client_assertion_type",
    "subject_token",
    "assertion",
    "device_code",
];

/// A name without case, underscores and hyphens: `error_code`, `errorCode` and `ErrorCode` are one.
pub(super) fn folded(name: &str) -> String {
    let kept = name.chars().filter(|letter| !matches!(letter, '_' | '-' | ' ' | '@' | '$'));
    kept.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Whether a name is this one once it is [`folded`].
fn folds_to(name: &str, known: &str) -> bool {
    let kept = name.bytes().filter(|letter| !b"_- @$".contains(letter));
    kept.map(|letter| letter.to_ascii_lowercase()).eq(known.bytes())
}

/// Whether a text begins with these words, which are in lower case: in any case of its own. Most do not, and show it
/// with their first letters.
pub(super) fn begins_with(text: &str, words: &str) -> bool {
    let same = |(letter, known): (u8, u8)| letter.to_ascii_lowercase() == known;
    text.len() >= words.len() && text.bytes().zip(words.bytes()).all(same)
}

/// Whether this is an error code that a specification defines, in any case.
pub(super) fn is_known(code: &str) -> bool {
    code.len() < 40
        && code.as_bytes().contains(&b'_')
        && CODES.iter().any(|known| known.len() == code.len() && begins_with(code, known))
}

/// Whether a text has the form of an error code: lower-case words joined by underscores.
pub(super) fn looks_like_code(text: &str) -> bool {
    let is_part = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    (4..=64).contains(&text.len())
        && text.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
        && text.bytes().all(|letter| is_part(letter) || letter == b'_' || letter == b'-')
}

/// Whether a value of this name must be masked. `code` is one only where it was sent as a parameter.
pub(crate) fn is_secret(name: &str, sent: bool) -> bool {
    // The shortest of them has four letters.
    (name.len() >= 4 && SECRETS.iter().any(|known| folds_to(name, known)))
        || (sent && folds_to(name, "code"))
}

/// Whether this is a parameter that shows a request to belong to OAuth.
pub(super) fn is_parameter(name: &str) -> bool {
    PARAMETERS.contains(&name)
}
