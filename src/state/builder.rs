//! The builder's fields, and the token request that they make.

use std::mem;

use crate::basic::{Form, Recommendation, Variant, recommend, variants};
use crate::command::program::Program;
use crate::command::{Authentication, SecretPlace, Shell, Style, TokenRequest};
use crate::credential::{Mend, Part};
use crate::exchange::{BodyEncoding, Header, Parameter, Place, Request};
use crate::knowledge::{Decodes, Input, Knowledge, Profile, Provider};
use crate::secret::Secret;
use crate::span::{Span, Spanned};

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
    /// The address of the API to call after the token.
    pub api: String,
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

/// A change of the builder's fields.
#[derive(Clone)]
pub enum Edit {
    /// The provider, by slug.
    Provider(String),
    /// The profile, by id.
    Profile(String),
    /// The token endpoint.
    Endpoint(String),
    /// A variable or parameter, by name.
    Value(String, Secret),
    /// The client id.
    ClientId(String),
    /// The client secret.
    ClientSecret(Secret),
    /// What mends the client id or the client secret.
    Mend(Part, Mend),
    /// Open one of the two character by character, or spelled out; close it if it is open.
    Look(Look),
    /// The client authentication.
    Authentication(Authentication),
    /// The encoding of the Basic header.
    Form(Form),
    /// The shell, and curl in it.
    Shell(Shell),
    /// A program; `None` goes back to curl.
    Program(Option<Program>),
    /// How a shell's command gets the secret.
    Place(SecretPlace),
    /// How a shell's command is spelled and laid out.
    Style(Style),
    /// The address of the API.
    Api(String),
    /// Show or mask the secret.
    Show(bool),
}

impl Builder {
    /// Makes one change. Choices that no longer fit fall back to the recommended ones.
    pub fn edit(&mut self, edit: Edit, knowledge: Option<&Knowledge>) {
        match edit {
            Edit::Provider(slug) => {
                self.provider = slug;
                self.authentication = None;
                self.form = None;
            }
            Edit::Profile(id) => {
                self.profile = id;
                self.authentication = None;
            }
            Edit::Endpoint(url) => self.endpoint = url,
            Edit::Value(name, value) => {
                self.values.retain(|(other, _)| *other != name);
                self.values.push((name, value));
            }
            Edit::ClientId(id) => self.client_id = id,
            Edit::ClientSecret(secret) => self.client_secret = secret,
            Edit::Mend(part, mend) => {
                let (id, secret) = match part {
                    Part::Id => (Some(mend.value), mend.other),
                    Part::Secret => (mend.other, Some(mend.value)),
                };
                if let Some(id) = id {
                    id.expose().clone_into(&mut self.client_id);
                }
                self.client_secret = secret.unwrap_or_else(|| mem::take(&mut self.client_secret));
            }
            Edit::Look(look) => self.look = (self.look != Some(look)).then_some(look),
            Edit::Authentication(authentication) => self.authentication = Some(authentication),
            Edit::Form(form) => self.form = Some(form),
            Edit::Shell(shell) => {
                self.shell = shell;
                self.program = None;
            }
            Edit::Program(program) => self.program = program,
            Edit::Place(place) => self.place = place,
            Edit::Style(style) => self.style = style,
            Edit::Api(url) => self.api = url,
            Edit::Show(show) => {
                self.show = show;
                // What is masked again is not read out either.
                self.look = self.look.filter(|look| show || look.part == Part::Id);
            }
        }
        self.settle(knowledge);
    }

    /// Makes the choices fit the knowledge base: a provider that it knows, a profile of this provider. A link names
    /// the profile by its grant type; the one to prefer comes first.
    pub fn settle(&mut self, knowledge: Option<&Knowledge>) {
        match knowledge {
            Some(all) => {
                let known = all.provider(&self.provider);
                if known.is_none_or(|known| known.profiles.is_empty()) {
                    self.provider.clear();
                }
            }
            // Its profiles are still to come.
            None if !self.provider.is_empty() => return,
            None => {}
        }
        let profiles = self.profiles(knowledge);
        let chosen = profiles.iter().find(|profile| profile.id == self.profile);
        let by_grant = || profiles.iter().find(|profile| is_grant(profile, &self.profile));
        if let Some(profile) = chosen.or_else(by_grant).or(profiles.first()) {
            self.profile = profile.id.clone();
        }
    }

    /// The provider, if it is one that the knowledge base knows.
    pub fn known<'k>(&self, knowledge: Option<&'k Knowledge>) -> Option<&'k Provider> {
        knowledge?.provider(&self.provider)
    }

    /// The token requests to choose from.
    pub fn profiles(&self, knowledge: Option<&Knowledge>) -> Vec<Profile> {
        self.known(knowledge).map_or_else(generic::profiles, |provider| provider.profiles.clone())
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
        let typed = self.values.iter().find(|(name, _)| *name == input.name);
        typed.map_or(&input.value, |(_, value)| value.expose())
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

    /// Whether the provider, or the server that it runs on, decodes Basic credentials.
    pub fn decodes(&self, knowledge: Option<&Knowledge>) -> Decodes {
        let lineage = knowledge.map(|all| all.lineage(&self.provider)).unwrap_or_default();
        let basic = lineage.into_iter().find_map(|provider| provider.basic.as_ref());
        basic.map_or(Decodes::Unknown, |basic| basic.decodes)
    }

    /// The labels of the fields that the request still needs. Secrets are not among them: the command
    /// asks for them, or has a place for them.
    pub fn missing(&self, profile: &Profile, knowledge: Option<&Knowledge>) -> Vec<String> {
        let mut missing = Vec::new();
        if self.known(knowledge).is_none() && self.endpoint.trim().is_empty() {
            missing.push("token endpoint".to_owned());
        }
        for input in profile.variables.iter().chain(&profile.parameters) {
            if input.required && !input.secret && self.value(input).is_empty() {
                missing.push(label(input).to_owned());
            }
        }
        if self.client_id.is_empty() {
            missing.push("client id".to_owned());
        }
        missing
    }

    /// Whether anything secret was typed that the request sends.
    pub fn has_secrets(&self, profile: &Profile) -> bool {
        let typed = |input: &Input| input.secret && !self.value(input).is_empty();
        let sends_secret = self.authentication(profile).sends_secret();
        (sends_secret && !self.client_secret.is_empty()) || profile.parameters.iter().any(typed)
    }

    /// The token request that the fields make. With [`SecretPlace::Prompt`] and
    /// [`SecretPlace::Environment`] nothing secret is in it: the command asks for each secret parameter that is required or filled in.
    pub fn request(&self, place: SecretPlace, knowledge: Option<&Knowledge>) -> TokenRequest {
        let profile = self.chosen(knowledge);
        let authentication = self.authentication(&profile);
        let at = if profile.place == "query" { Place::Query } else { Place::Body };
        let parameter = |name: &str, value: &str| Parameter {
            name: name.to_owned(),
            value: value.to_owned(),
            place: at,
            span: Span::NONE,
        };
        let without = matches!(place, SecretPlace::Prompt | SecretPlace::Environment);
        let mut parameters = vec![parameter("grant_type", &profile.grant)];
        if profile.client_id_parameter && authentication == Authentication::Basic {
            parameters.push(parameter("client_id", &self.client_id));
        }
        for input in &profile.parameters {
            let value = self.value(input);
            if input.secret && without && (input.required || !value.is_empty()) {
                parameters.push(parameter(&input.name, ""));
            } else if !value.is_empty() {
                parameters.push(parameter(&input.name, value));
            }
        }
        TokenRequest {
            request: Request {
                method: Some(Spanned::new("POST", Span::NONE)),
                url: Some(Spanned::new(self.url(&profile, knowledge), Span::NONE)),
                headers: profile.headers.iter().filter_map(|line| header(line)).collect(),
                parameters,
                encoding: BodyEncoding::Form,
                ..Request::default()
            },
            authentication,
            client_id: self.client_id.clone(),
            client_secret: match place {
                SecretPlace::Prompt | SecretPlace::Environment => Secret::default(),
                SecretPlace::Input | SecretPlace::Inline => self.client_secret.clone(),
            },
            form: self.form.or_else(|| self.basic(knowledge).1.form),
            secrets: profile
                .parameters
                .iter()
                .filter(|one| one.secret)
                .map(|one| one.name.clone())
                .collect(),
        }
    }

    /// The token endpoint with its variables filled in; those still empty stay as `{name}`.
    fn url(&self, profile: &Profile, knowledge: Option<&Knowledge>) -> String {
        if self.known(knowledge).is_none() {
            return self.endpoint.trim().to_owned();
        }
        let mut url = profile.endpoint.clone();
        for input in &profile.variables {
            let value = self.value(input).trim();
            let value = value.trim_start_matches("https://").trim_end_matches('/');
            if !value.is_empty() {
                url = url.replace(&["{", &input.name, "}"].concat(), value);
            }
        }
        url
    }
}

/// Whether a token request has the grant type of this name: of one that is a URN, its last part.
fn is_grant(profile: &Profile, name: &str) -> bool {
    !profile.retired && profile.grant.rsplit(':').next() == Some(name)
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

/// What a field is called.
pub fn label(input: &Input) -> &str {
    if input.label.is_empty() { &input.name } else { &input.label }
}

fn header(line: &str) -> Option<Header> {
    let (name, value) = line.split_once(':')?;
    Some(Header { name: name.trim().to_owned(), value: value.trim().to_owned(), span: Span::NONE })
}

#[cfg(test)]
mod tests;
