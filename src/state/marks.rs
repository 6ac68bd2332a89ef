//! Which words of the paste are underlined, and with which number.

use crate::diagnose::{Diagnosis, Evidence, Outcome, RankedCause};
use crate::order;
use crate::span::Span;

/// Something that the paste shows, numbered as it is marked there.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// From one, in the order of "How we know". Zero if no words are marked: it is an absence that speaks.
    pub number: usize,
    /// The words.
    pub spans: Vec<Span>,
    /// What they mean.
    pub note: String,
}

/// A run of the paste, marked or not. All runs together are the paste.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run<'t> {
    /// The words.
    pub text: &'t str,
    /// The numbers of the findings that it belongs to, the one that shows first; empty if not marked.
    pub numbers: Vec<usize>,
    /// The numbers of those whose words end here: they are written behind it.
    pub ends: Vec<usize>,
}

/// No more parts of a paste are marked: it would help nobody.
const MARKED: usize = 200;

/// What an answer marks: what speaks for the likeliest cause, or the errors of a page that lists several.
pub fn marked(diagnosis: &Diagnosis) -> Vec<Finding> {
    match diagnosis.causes.first() {
        Some(cause) if matches!(diagnosis.outcome, Outcome::Causes | Outcome::Linked) => {
            findings(cause, diagnosis)
        }
        _ => listed(diagnosis),
    }
}

/// What speaks for a cause, and for who answered.
fn findings(cause: &RankedCause, diagnosis: &Diagnosis) -> Vec<Finding> {
    let mut findings = Vec::new();
    for evidence in &cause.evidence {
        push(&mut findings, evidence.clone());
    }
    let recognised = [
        (&diagnosis.provider, "This is ", "."),
        (&diagnosis.client, "This is ", ", which reports the answer."),
    ];
    for (who, before, after) in recognised {
        if let Some(who) = who {
            let marked: Vec<Span> =
                findings.iter().flat_map(|finding| finding.spans.clone()).collect();
            let spans: Vec<Span> =
                who.evidence.iter().copied().filter(|span| !marked.contains(span)).collect();
            if !spans.is_empty() {
                let note = [before, &who.name, after].concat();
                push(&mut findings, Evidence { spans, note });
            }
        }
    }
    findings
}

/// The errors of a page that lists several, numbered as they are listed.
fn listed(diagnosis: &Diagnosis) -> Vec<Finding> {
    let entry = |(number, listed): (usize, &crate::diagnose::Listed)| Finding {
        number: number + 1,
        spans: listed.error.iter().map(|error| error.span).collect(),
        note: listed.description.clone(),
    };
    diagnosis.listed.iter().enumerate().map(entry).collect()
}

/// Adds a finding, unless an earlier one tells of the same words already: what comes first is the more telling.
fn push(findings: &mut Vec<Finding>, evidence: Evidence) {
    let Evidence { spans, note } = evidence;
    let mut spans: Vec<Span> = spans.into_iter().filter(|span| !span.is_empty()).collect();
    spans.dedup();
    let told = |earlier: &Finding| {
        earlier.note == note
            || !spans.is_empty()
                && spans.iter().all(|span| earlier.spans.iter().any(|other| other.holds(*span)))
    };
    if findings.iter().any(told) {
        return;
    }
    let marked = findings.iter().filter(|finding| finding.number > 0).count();
    let number = if spans.is_empty() { 0 } else { marked + 1 };
    findings.push(Finding { number, spans, note });
}

/// The paste cut into runs. Where findings overlap, the shorter words show, and of the same words those of the
/// finding with fewer marks: it has no other place. The longer ones go on around them.
pub fn runs<'t>(text: &'t str, findings: &[Finding]) -> Vec<Run<'t>> {
    let mut marks: Vec<(usize, usize, usize, Span)> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.number > 0) {
        let spans = finding.spans.iter().filter(|span| !span.of(text).is_empty());
        marks.extend(spans.map(|span| (span.len(), finding.spans.len(), finding.number, *span)));
    }
    order::by_key(&mut marks, |mark| (mark.0, mark.1, mark.2));
    marks.truncate(MARKED);
    let mut edges = vec![0, text.len()];
    edges.extend(marks.iter().flat_map(|mark| [mark.3.start, mark.3.end]));
    order::by_key(&mut edges, |edge| *edge);
    edges.dedup();
    edges.windows(2).filter_map(|edges| run(text, edges, &marks)).collect()
}

/// The run between two edges: no mark begins or ends within it.
fn run<'t>(
    text: &'t str,
    edges: &[usize],
    marks: &[(usize, usize, usize, Span)],
) -> Option<Run<'t>> {
    let part = Span::new(*edges.first()?, *edges.last()?);
    let (mut numbers, mut ends) = (Vec::new(), Vec::new());
    for &(.., number, span) in marks.iter().filter(|mark| mark.3.holds(part)) {
        if !numbers.contains(&number) {
            numbers.push(number);
        }
        let goes_on = marks
            .iter()
            .any(|other| other.2 == number && other.3.start <= part.end && part.end < other.3.end);
        if !goes_on && span.end == part.end && !ends.contains(&number) {
            ends.push(number);
        }
    }
    Some(Run { text: part.of(text), numbers, ends })
}

/// The number of the finding whose words stand at a place of the text, in UTF-16 units as a text field counts; zero
/// if none do.
pub fn number_at(text: &str, findings: &[Finding], units: usize) -> usize {
    let mut left = units;
    let mut at = 0;
    for char in text.chars() {
        left = match left.checked_sub(char.len_utf16()) {
            Some(left) => left,
            None => break,
        };
        at += char.len_utf8();
    }
    let here = |finding: &&Finding| {
        finding.number > 0 && finding.spans.iter().any(|span| span.start <= at && at < span.end)
    };
    let shortest = |finding: &&Finding| finding.spans.iter().map(|span| span.len()).min();
    findings.iter().filter(here).min_by_key(shortest).map_or(0, |finding| finding.number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(number: usize, spans: &[(usize, usize)]) -> Finding {
        let spans = spans.iter().map(|(start, end)| Span::new(*start, *end)).collect();
        Finding { number, spans, note: String::new() }
    }

    /// Each run with the number that shows, and behind it the numbers that are written there.
    fn drawn(text: &str, findings: &[Finding]) -> String {
        let mut drawn = String::new();
        for run in runs(text, findings) {
            match run.numbers.first() {
                None => drawn.push_str(run.text),
                Some(number) => {
                    let ends: String = run.ends.iter().map(usize::to_string).collect();
                    drawn.push_str(&["[", &number.to_string(), run.text, "]", &ends].concat());
                }
            }
        }
        drawn
    }

    #[test]
    fn marks_lie_where_the_spans_are() {
        assert_eq!(drawn("abcdef", &[]), "abcdef");
        assert_eq!(
            drawn("abcdef", &[finding(1, &[(1, 3)]), finding(2, &[(4, 6)])]),
            "a[1bc]1d[2ef]2"
        );
        assert_eq!(drawn("abcdef", &[finding(0, &[(1, 3)])]), "abcdef");
    }

    #[test]
    fn overlapping_words_all_show() {
        for (findings, expected) in [
            // Inside, whichever comes first: the longer goes on around it.
            (vec![finding(1, &[(2, 4)]), finding(2, &[(0, 6)])], "[2ab][1cd]1[2ef]2"),
            (vec![finding(1, &[(0, 6)]), finding(2, &[(2, 4)])], "[1ab][2cd]2[1ef]1"),
            // Side by side with a part in common: equally long, so the first shows there.
            (vec![finding(1, &[(0, 4)]), finding(2, &[(2, 6)])], "[1ab][1cd]1[2ef]2"),
            // The same words: those of the finding that has no others, both numbers behind them.
            (
                vec![finding(1, &[(0, 1), (2, 3), (4, 6)]), finding(2, &[(2, 3)])],
                "[1a]1b[2c]21d[1ef]1",
            ),
            // One number over words that touch is written once.
            (vec![finding(1, &[(0, 2), (2, 4)])], "[1ab][1cd]1ef"),
            // Covered by two shorter ones: its number still stands behind its last word.
            (
                vec![finding(1, &[(0, 4)]), finding(2, &[(0, 2)]), finding(3, &[(2, 4)])],
                "[2ab]2[3cd]31ef",
            ),
        ] {
            assert_eq!(drawn("abcdef", &findings), expected);
        }
    }

    #[test]
    fn all_runs_together_are_the_paste() {
        let findings =
            [finding(1, &[(0, 3), (7, 9)]), finding(2, &[(1, 8)]), finding(3, &[(5, 99)])];
        let text = "aébcdefgh";
        let whole: String = runs(text, &findings).iter().map(|run| run.text).collect();
        assert_eq!(whole, text);
    }

    #[test]
    fn a_place_in_the_text_field_has_the_number_of_its_words() {
        // The emoji takes four bytes and two UTF-16 units.
        let text = "a😀bcd";
        let findings = [finding(1, &[(5, 8)]), finding(2, &[(6, 7)]), finding(0, &[(0, 1)])];
        let numbers: Vec<usize> = (0..7).map(|at| number_at(text, &findings, at)).collect();
        assert_eq!(numbers, [0, 0, 0, 1, 2, 1, 0]);
    }

    #[test]
    fn spans_that_do_not_fit_are_left_out() {
        assert_eq!(drawn("aé", &[finding(1, &[(0, 2), (5, 9)])]), "aé");
    }

    #[test]
    fn words_are_told_of_once() {
        let mut findings = Vec::new();
        for (spans, note) in [
            (vec![(0, 6)], "One."),
            (vec![], "Nothing."),
            (vec![(0, 6)], "The same words."),
            (vec![(0, 2), (4, 6)], "Some of them."),
            (vec![(4, 8)], "Some of them and others."),
            (vec![(9, 10)], "One."),
        ] {
            let spans = spans.into_iter().map(|(start, end)| Span::new(start, end)).collect();
            push(&mut findings, Evidence { spans, note: note.into() });
        }
        let seen: Vec<_> = findings.iter().map(|one| (one.number, one.note.as_str())).collect();
        assert_eq!(seen, [(1, "One."), (0, "Nothing."), (2, "Some of them and others.")]);
    }
}
