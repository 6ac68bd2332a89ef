//! curl: what its options would send.

use crate::exchange::{BodyEncoding, Header, Place, Request, RequestForm};
use crate::span::Span;

use super::draft::Draft;
use super::layer::Layer;
use super::shell::{Line, Word};

mod config;

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
    let expansions = std::mem::take(&mut line.expansions);
    let mut reader = Reader { input: line.input.take(), ..Reader::new(expansions) };
    reader.words(&line.words, form);
    let span = if reader.requests.is_empty() { span } else { reader.span };
    reader.close(form, span);
    (reader.requests, reader.secrets)
}

/// What the method would be without `-X`.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Implied {
    #[default]
    Get,
    Head,
    Put,
}

#[derive(Default)]
struct Reader {
    draft: Draft,
    implied: Implied,
    /// `-G`: the data goes to the query.
    get: bool,
    /// Where the data of `--json` stands.
    json: Option<Span>,
    /// What `--request-target` puts in the place of path and query.
    target: Option<Layer>,
    /// Where the words of the request at hand stand.
    span: Span,
    /// What the command reads from its standard input, until an option takes it.
    input: Option<Layer>,
    requests: Vec<Request>,
    secrets: Vec<Span>,
}

impl Reader {
    fn new(expansions: Vec<Span>) -> Self {
        Reader { draft: Draft::new(expansions), ..Reader::default() }
    }

    fn words(&mut self, words: &[Word], form: RequestForm) {
        let mut words = words.iter().peekable();
        while let Some(word) = words.next() {
            let text = word.text();
            self.span = self.span.join(word.layer.span(word.layer.all()));
            let Some(long) = text.strip_prefix("--").filter(|long| !long.is_empty()) else {
                if text.len() > 1 && text.starts_with('-') {
                    self.bundle(word, &mut words, form);
                } else {
                    self.draft.address(&word.layer);
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
        match name {
            "get" => self.get = true,
            "head" => self.implied = Implied::Head,
            "next" => self.close(form, self.span),
            _ => {}
        }
    }

    fn option(&mut self, name: &str, value: &Layer) {
        match name.strip_prefix("expand-").unwrap_or(name) {
            "request" => self.draft.method(value),
            "url" => self.draft.address(value),
            "header" => self.header(value),
            "user" => self.draft.user(value),
            "oauth2-bearer" => self.draft.named_header("Authorization", "Bearer ", value),
            "user-agent" => self.draft.named_header("User-Agent", "", value),
            // Without `=` it is the name of a file with cookies.
            "cookie" if value.text().contains('=') => {
                self.draft.named_header("Cookie", "", value);
            }
            "referer" => self.draft.named_header("Referer", "", value),
            "data" | "data-binary" | "data-ascii" => match value.text().strip_prefix('@') {
                Some(name) => self.file(name, value),
                None => self.draft.text(value),
            },
            "data-raw" => self.draft.text(value),
            "json" => self.json(value),
            "data-urlencode" => self.urlencode(value, Place::Body),
            "url-query" => self.urlencode(value, Place::Query),
            "form" | "form-string" => self.part(value, name == "form"),
            "upload-file" => {
                self.implied = Implied::Put;
                self.draft.request.encoding = BodyEncoding::Other;
            }
            "request-target" => self.target = Some(value.clone()),
            "config" => self.config(value),
            "proxy-user" | "pass" | "proxy-pass" => {
                let colon = value.text().find(':').map_or(0, |colon| colon + 1);
                self.secrets.push(value.span(colon..value.text().len()));
            }
            _ => {}
        }
    }

    /// `Name: value`; `Name;` sends the name without a value, `@file` lines that are not known.
    fn header(&mut self, value: &Layer) {
        let text = value.text();
        if let Some(name) = text.strip_suffix(';').filter(|name| !name.contains(':')) {
            let span = value.span(0..name.len());
            let header = Header { name: name.to_owned(), value: String::new(), span };
            self.draft.request.headers.push(header);
            return;
        }
        if text.starts_with('@') {
            self.draft.expansion(value.span(value.all()));
        }
        self.draft.header(value);
    }

    /// `@name` and `@-`, the standard input, which a here-document shows.
    fn file(&mut self, name: &str, value: &Layer) {
        match self.input.take().filter(|_| name == "-") {
            Some(input) => self.draft.text(&input),
            None => self.draft.file("", value),
        }
    }

    /// What it sends, and the two header fields that it sets unless they are given.
    fn json(&mut self, value: &Layer) {
        self.draft.request.encoding = BodyEncoding::Json;
        self.json = Some(value.span(value.all()));
        match value.text().strip_prefix('@') {
            Some(name) => self.file(name, value),
            None => self.draft.text(value),
        }
    }

    /// `name=value`, `=value`, `value`, `name@file`, `@file`: what is behind `=` is sent as it is written, and in
    /// `--url-query` all that stands behind `+`.
    fn urlencode(&mut self, value: &Layer, place: Place) {
        let text = value.text();
        let end = text.len();
        if let (Place::Query, Some(_)) = (place, text.strip_prefix('+')) {
            return self.draft.query(&value.part(1..end));
        }
        let sign = text.find('=').or_else(|| text.find('@'));
        match sign.map(|at| (at, text.get(at..at + 1))) {
            Some((at, Some("@"))) => {
                let name = text.get(..at).unwrap_or("").to_owned();
                self.draft.file(&name, &value.part(at..end));
            }
            Some((at, _)) => {
                self.draft.parameter(&value.part(0..at), &value.part(at + 1..end), place);
            }
            None => self.draft.parameter(value, &Layer::default(), place),
        }
        if place == Place::Body && self.draft.request.encoding == BodyEncoding::None {
            self.draft.request.encoding = BodyEncoding::Form;
        }
    }

    /// A part of a multipart body: `name=value`, `name=@file`, `name=<file`; behind `;` stands how it is sent.
    fn part(&mut self, value: &Layer, special: bool) {
        let text = value.text();
        let equals = text.find('=').unwrap_or(text.len());
        let content = (equals + 1).min(text.len());
        let rest = text.get(content..).unwrap_or("");
        let length = [";type=", ";filename=", ";headers=", ";encoder="]
            .iter()
            .filter_map(|word| rest.find(word).filter(|_| special))
            .min()
            .unwrap_or(rest.len());
        let content = value.part(content..content + length);
        if special && rest.starts_with(['@', '<']) {
            self.draft.file(text.get(..equals).unwrap_or(""), &content);
        } else {
            self.draft.parameter(&value.part(0..equals), &content, Place::Body);
        }
        self.draft.request.encoding = BodyEncoding::Multipart;
    }

    /// Completes the request at hand.
    fn close(&mut self, form: RequestForm, span: Span) {
        let expansions = self.draft.request.expansions.clone();
        let mut draft = std::mem::replace(&mut self.draft, Draft::new(expansions));
        let implied = match std::mem::take(&mut self.implied) {
            Implied::Head => "HEAD",
            Implied::Put => "PUT",
            Implied::Get if draft.sends() && !self.get => "POST",
            Implied::Get => "GET",
        };
        let get = std::mem::take(&mut self.get);
        self.span = Span::NONE;
        let json = self.json.take().map(|span| (span, "application/json".to_owned()));
        for name in ["Content-Type", "Accept"] {
            if let Some((span, value)) =
                json.clone().filter(|_| draft.request.header(name).is_none())
            {
                draft.request.headers.push(Header { name: name.to_owned(), value, span });
            }
        }
        if let (Some(target), Some(url)) = (self.target.take(), &mut draft.request.url) {
            let host = url.value.find("://").map_or(0, |at| at + 3);
            let path = url.value.get(host..).and_then(|rest| rest.find('/'));
            url.value.truncate(path.map_or(url.value.len(), |path| host + path));
            url.value.push_str(target.text());
        }
        if draft.says() {
            self.requests.push(draft.finish(form, span, implied, get));
        }
    }
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
