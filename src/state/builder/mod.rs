//! The builder's fields, and the token request that they make.

mod device;
mod edit;
mod extra;
mod request;
mod sign_in;
mod signer;

pub use device::{Confirm, Device, DeviceEdit};
pub use edit::Edit;
pub use extra::{Extra, ExtraEdit, Kind};
pub use sign_in::{SignIn, SignInEdit};
pub use signer::{Part as ClaimPart, Signer, SignerEdit};

use crate::basic::{Form, Recommendation, Variant, recommend, variants};
use crate::command::program::Program;
use crate::command::{Authentication, SecretPlace, Shell, Style};
use crate::credential::{Mend, Part, Warning};
use crate::knowledge::{Decodes, Input, Knowledge, Profile, Provider};
use crate::secret::Secret;

use super::generic;

/// What is filled in. Values are kept by name, so that a change of profile keeps what both ask for.
#[derive(Clone, Default, PartialEq)]
pub struct Builder {
    /// The provider's slug; empty for any other server.
    pub provider: String,
    /// The profile's id, one of the provider's.
    pub profile: String,
    /// The token endpoint of any other server.
    pub endpoint: String,
    /// Variables and parameters that were changed by hand.
    pub values: Vec<(String, Secret)>,
    /// Parameters and headers that were added.
    pub extras: Vec<Extra>,
    /// The sign-in before an authorization code.
    pub sign_in: SignIn,
    /// The first request of the device flow.
    pub device: Device,
    /// The assertion that the page signs.
    pub signer: Signer,
    /// The client id.
    pub client_id: String,
    /// The client secret.
    pub client_secret: Secret,
    /// The client authentication chosen by hand.
    pub authentication: Option<Authentication>,
    /// The encoding of the Basic header chosen by hand.
    pub form: Option<Form>,
    /// The shell that the command is for.
    pub shell: Shell,
    /// The program that the request is for instead.
    pub program: Option<Program>,
    /// How a shell's command gets the secret; never [`SecretPlace::Inline`].
    pub place: SecretPlace,
    /// How a shell's command is spelled and laid out.
    pub style: Style,
    /// Whether the secret and what holds it are shown.
    pub show: bool,
    /// What is opened of id or secret.
    pub look: Option<Look>,
}

/// One of the two credentials, opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Which of the two.
    pub part: Part,
    /// Whether it is spelled out in words; a cell for each character otherwise.
    pub spelled: bool,
}

impl Builder {
    /// The provider, if it is one that the knowledge base knows.
    pub fn known<'k>(&self, knowledge: Option<&'k Knowledge>) -> Option<&'k Provider> {
        knowledge?.provider(&self.provider)
    }

    /// The token requests to choose from: a known provider's own, then those that it may take as well.
    pub fn profiles(&self, knowledge: Option<&Knowledge>) -> Vec<Profile> {
        let Some(provider) = self.known(knowledge) else { return generic::profiles() };
        let mut profiles = provider.profiles.clone();
        profiles.extend(generic::beside(provider));
        profiles
    }

    /// The chosen token request.
    pub fn chosen(&self, knowledge: Option<&Knowledge>) -> Profile {
        let profiles = self.profiles(knowledge);
        let chosen = profiles.iter().find(|profile| profile.id == self.profile);
        let mut chosen = chosen.or(profiles.first()).cloned().unwrap_or_default();
        if self.authentication(&chosen) == Authentication::Assertion {
            add_assertion(&mut chosen);
        }
        chosen
    }

    /// What stands in a field: what was typed, else what stands there at first.
    pub fn value<'b>(&'b self, input: &'b Input) -> &'b str {
        let signs = ["assertion", "client_assertion"].contains(&input.name.as_str());
        match &self.signer.signed {
            Some(signed) if signs => signed.token.expose(),
            _ => self.typed(&input.name).unwrap_or(&input.value),
        }
    }

    /// What stands in the field of this name, whether or not the profile has one.
    pub fn named<'b>(&'b self, name: &str, profile: &'b Profile) -> &'b str {
        let input = profile.parameters.iter().find(|input| input.name == name);
        input.map_or_else(|| self.typed(name).unwrap_or_default(), |input| self.value(input))
    }

    /// Whether anything was ever typed into the field of this name.
    pub fn has(&self, name: &str) -> bool {
        self.typed(name).is_some()
    }

    /// What was typed into the field of this name.
    fn typed(&self, name: &str) -> Option<&str> {
        let typed = self.values.iter().find(|(other, _)| other == name);
        typed.map(|(_, value)| value.expose())
    }

    fn set(&mut self, name: &str, value: Secret) {
        self.values.retain(|(other, _)| other != name);
        self.values.push((name.to_owned(), value));
    }

    /// How the client authenticates: as chosen, else as the profile recommends.
    pub fn authentication(&self, profile: &Profile) -> Authentication {
        let offered = offered(profile);
        let chosen = self.authentication.filter(|chosen| offered.contains(chosen));
        chosen.or(offered.first().copied()).unwrap_or_default()
    }

    /// The Basic headers of these credentials, and which of them to send to this provider.
    pub fn basic(&self, knowledge: Option<&Knowledge>) -> (Vec<Variant>, Recommendation) {
        let secret = self.client_secret.expose();
        let variants = variants(&self.client_id, secret);
        (variants, recommend(&self.client_id, secret, self.decodes(knowledge)))
    }

    /// What stands between two scopes, as the provider or the server that it runs on has it.
    pub fn separator<'k>(&self, knowledge: Option<&'k Knowledge>) -> &'k str {
        let lineage = knowledge.map(|all| all.lineage(&self.provider)).unwrap_or_default();
        let mut own = lineage.into_iter().map(|provider| provider.scope_separator.as_str());
        own.find(|separator| !separator.is_empty()).unwrap_or(" ")
    }

    /// Whether the provider, or the server that it runs on, decodes Basic credentials.
    pub fn decodes(&self, knowledge: Option<&Knowledge>) -> Decodes {
        let lineage = knowledge.map(|all| all.lineage(&self.provider)).unwrap_or_default();
        let basic = lineage.into_iter().find_map(|provider| provider.basic.as_ref());
        basic.map_or(Decodes::Unknown, |basic| basic.decodes)
    }
}

/// The two parameters of a client's assertion, where the profile does not ask for them by itself.
pub fn add_assertion(profile: &mut Profile) {
    let input = |name: &str, value: &str, secret| Input {
        name: name.to_owned(),
        value: value.to_owned(),
        required: true,
        secret,
        ..Input::default()
    };
    let jwt = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    let mut assertion = input("client_assertion", "", true);
    MADE_ELSEWHERE.clone_into(&mut assertion.hint);
    for input in [input("client_assertion_type", jwt, false), assertion] {
        if !profile.parameters.iter().any(|known| known.name == input.name) {
            profile.parameters.push(input);
        }
    }
}

const MADE_ELSEWHERE: &str = "A JWT that your client signs: `iss` and `sub` are the client id, `aud` the token endpoint or the issuer, \
    `exp` a few minutes ahead, `jti` a fresh one each time.";

/// The client authentication that a profile takes, as far as a command can do it; what needs something made
/// elsewhere comes last.
pub fn offered(profile: &Profile) -> Vec<Authentication> {
    let known = profile.authentication.iter().filter_map(|name| match name.as_str() {
        "client_secret_basic" => Some(Authentication::Basic),
        "client_secret_post" => Some(Authentication::Post),
        "none" => Some(Authentication::None),
        _ => None,
    });
    let mut offered: Vec<Authentication> = known.collect();
    if profile.authentication.iter().any(|name| name.ends_with("_jwt")) {
        offered.push(Authentication::Assertion);
    }
    offered
}

/// What is wrong with the signs between scopes, where this server wants another one (RFC 6749, section 3.3).
pub fn scope_warning(scope: &str, separator: &str) -> Option<Warning> {
    let (wrong, message, label) = match separator {
        "," => (' ', COMMA, "Write commas"),
        _ => (',', BLANK, "Write blanks"),
    };
    let parts = scope.split([' ', ',']).filter(|part| !part.is_empty());
    let mended = parts.collect::<Vec<_>>().join(separator);
    (scope.trim().contains(wrong)).then(|| Warning {
        mend: Some(Mend::new(label, mended)),
        ..Warning::possible("scope-separator", message)
    })
}

const COMMA: &str = "Here scopes are parted by commas alone.";
const BLANK: &str = "Scopes are parted by blanks, and a comma is taken for a part of a name.";

/// What a field is called.
pub fn label(input: &Input) -> &str {
    if input.label.is_empty() { &input.name } else { &input.label }
}

#[cfg(test)]
mod tests;
