//! What terminals and log collectors put before each line of a text, taken off where it would cut an object in pieces:
//! PowerShell's boxes, docker compose's names, the stamps of container logs.

use std::ops::Range;

use super::layer::Layer;

/// Bytes before a bar that are looked at.
const NAME: usize = 48;
/// Lines with the same name before a bar that show it to be a prefix.
const ENOUGH: usize = 3;

/// A text without the prefixes of its lines, if it has any.
pub(super) fn strip(layer: &Layer) -> Option<Layer> {
    let text = layer.text();
    let mut out = Layer::default();
    let mut stripped = false;
    // The name before the bar, how many lines have it, and whether PowerShell's box is open.
    let mut name: Option<&str> = None;
    let mut boxed = false;
    let mut at = 0;
    let mut lines = text.split_inclusive('\n');
    while let Some(line) = lines.next() {
        let length = match bar(line) {
            Some(("Line ", length)) => {
                boxed = true;
                length
            }
            Some((before, length)) if boxed && is_blank_or_number(before) => length,
            Some((before, length)) if name == Some(before) || repeats(before, lines.clone()) => {
                name = Some(before);
                length
            }
            _ => {
                boxed = false;
                stamp(line)
            }
        };
        stripped |= length > 0;
        out.copy(layer, at + length..at + line.len());
        at += line.len();
    }
    stripped.then_some(out)
}

/// What stands before the first bar of a line, and the length with the bar and a blank behind it.
fn bar(line: &str) -> Option<(&str, usize)> {
    let at = line.bytes().take(NAME).position(|byte| byte == b'|')?;
    let before = line.get(..at).filter(|before| !before.is_empty())?;
    let is_name = |letter: u8| letter.is_ascii_alphanumeric() || b" ._-".contains(&letter);
    let blank = usize::from(line.as_bytes().get(at + 1) == Some(&b' '));
    before.bytes().all(is_name).then_some((before, at + 1 + blank))
}

fn is_blank_or_number(before: &str) -> bool {
    before.trim().bytes().all(|letter| letter.is_ascii_digit())
}

/// Whether the next lines have the same name before their bars, as docker compose prints them.
fn repeats<'t>(before: &str, lines: impl Iterator<Item = &'t str>) -> bool {
    let same = |line: &str| bar(line).is_some_and(|(other, _)| other == before);
    !before.trim().is_empty()
        && lines.take(ENOUGH - 1).filter(|line| same(line)).count() == ENOUGH - 1
}

/// Length of a time with what a container's log puts behind it, before a piece of an object.
fn stamp(line: &str) -> usize {
    let bytes = line.as_bytes();
    let digits =
        |range: Range<usize>| bytes.get(range).is_some_and(|it| it.iter().all(u8::is_ascii_digit));
    if !(digits(0..4) && bytes.get(4) == Some(&b'-') && bytes.get(10) == Some(&b'T')) {
        return 0;
    }
    let Some(time) = line.find(' ') else { return 0 };
    let rest = line.get(time..).unwrap_or("");
    // The container runtime interface writes the stream and whether the line is whole, Cloud Foundry the process.
    let streams = [" stdout F ", " stdout P ", " stderr F ", " stderr P "];
    let length = streams.iter().find(|stream| rest.starts_with(**stream)).map_or_else(
        || match rest.get(..NAME.min(rest.len())) {
            Some(head) if head.starts_with(" [") => ["]OUT ", "]ERR "]
                .iter()
                .find_map(|end| Some(head.find(end)? + end.len()))
                .unwrap_or(1),
            _ => 1,
        },
        |stream| stream.len(),
    );
    let piece = rest.get(length..).unwrap_or("").trim_start();
    if piece.starts_with(['{', '}', '"', ']', '\'']) { time + length } else { 0 }
}
