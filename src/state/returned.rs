//! What the builder's request got: the answer that is pasted beside the command, diagnosed together with it.

use std::rc::Rc;

use super::Answer;
use super::builder::Builder;
use crate::command::{SecretPlace, Shell, curl};
use crate::diagnose::{Given, diagnose_with};
use crate::knowledge::Knowledge;
use crate::read;
use crate::repair::repair;

/// What was pasted beside the command.
#[derive(Clone, Default)]
pub struct Returned {
    /// The text.
    pub text: Rc<str>,
    /// What it means as the answer to the request that the fields made when it was pasted. The text of this answer
    /// begins with that request.
    pub answer: Rc<Answer>,
}

impl PartialEq for Returned {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.text, &other.text) && Rc::ptr_eq(&self.answer, &other.answer)
    }
}

impl Returned {
    /// Diagnoses a text as the answer to the request of these fields. One that holds its own request is taken as it is.
    pub fn new(text: Rc<str>, builder: &Builder, given: &Given, knowledge: &Knowledge) -> Self {
        if text.trim().is_empty() {
            return Returned { text, answer: Rc::default() };
        }
        let alone = read::read(&text).requests.is_empty();
        let request = if alone { request(builder, knowledge) } else { String::new() };
        let whole: Rc<str> = Rc::from([&request, &*text].concat());
        let provider = match builder.known(Some(knowledge)) {
            Some(provider) => provider.id.clone(),
            None => given.provider.clone(),
        };
        let given = Given { provider, ..Given::default() };
        let diagnosis = diagnose_with(&whole, knowledge, &given);
        let repair = repair(&whole, &diagnosis, knowledge);
        Returned { text, answer: Rc::new(Answer { text: whole, diagnosis, repair }) }
    }
}

/// The request as a command that the reader knows, the secrets in it; a variable for each that was not filled in.
fn request(builder: &Builder, knowledge: &Knowledge) -> String {
    let profile = builder.chosen(Some(knowledge));
    let place = if builder.lacks_secrets(&profile) {
        SecretPlace::Environment
    } else {
        SecretPlace::Inline
    };
    let command = curl(&builder.request(place, Some(knowledge)), Shell::Sh, place);
    command.map(|command| [command.text.expose(), "\n\n"].concat()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::command::Authentication;
    use crate::knowledge::source;
    use crate::secret::Secret;
    use crate::state::builder::Edit;

    const REFUSED: &str = "HTTP/1.1 401 Unauthorized\n\n{\"error\":\"invalid_client\"}";

    fn knowledge() -> Knowledge {
        source::knowledge(&Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge")).unwrap()
    }

    /// The answer to the request of a client with this secret at any server.
    fn returned(text: &str, secret: &str, more: Vec<Edit>) -> Returned {
        let knowledge = knowledge();
        let mut builder = Builder::default();
        let fields = [
            Edit::Endpoint("https://as.example/token".into()),
            Edit::ClientId("s6BhdRkqt3".into()),
            Edit::ClientSecret(Secret::new(secret.into())),
            Edit::Authentication(Authentication::Post),
        ];
        for edit in fields.into_iter().chain(more) {
            builder.edit(edit, Some(&knowledge));
        }
        Returned::new(text.into(), &builder, &Given::default(), &knowledge)
    }

    fn first(returned: &Returned) -> &str {
        returned.answer.diagnosis.causes.first().map_or("", |cause| &cause.id)
    }

    #[test]
    fn the_request_decides_between_the_causes_of_a_bare_code() {
        for (secret, cause) in [
            ("gX1fBat3bV\u{200b}", "wrong-client-secret"),
            ("gX1fBat3bV", "client-authentication-failed"),
        ] {
            let told = returned(REFUSED, secret, vec![]);
            assert_eq!((first(&told), told.answer.diagnosis.requests.len()), (cause, 1));
        }
    }

    #[test]
    fn a_secret_that_was_not_filled_in_is_not_said_to_be_missing() {
        for authentication in [Authentication::Basic, Authentication::Post] {
            let told = returned(REFUSED, "", vec![Edit::Authentication(authentication)]);
            assert_ne!(first(&told), "client-auth-missing", "{authentication:?}");
        }
    }

    #[test]
    fn a_text_with_a_request_of_its_own_is_taken_as_it_is() {
        let own = ["curl https://other.example/token -d grant_type=password\n\n", REFUSED].concat();
        let told = returned(&own, "gX1fBat3bV", vec![]);
        assert_eq!(&*told.answer.text, own);
    }

    #[test]
    fn the_builders_provider_is_who_answered() {
        let okta = vec![Edit::Provider("okta".into())];
        let told = returned(REFUSED, "gX1fBat3bV", okta);
        let provider = told.answer.diagnosis.provider.as_ref();
        assert_eq!(provider.map(|provider| provider.id.as_str()), Some("okta"));
    }

    #[test]
    fn nothing_pasted_is_nothing_said() {
        for blank in ["", " \n"] {
            assert_eq!(*returned(blank, "gX1fBat3bV", vec![]).answer.text, *"");
        }
    }
}
