//! Which words of the paste are underlined, and with which number.

use crate::diagnose::{Diagnosis, Evidence, RankedCause};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'t> {
    /// The words.
    pub text: &'t str,
    /// The number of the finding; zero if not marked.
    pub number: usize,
    /// Whether it is the last run of its words: there stands the number.
    pub last: bool,
}

/// No more parts of a paste are marked: it would help nobody.
const MARKED: usize = 200;

/// What speaks for a cause, and for who answered.
pub fn findings(cause: &RankedCause, diagnosis: &Diagnosis) -> Vec<Finding> {
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
pub fn listed(diagnosis: &Diagnosis) -> Vec<Finding> {
    let entry = |(number, listed): (usize, &crate::diagnose::Listed)| Finding {
        number: number + 1,
        spans: listed.error.iter().map(|error| error.span).collect(),
        note: listed.description.clone(),
    };
    diagnosis.listed.iter().enumerate().map(entry).collect()
}

/// Adds a finding; one with the same words joins the earlier one's number.
fn push(findings: &mut Vec<Finding>, evidence: Evidence) {
    let Evidence { spans, note } = evidence;
    let mut spans: Vec<Span> = spans.into_iter().filter(|span| !span.is_empty()).collect();
    spans.dedup();
    if let Some(same) = findings.iter_mut().find(|finding| finding.spans == spans) {
        if !same.note.contains(&note) {
            same.note = [&same.note, " ", &note].concat();
        }
        return;
    }
    let marked = findings.iter().filter(|finding| finding.number > 0).count();
    let number = if spans.is_empty() { 0 } else { marked + 1 };
    findings.push(Finding { number, spans, note });
}

/// The paste cut into runs. Where findings overlap, the one with fewer marks shows: it has no other place.
pub fn runs<'t>(text: &'t str, findings: &[Finding]) -> Vec<Run<'t>> {
    let mut ordered: Vec<&Finding> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.number > 0) {
        let at = ordered.partition_point(|other| other.spans.len() <= finding.spans.len());
        ordered.insert(at, finding);
    }
    let marks = ordered
        .into_iter()
        .flat_map(|finding| finding.spans.iter().map(|span| (*span, finding.number)))
        .filter(|(span, _)| !span.of(text).is_empty())
        .take(MARKED);
    let mut taken: Vec<(Span, usize)> = Vec::new();
    for (span, number) in marks {
        place(&mut taken, span, number);
    }
    let mut runs = Vec::new();
    let mut at = 0;
    for (position, (span, number)) in taken.iter().enumerate() {
        if span.start > at {
            runs.push(Run { text: Span::new(at, span.start).of(text), number: 0, last: false });
        }
        let goes_on = taken
            .get(position + 1)
            .is_some_and(|next| next.1 == *number && next.0.start == span.end);
        runs.push(Run { text: span.of(text), number: *number, last: !goes_on });
        at = span.end;
    }
    runs.push(Run { text: text.get(at..).unwrap_or(""), number: 0, last: false });
    runs
}

/// Puts a mark where none is yet; `taken` stays sorted and without overlap.
fn place(taken: &mut Vec<(Span, usize)>, span: Span, number: usize) {
    let mut free = vec![span];
    for (other, _) in taken.iter() {
        free = free
            .into_iter()
            .flat_map(|part| {
                let before = Span::new(part.start, part.end.min(other.start));
                let after = Span::new(part.start.max(other.end), part.end);
                [before, after]
            })
            .filter(|part| part.start >= span.start && part.end <= span.end && !part.is_empty())
            .collect();
        free.dedup();
    }
    for part in free {
        let at = taken.partition_point(|(other, _)| other.start < part.start);
        taken.insert(at, (part, number));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(number: usize, spans: &[(usize, usize)]) -> Finding {
        let spans = spans.iter().map(|(start, end)| Span::new(*start, *end)).collect();
        Finding { number, spans, note: String::new() }
    }

    fn drawn(text: &str, findings: &[Finding]) -> String {
        let mut drawn = String::new();
        for run in runs(text, findings) {
            match run.number {
                0 => drawn.push_str(run.text),
                number => {
                    let sign = if run.last { number.to_string() } else { String::new() };
                    drawn.push_str(&["[", run.text, "]", &sign].concat());
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
            "a[bc]1d[ef]2"
        );
        assert_eq!(drawn("abcdef", &[finding(0, &[(1, 3)])]), "abcdef");
    }

    #[test]
    fn of_two_findings_the_one_with_fewer_marks_wins_then_the_first() {
        let both = [finding(1, &[(2, 4)]), finding(2, &[(0, 6)])];
        assert_eq!(drawn("abcdef", &both), "[ab]2[cd]1[ef]2");
        assert_eq!(drawn("abcdef", &[finding(1, &[(0, 6)]), finding(2, &[(2, 4)])]), "[abcdef]1");
        let three = [finding(1, &[(0, 1), (2, 3), (4, 6)]), finding(2, &[(2, 3)])];
        assert_eq!(drawn("abcdef", &three), "[a]1b[c]2d[ef]1");
        let touching = [finding(1, &[(0, 2), (2, 4)])];
        assert_eq!(drawn("abcdef", &touching), "[ab][cd]1ef");
    }

    #[test]
    fn spans_that_do_not_fit_are_left_out() {
        assert_eq!(drawn("aé", &[finding(1, &[(0, 2), (5, 9)])]), "aé");
    }

    #[test]
    fn the_same_words_get_one_number() {
        let mut findings = Vec::new();
        let spans = vec![Span::new(0, 2)];
        push(&mut findings, Evidence { spans: spans.clone(), note: "One.".into() });
        push(&mut findings, Evidence { spans: Vec::new(), note: "Nothing.".into() });
        push(&mut findings, Evidence { spans, note: "Two.".into() });
        push(&mut findings, Evidence { spans: vec![Span::new(3, 4)], note: "Three.".into() });
        let seen: Vec<_> = findings.iter().map(|one| (one.number, one.note.as_str())).collect();
        assert_eq!(seen, [(1, "One. Two."), (0, "Nothing."), (2, "Three.")]);
    }
}
