//! PowerShell's `Invoke-RestMethod` and `Invoke-WebRequest`.

use std::ops::Range;

use crate::exchange::{BodyEncoding, RequestForm};

use super::call::Sender;
use super::command::{Budget, Command};
use super::expression::Reader;
use super::layer::Layer;
use super::shell::{self, Dialect, Word};
use super::value::{Language, Value};

/// Parameters and what they are called in other programs. Their names may be shortened, in any case.
const PARAMETERS: &[(&str, &str)] = &[
    ("uri", "url"),
    ("url", "url"),
    ("method", "method"),
    ("custommethod", "method"),
    ("body", "body"),
    ("headers", "headers"),
    ("contenttype", "contenttype"),
    ("form", "files"),
];
/// Parameters without a value.
const SWITCHES: &[&str] = &[
    "usebasicparsing",
    "skipcertificatecheck",
    "skiphttperrorcheck",
    "verbose",
    "disablekeepalive",
    "passthru",
    "allowunencryptedauthentication",
    "usedefaultcredentials",
    "debug",
];

/// The command whose name ends at `from`.
pub(super) fn command(
    layer: &Layer,
    start: usize,
    from: usize,
    budget: &mut Budget,
) -> Option<Command> {
    if !budget.spend(1) {
        return None;
    }
    let line = shell::line(layer, from..layer.text().len(), Dialect::PowerShell);
    budget.spend(line.end.saturating_sub(start));
    let mut sender = Sender::new(layer, start, Language::PowerShell, budget);
    let mut options = Vec::new();
    let mut placed = false;
    let mut words = line.words.iter().peekable();
    while let Some(word) = words.next() {
        let text = word.text();
        if let Some(name) = text.strip_prefix('@').filter(|name| !name.starts_with(['{', '('])) {
            splat(layer, &mut sender, name, word, &mut options);
        } else if let Some(name) = text.strip_prefix('-') {
            let (name, joined) =
                name.split_once(':').map_or((name, false), |(name, _)| (name, true));
            let name = name.to_ascii_lowercase();
            let switch = !name.is_empty() && SWITCHES.iter().any(|it| it.starts_with(&name));
            let known = PARAMETERS.iter().find(|(it, _)| it.starts_with(&name));
            if joined {
                let value = word.layer.part(name.len() + 2..text.len());
                options.extend(known.map(|(_, option)| (named(option), Value::Text(value))));
            } else if !switch && let Some(next) = words.next() {
                let value = argument(layer, next, &mut sender);
                options.extend(known.map(|(_, option)| (named(option), value)));
            }
        } else if !std::mem::replace(&mut placed, true) {
            // Only the address has a place of its own.
            options.push((named("url"), argument(layer, word, &mut sender)));
        }
    }
    sender.expansions.extend(line.expansions);
    sender.expansions.dedup();
    sender.plain_objects = BodyEncoding::Form;
    sender.options(&options);
    let implied = "GET";
    sender.finish(start..line.end.max(from), RequestForm::PowerShell, implied)
}

/// `@params` stands for the members of `$params`.
fn splat(
    layer: &Layer,
    sender: &mut Sender,
    name: &str,
    word: &Word,
    options: &mut Vec<(Layer, Value)>,
) {
    let mut variable = Layer::default();
    variable.put("$", &word.layer, 0..1);
    variable.put(name, layer, word.range.start + 1..word.range.end);
    if let Value::Object(members) = sender.resolve(&Value::Name(variable)) {
        for (name, value) in members {
            let folded = name.text().to_ascii_lowercase();
            let known = PARAMETERS.iter().find(|(it, _)| *it == folded);
            options.extend(known.map(|(_, option)| (named(option), value)));
        }
    }
}

/// An argument: what begins like a value is one, anything else is the word itself.
fn argument(layer: &Layer, word: &Word, sender: &mut Sender) -> Value {
    let range: Range<usize> = word.range.clone();
    let written = layer.of(range.clone());
    let variable = written
        .strip_prefix('$')
        .is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'));
    if variable {
        return Value::Name(layer.part(range));
    }
    if !written.starts_with(['@', '(']) {
        return Value::Text(word.layer.clone());
    }
    let mut reader = Reader::new(layer, range, Language::PowerShell);
    let value = reader.value();
    sender.expansions.extend(reader.expansions);
    value
}

fn named(name: &str) -> Layer {
    Layer::at(name, crate::span::Span::NONE)
}
