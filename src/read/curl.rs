//! curl commands: what they would send.

use std::ops::Range;

use crate::exchange::{BodyEncoding, Field, Header, Parameter, Place, Request, RequestForm};
use crate::span::{Span, Spanned};

use super::http;
use super::json;
use super::layer::Layer;
use super::shell::{self, Dialect, Word};
use super::url::{self, Address};

/// Short options with a value (curl 8.x).
const SHORT_WITH_VALUE: &str = "AbcCdDeEFHKmoPQrtTuUwxXyYz";
/// Long options without one, of those that people use with a token request.
const LONG_WITHOUT_VALUE: &[&str] = &[
    "anyauth",
    "basic",
    "compressed",
    "digest",
    "disable",
    "fail",
    "fail-with-body",
    "get",
    "globoff",
    "head",
    "http0.9",
    "http1.0",
    "http1.1",
    "http2",
    "http2-prior-knowledge",
    "http3",
    "include",
    "insecure",
    "ipv4",
    "ipv6",
    "location",
    "location-trusted",
    "negotiate",
    "netrc",
    "next",
    "no-buffer",
    "no-progress-meter",
    "ntlm",
    "parallel",
    "path-as-is",
    "post301",
    "post302",
    "post303",
    "progress-bar",
    "raw",
    "remote-header-name",
    "remote-name",
    "show-error",
    "show-headers",
    "silent",
    "ssl-no-revoke",
    "ssl-reqd",
    "styled-output",
    "tlsv1",
    "tlsv1.0",
    "tlsv1.1",
    "tlsv1.2",
    "tlsv1.3",
    "trace-time",
    "verbose",
];

/// A command and where it stands.
pub(super) struct Command {
    /// From the word `curl` to the end.
    pub(super) range: Range<usize>,
    /// What it sends; `None` if it names no address and no option that shapes a request.
    pub(super) request: Option<Request>,
}

/// The command in the line that begins at `at`, with the lines that belong to it.
pub(super) fn command(layer: &Layer, line: Range<usize>) -> Option<Command> {
    let (start, name) = find(layer.of(line.clone()))?;
    let start = line.start + start;
    let before = layer.of(line.start..start);
    let dialect = dialect(before, name, layer.of(start..line.end));
    let inline = before.ends_with('`') && !before.ends_with("``");
    let end = match layer.of(start..line.end).find('`').filter(|_| inline) {
        Some(length) => start + length,
        None => layer.text().len(),
    };
    let (words, end) = shell::words(layer, start..end, dialect);
    let mut builder = Builder::default();
    builder.words(&words);
    let form = match dialect {
        Dialect::Posix => RequestForm::CurlPosix,
        Dialect::Cmd => RequestForm::CurlCmd,
        Dialect::PowerShell => RequestForm::CurlPowerShell,
    };
    let last = words.last().map_or(start, |word| word.range.end);
    let request = builder.finish(form, layer.span(start..last));
    Some(Command { range: start..end.max(start + 1), request })
}

/// The command's name in a line, if what follows it is an option, a quote or an address.
fn find(line: &str) -> Option<(usize, &str)> {
    let mut from = 0;
    while let Some(found) = line.get(from..).and_then(|rest| rest.find("curl")) {
        let at = from + found;
        from = at + 4;
        let before = line.get(..at)?.chars().next_back();
        let rest = line.get(at..)?;
        let name = ["curl.exe", "curl"].into_iter().find(|name| rest.starts_with(name))?;
        let behind = rest.get(name.len()..)?;
        let argument = behind.trim_start_matches([' ', '\t']);
        let parted = argument.len() < behind.len();
        let joined =
            before.is_some_and(|letter| letter.is_alphanumeric() || "-_.".contains(letter));
        if parted && !joined && is_argument(argument) {
            return Some((at, name));
        }
    }
    None
}

fn is_argument(text: &str) -> bool {
    let word = text.split([' ', '\t', '\r']).next().unwrap_or("");
    let option = word.strip_prefix('-').is_some_and(|rest| {
        rest.starts_with(|letter: char| {
            letter.is_ascii_alphabetic() || letter == '-' || letter == '#'
        })
    });
    option
        || word.starts_with(['"', '\'', '$', '%', '{', '<', '^', '“', '‘', '\\'])
        || word.contains("://")
        || word.starts_with("localhost")
        || word == "`"
        || (word.contains('.') && word.contains('/'))
}

fn dialect(before: &str, name: &str, line: &str) -> Dialect {
    let line = line.trim_end();
    if line.ends_with('^') || line.contains("^\"") {
        return Dialect::Cmd;
    }
    let prompt = before.trim_end();
    if line.ends_with('`') && !prompt.ends_with('`') || prompt.starts_with("PS ") {
        return Dialect::PowerShell;
    }
    if prompt.ends_with('>') && prompt.get(1..3) == Some(":\\") {
        return Dialect::Cmd;
    }
    if name == "curl.exe" { Dialect::PowerShell } else { Dialect::Posix }
}

#[derive(Default)]
struct Builder {
    request: Request,
    /// What is sent, in order.
    data: Vec<Data>,
    /// `-G`: the data goes to the query.
    get: bool,
    /// `--json`: the data is JSON whatever it looks like.
    json: bool,
    /// The method that `-I` or `-T` asks for.
    implied: Option<&'static str>,
}

/// A piece of the body.
enum Data {
    /// The text of `-d` and its kin, read once the content type is known.
    Raw(Layer),
    /// A parameter whose value is not encoded.
    Plain(Parameter),
}

impl Builder {
    fn words(&mut self, words: &[Word]) {
        let mut words = words.iter().skip(1).peekable();
        while let Some(word) = words.next() {
            let text = word.text();
            if let Some(long) = text.strip_prefix("--").filter(|long| !long.is_empty()) {
                let (name, value) = match long.split_once('=') {
                    Some((name, _)) => (name, Some(2 + name.len() + 1)),
                    None => (long, None),
                };
                if let Some(from) = value {
                    self.option(name, &word.layer.part(from..text.len()));
                } else if takes_value(name, words.peek().map(|next| next.text())) {
                    let value = words.next().map(|next| next.layer.clone()).unwrap_or_default();
                    self.option(name, &value);
                } else {
                    self.flag(name);
                }
            } else if text.len() > 1 && text.starts_with('-') {
                self.bundle(word, &mut words);
            } else if !is_redirection(text) {
                self.address(&word.layer);
            }
        }
    }

    /// Short options, several in a word: `-sSi`, `-XPOST`, `-uid:secret`.
    fn bundle<'w>(&mut self, word: &Word, words: &mut impl Iterator<Item = &'w Word>) {
        for (at, letter) in word.text().char_indices().skip(1) {
            if !SHORT_WITH_VALUE.contains(letter) {
                self.flag(letter.encode_utf8(&mut [0; 4]));
                continue;
            }
            let from = at + letter.len_utf8();
            let value = if from < word.text().len() {
                word.layer.part(from..word.text().len())
            } else {
                words.next().map(|next| next.layer.clone()).unwrap_or_default()
            };
            self.option(letter.encode_utf8(&mut [0; 4]), &value);
            return;
        }
    }

    fn flag(&mut self, name: &str) {
        match name {
            "G" | "get" => self.get = true,
            "I" | "head" => self.implied = Some("HEAD"),
            _ => {}
        }
    }

    fn option(&mut self, name: &str, value: &Layer) {
        let all = || value.spanned(value.trimmed(value.all()));
        match name {
            "X" | "request" => {
                let method = all();
                self.request.method =
                    Some(Spanned::new(method.value.to_ascii_uppercase(), method.span));
            }
            "url" => self.address(value),
            "H" | "header" => self.header(value),
            "u" | "user" => self.request.user = Some(value.spanned(value.all())),
            "oauth2-bearer" => self.synthetic("Authorization", "Bearer ", value),
            "A" | "user-agent" => self.synthetic("User-Agent", "", value),
            "b" | "cookie" => self.synthetic("Cookie", "", value),
            "e" | "referer" => self.synthetic("Referer", "", value),
            "d" | "data" | "data-raw" | "data-binary" | "data-ascii" => self.data(value),
            "json" => {
                self.json = true;
                self.data(value);
            }
            "data-urlencode" => self.urlencode(value),
            "F" | "form" | "form-string" => self.part(value),
            "T" | "upload-file" => self.implied = Some("PUT"),
            _ => {}
        }
    }

    fn address(&mut self, value: &Layer) {
        if self.request.url.is_some() || value.text().is_empty() {
            return;
        }
        let address = Address::plain(value);
        self.request.url = Some(address.base());
        self.request.parameters.splice(0..0, address.parameters());
    }

    fn header(&mut self, value: &Layer) {
        let all = value.trimmed(value.all());
        let header = http::header(value, all.clone()).unwrap_or_else(|| {
            // Without a colon curl sends nothing; the name alone is kept as evidence.
            Header {
                name: value.of(all.clone()).to_owned(),
                value: String::new(),
                span: value.span(all),
            }
        });
        self.request.headers.push(header);
    }

    fn synthetic(&mut self, name: &str, before: &str, value: &Layer) {
        self.request.headers.push(Header {
            name: name.to_owned(),
            value: format!("{before}{}", value.text()),
            span: value.span(value.all()),
        });
    }

    fn data(&mut self, value: &Layer) {
        self.data.push(Data::Raw(value.clone()));
    }

    /// `name=value`, `=value`, `value`, `name@file`, `@file`: what is behind `=` is sent as it is written.
    fn urlencode(&mut self, value: &Layer) {
        let text = value.text();
        let (name, content) = match text.find('=') {
            Some(equals) => (0..equals, equals + 1..text.len()),
            None => (0..text.len(), text.len()..text.len()),
        };
        let place = if content.is_empty() { name.clone() } else { content.clone() };
        self.data.push(Data::Plain(Parameter {
            name: value.of(name).to_owned(),
            value: value.of(content).to_owned(),
            place: Place::Body,
            span: value.span(place),
        }));
        self.request.encoding = BodyEncoding::Form;
    }

    fn part(&mut self, value: &Layer) {
        self.urlencode(value);
        self.request.encoding = BodyEncoding::Multipart;
    }

    fn finish(mut self, form: RequestForm, span: Span) -> Option<Request> {
        let mut parameters = Vec::new();
        for data in std::mem::take(&mut self.data) {
            match data {
                Data::Raw(text) => self.read_data(&text, &mut parameters),
                Data::Plain(parameter) => parameters.push(parameter),
            }
        }
        let sends = !parameters.is_empty() || self.request.encoding != BodyEncoding::None;
        if self.get {
            for parameter in &mut parameters {
                parameter.place = Place::Query;
            }
            self.request.encoding = BodyEncoding::None;
        }
        self.request.parameters.extend(parameters);
        let request = &mut self.request;
        let says =
            request.url.is_some() || sends || request.user.is_some() || !request.headers.is_empty();
        let implied = self.implied.unwrap_or(if sends && !self.get { "POST" } else { "GET" });
        request.method.get_or_insert_with(|| Spanned::new(implied, Span::NONE));
        request.form = form;
        request.span = span;
        says.then_some(self.request)
    }

    fn read_data(&mut self, data: &Layer, parameters: &mut Vec<Parameter>) {
        let content_type = self.request.header("content-type").map(|header| header.value.as_str());
        let is_json = data.text().trim_start().starts_with(['{', '[']);
        if is_json || self.json {
            self.request.encoding = BodyEncoding::Json;
            let leaves =
                json::objects(data, data.all()).into_iter().flat_map(|object| object.leaves);
            let fields = leaves.map(|leaf| Field {
                path: leaf.path,
                value: leaf.value.text().to_owned(),
                span: leaf.value.span(leaf.value.all()),
            });
            parameters.extend(fields.map(|field| Parameter {
                name: field.path,
                value: field.value,
                place: Place::Body,
                span: field.span,
            }));
            return;
        }
        let other = content_type.is_some_and(|it| it.contains("xml") || it.contains("text/plain"));
        self.request.encoding = if other { BodyEncoding::Other } else { BodyEncoding::Form };
        let pairs = url::pairs(data, data.trimmed(data.all()));
        parameters.extend(url::parameters(data, &pairs, Place::Body));
    }
}

fn takes_value(name: &str, next: Option<&str>) -> bool {
    const ALWAYS: &[&str] = &[
        "cookie",
        "data",
        "data-ascii",
        "data-binary",
        "data-raw",
        "data-urlencode",
        "form",
        "form-string",
        "header",
        "json",
        "oauth2-bearer",
        "referer",
        "request",
        "url",
        "user",
        "user-agent",
    ];
    if ALWAYS.contains(&name) {
        return true;
    }
    if LONG_WITHOUT_VALUE.contains(&name) || name.starts_with("no-") {
        return false;
    }
    next.is_some_and(|next| !next.starts_with('-') && !next.contains("://"))
}

/// `2>&1`, `>out.json`: words for the shell alone. `<id>` is a placeholder.
fn is_redirection(text: &str) -> bool {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    rest.starts_with('>')
}
