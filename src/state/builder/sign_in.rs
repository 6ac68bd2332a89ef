//! The sign-in before an authorization code: its address, and what came back.

use super::{Builder, Kind};
use crate::authorize::{self, Authorization, Back};
use crate::credential::Warning;
use crate::knowledge::{Knowledge, Profile};
use crate::pkce;
use crate::secret::Secret;

/// What the sign-in needs besides what the token request shares with it. Code and verifier are fields of that.
#[derive(Clone, Default, PartialEq)]
pub struct SignIn {
    /// The authorization endpoint, where it is not known.
    pub endpoint: String,
    /// What comes back as it was sent.
    pub state: Secret,
    /// What the ID token repeats.
    pub nonce: Secret,
    /// The address that the browser was sent back to, as it was pasted.
    pub returned: Secret,
}

/// A change of the sign-in.
#[derive(Clone)]
pub enum SignInEdit {
    /// The authorization endpoint.
    Endpoint(String),
    /// New verifier, state and nonce, made from the browser's randomness.
    Make([Secret; 3]),
    /// The address that the browser was sent back to.
    Returned(Secret),
}

/// The parameters of the sign-in that are made from fields.
pub(super) const MADE: [&str; 8] = [
    "response_type",
    "client_id",
    "redirect_uri",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
];

impl Builder {
    pub(super) fn edit_sign_in(&mut self, edit: SignInEdit) {
        match edit {
            SignInEdit::Endpoint(endpoint) => self.sign_in.endpoint = endpoint,
            SignInEdit::Make([verifier, state, nonce]) => {
                self.set("code_verifier", verifier);
                self.sign_in = SignIn {
                    endpoint: std::mem::take(&mut self.sign_in.endpoint),
                    state,
                    nonce,
                    ..SignIn::default()
                };
            }
            SignInEdit::Returned(text) => {
                let code = Back::read(text.expose()).code;
                if !code.is_empty() {
                    self.set("code", code);
                }
                self.sign_in.returned = text;
            }
        }
    }

    /// Whether a person signs in before the token request.
    pub fn signs_in(profile: &Profile) -> bool {
        profile.grant == "authorization_code"
    }

    /// Whether verifier, state and nonce were made for a sign-in.
    pub fn has_sign_in(&self) -> bool {
        !self.sign_in.state.is_empty()
    }

    /// The address of a provider whose name begins so, with the variables of this token request; of several the
    /// one that has most in common with its endpoint.
    pub fn place(
        &self,
        name: &str,
        profile: &Profile,
        knowledge: Option<&Knowledge>,
    ) -> Option<String> {
        let begins = |known: &str| {
            known.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        };
        let named = self.known(knowledge)?.endpoints.iter().filter(|one| begins(&one.name));
        let mut best: Option<(usize, &str)> = None;
        for endpoint in named.filter(|one| !one.retired && fits(&one.url, profile)) {
            let pairs = endpoint.url.bytes().zip(profile.endpoint.bytes());
            let common = pairs.take_while(|(one, other)| one == other).count();
            if best.is_none_or(|(most, _)| common > most) {
                best = Some((common, &endpoint.url));
            }
        }
        best.map(|(_, url)| self.filled(url, profile).replace("{client_id}", &self.client_id))
    }

    /// The authorization endpoint, as it is known; `None` where the person has to fill it in.
    pub fn authorization_endpoint(
        &self,
        profile: &Profile,
        knowledge: Option<&Knowledge>,
    ) -> Option<String> {
        self.place("authorize", profile, knowledge)
    }

    /// What the sign-in's address is made of, handed to a reader of it.
    pub fn with_authorization<T>(
        &self,
        profile: &Profile,
        knowledge: Option<&Knowledge>,
        read: impl FnOnce(&Authorization<'_>) -> T,
    ) -> T {
        let known = self.authorization_endpoint(profile, knowledge);
        let scope = self.named("scope", profile);
        let openid = scope.split([' ', ',']).any(|one| one == "openid");
        let verifier = self.named("code_verifier", profile);
        let challenge = if verifier.is_empty() { String::new() } else { pkce::challenge(verifier) };
        let added = self.added(Kind::SignIn, profile);
        read(&Authorization {
            endpoint: known.as_deref().unwrap_or(&self.sign_in.endpoint).trim(),
            client_id: &self.client_id,
            redirect_uri: self.named("redirect_uri", profile),
            scope,
            state: self.sign_in.state.expose(),
            nonce: if openid { self.sign_in.nonce.expose() } else { "" },
            challenge: &challenge,
            more: added.map(|extra| (extra.name.as_str(), extra.value.expose())).collect(),
        })
    }

    /// The sign-in's address; `None` until there is an endpoint, and verifier, state and nonce were made.
    pub fn sign_in_address(
        &self,
        profile: &Profile,
        knowledge: Option<&Knowledge>,
    ) -> Option<String> {
        self.has_sign_in()
            .then(|| self.with_authorization(profile, knowledge, authorize::address))?
    }

    /// What is wrong with the address that the browser was sent back to.
    pub fn returned_warnings(
        &self,
        profile: &Profile,
        knowledge: Option<&Knowledge>,
    ) -> Vec<Warning> {
        if self.sign_in.returned.is_empty() {
            return Vec::new();
        }
        let back = Back::read(self.sign_in.returned.expose());
        self.with_authorization(profile, knowledge, |request| back.warnings(request))
    }
}

/// Whether all that an address leaves open is a variable of this token request.
fn fits(url: &str, profile: &Profile) -> bool {
    let names = url.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default());
    let input = |name: &str| profile.variables.iter().any(|input| input.name == name);
    let known = |name: &str| name == "client_id" || input(name);
    names.into_iter().all(known)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::knowledge::source;
    use crate::state::builder::{Edit, ExtraEdit};

    fn at(provider: &str, profile: &str, knowledge: &Knowledge) -> Builder {
        let mut builder = Builder { provider: provider.into(), ..Builder::default() };
        builder.edit(Edit::Profile(profile.into()), Some(knowledge));
        builder
    }

    fn secret(text: &str) -> Secret {
        Secret::new(text.to_owned())
    }

    #[test]
    fn every_provider_with_codes_has_its_sign_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let knowledge = source::knowledge(&folder.join("knowledge")).unwrap();
        let mut without = Vec::new();
        for provider in &knowledge.providers {
            for profile in provider.profiles.iter().filter(|one| Builder::signs_in(one)) {
                let builder = at(&provider.id, &profile.id, &knowledge);
                let endpoint = builder.authorization_endpoint(profile, Some(&knowledge));
                if endpoint.is_none() {
                    without.push(provider.id.as_str());
                }
            }
        }
        // Its policies decide where a person signs in.
        assert_eq!(without, ["apigee"]);
        for (provider, profile, expected) in [
            ("google", "authorization-code", "https://accounts.google.com/o/oauth2/v2/auth"),
            ("okta", "custom-authorization-code", "https://{domain}/oauth2/default/v1/authorize"),
            ("github", "authorization-code", "https://github.com/login/oauth/authorize"),
        ] {
            let builder = at(provider, profile, &knowledge);
            let chosen = builder.chosen(Some(&knowledge));
            let endpoint = builder.authorization_endpoint(&chosen, Some(&knowledge));
            assert_eq!(endpoint.as_deref(), Some(expected));
        }
    }

    #[test]
    fn nothing_stands_there_until_it_was_made() {
        let mut builder = Builder { client_id: "me".into(), ..Builder::default() };
        builder.edit(Edit::Profile("authorization_code".into()), None);
        let endpoint = "https://server.example.com/authorize".to_owned();
        builder.edit(Edit::SignIn(SignInEdit::Endpoint(endpoint)), None);
        let profile = builder.chosen(None);
        assert_eq!(builder.sign_in_address(&profile, None), None);
        let made = ["dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "xyz", "n"].map(secret);
        builder.edit(Edit::SignIn(SignInEdit::Make(made)), None);
        let address = |builder: &Builder| builder.sign_in_address(&profile, None).unwrap();
        let expected = "https://server.example.com/authorize?response_type=code&client_id=me&state=xyz\
            &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
        assert_eq!(address(&builder), expected);
        builder.edit(Edit::Value("scope".into(), secret("openid profile")), None);
        assert!(address(&builder).contains("&scope=openid%20profile&state=xyz&nonce=n&"));
        for edit in [
            ExtraEdit::Add(Kind::SignIn),
            ExtraEdit::Name(0, "prompt".into()),
            ExtraEdit::Value(0, secret("consent")),
        ] {
            builder.edit(Edit::Extra(edit), None);
        }
        assert!(address(&builder).ends_with("&prompt=consent"));
        builder.edit(Edit::Value("code_verifier".into(), Secret::default()), None);
        assert!(!address(&builder).contains("code_challenge"), "without a verifier no challenge");
    }

    #[test]
    fn what_came_back_fills_in_the_code() {
        let mut builder = Builder::default();
        builder.edit(Edit::Profile("authorization_code".into()), None);
        let make = || SignInEdit::Make(["v", "xyz", "n"].map(secret));
        let returned = |query: &str| {
            SignInEdit::Returned(secret(&["https://app.example/cb?", query].concat()))
        };
        builder.edit(Edit::SignIn(make()), None);
        let profile = builder.chosen(None);
        for (edit, code, expected) in [
            (returned("code=a&state=xyz"), "a", ""),
            (returned("error=access_denied&state=xyz"), "a", "back-error"),
            (returned("code=b&state=zyx"), "b", "back-state"),
            // Another sign-in: what came back from the last one is forgotten.
            (make(), "b", ""),
        ] {
            builder.edit(Edit::SignIn(edit), None);
            let warnings = builder.returned_warnings(&profile, None);
            let ids: Vec<&str> = warnings.iter().map(|warning| warning.id).collect();
            assert_eq!((builder.named("code", &profile), ids.join(" ").as_str()), (code, expected));
        }
    }
}
