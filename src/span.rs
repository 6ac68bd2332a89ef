//! Where in the pasted text a fact was read. Every finding points at its evidence through a [`Span`].

/// A range of bytes in the pasted text, end exclusive, both ends on character boundaries.
///
/// Facts that were not read from a paste (a request built from fields) carry [`Span::NONE`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

impl Span {
    /// The span of what stands nowhere in the paste.
    pub const NONE: Span = Span { start: 0, end: 0 };

    /// The span from `start` to `end`; empty if they are out of order.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// The same span moved `by` bytes towards the end: how a reader of a part speaks of the whole.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        if self.is_empty() { self } else { Span::new(self.start + by, self.end + by) }
    }

    /// The smallest span that holds both; an empty one adds nothing.
    #[must_use]
    pub fn join(self, other: Span) -> Self {
        match (self.is_empty(), other.is_empty()) {
            (true, _) => other,
            (_, true) => self,
            _ => Span::new(self.start.min(other.start), self.end.max(other.end)),
        }
    }

    /// Whether `other` lies inside this span.
    pub fn holds(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The text under the span, or an empty text if the span does not fit.
    ///
    /// ```
    /// use token_triage::span::Span;
    /// assert_eq!(Span::new(2, 4).of("abcdef"), "cd");
    /// assert_eq!(Span::new(4, 99).of("abcdef"), "");
    /// ```
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// A text as it was meant (unescaped, decoded) and where it stands in the paste as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spanned {
    /// The decoded text.
    pub value: String,
    /// Where its written form stands.
    pub span: Span,
}

impl Spanned {
    /// A decoded text and its place.
    pub fn new(value: impl Into<String>, span: Span) -> Self {
        Spanned { value: value.into(), span }
    }
}
