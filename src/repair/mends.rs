//! Which mends a cause has, in the order in which they are tried.

use super::draft::Draft;
use super::{Known, client, credentials, grant, header, open, parameters, place, values};

/// Looks for its flaw and mends it; whether it did.
pub(super) type Mend = fn(&mut Draft, &Known) -> bool;

/// The mends of a cause. Those that need nothing but the request come before those that choose.
pub(super) fn of(cause: &str) -> &'static [Mend] {
    match cause {
        "malformed-authorization-header" => &[
            client::one,
            header::name,
            header::bearer,
            open::substitution,
            open::unfilled,
            open::expanded,
            open::around,
            header::rebuilt,
            header::user,
            header::encoding,
        ],
        "client-auth-missing" => &[
            header::name,
            header::rebuilt,
            parameters::form,
            parameters::content_type,
            parameters::names,
            client::at_once,
            client::in_body,
            client::ask,
        ],
        "multiple-client-auth" => &[client::one],
        "client-auth-method-mismatch" => &[client::in_body, client::other],
        "public-client-mismatch" => &[place::origin, client::public],
        "client-authentication-failed" | "wrong-client-secret" | "unknown-client" => &[
            open::expanded,
            header::rebuilt,
            header::user,
            header::encoding_known,
            credentials::swapped,
            credentials::encoded,
            credentials::trimmed,
            client::documented,
        ],
        "user-credentials-invalid" => &[open::expanded, credentials::encoded],
        "malformed-request" => &[
            parameters::form,
            parameters::content_type,
            parameters::post,
            parameters::in_body,
            parameters::names,
            parameters::once,
            open::expanded,
            values::quotes,
        ],
        "missing-parameter" => &[
            parameters::form,
            parameters::content_type,
            parameters::post,
            parameters::in_body,
            parameters::names,
            grant::missing,
            grant::assertion_type,
        ],
        "unsupported-grant-type" => &[
            parameters::form,
            parameters::content_type,
            parameters::in_body,
            parameters::names,
            grant::spelling,
            grant::missing,
        ],
        "jwt-assertion-invalid" => &[grant::assertion_type],
        "invalid-scope" => &[values::scope],
        "redirect-uri-not-allowed-for-grant" => &[grant::redirect],
        "pkce-failed" => &[values::challenge, values::copied],
        "code-expired-or-used" | "refresh-token-invalid" | "redirect-uri-mismatch" => {
            &[values::copied]
        }
        "missing-accept-header" => &[place::accept],
        "wrong-endpoint" => &[parameters::post, place::path],
        "wrong-tenant" => &[place::tenant],
        "wrong-environment" => &[place::environment],
        "access-token-missing" | "access-token-invalid" => &[header::name, header::bearer],
        _ => &[],
    }
}
