//! curl: what its options would send.

use std::mem;

use crate::exchange::{BodyEncoding, Header, Place, Request, RequestForm};
use crate::span::Span;

use super::draft::Draft;
use super::layer::Layer;
use super::shell::{Line, Word};
use operation::{Implied, Operation};

mod config;
mod operation;

/// Short options with a value (curl 8.x).
const SHORT_WITH_VALUE: &str = "AbcCdDeEFHKmoPQrtTuUwxXyYz";
/// Long options without one, besides those that begin like one of [`FAMILIES`].
const WITHOUT_VALUE: &str = " anyauth append basic ca-native cert-status compressed compressed-ssh create-dirs crlf \
     digest disable disable-eprt disable-epsv doh-insecure eprt epsv fail fail-early fail-with-body false-start \
     form-escape get globoff head ignore-content-length include insecure ipv4 ipv6 junk-session-cookies list-only \
     location location-trusted manual negotiate netrc netrc-optional next ntlm parallel parallel-immediate \
     path-as-is progress-bar proxy-anyauth proxy-basic proxy-insecure proxytunnel raw remote-header-name \
     remote-name remote-name-all remote-time retry-all-errors retry-connrefused sasl-ir show-error show-headers \
     silent skip-existing ssl styled-output suppress-connect-headers tcp-fastopen tcp-nodelay tr-encoding trace-ids \
     trace-time use-ascii verbose version xattr ";
/// What the names of whole families of options without a value begin with.
const FAMILIES: [&str; 6] = ["no-", "http", "tlsv1", "sslv", "ssl-", "post30"];
/// Long options that shape a request: they may be shortened.
const SHAPING: [&str; 26] = [
    "config",
    "cookie",
    "data",
    "data-ascii",
    "data-binary",
    "data-raw",
    "data-urlencode",
    "form",
    "form-string",
    "get",
    "head",
    "header",
    "json",
    "next",
    "oauth2-bearer",
    "pass",
    "proxy-user",
    "referer",
    "request",
    "request-target",
    "upload-file",
    "url",
    "url-query",
    "user",
    "user-agent",
    "variable",
];

/// What a command sends: a request, and one more behind each `--next`.
pub(super) fn requests(
    line: &mut Line,
    form: RequestForm,
    span: Span,
) -> (Vec<Request>, Vec<Span>) {
    let expansions = mem::take(&mut line.expansions);
    let operation = Operation::new(expansions.clone());
    let input = line.input.take();
    let mut reader = Reader { operation, input, expansions, ..Reader::default() };
    reader.words(&line.words, form);
    let span = if reader.requests.is_empty() { span } else { reader.span };
    reader.close(form, span);
    (reader.requests, reader.secrets)
}

#[derive(Default)]
struct Reader {
    /// What stands since the last `--next`.
    operation: Operation,
    /// Where its words stand.
    span: Span,
    /// What the command reads from its standard input, until an option takes it.
    input: Option<Layer>,
    expansions: Vec<Span>,
    requests: Vec<Request>,
    secrets: Vec<Span>,
}

impl Reader {
    fn words(&mut self, words: &[Word], form: RequestForm) {
        let mut words = words.iter().peekable();
        while let Some(word) = words.next() {
            let text = word.text();
            self.span = self.span.join(word.layer.span(word.layer.all()));
            let Some(long) = text.strip_prefix("--").filter(|long| !long.is_empty()) else {
                if text.len() > 1 && text.starts_with('-') {
                    self.bundle(word, &mut words, form);
                } else {
                    self.operation.addresses.push(word.layer.clone());
                }
                continue;
            };
            let name = full_name(long.split('=').next().unwrap_or(long));
            if name.len() < long.len() && long.as_bytes().get(name.len()) == Some(&b'=') {
                self.option(name, &word.layer.part(2 + name.len() + 1..text.len()));
            } else if takes_value(name, words.peek().map(|next| next.text())) {
                let value = words.next().map(|next| next.layer.clone()).unwrap_or_default();
                self.span = self.span.join(value.span(value.all()));
                self.option(name, &value);
            } else {
                self.flag(name, form);
            }
        }
    }

    /// Short options, several in a word: `-sSi`, `-XPOST`, `-uid:secret`.
    fn bundle<'w>(
        &mut self,
        word: &Word,
        words: &mut impl Iterator<Item = &'w Word>,
        form: RequestForm,
    ) {
        for (at, letter) in word.text().char_indices().skip(1) {
            let name = short_name(letter);
            if !SHORT_WITH_VALUE.contains(letter) {
                self.flag(name, form);
                continue;
            }
            let from = at + letter.len_utf8();
            let value = if from < word.text().len() {
                word.layer.part(from..word.text().len())
            } else {
                words.next().map(|next| next.layer.clone()).unwrap_or_default()
            };
            self.span = self.span.join(value.span(value.all()));
            self.option(name, &value);
            return;
        }
    }

    fn flag(&mut self, name: &str, form: RequestForm) {
        let operation = &mut self.operation;
        match name {
            "get" => operation.get = true,
            "head" => operation.implied = Implied::Head,
            "digest" | "ntlm" | "negotiate" => operation.challenged = true,
            "basic" => operation.challenged = false,
            "next" => self.close(form, self.span),
            _ => {}
        }
    }

    fn option(&mut self, name: &str, value: &Layer) {
        let name = name.strip_prefix("expand-").unwrap_or(name);
        let operation = &mut self.operation;
        match name {
            "request" => operation.draft.method(value),
            "url" => operation.addresses.push(value.clone()),
            "header" => header(&mut operation.draft, value),
            "user" => operation.draft.user(value),
            "aws-sigv4" => operation.challenged = true,
            "oauth2-bearer" => operation.own_header("Authorization", "Bearer ", value),
            "user-agent" => operation.own_header("User-Agent", "", value),
            // Without `=` it is the name of a file with cookies.
            "cookie" if value.text().contains('=') => operation.own_header("Cookie", "", value),
            "referer" => operation.own_header("Referer", "", value),
            "data" | "data-binary" | "data-ascii" => match value.text().strip_prefix('@') {
                Some(file) => self.file(file, value, name != "data-binary"),
                None => operation.draft.text(value),
            },
            "data-raw" => operation.draft.text(value),
            "json" => {
                let input = self.input.take_if(|_| value.text() == "@-");
                operation.json(value, input.as_ref());
            }
            "data-urlencode" => operation.urlencode(value, Place::Body),
            "url-query" => operation.urlencode(value, Place::Query),
            "form" | "form-string" => operation.part(value, name == "form"),
            "upload-file" => {
                operation.implied = Implied::Put;
                operation.draft.request.encoding = BodyEncoding::Other;
            }
            "request-target" => operation.target = Some(value.clone()),
            "config" => self.config(value),
            "proxy-user" | "pass" | "proxy-pass" => {
                let colon = value.text().find(':').map_or(0, |colon| colon + 1);
                self.secrets.push(value.span(colon..value.text().len()));
            }
            _ => {}
        }
    }

    /// `@name` and `@-`, the standard input, which a here-document shows. Of text curl leaves out the line ends.
    fn file(&mut self, name: &str, value: &Layer, text: bool) {
        let Some(input) = self.input.take_if(|_| name == "-") else {
            return self.operation.draft.file("", value);
        };
        let mut line = Layer::default();
        let mut at = 0;
        for piece in input.text().split_inclusive(['\n', '\r']) {
            let kept = if text { piece.trim_end_matches(['\n', '\r']) } else { piece };
            line.copy(&input, at..at + kept.len());
            at += piece.len();
        }
        self.operation.draft.text(&line);
    }

    /// Completes the request at hand.
    fn close(&mut self, form: RequestForm, span: Span) {
        let next = Operation::new(self.expansions.clone());
        let (requests, secrets) = mem::replace(&mut self.operation, next).requests(form, span);
        self.requests.extend(requests);
        self.secrets.extend(secrets);
        self.span = Span::NONE;
    }
}

/// `Name: value`; `Name;` sends the name without a value, `@file` lines that are not known.
fn header(draft: &mut Draft, value: &Layer) {
    let text = value.text();
    if let Some(name) = text.strip_suffix(';').filter(|name| !name.contains(':')) {
        let span = value.span(0..name.len());
        let header = Header { name: name.to_owned(), value: String::new(), span };
        draft.request.headers.push(header);
        return;
    }
    if text.starts_with('@') {
        draft.expansion(value.span(value.all()));
    }
    draft.header(value);
}

/// The long name of a short option that matters here.
fn short_name(letter: char) -> &'static str {
    match letter {
        'X' => "request",
        'H' => "header",
        'u' => "user",
        'd' => "data",
        'F' => "form",
        'G' => "get",
        'I' => "head",
        'T' => "upload-file",
        'K' => "config",
        'A' => "user-agent",
        'b' => "cookie",
        'e' => "referer",
        'U' => "proxy-user",
        ':' => "next",
        _ => "",
    }
}

/// curl takes the beginning of a name for the name.
fn full_name(name: &str) -> &str {
    let known = |known: &&str| known.starts_with(name);
    let exact = takes_none(name) || SHAPING.contains(&name) || name.len() < 3;
    let full = SHAPING.into_iter().find(known).filter(|_| !exact);
    full.unwrap_or(name)
}

fn takes_none(name: &str) -> bool {
    let mut list = WITHOUT_VALUE.split_ascii_whitespace();
    list.any(|it| it == name) || FAMILIES.iter().any(|family| name.starts_with(family))
}

/// Whether the next word belongs to a long option. Where its name is unknown, an option or address does not.
fn takes_value(name: &str, next: Option<&str>) -> bool {
    if SHAPING.contains(&name) {
        return !matches!(name, "get" | "head" | "next");
    }
    if takes_none(name) {
        return false;
    }
    name.starts_with("expand-")
        || next.is_some_and(|next| !next.starts_with('-') && !next.contains("://"))
}
