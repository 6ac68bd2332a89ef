//! `curl --trace-ascii` and `--trace`: the messages behind their dumps.
//!
//! Both print blocks: a line that says what was sent or received, then the bytes with their offset before each line;
//! `--trace` in hexadecimal, `--trace-ascii` as text that begins a new line where the message does or after 64
//! characters (`tool_cb_dbg.c` in curl's source).

use std::ops::Range;

use super::Paste;
use super::decode::hex;
use super::layer::Layer;

/// Bytes before a block's mark that are looked at: a time and the ids of transfer and connection.
const BEFORE: usize = 48;
/// Bytes that `--trace` shows a line.
const HEX_WIDTH: usize = 16;

/// What a block holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    /// Lines of a head.
    Head,
    /// Bytes of a body.
    Body,
    /// What curl says about its work.
    Note,
    /// Handshakes, and interim responses (RFC 9110, section 15.2).
    Other,
}

const MARKS: &[(&str, Block)] = &[
    ("=> Send header", Block::Head),
    ("=> Send data", Block::Body),
    ("<= Recv header", Block::Head),
    ("<= Recv data", Block::Body),
    ("=> Send SSL data", Block::Other),
    ("<= Recv SSL data", Block::Other),
    ("== Info: ", Block::Note),
];

/// How the dump of an interim response begins.
const INTERIM: [&str; 2] = ["0000: HTTP/1.1 1", "0000: 48 54 54 50 2f 31 2e 31 20 31"];

/// A secret in the hexadecimal dump stands beside its line as text too: the span grows to the end of its last line.
pub(super) fn widen(paste: &mut Paste, text: &str) {
    for secret in &mut paste.secrets {
        let rest = text.get(secret.end..).unwrap_or("");
        let first = secret.of(text).bytes().take(3);
        let dumped = first
            .enumerate()
            .all(|(at, it)| if at < 2 { it.is_ascii_hexdigit() } else { it == b' ' });
        if dumped {
            secret.end += rest.find('\n').unwrap_or(rest.len());
        }
    }
}

/// The messages of a trace as they went over the wire, if a text has one.
pub(super) fn unfold(layer: &Layer) -> Option<Layer> {
    let text = layer.text();
    if !text.contains("<= Recv header") && !text.contains("=> Send header") {
        return None;
    }
    let mut out = Layer::default();
    let mut block = None;
    let mut expected = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let place = at..at + line.trim_end_matches(['\r', '\n']).len();
        at += line.len();
        if let Some((next, behind)) = mark(line) {
            if block == Some(Block::Head) && !out.text().ends_with("\r\n") {
                out.put("\n", layer, place.start..place.start);
            }
            if next == Block::Head {
                begin_line(layer, place.start, &mut out);
            }
            expected = 0;
            block = Some(next);
            if next == Block::Note {
                note(layer, place.start + behind..place.end, &mut out);
            } else if INTERIM.iter().any(|start| layer.of(at..text.len()).starts_with(start)) {
                block = Some(Block::Other);
            }
            continue;
        }
        let offset = match block {
            Some(Block::Head | Block::Body | Block::Other) => offset(line),
            _ => None,
        };
        let Some(offset) = offset else {
            // What the server answered is printed between the blocks as well.
            out.copy(layer, place.start..at);
            block = None;
            continue;
        };
        if block != Some(Block::Other) {
            if offset > expected {
                out.put("\n", layer, place.start..place.start);
            }
            let dumped = place.start + OFFSET.min(place.len())..place.end;
            expected = offset + bytes(layer, dumped, &mut out);
        }
    }
    Some(out)
}

/// The block that a line begins, and the length of its mark.
fn mark(line: &str) -> Option<(Block, usize)> {
    let head = line.get(..line.floor_char_boundary(BEFORE)).unwrap_or(line);
    MARKS.iter().find_map(|(mark, block)| Some((*block, head.find(mark)? + mark.len())))
}

/// Length of `0040: `.
const OFFSET: usize = 6;

/// The offset that a line of a dump begins with.
fn offset(line: &str) -> Option<usize> {
    let digits = line.get(..4).filter(|_| line.as_bytes().get(4) == Some(&b':'))?;
    usize::from_str_radix(digits, 16).ok()
}

fn begin_line(layer: &Layer, at: usize, out: &mut Layer) {
    if !out.text().is_empty() && !out.text().ends_with('\n') {
        out.put("\n", layer, at..at);
    }
}

fn note(layer: &Layer, words: Range<usize>, out: &mut Layer) {
    begin_line(layer, words.start, out);
    out.put("* ", layer, words.start..words.start);
    out.copy(layer, words.clone());
    out.put("\n", layer, words.end..words.end);
}

/// Appends the bytes that a line shows; gives their number.
fn bytes(layer: &Layer, line: Range<usize>, out: &mut Layer) -> usize {
    let text = layer.of(line.clone());
    let columns = text.as_bytes().get(..3 * HEX_WIDTH).filter(|columns| {
        columns.chunks(3).all(|it| byte(it).is_some() || it == b"   ")
            && columns.first() != Some(&b' ')
    });
    let Some(columns) = columns else {
        out.copy(layer, line.clone());
        return line.len();
    };
    let mut count = 0;
    for value in columns.chunks(3).map_while(byte) {
        let at = line.start + 3 * count;
        // Bytes of other letters than ASCII's are not put together.
        let letter = if value.is_ascii() { char::from(value) } else { '\u{fffd}' };
        out.put(letter.encode_utf8(&mut [0; 4]), layer, at..at + 2);
        count += 1;
    }
    count
}

fn byte(column: &[u8]) -> Option<u8> {
    match column {
        &[high, low, b' '] => Some(hex(high)? * 16 + hex(low)?),
        _ => None,
    }
}
