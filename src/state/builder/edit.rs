//! What changes the builder's fields, and how its choices fall back.

use std::mem;

use super::{Builder, DeviceEdit, ExtraEdit, Look, SignInEdit, SignerEdit};
use crate::basic::Form;
use crate::command::program::Program;
use crate::command::{Authentication, SecretPlace, Shell, Style};
use crate::credential::{Mend, Part};
use crate::knowledge::{Knowledge, Profile};
use crate::secret::Secret;

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
    /// What is added to the request.
    Extra(ExtraEdit),
    /// The sign-in before an authorization code.
    SignIn(SignInEdit),
    /// The first request of the device flow.
    Device(DeviceEdit),
    /// The assertion that the page signs.
    Signer(SignerEdit),
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
            Edit::Value(name, value) => self.set(&name, value),
            Edit::Extra(edit) => self.edit_extra(edit),
            Edit::SignIn(edit) => self.edit_sign_in(edit),
            Edit::Device(edit) => self.edit_device(edit),
            Edit::Signer(edit) => self.edit_signer(edit),
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
        self.settle_signer(knowledge);
    }
}

/// Whether a token request has the grant type of this name: of one that is a URN, its last part.
fn is_grant(profile: &Profile, name: &str) -> bool {
    !profile.retired && profile.grant.rsplit(':').next() == Some(name)
}
