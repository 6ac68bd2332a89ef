//! What the page shows, and what changes it. Free of the DOM and of yew.
//!
//! [`State`] is the whole of it, [`Action`] everything that can happen, [`State::reduce`] the only way
//! from one state to the next. The components in `page` draw a state and send actions.

pub mod address;
pub mod builder;
pub mod examples;
pub mod generic;
pub mod marks;
pub mod mask;
pub mod prose;
pub mod reading;

use std::rc::Rc;

use crate::diagnose::{Diagnosis, diagnose};
use crate::knowledge::Knowledge;
use crate::read::LIMIT;

use address::{Address, Entry, Tab};
use builder::{Builder, Edit};
use examples::EXAMPLES;

/// Everything that the page shows.
#[derive(Clone, Default, PartialEq)]
pub struct State {
    /// The open tab.
    pub tab: Tab,
    /// The open entry of the look-up tab.
    pub entry: Entry,
    /// The knowledge base.
    pub knowledge: Loading,
    /// Whether the page has shut itself off from the network.
    pub lock: Lock,
    /// The paste and its diagnosis.
    pub paste: Paste,
    /// Whether the answer shows secrets and tokens of the paste.
    pub reveal: bool,
    /// The builder's fields.
    pub builder: Builder,
    /// What the look-up's lists are narrowed to.
    pub filter: String,
}

/// The knowledge base on its way.
#[derive(Clone, Default)]
pub enum Loading {
    /// Asked for.
    #[default]
    Under,
    /// Here.
    Ready(Rc<Knowledge>),
    /// It did not come, or could not be read.
    Failed,
}

impl PartialEq for Loading {
    /// By address: the knowledge base never changes once it is here.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Loading::Under, Loading::Under) | (Loading::Failed, Loading::Failed) => true,
            (Loading::Ready(one), Loading::Ready(two)) => Rc::ptr_eq(one, two),
            _ => false,
        }
    }
}

/// Whether the page can reach the network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lock {
    /// Not yet: its own files are still coming.
    #[default]
    Open,
    /// The browser refuses every request.
    Locked,
    /// The lock could not be set.
    Failed,
}

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
}

/// What can happen.
pub enum Action {
    /// The address bar changed.
    Go(Address),
    /// The knowledge base is here.
    Loaded(Rc<Knowledge>),
    /// It is not coming.
    LoadFailed,
    /// Ask for it again.
    Retry,
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
    /// Change the builder.
    Build(Edit),
    /// Narrow the look-up's lists.
    Filter(String),
}

impl State {
    /// The state at an address, with a text that was in the box before the page was ready.
    pub fn at(address: Address, text: String) -> Self {
        let mut state = State::default();
        state.go(address);
        state.paste.text = cut(text);
        state.paste.fills = 1;
        state
    }

    /// The knowledge base, if it is here.
    pub fn knowledge(&self) -> Option<&Rc<Knowledge>> {
        match &self.knowledge {
            Loading::Ready(knowledge) => Some(knowledge),
            _ => None,
        }
    }

    /// The address of this state: ids of tab, entry, provider and shell, nothing typed.
    pub fn address(&self) -> Address {
        Address {
            tab: self.tab,
            entry: self.entry.clone(),
            provider: Some(self.builder.provider.clone()),
            shell: Some(self.builder.shell),
        }
    }

    /// The state after an action; `None` if nothing changes.
    #[must_use]
    pub fn reduce(&self, action: Action) -> Option<Self> {
        let mut next = self.clone();
        match action {
            Action::Go(address) => next.go(address),
            Action::Loaded(knowledge) => {
                next.builder.settle(Some(&knowledge));
                next.knowledge = Loading::Ready(knowledge);
                next.paste.answer = Rc::default();
                next.diagnose();
            }
            Action::LoadFailed => next.knowledge = Loading::Failed,
            Action::Retry => next.knowledge = Loading::Under,
            Action::Lock(lock) => next.lock = lock,
            Action::Type(text) => next.set_text(cut(text)),
            Action::Paste(text) => {
                next.set_text(cut(text));
                next.diagnose();
            }
            Action::Diagnose => next.diagnose(),
            Action::Clear => {
                next.paste.cleared = Some(next.paste.text.clone());
                next.fill(Rc::default());
            }
            Action::Undo => {
                let text = next.paste.cleared.take()?;
                next.fill(text);
            }
            Action::Example(number) => {
                let example = EXAMPLES.get(number)?;
                next.paste.cleared = None;
                next.fill(Rc::from(example.text));
            }
            Action::Reveal(reveal) => next.reveal = reveal,
            Action::Build(edit) => next.builder.edit(edit, self.knowledge().map(Rc::as_ref)),
            Action::Filter(filter) => next.filter = filter,
        }
        (next != *self).then_some(next)
    }

    fn go(&mut self, address: Address) {
        self.tab = address.tab;
        self.entry = address.entry;
        if let Some(provider) = address.provider {
            self.builder.provider = provider;
        }
        if let Some(shell) = address.shell {
            self.builder.shell = shell;
        }
        let knowledge = self.knowledge().cloned();
        self.builder.settle(knowledge.as_deref());
    }

    fn set_text(&mut self, text: Rc<str>) {
        self.paste.text = text;
        self.paste.cleared = None;
    }

    fn fill(&mut self, text: Rc<str>) {
        self.paste.text = text;
        self.paste.fills = self.paste.fills.wrapping_add(1);
        self.diagnose();
    }

    /// Brings the answer up to the text. Another text's secrets are masked again.
    fn diagnose(&mut self) {
        let Loading::Ready(knowledge) = &self.knowledge else { return };
        if self.paste.is_settled() {
            return;
        }
        let text = self.paste.text.clone();
        let diagnosis = diagnose(&text, knowledge);
        self.paste.answer = Rc::new(Answer { text, diagnosis });
        self.reveal = false;
    }
}

/// Keeps little more than is read: enough to know that there was more.
fn cut(mut text: String) -> Rc<str> {
    if text.len() > LIMIT + 8 {
        text.truncate(text.floor_char_boundary(LIMIT + 8));
    }
    Rc::from(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Shell;
    use crate::secret::Secret;

    /// The state after these actions, from one where the knowledge base is here.
    fn after(actions: impl IntoIterator<Item = Action>) -> State {
        let ready = Action::Loaded(Rc::new(Knowledge::default()));
        std::iter::once(ready).chain(actions).fold(State::default(), then)
    }

    fn then(state: State, action: Action) -> State {
        state.reduce(action).unwrap_or(state)
    }

    #[test]
    fn a_paste_is_diagnosed_at_once_and_typing_when_the_keys_rest() {
        assert!(after([Action::Paste("x".into())]).paste.is_settled());
        let typed = after([Action::Type("x".into())]);
        assert!(!typed.paste.is_settled());
        let rested = then(typed, Action::Diagnose);
        assert!(rested.paste.is_settled());
        assert!(rested.reduce(Action::Diagnose).is_none(), "nothing to do, nothing to draw");
    }

    #[test]
    fn what_was_pasted_too_early_is_diagnosed_when_the_knowledge_comes() {
        let early = State::at(Address::default(), "x".into());
        assert!(!early.paste.is_settled());
        let early = then(early, Action::Loaded(Rc::new(Knowledge::default())));
        assert_eq!(&*early.paste.answer.text, "x");
    }

    #[test]
    fn clearing_can_be_undone_until_something_is_typed() {
        let cleared = after([Action::Paste("mine".into()), Action::Clear]);
        assert_eq!(&*cleared.paste.text, "");
        let back = then(cleared.clone(), Action::Undo);
        assert_eq!(&*back.paste.text, "mine");
        let typed = then(cleared, Action::Type("other".into()));
        assert!(typed.reduce(Action::Undo).is_none());
    }

    #[test]
    fn another_text_is_masked_again() {
        let shown = after([Action::Paste("one".into()), Action::Reveal(true)]);
        assert!(shown.reveal);
        assert!(!then(shown, Action::Paste("two".into())).reveal);
    }

    #[test]
    fn no_more_is_kept_than_is_read() {
        let long = after([Action::Paste("é".repeat(LIMIT))]);
        assert!(long.paste.text.len() > LIMIT && long.paste.text.len() <= LIMIT + 8);
    }

    #[test]
    fn the_address_holds_nothing_that_was_typed() {
        let planted = || "planted-4711".to_owned();
        let state = after([
            Action::Paste(planted()),
            Action::Filter(planted()),
            Action::Build(Edit::ClientId(planted())),
            Action::Build(Edit::ClientSecret(Secret::new(planted()))),
            Action::Build(Edit::Endpoint(planted())),
            Action::Build(Edit::Value("scope".into(), Secret::new(planted()))),
            Action::Build(Edit::Shell(Shell::Fish)),
        ]);
        for tab in [Tab::Diagnose, Tab::Build, Tab::LookUp] {
            let fragment = Address { tab, ..state.address() }.fragment();
            assert!(!fragment.contains("planted"), "{fragment}");
        }
    }

    #[test]
    fn an_address_opens_its_tab_and_keeps_the_rest() {
        let typed = after([Action::Build(Edit::ClientId("me".into()))]);
        let state = then(typed, Action::Go(Address::parse("#/build/other/cmd")));
        assert_eq!((state.tab, state.builder.shell), (Tab::Build, Shell::Cmd));
        assert_eq!(state.builder.client_id, "me");
    }
}
