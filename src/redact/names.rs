//! Names of what must not be shown: parameters, fields, headers, settings, options of commands.

use crate::read::CODES;

/// What a name says about the value behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// How the list of what was masked calls the value.
    pub kind: &'static str,
    /// How plainly the name says that a value follows.
    pub sort: Sort,
}

/// How a value behind a name is told from a word of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Whatever follows is the value.
    Value,
    /// The word is used for other things too (`code`, `token`): what follows has to look like a credential.
    Common,
    /// Who someone is. Only where it is surely a field: with a quoted value or behind `=`.
    Person,
    /// `Authorization`: the scheme in front of the credentials stays.
    Scheme,
    /// A header whose whole line is the value.
    Line,
}

/// Endings of names without case, `_` and `-`, the longer before those that they end in.
const ENDINGS: &[(&str, &str, Sort)] = &[
    ("clientsecret", "client_secret", Sort::Value),
    ("secret", "secret", Sort::Value),
    ("secretkey", "secret key", Sort::Value),
    ("secretvalue", "secret", Sort::Value),
    ("password", "password", Sort::Value),
    ("passwd", "password", Sort::Value),
    ("passphrase", "password", Sort::Value),
    ("passcode", "password", Sort::Value),
    ("oauth2bearer", "token", Sort::Value),
    ("refreshtoken", "refresh_token", Sort::Value),
    ("accesstoken", "access_token", Sort::Value),
    ("idtoken", "id_token", Sort::Value),
    ("idtokenhint", "id_token", Sort::Value),
    ("bearertoken", "token", Sort::Value),
    ("subjecttoken", "subject_token", Sort::Value),
    ("actortoken", "actor_token", Sort::Value),
    ("sessiontoken", "token", Sort::Value),
    ("token", "token", Sort::Common),
    ("clientassertion", "client_assertion", Sort::Value),
    ("assertion", "assertion", Sort::Common),
    ("samlresponse", "SAMLResponse", Sort::Value),
    ("samlrequest", "SAMLRequest", Sort::Value),
    ("samlart", "SAMLart", Sort::Value),
    ("codeverifier", "code_verifier", Sort::Value),
    ("devicecode", "device_code", Sort::Value),
    ("usercode", "user_code", Sort::Value),
    ("authcode", "code", Sort::Value),
    ("authorizationcode", "code", Sort::Common),
    ("authreqid", "auth_req_id", Sort::Value),
    ("apikey", "API key", Sort::Value),
    ("privatekey", "private key", Sort::Value),
    ("accesskey", "access key", Sort::Value),
    ("signingkey", "signing key", Sort::Value),
    ("encryptionkey", "encryption key", Sort::Value),
    ("subscriptionkey", "API key", Sort::Value),
    ("signature", "signature", Sort::Common),
    ("setcookie", "cookie", Sort::Line),
    ("cookie", "cookie", Sort::Line),
    ("sessionid", "session", Sort::Value),
    ("proxyauthorization", "Authorization", Sort::Scheme),
    ("authorization", "Authorization", Sort::Scheme),
    ("username", "user name", Sort::Person),
    ("loginhint", "user name", Sort::Person),
    ("useremail", "user name", Sort::Person),
];

/// Names that are secret only as a whole.
const WHOLE: &[(&str, &str, Sort)] = &[
    ("code", "code", Sort::Common),
    ("authentication", "Authorization", Sort::Scheme),
    ("bearer", "token", Sort::Common),
    ("pwd", "password", Sort::Value),
    ("pass", "password", Sort::Value),
    ("jwt", "token", Sort::Common),
    ("dpop", "DPoP proof", Sort::Common),
    ("sig", "signature", Sort::Value),
    ("hmac", "signature", Sort::Value),
    ("jsessionid", "session", Sort::Value),
    ("phpsessid", "session", Sort::Value),
    ("login", "user name", Sort::Person),
    ("email", "user name", Sort::Person),
    ("upn", "user name", Sort::Person),
    ("uid", "user name", Sort::Person),
];

/// Words before a name that make it the name of an error: `InvalidClientSecret: …`.
const ERRORS: &[&str] = &[
    "invalid",
    "bad",
    "incorrect",
    "missing",
    "expired",
    "unsupported",
    "unknown",
    "wrong",
    "malformed",
    "unauthorized",
    "insufficient",
    "revoked",
    "require",
    "no",
    "not",
    "un",
];

/// What a name says, if a secret is behind it.
pub(super) fn named(name: &str) -> Option<Named> {
    if !(2..=NAME).contains(&name.len()) || CODES.iter().any(|code| code.eq_ignore_ascii_case(name))
    {
        return None;
    }
    let folded: String = name
        .bytes()
        .filter(u8::is_ascii_alphanumeric)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let whole = WHOLE.iter().find(|known| known.0 == folded);
    let ending = || ENDINGS.iter().find(|known| folded.ends_with(known.0));
    let (_, kind, sort) = *whole.or_else(ending)?;
    // A name of code such as `nonce_token` is one, `invalid_token` says that something is wrong.
    let wrong = ERRORS.iter().any(|word| folded.starts_with(word)) && !folded.starts_with("note");
    (!wrong).then_some(Named { kind, sort })
}

/// Whether this can be the name of a parameter, and not a part of a secret that was taken for one: behind a `&` that
/// was not encoded. Names have digits at the end of a word, and none among capitals.
pub(crate) fn is_name(name: &str) -> bool {
    let has = |sign: fn(&u8) -> bool| name.bytes().any(|byte| sign(&byte));
    let part = |letter: char| letter.is_ascii_alphanumeric() || "_-.:[]%".contains(letter);
    let mixed =
        has(u8::is_ascii_digit) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase);
    !name.is_empty() && name.chars().all(part) && !mixed && !has_inner_digit(name)
}

/// Whether a digit stands before a letter, as in no word.
pub(super) fn has_inner_digit(text: &str) -> bool {
    let inner = |pair: &[u8; 2]| pair[0].is_ascii_digit() && pair[1].is_ascii_alphabetic();
    text.as_bytes().array_windows().any(inner)
}

/// Characters of a name that are looked at.
const NAME: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_every_spelling() {
        let table = [
            ("client_secret", Some("client_secret")),
            ("AZURE_CLIENT_SECRET", Some("client_secret")),
            ("oauth2-bearer", Some("token")),
            ("clientSecret", Some("client_secret")),
            ("X-Api-Key", Some("API key")),
            ("Ocp-Apim-Subscription-Key", Some("API key")),
            ("access_token", Some("access_token")),
            ("csrf-token", Some("token")),
            ("code", Some("code")),
            ("Set-Cookie", Some("cookie")),
            ("Proxy-Authorization", Some("Authorization")),
            ("client_id", None),
            ("token_type", None),
            ("error_code", None),
            ("grant_type", None),
            ("invalid_token", None),
            ("InvalidClientSecret", None),
            ("unsupported_token_type", None),
            ("expires_in", None),
        ];
        for (name, kind) in table {
            assert_eq!(named(name).map(|found| found.kind), kind, "{name}");
        }
    }
}
