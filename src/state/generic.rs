//! Token requests that any server of RFC 6749 takes: what the builder offers for a server that the
//! knowledge base does not know, when the knowledge base is not here, and beside what it knows of a server.

use crate::knowledge::{Input, Profile, Provider};

/// What the id of a request begins with that a known server may or may not take.
pub const OTHER: &str = "other-";

const BASIC_OR_POST: &str = "client_secret_basic client_secret_post private_key_jwt";
const PUBLIC_TOO: &str = "client_secret_basic client_secret_post none private_key_jwt";
const PUBLIC_FIRST: &str = "none client_secret_basic client_secret_post private_key_jwt";

const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";
/// The grant type of RFC 8628, section 3.4.
pub const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";
/// The grant type of RFC 7523, section 2.1.
pub const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// The grants, the one for programs without a person first.
pub fn profiles() -> Vec<Profile> {
    let mut profiles = vec![
        // RFC 6749, section 4.4.2
        profile("client_credentials", "Client credentials", BASIC_OR_POST, vec![scope()]),
        // RFC 6749, section 4.1.3; RFC 7636, section 4.5
        profile("authorization_code", "Authorization code", PUBLIC_TOO, authorization_code()),
        // RFC 6749, section 6
        profile("refresh_token", "Refresh token", PUBLIC_TOO, {
            vec![secret("refresh_token", "Refresh token", ""), scope()]
        }),
        // RFC 8628, section 3.4
        profile(DEVICE_CODE, "Device code", PUBLIC_TOO, {
            vec![secret("device_code", "Device code", "From the answer to the first request.")]
        }),
        // RFC 8693, section 2.1
        profile(
            "urn:ietf:params:oauth:grant-type:token-exchange",
            "Token exchange",
            PUBLIC_TOO,
            token_exchange(),
        ),
        // RFC 7523, section 2.1
        profile(JWT_BEARER, "JWT bearer", PUBLIC_FIRST, {
            vec![secret("assertion", "Assertion", ""), scope()]
        }),
        // RFC 6749, section 4.3.2
        profile("password", "User name and password", PUBLIC_TOO, {
            let password = secret("password", "Password", "It takes no redirect_uri.");
            vec![required("username", "User name", ""), password, scope()]
        }),
    ];
    for profile in &mut profiles {
        let known = profile.parameters.iter().any(|input| input.name == "audience");
        let named = ["client_credentials", "refresh_token"].contains(&profile.grant.as_str());
        profile.parameters.extend((named && !known).then(audience));
        profile.parameters.push(resource());
        // RFC 9700, section 2.4
        profile.retired = profile.grant == "password";
    }
    profiles
}

/// The grants that are not among a server's own requests, at its own endpoint.
pub fn beside(provider: &Provider) -> Vec<Profile> {
    let Some(first) = provider.profiles.first() else { return Vec::new() };
    let own = |profile: &Profile| provider.profiles.iter().any(|own| own.grant == profile.grant);
    let mut others = profiles();
    others.retain(|profile| !own(profile));
    for other in &mut others {
        other.id.insert_str(0, OTHER);
        other.endpoint.clone_from(&first.endpoint);
        other.variables.clone_from(&first.variables);
        other.place.clone_from(&first.place);
        let taken = provider.profiles.iter().flat_map(|profile| &profile.authentication);
        let mut ways: Vec<String> = Vec::new();
        for way in taken {
            if !ways.contains(way) {
                ways.push(way.clone());
            }
        }
        // An assertion names the client by itself.
        if other.grant == JWT_BEARER {
            ways.retain(|way| way != "none");
            ways.insert(0, "none".to_owned());
        }
        other.authentication = ways;
    }
    others
}

fn authorization_code() -> Vec<Input> {
    let code = "From the address that the browser was sent back to. It works once.";
    vec![
        secret("code", "Code", code),
        required("redirect_uri", "Redirect URI", "The same as in the sign-in."),
        secret_optional("code_verifier", "Code verifier", "Where the sign-in sent a challenge."),
    ]
}

fn token_exchange() -> Vec<Input> {
    let with = |value: &str, input: Input| Input { value: value.to_owned(), ..input };
    vec![
        secret("subject_token", "Subject token", "The token of whom the new one is for."),
        with(ACCESS_TOKEN, required("subject_token_type", "Type of the subject token", "")),
        scope(),
        input("requested_token_type", "Type of the token to get", ""),
        secret_optional("actor_token", "Actor token", "The token of who acts for the subject."),
        input(
            "actor_token_type",
            "Type of the actor token",
            "Wanted with an actor token, not without.",
        ),
        audience(),
    ]
}

fn profile(grant: &str, title: &str, authentication: &str, parameters: Vec<Input>) -> Profile {
    Profile {
        id: grant.rsplit(':').next().unwrap_or(grant).to_owned(),
        title: title.to_owned(),
        grant: grant.to_owned(),
        authentication: authentication.split(' ').map(str::to_owned).collect(),
        parameters,
        place: "body".to_owned(),
        ..Profile::default()
    }
}

fn scope() -> Input {
    let hint = "Several are parted by a blank. Leave it empty for the default.";
    input("scope", "Scope", hint)
}

fn audience() -> Input {
    input("audience", "Audience", "The API that the token is for, by the name that it has there.")
}

/// RFC 8707, section 2.
fn resource() -> Input {
    let example = "https://api.example.org/".to_owned();
    let hint = "The address of the API that the token is for (RFC 8707).";
    Input { example, ..input("resource", "Resource", hint) }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6749, 8628, 8693, 7523: the parameters that each grant requires.
    #[test]
    fn each_grant_asks_for_what_its_specification_requires() {
        let table = [
            ("client_credentials", ""),
            ("authorization_code", "code redirect_uri"),
            ("refresh_token", "refresh_token"),
            ("device_code", "device_code"),
            ("token-exchange", "subject_token subject_token_type"),
            ("jwt-bearer", "assertion"),
            ("password", "username password"),
        ];
        let told = profiles();
        assert_eq!(told.len(), table.len());
        for (profile, (id, names)) in told.iter().zip(table) {
            let required = profile.parameters.iter().filter(|input| input.required);
            let required: Vec<&str> = required.map(|input| input.name.as_str()).collect();
            assert_eq!((profile.id.as_str(), required.join(" ").as_str()), (id, names));
            assert_eq!(profile.retired, id == "password");
            let twice = |input: &&Input| {
                profile.parameters.iter().filter(|other| other.name == input.name).count() > 1
            };
            assert_eq!(profile.parameters.iter().find(twice), None, "{id}");
        }
    }

    #[test]
    fn what_a_server_documents_is_not_offered_again() {
        let own = |grant: &str, way: &str| Profile {
            id: grant.to_owned(),
            grant: grant.to_owned(),
            endpoint: "https://{host}/token".to_owned(),
            authentication: vec![way.to_owned()],
            ..Profile::default()
        };
        let provider = Provider {
            profiles: vec![
                own("client_credentials", "client_secret_post"),
                own("refresh_token", "none"),
            ],
            ..Provider::default()
        };
        let others = beside(&provider);
        let ids: Vec<&str> = others.iter().map(|other| other.id.as_str()).collect();
        let expected = "other-authorization_code other-device_code other-token-exchange other-jwt-bearer other-password";
        assert_eq!(ids.join(" "), expected);
        for other in others {
            assert_eq!(other.endpoint, "https://{host}/token");
            let first = if other.grant == JWT_BEARER { "none" } else { "client_secret_post" };
            assert_eq!(other.authentication.first().map(String::as_str), Some(first));
            assert_eq!(other.authentication.len(), 2);
        }
    }
}
