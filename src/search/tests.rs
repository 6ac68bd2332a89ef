//! What people type, and what they mean by it.

use std::path::Path;
use std::sync::OnceLock;

use super::*;
use crate::knowledge::source;

fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
        source::knowledge(&folder).unwrap_or_default()
    })
}

fn search() -> &'static Search {
    static SEARCH: OnceLock<Search> = OnceLock::new();
    SEARCH.get_or_init(|| Search::new(knowledge()))
}

/// `cause/unknown-client`, `provider/okta`, or for a message its home and cause: `okta:unknown-client`.
fn spelled(hit: &Hit) -> String {
    let knowledge = knowledge();
    let message = |id: &str, rules: &[crate::knowledge::Unread]| {
        hit.rule.map(|number| format!("{id}:{}", rules[number].cause))
    };
    match hit.home {
        Home::Cause(at) => format!("cause/{}", knowledge.causes[at].id),
        Home::Error(at) => format!("error/{}", knowledge.errors[at].id),
        Home::Client(at) => {
            let client = &knowledge.clients[at];
            message(&client.id, &client.rules).unwrap_or_default()
        }
        Home::Provider(at) => {
            let provider = &knowledge.providers[at];
            message(&provider.id, &provider.rules)
                .unwrap_or_else(|| format!("provider/{}", provider.id))
        }
    }
}

fn found(query: &str, most: usize) -> Vec<String> {
    search().find(query, most).iter().map(spelled).collect()
}

#[test]
fn what_is_meant_comes_first() {
    for (query, meant) in [
        ("okta", "provider/okta"),
        ("Keycloak", "provider/keycloak"),
        ("kyecloak", "provider/keycloak"),
        ("login.microsoftonline.com", "provider/entra"),
        ("invalid_client", "error/invalid_client"),
        ("invalidclient", "error/invalid_client"),
        ("invlaid_grant", "error/invalid_grant"),
        ("slow down", "error/slow_down"),
        ("AADSTS7000215", "entra:wrong-client-secret"),
        ("7000215", "entra:wrong-client-secret"),
        ("clock", "cause/clock-skew"),
        ("redirct uri", "cause/redirect-uri-mismatch"),
        ("wrong secret", "cause/wrong-client-secret"),
        ("expired secret", "cause/expired-client-secret"),
        ("cors", "cause/cors-blocked"),
        ("pkce", "cause/pkce-failed"),
        ("rate limit", "cause/rate-limited"),
        ("certifcate mtls", "cause/mtls-certificate-problem"),
        ("sandbox", "cause/wrong-environment"),
    ] {
        let found = found(query, 3);
        assert_eq!(found.first().map(String::as_str), Some(meant), "{query}: {found:?}");
    }
}

#[test]
fn nothing_is_found_for_nothing() {
    for query in ["", "  ", "…", "xqzzvk", "ß"] {
        assert_eq!(found(query, 3), Vec::<String>::new(), "{query}");
    }
}

#[test]
fn an_id_typed_so_far_or_with_two_letters_swapped_is_found() {
    let knowledge = knowledge();
    let causes = knowledge.causes.iter().map(|one| ("cause", &one.id));
    let errors = knowledge.errors.iter().map(|one| ("error", &one.id));
    let providers = knowledge.providers.iter().map(|one| ("provider", &one.id));
    let (mut asked, mut missed) = (0, Vec::new());
    for (kind, id) in causes.chain(errors).chain(providers) {
        let meant = format!("{kind}/{id}");
        for query in mistyped(id) {
            asked += 1;
            if !found(&query, 5).contains(&meant) {
                missed.push(format!("{query}: {meant}"));
            }
        }
    }
    assert!(asked > 1000, "{asked}");
    assert!(missed.len() * 100 <= asked, "{} of {asked}: {missed:#?}", missed.len());
}

/// The id itself, and with every other pair of neighbours swapped; a word of four letters has no mistake in it.
fn mistyped(id: &str) -> Vec<String> {
    let letters: Vec<char> = id.chars().collect();
    let mut queries = vec![id.to_owned()];
    for at in (1..letters.len()).step_by(2) {
        let mut swapped = letters.clone();
        swapped.swap(at - 1, at);
        let is_word = |one: char| one.is_ascii_alphanumeric();
        if letters.len() > 4 && is_word(letters[at]) && is_word(letters[at - 1]) {
            queries.push(swapped.into_iter().collect());
        }
    }
    queries
}

#[test]
fn no_query_breaks_it() {
    for query in ["\u{0}", "é", "𝕏𝕏𝕏𝕏𝕏", "a b c d e f g h i j k", &"long".repeat(1000), "%", "\\u"]
    {
        found(query, 10);
    }
}
