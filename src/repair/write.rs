//! A mended request as text: a command of curl for the shell that was pasted, or an HTTP message.

use std::ops::Range;

use crate::basic;
use crate::command::{Marks, Shell, Word, encode, is_token, write_words};
use crate::exchange::{BodyEncoding, Place, RequestForm};
use crate::span::Span;

use super::draft::{Draft, Item, Mark, is_masked};
use super::spelling;

/// A text with its places: what was changed, and what has to be masked.
pub(super) type Written = (String, Vec<Span>, Vec<Span>);

/// The request as text; `None` where it can't be written so that exactly this is sent.
pub(super) fn write(draft: &Draft) -> Option<Written> {
    match draft.written() {
        RequestForm::Http => Some(message(draft)),
        RequestForm::Url => link(draft),
        RequestForm::CurlCmd => command(draft, Shell::Cmd),
        RequestForm::CurlPowerShell => command(draft, Shell::PowerShell),
        _ => command(draft, Shell::Sh),
    }
}

/// A word with its variables.
fn word(draft: &Draft, option: &str, item: &Item, value: String) -> Option<Word> {
    let written = Item { value, ..item.clone() };
    let variables = draft.variables(&written)?;
    let value = written.value;
    let marks = if item.mark == Mark::All { Marks::All } else { Marks::None };
    Some(Word { option: option.to_owned(), secret: 0..0, marks, variables, value: Some(value) })
}

fn command(draft: &Draft, shell: Shell) -> Option<Written> {
    let mut words = Vec::new();
    let url = address(draft)?;
    if url.value.as_ref()?.contains(['[', ']', '{', '}']) {
        words.push(Word { option: "-g".to_owned(), ..Word::default() });
    }
    let method = method(draft);
    if !method.is_empty() {
        words.push(word(draft, "-X", &draft.method, method.to_owned())?);
    }
    words.push(url);
    for (option, item) in draft.kept.iter().filter(|(option, _)| !spelling::is_body(option)) {
        words.push(match item {
            Some(item) => word(draft, option, item, item.value.clone())?,
            None => Word { option: option.clone(), ..Word::default() },
        });
    }
    if let Some(user) = &draft.user {
        let mut word = word(draft, "-u", user, user.value.clone())?;
        let colon = user.value.find(':').map_or(user.value.len(), |colon| colon + 1);
        word.secret = colon..user.value.len();
        part(&mut word, user, 0);
        words.push(word);
    }
    for header in &draft.headers {
        words.push(header_word(draft, header)?);
    }
    for (option, item) in draft.kept.iter().filter(|(option, _)| spelling::is_body(option)) {
        let item = item.as_ref()?;
        words.push(word(draft, option, item, item.value.clone())?);
    }
    if draft.is_form() {
        for field in draft.parameters.iter().filter(|item| item.place == Place::Body) {
            words.push(field_word(draft, field, shell)?);
        }
        if posts(draft) && !sends(draft) && method.is_empty() {
            words.push(Word {
                option: "-d".to_owned(),
                value: Some(String::new()),
                ..Word::default()
            });
        }
    }
    let sound = |word: &Word| word.value.as_ref().is_none_or(|value| is_sound(word, value, shell));
    words.iter().all(sound).then_some(())?;
    write_words(&words, shell)
}

/// Line ends and other control characters are sent in an encoded field, or not at all; what Windows PowerShell
/// hands on differently is not written in a header.
fn is_sound(word: &Word, value: &str, shell: Shell) -> bool {
    let control = value.contains(|char: char| char.is_control() && !matches!(char, '\n' | '\t'));
    let line = value.contains(['\n', '\t']);
    let body = spelling::is_body(&word.option);
    let quote = shell == Shell::PowerShell && value.contains('"') && !body;
    !(control || line && (!body || shell != Shell::Sh) || quote)
}

/// Marks the part of a word that holds an item's value, from `at` to its end.
fn part(word: &mut Word, item: &Item, at: usize) {
    let end = word.value.as_ref().map_or(at, String::len);
    if item.mark == Mark::Value {
        word.marks = Marks::Part(at..end);
    }
}

/// The method, where curl would take another; empty otherwise.
fn method(draft: &Draft) -> &str {
    let method = draft.method.value.as_str();
    // Without a body, `-X POST` stays as it was; an empty form is sent by `-d ''`.
    let empty = draft.encoding == BodyEncoding::Form || method.is_empty();
    let default = if sends(draft) || posts(draft) && empty { "POST" } else { "GET" };
    let known = method.bytes().all(|byte| byte.is_ascii_uppercase());
    if method == default || !known { "" } else { method }
}

fn posts(draft: &Draft) -> bool {
    matches!(draft.method.value.as_str(), "" | "POST")
}

fn sends(draft: &Draft) -> bool {
    let in_body = draft.parameters.iter().any(|item| item.place == Place::Body);
    in_body || draft.kept.iter().any(|(option, _)| spelling::is_body(option))
}

/// The address with its query. What begins like an option is none.
fn address(draft: &Draft) -> Option<Word> {
    let (mut url, mut secret) = (draft.url.value.clone(), 0..0);
    if url.starts_with(['-', '@']) || url.contains(char::is_whitespace) {
        return None;
    }
    let mut mark = None;
    for item in draft.parameters.iter().filter(|item| item.place == Place::Query) {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(&encode(&item.name));
        url.push('=');
        let start = url.len();
        url.push_str(&encoded(draft, item)?);
        if is_masked(item) {
            secret = if secret.is_empty() { start..url.len() } else { secret.start..url.len() };
        }
        if item.mark != Mark::Same {
            mark = Some(start..url.len());
        }
    }
    let queries = draft.parameters.iter().filter(|item| item.place == Place::Query);
    let mut item = draft.url.clone();
    item.expansions.extend(queries.flat_map(|query| query.expansions.iter().cloned()));
    let mut word = word(draft, "", &item, url)?;
    word.secret = secret;
    if item.mark == Mark::Value {
        word.marks = Marks::Part(0..draft.url.value.len());
    } else if let Some(mark) = mark {
        word.marks = Marks::Part(mark);
    }
    Some(word)
}

/// An address alone.
fn link(draft: &Draft) -> Option<Written> {
    let Word { value, secret, marks, .. } = address(draft)?;
    let value = value?;
    let place = |range: Range<usize>| Span::new(range.start, range.end);
    let changes = match marks {
        Marks::None => Span::NONE,
        Marks::Part(range) => place(range),
        Marks::All => Span::new(0, value.len()),
    };
    let shown = |span: Span| if span.is_empty() { Vec::new() } else { vec![span] };
    Some((value, shown(changes), shown(place(secret))))
}

/// A value as it stands in a form or a query, its variables as they are.
fn encoded(draft: &Draft, item: &Item) -> Option<String> {
    if item.place == Place::Query && item.mark == Mark::Same && !item.encoded.is_empty() {
        return Some(item.encoded.clone());
    }
    let mut text = String::new();
    let mut done = 0;
    for variable in draft.variables(item)? {
        text.push_str(&encode(item.value.get(done..variable.start)?));
        text.push_str(item.value.get(variable.clone())?);
        done = variable.end;
    }
    text.push_str(&encode(item.value.get(done..)?));
    if item.place == Place::Query {
        // What a query may hold as it is (RFC 3986, section 3.4), and people write so: scopes, addresses.
        text = text.replace("%3A", ":").replace("%2C", ",").replace("%2F", "/");
    }
    Some(text)
}

fn header_word(draft: &Draft, header: &Item) -> Option<Word> {
    is_token(&header.name).then_some(())?;
    // curl takes a header away where nothing stands behind the colon; the semicolon sends it empty.
    let (text, at) = match header.value.as_str() {
        "" => (format!("{};", header.name), 0),
        value => (format!("{}: {value}", header.name), header.name.len() + 2),
    };
    let mut word = word(draft, "-H", header, text)?;
    part(&mut word, header, at);
    if let Some(secret) = credentials(header) {
        word.secret = at + secret..at + header.value.len();
    }
    Some(word)
}

/// Where the part of a header begins that has to be masked.
fn credentials(header: &Item) -> Option<usize> {
    const WHOLE: [&str; 3] = ["cookie", "dpop", "x-api-key"];
    if header.is("authorization") || header.is("proxy-authorization") {
        return Some(header.value.find(' ').map_or(0, |blank| blank + 1));
    }
    WHOLE.iter().any(|name| header.is(name)).then_some(0)
}

/// A field of the body: readable where it can be, encoded where it has to be.
fn field_word(draft: &Draft, field: &Item, shell: Shell) -> Option<Word> {
    let name = encode(&field.name);
    let open = field.is_open();
    let value = field.value.as_str();
    let control = value.contains(char::is_control);
    let raw = open && field.raw && field.mark != Mark::All;
    let plain = value.bytes().all(basic::is_unreserved);
    let fragile = shell == Shell::PowerShell && (value.contains('"') || value.ends_with('\\'));
    let readable = !name.is_empty() && !control && (open || value.is_ascii() && !fragile);
    let (option, value) = match () {
        () if plain => ("-d", value.to_owned()),
        () if !raw && readable => ("--data-urlencode", value.to_owned()),
        () => ("-d", encoded(draft, field)?),
    };
    // Without a name the value is the body, or a part of it.
    let (at, text) = match name.as_str() {
        "" if open => (0, field.value.clone()),
        _ => (name.len() + 1, format!("{name}={value}")),
    };
    let mut word = word(draft, option, field, text)?;
    part(&mut word, field, at);
    if is_masked(field) && !(open && word.variables.iter().any(|it| it.start == at)) {
        word.secret = at..at + value.len();
    }
    Some(word)
}

/// An HTTP message; without an address, what of it is known.
fn message(draft: &Draft) -> Written {
    let mut out = Message::default();
    if !draft.url.value.is_empty() {
        out.request_line(draft);
    }
    for header in &draft.headers {
        if header.is("content-length") {
            continue;
        }
        let start = out.text.len();
        out.text.push_str(&header.name);
        out.text.push_str(": ");
        out.value(header, &header.value, credentials(header));
        out.marked(header, start);
        out.text.push('\n');
    }
    if draft.is_form() {
        let fields = draft.parameters.iter().filter(|item| item.place == Place::Body);
        for (at, field) in fields.enumerate() {
            out.text.push_str(match at {
                0 if out.text.is_empty() => "",
                0 => "\n",
                _ => "&",
            });
            let start = out.text.len();
            out.text.push_str(&encode(&field.name));
            out.text.push('=');
            let value = encoded(draft, field).unwrap_or_default();
            out.value(field, &value, is_masked(field).then_some(0));
            out.marked(field, start);
        }
    } else if !draft.body.is_empty() {
        out.text.push('\n');
        out.text.push_str(&draft.body);
    }
    let text = out.text.trim_end_matches('\n').to_owned();
    (text, out.changes, out.secrets)
}

#[derive(Default)]
struct Message {
    text: String,
    changes: Vec<Span>,
    secrets: Vec<Span>,
}

impl Message {
    fn request_line(&mut self, draft: &Draft) {
        let method = if draft.method.value.is_empty() { "POST" } else { &draft.method.value };
        self.text.push_str(method);
        self.marked(&draft.method, 0);
        self.text.push(' ');
        let start = self.text.len();
        // With a Host field the target is a path (RFC 9112, section 3.2.1).
        let url = draft.url.value.as_str();
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/");
        self.text.push_str(if draft.header("host").is_some() { path } else { url });
        self.marked(&draft.url, start);
        let mut sign = if self.text.contains('?') { '&' } else { '?' };
        for item in draft.parameters.iter().filter(|item| item.place == Place::Query) {
            self.text.push(sign);
            sign = '&';
            let start = self.text.len();
            self.text.push_str(&encode(&item.name));
            self.text.push('=');
            let value = encoded(draft, item).unwrap_or_default();
            self.value(item, &value, is_masked(item).then_some(0));
            self.marked(item, start);
        }
        self.text.push_str(" HTTP/1.1\n");
    }

    /// A value, of which what follows `secret` has to be masked.
    fn value(&mut self, item: &Item, value: &str, secret: Option<usize>) {
        let start = self.text.len();
        self.text.push_str(value);
        if item.mark == Mark::Value {
            self.changes.push(Span::new(start, self.text.len()));
        }
        if let Some(secret) = secret.filter(|_| !value.is_empty()) {
            self.secrets.push(Span::new(start + secret, self.text.len()));
        }
    }

    fn marked(&mut self, item: &Item, start: usize) {
        if item.mark == Mark::All {
            self.changes.push(Span::new(start, self.text.len()));
        }
    }
}
