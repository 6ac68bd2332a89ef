//! Parameters and headers that the person adds, whatever the profile asks for.

use super::Builder;
use crate::command::is_token;
use crate::credential::{Warning, refused};
use crate::knowledge::Profile;
use crate::read::is_secret;
use crate::secret::Secret;

/// What is added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A parameter of the token request.
    #[default]
    Parameter,
    /// A header of it.
    Header,
    /// A parameter of the sign-in's address.
    SignIn,
}

/// A name and a value that were added.
#[derive(Clone, Default, PartialEq)]
pub struct Extra {
    /// Where it goes.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Secret,
}

/// A change of what was added; each but the first names its place in the list.
#[derive(Clone)]
pub enum ExtraEdit {
    /// One more, empty.
    Add(Kind),
    /// Its name.
    Name(usize, String),
    /// Its value.
    Value(usize, Secret),
    /// Take it away.
    Remove(usize),
}

impl Extra {
    /// Whether the name says that the value is worth as much as a password.
    pub fn is_secret(&self) -> bool {
        let name = self.name.to_ascii_lowercase();
        let telling = ["key", "secret", "token", "password", "cookie", "authorization"];
        match self.kind {
            Kind::Header => telling.iter().any(|word| name.contains(word)),
            _ => is_secret(&self.name, true),
        }
    }

    /// What stands in a header's place where no secret is to be written.
    pub fn stand_in(&self) -> String {
        let upper = |letter: char| match letter.to_ascii_uppercase() {
            '-' => '_',
            letter => letter,
        };
        ["YOUR_".to_owned(), self.name.chars().map(upper).collect()].concat()
    }
}

impl Builder {
    pub(super) fn edit_extra(&mut self, edit: ExtraEdit) {
        match edit {
            ExtraEdit::Add(kind) => self.extras.push(Extra { kind, ..Extra::default() }),
            ExtraEdit::Name(at, name) => {
                if let Some(extra) = self.extras.get_mut(at) {
                    extra.name = name;
                }
            }
            ExtraEdit::Value(at, value) => {
                if let Some(extra) = self.extras.get_mut(at) {
                    extra.value = value;
                }
            }
            ExtraEdit::Remove(at) => {
                if at < self.extras.len() {
                    self.extras.remove(at);
                }
            }
        }
    }

    /// What was added of a kind and can be sent.
    pub fn added(&self, kind: Kind, profile: &Profile) -> impl Iterator<Item = &Extra> {
        let sent = move |extra: &&Extra| {
            extra.kind == kind && !extra.name.is_empty() && !is_made(extra, profile)
        };
        self.extras.iter().filter(sent)
    }

    /// What is wrong with the name and with the value of what was added at a place.
    pub fn extra_warnings(&self, at: usize, profile: &Profile) -> (Vec<Warning>, Vec<Warning>) {
        let Some(extra) = self.extras.get(at) else { return (Vec::new(), Vec::new()) };
        let header = extra.kind == Kind::Header;
        let name = extra.name.as_str();
        let same = |other: &Extra| {
            let equal =
                if header { other.name.eq_ignore_ascii_case(name) } else { other.name == name };
            equal && other.kind == extra.kind
        };
        let twice = self.extras.iter().take(at).any(same) && !REPEATABLE.contains(&name);
        let mut found: Vec<Warning> = refused(name).into_iter().collect();
        if name.is_empty() {
            let unnamed = !extra.value.is_empty();
            found.extend(unnamed.then(|| Warning::certain("extra-unnamed", UNNAMED)));
        } else if !found.is_empty() {
        } else if header && !is_token(name) {
            found.push(Warning::certain("extra-no-header", NO_HEADER));
        } else if is_made(extra, profile) {
            let message = if header { MADE_HEADER } else { MADE };
            found.push(Warning::certain("extra-made", message));
        } else if twice {
            let message = if header { TWICE_HEADER } else { TWICE };
            found.push(Warning::certain("extra-twice", message));
        }
        let mut of_value: Vec<Warning> = refused(extra.value.expose()).into_iter().collect();
        if header && extra.is_secret() && !extra.value.is_empty() {
            of_value.push(Warning::possible("extra-secret", SECRET_HEADER));
        }
        (found, of_value)
    }
}

/// Whether the request makes it itself, or has a field for it.
fn is_made(extra: &Extra, profile: &Profile) -> bool {
    let name = extra.name.as_str();
    match extra.kind {
        Kind::Header => {
            let made = ["content-type", "content-length", "host", "authorization"];
            made.into_iter().any(|made| name.eq_ignore_ascii_case(made))
        }
        Kind::Parameter => {
            let field = profile.parameters.iter().any(|input| input.name == name);
            let own = ["grant_type", "client_id", "client_secret"];
            own.contains(&name) || (field && !REPEATABLE.contains(&name))
        }
        Kind::SignIn => super::sign_in::MADE.contains(&name),
    }
}

/// What a request may name several times (RFC 8707, section 2; RFC 8693, section 2.1).
const REPEATABLE: [&str; 2] = ["resource", "audience"];

const UNNAMED: &str = "It needs a name; without one it is left out.";
const NO_HEADER: &str = "No header can have this name: letters, digits and a few signs such as `-`, no blank and no colon.";
const MADE: &str =
    "The request has this parameter already, from a field of its own. This one is left out.";
const MADE_HEADER: &str =
    "The request writes this header itself, where it has one. This one is left out.";
const TWICE: &str =
    "This name is here twice, and a parameter must not be sent twice (RFC 6749, section 3.2).";
const TWICE_HEADER: &str =
    "This header is here twice. Most servers take one of the two, and which one differs.";
const SECRET_HEADER: &str = "The command without the secret has a stand-in here: write the value in its place where \
nobody reads it.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::SecretPlace;
    use crate::state::builder::Edit;

    /// A builder with these added: kind, name, value.
    fn with(extras: &[(Kind, &str, &str)]) -> Builder {
        let mut builder = Builder::default();
        builder.settle(None);
        for (at, (kind, name, value)) in extras.iter().enumerate() {
            for edit in [
                ExtraEdit::Add(*kind),
                ExtraEdit::Name(at, (*name).to_owned()),
                ExtraEdit::Value(at, Secret::new((*value).to_owned())),
            ] {
                builder.edit(Edit::Extra(edit), None);
            }
        }
        builder
    }

    #[test]
    fn what_is_added_is_sent_unless_the_request_makes_it() {
        use Kind::{Header, Parameter, SignIn};
        let builder = with(&[
            (Parameter, "tenant", "acme"),
            (Parameter, "resource", "https://a.example/"),
            (Parameter, "resource", "https://b.example/"),
            (Parameter, "grant_type", "password"),
            (Parameter, "scope", "read"),
            (Parameter, "", "nameless"),
            (Header, "X-Tenant", "acme"),
            (Header, "content-type", "text/plain"),
            (SignIn, "access_type", "offline"),
        ]);
        let request = builder.request(SecretPlace::Prompt, None).request;
        let sent = request.parameters.iter().map(|one| (one.name.as_str(), one.value.as_str()));
        let expected = [
            ("grant_type", "client_credentials"),
            ("tenant", "acme"),
            ("resource", "https://a.example/"),
            ("resource", "https://b.example/"),
        ];
        assert_eq!(sent.collect::<Vec<_>>(), expected);
        let headers = request.headers.iter().map(|one| (one.name.as_str(), one.value.as_str()));
        assert_eq!(headers.collect::<Vec<_>>(), [("X-Tenant", "acme")]);
    }

    #[test]
    fn what_is_wrong_is_said_at_the_field() {
        use Kind::{Header, Parameter, SignIn};
        let extras = [
            (Parameter, "tenant", "acme", ""),
            (Parameter, "", "acme", "extra-unnamed"),
            (Parameter, "", "", ""),
            (Parameter, "tenant", "again", "extra-twice"),
            (Parameter, "audience", "a", ""),
            (Parameter, "audience", "b", ""),
            (Parameter, "client_secret", "s", "extra-made"),
            (Parameter, "scope", "s", "extra-made"),
            (Parameter, "a\u{0}b", "s", "control"),
            (Parameter, "line", "a\nb", "control"),
            (Header, "X-Tenant", "acme", ""),
            (Header, "x-tenant", "acme", "extra-twice"),
            (Header, "X Tenant", "acme", "extra-no-header"),
            (Header, "Authorization", "x", "extra-made extra-secret"),
            (Header, "X-Api-Key", "k", "extra-secret"),
            (SignIn, "state", "x", "extra-made"),
            (SignIn, "prompt", "consent", ""),
        ];
        let builder = with(&extras.map(|(kind, name, value, _)| (kind, name, value)));
        let profile = builder.chosen(None);
        for (at, (_, name, _, expected)) in extras.iter().enumerate() {
            let (of_name, of_value) = builder.extra_warnings(at, &profile);
            let ids: Vec<&str> = of_name.iter().chain(&of_value).map(|one| one.id).collect();
            assert_eq!(ids.join(" "), *expected, "{at} {name}");
        }
    }

    #[test]
    fn a_secret_header_has_a_stand_in_until_secrets_are_written() {
        let builder = with(&[(Kind::Header, "X-Api-Key", "pl4nted")]);
        for (place, expected) in [
            (SecretPlace::Prompt, "YOUR_X_API_KEY"),
            (SecretPlace::Environment, "YOUR_X_API_KEY"),
            (SecretPlace::Input, "YOUR_X_API_KEY"),
            (SecretPlace::Inline, "pl4nted"),
        ] {
            let request = builder.request(place, None).request;
            assert_eq!(request.headers[0].value, expected);
        }
    }

    #[test]
    fn a_row_is_taken_away_by_its_place() {
        let mut builder = with(&[(Kind::Parameter, "a", "1"), (Kind::Parameter, "b", "2")]);
        builder.edit(Edit::Extra(ExtraEdit::Remove(0)), None);
        builder.edit(Edit::Extra(ExtraEdit::Remove(7)), None);
        assert_eq!(builder.extras.len(), 1);
        assert_eq!(builder.extras[0].name, "b");
    }
}
