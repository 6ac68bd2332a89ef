//! Masks the secrets of a paste wherever its words are repeated.

use std::cell::Cell;

use crate::span::Span;

/// Stands in place of a secret, whatever its length.
pub const MASK: &str = "••••••";

/// Shorter values are not searched for: too many innocent words would go with them.
const SHORTEST: usize = 4;

/// The secrets of a text, to be masked in everything that speaks of it.
pub struct Masks<'t> {
    text: &'t str,
    spans: &'t [Span],
    values: Vec<&'t str>,
    reveal: bool,
    met: Cell<bool>,
}

impl<'t> Masks<'t> {
    /// Masks these parts of the text; none of them if they are to be shown.
    pub fn new(text: &'t str, spans: &'t [Span], reveal: bool) -> Self {
        let mut values: Vec<&str> = Vec::new();
        for value in spans.iter().map(|span| span.of(text)).filter(|value| value.len() >= SHORTEST)
        {
            // The longest first: a secret may hold another.
            let at = values.partition_point(|other| other.len() > value.len());
            if !values.contains(&value) {
                values.insert(at, value);
            }
        }
        Masks { text, spans, values, reveal, met: Cell::new(false) }
    }

    /// A sentence with every secret in it masked.
    pub fn sentence(&self, sentence: &str) -> String {
        let mut masked = sentence.to_owned();
        for value in &self.values {
            if masked.contains(value) {
                self.met.set(true);
                if !self.reveal {
                    masked = masked.replace(value, MASK);
                }
            }
        }
        masked
    }

    /// A value that is a secret by its name.
    pub fn secret(&self, value: &str) -> String {
        self.met.set(true);
        if self.reveal { value.to_owned() } else { MASK.to_owned() }
    }

    /// Whether any of the sentences and quotations so far held a secret.
    pub fn met(&self) -> bool {
        self.met.get()
    }

    /// A part of the text as a short quotation on one line, masked where it touches a secret.
    pub fn quote(&self, span: Span) -> String {
        shorten(&self.part(span))
    }

    /// A part of the text as it stands, masked where it touches a secret.
    pub fn part(&self, span: Span) -> String {
        let mut quote = String::new();
        let mut at = span.start;
        let mut secrets: Vec<Span> = Vec::new();
        for secret in self.spans {
            if secret.start < span.end && span.start < secret.end {
                let at = secrets.partition_point(|other| other.start < secret.start);
                secrets.insert(at, *secret);
            }
        }
        if !secrets.is_empty() {
            self.met.set(true);
        }
        if self.reveal {
            return self.sentence(span.of(self.text));
        }
        for secret in secrets {
            if secret.start > at {
                quote.push_str(Span::new(at, secret.start).of(self.text));
            }
            if secret.end > at {
                quote.push_str(MASK);
                at = secret.end;
            }
        }
        if at < span.end {
            quote.push_str(Span::new(at, span.end).of(self.text));
        }
        self.sentence(&quote)
    }
}

/// At most this many characters of a quotation are shown.
const QUOTED: usize = 72;

/// On one line, the middle left out if it is long, whole words of it where it has blanks.
fn shorten(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = line.chars().count();
    if length <= QUOTED {
        return line;
    }
    let place = |number: usize| line.char_indices().nth(number).map_or(line.len(), |(at, _)| at);
    let head = line.get(..place(QUOTED / 3 * 2)).unwrap_or("");
    let tail = line.get(place(length - QUOTED / 3)..).unwrap_or("");
    let head = head.rsplit_once(' ').map_or(head, |(words, _)| words);
    let tail = tail.split_once(' ').map_or(tail, |(_, words)| words);
    [head, " … ", tail].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_masked_wherever_it_is_repeated() {
        let text = "client_secret=hunter22&x=hunter22hunter22";
        let spans = [Span::new(14, 22)];
        let masks = Masks::new(text, &spans, false);
        assert_eq!(masks.sentence("it decodes to me:hunter22"), "it decodes to me:••••••");
        assert_eq!(masks.quote(Span::new(0, 24)), "client_secret=••••••&x");
        assert_eq!(masks.quote(Span::new(25, 41)), "••••••••••••");
        assert_eq!(Masks::new(text, &spans, true).quote(Span::new(14, 22)), "hunter22");
    }

    #[test]
    fn it_knows_whether_there_was_anything_to_mask() {
        let spans = [Span::new(0, 8)];
        for reveal in [false, true] {
            let masks = Masks::new("hunter22 and more", &spans, reveal);
            assert_eq!(masks.quote(Span::new(9, 12)), "and");
            assert!(!masks.met());
            masks.sentence("it is hunter22");
            assert!(masks.met());
        }
        // The same value in another place, where it is no secret by its name.
        let spans = [Span::new(5, 13)];
        for reveal in [false, true] {
            let masks = Masks::new("code=hunter22&state=hunter22", &spans, reveal);
            masks.quote(Span::new(20, 28));
            assert!(masks.met());
        }
    }

    #[test]
    fn part_of_a_secret_is_masked_whole() {
        let text = "Basic abcdefghijkl";
        let spans = [Span::new(6, 18)];
        let masks = Masks::new(text, &spans, false);
        assert_eq!(masks.quote(Span::new(14, 18)), "••••••");
        assert_eq!(masks.quote(Span::new(0, 8)), "Basic ••••••");
    }

    #[test]
    fn a_long_quotation_is_cut_between_words() {
        for (text, expected) in [
            ("a".repeat(72), "a".repeat(72)),
            ("é".repeat(73), ["é".repeat(48).as_str(), " … ", "é".repeat(24).as_str()].concat()),
            ("one word ".repeat(10), "one word ".repeat(5) + "… word one word one word"),
        ] {
            assert_eq!(shorten(&text), expected);
        }
    }

    #[test]
    fn nested_secrets_leave_no_remainder() {
        let text = "abcdefgh abcd";
        let spans = [Span::new(9, 13), Span::new(0, 8)];
        assert_eq!(Masks::new(text, &spans, false).sentence("abcdefgh"), "••••••");
    }
}
