//! A text as it reads after one more decoding, with the way back to the paste.
//!
//! Readers nest: JSON in a JSON string, a form in a command's argument. Each works on a [`Layer`] and speaks
//! of its own offsets; [`Layer::span`] says where that stands in the paste.

use std::ops::Range;

use crate::span::{Span, Spanned};

/// A decoded text and, run by run, the bytes of the paste that it was written with.
#[derive(Clone, Debug, Default)]
pub(super) struct Layer {
    text: String,
    steps: Vec<Step>,
}

/// The decoded text from `at` to the next step was written as the paste's bytes `from..to`.
#[derive(Clone, Copy, Debug)]
struct Step {
    at: usize,
    from: usize,
    to: usize,
}

impl Layer {
    /// The paste itself.
    pub(super) fn root(text: &str) -> Self {
        let mut layer = Layer::default();
        layer.push(text, 0, text.len());
        layer
    }

    /// A text that was read from this place. Inside it, spans are exact if it stands there as it is.
    pub(super) fn at(text: &str, span: Span) -> Self {
        let mut layer = Layer::default();
        layer.push(text, span.start, span.end);
        layer
    }

    /// The decoded text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The whole range.
    pub(super) fn all(&self) -> Range<usize> {
        0..self.text.len()
    }

    /// The decoded text of a range; empty if it does not fit.
    pub(super) fn of(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }

    /// Where a range of the decoded text stands in the paste.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let start = self.start(range.start);
        if range.is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, self.end(range.end))
    }

    /// The decoded text of a range with its place in the paste.
    pub(super) fn spanned(&self, range: Range<usize>) -> Spanned {
        Spanned::new(self.of(range.clone()), self.span(range))
    }

    /// The same text without blanks at both ends.
    pub(super) fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        trim(&self.text, range)
    }

    /// A part of this layer as a layer of its own.
    pub(super) fn part(&self, range: Range<usize>) -> Layer {
        let mut part = Layer::default();
        part.copy(self, range);
        part
    }

    /// Appends a part of another layer as it stands there.
    pub(super) fn copy(&mut self, from: &Layer, range: Range<usize>) {
        let mut index = from.step_at(range.start);
        let mut at = range.start;
        while at < range.end {
            let Some(step) = from.steps.get(index) else { return };
            let end = from.step_end(index).min(range.end);
            let piece = from.of(at..end);
            if from.is_verbatim(index) {
                let start = step.from + (at - step.at);
                self.push(piece, start, start + piece.len());
            } else {
                self.push(piece, step.from, step.to);
            }
            at = end.max(at + 1);
            index += 1;
        }
    }

    /// Appends what a range of another layer stands for.
    pub(super) fn put(&mut self, piece: &str, from: &Layer, range: Range<usize>) {
        let span = from.span(range);
        self.push(piece, span.start, span.end);
    }

    fn push(&mut self, piece: &str, from: usize, to: usize) {
        if piece.is_empty() {
            return;
        }
        let at = self.text.len();
        let plain = piece.len() == to - from;
        let last_is_plain = self.steps.len().checked_sub(1).is_some_and(|i| self.is_verbatim(i));
        match self.steps.last_mut() {
            Some(last) if plain && last_is_plain && last.to == from => last.to = to,
            _ => self.steps.push(Step { at, from, to }),
        }
        self.text.push_str(piece);
    }

    fn step_at(&self, at: usize) -> usize {
        self.steps.partition_point(|step| step.at <= at).saturating_sub(1)
    }

    fn step_end(&self, index: usize) -> usize {
        self.steps.get(index + 1).map_or(self.text.len(), |next| next.at)
    }

    fn is_verbatim(&self, index: usize) -> bool {
        let length = self.steps.get(index).map_or(0, |step| step.to - step.from);
        let at = self.steps.get(index).map_or(0, |step| step.at);
        self.step_end(index) - at == length
    }

    fn start(&self, at: usize) -> usize {
        let index = self.step_at(at);
        match self.steps.get(index) {
            None => 0,
            Some(step) if at >= self.text.len() => self.steps.last().unwrap_or(step).to,
            Some(step) if self.is_verbatim(index) => step.from + (at - step.at),
            Some(step) => step.from,
        }
    }

    fn end(&self, at: usize) -> usize {
        let index = self.step_at(at.saturating_sub(1));
        match self.steps.get(index) {
            None => 0,
            Some(step) if self.is_verbatim(index) => (step.from + (at - step.at)).min(step.to),
            Some(step) => step.to,
        }
    }
}

/// The range without blanks at both ends.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = text.get(range.clone()).unwrap_or("");
    let behind = inner.trim_start();
    let start = range.start + (inner.len() - behind.len());
    start..(start + behind.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_leads_back_through_two_decodings() {
        let paste = "ab%5C%22cd";
        let root = Layer::root(paste);
        let mut once = Layer::default();
        once.copy(&root, 0..2);
        once.put("\\", &root, 2..5);
        once.put("\"", &root, 5..8);
        once.copy(&root, 8..10);
        assert_eq!(once.text(), "ab\\\"cd");
        let mut twice = Layer::default();
        twice.copy(&once, 0..2);
        twice.put("\"", &once, 2..4);
        twice.copy(&once, 4..6);
        assert_eq!(twice.text(), "ab\"cd");
        assert_eq!(twice.span(2..3).of(paste), "%5C%22");
        assert_eq!(twice.span(1..4).of(paste), "b%5C%22c");
        assert_eq!(twice.span(3..5).of(paste), "cd");
        assert_eq!(twice.span(0..5).of(paste), paste);
    }
}
