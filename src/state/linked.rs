//! What the page says of an answer that rests on the link that was followed.

use crate::diagnose::{Outcome, Recognised};

use super::State;

/// What is said, and what the button that takes it back is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// In the marks of prose.
    pub words: String,
    /// The button.
    pub button: &'static str,
}

const UNKNOWN: &str = "The link to this page names something that it does not know. It may have been mistyped, or \
    be newer than this page.";
const FIRST: &str = "This is what the link to this page is about; nothing was pasted yet. Paste the answer that you got, \
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
    let is_linked = |one: &&Recognised| one.id == state.given.provider;
    let (linked, own) = (provider.filter(is_linked), provider.filter(|one| !is_linked(one)));
    let code = diagnosis.error.as_ref().filter(|_| diagnosis.given_error);
    let mut names: Vec<String> = code.iter().map(|code| ["`", &code.value, "`"].concat()).collect();
    names.extend(linked.iter().map(|provider| provider.name.clone()));
    let mut words = names.join(" and ");
    if !names.is_empty() {
        words.push_str(if names.len() == 1 { " is" } else { " are" });
        words.push_str(" from the link to this page, not from the text.");
    }
    if let Some(provider) = own {
        let gap = if words.is_empty() { "" } else { " " };
        words.push_str(
            &[gap, "The text names no server; this site is for ", &provider.name, "."].concat(),
        );
    }
    (!words.is_empty()).then_some(Linked { words, button: "Answer without it" })
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::knowledge::{Cause, ErrorCode, Knowledge, Provider};
    use crate::site::{Hosted, Site};
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
            ("#provider=okta", refused, "Okta is from the link to this page, not from the text."),
            (
                "#error=invalid_client",
                request,
                "`invalid_client` is from the link to this page, not from the text.",
            ),
            (
                "#provider=okta&error=invalid_client",
                request,
                "`invalid_client` and Okta are from the link to this page, not from the text.",
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
    fn a_site_has_a_provider_of_its_own() {
        let site = Site { provider: "okta".into(), ..Site::default() };
        let on_site = |link: &str, text: &str| {
            let state = State::at(Address::parse(link), text.into());
            let hosted = Rc::new(Hosted { site: site.clone(), ..Hosted::default() });
            let state = state.reduce(Action::Hosted(hosted)).unwrap();
            state.reduce(Action::Loaded(Rc::new(knowledge()))).unwrap()
        };
        let who = |state: &State| {
            let provider = state.paste.answer.diagnosis.provider.as_ref();
            provider.map_or(String::new(), |provider| provider.id.clone())
        };
        let empty = on_site("", "");
        assert_eq!((who(&empty).as_str(), linked(&empty)), ("okta", None));
        assert_eq!(empty.address().fragment(), "#/", "only a link's is in the address");

        let own = "The text names no server; this site is for Okta.";
        let pasted = on_site("", r#"{"error":"invalid_client"}"#);
        assert_eq!((who(&pasted).as_str(), words(&pasted).as_str()), ("okta", own));
        let without = pasted.reduce(Action::Forget).unwrap();
        assert_eq!((who(&without).as_str(), linked(&without)), ("", None));

        let request = "curl https://as.example/token -d grant_type=password";
        let both = on_site("#error=invalid_client", request);
        let link = "`invalid_client` is from the link to this page, not from the text.";
        assert_eq!(words(&both), [link, " ", own].concat());
        let own_alone = both.reduce(Action::Forget).unwrap();
        assert_eq!(words(&own_alone), own);
        assert_eq!(linked(&own_alone.reduce(Action::Forget).unwrap()), None);
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
