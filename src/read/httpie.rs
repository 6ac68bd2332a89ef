//! HTTPie and xh: what their options and request items would send (HTTPie documentation, "Request items").

use crate::exchange::{BodyEncoding, Header, Place, Request, RequestForm};
use crate::span::Span;

use super::decode;
use super::draft::Draft;
use super::layer::Layer;
use super::options::{self, Table};
use super::shell::Line;

/// Options that shape a request, and all others that have a value, of both programs.
const OPTIONS: &Table = &[
    "j:json",
    "f:form",
    "multipart",
    "raw=",
    "I:ignore-stdin",
    "a:auth=",
    "A:auth-type=",
    "bearer=",
    "boundary=",
    "P:history-print=",
    "cert-key-pass=",
    "cert-key=",
    "cert=",
    "ciphers=",
    "default-scheme=",
    "format-options=",
    "generate=",
    "http-version=",
    "interface=",
    "max-headers=",
    "max-redirects=",
    "o:output=",
    "p:print=",
    "pretty=",
    "proxy=",
    "resolve=",
    "response-charset=",
    "response-mime=",
    "s:style=",
    "session-read-only=",
    "session=",
    "ssl=",
    "timeout=",
    "verify=",
];
/// What parts a request item, the longest first of those that begin alike.
const SEPARATORS: [&str; 10] = [":=@", "==@", ":=", ":@", "==", "=@", ":", ";", "=", "@"];
/// Characters that a backslash takes their meaning from.
const SPECIAL: &str = ":;=@";

/// Whether what stands behind the name is a command's, and not the words of a sentence.
pub(super) fn begins(before: &str, behind: &str) -> bool {
    let line = behind.get(..behind.floor_char_boundary(240)).unwrap_or("");
    let line = line.split('\n').next().unwrap_or("");
    let mut words = line.split([' ', '\t', '\r']).filter(|word| !word.is_empty());
    let Some(first) = words.next().filter(|_| line.starts_with([' ', '\t'])) else {
        return false;
    };
    let method = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_uppercase());
    if first.starts_with('-') {
        return words.take(16).any(is_address);
    }
    let prompt = before.trim_end();
    let alone =
        prompt.is_empty() || prompt.ends_with(|letter: char| "$#>%`|&;(:*".contains(letter));
    let address = if method { words.next().unwrap_or("") } else { first };
    let items = alone || words.any(|word| word.contains('=') || word.starts_with('-'));
    items && is_address(address)
}

fn is_address(word: &str) -> bool {
    let word = word.trim_start_matches(['"', '\'']);
    let port = word.strip_prefix(':').is_some_and(|rest| {
        rest.starts_with(|letter: char| letter == '/' || letter.is_ascii_digit())
    });
    port || word.contains("://")
        || word.starts_with("localhost")
        || word.starts_with(['$', '{'])
        || word.contains('.') && word.contains('/')
}

/// What the command `name` sends.
pub(super) fn requests(line: &mut Line, name: &str, span: Span) -> (Vec<Request>, Vec<Span>) {
    let secure = name.starts_with("https") || name.starts_with("xhs");
    let mut command = Command {
        draft: Draft::new(std::mem::take(&mut line.expansions)),
        scheme: if secure { "https://" } else { "http://" },
        encoding: BodyEncoding::Json,
        operands: Vec::new(),
        auth: None,
        token: false,
        deaf: false,
        raw: None,
    };
    options::each(&line.words, OPTIONS, &mut |name, value| command.option(name, value));
    command.finish(line.input.take(), line.file.take(), span)
}

struct Command {
    draft: Draft,
    /// What an address without a scheme begins with.
    scheme: &'static str,
    /// How the items are sent: JSON, unless an option says else.
    encoding: BodyEncoding,
    operands: Vec<Layer>,
    /// What `--auth` names.
    auth: Option<Layer>,
    /// Whether it is a token.
    token: bool,
    /// Whether the standard input is no body.
    deaf: bool,
    /// Where the text of `--raw` stands.
    raw: Option<Span>,
}

impl Command {
    fn option(&mut self, name: &str, value: &Layer) {
        match name {
            "" => self.operands.push(value.clone()),
            "form" => self.encoding = BodyEncoding::Form,
            "json" => self.encoding = BodyEncoding::Json,
            "multipart" => self.encoding = BodyEncoding::Multipart,
            "auth" => self.auth = Some(value.clone()),
            "ignore-stdin" => self.deaf = true,
            "auth-type" => self.token = value.text() == "bearer",
            "bearer" => self.draft.named_header("Authorization", "Bearer ", value),
            "raw" => {
                self.raw = Some(value.span(value.all()));
                self.draft.text(value);
            }
            _ => {}
        }
    }

    fn finish(
        mut self,
        input: Option<Layer>,
        file: Option<Layer>,
        span: Span,
    ) -> (Vec<Request>, Vec<Span>) {
        let mut operands = std::mem::take(&mut self.operands).into_iter().peekable();
        let mut first = operands.next();
        let is_method = |it: &Layer| it.text().bytes().all(|byte| byte.is_ascii_alphabetic());
        if operands.peek().is_some()
            && let Some(method) = first.take_if(|it| is_method(it))
        {
            self.draft.method(&method);
            first = operands.next();
        }
        if let Some(address) = first {
            self.address(&address);
        }
        for item in operands {
            self.item(&item);
        }
        if let Some(auth) = self.auth.take() {
            if self.token {
                self.draft.named_header("Authorization", "Bearer ", &auth);
            } else {
                self.draft.user(&auth);
            }
        }
        if let Some(input) = input.filter(|_| !self.deaf) {
            self.raw = Some(input.span(input.all()));
            self.draft.text(&input);
        }
        if let Some(file) = file.filter(|_| !self.deaf && !self.draft.sends()) {
            self.raw = Some(file.span(file.all()));
            self.draft.file("", &file);
        }
        self.content_type();
        let implied = if self.draft.sends() { "POST" } else { "GET" };
        let request = self.draft.finish(RequestForm::Httpie, span, implied, false);
        (request.url.is_some().then_some(request).into_iter().collect(), Vec::new())
    }

    /// Items are encoded as the options say. A text is sent as it is, under the type that they say.
    fn content_type(&mut self) {
        let Some(span) = self.raw else {
            if self.draft.sends() {
                self.draft.request.encoding = self.encoding;
            }
            return;
        };
        if self.draft.request.header("content-type").is_none() {
            let value = match self.encoding {
                BodyEncoding::Json => "application/json",
                _ => "application/x-www-form-urlencoded; charset=utf-8",
            };
            let (name, value) = ("Content-Type".to_owned(), value.to_owned());
            self.draft.request.headers.push(Header { name, value, span });
        }
    }

    /// `:3000/x` and `:/x` are on this machine; without a scheme the program's own holds.
    fn address(&mut self, written: &Layer) {
        let text = written.text();
        let mut address = Layer::default();
        let mut from = 0;
        if text.starts_with("://") {
            address.put(self.scheme, written, 0..3);
            from = 3;
        } else if text.starts_with(':') {
            address.put(self.scheme, written, 0..0);
            address.put("localhost", written, 0..0);
            from = usize::from(text.starts_with(":/"));
        } else if !text.contains("://") && !text.starts_with(['$', '{']) {
            address.put(self.scheme, written, 0..0);
        }
        address.copy(written, from..text.len());
        self.draft.address(&address);
    }

    fn item(&mut self, item: &Layer) {
        let Some((at, separator)) = separator(item.text()) else { return };
        let behind = at + separator.len();
        let name = plain(item, 0..at);
        let value = plain(item, behind..item.text().len());
        let file = item.part(behind - 1..item.text().len());
        let key = name.text();
        match separator {
            ":" => self.draft.named_header(key, "", &value),
            ";" => {
                let span = name.span(name.all());
                let header = Header { name: key.to_owned(), value: String::new(), span };
                self.draft.request.headers.push(header);
            }
            "==" => self.draft.parameter(&name, &value, Place::Query),
            "=" => self.draft.parameter(&name, &value, Place::Body),
            ":=" => self.draft.parameter(&name, &unquoted(&value), Place::Body),
            "=@" | ":=@" => self.draft.file(key, &file),
            "@" => {
                self.draft.file(key, &file);
                self.encoding = BodyEncoding::Multipart;
            }
            _ => {}
        }
    }
}

/// Where the first separator stands that no backslash comes before.
fn separator(text: &str) -> Option<(usize, &'static str)> {
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let letter = rest.chars().next()?;
        if let Some(found) = SEPARATORS.into_iter().find(|it| rest.starts_with(it)) {
            return Some((at, found));
        }
        let escapes = letter == '\\' && rest.get(1..)?.starts_with(|it| SPECIAL.contains(it));
        at += if escapes { 2 } else { letter.len_utf8() };
    }
}

/// A part of an item without the backslashes before special characters.
fn plain(item: &Layer, range: std::ops::Range<usize>) -> Layer {
    let mut out = Layer::default();
    let (mut done, mut at) = (range.start, range.start);
    while let Some(found) = item.of(at..range.end).find('\\') {
        at += found + 1;
        if item.of(at..range.end).starts_with(|it| SPECIAL.contains(it)) {
            out.copy(item, done..at - 1);
            done = at;
            at += 1;
        }
    }
    out.copy(item, done..range.end);
    out
}

/// A string in raw JSON as it is meant; anything else as it is written.
fn unquoted(value: &Layer) -> Layer {
    let inner = value.text().strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    inner.map_or_else(|| value.clone(), |inner| decode::backslashes(value, 1..1 + inner.len()))
}
