//! Pages of documentation that list several errors: each entry is judged by itself.
//!
//! An entry begins at a table row that names an error code in its first cells, at a heading that names one or
//! that a rule knows, or at the body of an answer shown among prose. Entries that say the same are one.

use super::matching;
use super::scene::Scene;
use super::{Diagnosis, Listed, judge};
use crate::knowledge::Knowledge;
use crate::order;
use crate::span::{Span, Spanned};
use crate::words::{Word, words};

/// How many entries are told at most.
const MOST: usize = 40;

/// The place where an entry begins.
struct Start {
    kind: Kind,
    span: Span,
    error: Option<Spanned>,
    description: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A row of a table.
    Row,
    /// A line that stands for what follows it.
    Heading,
    /// The body of an answer.
    Body,
}

/// The entries of a page that lists several errors; fewer than two where it is none.
pub fn entries(scene: &Scene, whole: &Diagnosis, knowledge: &Knowledge) -> Vec<Listed> {
    let starts = starts(scene, knowledge);
    if !is_page(scene, &starts) {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(|start| start.span.start).chain([scene.scope.end]);
    let mut listed: Vec<Listed> = Vec::new();
    for (start, end) in starts.iter().zip(ends).take(MOST) {
        let entry = entry(scene, start, end, whole, knowledge);
        if !entry.causes.is_empty() && !listed.iter().any(|other| says_the_same(other, &entry)) {
            listed.push(entry);
        }
    }
    listed
}

fn says_the_same(a: &Listed, b: &Listed) -> bool {
    let code = |listed: &Listed| listed.error.as_ref().map(|error| error.value.clone());
    let cause = |listed: &Listed| listed.causes.first().map(|cause| cause.id.clone());
    code(a) == code(b) && cause(a) == cause(b) && a.description == b.description
}

fn entry(
    scene: &Scene,
    start: &Start,
    end: usize,
    whole: &Diagnosis,
    knowledge: &Knowledge,
) -> Listed {
    let text = scene.whole.text;
    let span = match start.kind {
        Kind::Row => Span::new(start.span.start, end_of_row(text, start.span.start, end)),
        Kind::Heading | Kind::Body => Span::new(start.span.start, end),
    };
    let mut part = Scene::new(scene.whole, span);
    if start.error.is_some() {
        part.error.clone_from(&start.error);
    }
    let judged = judge(&part, whole.provider.as_ref(), knowledge);
    Listed {
        span,
        error: part.error.clone(),
        description: start.description.clone(),
        causes: judged.causes,
    }
}

/// A row may be broken over lines; it ends before the first line without a bar.
fn end_of_row(text: &str, start: usize, end: usize) -> usize {
    let row = Span::new(start, end).of(text);
    let lines = row.split_inclusive('\n').take_while(|line| line.contains(['|', '\t']));
    start + lines.map(str::len).sum::<usize>()
}

/// Two entries or more that differ, and no transcript of an exchange.
fn is_page(scene: &Scene, starts: &[Start]) -> bool {
    let says = |start: &Start| {
        (start.error.as_ref().map(|error| error.value.clone()), start.description.clone())
    };
    let mut kinds: Vec<_> = starts.iter().map(says).collect();
    order::by(&mut kinds, Ord::cmp);
    kinds.dedup();
    let transcript = scene.responses.iter().any(|response| response.status.is_some());
    kinds.len() >= 2 && !transcript
}

fn starts(scene: &Scene, knowledge: &Knowledge) -> Vec<Start> {
    let codes: Vec<(Vec<u64>, &str)> = knowledge
        .errors
        .iter()
        .map(|error| (words(&error.id).iter().map(|word| word.hash).collect(), error.id.as_str()))
        .collect();
    let bodies = bodies(scene);
    let mut found: Vec<Start> = Vec::new();
    let mut at = scene.scope.start;
    let mut before = "";
    let mut lines = scene.scope.of(scene.whole.text).split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let after = lines.peek().copied().unwrap_or("");
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        let apart = Apart {
            above: before.trim().is_empty(),
            below: after.trim().is_empty() && at < scene.scope.end,
        };
        before = line;
        let inside = |body: &Start| body.span.start < span.end && span.start < body.span.end;
        if bodies.iter().any(inside) {
            continue;
        }
        found.extend(
            row(scene, span, &codes).or_else(|| heading(scene, span, apart, &codes, knowledge)),
        );
    }
    // Headings that only announce the bodies below them would tell each twice.
    if bodies.len() >= 2 {
        let shown = |start: &Start| bodies.iter().any(|body| code(body) == code(start));
        found.retain(|start| start.kind == Kind::Row || !shown(start));
    }
    // Above the only answer, a line without a code is what somebody says about it.
    if bodies.len() == 1 {
        found.retain(|start| start.error.is_some());
    }
    found.extend(bodies);
    order::by_key(&mut found, |start| start.span.start);
    found
}

/// Whether a line stands apart from the lines around it.
#[derive(Clone, Copy)]
struct Apart {
    above: bool,
    below: bool,
}

fn code(start: &Start) -> Option<&str> {
    start.error.as_ref().map(|error| error.value.as_str())
}

/// A table row with an error code in its first two cells; the next cell is its message.
fn row(scene: &Scene, line: Span, codes: &[(Vec<u64>, &str)]) -> Option<Start> {
    let written = line.of(scene.whole.text);
    let bar = if written.trim_start().starts_with('|') { '|' } else { '\t' };
    if written.len() > 4000 || !written.contains(bar) {
        return None;
    }
    let cells: Vec<&str> = written.trim().trim_matches(bar).split(bar).map(str::trim).collect();
    let named = |cell: &&str| {
        let words = words(cell);
        words.len() <= 4 && code_at(&words, codes).is_some()
    };
    let at = cells.iter().take(2).position(named)?;
    let there = words_in(scene, line);
    let error = code_at(there, codes)?;
    let description = cells.get(at + 1).map(|cell| (*cell).to_owned()).unwrap_or_default();
    Some(Start { kind: Kind::Row, span: line, error: Some(error), description })
}

/// A heading: a short line that begins with an error code, or that a rule knows by itself.
fn heading(
    scene: &Scene,
    line: Span,
    apart: Apart,
    codes: &[(Vec<u64>, &str)],
    knowledge: &Knowledge,
) -> Option<Start> {
    let written = line.of(scene.whole.text).trim();
    let there = words_in(scene, line);
    let marked = written.starts_with(['#', '*']) && written.contains(['#', '"', '`']);
    let plain = (apart.above || apart.below)
        && !written.contains(['{', '}', '=', '<', '>', '|', '\t', ';'])
        && !written.ends_with(['.', ':', ',']);
    if there.is_empty() || there.len() > 12 || !(marked || plain) {
        return None;
    }
    let error = code_at(there.get(..there.len().min(5)).unwrap_or(there), codes);
    let item = written.starts_with(['-', '•', '*', '|'])
        || written.starts_with(|first: char| first.is_ascii_digit());
    if error.is_none() {
        let part = Scene::new(scene.whole, line);
        let known = !item
            && apart.above
            && apart.below
            && there.len() >= 3
            && matching::rules(&part, knowledge).iter().any(|held| held.compiled.has_sentence);
        return known.then(|| Start {
            kind: Kind::Heading,
            span: line,
            error: None,
            description: written.to_owned(),
        });
    }
    (marked || !item).then(|| Start {
        kind: Kind::Heading,
        span: line,
        error,
        description: String::new(),
    })
}

/// The first error code among some words.
fn code_at(words: &[Word], codes: &[(Vec<u64>, &str)]) -> Option<Spanned> {
    words.iter().enumerate().find_map(|(at, first)| {
        let starts = |hashes: &[u64]| {
            words
                .get(at..at + hashes.len())
                .is_some_and(|there| there.iter().map(|word| word.hash).eq(hashes.iter().copied()))
        };
        let (hashes, code) = codes
            .iter()
            .filter(|(hashes, _)| starts(hashes))
            .max_by_key(|(hashes, _)| hashes.len())?;
        let last = words.get(at + hashes.len() - 1)?;
        // A code is written with underscores; "server error" in prose is none.
        let joined = hashes.len() == 1 || last.span.start - first.span.start <= code.len() + 2;
        joined.then(|| Spanned::new(*code, first.span.join(last.span)))
    })
}

/// The words of a line.
fn words_in<'t>(scene: &Scene<'t>, line: Span) -> &'t [Word] {
    let words = scene.whole.words;
    let from = words.partition_point(|word| word.span.start < line.start);
    let to = words.partition_point(|word| word.span.start < line.end);
    words.get(from..to).unwrap_or_default()
}

/// Bodies of answers with an error that stand among prose.
fn bodies(scene: &Scene) -> Vec<Start> {
    let structured = scene.responses.iter().filter(|response| !response.fields.is_empty());
    structured
        .filter_map(|response| {
            let error = response.error.clone()?;
            let description =
                response.description.clone().map(|text| text.value).unwrap_or_default();
            Some(Start { kind: Kind::Body, span: response.span, error: Some(error), description })
        })
        .collect()
}
