//! What the actions do to the state.

use super::builder::Edit;
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
        Action::Other(planted()),
        Action::Report,
        Action::Paste(
            "curl -u planted-4711:planted-4711 https://as.example/planted-4711/token".into(),
        ),
        Action::OpenInBuilder,
    ]);
    assert_eq!(state.builder.client_id, "planted-4711");
    for tab in [Tab::Diagnose, Tab::Build, Tab::LookUp, Tab::Privacy] {
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

const REFUSED: &str = "curl -u me:secret1 -d grant_type=client_credentials https://as.example/token\n{\"error\":\"invalid_client\"}";

/// What stands beside the paste.
fn side(state: &State) -> &'static str {
    match &state.side {
        Side::Answer => "answer",
        Side::Report(_) => "report",
        Side::Compare(_) => "comparison",
    }
}

#[test]
fn what_stands_beside_the_paste() {
    let refused = || Action::Paste(REFUSED.into());
    let other = || Action::Paste("{}".into());
    for (actions, expected) in [
        (vec![refused()], "answer"),
        (vec![refused(), Action::Report], "report"),
        (vec![refused(), Action::Report, Action::Answer], "answer"),
        // A report is about one text; a comparison follows it.
        (vec![refused(), Action::Report, other()], "answer"),
        (vec![refused(), Action::Compare, other()], "comparison"),
        (vec![refused(), Action::Report, Action::Light(1)], "report"),
        (vec![refused(), Action::Compare, Action::OpenInBuilder], "answer"),
    ] {
        assert_eq!(side(&after(actions)), expected);
    }
}

#[test]
fn the_comparison_follows_both_texts() {
    let same = |state: &State| match &state.side {
        Side::Compare(found) => matches!(&**found, Comparison::Done { .. }),
        _ => false,
    };
    let asked = after([Action::Paste(REFUSED.into()), Action::Compare]);
    assert!(!same(&asked));
    let given = then(asked, Action::Other("curl https://as.example/token -d a=b".into()));
    assert!(same(&given));
    assert!(!same(&then(given, Action::Paste("nothing".into()))), "no request left to compare");
}

#[test]
fn two_requests_of_one_paste_are_compared_with_each_other() {
    let both = [
        "curl https://as.example/token -d grant_type=client_credentials -d a=b",
        "curl https://as.example/token -d grant_type=client_credentials -d a=c",
    ];
    let before = after([
        Action::Paste(REFUSED.into()),
        Action::Compare,
        Action::Other("curl https://other.example/token -d grant_type=password".into()),
        Action::Paste(both.join("\n\n")),
    ]);
    let within = |state: &State| match &state.side {
        Side::Compare(found) => found.is_within(),
        _ => false,
    };
    assert!(!within(&before), "the other one is still there to compare with");
    assert!(within(&then(before.clone(), Action::Compare)));
    let cleared = then(before, Action::Clear);
    assert_eq!((side(&cleared), &*cleared.other), ("answer", ""));
}

#[test]
fn the_focus_follows_what_the_person_chose_and_nothing_else() {
    let refused = after([Action::Paste(REFUSED.into())]);
    assert_eq!(refused.turns, 0);
    let report = then(refused, Action::Report);
    assert_eq!(report.turns, 1);
    assert_eq!(then(report.clone(), Action::Paste("other".into())).turns, 1);
    assert_eq!(then(report, Action::Answer).turns, 2);
}

#[test]
fn lit_words_go_out_with_their_text() {
    let lit = after([Action::Paste(REFUSED.into()), Action::Light(2)]);
    assert_eq!(lit.lit, 2);
    assert!(lit.reduce(Action::Light(2)).is_none(), "nothing to do, nothing to draw");
    assert_eq!(then(lit, Action::Paste("other".into())).lit, 0);
}
