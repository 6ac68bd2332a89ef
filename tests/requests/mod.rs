//! What was read of a request, in lines that a table can hold.

use token_triage::exchange::{Place, Request};
use token_triage::read::read;

/// The only request of a paste.
pub fn request(text: &str) -> Request {
    let found = read(text).requests;
    assert_eq!(found.len(), 1, "{text}\n{found:#?}");
    found.into_iter().next().unwrap_or_default()
}

/// Method and address, headers, user and parameters in one line each.
pub fn sent(request: &Request) -> Vec<String> {
    let method = request.method.as_ref().map_or("", |it| it.value.as_str());
    let url = request.url.as_ref().map_or("", |it| it.value.as_str());
    let mut lines = vec![format!("{method} {url}")];
    lines.extend(request.headers.iter().map(|it| format!("{}: {}", it.name, it.value)));
    lines.extend(request.user.iter().map(|it| format!("user {}", it.value)));
    lines.extend(request.parameters.iter().map(|it| match it.place {
        Place::Body => format!("{}={}", it.name, it.value),
        Place::Query => format!("?{}={}", it.name, it.value),
    }));
    lines
}
