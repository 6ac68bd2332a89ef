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
    let count = |fields: &[Field]| {
        let received = |field: &&Field| is_received(&folded(&field.path));
        fields.iter().filter(received).count()
    };
    if response.error.is_none() && count(&response.fields) >= ENOUGH {
        response.headers.extend(response.fields.iter().map(header));
        response.fields.clear();
        response.kind = BodyKind::None;
    } else {
        response.headers.extend(response.fields.iter().filter(|it| is_header(it)).map(header));
    }
    response.challenges.extend(challenge::of_headers(&response.headers));
}

fn header(field: &Field) -> Header {
    Header { name: field.name().to_owned(), value: field.value.clone(), span: field.span }
}

/// Whether a field stands in `headers`, and not in those of the request that a client dumps as well.
fn is_header(field: &Field) -> bool {
    let Some((parents, _)) = field.path.rsplit_once('.') else { return false };
    let mut names = parents.rsplit('.').map(folded);
    let sent =
        |name: &str| matches!(name, "config" | "request" | "req" | "options" | "requestheaders");
    names.next().is_some_and(|name| matches!(name.as_str(), "headers" | "responseheaders"))
        && !names.any(|name| sent(&name))
}
