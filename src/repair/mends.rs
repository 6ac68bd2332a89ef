//! Which mends a cause has, in the order in which they are tried.

use super::draft::Draft;
use super::{Known, client, header, parameters, place};

/// Looks for its flaw and mends it; whether it did.
pub(super) type Mend = fn(&mut Draft, &Known) -> bool;

/// The mends of a cause. Those that need nothing but the request come before those that choose.
pub(super) fn of(cause: &str) -> &'static [Mend] {
    match cause {
        "malformed-authorization-header" => &[
            client::one,
            header::name,
            header::substitution,
            header::rebuilt,
            header::user,
            header::encoding,
            header::bearer,
        ],
        "client-auth-missing" => &[
            header::name,
            header::rebuilt,
            parameters::form,
            parameters::content_type,
            parameters::names,
            client::in_body,
            client::ask,
        ],
        "multiple-client-auth" => &[client::one],
        "client-auth-method-mismatch" => &[client::in_body, client::other],
        "public-client-mismatch" => &[client::public],
        "client-authentication-failed" | "wrong-client-secret" | "unknown-client" => &[
            header::rebuilt,
            header::user,
            header::encoding_known,
            client::swapped,
            client::trimmed,
            client::documented,
        ],
        "malformed-request" => &[
            parameters::form,
            parameters::content_type,
            parameters::post,
            parameters::in_body,
            parameters::names,
            parameters::once,
        ],
        "missing-parameter" => &[
            parameters::form,
            parameters::content_type,
            parameters::post,
            parameters::in_body,
            parameters::names,
            parameters::grant,
            parameters::assertion_type,
        ],
        "unsupported-grant-type" => &[
            parameters::form,
            parameters::content_type,
            parameters::in_body,
            parameters::names,
            parameters::spelling,
            parameters::grant,
        ],
        "jwt-assertion-invalid" => &[parameters::assertion_type],
        "invalid-scope" => &[parameters::scope],
        "redirect-uri-not-allowed-for-grant" => &[parameters::redirect],
        "code-expired-or-used"
        | "refresh-token-invalid"
        | "pkce-failed"
        | "redirect-uri-mismatch" => &[parameters::copied],
        "missing-accept-header" => &[place::accept],
        "wrong-endpoint" => &[parameters::post, place::path],
        "wrong-environment" => &[place::environment],
        "access-token-missing" | "access-token-invalid" => &[header::name, header::bearer],
        _ => &[],
    }
}
