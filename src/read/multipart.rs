//! Bodies in parts (RFC 7578), as they are sent.

use super::layer::Layer;

/// Parts that are kept.
const KEPT: usize = 64;

/// Name and value of each part of a text that begins with a boundary.
pub(super) fn parts(text: &Layer) -> Vec<(Layer, Layer)> {
    let all = text.trimmed(text.all());
    let boundary = text.of(all.clone()).lines().next().unwrap_or("").trim_end();
    let mut found = Vec::new();
    if boundary.len() < 3 || !boundary.starts_with("--") {
        return found;
    }
    let mut at = all.start;
    for part in text.of(all.clone()).split(boundary).take(KEPT) {
        let place = at..at + part.len();
        at = place.end + boundary.len();
        let Some(name) = part.find(" name=\"").map(|start| start + " name=\"".len()) else {
            continue;
        };
        let length = part.get(name..).and_then(|rest| rest.find('"')).unwrap_or(0);
        let blank = ["\r\n\r\n", "\n\n"].iter().find_map(|it| Some(part.find(it)? + it.len()));
        let start = blank.unwrap_or(part.len());
        let value = part.get(start..).unwrap_or("");
        let value = value.strip_suffix('\n').unwrap_or(value);
        let value = value.strip_suffix('\r').unwrap_or(value);
        found.push((
            text.part(place.start + name..place.start + name + length),
            text.part(place.start + start..place.start + start + value.len()),
        ));
    }
    found
}
