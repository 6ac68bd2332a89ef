//! Token requests that any server of RFC 6749 takes: what the builder offers for a server that the
//! knowledge base does not know, and when the knowledge base is not here.

use crate::knowledge::{Input, Profile};

/// The grants, the one for programs without a person first.
pub fn profiles() -> Vec<Profile> {
    let basic_or_post = ["client_secret_basic", "client_secret_post"].as_slice();
    let public_too = ["client_secret_basic", "client_secret_post", "none"].as_slice();
    vec![
        // RFC 6749, section 4.4.2
        profile("client_credentials", "Client credentials", basic_or_post, vec![scope()]),
        // RFC 6749, section 4.1.3; RFC 7636, section 4.5
        profile(
            "authorization_code",
            "Authorization code",
            public_too,
            vec![
                secret(
                    "code",
                    "Code",
                    "From the address that the browser was sent back to. It works once.",
                ),
                required(
                    "redirect_uri",
                    "Redirect URI",
                    "The same as in the authorization request.",
                ),
                secret_optional("code_verifier", "Code verifier", "Where PKCE was used."),
            ],
        ),
        // RFC 6749, section 6
        profile(
            "refresh_token",
            "Refresh token",
            public_too,
            vec![secret("refresh_token", "Refresh token", ""), scope()],
        ),
        // RFC 6749, section 4.3.2
        profile(
            "password",
            "User name and password (old)",
            public_too,
            vec![
                required("username", "User name", ""),
                secret("password", "Password", "It takes no redirect_uri."),
                scope(),
            ],
        ),
    ]
}

fn profile(grant: &str, title: &str, authentication: &[&str], parameters: Vec<Input>) -> Profile {
    Profile {
        id: grant.to_owned(),
        title: title.to_owned(),
        grant: grant.to_owned(),
        authentication: authentication.iter().map(|name| (*name).to_owned()).collect(),
        parameters,
        place: "body".to_owned(),
        ..Profile::default()
    }
}

fn scope() -> Input {
    input(
        "scope",
        "Scope",
        "Several are parted by a blank. Leave it empty for the server's default.",
    )
}

fn input(name: &str, label: &str, hint: &str) -> Input {
    Input { name: name.into(), label: label.into(), hint: hint.into(), ..Input::default() }
}

fn required(name: &str, label: &str, hint: &str) -> Input {
    Input { required: true, ..input(name, label, hint) }
}

fn secret(name: &str, label: &str, hint: &str) -> Input {
    Input { secret: true, ..required(name, label, hint) }
}

fn secret_optional(name: &str, label: &str, hint: &str) -> Input {
    Input { secret: true, ..input(name, label, hint) }
}
