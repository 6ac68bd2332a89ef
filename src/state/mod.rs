//! What the page shows, and what changes it. Free of the DOM and of yew.
//!
//! [`State`] is the whole of it, [`Action`] everything that can happen, [`State::reduce`] the only way
//! from one state to the next. The components in `page` draw a state and send actions.

mod action;
pub mod address;
pub mod api;
pub mod builder;
pub mod clearing;
pub mod compared;
pub mod corrected;
pub mod decoded;
pub mod examples;
pub mod fill;
pub mod generic;
pub mod hits;
pub mod leak;
pub mod linked;
pub mod marks;
pub mod mask;
pub mod opened;
pub mod paste;
pub mod prose;
pub mod reading;
pub mod returned;
pub mod support;
pub mod written;

use std::rc::Rc;

use crate::diagnose::{Given, diagnose_with};
use crate::knowledge::Knowledge;
use crate::read::LIMIT;
use crate::repair::repair;
use crate::site::Hosted;

pub use action::Action;
use address::{Address, Entry, Tab};
use builder::Builder;
use clearing::Clearing;
use compared::Comparison;
use examples::EXAMPLES;
use leak::Leak;
pub use paste::{Answer, Paste};
use returned::Returned;
use support::Report;

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
    /// What was in the address that must not be in one.
    pub leak: Leak,
    /// What the link that was followed says of the answer that was got.
    pub given: Given,
    /// Whether the site's own provider is not meant here.
    pub alone: bool,
    /// What whoever hosts the page says of it.
    pub hosted: Rc<Hosted>,
    /// Whether the page is a part of another one.
    pub embedded: bool,
    /// How the page came.
    pub context: Context,
    /// The paste and its diagnosis.
    pub paste: Paste,
    /// Whether the answer shows secrets and tokens of the paste.
    pub reveal: bool,
    /// What stands in the answer's place.
    pub side: Side,
    /// Counts how often the person has chosen what stands there: the focus follows when it changes.
    pub turns: u32,
    /// The number of the finding whose words and note are lit; zero if none is.
    pub lit: usize,
    /// The request that works, as it was pasted to compare with.
    pub other: Rc<str>,
    /// The builder's fields.
    pub builder: Builder,
    /// What the builder's request got.
    pub returned: Returned,
    /// What is searched for in the look-up.
    pub filter: String,
    /// What is known about clearing all of this.
    pub clearing: Clearing,
}

/// How the page came, which decides whether the browser signs for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Context {
    /// By http, or from a file in some browsers: it does not.
    #[default]
    Insecure,
    /// By https or from this machine.
    Secure,
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

/// What stands beside the paste.
#[derive(Clone, Default)]
pub enum Side {
    /// The diagnosis.
    #[default]
    Answer,
    /// The report for support, shown before it is copied.
    Report(Rc<Report>),
    /// The paste's request beside another one.
    Compare(Rc<Comparison>),
}

impl PartialEq for Side {
    /// By address: neither is changed once it is made.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Side::Answer, Side::Answer) => true,
            (Side::Report(one), Side::Report(two)) => Rc::ptr_eq(one, two),
            (Side::Compare(one), Side::Compare(two)) => Rc::ptr_eq(one, two),
            _ => false,
        }
    }
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
            grant: None,
            given: Some(self.given.clone()),
        }
    }

    /// The state after an action; `None` if nothing changes.
    #[must_use]
    pub fn reduce(&self, action: Action) -> Option<Self> {
        let mut next = self.clone();
        if action.goes_on() {
            next.clearing.said = "";
        }
        match action {
            Action::Go(address) => next.go(address),
            Action::Leak(leak) => next.leak = leak,
            Action::Hosted(hosted) => next.host(hosted),
            Action::Loaded(knowledge) => next.load(knowledge),
            Action::LoadFailed => next.knowledge = Loading::Failed,
            Action::Retry => next.knowledge = Loading::Under,
            Action::Forget => next.forget(),
            Action::Lock(lock) => next.lock = lock,
            Action::Type(text) => next.set_text(cut(text)),
            Action::Paste(text) => {
                next.set_text(cut(text));
                next.diagnose();
            }
            Action::Diagnose => next.diagnose(),
            Action::Clear => next.clear(),
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
            Action::Light(number) => next.lit = number,
            Action::Caret(units) => next.lit = self.paste.number_at(units),
            Action::Report => {
                let (answer, knowledge) = (&self.paste.answer, self.knowledge()?);
                next.turn(Side::Report(Rc::new(support::report(answer, knowledge))));
            }
            Action::Compare => next.turn_to_comparison(),
            Action::Other(text) => {
                next.other = cut(text);
                next.compare();
            }
            Action::Answer => next.turn(Side::Answer),
            Action::OpenInBuilder => next.open_in_builder(),
            Action::Returned(text) => {
                next.returned.text = cut(text);
                next.answer_returned();
            }
            Action::Build(edit) => next.builder.edit(edit, self.knowledge().map(Rc::as_ref)),
            Action::Filter(filter) => next.filter = filter,
            Action::ClearAll => next.clear_all(),
            Action::WhenHidden(when) => next.clearing.when_hidden = when,
            Action::Hide(now) => next.clearing.hidden = Some(now),
            Action::HiddenLong => next.clear_hidden(),
            Action::Show(now) => next.show(now),
        }
        (next != *self).then_some(next)
    }

    fn host(&mut self, hosted: Rc<Hosted>) {
        if self.builder.provider.is_empty() {
            self.builder.provider.clone_from(&hosted.site.provider);
        }
        self.hosted = hosted;
    }

    fn load(&mut self, knowledge: Rc<Knowledge>) {
        self.builder.settle(Some(&knowledge));
        self.knowledge = Loading::Ready(knowledge);
        self.answer();
        self.answer_returned();
    }

    fn forget(&mut self) {
        self.alone = self.given.is_empty();
        self.given = Given::default();
        self.answer();
    }

    fn clear(&mut self) {
        self.paste.cleared = Some(self.paste.text.clone());
        self.side = Side::Answer;
        self.other = Rc::default();
        self.fill(Rc::default());
    }

    /// Fills the builder from the answer that is on the screen: the one beside its own command, or the paste's.
    fn open_in_builder(&mut self) {
        let knowledge = self.knowledge().cloned();
        if self.tab == Tab::Build {
            fill::mend(&mut self.builder, &self.returned.answer, knowledge.as_deref());
        } else {
            self.builder = fill::builder(&self.paste.answer, &self.builder, knowledge.as_deref());
        }
        self.tab = Tab::Build;
        self.turn(Side::Answer);
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
        if let Some(grant) = address.grant {
            self.builder.profile = grant;
        }
        let knowledge = self.knowledge().cloned();
        self.builder.settle(knowledge.as_deref());
        if let Some(given) = address.given.filter(|given| *given != self.given) {
            self.given = given;
            self.answer();
        }
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

    /// Brings the answer up to the text.
    fn diagnose(&mut self) {
        if !self.paste.is_settled() {
            self.answer();
        }
    }

    /// Makes the answer anew. Another text's secrets are masked again.
    fn answer(&mut self) {
        let Loading::Ready(knowledge) = &self.knowledge else { return };
        let text = self.paste.text.clone();
        let diagnosis = diagnose_with(&text, knowledge, &self.known());
        let repair = repair(&text, &diagnosis, knowledge);
        self.paste.answer = Rc::new(Answer { text, diagnosis, repair });
        self.reveal = false;
        self.lit = 0;
        match self.side {
            // It is about the text that was there before.
            Side::Report(_) => self.side = Side::Answer,
            Side::Compare(_) => self.compare(),
            Side::Answer => {}
        }
    }

    /// The same for what was pasted beside the command.
    fn answer_returned(&mut self) {
        let Loading::Ready(knowledge) = &self.knowledge else { return };
        let text = self.returned.text.clone();
        self.returned = Returned::new(text, &self.builder, &self.known(), knowledge);
        self.reveal = false;
    }

    /// What is known beside the text: what the link says, and the site's own provider where it names none.
    fn known(&self) -> Given {
        let mut given = self.given.clone();
        if given.provider.is_empty() && !self.alone {
            given.provider.clone_from(&self.hosted.site.provider);
        }
        given
    }

    fn turn(&mut self, side: Side) {
        self.side = side;
        self.turns = self.turns.wrapping_add(1);
    }

    /// Where the paste holds two requests, these are compared and not one that was given before.
    fn turn_to_comparison(&mut self) {
        if compared::two(&self.paste.answer.diagnosis).is_some() {
            self.other = Rc::default();
        }
        self.compare();
        self.turn(self.side.clone());
    }

    fn compare(&mut self) {
        let compared =
            compared::compare(&self.paste.answer.diagnosis, &self.paste.text, &self.other);
        self.side = Side::Compare(Rc::new(compared));
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
mod tests;
