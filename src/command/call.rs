//! What curl is told, before any shell quotes it.

use super::{Authentication, Refusal, SecretPlace, Style, TokenRequest};
use crate::basic::{self, Form};
use crate::exchange::{Parameter, Place, Request, host_of};

/// A call of curl: what stands behind `curl -sS -i`.
#[derive(Clone, Default)]
pub(super) struct Call {
    /// Whether the address holds characters that curl would expand (`-g`).
    pub globs: bool,
    /// The method, where curl would take another.
    pub method: Option<String>,
    /// The address with its query.
    pub url: String,
    /// Options and their values.
    pub options: Vec<(&'static str, String)>,
    /// The ready-made Basic header: nothing in it means anything to any shell.
    pub basic: Option<String>,
    /// The fields of the body.
    pub fields: Vec<Field>,
    /// Whether the body is there but empty.
    pub empty_body: bool,
    /// The client id of a Basic header whose secret is handed to curl's standard input.
    pub user: Option<String>,
    /// What the shell has to ask for, or to take from the environment, and to hand to curl's standard input.
    pub asked: Vec<Asked>,
    /// Where that is taken from.
    pub origin: Origin,
    /// The form of the Basic header.
    pub form: Form,
    /// How it is spelled and laid out.
    pub style: Style,
}

/// Where a shell takes what it hands to curl's standard input from.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Origin {
    /// The person types it.
    #[default]
    Typed,
    /// Environment variables.
    Environment,
    /// The variable of the access token, in a call of the API.
    AccessToken,
}

/// A field of a form-encoded body.
#[derive(Clone)]
pub(super) struct Field {
    /// The name, encoded.
    pub name: String,
    /// The value, as meant.
    pub value: String,
}

/// A parameter whose value is asked for when the command runs.
#[derive(Clone)]
pub(super) struct Asked {
    /// The name, encoded.
    pub name: String,
    /// Query or body.
    pub place: Place,
}

impl Call {
    /// Puts the request together for one place of the secret.
    pub(super) fn new(
        token: &TokenRequest,
        place: SecretPlace,
        style: Style,
    ) -> Result<Self, Refusal> {
        let request = &token.request;
        refuse_control_characters(token, place)?;
        let mut call = Call {
            form: form_for(token, place),
            origin: match place {
                SecretPlace::Environment => Origin::Environment,
                _ => Origin::Typed,
            },
            style,
            ..Call::default()
        };
        call.url = address(request).ok_or(Refusal::NoAddress)?;
        let own = |parameter: &&Parameter| match parameter.name.as_str() {
            "client_secret" => true,
            "client_id" => token.authentication != Authentication::Basic,
            _ => false,
        };
        let (asked, written): (Vec<_>, Vec<_>) = request
            .parameters
            .iter()
            .filter(|parameter| !own(parameter))
            .partition(|parameter| is_asked(token, place, parameter));
        for parameter in written.iter().filter(|parameter| parameter.place == Place::Query) {
            call.url.push(if call.url.contains('?') { '&' } else { '?' });
            call.url.push_str(&encode(&parameter.name));
            call.url.push('=');
            call.url.push_str(&encode(&parameter.value));
        }
        call.globs = call.url.contains(['[', ']', '{', '}']);
        for parameter in written.iter().filter(|parameter| parameter.place == Place::Body) {
            call.field(&parameter.name, &parameter.value);
        }
        call.authenticate(token, place);
        call.asked.extend(asked.into_iter().map(Asked::new));
        call.headers(request);
        call.set_method(request);
        Ok(call)
    }

    /// A call of the API: an access token goes along, from its variable.
    pub(super) fn with_bearer(request: &Request) -> Result<Self, Refusal> {
        let token = TokenRequest { request: request.clone(), ..TokenRequest::default() };
        refuse_control_characters(&token, SecretPlace::Environment)?;
        let mut call = Call { origin: Origin::AccessToken, ..Call::default() };
        call.url = address(request).ok_or(Refusal::NoAddress)?;
        call.globs = call.url.contains(['[', ']', '{', '}']);
        call.headers(request);
        Ok(call)
    }

    fn field(&mut self, name: &str, value: &str) {
        self.fields.push(Field { name: encode(name), value: value.to_owned() });
    }

    fn authenticate(&mut self, token: &TokenRequest, place: SecretPlace) {
        let secret = token.client_secret.expose();
        match (token.authentication, place) {
            (Authentication::Basic, SecretPlace::Prompt) => {
                let id = basic::encode(&token.client_id, self.form);
                self.options.push(("-u", id.expose().to_owned()));
            }
            (Authentication::Basic, SecretPlace::Inline) => {
                let header = basic::header(&token.client_id, secret, self.form);
                self.basic = Some(format!("Authorization: {}", header.expose()));
            }
            (Authentication::Basic, SecretPlace::Environment | SecretPlace::Input) => {
                self.user = Some(basic::encode(&token.client_id, self.form).expose().to_owned());
            }
            (Authentication::Post, SecretPlace::Inline) => {
                self.field("client_id", &token.client_id);
                self.field("client_secret", secret);
            }
            (Authentication::Post, _) => {
                self.field("client_id", &token.client_id);
                self.asked.push(Asked { name: "client_secret".to_owned(), place: Place::Body });
            }
            // An assertion that is the grant names the client by itself.
            (Authentication::None | Authentication::Assertion, _) => {
                if !token.client_id.is_empty() {
                    self.field("client_id", &token.client_id);
                }
            }
        }
    }

    fn headers(&mut self, request: &Request) {
        if request.header("accept").is_none() {
            self.options.push(("-H", "Accept: application/json".to_owned()));
        }
        for header in &request.headers {
            if is_curls_own(&header.name) || !is_token(&header.name) {
                continue;
            }
            // curl takes a header away where nothing stands behind the colon; the semicolon sends it empty.
            let text = match header.value.trim() {
                "" => format!("{};", header.name),
                value => format!("{}: {value}", header.name),
            };
            self.options.push(("-H", text));
        }
    }

    /// POST unless the request says otherwise (RFC 6749, section 3.2). curl posts as soon as there is a body.
    fn set_method(&mut self, request: &Request) {
        let method = request.method.as_ref().map_or("POST", |method| method.value.trim());
        let known = !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_uppercase());
        let method = if known { method } else { "POST" };
        let asked = self.asked.iter().any(|asked| asked.place == Place::Body);
        let body = !self.fields.is_empty() || asked;
        self.empty_body = !body && method == "POST";
        let default = if body || self.empty_body { "POST" } else { "GET" };
        self.method = (method != default).then(|| method.to_owned());
    }
}

impl Field {
    /// How a shell writes it: `-d` where name and value need no encoding, `--data-urlencode` where curl
    /// encodes what the person should be able to read, `-d` and escapes for what is safer in ASCII, what
    /// this shell can't hand on, or what has no name (`--data-urlencode` takes `=` off then).
    pub(super) fn option(&self, fragile: impl Fn(&str) -> bool) -> (&'static str, String) {
        let Field { name, value } = self;
        if value.bytes().all(basic::is_unreserved) {
            ("-d", format!("{name}={value}"))
        } else if value.is_ascii() && !name.is_empty() && !fragile(value) {
            ("--data-urlencode", format!("{name}={value}"))
        } else {
            ("-d", format!("{name}={}", encode(value)))
        }
    }
}

impl Asked {
    fn new(parameter: &Parameter) -> Self {
        Asked { name: encode(&parameter.name), place: parameter.place }
    }

    /// The option that curl takes it by, and encodes it.
    pub(super) fn option(&self) -> &'static str {
        match self.place {
            Place::Body => "data-urlencode",
            Place::Query => "url-query",
        }
    }
}

/// The environment variable of a parameter: `client_secret` is in `CLIENT_SECRET`.
pub(super) fn variable(name: &str) -> String {
    let sign = |letter: char| {
        if letter.is_ascii_alphanumeric() { letter.to_ascii_uppercase() } else { '_' }
    };
    let mut variable: String = name.chars().map(sign).collect();
    if !variable.starts_with(|first: char| first.is_ascii_uppercase()) {
        variable.insert_str(0, "SECRET_");
    }
    variable
}

/// What curl and its like write by themselves, or from the credentials.
pub(super) fn is_curls_own(name: &str) -> bool {
    const OWN: [&str; 5] =
        ["authorization", "content-type", "content-length", "transfer-encoding", "host"];
    OWN.iter().any(|own| name.eq_ignore_ascii_case(own))
}

fn is_asked(token: &TokenRequest, place: SecretPlace, parameter: &Parameter) -> bool {
    place != SecretPlace::Inline && token.is_secret(&parameter.name)
}

/// A name or a value as form encoding writes it, a blank as `%20`: that is a blank wherever it stands, and nobody
/// takes it for a plus sign that was meant.
pub(crate) fn encode(text: &str) -> String {
    basic::form_encoded(text, basic::is_unreserved).replace('+', "%20")
}

/// A colon would end the id; before a semicolon at its beginning `curl -u` asks for no password.
fn form_for(token: &TokenRequest, place: SecretPlace) -> Form {
    let id = &token.client_id;
    let unasked = place == SecretPlace::Prompt && id.starts_with(';');
    match token.form.unwrap_or(Form::Raw) {
        Form::Raw if id.contains(':') || unasked => Form::Minimal,
        form => form,
    }
}

/// Refuses what no shell and no protocol hands on unchanged, in everything that is written down.
pub(super) fn refuse_control_characters(
    token: &TokenRequest,
    place: SecretPlace,
) -> Result<(), Refusal> {
    let request = &token.request;
    let secret = match place {
        SecretPlace::Inline | SecretPlace::Input => token.client_secret.expose(),
        SecretPlace::Prompt | SecretPlace::Environment => "",
    };
    let url = request.url.as_ref().map(|url| url.value.trim());
    let method = request.method.as_ref().map(|method| method.value.as_str());
    let headers = request.headers.iter().flat_map(|header| [&header.name, &header.value]);
    let unused = |one: &Parameter| place != SecretPlace::Input && is_asked(token, place, one);
    let values = request.parameters.iter().filter(|one| !unused(one));
    let parameters = values
        .map(|parameter| &parameter.value)
        .chain(request.parameters.iter().map(|parameter| &parameter.name));
    let mut texts = [secret, &token.client_id]
        .into_iter()
        .chain(url)
        .chain(method)
        .chain(headers.chain(parameters).map(String::as_str));
    if texts.any(|text| text.contains(char::is_control)) {
        return Err(Refusal::ControlCharacter);
    }
    Ok(())
}

/// The address as curl takes it: http or https, a host, what may not stand in a path or query escaped.
pub(super) fn address(request: &Request) -> Option<String> {
    let url = request.url.as_ref()?.value.trim();
    let url = url.split('#').next().unwrap_or(url);
    let (scheme, rest) = url.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let sound =
        |char: char| !char.is_ascii() || char.is_ascii_alphanumeric() || "-._~:@[]%".contains(char);
    let is_address = matches!(scheme.as_str(), "http" | "https")
        && host_of(url).is_some()
        && authority.chars().all(|char| sound(char) && !char.is_whitespace());
    // A blank is %20 in a path; form encoding's + would stand for itself there.
    let legal = |byte: u8| basic::is_unreserved(byte) || b"/?:@!$&'()*+,;=%[]{}".contains(&byte);
    let path: Vec<String> = path.split(' ').map(|part| basic::form_encoded(part, legal)).collect();
    is_address.then(|| format!("{scheme}://{authority}{}", path.join("%20")))
}

/// The characters of a header's name (RFC 9110, section 5.6.2): none begins a file name for curl.
pub(crate) fn is_token(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
