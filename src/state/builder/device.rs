//! The first of the two requests of the device flow (RFC 8628, section 3.1), and its answer.

use super::Builder;
use super::request::parameter;
use crate::command::{SecretPlace, TokenRequest};
use crate::credential::Warning;
use crate::knowledge::{Knowledge, Profile};
use crate::read;
use crate::secret::Secret;
use crate::span::{Span, Spanned};
use crate::state::generic;

/// What the first request needs, and what it was answered.
#[derive(Clone, Default, PartialEq)]
pub struct Device {
    /// The device authorization endpoint, where it is not known.
    pub endpoint: String,
    /// The answer, as it was pasted.
    pub answer: Secret,
}

/// A change of it.
#[derive(Clone)]
pub enum DeviceEdit {
    /// The device authorization endpoint.
    Endpoint(String),
    /// The answer to the first request.
    Answer(Secret),
}

/// What the person is to do between the two requests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confirm {
    /// Where to go.
    pub address: String,
    /// What to type there.
    pub code: String,
}

impl Builder {
    pub(super) fn edit_device(&mut self, edit: DeviceEdit) {
        match edit {
            DeviceEdit::Endpoint(endpoint) => self.device.endpoint = endpoint,
            DeviceEdit::Answer(text) => {
                if let Some(code) = field(text.expose(), "device_code") {
                    self.set("device_code", Secret::new(code));
                }
                self.device.answer = text;
            }
        }
    }

    /// Whether the token request is the second of two.
    pub fn is_device(profile: &Profile) -> bool {
        profile.grant == generic::DEVICE_CODE
    }

    /// The device authorization endpoint, as it is known; `None` where the person has to fill it in.
    pub fn device_endpoint(
        &self,
        profile: &Profile,
        knowledge: Option<&Knowledge>,
    ) -> Option<String> {
        self.place("device", profile, knowledge)
    }

    /// The first request: the client as in the second one, and the scope.
    pub fn device_request(
        &self,
        place: SecretPlace,
        knowledge: Option<&Knowledge>,
    ) -> TokenRequest {
        let mut first = self.request(place, knowledge);
        let profile = self.chosen(knowledge);
        let known = self.device_endpoint(&profile, knowledge);
        let url = known.as_deref().unwrap_or(&self.device.endpoint).trim().to_owned();
        first.request.url = Some(Spanned::new(url, Span::NONE));
        let kept = |name: &str| {
            ["client_id", "client_assertion_type", "client_assertion", "audience"].contains(&name)
        };
        first.request.parameters.retain(|parameter| kept(&parameter.name));
        let scope = self.named("scope", &profile);
        if !scope.is_empty() {
            first.request.parameters.insert(0, parameter("scope", scope, &profile));
        }
        first
    }

    /// What to do between the two requests, from the answer to the first (RFC 8628, section 3.2; some servers still
    /// write `verification_url`).
    pub fn confirm(&self) -> Option<Confirm> {
        let answer = self.device.answer.expose();
        let address =
            field(answer, "verification_uri").or_else(|| field(answer, "verification_url"));
        Some(Confirm { address: address?, code: field(answer, "user_code")? })
    }

    /// What is wrong with the answer to the first request.
    pub fn answer_warnings(&self) -> Vec<Warning> {
        let answer = self.device.answer.expose();
        if answer.is_empty() || field(answer, "device_code").is_some() {
            return Vec::new();
        }
        let error = field(answer, "error").is_some();
        let message = if error { REFUSED } else { NO_CODE };
        vec![Warning::certain("device-no-code", message)]
    }
}

/// The value of a field of the answer in a text.
fn field(text: &str, name: &str) -> Option<String> {
    let paste = read::read(text);
    let found = paste.responses.iter().find_map(|response| response.field(name));
    found.map(|field| field.value.clone()).filter(|value| !value.is_empty())
}

const REFUSED: &str =
    "The first request was refused. Paste the answer under Diagnose: there stands why.";
const NO_CODE: &str =
    "There is no `device_code` in it. Paste all that the first command printed, or the JSON of it.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Authentication;
    use crate::state::builder::Edit;

    /// RFC 8628, section 3.2.
    const ANSWER: &str = r#"{
      "device_code": "GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS",
      "user_code": "WDJB-MJHT",
      "verification_uri": "https://example.com/device",
      "verification_uri_complete": "https://example.com/device?user_code=WDJB-MJHT",
      "expires_in": 1800,
      "interval": 5
    }"#;

    fn builder() -> Builder {
        let mut builder = Builder { client_id: "me".into(), ..Builder::default() };
        for edit in [
            Edit::Profile("device_code".into()),
            Edit::Authentication(Authentication::None),
            Edit::Device(DeviceEdit::Endpoint("https://as.example/device".into())),
            Edit::Value("scope".into(), Secret::new("read".into())),
        ] {
            builder.edit(edit, None);
        }
        builder
    }

    #[test]
    fn the_first_request_holds_client_and_scope_alone() {
        let first = builder().device_request(SecretPlace::Prompt, None);
        assert_eq!(first.request.url.unwrap().value, "https://as.example/device");
        let sent =
            first.request.parameters.iter().map(|one| (one.name.as_str(), one.value.as_str()));
        assert_eq!(sent.collect::<Vec<_>>(), [("scope", "read")]);
        assert_eq!((first.authentication, first.client_id.as_str()), (Authentication::None, "me"));
    }

    #[test]
    fn its_answer_fills_in_the_second() {
        let google = ANSWER.replace("verification_uri", "verification_url");
        let whole = ["HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", ANSWER].concat();
        for (answer, code, confirmed, expected) in [
            (ANSWER, "GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS", true, ""),
            (&*google, "GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS", true, ""),
            (&*whole, "GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS", true, ""),
            (r#"{"error":"invalid_client"}"#, "", false, REFUSED),
            ("something else", "", false, NO_CODE),
            ("", "", false, ""),
        ] {
            let mut builder = builder();
            builder.edit(Edit::Device(DeviceEdit::Answer(Secret::new(answer.to_owned()))), None);
            let second = builder.request(SecretPlace::Inline, None);
            assert_eq!(second.request.value("device_code").unwrap_or_default(), code);
            assert_eq!(second.request.value("scope"), None, "it belongs to the first");
            let confirm =
                Confirm { address: "https://example.com/device".into(), code: "WDJB-MJHT".into() };
            assert_eq!(builder.confirm(), confirmed.then_some(confirm));
            let warnings = builder.answer_warnings();
            assert_eq!(warnings.first().map_or("", |warning| &*warning.message), expected);
        }
    }
}
