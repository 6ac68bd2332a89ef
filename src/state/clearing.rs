//! "Clear everything", by hand or because the tab was hidden for long.

use super::{Builder, Context, Paste, State};

/// How long a tab may be hidden before it is cleared, where that was asked for, in milliseconds.
pub const LONGEST: u32 = 60_000;

/// What is known about clearing everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clearing {
    /// Whether a tab that was hidden for [`LONGEST`] is to be cleared.
    pub when_hidden: bool,
    /// Since when the tab is hidden, in milliseconds since 1970; `None` while it shows.
    pub hidden: Option<i64>,
    /// Counts how often everything was cleared: all that was drawn is thrown away when it changes.
    pub turns: u32,
    /// What is said of it, until the person goes on.
    pub said: &'static str,
}

impl Clearing {
    /// Whether the tab is to be cleared at this moment, after a sleep in which no timer ran.
    fn is_due(&self, now: i64) -> bool {
        let long = |since: i64| now.saturating_sub(since) >= i64::from(LONGEST);
        self.when_hidden && self.hidden.is_some_and(long)
    }
}

const BY_HAND: &str = "Everything is cleared: fields, answers, and the memory of the program.";
const WHEN_HIDDEN: &str =
    "This tab was hidden for a minute, so everything in it was cleared, as you asked.";

impl State {
    pub(super) fn clear_all(&mut self) {
        self.start_over(BY_HAND);
    }

    /// The minute is over.
    pub(super) fn clear_hidden(&mut self) {
        if self.clearing.when_hidden && self.clearing.hidden.is_some() {
            self.start_over(WHEN_HIDDEN);
        }
    }

    /// The tab shows again.
    pub(super) fn show(&mut self, now: i64) {
        if self.clearing.is_due(now) {
            self.start_over(WHEN_HIDDEN);
        }
        self.clearing.hidden = None;
    }

    /// Keeps what came with the page and nothing of the person's but the shell: a choice among a few, and a nuisance to
    /// make again.
    fn start_over(&mut self, said: &'static str) {
        let mut builder = Builder { shell: self.builder.shell, ..Builder::default() };
        builder.provider.clone_from(&self.hosted.site.provider);
        builder.signer.elsewhere = self.context == Context::Insecure;
        builder.settle(self.knowledge().map(AsRef::as_ref));
        let turns = self.clearing.turns.wrapping_add(1);
        *self = State {
            knowledge: self.knowledge.clone(),
            lock: self.lock,
            leak: self.leak.clone(),
            hosted: self.hosted.clone(),
            embedded: self.embedded,
            context: self.context,
            clearing: Clearing { hidden: None, turns, said, ..self.clearing },
            paste: Paste { fills: 1, ..Paste::default() },
            builder,
            ..State::default()
        };
        self.answer();
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::knowledge::Knowledge;
    use crate::secret::Secret;
    use crate::state::address::Address;
    use crate::state::builder::{Edit, SignInEdit, SignerEdit};
    use crate::state::{Action, Side};

    const PLANTED: &str = "curl -u me:pl4nted -d grant_type=client_credentials https://as.example/token\n{\"error\":\"invalid_client\"}";

    /// The state where all that can be typed was.
    fn full(more: impl IntoIterator<Item = Action>) -> State {
        let planted = || Secret::new(PLANTED.to_owned());
        let [one, two, three] = [planted(), planted(), planted()];
        let typed = [
            Action::Loaded(Rc::new(Knowledge::default())),
            Action::Paste(PLANTED.into()),
            Action::Reveal(true),
            Action::Compare,
            Action::Other(PLANTED.into()),
            Action::OpenInBuilder,
            Action::Build(Edit::Endpoint(PLANTED.into())),
            Action::Build(Edit::Value("code".into(), planted())),
            Action::Build(Edit::ClientId(PLANTED.into())),
            Action::Build(Edit::ClientSecret(planted())),
            Action::Build(Edit::SignIn(SignInEdit::Make([one, two, three]))),
            Action::Build(Edit::Signer(SignerEdit::Key(planted()))),
            Action::Build(Edit::Api(PLANTED.into())),
            Action::Returned(PLANTED.into()),
            Action::Filter(PLANTED.into()),
            Action::Clear,
            Action::Go(Address::parse("#/error/invalid_client")),
        ];
        full_of(typed.into_iter().chain(more))
    }

    fn full_of(actions: impl IntoIterator<Item = Action>) -> State {
        let start = State { context: Context::Secure, ..State::default() };
        actions.into_iter().fold(start, then)
    }

    fn then(state: State, action: Action) -> State {
        state.reduce(action).unwrap_or(state)
    }

    /// Whether nothing of the person's is left in it.
    fn is_empty(state: &State) -> bool {
        let fresh = full_of([Action::Loaded(state.knowledge().cloned().unwrap_or_default())]);
        let (paste, returned) = (&state.paste, &state.returned);
        let answers = [&*paste.answer.text, &*returned.answer.text];
        let texts = [&*paste.text, &*returned.text, &*state.other, &*state.filter];
        texts.concat().is_empty()
            && answers.concat().is_empty()
            && paste.cleared.is_none()
            && state.side == Side::Answer
            && !state.reveal
            && state.builder == fresh.builder
            && state.address() == fresh.address()
    }

    #[test]
    fn everything_is_cleared_and_nothing_brings_it_back() {
        let state = full([]);
        assert!(!is_empty(&state));
        let cleared = then(state, Action::ClearAll);
        assert!(is_empty(&cleared));
        assert_eq!((cleared.clearing.turns, cleared.clearing.said), (1, BY_HAND));
        assert_eq!(cleared.address().fragment(), "#/");
        assert!(cleared.reduce(Action::Undo).is_none());
    }

    #[test]
    fn it_is_said_until_the_person_goes_on() {
        let cleared = full([Action::ClearAll]);
        assert_eq!(then(cleared.clone(), Action::Light(1)).clearing.said, BY_HAND);
        for action in [
            Action::Type("x".into()),
            Action::Paste("x".into()),
            Action::Example(0),
            Action::Build(Edit::ClientId("x".into())),
            Action::Filter("x".into()),
            Action::Go(Address::parse("#/build")),
        ] {
            assert_eq!(then(cleared.clone(), action).clearing.said, "");
        }
    }

    #[test]
    fn a_hidden_tab_is_cleared_after_a_minute_where_that_was_asked_for() {
        use Action::{HiddenLong, Hide, Show, WhenHidden};
        for (actions, cleared) in [
            (vec![WhenHidden(true), Hide(1000), HiddenLong], true),
            // It came back in time; the timer that was called off changes nothing.
            (vec![WhenHidden(true), Hide(1000), Show(60_999)], false),
            (vec![WhenHidden(true), Hide(1000), Show(60_999), HiddenLong], false),
            // The machine slept, and no timer ran.
            (vec![WhenHidden(true), Hide(1000), Show(61_000)], true),
            // The clock was set back.
            (vec![WhenHidden(true), Hide(100_000), Show(0)], false),
            (vec![Hide(1000), HiddenLong], false),
            (vec![Hide(1000), Show(1_000_000)], false),
            (vec![WhenHidden(true), WhenHidden(false), Hide(1000), HiddenLong], false),
        ] {
            let state = full(actions);
            assert_eq!(
                (is_empty(&state), state.clearing.said),
                (cleared, if cleared { WHEN_HIDDEN } else { "" })
            );
        }
        let again = full([WhenHidden(true), Hide(0), HiddenLong, Show(90_000)]);
        assert!(again.clearing.when_hidden, "it holds until it is taken back");
        assert_eq!((again.clearing.hidden, again.clearing.turns), (None, 1));
    }

    #[test]
    fn what_the_site_offers_and_the_shell_stay() {
        let hosted = crate::site::Hosted::read(Some("{\"provider\": \"okta\"}"));
        let state = full([
            Action::Hosted(Rc::new(hosted)),
            Action::Build(Edit::Shell(crate::command::Shell::Fish)),
        ]);
        let cleared = then(state.clone(), Action::ClearAll);
        assert!(!cleared.builder.signer.elsewhere);
        assert!(Rc::ptr_eq(&cleared.hosted, &state.hosted));
        assert_eq!(cleared.builder.shell, crate::command::Shell::Fish);
        let insecure = State { context: Context::Insecure, ..state };
        assert!(then(insecure, Action::ClearAll).builder.signer.elsewhere);
    }
}
