//! What a request is meant to be on the wire, told from [`TokenRequest`] without the code under test.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use token_triage::basic::Form;
use token_triage::command::{Authentication, SecretPlace, TokenRequest};
use token_triage::exchange::Place;

pub type Pairs = Vec<(String, String)>;

/// A request as a server sees it, decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub method: String,
    /// The path without its query, as sent.
    pub path: String,
    pub query: Pairs,
    /// The headers that tests look at: Authorization, Accept and those that begin with `X-`.
    pub headers: Pairs,
    /// What curl got by `-u`, before a password is added.
    pub user: Option<String>,
    /// `None` if there is no body.
    pub body: Option<Pairs>,
}

/// What RFC 6749, 7521, 7636, 8628 and 8693 have as good as a secret.
pub const SECRETS: [&str; 10] = [
    "password",
    "code",
    "code_verifier",
    "refresh_token",
    "assertion",
    "client_assertion",
    "subject_token",
    "actor_token",
    "device_code",
    "access_token",
];

pub fn intended(token: &TokenRequest, place: SecretPlace) -> Sent {
    let secret = token.client_secret.expose();
    let mut headers = vec![("accept".to_owned(), "application/json".to_owned())];
    let mut user = None;
    let form = match token.form {
        None | Some(Form::Raw) if token.client_id.contains(':') => Form::Minimal,
        // Of such an id curl says: "if(!psep && **userpwd != ';')" it asks for the password.
        None | Some(Form::Raw)
            if place == SecretPlace::Prompt && token.client_id.starts_with(';') =>
        {
            Form::Minimal
        }
        None => Form::Raw,
        Some(form) => form,
    };
    let mut body = parameters(token, Place::Body);
    let mut own = |name: &str, value: &str| body.push((name.to_owned(), value.to_owned()));
    match (token.authentication, place) {
        (Authentication::Basic, SecretPlace::Prompt) => {
            user = Some(encoded(&token.client_id, form));
        }
        (Authentication::Basic, _) => {
            headers.push(("authorization".to_owned(), basic(&token.client_id, secret, form)));
        }
        (Authentication::Post, _) => {
            own("client_id", &token.client_id);
            own("client_secret", secret);
        }
        // A parameter without a value counts as left out (RFC 6749, section 3.2).
        (Authentication::None | Authentication::Assertion, _) if token.client_id.is_empty() => {}
        (Authentication::None | Authentication::Assertion, _) => own("client_id", &token.client_id),
    }
    let sent = |header: &token_triage::exchange::Header| {
        (header.name.to_lowercase(), header.value.trim().to_owned())
    };
    headers.extend(token.request.headers.iter().map(sent));
    headers.sort();
    let address = &token.request.url.as_ref().expect("an address").value;
    let (_, rest) = address.split_once("://").expect("a scheme");
    let path = rest.find('/').map_or("/", |at| &rest[at..]);
    let (path, in_address) = path.split_once('?').unwrap_or((path, ""));
    let mut query = pairs(in_address);
    query.extend(parameters(token, Place::Query));
    Sent {
        method: "POST".to_owned(),
        path: path_on_the_wire(path),
        query,
        headers,
        user,
        body: Some(body),
    }
}

/// What the shell asks for, in this order, and the answers; curl's own question is not among them.
pub fn asked(token: &TokenRequest, place: SecretPlace) -> Pairs {
    if place != SecretPlace::Prompt {
        return Vec::new();
    }
    let secret = ("client_secret".to_owned(), token.client_secret.expose().to_owned());
    let post = (token.authentication == Authentication::Post).then_some(secret);
    let parameters = token.request.parameters.iter();
    let others = parameters
        .filter(|one| SECRETS.contains(&one.name.as_str()))
        .map(|one| (one.name.clone(), one.value.clone()));
    post.into_iter().chain(others).collect()
}

/// The header of RFC 7617, or of RFC 6749, section 2.3.1.
pub fn basic(id: &str, secret: &str, form: Form) -> String {
    let pair = format!("{}:{}", encoded(id, form), encoded(secret, form));
    format!("Basic {}", STANDARD.encode(pair))
}

fn encoded(text: &str, form: Form) -> String {
    let kept = match form {
        Form::Raw => return text.to_owned(),
        Form::Minimal => "-._~",
        Form::Strict => "",
    };
    let escaped = |byte: u8| match byte {
        b' ' => "+".to_owned(),
        _ if byte.is_ascii_alphanumeric() || kept.as_bytes().contains(&byte) => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(escaped).collect::<Vec<_>>().concat()
}

/// A blank and what no address may hold is escaped; the rest stays.
fn path_on_the_wire(path: &str) -> String {
    path.replace(' ', "%20").replace('"', "%22")
}

fn parameters(token: &TokenRequest, place: Place) -> Pairs {
    let all = token.request.parameters.iter();
    all.filter(|parameter| parameter.place == place)
        .map(|parameter| (parameter.name.clone(), parameter.value.clone()))
        .collect()
}

/// Reads a form-encoded text as servers do.
pub fn pairs(text: &str) -> Pairs {
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

/// The order of fields has no meaning; what is asked for comes first.
pub fn sorted(mut sent: Sent) -> Sent {
    sent.query.sort();
    sent.body.iter_mut().for_each(|body| body.sort());
    sent
}
