//! The text in the box, and the diagnosis that was made of it.

use std::rc::Rc;

use super::marks;
use crate::diagnose::Diagnosis;
use crate::repair::Repair;

/// The text in the box and what was made of it.
#[derive(Clone, Default)]
pub struct Paste {
    /// The text, cut behind the first bytes that are not read.
    pub text: Rc<str>,
    /// The last diagnosis with the text that it is about; older than `text` while a key was just pressed.
    pub answer: Rc<Answer>,
    /// What "Clear" took away.
    pub cleared: Option<Rc<str>>,
    /// Counts how often the page itself has set the text: the box follows when it changes.
    pub fills: u32,
}

/// A diagnosis and the text that its spans point into.
#[derive(Default)]
pub struct Answer {
    /// The text.
    pub text: Rc<str>,
    /// What it means.
    pub diagnosis: Diagnosis,
    /// The request that would have worked, where that can be known.
    pub repair: Option<Repair>,
}

impl PartialEq for Paste {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.text, &other.text)
            && Rc::ptr_eq(&self.answer, &other.answer)
            && self.cleared == other.cleared
            && self.fills == other.fills
    }
}

impl Paste {
    /// Whether the answer is about the text as it stands.
    pub fn is_settled(&self) -> bool {
        self.answer.text == self.text
    }

    /// The number of the finding whose words stand at a place of the text.
    pub(super) fn number_at(&self, units: usize) -> usize {
        if !self.is_settled() {
            return 0;
        }
        marks::number_at(&self.text, &marks::marked(&self.answer.diagnosis), units)
    }
}
