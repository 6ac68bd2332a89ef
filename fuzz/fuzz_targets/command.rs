//! Whatever a token request holds: a POSIX shell, and curl behind it, read from the command what was meant.

#![no_main]

#[path = "../../tests/shells/curl.rs"]
mod curl;
#[path = "../../tests/shells/intent.rs"]
#[allow(dead_code, reason = "tests/shells asks for more")]
mod intent;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use token_triage::basic::Form;
use token_triage::command::{self, Authentication, SecretPlace, Shell, TokenRequest};
use token_triage::exchange::{Header, Parameter, Place, Request};
use token_triage::secret::Secret;
use token_triage::span::{Span, Spanned};

/// What a person fills in.
#[derive(Arbitrary, Debug)]
struct Fields {
    id: String,
    secret: String,
    authentication: u8,
    form: u8,
    header: Option<String>,
    parameters: Vec<(String, String, bool)>,
}

fuzz_target!(|fields: Fields| {
    let token = fields.request();
    for shell in Shell::ALL {
        for place in [SecretPlace::Prompt, SecretPlace::Inline] {
            // They have to be written as well; their readers are in tests/shells.
            let _ = command::curl(&token, shell, place);
        }
    }
    // What asks for the secret does not depend on it.
    let other = TokenRequest { client_secret: Secret::new("another".to_owned()), ..token.clone() };
    assert_eq!(
        command::curl(&token, Shell::Sh, SecretPlace::Prompt),
        command::curl(&other, Shell::Sh, SecretPlace::Prompt)
    );
    match command::curl(&token, Shell::Sh, SecretPlace::Inline) {
        Ok(command) => {
            // Values hold no line end, so this joins lines alone; shlex makes an empty word of each.
            let line = command.text.expose().replace("\\\n", " ");
            let mut words = shlex::split(&line).expect("closed quotes");
            assert_eq!(words.remove(0), "curl");
            let sent = curl::reading(&words, None);
            let meant = intent::intended(&token, SecretPlace::Inline);
            assert_eq!(intent::sorted(sent), intent::sorted(meant));
        }
        Err(refusal) => {
            assert_eq!(refusal, command::Refusal::ControlCharacter);
            assert!(fields.holds_control());
        }
    }
});

impl Fields {
    fn request(&self) -> TokenRequest {
        let parameters = self.parameters.iter().map(|(name, value, query)| Parameter {
            name: name.clone(),
            value: value.clone(),
            place: if *query { Place::Query } else { Place::Body },
            span: Span::NONE,
        });
        let header = self.header.iter().map(|value| Header {
            name: "X-Tenant".to_owned(),
            value: value.clone(),
            span: Span::NONE,
        });
        // Those of the client are its own fields.
        let own = |it: &Parameter| matches!(it.name.as_str(), "client_id" | "client_secret");
        TokenRequest {
            request: Request {
                method: Some(Spanned::new("POST", Span::NONE)),
                url: Some(Spanned::new("https://as.example/token", Span::NONE)),
                headers: header.collect(),
                parameters: parameters.filter(|it| !own(it)).collect(),
                ..Request::default()
            },
            authentication: match self.authentication % 3 {
                0 => Authentication::Basic,
                1 => Authentication::Post,
                _ => Authentication::None,
            },
            client_id: self.id.clone(),
            client_secret: Secret::new(self.secret.clone()),
            form: match self.form % 4 {
                0 => None,
                1 => Some(Form::Raw),
                2 => Some(Form::Minimal),
                _ => Some(Form::Strict),
            },
            secrets: Vec::new(),
        }
    }

    fn texts(&self) -> impl Iterator<Item = &String> {
        let parameters = self.parameters.iter().flat_map(|(name, value, _)| [name, value]);
        [&self.id].into_iter().chain(&self.header).chain(parameters)
    }

    fn holds_control(&self) -> bool {
        self.texts().chain([&self.secret]).any(|text| text.contains(char::is_control))
    }
}
