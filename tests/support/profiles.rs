//! A provider's documented token request as a command, with made-up values of the provider's own shapes.

use token_triage::command::{self, Authentication, Refusal, SecretPlace, Shell, TokenRequest};
use token_triage::exchange::{BodyEncoding, Header, Parameter, Place, Request};
use token_triage::knowledge::{Format, Input, Profile, Provider};
use token_triage::secret::Secret;
use token_triage::span::{Span, Spanned};
use token_triage::state::builder::add_assertion;

/// The commands, one for each way of client authentication that the profile names and the builder writes.
pub fn commands(provider: &Provider, profile: &Profile) -> Result<Vec<String>, Refusal> {
    let ways = profile.authentication.iter().filter_map(|way| match way.as_str() {
        "client_secret_basic" => Some(Authentication::Basic),
        "client_secret_post" => Some(Authentication::Post),
        "none" => Some(Authentication::None),
        "private_key_jwt" | "client_secret_jwt" => Some(Authentication::Assertion),
        _ => None,
    });
    ways.map(|way| command(provider, profile, way)).collect()
}

fn command(
    provider: &Provider,
    profile: &Profile,
    authentication: Authentication,
) -> Result<String, Refusal> {
    let fill = |text: &str| {
        profile.variables.iter().fold(text.to_owned(), |text, variable| {
            text.replace(&format!("{{{}}}", variable.name), &filled(variable))
        })
    };
    let place = if profile.place == "query" { Place::Query } else { Place::Body };
    let parameter = |name: &str, value: String| Parameter {
        name: name.to_owned(),
        value,
        place,
        span: Span::NONE,
    };
    let mut profile = profile.clone();
    if authentication == Authentication::Assertion {
        add_assertion(&mut profile);
    }
    let client_id = sample(provider, "client_id", "aB3dE5gH7jK9mN2pQ4rS");
    let mut parameters = vec![parameter("grant_type", profile.grant.clone())];
    if profile.client_id_parameter {
        parameters.push(parameter("client_id", client_id.clone()));
    }
    let inputs = profile.parameters.iter();
    parameters.extend(inputs.map(|input| match input.name.as_str() {
        "client_id" => parameter("client_id", client_id.clone()),
        name => parameter(name, fill(&filled(input))),
    }));
    let headers = profile.headers.iter().filter_map(|header| header.split_once(": "));
    let header = |(name, value): (&str, &str)| Header {
        name: name.to_owned(),
        value: fill(value),
        span: Span::NONE,
    };
    let request = Request {
        method: Some(Spanned::new("POST", Span::NONE)),
        url: Some(Spanned::new(fill(&profile.endpoint), Span::NONE)),
        headers: headers.map(header).collect(),
        parameters,
        encoding: if place == Place::Query { BodyEncoding::None } else { BodyEncoding::Form },
        ..Request::default()
    };
    let client_secret = Secret::new(sample(provider, "client_secret", "Zx8cV6bN4mA2sD0fGh1j"));
    let request = TokenRequest {
        request,
        authentication,
        client_id,
        client_secret,
        form: None,
        secrets: Vec::new(),
    };
    let command = command::curl(&request, Shell::Sh, SecretPlace::Inline)?;
    Ok(command.text.expose().to_owned())
}

/// A value of the shape that the provider gives this, or the other one.
fn sample(provider: &Provider, of: &str, other: &str) -> String {
    let Some(format) = provider.formats.iter().find(|format| format.of == of) else {
        return other.to_owned();
    };
    of_format(format)
}

/// Two that no one takes for each other.
const GUIDS: [&str; 2] =
    ["6731de76-14a6-49ae-97bc-6eba6914391e", "9be3b0c8-41f0-4c0a-9d5b-2f0a7c1e5d44"];

fn of_format(format: &Format) -> String {
    let guid = format.lengths == [36];
    if guid {
        let [id, secret] = GUIDS;
        return if format.of == "client_secret" { secret } else { id }.to_owned();
    }
    let length = usize::from(*format.lengths.first().unwrap_or(&30));
    let letters = if format.alphabet.contains("a-f") && !format.alphabet.contains("a-z") {
        "0d1c5e7b9a3f"
    } else {
        "0d1c5e7b9a3fzk8m"
    };
    format
        .prefix
        .chars()
        .chain(letters.chars().cycle().skip(format.of.len()))
        .take(length.max(format.prefix.len() + 4))
        .collect()
}

/// What stands in a field: its value, its example, or something made up that has the field's shape.
fn filled(input: &Input) -> String {
    let values = [&input.value, &input.example];
    let value = values.into_iter().find(|text| !text.is_empty()).cloned();
    value.unwrap_or_else(|| match input.name.as_str() {
        "code_verifier" => "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned(),
        "redirect_uri" => "https://app.example.com/callback".to_owned(),
        _ => "made-up".to_owned(),
    })
}
