//! Heads of HTTP messages, as servers, curl (`-v`, `-i`) and people write them.

use std::ops::Range;

use crate::exchange::{Header, Request, RequestForm, Response};
use crate::span::Spanned;

use super::challenge;
use super::layer::Layer;
use super::url::Address;

/// Characters of a field name that are looked at.
const NAME: usize = 80;

/// The head of a message.
#[derive(Debug)]
pub(super) struct Head {
    /// From the start line to the blank line, or to the first line that belongs to no head.
    pub(super) range: Range<usize>,
    /// What it begins.
    pub(super) message: Message,
    /// Whether a body follows: not behind a head that curl shows with `>`.
    pub(super) body_follows: bool,
}

/// A message of which the head is known.
#[derive(Debug)]
pub(super) enum Message {
    /// A request.
    Request(Request),
    /// A response.
    Response(Response),
}

/// The head that begins with the line at `at`.
pub(super) fn head(layer: &Layer, at: usize) -> Option<Head> {
    let first = Line::at(layer, at);
    let mut message = match status_line(layer, &first) {
        Some(response) => Message::Response(response),
        None => Message::Request(request_line(layer, &first)?),
    };
    let mut end = first.next;
    let mut headers = Vec::new();
    while end < layer.text().len() {
        let line = Line::at(layer, end);
        if line.is_note(layer) {
            end = line.next;
            continue;
        }
        if line.content.is_empty() {
            end = if line.mark == first.mark { line.next } else { end };
            break;
        }
        let Some(header) = header(layer, line.content.clone()) else { break };
        if line.mark != first.mark {
            break;
        }
        headers.push(header);
        end = line.next;
    }
    let range = first.content.start..end;
    finish(layer, &mut message, headers, range.clone());
    Some(Head { range, message, body_follows: first.mark != Some('>') })
}

fn finish(layer: &Layer, message: &mut Message, headers: Vec<Header>, range: Range<usize>) {
    let span = layer.span(layer.trimmed(range));
    match message {
        Message::Response(response) => {
            response.challenges = challenge::of_headers(&headers);
            response.headers = headers;
            response.span = span;
        }
        Message::Request(request) => {
            request.span = span;
            let tunnel = request.method.as_ref().is_some_and(|method| method.value == "CONNECT");
            if let Some(url) = &mut request.url
                && tunnel
            {
                // Its target is host and port (RFC 9110, section 9.3.6).
                url.value = format!("https://{}", url.value);
            } else if let Some(url) = &mut request.url
                && !url.value.contains("://")
                && let Some(host) = headers.iter().find(|it| it.name.eq_ignore_ascii_case("host"))
            {
                url.value = format!("https://{}{}", host.value, url.value);
            }
            request.headers = headers;
        }
    }
}

/// A line without the marks that curl puts before it.
struct Line {
    /// `>` sent, `<` received.
    mark: Option<char>,
    content: Range<usize>,
    next: usize,
}

impl Line {
    fn at(layer: &Layer, at: usize) -> Line {
        let rest = layer.of(at..layer.text().len());
        let length = rest.find('\n').unwrap_or(rest.len());
        let next = (at + length + 1).min(layer.text().len());
        let line = layer.trimmed(at..at + length);
        let text = layer.of(line.clone());
        let mark = text.chars().next().filter(|first| matches!(first, '>' | '<'));
        let marked = mark.filter(|_| matches!(text.as_bytes().get(1), None | Some(b' ')));
        let content = match marked {
            Some(_) => layer.trimmed(line.start + 1..line.end),
            None => line,
        };
        Line { mark: marked, content, next }
    }

    /// A line that curl adds: `* …`, `{ [5 bytes data]`.
    fn is_note(&self, layer: &Layer) -> bool {
        let text = layer.of(self.content.clone());
        self.mark.is_none()
            && (text.starts_with("* ")
                || text.ends_with("bytes data]")
                || text.ends_with("bytes data"))
    }
}

fn status_line(layer: &Layer, line: &Line) -> Option<Response> {
    let text = layer.of(line.content.clone());
    let rest = text.strip_prefix("HTTP/")?;
    let version = rest.split(' ').next()?;
    if version.is_empty() || !version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let at = line.content.start + "HTTP/".len() + version.len();
    let at = layer.trimmed(at..line.content.end).start;
    let digits = layer.of(at..(at + 3).min(line.content.end));
    let status = digits.parse().ok().filter(|status| (100..600).contains(status))?;
    let behind = layer.of(at + 3..line.content.end).bytes().next();
    behind.is_none_or(|byte| byte == b' ').then(|| Response {
        status: Some(status),
        status_span: layer.span(at..at + 3),
        ..Response::default()
    })
}

/// The method that a line begins with.
pub(super) fn method(line: &str) -> Option<&'static str> {
    const METHODS: [&str; 8] =
        ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "CONNECT"];
    METHODS
        .into_iter()
        .find(|method| line.strip_prefix(method).is_some_and(|rest| rest.starts_with(' ')))
}

fn request_line(layer: &Layer, line: &Line) -> Option<Request> {
    let text = layer.of(line.content.clone());
    let method = method(text)?;
    let start = layer.trimmed(line.content.start + method.len()..line.content.end).start;
    let target = layer.of(start..line.content.end);
    let length = target.find(char::is_whitespace).unwrap_or(target.len());
    let behind = target.get(length..)?.trim();
    let version = behind.starts_with("HTTP/");
    let absolute = target.contains("://") || target.starts_with("{{");
    if !(version || behind.is_empty() && (absolute || target.starts_with('/') && length > 1)) {
        return None;
    }
    let address = Address::new(layer, start..start + length);
    let at = line.content.start;
    Some(Request {
        method: Some(Spanned::new(method, layer.span(at..at + method.len()))),
        url: Some(address.base()),
        user: address.user(),
        parameters: address.parameters(),
        form: RequestForm::Http,
        ..Request::default()
    })
}

/// The header field that a line is (RFC 9110, section 5.1): a token, a colon, a value.
pub(super) fn header(layer: &Layer, line: Range<usize>) -> Option<Header> {
    let text = layer.of(line.clone());
    // HTTP/2 pseudo-header fields (`:status: 401`) begin with a colon.
    let skip = usize::from(text.starts_with(':'));
    let colon = skip + text.bytes().skip(skip).take(NAME).position(|byte| byte == b':')?;
    let name = text.get(..colon)?;
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~:\\".contains(&byte);
    if name.len() <= skip || !name.bytes().all(is_token) {
        return None;
    }
    let value = layer.trimmed(line.start + colon + 1..line.end);
    Some(Header {
        name: name.replace('\\', ""),
        value: layer.of(value.clone()).to_owned(),
        span: layer.span(value),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Head> {
        head(&Layer::root(text), 0)
    }

    #[test]
    fn status_lines() {
        let table = [
            ("HTTP/1.1 401 Unauthorized\r\n\r\n", Some(401)),
            ("< HTTP/2 400 \n< \n", Some(400)),
            ("HTTP/3 200\n", Some(200)),
            ("HTTP/1.0 503 Service Unavailable", Some(503)),
            ("HTTP/1.1 99 x", None),
            ("HTTP/1.1 4011", None),
            ("HTTP/x 401", None),
        ];
        for (text, expected) in table {
            let status = read(text).and_then(|head| match head.message {
                Message::Response(response) => {
                    let status = response.status.map(|status| status.to_string());
                    assert_eq!(Some(response.status_span.of(text)), status.as_deref());
                    response.status
                }
                Message::Request(_) => None,
            });
            assert_eq!(status, expected, "{text}");
        }
    }

    #[test]
    fn request_lines() {
        let table = [
            (
                "POST /oauth/token HTTP/1.1\nHost: a.example\n\n",
                Some("https://a.example/oauth/token"),
            ),
            (
                "> POST /token HTTP/2\n> Host: a.example:8443\n> \n",
                Some("https://a.example:8443/token"),
            ),
            ("GET https://a.example/x?y=1\n", Some("https://a.example/x")),
            ("GET /v1/me after authenticating", None),
            ("POST request to https://a.example", None),
        ];
        for (text, expected) in table {
            let url = read(text).and_then(|head| match head.message {
                Message::Request(request) => request.url.map(|url| url.value),
                Message::Response(_) => None,
            });
            assert_eq!(url.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_head_of_curl_skips_its_notes_and_ends_where_the_marks_do() {
        let text = "< HTTP/1.1 401\n* Added cookie\n< server: a\n< \n{\"error\":1}";
        let head = read(text).expect("a head");
        assert_eq!(text.get(head.range.end..), Some("{\"error\":1}"));
        let sent = "> GET /x HTTP/1.1\n> a: b\n< c: d\n";
        assert_eq!(read(sent).and_then(|head| sent.get(head.range.end..)), Some("< c: d\n"));
        let Message::Response(response) = head.message else { panic!("a response") };
        let server = response.header("Server").expect("a field");
        assert_eq!((server.value.as_str(), server.span.of(text)), ("a", "a"));
    }
}
