//! What the builder's fields make, and how its choices fall back.

use super::*;
use crate::credential::Mend;

fn knowledge() -> Knowledge {
    let profile = Profile {
        id: "org".into(),
        endpoint: "https://{domain}/oauth2/v1/token".into(),
        grant: "client_credentials".into(),
        authentication: vec!["private_key_jwt".into(), "client_secret_post".into()],
        variables: vec![Input { name: "domain".into(), required: true, ..Input::default() }],
        parameters: vec![Input { name: "scope".into(), value: "read".into(), ..Input::default() }],
        headers: vec!["Accept: application/json".into()],
        ..Profile::default()
    };
    let profiles = vec![profile];
    let provider = Provider { id: "acme".into(), profiles, ..Provider::default() };
    Knowledge { providers: vec![provider], ..Knowledge::default() }
}

#[test]
fn the_fields_make_the_request() {
    let knowledge = knowledge();
    let mut builder = Builder::default();
    for edit in [
        Edit::Provider("acme".into()),
        Edit::ClientId("me".into()),
        Edit::Value("domain".into(), Secret::new("https://acme.example.org/".into())),
    ] {
        builder.edit(edit, Some(&knowledge));
    }
    let request = builder.request(SecretPlace::Prompt, Some(&knowledge));
    assert_eq!(builder.profile, "org");
    assert_eq!(request.authentication, Authentication::Post);
    assert_eq!(request.request.url.unwrap().value, "https://acme.example.org/oauth2/v1/token");
    let sent: Vec<_> = request.request.parameters.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(sent, ["grant_type", "scope"]);
    assert_eq!(request.request.headers[0].value, "application/json");
}

#[test]
fn what_is_missing_is_named() {
    let knowledge = knowledge();
    let mut builder = Builder::default();
    builder.edit(Edit::Provider("acme".into()), Some(&knowledge));
    let profile = builder.chosen(Some(&knowledge));
    assert_eq!(builder.missing(&profile, Some(&knowledge)), ["domain", "client id"]);
}

#[test]
fn it_works_without_knowledge() {
    let mut builder = Builder::default();
    builder.edit(Edit::Endpoint(" https://login.example.org/token ".into()), None);
    let request = builder.request(SecretPlace::Prompt, None);
    assert_eq!(request.request.url.unwrap().value, "https://login.example.org/token");
    assert_eq!(request.authentication, Authentication::Basic);
}

#[test]
fn no_secret_is_in_the_request_that_prompts() {
    let mut builder = Builder::default();
    for edit in [
        Edit::Profile("refresh_token".into()),
        Edit::ClientSecret(Secret::new("planted-one".into())),
        Edit::Value("refresh_token".into(), Secret::new("planted-two".into())),
    ] {
        builder.edit(edit, None);
    }
    let without = builder.request(SecretPlace::Prompt, None);
    assert_eq!(without.request.value("refresh_token"), Some(""));
    assert_eq!(without.secrets, ["refresh_token"]);
    assert!(without.client_secret.is_empty());
    let with = builder.request(SecretPlace::Inline, None);
    assert_eq!(with.request.value("refresh_token"), Some("planted-two"));
    assert_eq!(with.client_secret.expose(), "planted-one");
}

#[test]
fn an_unknown_provider_falls_back() {
    let mut builder = Builder { provider: "nobody".into(), ..Builder::default() };
    builder.settle(None);
    assert_eq!(builder.provider, "nobody", "kept until the knowledge base is here");
    builder.settle(Some(&knowledge()));
    assert_eq!(builder.provider, "");
}

#[test]
fn a_link_names_the_profile_by_its_grant() {
    let mut knowledge = knowledge();
    let add = |id: &str, grant: &str, retired: bool| Profile {
        id: id.into(),
        grant: grant.into(),
        retired,
        ..Profile::default()
    };
    knowledge.providers[0].profiles.extend([
        add("old-password", "password", true),
        add("password-grant", "password", false),
        add("jwt", "urn:ietf:params:oauth:grant-type:jwt-bearer", false),
    ]);
    for (named, profile) in [
        ("password", "password-grant"),
        ("jwt-bearer", "jwt"),
        ("client_credentials", "org"),
        ("no_such_grant", "org"),
        ("old-password", "old-password"),
    ] {
        let mut builder = Builder { provider: "acme".into(), ..Builder::default() };
        builder.profile = named.into();
        builder.settle(None);
        assert_eq!(builder.profile, named, "kept until the knowledge base is here");
        builder.settle(Some(&knowledge));
        assert_eq!(builder.profile, profile);
    }
    let mut other = Builder { profile: "refresh_token".into(), ..Builder::default() };
    other.settle(None);
    assert_eq!(other.profile, "refresh_token", "any other server has the usual grants");
}

#[test]
fn a_mend_changes_one_of_the_two_or_both() {
    let secret = |text: &str| Secret::new(text.to_owned());
    let mend = |other| Mend { label: "", value: secret("b"), other };
    for (part, other, expected) in [
        (Part::Id, None, ("b", "s")),
        (Part::Secret, None, ("i", "b")),
        (Part::Id, Some(secret("a")), ("b", "a")),
        (Part::Secret, Some(secret("a")), ("a", "b")),
    ] {
        let mut builder = Builder { client_id: "i".into(), ..Builder::default() };
        builder.client_secret = secret("s");
        builder.edit(Edit::Mend(part, mend(other)), None);
        assert_eq!((builder.client_id.as_str(), builder.client_secret.expose()), expected);
    }
}

#[test]
fn what_is_opened_closes_again_and_with_the_mask() {
    let mut builder = Builder { show: true, ..Builder::default() };
    let cells = |part| Look { part, spelled: false };
    let spelled = Look { part: Part::Secret, spelled: true };
    for (edit, expected) in [
        (Edit::Look(cells(Part::Secret)), Some(cells(Part::Secret))),
        (Edit::Look(spelled), Some(spelled)),
        (Edit::Look(spelled), None),
        (Edit::Look(spelled), Some(spelled)),
        (Edit::Show(false), None),
        (Edit::Look(cells(Part::Id)), Some(cells(Part::Id))),
        (Edit::Show(false), Some(cells(Part::Id))),
    ] {
        builder.edit(edit, None);
        assert_eq!(builder.look, expected);
    }
}
