//! Id and secret in each other's place, and the id of a secret in the place of its value.

use super::*;

#[test]
fn swapped_by_the_formats_of_the_provider() {
    let okta = provider(&[
        ("client_id", "0oa", "A-Za-z0-9", &[20]),
        ("client_secret", "", "A-Za-z0-9_-", &[40, 64]),
    ]);
    let found = |id, secret| about(Part::Secret, id, secret, Some(&okta)).contains(&"swapped");
    assert!(found(OKTA_SECRET, OKTA_ID));
    assert!(!found(OKTA_ID, OKTA_SECRET));
    assert!(!found("0oashort", "an-own-secret"));
    assert!(about(Part::Id, OKTA_SECRET, OKTA_ID, Some(&okta)).contains(&"swapped"));
}

#[test]
fn equal_formats_tell_nothing() {
    let doorkeeper = provider(&[
        ("client_id", "", "A-Za-z0-9_-", &[43]),
        ("client_secret", "", "A-Za-z0-9_-", &[43]),
    ]);
    let (one, two) = ("A".repeat(43), "b".repeat(43));
    assert!(!about(Part::Secret, &one, &two, Some(&doorkeeper)).contains(&"swapped"));
}

#[test]
fn swapped_by_an_obvious_shape() {
    let of = |id, secret| about(Part::Secret, id, secret, None);
    let found = |id, secret| of(id, secret).contains(&"swapped");
    assert!(found(OKTA_SECRET, OKTA_ID));
    assert!(found("GOCSPX-abcdefghijklmnopqrstuvwx", "1234-abc.apps.googleusercontent.com"));
    assert!(found(
        "Xy7Q~abcDEF.ghi-jkl_mnoPQRstuVWXabcdef",
        "6731de76-14a6-49ae-97bc-6eba6914391e"
    ));
    assert!(!found(
        "6731de76-14a6-49ae-97bc-6eba6914391e",
        "Xy7Q~abcDEF.ghi-jkl_mnoPQRstuVWXabcdef"
    ));
    assert!(of("same-value", "same-value").contains(&"same"));
}

#[test]
fn the_id_of_a_secret_is_not_the_secret() {
    let entra = provider(&[
        ("client_id", "", "0-9a-f-", &[36]),
        ("client_secret", "", "A-Za-z0-9_.~-", &[40]),
        ("secret_id", "", "0-9a-f-", &[36]),
    ]);
    let guid = "6731de76-14a6-49ae-97bc-6eba6914391e";
    assert!(
        about(Part::Secret, "5c642f80-0000-4000-8000-1ef1d1ca9bd0", guid, Some(&entra))
            .contains(&"secret-id")
    );
}
