//! Responses as client libraries dump them: an object with header fields beside the body, or of header fields
//! alone.

use crate::exchange::{BodyKind, Field, Header, Response};

use super::challenge;
use super::lines::is_received;
use super::names::folded;

/// How many names of header fields tell an object of header fields from one that has a `date`.
const ENOUGH: usize = 3;

/// Takes the header fields out of a dumped response's fields.
pub(super) fn headers(response: &mut Response) {
    let received = |field: &&Field| is_received(&folded(&field.path));
    let count = response.fields.iter().filter(received).count();
    if response.error.is_none() && count >= ENOUGH && 3 * count >= response.fields.len() {
        response.headers.extend(response.fields.iter().map(header));
        response.fields.clear();
        response.kind = BodyKind::None;
    } else {
        let headers = response.fields.iter().filter(|field| is_header(&field.path));
        response.headers.extend(headers.map(header));
    }
    response.challenges.extend(challenge::of_headers(&response.headers));
}

fn header(field: &Field) -> Header {
    Header { name: field.name().to_owned(), value: field.value.clone(), span: field.span }
}

/// Whether a field stands in `headers`, and not in those of the request that a client dumps as well.
pub(super) fn is_header(path: &str) -> bool {
    let Some((parents, _)) = path.rsplit_once('.') else { return false };
    let parent = folded(parents.rsplit('.').next().unwrap_or(""));
    matches!(parent.as_str(), "headers" | "responseheaders") && !is_sent(path)
}

/// Whether a field tells of the request that a client dumps beside the response, or of its connection.
pub(super) fn is_sent(path: &str) -> bool {
    const SENT: &[&str] =
        &["config", "request", "req", "options", "requestHeaders", "socket", "agent", "timings"];
    let mut names = path.split('.').rev().skip(1);
    names.any(|name| SENT.contains(&name))
}
