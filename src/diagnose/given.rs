//! What is known from elsewhere than the text: a link names the provider, the error or the cause, a site has its provider.

use super::{Diagnosis, Outcome, RankedCause, Recognised};
use crate::knowledge::Knowledge;
use crate::span::{Span, Spanned};

/// What holds where the text says nothing of it. Each part is an id of the knowledge base, or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Who answered.
    pub provider: String,
    /// The error code.
    pub error: String,
    /// The cause to tell while nothing is pasted. What a text shows decides by itself.
    pub cause: String,
}

impl Given {
    /// Whether nothing is given.
    pub fn is_empty(&self) -> bool {
        self.provider.is_empty() && self.error.is_empty() && self.cause.is_empty()
    }

    /// The provider, if it is one that the knowledge base knows. No words give it away: it is not in the text.
    pub fn provider(&self, knowledge: &Knowledge) -> Option<Recognised> {
        let provider = knowledge.provider(&self.provider)?;
        Some(Recognised {
            id: provider.id.clone(),
            name: provider.name.clone(),
            evidence: Vec::new(),
        })
    }
}

/// Makes of the diagnosis of a bare error code what is told while nothing is pasted: its causes at the provider, the
/// given cause before them. There is no text that anything could point into.
pub(super) fn linked(found: Option<Diagnosis>, given: &Given, knowledge: &Knowledge) -> Diagnosis {
    let error = found.as_ref().and_then(|found| found.error.as_ref());
    let error = error.map(|error| Spanned::new(error.value.as_str(), Span::NONE));
    let mut causes = found.map(|found| found.causes).unwrap_or_default();
    if knowledge.cause(&given.cause).is_some() {
        let at = causes.iter().position(|cause| cause.id == given.cause);
        let first = at.map(|at| causes.remove(at));
        let bare = || RankedCause { id: given.cause.clone(), ..RankedCause::default() };
        causes.insert(0, first.unwrap_or_else(bare));
    }
    for evidence in causes.iter_mut().flat_map(|cause| &mut cause.evidence) {
        evidence.spans.clear();
    }
    let provider = given.provider(knowledge);
    Diagnosis {
        outcome: if causes.is_empty() { Outcome::Empty } else { Outcome::Linked },
        given_provider: provider.is_some(),
        given_error: error.is_some(),
        provider,
        error,
        causes,
        ..Diagnosis::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::{diagnose, diagnose_with};
    use crate::knowledge::{Advice, Cause, Conditions, ErrorCode, Provider, Rule, Strength};

    /// Two products on one server. At one of them `invalid_grant` stands for a malformed request.
    fn knowledge() -> Knowledge {
        let cause = |id: &str| Cause { id: id.into(), title: id.into(), ..Cause::default() };
        let rule = |error: &str, says: &str, cause: &str| Rule {
            id: cause.into(),
            when: Conditions {
                error: vec![error.into()],
                says: Some(says.to_owned()).filter(|says| !says.is_empty()).into_iter().collect(),
                ..Conditions::default()
            },
            cause: cause.into(),
            strength: Strength::Likely,
            ..Rule::default()
        };
        let provider = |id: &str, runs_on: Option<&str>, rules: Vec<Rule>| Provider {
            id: id.into(),
            name: id.to_uppercase(),
            runs_on: runs_on.map(str::to_owned),
            hosts: vec![[id, ".example"].concat()],
            rules: rules.into_iter().map(Rule::into).collect(),
            advice: vec![Advice {
                cause: "code-expired-or-used".into(),
                fix: vec![["Ask ", id].concat()],
                ..Advice::default()
            }],
            ..Provider::default()
        };
        Knowledge {
            causes: ["code-expired-or-used", "malformed-request", "wrong-tenant"].map(cause).into(),
            errors: vec![ErrorCode {
                id: "invalid_grant".into(),
                causes: vec!["code-expired-or-used".into()],
                ..ErrorCode::default()
            }],
            providers: vec![
                provider(
                    "acme",
                    Some("server"),
                    vec![rule("invalid_grant", "", "malformed-request")],
                ),
                provider("other", Some("server"), Vec::new()),
                provider("server", None, Vec::new()),
            ],
            ..Knowledge::default()
        }
    }

    fn given(provider: &str, error: &str, cause: &str) -> Given {
        Given { provider: provider.into(), error: error.into(), cause: cause.into() }
    }

    fn ids(diagnosis: &Diagnosis) -> Vec<&str> {
        diagnosis.causes.iter().map(|cause| cause.id.as_str()).collect()
    }

    fn who(diagnosis: &Diagnosis) -> &str {
        diagnosis.provider.as_ref().map_or("", |provider| &provider.id)
    }

    #[test]
    fn without_a_text_the_links_answer_is_told() {
        let knowledge = knowledge();
        for (given, outcome, causes) in [
            (given("", "", ""), Outcome::Empty, vec![]),
            (given("acme", "", ""), Outcome::Empty, vec![]),
            (given("acme", "no_such_error", ""), Outcome::Empty, vec![]),
            (given("", "invalid_grant", ""), Outcome::Linked, vec!["code-expired-or-used"]),
            (given("nobody", "invalid_grant", ""), Outcome::Linked, vec!["code-expired-or-used"]),
            (
                given("acme", "invalid_grant", ""),
                Outcome::Linked,
                vec!["malformed-request", "code-expired-or-used"],
            ),
            (given("acme", "", "wrong-tenant"), Outcome::Linked, vec!["wrong-tenant"]),
            (
                given("acme", "invalid_grant", "code-expired-or-used"),
                Outcome::Linked,
                vec!["code-expired-or-used", "malformed-request"],
            ),
            (given("acme", "", "no-such-cause"), Outcome::Empty, vec![]),
        ] {
            for blank in ["", " \n"] {
                let told = diagnose_with(blank, &knowledge, &given);
                assert_eq!((told.outcome, ids(&told)), (outcome, causes.clone()), "{given:?}");
                assert_eq!(who(&told), if given.provider == "acme" { "acme" } else { "" });
                assert!(
                    told.causes
                        .iter()
                        .flat_map(|cause| &cause.evidence)
                        .all(|one| one.spans.is_empty())
                );
            }
        }
    }

    #[test]
    fn a_text_that_names_none_is_taken_to_be_the_given_providers() {
        let knowledge = knowledge();
        let text = r#"{"error":"invalid_grant"}"#;
        let told = diagnose_with(text, &knowledge, &given("acme", "", ""));
        assert_eq!((who(&told), told.given_provider), ("acme", true));
        assert_eq!(ids(&told)[0], "malformed-request");
        assert_eq!(who(&diagnose(text, &knowledge)), "");
        assert_eq!(ids(&diagnose(text, &knowledge))[0], "code-expired-or-used");
    }

    #[test]
    fn what_the_text_names_counts_before_what_is_given() {
        let knowledge = knowledge();
        let answer = r#"{"error":"invalid_grant"}"#;
        for (host, provider, is_given) in [
            ("other.example", "other", false),
            // A product's link, and the server that it runs on.
            ("server.example", "acme", true),
            ("elsewhere.example", "acme", true),
            ("acme.example", "acme", false),
        ] {
            let text = ["POST https://", host, "/token\n\n", answer].concat();
            let told = diagnose_with(&text, &knowledge, &given("acme", "", "wrong-tenant"));
            assert_eq!((who(&told), told.given_provider), (provider, is_given), "{host}");
            assert!(!ids(&told).contains(&"wrong-tenant"), "the text decides the cause");
        }
    }

    #[test]
    fn a_given_error_counts_where_the_text_has_none_and_no_token_was_granted() {
        let knowledge = knowledge();
        let with = given("", "invalid_grant", "");
        let told = diagnose_with(
            "curl https://as.example/token -d grant_type=password",
            &knowledge,
            &with,
        );
        assert!(told.given_error);
        assert_eq!(told.error.as_ref().map(|error| error.value.as_str()), Some("invalid_grant"));
        assert_eq!(ids(&told), ["code-expired-or-used"]);
        for text in [
            r#"{"error":"invalid_scope"}"#,
            r#"{"access_token":"abc","token_type":"Bearer","expires_in":3600}"#,
            "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{}",
        ] {
            let told = diagnose_with(text, &knowledge, &with);
            assert_eq!((told.given_error, ids(&told)), (false, vec![]), "{text}");
        }
    }
}
