//! The nouns: what was sent, what was answered, and what went wrong on the way.
//!
//! A reader of a paste fills them in with spans; the builder fills in a [`Request`] without spans.
//! Everything else (rules, checks, commands) speaks of these types and never of the pasted text's form.

use crate::span::{Span, Spanned};

/// One request with its answer, as far as the paste shows them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exchange {
    /// What was sent.
    pub request: Option<Request>,
    /// What the server answered.
    pub response: Option<Response>,
    /// Why no answer came, or why it could not be read.
    pub failure: Option<TransportFailure>,
}

/// An HTTP request: a token request, an authorization request, or an API call with a token.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// Upper-case method; `None` where the paste does not say.
    pub method: Option<Spanned>,
    /// The address without its query and user info (`https://host/path`); the query's pairs are parameters.
    pub url: Option<Spanned>,
    /// Header fields in the order sent.
    pub headers: Vec<Header>,
    /// `id:secret` of curl's `-u`, as curl joins them before base64. Without a colon curl asks for the secret. The
    /// same for what other tools take in its place, and for `id:secret@` in an address, percent-decoded.
    pub user: Option<Spanned>,
    /// Whether [`user`](Self::user) is sent only once the server has asked for it with a challenge, as wget does
    /// without `--auth-no-challenge`. A server that refuses without a challenge never sees it.
    pub waits_for_challenge: bool,
    /// Parameters of query and body, decoded, in the order sent.
    pub parameters: Vec<Parameter>,
    /// How the body is encoded.
    pub encoding: BodyEncoding,
    /// How the request was written down, so that a repair can be written the same way.
    pub form: RequestForm,
    /// What stands for something that the paste does not show and that is put in its place before the request goes
    /// out: `$NAME`, `${NAME}`, `$(command)`, `%NAME%`, `$env:NAME`, `{{name}}`, a program's expression, `@file`.
    /// Each is the place of the whole expression; the values hold it as it is written. `'$NAME'` in a shell's
    /// single quotes means these letters and is not among them. See [`Request::expands`].
    pub expansions: Vec<Span>,
    /// All of the request in the paste.
    pub span: Span,
}

/// A header field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// Name as written.
    pub name: String,
    /// Value, trimmed.
    pub value: String,
    /// Where the value stands.
    pub span: Span,
}

/// A parameter of the query or the body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameter {
    /// Name, decoded; empty where the text of the whole body, or of a program's options, stands in the value: a file
    /// or a variable.
    pub name: String,
    /// Value, decoded once.
    pub value: String,
    /// Query or body.
    pub place: Place,
    /// Where the value stands (or the name, if the value is empty).
    pub span: Span,
}

/// Where a parameter was sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the body: where RFC 6749, section 4 wants the parameters of a token request.
    #[default]
    Body,
    /// In the address's query.
    Query,
}

/// How a request's body is encoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BodyEncoding {
    /// No body, or not shown.
    #[default]
    None,
    /// `application/x-www-form-urlencoded`, what RFC 6749 asks for.
    Form,
    /// JSON.
    Json,
    /// `multipart/form-data`, what curl's `-F` sends.
    Multipart,
    /// Anything else.
    Other,
}

/// How a request was written down in the paste.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RequestForm {
    /// Built from fields, or in a form that no command is written in.
    #[default]
    None,
    /// A curl command for a POSIX shell.
    CurlPosix,
    /// A curl command for cmd.exe (`^` at line ends).
    CurlCmd,
    /// A curl command for PowerShell (backtick at line ends, or `curl.exe`).
    CurlPowerShell,
    /// A wget command.
    Wget,
    /// An HTTPie command (`http`, `https`, `xh`).
    Httpie,
    /// `Invoke-RestMethod` or `Invoke-WebRequest`.
    PowerShell,
    /// JavaScript's `fetch(…)`, or axios.
    Fetch,
    /// An entry of a HAR file.
    Har,
    /// A request of a Postman collection, or of another client's file that is made alike.
    Postman,
    /// An HTTP message.
    Http,
    /// An address alone.
    Url,
    /// Lines of a program in any other language, or of prose.
    Code,
}

/// An HTTP response, or the body or the client's report of one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// Status code, 100 to 599.
    pub status: Option<u16>,
    /// Where the status code stands.
    pub status_span: Span,
    /// Header fields in the order received.
    pub headers: Vec<Header>,
    /// Challenges of `WWW-Authenticate` (RFC 9110, section 11.6.1).
    pub challenges: Vec<Challenge>,
    /// What form the body has.
    pub kind: BodyKind,
    /// Every name and value of the body, flattened.
    pub fields: Vec<Field>,
    /// The error code (RFC 6749, section 5.2), from body, challenge, redirect or client message.
    pub error: Option<Spanned>,
    /// The sentence that came with it.
    pub description: Option<Spanned>,
    /// All of the response in the paste.
    pub span: Span,
}

/// The form of a response's body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BodyKind {
    /// No body was shown.
    #[default]
    None,
    /// JSON, or a dump that reads like it.
    Json,
    /// Form-encoded, or the query or fragment of a redirect.
    Form,
    /// An HTML page.
    Html,
    /// XML or SOAP.
    Xml,
    /// Text of any other kind.
    Text,
}

/// A name and a value from a structured body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// Names from the outermost to the innermost, joined by dots; list items have no name of their own.
    pub path: String,
    /// The value as text: strings unescaped, numbers and words as written.
    pub value: String,
    /// Where the value stands.
    pub span: Span,
}

impl Field {
    /// The innermost name.
    pub fn name(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or(&self.path)
    }
}

/// One challenge of a `WWW-Authenticate` header.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Challenge {
    /// `Bearer`, `Basic`, `DPoP` …, as written.
    pub scheme: String,
    /// Its parameters.
    pub parameters: Vec<Field>,
    /// All of it.
    pub span: Span,
}

/// Why there is no answer from the server.
#[derive(Clone, Debug, PartialEq)]
pub struct TransportFailure {
    /// What failed.
    pub kind: TransportKind,
    /// The words that say so.
    pub span: Span,
}

/// What failed between client and server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportKind {
    /// Name resolution, refused connection, time-out, proxy.
    Network,
    /// Handshake or certificate.
    Tls,
    /// The browser withheld the answer (CORS).
    Cors,
}

impl Request {
    /// The first header of this name, any case.
    pub fn header(&self, name: &str) -> Option<&Header> {
        self.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))
    }

    /// The first parameter of this name. Names are case-sensitive (RFC 6749, section 3.2).
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// The value of the first parameter of this name.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.parameter(name).map(|parameter| parameter.value.as_str())
    }

    /// Whether the value that stands here holds something that is put in before the request goes out. Such a value
    /// has to be written back as it is, where the shell or the program expands it, and says little about what was sent.
    pub fn expands(&self, value: Span) -> bool {
        self.expansions.iter().any(|expansion| value.holds(*expansion))
    }

    /// Whether parameters may have been sent that the paste does not show: the body is a file or a variable. It is
    /// then a parameter without a name, or one whose name alone stands there and is a variable.
    pub fn withholds_parameters(&self) -> bool {
        self.parameters.iter().any(|parameter| {
            (parameter.name.is_empty() || parameter.value.is_empty())
                && self.expands(parameter.span)
        })
    }

    /// The host of the address, lower case, without port or user info.
    pub fn host(&self) -> Option<String> {
        host_of(&self.url.as_ref()?.value)
    }

    /// The path of the address, from its first slash; `/` if there is none.
    pub fn path(&self) -> Option<&str> {
        let url = &self.url.as_ref()?.value;
        let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
        Some(rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"))
    }
}

impl Response {
    /// The first header of this name, any case.
    pub fn header(&self, name: &str) -> Option<&Header> {
        self.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))
    }

    /// The first field whose innermost name is this one, any case.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name().eq_ignore_ascii_case(name))
    }
}

/// The host in an address, lower case, without port or user info.
///
/// ```
/// use token_triage::exchange::host_of;
/// assert_eq!(host_of("https://me@Login.Example.org:8443/token").as_deref(), Some("login.example.org"));
/// assert_eq!(host_of("/oauth/token"), None);
/// ```
pub fn host_of(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = authority.rsplit('@').next().unwrap_or("");
    let host = host.split(':').next().unwrap_or("");
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}
