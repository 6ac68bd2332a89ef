//! What the page says of an answer that rests on the link that was followed.

use crate::diagnose::Outcome;

use super::State;

/// What is said, and what the button that takes it back is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// In the marks of prose.
    pub words: String,
    /// The button.
    pub button: &'static str,
}

const UNKNOWN: &str = "The link that you followed names something that this page does not know. It may have been mistyped, or \
    be newer than this page.";
const FIRST: &str = "This is what the link that you followed is about; nothing was pasted yet. Paste the answer that you got, \
    better still with its command: it shows what it is in your case.";

/// What is said of the answer as it stands; `None` where it rests on the text alone.
pub fn linked(state: &State) -> Option<Linked> {
    let diagnosis = &state.paste.answer.diagnosis;
    if state.paste.text.trim().is_empty() {
        let given = &state.given;
        if given.is_empty() {
            return None;
        }
        let nothing = diagnosis.provider.is_none() && diagnosis.outcome == Outcome::Empty;
        let misses_provider = !given.provider.is_empty() && diagnosis.provider.is_none();
        let misses_error = !given.error.is_empty() && diagnosis.causes.is_empty();
        let words = match (nothing, misses_provider || misses_error) {
            (true, _) => UNKNOWN.to_owned(),
            (false, true) => [FIRST, " ", UNKNOWN].concat(),
            (false, false) => FIRST.to_owned(),
        };
        return Some(Linked { words, button: "Start without it" });
    }
    let provider = diagnosis.provider.as_ref().filter(|_| diagnosis.given_provider);
    let error = diagnosis.error.as_ref().filter(|_| diagnosis.given_error);
    let code = error.map(|error| ["`", &error.value, "`"].concat());
    let subject = match (provider, code) {
        (None, None) => return None,
        (Some(provider), None) => [&provider.name, " is"].concat(),
        (None, Some(code)) => [&code, " is"].concat(),
        (Some(provider), Some(code)) => [&code, " and ", &provider.name, " are"].concat(),
    };
    let words = [&subject, " from the link that you followed, not from the text."].concat();
    Some(Linked { words, button: "Answer without it" })
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::knowledge::{Cause, ErrorCode, Knowledge, Provider};
    use crate::state::Action;
    use crate::state::address::Address;

    fn knowledge() -> Knowledge {
        let cause = |id: &str| Cause { id: id.into(), ..Cause::default() };
        let provider = Provider { id: "okta".into(), name: "Okta".into(), ..Provider::default() };
        let causes = vec!["unknown-client".into(), "wrong-client-secret".into()];
        Knowledge {
            causes: vec![cause("unknown-client"), cause("wrong-client-secret")],
            errors: vec![ErrorCode { id: "invalid_client".into(), causes, ..ErrorCode::default() }],
            providers: vec![provider],
            ..Knowledge::default()
        }
    }

    /// The state at a link, with a text in the box.
    fn at(link: &str, text: &str) -> State {
        let state = State::at(Address::parse(link), text.into());
        state.reduce(Action::Loaded(Rc::new(knowledge()))).unwrap()
    }

    fn words(state: &State) -> String {
        linked(state).map(|linked| linked.words).unwrap_or_default()
    }

    #[test]
    fn it_says_what_rests_on_the_link() {
        let request = "curl https://as.example/token -d grant_type=password";
        let refused = r#"{"error":"invalid_client"}"#;
        for (link, text, expected) in [
            ("", "", ""),
            ("", refused, ""),
            ("#provider=okta", "", FIRST),
            ("#error=invalid_client", "", FIRST),
            ("#cause=unknown-client", "", FIRST),
            ("#provider=okto", "", UNKNOWN),
            ("#cause=no-such-cause", "", UNKNOWN),
            (
                "#provider=okta",
                refused,
                "Okta is from the link that you followed, not from the text.",
            ),
            (
                "#error=invalid_client",
                request,
                "`invalid_client` is from the link that you followed, not from the text.",
            ),
            (
                "#provider=okta&error=invalid_client",
                request,
                "`invalid_client` and Okta are from the link that you followed, not from the text.",
            ),
            ("#error=invalid_client", refused, ""),
            ("#provider=okto", refused, ""),
        ] {
            assert_eq!(words(&at(link, text)), expected, "{link} {text}");
        }
        for partly in ["#provider=okto&error=invalid_client", "#provider=okta&error=no_such_error"]
        {
            assert_eq!(words(&at(partly, "")), [FIRST, " ", UNKNOWN].concat(), "{partly}");
        }
    }

    #[test]
    fn one_click_takes_it_back() {
        for text in ["", r#"{"error":"invalid_client"}"#] {
            let state = at("#provider=okta&error=invalid_client", text);
            assert_eq!(state.address().fragment(), "#provider=okta&error=invalid_client");
            let without = state.reduce(Action::Forget).unwrap();
            assert_eq!((linked(&without), without.address().fragment().as_str()), (None, "#/"));
            assert_eq!(without.paste.answer.diagnosis.provider, None);
            assert_eq!(&*without.paste.text, text);
        }
    }

    #[test]
    fn the_links_answer_is_there_until_a_text_is_and_again_when_it_goes() {
        let outcome = |state: &State| state.paste.answer.diagnosis.outcome;
        let state = at("#provider=okta&error=invalid_client", "");
        assert_eq!(outcome(&state), Outcome::Linked);
        let pasted = state.reduce(Action::Paste(r#"{"error":"invalid_scope"}"#.into())).unwrap();
        assert_eq!(outcome(&pasted), Outcome::Unknown);
        let cleared = pasted.reduce(Action::Clear).unwrap();
        assert_eq!(outcome(&cleared), Outcome::Linked);
        let other = cleared.reduce(Action::Go(Address::parse("#cause=unknown-client"))).unwrap();
        assert_eq!(other.paste.answer.diagnosis.causes[0].id, "unknown-client");
        let tab = other.reduce(Action::Go(Address::parse("#/build"))).unwrap();
        let back = tab.reduce(Action::Go(Address::parse("#/"))).unwrap();
        assert_eq!(back.given.cause, "unknown-client", "a tab leaves it as it is");
    }
}
