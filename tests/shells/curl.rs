//! How curl reads its arguments and its configuration, by its manual: only the options that commands may
//! have. Any other fails the test.

use crate::intent::{Sent, pairs};

/// What curl would send for these arguments, with this on standard input.
pub fn reading(arguments: &[String], input: Option<&str>) -> Sent {
    let mut call = Call { input: input.map(str::to_owned), ..Call::default() };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value =
            || rest.next().unwrap_or_else(|| panic!("{argument} has no value")).as_str();
        match short(argument) {
            "-sS" | "-i" | "--silent" | "--show-error" | "--include" => {
                call.flags.push(argument.clone());
            }
            "-g" => call.globs = true,
            "-K" => {
                assert_eq!(value(), "-", "no file is read");
                let configuration = call.input.take().expect("something on standard input");
                configuration.lines().for_each(|line| call.configured(line));
            }
            option if option.starts_with('-') => call.option(option, value()),
            url => call.url(url),
        }
    }
    call.sent()
}

/// The one letter of an option that has one.
fn short(argument: &str) -> &str {
    match argument {
        "--globoff" => "-g",
        "--request" => "-X",
        "--config" => "-K",
        "--user" => "-u",
        "--header" => "-H",
        "--data" => "-d",
        _ => argument,
    }
}

#[derive(Default)]
struct Call {
    /// Standard input, until something reads it.
    input: Option<String>,
    flags: Vec<String>,
    globs: bool,
    method: Option<String>,
    url: Option<String>,
    queries: Vec<String>,
    user: Option<String>,
    headers: Vec<(String, String)>,
    body: Option<String>,
}

impl Call {
    fn url(&mut self, url: &str) {
        assert!(self.url.is_none(), "one address, and {url:?} is a second");
        self.url = Some(url.to_owned());
    }

    fn option(&mut self, option: &str, value: &str) {
        match option {
            "-X" => self.method = Some(value.to_owned()),
            "-u" => self.user = Some(value.to_owned()),
            "-H" if value == "@-" => {
                let lines = self.input.take().expect("something on standard input");
                lines.lines().for_each(|line| self.header(line));
            }
            "-H" => self.header(value),
            "-d" => {
                assert!(!value.starts_with('@'), "-d reads a file");
                self.data(value.to_owned());
            }
            "--data-urlencode" => {
                let at = value.find(['=', '@']).expect("a name");
                let (name, content) = (&value[..at], &value[at..]);
                let content = match content.strip_prefix('=') {
                    Some(content) => escape(content),
                    None if content == "@-" => escape(&self.input.take().expect("an input")),
                    None => panic!("--data-urlencode reads a file"),
                };
                self.data(if name.is_empty() { content } else { format!("{name}={content}") });
            }
            "--url-query" => {
                let pair = value.strip_prefix('+').map_or_else(
                    || {
                        let (name, value) = value.split_once('=').expect("a name");
                        format!("{name}={}", escape(value))
                    },
                    str::to_owned,
                );
                self.queries.push(pair);
            }
            _ => panic!("commands have no option {option}"),
        }
    }

    /// A line `name = "value"`, or without quotes up to the first blank.
    fn configured(&mut self, line: &str) {
        let (name, value) = line.split_once(" = ").expect("a name and a value");
        let text = match value.strip_prefix('"') {
            Some(rest) => unescaped(rest),
            None => value.split(' ').next().unwrap_or_default().to_owned(),
        };
        match name {
            "user" => self.option("-u", &text),
            "header" => self.option("-H", &text),
            "data" => self.option("-d", &text),
            "data-urlencode" => self.option("--data-urlencode", &text),
            "url-query" => self.option("--url-query", &text),
            _ => panic!("commands have no option {name}"),
        }
    }

    fn header(&mut self, text: &str) {
        assert!(!text.starts_with('@'), "-H reads a file");
        let (name, value) = match text.split_once(':') {
            Some((name, value)) => (name, value),
            None => (text.strip_suffix(';').expect("a colon, or a semicolon at the end"), ""),
        };
        self.headers.push((name.to_lowercase(), value.trim().to_owned()));
    }

    fn data(&mut self, text: String) {
        match &mut self.body {
            Some(body) if !body.is_empty() => {
                body.push('&');
                body.push_str(&text);
            }
            body => *body = Some(text),
        }
    }

    fn sent(mut self) -> Sent {
        let long = ["--silent", "--show-error", "--include"];
        assert!(self.flags == ["-sS", "-i"] || self.flags == long, "{:?}", self.flags);
        assert_eq!(self.input, None, "standard input is read where there is one");
        let url = self.url.expect("an address");
        assert!(self.globs || !url.contains(['[', ']', '{', '}']), "curl would expand the address");
        let (_, rest) = url.split_once("://").expect("a scheme");
        let target = rest.find(['/', '?']).map_or("", |at| &rest[at..]);
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut query = pairs(query);
        query.extend(pairs(&self.queries.join("&")));
        let path = if path.is_empty() { "/" } else { path };
        self.headers.sort();
        let method =
            self.method.unwrap_or(if self.body.is_some() { "POST" } else { "GET" }.to_owned());
        Sent {
            method,
            path: path.to_owned(),
            query,
            headers: self.headers,
            user: self.user,
            body: self.body.as_deref().map(pairs),
        }
    }
}

/// What `--data-urlencode` leaves alone: letters, digits and `-._~`; a blank becomes `+`.
fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b' ' => "+".to_owned(),
            byte if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                char::from(byte).to_string()
            }
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

/// The rest of a quoted value of the configuration, in which `\\` and `\"` are escapes, among others.
fn unescaped(quoted: &str) -> String {
    let mut text = String::new();
    let mut chars = quoted.chars();
    loop {
        match chars.next().expect("a closing quote") {
            '"' => break,
            '\\' => match chars.next().expect("an escaped character") {
                other @ ('\\' | '"') => text.push(other),
                other => panic!("an escape that is not needed: {other}"),
            },
            other => text.push(other),
        }
    }
    assert_eq!(chars.as_str(), "", "nothing behind the closing quote");
    text
}
