//! curl's configuration as text: what is handed to its standard input (`-K -`).

use super::call::Call;
use super::{SecretPlace, TokenRequest};
use crate::basic;
use crate::exchange::Place;
use crate::secret::Secret;

/// A line `name = "value"`: a backslash and a quote are escaped there, and nothing else has a meaning.
pub(super) fn line(name: &str, value: &str) -> String {
    [name, " = \"", &escaped(value), "\""].concat()
}

/// A text as it stands between the quotes.
pub(super) fn escaped(text: &str) -> String {
    text.replace('\\', r"\\").replace('"', "\\\"")
}

/// The name that an option has in a configuration.
pub(super) fn name_of(option: &str) -> &'static str {
    if option == "-u" { "user" } else { "header" }
}

/// The lines that a person hands to curl: credentials, secret parameters, and the options of `besides`.
pub(super) fn lines(
    token: &TokenRequest,
    call: &Call,
    besides: &[(&'static str, String)],
) -> Secret {
    let mut text = String::new();
    let mut add = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    for (option, value) in besides {
        add(line(name_of(option), value));
    }
    let secret = token.client_secret.expose();
    if let Some(user) = &call.user {
        let secret = basic::encode(secret, call.form);
        add(line("user", &[user, ":", secret.expose()].concat()));
    }
    for asked in &call.asked {
        let value = match asked.name.as_str() {
            "client_secret" => secret,
            name => {
                let named = |one: &&crate::exchange::Parameter| super::encode(&one.name) == name;
                token.request.parameters.iter().find(named).map_or("", |one| one.value.as_str())
            }
        };
        // In ASCII alone: a terminal may have another code page than the server.
        match (value.is_ascii(), asked.place) {
            (true, _) => add(line(asked.option(), &[&asked.name, "=", value].concat())),
            (false, Place::Body) => {
                add(line("data", &[&asked.name, "=", &super::encode(value)].concat()));
            }
            (false, Place::Query) => {
                add(line("url-query", &["+", &asked.name, "=", &super::encode(value)].concat()));
            }
        }
    }
    Secret::new(text)
}

/// Whether anything has to come by standard input.
pub(super) fn is_needed(call: &Call, place: SecretPlace) -> bool {
    matches!(place, SecretPlace::Input | SecretPlace::Environment)
        && (call.user.is_some() || !call.asked.is_empty())
}
