//! HTML error pages, XML and SOAP faults: their elements as fields.

use std::ops::Range;

use crate::exchange::{BodyKind, Field, Response};

use super::answer;
use super::decode;
use super::layer::Layer;
use super::names::begins_with;
use super::url::Address;

/// Elements and fields that are kept.
const KEPT: usize = 256;
/// Names of the path that are kept.
const DEPTH: usize = 24;
/// Bytes of a name that are looked at.
const NAME: usize = 64;
/// Beginnings of markup, in lower case.
const BEGINNINGS: &[&str] = &[
    "<!doctype",
    "<html",
    "<head",
    "<body",
    "<?xml",
    "<soap",
    "<s:envelope",
    "<env:",
    "<oauth",
    "<error",
    "<response",
    "<title",
    "<fault",
    "<ams:",
    "<am:",
    "<hash>",
    "<operationoutcome",
];

/// Markup in a text.
#[derive(Debug)]
pub(super) struct Markup {
    /// From the first tag to behind the last.
    pub(super) range: Range<usize>,
    /// HTML has a title and visible text; XML has a field for each element with text.
    pub(super) response: Response,
    /// The text that a reader sees, one element a line.
    pub(super) visible: Layer,
}

/// The first markup in a part of a text; it goes to the part's last closing tag.
pub(super) fn find(layer: &Layer, range: Range<usize>) -> Option<Markup> {
    let text = layer.of(range.clone());
    let start = text
        .match_indices('<')
        .map(|(at, _)| at)
        .find(|&at| begins(text.get(at..).unwrap_or("")))?;
    let last = text.rfind("</").filter(|last| *last > start);
    let last = last.and_then(|last| Some(last + text.get(last..)?.find('>')?));
    let end = last.or(text.rfind('>')).map_or(text.len(), |at| at + 1).max(start);
    let range = range.start + start..range.start + end;
    let html = is_html(layer.of(range.clone()));
    let (fields, visible) = fields(layer, range.clone(), html);
    let mut response = Response {
        kind: if html { BodyKind::Html } else { BodyKind::Xml },
        fields,
        span: layer.span(range.clone()),
        ..Response::default()
    };
    answer::interpret(&mut response);
    Some(Markup { range, response, visible })
}

fn begins(text: &str) -> bool {
    // Most of what stands behind a bracket begins none of them.
    let second = text.as_bytes().get(1).map_or(0, u8::to_ascii_lowercase);
    if !b"!?ahbeforst".contains(&second) {
        return false;
    }
    BEGINNINGS.iter().any(|tag| begins_with(text, tag))
}

fn is_html(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(512)).unwrap_or("").to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<title"].iter().any(|tag| head.contains(tag))
}

fn fields(layer: &Layer, range: Range<usize>, html: bool) -> (Vec<Field>, Layer) {
    let mut found = Found::default();
    let mut open: Vec<String> = Vec::new();
    let mut hidden = false;
    let mut telling = false;
    let mut at = range.start;
    while let Some(tag) = layer.of(at..range.end).find('<').map(|offset| at + offset) {
        if !hidden && telling && !layer.of(at..tag).trim().is_empty() {
            text(layer, at..tag, &[TELLING.to_owned()], html, &mut found);
            telling = false;
        } else if !hidden {
            text(layer, at..tag, &open, html, &mut found);
        }
        let (name, end, kind) = read_tag(layer, tag..range.end);
        if html && kind != Tag::Close {
            telling |= tells(layer, tag..end, &name);
            attributes(layer, tag..end, &name, &mut found);
        }
        hidden = html && matches!(name.as_str(), "script" | "style" | "svg") && kind == Tag::Open;
        match kind {
            Tag::Open if !html => open.push(name),
            Tag::Open if matches!(name.as_str(), "title" | "h1" | "h2" | "p" | "pre" | "code") => {
                open.clear();
                open.push(name);
            }
            Tag::Close if html => open.retain(|it| *it != name),
            Tag::Close => {
                open.pop();
            }
            Tag::Cdata => {
                text(layer, tag + 9..end.saturating_sub(3).max(tag + 9), &open, html, &mut found);
            }
            _ => {}
        }
        at = end.max(tag + 1);
        if found.fields.len() >= KEPT {
            break;
        }
    }
    (found.fields, found.visible)
}

/// The path of a text that an error page shows as its message.
const TELLING: &str = "error_message";

/// Whether an element is by its id or class the place of an error's message: `kc-error-message`, `alert-error`,
/// `o-form-error-container`, `errorText`.
fn tells(layer: &Layer, tag: Range<usize>, name: &str) -> bool {
    let named = |place: Range<usize>| {
        let value = layer.of(place).to_ascii_lowercase();
        value.contains("error") || value.contains("alert")
    };
    !matches!(name, "html" | "body" | "head" | "form" | "meta" | "link" | "script" | "input" | "a")
        && ["id", "class"].iter().any(|it| attribute(layer, tag.clone(), it).is_some_and(named))
}

/// What stands in attributes: parameters of a response that a form posts (OAuth 2.0 Form Post Response Mode), and the
/// address that a page sends its reader on to.
fn attributes(layer: &Layer, tag: Range<usize>, name: &str, found: &mut Found) {
    if name == "input"
        && let Some(named) = attribute(layer, tag.clone(), "name")
        && let Some(value) = attribute(layer, tag.clone(), "value")
    {
        let text = decode::entities(layer, value.clone(), |_| true).text().to_owned();
        let path = layer.of(named).to_owned();
        found.fields.push(Field { path, value: text, span: layer.span(value) });
    }
    if name == "meta"
        && let Some(content) = attribute(layer, tag, "content")
        && let Some(at) = layer.of(content.clone()).to_ascii_lowercase().find("url=")
    {
        let target = decode::entities(layer, content.start + at + 4..content.end, |_| true);
        let answer = Address::plain(&target).response();
        found.fields.extend(answer.into_iter().flat_map(|answer| answer.fields));
    }
}

/// The value of a tag's attribute, in quotes of either kind.
fn attribute(layer: &Layer, tag: Range<usize>, name: &str) -> Option<Range<usize>> {
    let text = layer.of(tag.clone());
    let begins = |(at, _): &(usize, &str)| {
        let before = at.checked_sub(1).and_then(|before| text.as_bytes().get(before));
        before.is_some_and(u8::is_ascii_whitespace)
            && text.get(at + name.len()..).is_some_and(|rest| rest.starts_with('='))
    };
    let (at, _) = text.match_indices(name).find(begins)?;
    let start = at + name.len() + 1;
    let quote = text.get(start..)?.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    // References that stand for quotes are undone already: the quote that ends the value has a blank or the tag's end
    // behind it.
    let rest = text.get(start + 1..)?;
    let ends =
        |at: usize| rest.get(at + 1..).is_some_and(|it| it.starts_with([' ', '\n', '/', '>']));
    let (length, _) = rest.match_indices(quote).find(|(at, _)| ends(*at))?;
    Some(tag.start + start + 1..tag.start + start + 1 + length)
}

#[derive(Default)]
struct Found {
    fields: Vec<Field>,
    visible: Layer,
}

fn text(layer: &Layer, range: Range<usize>, open: &[String], html: bool, found: &mut Found) {
    let place = layer.trimmed(range);
    if place.is_empty() {
        return;
    }
    let value = decode::entities(layer, place.clone(), |_| true);
    let kept = open.get(..open.len().min(DEPTH)).unwrap_or(&[]);
    let path =
        if html { kept.last().cloned().unwrap_or_else(|| "body".into()) } else { kept.join(".") };
    found.visible.copy(&value, value.all());
    found.visible.put("\n", layer, place.end..place.end);
    found.fields.push(Field { path, value: value.text().to_owned(), span: layer.span(place) });
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    Open,
    Close,
    Empty,
    Cdata,
}

/// The local name of the tag that begins here, where it ends, and what it is.
fn read_tag(layer: &Layer, range: Range<usize>) -> (String, usize, Tag) {
    let text = layer.of(range.clone());
    let until = |sign: &str| text.find(sign).map_or(range.end, |at| range.start + at + sign.len());
    if text.starts_with("<![CDATA[") {
        return (String::new(), until("]]>"), Tag::Cdata);
    }
    if text.starts_with("<!--") {
        return (String::new(), until("-->"), Tag::Empty);
    }
    let end = until(">");
    let close = text.starts_with("</");
    let from = if close { 2 } else { 1 };
    let name = text.get(from..).unwrap_or("");
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte);
    let length = name.bytes().take(NAME).take_while(is_name).count();
    let name = name.get(..length).unwrap_or("");
    let local = name.rsplit(':').next().unwrap_or("");
    let local = local.to_owned();
    let empty = layer.of(range.start..end).ends_with("/>") || length == 0;
    let void = matches!(local.as_str(), "br" | "hr" | "img" | "meta" | "link" | "input");
    let kind = match () {
        () if close => Tag::Close,
        () if empty || void => Tag::Empty,
        () => Tag::Open,
    };
    (local, end, kind)
}
