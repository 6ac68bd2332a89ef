//! What is sent, before any language writes it down.

use super::super::call::{
    address, encode, is_curls_own, is_token, refuse_control_characters, variable,
};
use super::super::{Authentication, Refusal, SecretPlace, TokenRequest};
use crate::basic::{self, Form};
use crate::exchange::{Parameter, Place, Request};

/// A request as its parts are meant.
pub(in super::super) struct Message {
    /// The method.
    pub method: String,
    /// The address with what of the query is written into it.
    pub url: String,
    /// The header fields besides Authorization, Content-Type and what every program writes by itself.
    pub headers: Vec<(String, String)>,
    /// The credentials of a Basic header.
    pub basic: Option<Basic>,
    /// Whether an access token goes along, from its variable.
    pub bearer: bool,
    /// Parameters of the query that come from variables.
    pub query: Vec<Field>,
    /// The fields of the body.
    pub fields: Vec<Field>,
}

/// The credentials of a Basic header.
pub(in super::super) struct Basic {
    /// The client id, encoded as [`Basic::form`] wants it.
    pub id: String,
    /// The secret: written down, it is encoded; a variable holds it as it is.
    pub secret: Value,
    /// How id and secret are encoded.
    pub form: Form,
}

/// A parameter of the query or the body.
pub(in super::super) struct Field {
    /// Its name, as meant.
    pub name: String,
    /// Its value.
    pub value: Value,
}

/// A value, or where it is found when the program runs.
pub(in super::super) enum Value {
    /// As meant.
    Text(String),
    /// The name of an environment variable.
    Variable(String),
}

impl Message {
    /// Puts the request together. With `variables` nothing secret is in it.
    pub(super) fn new(token: &TokenRequest, variables: bool) -> Result<Self, Refusal> {
        let place = if variables { SecretPlace::Environment } else { SecretPlace::Inline };
        refuse_control_characters(token, place)?;
        let request = &token.request;
        let value = |name: &str, value: &str| {
            let secret = variables && (name == "client_secret" || token.is_secret(name));
            if secret { Value::Variable(variable(name)) } else { Value::Text(value.to_owned()) }
        };
        let mut message = Message {
            method: method(token),
            url: address(request).ok_or(Refusal::NoAddress)?,
            headers: headers(request),
            basic: None,
            bearer: false,
            query: Vec::new(),
            fields: Vec::new(),
        };
        for parameter in request.parameters.iter().filter(|one| !is_own(token, one)) {
            let value = value(&parameter.name, &parameter.value);
            message.add(parameter.place, parameter.name.clone(), value);
        }
        let secret = value("client_secret", token.client_secret.expose());
        match token.authentication {
            Authentication::Basic => message.basic = Some(credentials(token, secret)),
            Authentication::Post => {
                message.field("client_id", Value::Text(token.client_id.clone()));
                message.field("client_secret", secret);
            }
            // An assertion that is the grant names the client by itself.
            Authentication::None | Authentication::Assertion => {
                if !token.client_id.is_empty() {
                    message.field("client_id", Value::Text(token.client_id.clone()));
                }
            }
        }
        Ok(message)
    }

    /// A call of the API.
    pub(super) fn with_bearer(request: &Request) -> Result<Self, Refusal> {
        let token = TokenRequest { request: request.clone(), ..TokenRequest::default() };
        refuse_control_characters(&token, SecretPlace::Environment)?;
        Ok(Message {
            method: "GET".to_owned(),
            url: address(request).ok_or(Refusal::NoAddress)?,
            headers: headers(request),
            basic: None,
            bearer: true,
            query: Vec::new(),
            fields: Vec::new(),
        })
    }

    fn add(&mut self, place: Place, name: String, value: Value) {
        match (place, value) {
            (Place::Body, value) => self.fields.push(Field { name, value }),
            (Place::Query, Value::Text(text)) => {
                self.url.push(if self.url.contains('?') { '&' } else { '?' });
                self.url.push_str(&encode(&name));
                self.url.push('=');
                self.url.push_str(&encode(&text));
            }
            (Place::Query, value) => self.query.push(Field { name, value }),
        }
    }

    fn field(&mut self, name: &str, value: Value) {
        self.fields.push(Field { name: name.to_owned(), value });
    }

    /// Whether anything comes from a variable.
    pub(in super::super) fn takes_variables(&self) -> bool {
        let values = self.fields.iter().chain(&self.query).map(|field| &field.value);
        let secret = self.basic.as_ref().map(|basic| &basic.secret);
        self.bearer || values.chain(secret).any(Value::is_variable)
    }

    /// The body in form encoding, where nothing in it comes from a variable.
    pub(super) fn body(&self) -> String {
        let mut body = String::new();
        for field in &self.fields {
            if let Value::Text(value) = &field.value {
                if !body.is_empty() {
                    body.push('&');
                }
                body.push_str(&encode(&field.name));
                body.push('=');
                body.push_str(&encode(value));
            }
        }
        body
    }

    /// Whether a body is sent: by POST always, an empty one as well.
    pub(super) fn has_body(&self) -> bool {
        !self.fields.is_empty() || self.method == "POST"
    }

    /// Whether two fields have the same name, which a table can't hold.
    pub(super) fn repeats_a_name(&self) -> bool {
        self.fields.iter().enumerate().any(|(at, field)| {
            self.fields
                .iter()
                .take(at)
                .any(|earlier| earlier.name.eq_ignore_ascii_case(&field.name))
        })
    }
}

impl Value {
    pub(super) fn is_variable(&self) -> bool {
        matches!(self, Value::Variable(_))
    }
}

impl Basic {
    /// The header's value, where the secret is written down.
    pub(super) fn header(&self) -> Option<String> {
        let Value::Text(secret) = &self.secret else { return None };
        Some(basic::header(&self.id, secret, Form::Raw).expose().to_owned())
    }

    /// Whether id and secret are percent-encoded.
    pub(in super::super) fn is_encoded(&self) -> bool {
        self.form != Form::Raw
    }
}

fn is_own(token: &TokenRequest, parameter: &Parameter) -> bool {
    match parameter.name.as_str() {
        "client_secret" => true,
        "client_id" => token.authentication != Authentication::Basic,
        _ => false,
    }
}

/// POST unless the request says otherwise (RFC 6749, section 3.2).
fn method(token: &TokenRequest) -> String {
    let method = token.request.method.as_ref().map_or("", |method| method.value.trim());
    let known = !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_uppercase());
    if known { method.to_owned() } else { "POST".to_owned() }
}

fn headers(request: &Request) -> Vec<(String, String)> {
    let mut headers = Vec::new();
    if request.header("accept").is_none() {
        headers.push(("Accept".to_owned(), "application/json".to_owned()));
    }
    let given = request.headers.iter();
    let given = given.filter(|header| is_token(&header.name) && !is_curls_own(&header.name));
    headers.extend(given.map(|header| (header.name.clone(), header.value.trim().to_owned())));
    headers
}

/// A colon would end the id, so that such an id is always encoded.
fn credentials(token: &TokenRequest, secret: Value) -> Basic {
    let form = match token.form.unwrap_or_default() {
        Form::Raw if token.client_id.contains(':') => Form::Minimal,
        form => form,
    };
    let encoded = |text: &str| basic::encode(text, form).expose().to_owned();
    let secret = match secret {
        Value::Text(text) => Value::Text(encoded(&text)),
        variable @ Value::Variable(_) => variable,
    };
    Basic { id: encoded(&token.client_id), secret, form }
}
