//! Calls in programs that send a request: `fetch`, axios, Python's requests, and their like.

mod variables;

use std::ops::Range;

use crate::exchange::{BodyEncoding, Place, RequestForm};
use crate::order;
use crate::span::Span;

use super::command::{Budget, Command};
use super::draft::Draft;
use super::expression::Reader;
use super::layer::Layer;
use super::names::{folded, is_parameter};
use super::value::{Language, Value, text_of};

/// Options of a call that make an object its options, not its data.
const OPTIONS: &[&str] = &[
    "auth",
    "body",
    "data",
    "form",
    "headers",
    "json",
    "method",
    "params",
    "searchparams",
    "uri",
    "url",
];

/// Whether a name may be that of a call which sends a request.
pub(super) fn is_call(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or("");
    matches!(name, "fetch" | "axios" | "got" | "ky" | "request")
        || name.len() > last.len()
            && matches!(
                last,
                "fetch" | "post" | "get" | "put" | "patch" | "delete" | "request" | "ajax"
            )
}

/// The call whose name stands before the bracket at `open`.
pub(super) fn call(
    layer: &Layer,
    start: usize,
    open: usize,
    budget: &mut Budget,
) -> Option<Command> {
    if !budget.spend(1) {
        return None;
    }
    let name = layer.of(start..open);
    let mut reader = Reader::new(layer, open + 1..layer.text().len(), Language::Script);
    let arguments = reader.members(')');
    let end = reader.at;
    budget.spend(end - start);
    let mut sender = Sender::new(layer, start, Language::Script, budget);
    sender.expansions = reader.expansions;
    let last = name.rsplit('.').next().unwrap_or("");
    let (axios, fetch) = (name.contains("axios") || name == "$http", last == "fetch");
    let mut implied = match last {
        "post" => "POST",
        "put" => "PUT",
        "patch" => "PATCH",
        "delete" => "DELETE",
        _ => "GET",
    };
    sender.plain_objects = match () {
        () if axios => BodyEncoding::Json,
        // `[object Object]` is what arrives.
        () if fetch => BodyEncoding::Other,
        () => BodyEncoding::Form,
    };
    sender.arguments(&arguments, implied != "GET");
    let form = if axios || fetch { RequestForm::Fetch } else { RequestForm::Code };
    if sender.draft.sends() && implied == "GET" && !fetch && !axios {
        implied = "POST";
    }
    sender.finish(start..end, form, implied)
}

/// Puts a request together from the arguments of a call.
pub(super) struct Sender<'a> {
    layer: &'a Layer,
    budget: &'a mut Budget,
    pub(super) draft: Draft,
    pub(super) expansions: Vec<Span>,
    /// Where the call begins: its variables stand above.
    start: usize,
    language: Language,
    /// How an object is sent that nothing encodes.
    pub(super) plain_objects: BodyEncoding,
    /// Definitions of variables that were used.
    uses: Vec<Range<usize>>,
    lookups: usize,
    id: Option<Layer>,
    secret: Option<Layer>,
}

impl<'a> Sender<'a> {
    pub(super) fn new(
        layer: &'a Layer,
        start: usize,
        language: Language,
        budget: &'a mut Budget,
    ) -> Self {
        Sender {
            layer,
            budget,
            draft: Draft::default(),
            expansions: Vec::new(),
            start,
            language,
            plain_objects: BodyEncoding::Form,
            uses: Vec::new(),
            lookups: 0,
            id: None,
            secret: None,
        }
    }

    /// Positional arguments: a method, the address, data, options; and named ones.
    fn arguments(&mut self, arguments: &[(Layer, Value)], takes_data: bool) {
        let mut data = Vec::new();
        let mut options = Vec::new();
        for (name, value) in arguments {
            let value = self.resolve(value);
            if !name.text().is_empty() {
                options.push((name.clone(), value));
            } else if let Value::Object(members) = value {
                let is_options =
                    members.iter().any(|(name, _)| OPTIONS.contains(&folded(name.text()).as_str()));
                if is_options && !(takes_data && data.is_empty() && !has_options_only(&members)) {
                    options.extend(members);
                } else if !members.is_empty() {
                    data.push(Value::Object(members));
                }
            } else if self.draft.request.url.is_some() {
                data.push(value);
            } else {
                self.method_or_address(&value);
            }
        }
        self.options(&options);
        if let Some(first) = data.first() {
            self.body(first, self.plain_objects);
        }
        if let Some(Value::Object(headers)) = data.get(1) {
            self.headers(&Value::Object(headers.clone()));
        }
    }

    fn method_or_address(&mut self, value: &Value) {
        let text = text_of(value, &mut self.expansions);
        let is_method = matches!(
            text.text().to_ascii_uppercase().as_str(),
            "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
        );
        if is_method {
            self.draft.method(&text);
        } else {
            self.draft.address(&text);
        }
    }

    /// Named options: header fields first, because they say how the body is meant.
    pub(super) fn options(&mut self, options: &[(Layer, Value)]) {
        for (name, value) in options {
            let name = folded(name.text());
            if name == "headers" {
                let value = self.resolve(value);
                self.headers(&value);
            } else if name == "contenttype" {
                let value = self.text(value);
                self.draft.named_header("Content-Type", "", &value);
            }
        }
        for (name, value) in options {
            let value = self.resolve(value);
            self.option(&folded(name.text()), &value);
        }
        if let (Some(id), Some(secret)) = (self.id.take(), self.secret.take()) {
            self.user(&id, &secret);
        }
    }

    fn option(&mut self, name: &str, value: &Value) {
        match name {
            "method" | "type" => {
                let text = text_of(value, &mut self.expansions);
                self.draft.method(&text);
            }
            "url" | "uri" => {
                let text = text_of(value, &mut self.expansions);
                self.draft.address(&text);
            }
            "body" | "data" | "payload" | "content" => self.body(value, self.plain_objects),
            "form" | "formparams" => self.body(value, BodyEncoding::Form),
            "json" => self.body(value, BodyEncoding::Json),
            "files" | "multipart" => self.body(value, BodyEncoding::Multipart),
            "params" | "searchparams" | "qs" | "query" => self.fields(value, Place::Query),
            "auth" => self.credentials(value),
            "username" | "user" => self.id = Some(text_of(value, &mut self.expansions)),
            "password" | "pass" => self.secret = Some(text_of(value, &mut self.expansions)),
            _ => {}
        }
    }

    /// `(id, secret)`, `{username, password}`, `HTTPBasicAuth(id, secret)`.
    fn credentials(&mut self, value: &Value) {
        let pair: Vec<&Value> = match value {
            Value::List(items) => items.iter().collect(),
            Value::Call(_, members) | Value::Object(members) => {
                members.iter().map(|(_, value)| value).collect()
            }
            _ => Vec::new(),
        };
        if let [id, secret, ..] = pair.as_slice() {
            let id = self.text(id);
            let secret = self.text(secret);
            self.user(&id, &secret);
        }
    }

    /// The text of a value, with a variable looked up.
    fn text(&mut self, value: &Value) -> Layer {
        let value = self.resolve(value);
        text_of(&value, &mut self.expansions)
    }

    fn user(&mut self, id: &Layer, secret: &Layer) {
        let mut user = id.clone();
        let colon = secret.all().start;
        user.put(":", secret, colon..colon);
        user.copy(secret, secret.all());
        // Id and secret may stand far apart; what is shown for both is the secret.
        self.draft.user(&user);
    }

    pub(super) fn headers(&mut self, value: &Value) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    let value = self.text(value);
                    self.draft.named_header(name.text(), "", &value);
                }
            }
            Value::Call(_, arguments) => {
                if let Some((_, inner)) = arguments.first() {
                    let inner = self.resolve(inner);
                    self.headers(&inner);
                }
            }
            Value::List(items) => {
                for item in items {
                    if let Value::List(pair) = item
                        && let [name, value] = pair.as_slice()
                    {
                        let (name, value) = (self.text(name), self.text(value));
                        self.draft.named_header(name.text(), "", &value);
                    }
                }
            }
            _ => {}
        }
    }

    /// A body; `plain` is how an object is sent that nothing encodes.
    pub(super) fn body(&mut self, value: &Value, plain: BodyEncoding) {
        match value {
            Value::Text(_) | Value::Name(_) => {
                let text = text_of(value, &mut self.expansions);
                // axios sends a text as the form that it is, and only objects as JSON.
                let form = matches!(value, Value::Text(_)) && is_form(text.text());
                if plain == BodyEncoding::Json && !form {
                    self.draft.request.encoding = plain;
                }
                self.draft.text(&text);
            }
            Value::Call(name, arguments) => {
                let encoding = match name.rsplit('.').next().unwrap_or("") {
                    "dumps" | "convertto-json" => BodyEncoding::Json,
                    "stringify" if name.starts_with("json") => BodyEncoding::Json,
                    "formdata" => BodyEncoding::Multipart,
                    _ => BodyEncoding::Form,
                };
                if let Some((_, inner)) = arguments.first() {
                    let inner = self.resolve(inner);
                    self.body(&inner, encoding);
                }
                self.draft.request.encoding = encoding;
            }
            Value::Object(_) | Value::List(_) => {
                let header = self.draft.request.header("content-type");
                let form = header.is_some_and(|it| it.value.contains("form-urlencoded"));
                // axios encodes as the header says.
                let plain =
                    if form && plain == BodyEncoding::Json { BodyEncoding::Form } else { plain };
                self.fields(value, Place::Body);
                self.draft.request.encoding = plain;
            }
        }
    }

    /// The members of an object as parameters; those of an inner one have its name before theirs.
    fn fields(&mut self, value: &Value, place: Place) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    let value = self.text(value);
                    self.draft.parameter(name, &value, place);
                }
            }
            Value::List(items) => {
                for item in items {
                    if let Value::List(pair) = item
                        && let [name, value] = pair.as_slice()
                    {
                        let (name, value) = (self.text(name), self.text(value));
                        self.draft.parameter(&name, &value, place);
                    }
                }
            }
            Value::Call(_, arguments) => {
                if let Some((_, inner)) = arguments.first() {
                    let inner = self.resolve(inner);
                    self.fields(&inner, place);
                }
            }
            _ => {}
        }
    }

    /// The request, if it says where it goes or what it asks for.
    pub(super) fn finish(
        mut self,
        range: Range<usize>,
        form: RequestForm,
        implied: &'static str,
    ) -> Option<Command> {
        let url = self.draft.request.url.as_ref().map_or("", |url| url.value.as_str());
        let fetched = form == RequestForm::Fetch && url.starts_with('/');
        let address = url.contains("://") || url.contains(['$', '{']) || fetched;
        order::by_key(&mut self.expansions, |span| *span);
        self.draft.request.expansions = self.expansions;
        let span = self.layer.span(range.clone());
        // Invoke-RestMethod's `-Body` of a GET is the query.
        let method = self.draft.request.method.as_ref().map_or(implied, |it| it.value.as_str());
        let query = form == RequestForm::PowerShell && method == "GET";
        let request = self.draft.finish(form, span, implied, query);
        // Without an address it may be any call of this name.
        let telling = address || request.parameters.iter().any(|it| is_parameter(&it.name));
        order::by_key(&mut self.uses, |place| place.start);
        telling.then(|| Command {
            range,
            uses: self.uses,
            requests: vec![request],
            secrets: Vec::new(),
        })
    }
}

/// Whether an object has nothing that could be a parameter of a token request.
fn has_options_only(members: &[(Layer, Value)]) -> bool {
    members.iter().all(|(name, _)| !is_parameter(name.text()))
}

/// Whether a text is written as a form: a name and `=` before any other sign.
fn is_form(text: &str) -> bool {
    let name =
        text.trim_start().trim_start_matches(|it: char| it.is_ascii_alphanumeric() || it == '_');
    name.starts_with('=') && name.len() < text.len()
}
