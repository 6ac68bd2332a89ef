//! Status codes in prose, logs and traces: "HTTP 401", "status code 400", "401 Unauthorized", `400 {…}`.

use super::names::begins_with;

/// Bytes before a number that are looked at.
const BEFORE: usize = 32;

/// Words before a status code, in lower case.
const INTRODUCTIONS: &[&str] = &[
    "http",
    "http/1.0",
    "http/1.1",
    "http/2",
    "http/2.0",
    "http/3",
    "status",
    "status code",
    "statuscode",
    "status_code",
    "status-code",
    "http_status",
    "httpstatus",
    "http code",
    "http_code",
    "response code",
    "response_code",
    "responsecode",
    "http error",
    "httperror",
    "http response",
    "http response code",
    "response status",
    "server returned error",
    "returned an error",
    "server error",
    "responded with",
    "responded with a",
    "returned",
    "responded",
    "status is",
    "got",
    "with code",
    "error",
    // request-promise, Alamofire, and Spring's exceptions, each a class of its own.
    "statuscodeerror",
    "status code was unacceptable",
    "badrequest",
    "unauthorized",
    "forbidden",
    "notfound",
];

/// Reason phrases (RFC 9110, section 15), in lower case.
const REASONS: &[(u16, &str)] = &[
    (200, "ok"),
    (302, "found"),
    (400, "bad request"),
    (401, "unauthorized"),
    (401, "authorization required"),
    (403, "forbidden"),
    (404, "not found"),
    (405, "method not allowed"),
    (406, "not acceptable"),
    (407, "proxy authentication required"),
    (408, "request time"),
    (409, "conflict"),
    (411, "length required"),
    (412, "precondition failed"),
    (413, "request entity too large"),
    (415, "unsupported media type"),
    (422, "unprocessable"),
    (429, "too many requests"),
    (500, "internal server error"),
    (501, "not implemented"),
    (502, "bad gateway"),
    (503, "service"),
    (504, "gateway time"),
];

/// The status code that the word at `at..end` is, by the words around it.
pub(super) fn status(text: &str, at: usize, end: usize) -> Option<u16> {
    if end - at != 3 {
        return None;
    }
    let status: u16 =
        text.get(at..end)?.parse().ok().filter(|status| (100..600).contains(status))?;
    let from = text.floor_char_boundary(at.saturating_sub(BEFORE));
    let before = text.get(from..at)?.rsplit('\n').next()?;
    if before.ends_with(['.', '-', '+', '/', ',', '$', '#', ':']) && !before.ends_with("/1.1:") {
        let colon = before.strip_suffix(':').is_some_and(introduces);
        return colon.then_some(status);
    }
    let behind = text.get(end..)?;
    let named = introduces(before) || explains(status, behind);
    let leads = before.trim().is_empty()
        && behind.trim_start_matches([' ', ':', '-']).starts_with(['{', '"']);
    (named || leads).then_some(status)
}

fn introduces(before: &str) -> bool {
    let signs = |letter: char| letter.is_whitespace() || ":='\"([*`,".contains(letter);
    let before = before.trim_end_matches(signs);
    INTRODUCTIONS.iter().any(|words| {
        let Some(at) = before.len().checked_sub(words.len()) else { return false };
        let ends = before.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(words));
        ends && !before.get(..at).is_some_and(|rest| rest.ends_with(char::is_alphanumeric))
    })
}

fn explains(status: u16, behind: &str) -> bool {
    let behind = behind.trim_start_matches([' ', ')', ':', '-', ']', '*', '(']);
    REASONS.iter().any(|(code, phrase)| *code == status && begins_with(behind, phrase))
}
