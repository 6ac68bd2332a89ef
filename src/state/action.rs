//! Everything that can happen.

use std::rc::Rc;

use super::Lock;
use super::address::Address;
use super::builder::Edit;
use super::leak::Leak;
use crate::knowledge::Knowledge;
use crate::site::Hosted;

/// What can happen.
pub enum Action {
    /// The address bar changed.
    Go(Address),
    /// There was a secret in the address; none once the person has seen it.
    Leak(Leak),
    /// What whoever hosts the page says of it is here; the knowledge base follows.
    Hosted(Rc<Hosted>),
    /// The knowledge base is here.
    Loaded(Rc<Knowledge>),
    /// It is not coming.
    LoadFailed,
    /// Ask for it again.
    Retry,
    /// What the link says does not hold here; nor, said again, that the site's own provider is meant.
    Forget,
    /// The lock was set, or could not be.
    Lock(Lock),
    /// A key changed the text; the diagnosis follows when the keys rest.
    Type(String),
    /// The text came in one piece; it is diagnosed at once.
    Paste(String),
    /// The keys rest.
    Diagnose,
    /// Empty the box.
    Clear,
    /// Bring back what was cleared.
    Undo,
    /// Fill in an example, by its number.
    Example(usize),
    /// Show or mask the secrets in the answer.
    Reveal(bool),
    /// Light a finding's words and its note, by its number; zero lights none.
    Light(usize),
    /// Light the finding whose words the caret stands in, counted in UTF-16 units.
    Caret(usize),
    /// Show the report for support.
    Report,
    /// Compare with another request.
    Compare,
    /// The request to compare with changed.
    Other(String),
    /// Back to the diagnosis.
    Answer,
    /// Fill the builder from the request of the answer that is on the screen, the corrected one if there is one.
    OpenInBuilder,
    /// Change the builder.
    Build(Edit),
    /// What was pasted as the answer to the builder's request; nothing takes it away.
    Returned(String),
    /// Search the knowledge base.
    Filter(String),
    /// Empty everything, for good.
    ClearAll,
    /// Clear a tab that was hidden for long, or do not.
    WhenHidden(bool),
    /// The tab is hidden from this moment on, in milliseconds since 1970.
    Hide(i64),
    /// It has been hidden for long.
    HiddenLong,
    /// It shows again, since this moment.
    Show(i64),
}

impl Action {
    /// Whether the person goes on to something else, so that what was said last is old.
    pub(super) fn goes_on(&self) -> bool {
        matches!(
            self,
            Action::Go(_)
                | Action::Type(_)
                | Action::Paste(_)
                | Action::Example(_)
                | Action::Other(_)
                | Action::Returned(_)
                | Action::Build(_)
                | Action::Filter(_)
        )
    }
}
