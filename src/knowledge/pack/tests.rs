//! Packs that are read, packs that are refused and what is said of them, and what a pack adds.

use super::*;
use crate::diagnose::diagnose;
use crate::knowledge::{Advice, Cause, Conditions, Profile, Rule, Strength, Term};

/// What packs are added to.
fn known() -> Knowledge {
    let cause = |id: &str| Cause { id: id.into(), title: id.into(), ..Cause::default() };
    let rule = Rule {
        when: Conditions { says: vec!["secret expired".into()], ..Conditions::default() },
        cause: "expired-client-secret".into(),
        ..Rule::default()
    };
    let keycloak = Provider {
        id: "keycloak".into(),
        name: "Keycloak".into(),
        hosts: vec!["*.keycloak.example".into()],
        advice: vec![Advice {
            cause: "unknown-client".into(),
            fix: vec!["Known.".into()],
            ..Advice::default()
        }],
        profiles: vec![Profile { id: "old".into(), ..Profile::default() }],
        rules: vec![rule.into()],
        ..Provider::default()
    };
    let mut knowledge = Knowledge {
        causes: ["expired-client-secret", "unknown-client"].map(cause).into(),
        errors: vec![ErrorCode { id: "invalid_client".into(), ..ErrorCode::default() }],
        clients: vec![Client { id: "lib".into(), name: "Lib".into(), ..Client::default() }],
        providers: vec![keycloak],
        ..Knowledge::default()
    };
    knowledge.lexicon.is.push(Term { name: "expired".into(), ..Term::default() });
    knowledge
}

/// Everything that is said of a pack.
fn said(text: &str) -> Vec<String> {
    let faults = read("packs/acme.json", text, &known()).err().unwrap_or_default();
    faults.iter().map(Fault::in_words).collect()
}

/// A pack with one part replaced is refused in these words.
fn refused(instead_of: &str, written: &str, expected: &str) {
    assert_eq!(WHOLE.matches(instead_of).count(), 1, "{instead_of}");
    let faults = said(&WHOLE.replace(instead_of, written));
    let expected = ["`packs/acme.json`: ", expected].concat();
    assert!(faults.contains(&expected), "{written}\n{faults:#?}");
    assert!(faults.len() <= 2, "{faults:#?}");
}

const WHOLE: &str = r#"{
  "errors": [{"id": "acme_locked", "title": "Locked", "causes": ["unknown-client"]}],
  "clients": [{"id": "acme-sdk", "name": "Acme SDK", "marks": [{"when": {"says": ["acme sdk"]}, "strength": "certain"}]}],
  "providers": [{
    "id": "acme", "name": "Acme", "runs_on": "keycloak", "hosts": ["login.acme.example", "*.acme.example"],
    "console": [{"to": "see it", "path": "Apps", "url": "https://acme.example/apps"}],
    "profiles": [{"id": "cc", "endpoint": "https://{domain}/token", "grant": "client_credentials",
      "variables": [{"name": "domain"}], "headers": ["X-Tenant: {domain}"]}],
    "advice": [{"cause": "unknown-client", "fix": ["Ask us."]}],
    "rules": [{"when": {"says": ["acme says no"]}, "cause": "unknown-client", "strength": "certain"}]
  }]
}"#;

#[test]
fn a_whole_pack_is_taken() {
    assert_eq!(said(WHOLE), Vec::<String>::new());
    let pack = read("packs/acme.json", WHOLE, &known()).unwrap();
    assert_eq!(pack.providers[0].rules[0].strength, Strength::Certain);
}

#[test]
fn what_has_not_the_form_of_a_pack_is_named_with_file_and_place() {
    for (instead_of, written, expected) in [
        (WHOLE, "", "line 1, column 1: this is no JSON"),
        (WHOLE, "<!doctype html>", "line 1, column 1: this is no JSON"),
        (WHOLE, "{} {}", "line 1, column 4: the JSON is broken here"),
        ("\"name\": \"Acme\",", "\"name\": \"Acme\"", "line 5, column 34: the JSON is broken here"),
        (
            "\"clients\":",
            "\"clientz\":",
            "clientz, line 3, column 14: there is no such key; is it mistyped?",
        ),
        (
            "\"errors\":",
            "\"causes\":",
            "causes, line 2, column 13: there is no such key; is it mistyped?",
        ),
        (
            "\"hosts\": [",
            "\"host\": [",
            "acme: providers[0].host, line 5, column 66: there is no such key; is it mistyped?",
        ),
        (
            "\"hosts\": [\"login.acme.example\", \"*.acme.example\"]",
            "\"hosts\": \"login.acme.example\"",
            "acme: providers[0].hosts, line 5, column 67: this key wants another kind of value",
        ),
        (
            "[\"Ask us.\"]",
            "[\"Ask us.\", 5]",
            "acme: providers[0].advice[0].fix[1], line 9, column 63: this key wants another kind of value",
        ),
        (
            "\"cause\": \"unknown-client\", \"strength\": \"certain\"",
            "\"cause\": \"unknown-client\", \"strength\": \"sure\"",
            "acme: providers[0].rules[0].strength, line 10, column 91: this key wants another kind of value",
        ),
    ] {
        refused(instead_of, written, expected);
    }
}

#[test]
fn what_makes_no_sense_is_named_likewise() {
    for (instead_of, written, expected) in [
        (
            "\"id\": \"acme\", ",
            "",
            "provider : id: an id is made of a-z, 0-9, - and _; give it one",
        ),
        ("\"name\": \"Acme\", ", "", "provider acme: name: it is missing, or empty"),
        (
            "\"runs_on\": \"keycloak\"",
            "\"runs_on\": \"keycloack\"",
            "provider acme: runs_on: there is no such provider",
        ),
        (
            "\"login.acme.example\"",
            "\"https://login.acme.example\"",
            "provider acme: hosts: a host is a bare name in small letters, such as login.example.com or *.example.com",
        ),
        (
            "{\"says\": [\"acme says no\"]}",
            "{}",
            "provider acme: rules[0]: it asks for no sign: it would hold for every text",
        ),
        ("\"acme says no\"", "\"...\"", "provider acme: rules[0]: a phrase has no word"),
        (
            "{\"says\": [\"acme says no\"]}",
            "{\"is\": [\"frozen\"]}",
            "provider acme: rules[0]: `about` or `is` names a word that the page does not know",
        ),
        ("]}, \"cause\": \"unknown-client\"", "]}", "provider acme: rules[0]: it names no cause"),
        (
            "]}, \"cause\": \"unknown-client\"",
            "]}, \"cause\": \"unknown\"",
            "provider acme: rules[0]: there is no such cause",
        ),
        (
            "{\"cause\": \"unknown-client\", \"fix\"",
            "{\"cause\": \"unknown\", \"fix\"",
            "provider acme: advice: there is no such cause",
        ),
        (
            "{\"name\": \"domain\"}",
            "{\"name\": \"host\"}",
            "provider acme: profile cc: a `{name}` in it is none of its `variables`",
        ),
        (
            "\"grant\": \"client_credentials\"",
            "\"grant\": \"\"",
            "provider acme: profile cc: `grant` is missing",
        ),
        (
            "https://{domain}/token",
            "http://acme.example/token",
            "provider acme: profile cc: an address begins with https://",
        ),
        (
            "https://acme.example/apps",
            "javascript:alert(1)",
            "provider acme: console: an address begins with https://",
        ),
        (
            "\"says\": [\"acme sdk\"]",
            "\"unless\": [\"x\"]",
            "client acme-sdk: marks: it asks for no sign: it would hold for every text",
        ),
        (
            "acme_locked",
            "invalid_client",
            "error invalid_client: the page knows this code already; a pack adds new ones",
        ),
        ("\"title\": \"Locked\", ", "", "error acme_locked: name: it is missing, or empty"),
    ] {
        refused(instead_of, written, expected);
    }
}

#[test]
fn every_fault_of_its_sense_is_told() {
    let faults = said(
        r#"{"providers": [{"id": "Acme", "rules": [{}]}, {"id": "b", "name": "B", "hosts": [""]}]}"#,
    );
    assert_eq!(faults.len(), 5, "{faults:#?}");
}

#[test]
fn it_is_known_after() {
    let mut knowledge = known();
    // The index of before must not stay.
    assert_eq!(diagnose("acme says no", &knowledge).causes, []);
    knowledge.add(read("packs/acme.json", WHOLE, &known()).unwrap());
    let told = diagnose("POST https://login.acme.example/token\n\nacme says no", &knowledge);
    assert_eq!(told.provider.unwrap().id, "acme");
    assert_eq!(told.causes[0].id, "unknown-client");
    assert_eq!(knowledge.error("acme_locked").map(|error| error.title.as_str()), Some("Locked"));
    let ids: Vec<&str> = knowledge.providers.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["acme", "keycloak"]);
}

#[test]
fn what_it_says_of_a_known_provider_stands_in_front() {
    let mut knowledge = known();
    let more = r#"{"providers": [{"id": "keycloak", "hosts": ["sso.acme.example"],
        "basic": {"decodes": "no", "evidence": "Seen."}, "profiles": [{"id": "new", "grant": "password",
        "endpoint": "https://sso.acme.example/token"}], "advice": [{"cause": "unknown-client", "fix": ["Ask us."]}],
        "rules": [{"when": {"says": ["not today"]}, "cause": "unknown-client"}]}],
        "clients": [{"id": "lib", "about": ["Ours."]}]}"#;
    knowledge.add(read("packs/acme.json", more, &known()).unwrap());
    let [keycloak] = knowledge.providers.as_slice() else { panic!("one provider") };
    assert_eq!(keycloak.name, "Keycloak");
    assert_eq!(keycloak.hosts, ["sso.acme.example", "*.keycloak.example"]);
    assert_eq!(
        keycloak.profiles.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(),
        ["new", "old"]
    );
    assert_eq!(
        keycloak.advice.iter().map(|one| one.fix[0].as_str()).collect::<Vec<_>>(),
        ["Ask us.", "Known."]
    );
    assert_eq!(keycloak.rules.len(), 2);
    assert!(keycloak.basic.is_some());
    assert_eq!((knowledge.clients[0].name.as_str(), knowledge.clients[0].about.len()), ("Lib", 1));
}
