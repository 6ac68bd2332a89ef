//! Views of one answer: a client's message and the body below it, header fields and the body behind them.

use crate::exchange::{BodyKind, Response};
use crate::span::Spanned;

/// Bytes between two views of one answer, such as a stack trace.
const NEAR: usize = 4000;

/// Makes one response of those, in the order of the text, that show the same answer.
pub(super) fn views(responses: &mut Vec<Response>) {
    let mut joined: Vec<Response> = Vec::with_capacity(responses.len());
    for mut response in responses.drain(..) {
        match joined.last_mut() {
            Some(last) if are_one(last, &response) => {
                // Code and sentence are there already.
                if response.kind == BodyKind::Text && response.fields.len() <= 2 {
                    response.fields.clear();
                }
                absorb(last, response);
            }
            _ => joined.push(response),
        }
    }
    *responses = joined;
}

fn are_one(first: &Response, second: &Response) -> bool {
    let near = second.span.start.saturating_sub(first.span.end) < NEAR;
    let one_head = first.headers.is_empty() || second.headers.is_empty();
    let one_status =
        first.status.is_none() || second.status.is_none() || first.status == second.status;
    if !(near && one_head && one_status) {
        return false;
    }
    if is_head(first) || is_head(second) {
        return true;
    }
    if is_status(first) {
        return first.status == second.status;
    }
    // Lines of a log with a status each are answers of their own.
    let both = first.kind == BodyKind::Text && second.kind == BodyKind::Text;
    if both && first.status.is_some() && second.status.is_some() {
        return false;
    }
    let told = first.kind == BodyKind::Text || second.kind == BodyKind::Text;
    let same = first.description.is_some()
        && value(first.description.as_ref()) == value(second.description.as_ref());
    (told || same)
        && first.error.is_some()
        && value(first.error.as_ref()) == value(second.error.as_ref())
        && agree(first, second)
}

fn value(text: Option<&Spanned>) -> Option<&str> {
    text.map(|text| text.value.as_str())
}

/// Whether a response is nothing but a status that a client reports.
fn is_status(response: &Response) -> bool {
    let said = response.error.is_some() || response.description.is_some();
    response.headers.is_empty() && response.fields.is_empty() && !said && response.status.is_some()
}

/// Whether a response is nothing but header fields, whose body stands elsewhere.
fn is_head(response: &Response) -> bool {
    let said = response.error.is_some() || response.description.is_some();
    !response.headers.is_empty() && response.fields.is_empty() && !said
}

/// Whether two answers say the same, or one of them nothing.
fn agree(first: &Response, second: &Response) -> bool {
    match (&first.description, &second.description) {
        (Some(one), Some(other)) => {
            one.value.contains(&other.value) || other.value.contains(&one.value)
        }
        _ => true,
    }
}

/// Adds what another view of the same answer shows; where both tell, the first one counts.
pub(super) fn absorb(response: &mut Response, other: Response) {
    if matches!(response.kind, BodyKind::None | BodyKind::Text) && other.kind != BodyKind::None {
        response.kind = other.kind;
    }
    response.span = response.span.join(other.span);
    response.fields.extend(other.fields);
    response.headers.extend(other.headers);
    response.challenges.extend(other.challenges);
    if response.error.is_none() {
        response.error = other.error;
    }
    if response.description.is_none() {
        response.description = other.description;
    }
    if response.status.is_none() {
        response.status = other.status;
        response.status_span = other.status_span;
    }
}
