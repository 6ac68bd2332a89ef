//! The closed list of causes. The ids are public and addresses: none is ever renamed or used again.

/// The groups, in the order in which they are listed, each with its causes.
pub const CAUSES: [(&str, &[&str]); 5] = [
    (
        "client",
        &[
            "unknown-client",
            "wrong-client-secret",
            "client-authentication-failed",
            "expired-client-secret",
            "secret-id-not-value",
            "client-disabled",
            "client-auth-missing",
            "client-auth-method-mismatch",
            "multiple-client-auth",
            "malformed-authorization-header",
            "public-client-mismatch",
            "jwt-assertion-invalid",
            "clock-skew",
            "mtls-certificate-problem",
        ],
    ),
    (
        "grant",
        &[
            "grant-not-allowed",
            "unsupported-grant-type",
            "missing-parameter",
            "malformed-request",
            "code-expired-or-used",
            "redirect-uri-mismatch",
            "redirect-uri-not-allowed-for-grant",
            "pkce-failed",
            "refresh-token-invalid",
            "user-credentials-invalid",
            "user-blocked",
            "interaction-required",
            "consent-required",
            "access-denied-by-user",
            "authorization-pending",
            "policy-blocked",
            "system-user-missing",
        ],
    ),
    (
        "place",
        &[
            "invalid-scope",
            "audience-invalid",
            "wrong-tenant",
            "wrong-endpoint",
            "wrong-environment",
        ],
    ),
    (
        "call",
        &[
            "access-token-missing",
            "access-token-expired",
            "access-token-invalid",
            "insufficient-scope",
            "missing-accept-header",
            "resource-url-wrong",
        ],
    ),
    (
        "around",
        &[
            "rate-limited",
            "server-error",
            "temporarily-unavailable",
            "network-unreachable",
            "tls-failure",
            "cors-blocked",
            "not-an-error",
        ],
    ),
];

/// The group of a cause; `None` where the list has no such cause.
pub fn group_of(cause: &str) -> Option<&'static str> {
    CAUSES.iter().find(|(_, ids)| ids.contains(&cause)).map(|(group, _)| *group)
}
