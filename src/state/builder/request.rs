//! The token request that the fields make, and what it still needs.

use super::signer::Part;
use super::{Builder, Kind, label};
use crate::command::{Authentication, SecretPlace, TokenRequest};
use crate::exchange::{BodyEncoding, Header, Parameter, Place, Request};
use crate::knowledge::{Input, Knowledge, Profile};
use crate::secret::Secret;
use crate::span::{Span, Spanned};
use crate::state::generic::JWT_BEARER;

impl Builder {
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
        // An assertion that is the grant names the client by itself.
        let named =
            profile.grant == JWT_BEARER && self.authentication(profile) == Authentication::None;
        if self.client_id.is_empty() && !named {
            missing.push("client id".to_owned());
        }
        if self.signs(profile).is_some() {
            if self.signer.key.is_empty() {
                missing.push("private key".to_owned());
            } else if self.part(Part::Issuer, profile, knowledge).is_empty() {
                missing.push("issuer".to_owned());
            }
        }
        missing
    }

    /// Whether the request sends something secret that was not filled in.
    pub fn lacks_secrets(&self, profile: &Profile) -> bool {
        let empty = |input: &Input| input.secret && input.required && self.value(input).is_empty();
        let sends_secret = self.authentication(profile).sends_secret();
        (sends_secret && self.client_secret.is_empty()) || profile.parameters.iter().any(empty)
    }

    /// The token request that the fields make. With [`SecretPlace::Prompt`] and
    /// [`SecretPlace::Environment`] nothing secret is in it: the command asks for each secret parameter that is required or filled in.
    pub fn request(&self, place: SecretPlace, knowledge: Option<&Knowledge>) -> TokenRequest {
        let profile = self.chosen(knowledge);
        let authentication = self.authentication(&profile);
        let parameter = |name: &str, value: &str| self::parameter(name, value, &profile);
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
        for extra in self.added(Kind::Parameter, &profile) {
            let value = if extra.is_secret() && without { "" } else { extra.value.expose() };
            parameters.push(parameter(&extra.name, value));
        }
        TokenRequest {
            request: Request {
                method: Some(Spanned::new("POST", Span::NONE)),
                url: Some(Spanned::new(self.url(&profile, knowledge), Span::NONE)),
                headers: self.headers(&profile, place),
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

    /// The profile's headers, then those that were added. A secret one is written only where all secrets are.
    fn headers(&self, profile: &Profile, place: SecretPlace) -> Vec<Header> {
        let own = profile.headers.iter().filter_map(|line| header(line));
        let added = self.added(Kind::Header, profile).map(|extra| {
            let hidden =
                place != SecretPlace::Inline && extra.is_secret() && !extra.value.is_empty();
            let value =
                if hidden { extra.stand_in() } else { extra.value.expose().trim().to_owned() };
            Header { name: extra.name.clone(), value, span: Span::NONE }
        });
        own.chain(added).collect()
    }

    /// The token endpoint with its variables filled in.
    pub fn url(&self, profile: &Profile, knowledge: Option<&Knowledge>) -> String {
        match self.known(knowledge) {
            Some(_) => self.filled(&profile.endpoint, profile),
            None => self.endpoint.trim().to_owned(),
        }
    }

    /// An address with this token request's variables filled in; those still empty stay as `{name}`.
    pub(super) fn filled(&self, address: &str, profile: &Profile) -> String {
        let mut url = address.to_owned();
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

/// A parameter where this token request has them.
pub(super) fn parameter(name: &str, value: &str, profile: &Profile) -> Parameter {
    Parameter {
        name: name.to_owned(),
        value: value.to_owned(),
        place: if profile.place == "query" { Place::Query } else { Place::Body },
        span: Span::NONE,
    }
}

fn header(line: &str) -> Option<Header> {
    let (name, value) = line.split_once(':')?;
    Some(Header { name: name.trim().to_owned(), value: value.trim().to_owned(), span: Span::NONE })
}
