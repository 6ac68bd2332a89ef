//! The mechanism, on a knowledge base of a few rules. What the real one says is tested beside its rules.

use super::*;
use crate::knowledge::{Cause, Conditions, ErrorCode, Mark, Provider, Rule, Strength};

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|&text| text.to_owned()).collect()
}

fn rule(id: &str, says: &[&str], cause: &str, strength: Strength) -> Rule {
    Rule {
        id: id.to_owned(),
        when: Conditions { says: texts(says), ..Conditions::default() },
        cause: cause.to_owned(),
        strength,
        note: format!("note of {id}"),
        ..Rule::default()
    }
}

fn knowledge() -> Knowledge {
    let secret = Rule {
        names_provider: Some(Strength::Certain),
        also: texts(&["expired-client-secret"]),
        ..rule(
            "acme-secret",
            &["the secret of this client is not right"],
            "wrong-client-secret",
            Strength::Certain,
        )
    };
    let quiet =
        rule("acme-quiet", &["request was refused politely"], "policy-blocked", Strength::Certain);
    let shared = Rule {
        names_provider: Some(Strength::Likely),
        ..rule(
            "acme-shared",
            &["this token has seen better days"],
            "access-token-expired",
            Strength::Certain,
        )
    };
    Knowledge {
        causes: vec![Cause {
            id: "code-expired-or-used".to_owned(),
            rules: vec![
                rule("code-expired", &["code * expired"], "code-expired-or-used", Strength::Likely)
                    .into(),
            ],
            ..Cause::default()
        }],
        errors: vec![ErrorCode {
            id: "invalid_client".to_owned(),
            causes: texts(&["client-authentication-failed", "unknown-client"]),
            ..ErrorCode::default()
        }],
        providers: vec![
            Provider {
                id: "acme".to_owned(),
                name: "Acme".to_owned(),
                hosts: texts(&["*.acme.example"]),
                rules: [secret, quiet, shared].map(Rule::into).into(),
                ..Provider::default()
            },
            Provider {
                id: "shop".to_owned(),
                name: "Shop".to_owned(),
                runs_on: Some("acme".to_owned()),
                marks: vec![Mark {
                    when: Conditions { says: texts(&["the shop"]), ..Conditions::default() },
                    strength: Strength::Certain,
                }],
                ..Provider::default()
            },
            Provider {
                id: "other".to_owned(),
                name: "Other".to_owned(),
                hosts: texts(&["login.other.example"]),
                marks: vec![Mark {
                    when: Conditions { says: texts(&["other"]), ..Conditions::default() },
                    strength: Strength::Likely,
                }],
                ..Provider::default()
            },
        ],
        ..Knowledge::default()
    }
}

fn ids(diagnosis: &Diagnosis) -> Vec<&str> {
    diagnosis.causes.iter().map(|cause| cause.id.as_str()).collect()
}

fn slug(diagnosis: &Diagnosis) -> Option<&str> {
    diagnosis.provider.as_ref().map(|provider| provider.id.as_str())
}

#[test]
fn nothing_and_blanks_are_empty() {
    assert_eq!(diagnose("", &knowledge()).outcome, Outcome::Empty);
    assert_eq!(diagnose(" \r\n\t", &knowledge()).outcome, Outcome::Empty);
}

#[test]
fn unknown_is_said_and_not_guessed() {
    let diagnosis = diagnose("The weather is fine.", &knowledge());
    assert_eq!(diagnosis.outcome, Outcome::Unknown);
    assert!(diagnosis.causes.is_empty());
}

#[test]
fn a_rule_that_names_its_provider_does_so_and_shows_its_words() {
    let text = "Sorry: the secret of this\n client is NOT right!";
    let diagnosis = diagnose(text, &knowledge());
    assert_eq!(ids(&diagnosis), ["wrong-client-secret", "expired-client-secret"]);
    assert_eq!(slug(&diagnosis), Some("acme"));
    assert_eq!(
        diagnosis.causes[0].evidence[0].spans[0].of(text),
        "the secret of this\n client is NOT right"
    );
    assert!(diagnosis.causes[0].confidence >= 80 && diagnosis.causes[1].confidence < 50);
}

#[test]
fn words_that_are_printed_whatever_the_reason_stand_back_where_one_is_told() {
    let mut knowledge = knowledge();
    let whatever = Rule {
        catch_all: true,
        ..rule("whatever", &["something went wrong"], "invalid-scope", Strength::Certain)
    };
    knowledge.causes[0].rules.push(whatever.into());
    let told = diagnose("Something went wrong. The code has expired.", &knowledge);
    let alone = diagnose("Something went wrong. Try again.", &knowledge);
    assert_eq!(ids(&told), ["code-expired-or-used", "invalid-scope"]);
    assert_eq!(ids(&alone), ["invalid-scope"]);
    assert_eq!(alone.causes[0].strength, Strength::Certain);
}

#[test]
fn a_provider_rule_counts_less_where_the_provider_is_open_and_nothing_at_another() {
    let sentence = "The request was refused politely";
    let known = diagnose(&format!("{sentence} at a.acme.example"), &knowledge());
    let open = diagnose(sentence, &knowledge());
    let other = diagnose(&format!("{sentence} at login.other.example"), &knowledge());
    assert_eq!(known.causes[0].strength, Strength::Certain);
    assert_eq!(open.causes[0].strength, Strength::Likely);
    assert_eq!(open.provider, None);
    assert_eq!(ids(&other), Vec::<&str>::new());
    assert_eq!(slug(&other), Some("other"));
}

#[test]
fn a_product_inherits_the_rules_of_its_server() {
    let diagnosis = diagnose("The shop says: the secret of this client is not right", &knowledge());
    assert_eq!(slug(&diagnosis), Some("shop"));
    assert_eq!(ids(&diagnosis)[0], "wrong-client-secret");
}

#[test]
fn a_sentence_that_others_may_print_names_its_library_only_where_nothing_else_speaks() {
    let sentence = "This token has seen better days";
    let named = |text: String| diagnose(&text, &knowledge()).provider.map(|provider| provider.id);
    assert_eq!(named(sentence.to_owned()).as_deref(), Some("acme"));
    assert_eq!(named(format!("The shop: {sentence}")).as_deref(), Some("shop"));
    assert_eq!(named(format!("Other: {sentence}")).as_deref(), Some("other"));
    assert_eq!(named(format!("login.other.example: {sentence}")).as_deref(), Some("other"));
}

#[test]
fn a_phrase_does_not_begin_in_a_command_and_end_behind_it() {
    let mut knowledge = knowledge();
    let crossing =
        rule("crossing", &["credentials not allowed"], "rate-limited", Strength::Certain);
    knowledge.causes[0].rules.push(crossing.into());
    let command = "curl https://as.example/token -d grant_type=client_credentials";
    let sentence = diagnose("client credentials not allowed", &knowledge);
    assert_eq!(sentence.causes[0].by, "crossing");
    let answered = diagnose(&format!("{command}\nNot allowed."), &knowledge);
    assert!(answered.causes.iter().all(|cause| cause.by != "crossing"));
}

#[test]
fn what_is_said_of_an_access_token_stands_back_where_there_can_be_none() {
    let mut knowledge = knowledge();
    knowledge.causes[0].rules.extend(
        [
            rule(
                "no-token",
                &["could not fetch a token"],
                "access-token-missing",
                Strength::Certain,
            ),
            rule("untrusted", &["certificate is not trusted"], "tls-failure", Strength::Certain),
        ]
        .map(Into::into),
    );
    let first = |text: &str| {
        let diagnosis = diagnose(text, &knowledge);
        (diagnosis.causes[0].by.clone(), diagnosis.causes[0].strength)
    };
    let said = "Could not fetch a token";
    let cases = [
        (said.to_owned(), "no-token", Strength::Certain),
        (format!("{said}: the certificate is not trusted"), "untrusted", Strength::Certain),
        (
            format!("{{\"error\":\"invalid_token\",\"message\":\"{said}\"}}"),
            "no-token",
            Strength::Certain,
        ),
        (
            format!("{{\"error\":\"invalid_grant\",\"message\":\"{said}\"}}"),
            "no-token",
            Strength::Possible,
        ),
    ];
    for (text, by, strength) in cases {
        assert_eq!(first(&text), (by.to_owned(), strength), "{text}");
    }
}
