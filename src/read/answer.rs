//! From a body's fields to what they say: error code, sentence and status, under all the names that
//! servers give them.

use crate::exchange::{
    BodyEncoding, Field, Header, Parameter, Place, Request, RequestForm, Response,
};
use crate::span::{Span, Spanned};

use super::dump;
use super::layer::Layer;
use super::names::{folded, is_known, is_parameter, looks_like_code};
use super::secret::is_absent;

/// Names of the error code, the likeliest first.
const ERRORS: &[&str] = &["error", "oautherror", "errorcode", "err", "code", "errortype", "type"];
/// Names of the sentence, the most telling first.
const SENTENCES: &[&str] = &[
    "errordescription",
    "errordesc",
    "errormessage",
    "errorsummary",
    "errormsg",
    "errordetail",
    "errordetails",
    "message",
    "description",
    "faultstring",
    "msg",
    "detail",
    "details",
    "diagnostics",
    "text",
    "reason",
    "errorreason",
    "error",
    "title",
    "statustext",
];
/// Names of the status code.
const STATUSES: &[&str] =
    &["status", "statuscode", "httpstatus", "httpstatuscode", "httpcode", "errorcode", "code"];
/// Names that a successful token response has (RFC 6749, section 5.1).
const GRANTED: &[&str] = &["accesstoken", "idtoken", "tokentype", "refreshtoken", "active"];

/// Fills in what the response's fields say and what it does not know yet.
pub(super) fn interpret(response: &mut Response) {
    let event = is_event(&response.fields);
    let fields: Vec<&Field> =
        response.fields.iter().filter(|field| !dump::is_sent(&field.path)).collect();
    if response.error.is_none() && !event {
        response.error = code(&fields);
    }
    if response.description.is_none() {
        response.description = sentence(&fields, response.error.as_ref());
    }
    if response.status.is_none()
        && let Some((status, span)) = status(&fields)
    {
        response.status = Some(status);
        response.status_span = span;
    }
}

/// Whether fields are an event that Keycloak logs: its `error` is the log's own word and not what the client got.
pub(super) fn is_event(fields: &[Field]) -> bool {
    let is_type = |field: &Field| field.path == "type" && field.value.ends_with("_ERROR");
    fields.iter().any(is_type) && fields.iter().any(|field| field.path == "clientId")
}

/// Whether a response says anything: an error, a sentence, a status, or a granted token.
pub(super) fn is_telling(response: &Response) -> bool {
    response.error.is_some()
        || response.description.is_some()
        || response.status.is_some()
        || !response.headers.is_empty()
        || is_event(&response.fields)
        || response.fields.iter().any(|field| GRANTED.contains(&folded(field.name()).as_str()))
}

/// The error code: a known one under a name of errors, else the server's own where servers put it, else a known
/// one anywhere.
fn code(fields: &[&Field]) -> Option<Spanned> {
    let rank = |field: &Field| {
        let name = folded(field.name());
        ERRORS.iter().position(|known| *known == name).unwrap_or(ERRORS.len())
    };
    let known = || fields.iter().copied().filter(|field| is_known(&field.value));
    let first = known().min_by_key(|field| rank(field));
    let named = first.filter(|field| rank(field) < ERRORS.len());
    let whole = |field: &Field| Spanned::new(field.value.clone(), field.span);
    let canonical = || fields.iter().find(|field| is_canonical(field)).map(|it| whole(it));
    let own = || fields.iter().find_map(|field| own_code(field)).or_else(canonical);
    named.map(whole).or_else(own).or(first.map(whole))
}

/// A code of the server's own making, by the place where it stands and its form.
fn own_code(field: &Field) -> Option<Spanned> {
    let value = field.value.as_str();
    let (parent, name) = field.path.rsplit_once('.').unwrap_or(("", &field.path));
    let parent = folded(parent);
    let holder = parent.rsplit('.').next().unwrap_or_default();
    let of_error = holder == "error";
    let snake = looks_like_code(value) && !is_absent(value);
    let fits = match folded(name).as_str() {
        "error" | "errorname" => {
            (snake || is_camel(value) || is_joined_constant(value)) && holder != "errors"
        }
        // OAuth 1's problem reporting.
        "oauthproblem" => snake,
        "oautherror" => snake && parent.is_empty(),
        // GoTrue names its codes so, IBM its messages.
        "errorcode" => snake && value.contains('_') || is_ibm(value),
        // OData and the guidelines for Microsoft's interfaces.
        "code" if of_error => snake && value.contains('_') || is_camel(value),
        // JSON:API has a list of errors, each with its code.
        "code" => holder == "errors" && snake && value.contains(['_', '-']),
        // Google's identity toolkit has nothing but the code in place of a sentence.
        "message" => of_error && is_joined_constant(value),
        // AWS JSON protocols: the error's shape, which may have its namespace before it.
        "type" if name == "__type" => {
            let start = value.rfind('#').map_or(0, |at| at + 1);
            let layer = Layer::at(value, field.span);
            return Some(layer.spanned(start..value.len()));
        }
        _ => false,
    };
    fits.then(|| Spanned::new(value, field.span))
}

/// Whether a field is the canonical code of Google's interfaces (`google.rpc.Code`).
fn is_canonical(field: &Field) -> bool {
    field.path.ends_with("error.status") && field.value.len() > 4 && is_constant(&field.value)
}

/// Whether a text is words joined by their capitals: `InvalidAuthenticationToken`, `Request_BadRequest`.
fn is_camel(text: &str) -> bool {
    let capitals = text.bytes().filter(u8::is_ascii_uppercase).count();
    capitals >= 2
        && text.bytes().any(|letter| letter.is_ascii_lowercase())
        && text.bytes().all(|letter| letter.is_ascii_alphabetic() || letter == b'_')
}

/// Whether a text is the name of one of IBM's error messages: a component, four digits, `E`.
fn is_ibm(text: &str) -> bool {
    let Some((component, number)) = text.split_at_checked(5) else { return false };
    component.bytes().all(|letter| letter.is_ascii_uppercase())
        && number.strip_suffix('E').is_some_and(|it| it.len() == 4 && it.parse::<u16>().is_ok())
}

/// Whether a text is a constant: capitals, digits, underscores.
fn is_constant(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_uppercase())
        && text
            .bytes()
            .all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == b'_')
}

/// Whether a text is a constant of several words, which nobody takes for one in capitals.
fn is_joined_constant(text: &str) -> bool {
    text.contains('_') && is_constant(text)
}

/// The sentence that says most.
fn sentence(fields: &[&Field], error: Option<&Spanned>) -> Option<Spanned> {
    let rank = |field: &Field| {
        let name = folded(field.name());
        SENTENCES.iter().position(|known| *known == name)
    };
    let says = |field: &&&Field| {
        let value = field.value.trim();
        let is_code = error.is_some_and(|error| error.value == value);
        let is_word = value.bytes().all(|letter| letter.is_ascii_digit())
            || matches!(value, "" | "null" | "None" | "undefined" | "true" | "false" | "nil");
        !is_code && !is_word
    };
    fields
        .iter()
        .filter(says)
        .filter_map(|field| Some((rank(field)?, field)))
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, field)| Spanned::new(field.value.clone(), field.span))
}

fn status(fields: &[&Field]) -> Option<(u16, Span)> {
    let read = |field: &Field| {
        let name = folded(field.name());
        let rank = STATUSES.iter().position(|known| *known == name)?;
        let status = field.value.trim().get(..3)?.parse::<u16>().ok()?;
        let alone = field.value.trim().as_bytes().get(3).is_none_or(|next| *next == b' ');
        // `code` and `error_code` hold a server's own numbers as well.
        let fits = if name.ends_with("code") && !name.contains("status") {
            alone && (400..600).contains(&status) && field.value.trim().len() == 3
        } else {
            alone && (100..600).contains(&status)
        };
        fits.then_some((rank, status, field.span))
    };
    fields
        .iter()
        .copied()
        .filter_map(read)
        .min_by_key(|(rank, ..)| *rank)
        .map(|(_, s, span)| (s, span))
}

/// Whether fields are what a client sends: parameters of a token or authorization request.
pub(super) fn is_request<'n>(names: impl Iterator<Item = &'n str>) -> bool {
    let (mut sent, mut answered, mut grant) = (0, false, false);
    for name in names {
        sent += usize::from(is_parameter(name));
        grant |= matches!(name, "grant_type" | "response_type");
        answered |= matches!(name, "error" | "access_token" | "error_description" | "token_type");
    }
    !answered && (grant || sent >= 2)
}

/// A request that an object describes: its parameters alone, or with method, address and header fields as
/// `fetch` and HTTP libraries take them.
pub(super) fn request_of(fields: &[Field], encoding: BodyEncoding, span: Span) -> Request {
    let form = RequestForm::Code;
    let mut request = Request { encoding, form, span, ..Request::default() };
    for field in fields {
        let spanned = Spanned::new(field.value.clone(), field.span);
        let (parent, name) = field.path.rsplit_once('.').unwrap_or(("", &field.path));
        match (folded(parent).as_str(), folded(name).as_str()) {
            ("", "method") => request.method = Some(spanned),
            ("", "url" | "uri") => request.url = Some(spanned),
            ("headers", _) => request.headers.push(Header {
                name: name.to_owned(),
                value: field.value.clone(),
                span: field.span,
            }),
            (_, "body") if field.value.starts_with("JSON.stringify(") => {
                request.encoding = BodyEncoding::Json;
            }
            (_, "body" | "data") if field.value.contains('(') => {}
            (parent, _) => {
                let wrapped = matches!(parent, "data" | "body" | "form" | "params" | "json");
                request.parameters.push(Parameter {
                    name: if wrapped { name } else { &field.path }.to_owned(),
                    value: field.value.clone(),
                    place: Place::Body,
                    span: field.span,
                });
            }
        }
    }
    request
}

/// How a program encodes the object that it writes behind these words. What stands there without a word
/// may be parameters in any notation: nothing is known then.
pub(super) fn encoding_after(before: &str) -> BodyEncoding {
    let before = before.trim_end_matches([' ', '(', '=', ':', '\n']);
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    match () {
        () if ends(&["json", "JSON.stringify", "json.dumps", "to_json"]) => BodyEncoding::Json,
        () if ends(&[
            "data",
            "URLSearchParams",
            "urlencode",
            "form",
            "form_params",
            "qs.stringify",
        ]) =>
        {
            BodyEncoding::Form
        }
        () => BodyEncoding::None,
    }
}
