//! The request as text, for the shell or program that was chosen: what is shown of it, and what may be copied.

use super::builder::{Builder, Kind};
use super::mask::MASK;
use crate::basic::{self, Form};
use crate::command::program::{self, Program};
use crate::command::{Command, Refusal, SecretPlace, Shell, TokenRequest, curl_as, encode};
use crate::knowledge::Knowledge;
use crate::secret::Secret;

/// A request written down.
#[derive(Debug, PartialEq)]
pub struct Written {
    /// What stands on the page. Nothing secret is in it.
    pub shown: String,
    /// The same to copy; `None` where there is no way to write it without its secrets, and they are filled in.
    pub without: Option<Secret>,
    /// The request with its secrets in it; `None` where none is filled in.
    pub with: Option<Secret>,
    /// What to paste on curl's standard input, its secrets in it.
    pub lines: Option<Secret>,
    /// What to know.
    pub notes: Vec<&'static str>,
    /// What else to know of the text with the secrets.
    pub notes_with: Vec<&'static str>,
}

/// Writes the token request that the fields make.
///
/// # Errors
/// Where a value can't be written at all.
pub fn written(builder: &Builder, knowledge: Option<&Knowledge>) -> Result<Written, Refusal> {
    write(builder, &|place| builder.request(place, knowledge))
}

/// Writes the request that comes before it in the device flow.
///
/// # Errors
/// Where a value can't be written at all.
pub fn device(builder: &Builder, knowledge: Option<&Knowledge>) -> Result<Written, Refusal> {
    write(builder, &|place| builder.device_request(place, knowledge))
}

fn write(
    builder: &Builder,
    request: &dyn Fn(SecretPlace) -> TokenRequest,
) -> Result<Written, Refusal> {
    let write = |place| match builder.program {
        Some(program) => program::write(&request(place), program, place),
        None => curl_as(&request(place), builder.shell, place, builder.style),
    };
    let whole = request(SecretPlace::Inline);
    let has_secrets = secrets(builder, &whole).any(|value| !value.is_empty());
    let holds_them = builder.program.is_some_and(|program| !program.takes_variables());
    // What stands in a secret alone keeps nobody from a command that asks for it.
    let with = has_secrets.then(|| write(SecretPlace::Inline));
    let with = if holds_them { with.transpose()? } else { with.and_then(Result::ok) };
    if let Some(with) = with.as_ref().filter(|_| holds_them) {
        return Ok(Written {
            shown: masked(with, builder, &whole),
            without: None,
            with: Some(with.text.clone()),
            lines: None,
            notes: with.notes.clone(),
            notes_with: Vec::new(),
        });
    }
    let place = match builder.program {
        Some(_) => SecretPlace::Environment,
        None => builder.place,
    };
    let without = write(place)?;
    let more = |command: &Command| {
        let more = command.notes.iter().filter(|note| !without.notes.contains(note));
        more.copied().collect()
    };
    Ok(Written {
        shown: without.text.expose().to_owned(),
        lines: without.input.clone().filter(|_| has_secrets),
        notes_with: with.as_ref().map(more).unwrap_or_default(),
        with: with.map(|command| command.text),
        notes: without.notes,
        without: Some(without.text),
    })
}

/// The text with a mask over each secret, as it is, encoded, and within the Basic header.
fn masked(command: &Command, builder: &Builder, request: &TokenRequest) -> String {
    let mut text = command.text.expose().to_owned();
    let secret = request.client_secret.expose();
    for form in [Form::Raw, Form::Minimal, Form::Strict] {
        let id = basic::encode(&request.client_id, form);
        let header = basic::header(id.expose(), basic::encode(secret, form).expose(), Form::Raw);
        text = text.replace(header.expose(), &["Basic ", MASK].concat());
    }
    for value in secrets(builder, request).filter(|value| !value.is_empty()) {
        text = text.replace(&encode(value), MASK).replace(value, MASK);
    }
    text
}

/// What of a request is worth a secret.
fn secrets<'r>(builder: &'r Builder, request: &'r TokenRequest) -> impl Iterator<Item = &'r str> {
    let sent = request.authentication.sends_secret();
    let client = sent.then_some(request.client_secret.expose());
    let headers = builder.extras.iter().filter(|extra| extra.kind == Kind::Header);
    let headers = headers.filter(|extra| extra.is_secret()).map(|extra| extra.value.expose());
    request.parameters_worth_a_secret().chain(client).chain(headers)
}

/// The programs in groups, as they are offered.
pub fn name_of(program: Program) -> &'static str {
    match program {
        Program::Httpie => "HTTPie",
        Program::Wget => "wget",
        Program::InvokeRestMethod => "Invoke-RestMethod",
        Program::Python => "Python, requests",
        Program::JavaScript => "JavaScript, Node",
        Program::Hurl => "Hurl file",
        Program::HttpFile => ".http file",
        Program::Http => "HTTP message",
        Program::Postman => "Postman collection",
    }
}

/// How it is known that what is written for this target is read as it is meant. Each sentence names a test in
/// tests/shells.
pub fn known_by(builder: &Builder) -> &'static str {
    match (builder.program, builder.shell) {
        (None, Shell::Sh) => {
            "Run in our tests by bash, dash, zsh, ksh, mksh and BusyBox. mksh alone lets other programs see the secret while it runs."
        }
        (None, Shell::Fish) => "Run in our tests by fish.",
        (None, Shell::Cmd | Shell::Batch) => {
            "Run in our tests by the cmd of Wine, not by that of Windows. Tell us if it fails."
        }
        (Some(Program::HttpFile), _) => {
            "Not run: editors differ in how they read it. Tell us if it fails."
        }
        (None, Shell::Pwsh | Shell::PowerShell) | (Some(Program::InvokeRestMethod), _) => {
            "Not run by PowerShell: checked against a model of its documented rules. Tell us if it fails."
        }
        (Some(Program::Postman), _) => "Run in our tests by newman, Postman's own program for it.",
        (Some(_), _) => "Run in our tests.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Authentication;
    use crate::state::builder::{DeviceEdit, Edit, ExtraEdit};

    const SECRET: &str = "pl4nted+S3CRET";

    fn filled(secret: &str) -> Builder {
        let mut builder = Builder::default();
        for edit in [
            Edit::Endpoint("https://as.example/token".into()),
            Edit::ClientId("me".into()),
            Edit::ClientSecret(Secret::new(secret.into())),
        ] {
            builder.edit(edit, None);
        }
        builder
    }

    /// What is shown, and whether it can be copied without and with the secret.
    fn told(builder: &Builder) -> (String, bool, bool) {
        let written = written(builder, None).unwrap();
        (written.shown, written.without.is_some(), written.with.is_some())
    }

    #[test]
    fn nothing_secret_is_shown_for_any_target() {
        for authentication in [Authentication::Basic, Authentication::Post] {
            for target in Program::ALL.map(Some).into_iter().chain([None]) {
                for place in [SecretPlace::Prompt, SecretPlace::Environment, SecretPlace::Input] {
                    let mut builder = filled(SECRET);
                    builder.edit(Edit::Authentication(authentication), None);
                    builder.edit(Edit::Program(target), None);
                    builder.edit(Edit::Place(place), None);
                    let (shown, without, with) = told(&builder);
                    let base64 = basic::header("me", SECRET, Form::Raw);
                    let forms = [SECRET, &encode(SECRET), base64.expose()];
                    assert!(!forms.iter().any(|form| shown.contains(form)), "{shown}");
                    let holds = target.is_some_and(|program| !program.takes_variables());
                    assert_eq!((without, with), (!holds, true), "{target:?}");
                    assert_eq!(shown.contains(MASK), holds, "{shown}");
                }
            }
        }
    }

    /// The places that hold a secret by themselves: a header that was added, the client in the first request of a device.
    #[test]
    fn nor_of_a_header_and_of_a_device() {
        for target in Program::ALL.map(Some).into_iter().chain([None]) {
            let mut builder = filled("");
            for edit in [
                Edit::Program(target),
                Edit::Profile("device_code".into()),
                Edit::Authentication(Authentication::Post),
                Edit::Device(DeviceEdit::Endpoint("https://as.example/device".into())),
                Edit::Extra(ExtraEdit::Add(Kind::Header)),
                Edit::Extra(ExtraEdit::Name(0, "X-Api-Key".into())),
                Edit::Extra(ExtraEdit::Value(0, Secret::new(SECRET.into()))),
            ] {
                builder.edit(edit, None);
            }
            for client_secret in ["", SECRET] {
                builder.edit(Edit::ClientSecret(Secret::new(client_secret.into())), None);
                for text in [written(&builder, None), device(&builder, None)] {
                    let text = text.unwrap();
                    let without = text.without.as_ref().map_or("", Secret::expose);
                    let told = [&text.shown, without].concat();
                    assert!(!told.contains(SECRET) && !told.contains(&encode(SECRET)), "{told}");
                    assert!(text.with.unwrap().expose().contains(SECRET), "{target:?}");
                }
            }
        }
    }

    #[test]
    fn where_nothing_secret_is_filled_in_there_is_one_text() {
        for target in Program::ALL.map(Some).into_iter().chain([None]) {
            let mut builder = filled("");
            builder.edit(Edit::Program(target), None);
            let (_, without, with) = told(&builder);
            assert_eq!((without, with), (true, false), "{target:?}");
        }
    }
}
