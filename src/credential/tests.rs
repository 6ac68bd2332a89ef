//! Values as people copy them, and good ones that must stay without a warning that is certain.

use super::*;
use crate::knowledge::Format;

fn about(part: Part, id: &str, secret: &str, provider: Option<&Provider>) -> Vec<&'static str> {
    warnings(part, id, secret, provider).into_iter().map(|warning| warning.id).collect()
}

fn of_secret(secret: &str) -> Vec<&'static str> {
    about(Part::Secret, "client-7", secret, None)
}

fn mended(secret: &str, id: &str) -> Option<String> {
    let found = warnings(Part::Secret, "client-7", secret, None);
    let warning = found.into_iter().find(|warning| warning.id == id).expect("the warning");
    warning.mended.map(|secret| secret.expose().to_owned())
}

fn marked(secret: &str, id: &str) -> Vec<String> {
    let found = warnings(Part::Secret, "client-7", secret, None);
    let warning = found.into_iter().find(|warning| warning.id == id).expect("the warning");
    warning.at.iter().map(|span| span.of(secret).to_owned()).collect()
}

#[test]
fn characters_are_named() {
    let cases: &[(&str, &[&str])] = &[
        ("", &[]),
        ("aB3-_.~/+=", &[]),
        ("s3cret\n", &["line-end"]),
        ("\r\ns3cret", &["line-end"]),
        (" s3cret", &["blank-around"]),
        ("s3cret\t", &["blank-around"]),
        ("s3cret\u{a0}", &["blank-around"]),
        ("s3cr\net", &["inner-line-end"]),
        ("s3c ret", &["inner-blank"]),
        ("s3c\u{200b}ret", &["invisible"]),
        ("\u{feff}s3cret", &["invisible"]),
        ("s3c\0ret", &["invisible"]),
        ("s3c\u{202e}ret", &["invisible"]),
        ("s3c‘ret", &["typographic"]),
        ("s3c–ret", &["typographic"]),
        ("s3c‐ret", &["typographic"]),
        ("s3с-ret", &["foreign-look-alike"]),
        ("s3Αret", &["foreign-look-alike"]),
        ("s3\u{ff43}ret", &["foreign-look-alike"]),
        ("пароль", &["foreign-look-alike", "non-ascii"]),
        ("s3crét", &["non-ascii"]),
        ("sI3", &["look-alike"]),
        ("s|3O0l1", &["look-alike"]),
    ];
    for (secret, expected) in cases {
        assert_eq!(of_secret(secret), *expected, "{secret:?}");
    }
}

#[test]
fn what_can_be_mended_without_guessing_is() {
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(mended(" s3cret\r\n", "line-end"), some("s3cret"));
    assert_eq!(mended("\u{a0}s3cret ", "blank-around"), some("s3cret"));
    assert_eq!(mended(" ", "blank-around"), None);
    assert_eq!(mended("s3c\r\nret", "inner-line-end"), some("s3cret"));
    assert_eq!(mended("s3c ret", "inner-blank"), None);
    assert_eq!(mended("\u{feff}s3c\u{200b}ret", "invisible"), some("s3cret"));
    assert_eq!(mended("s3‘c’“r”‐et", "typographic"), some("s3'c'\"r\"-et"));
    assert_eq!(mended("s3c–ret", "typographic"), None);
    assert_eq!(mended("s3Сret", "foreign-look-alike"), some("s3Cret"));
    assert_eq!(mended("s3\u{ff43}ret", "foreign-look-alike"), some("s3cret"));
    assert_eq!(mended("\"s3cret\"", "quotes"), some("s3cret"));
    assert_eq!(mended("Bearer s3cret", "scheme"), some("s3cret"));
    assert_eq!(mended("client_secret: s3cret", "scheme"), some("s3cret"));
    assert_eq!(mended("client-7:s3c:ret", "pair"), some("s3c:ret"));
    assert_eq!(mended("Y2xpZW50LTc6czNjcmV0", "encoded-pair"), some("s3cret"));
    assert_eq!(mended("Authorization: Basic Y2xpZW50LTc6czNjcmV0", "encoded-pair"), some("s3cret"));
    assert_eq!(mended("s3%2Fc%2Bret%3D", "percent-escapes"), some("s3/c+ret="));
    assert_eq!(mended("I1", "look-alike"), None);
}

#[test]
fn warnings_point_at_the_bytes() {
    assert_eq!(marked(" s3cret\r\n", "line-end"), [" ", "\r\n"]);
    assert_eq!(marked("s3c\u{200b}\u{200b}ret", "invisible"), ["\u{200b}\u{200b}"]);
    assert_eq!(marked("aI1b0", "look-alike"), ["I1", "0"]);
    assert_eq!(marked(" a b ", "inner-blank"), [" "]);
}

#[test]
fn placeholders_and_masks_are_named_alone() {
    for value in [
        "YOUR_CLIENT_ID",
        "your-client-secret",
        "<client_id>",
        "<YOUR CLIENT SECRET>",
        "${CLIENT_SECRET}",
        "$CLIENT_SECRET",
        "%CLIENT_SECRET%",
        "{{client_secret}}",
        "{clientSecret}",
        "[client-secret]",
        "xxx",
        "xxxxxxxx-xxxx-xxxx",
        "XXXXXXXX",
        "XCLIENTIDX",
        "XBASE64SECRETX",
        "changeme",
        "change_me",
        "REPLACE_WITH_CLIENT_SECRET",
        "insert-your-secret-here",
        "my-client-id",
        "client_secret",
    ] {
        assert_eq!(of_secret(value), ["placeholder"], "{value}");
    }
    for value in ["********", "••••••••", "●●●", "...", "…………"] {
        assert_eq!(of_secret(value), ["masked"], "{value}");
    }
}

/// Samples of vendors' documentation and values of the shapes that servers make.
#[test]
fn good_values_have_no_warning_that_is_certain() {
    for secret in [
        "7Fjfp0ZBr1KtDRbnfVdmIw",
        "gX1fBat3bV",
        "ZJYCqe3GGRvdrudKyZS0XhGv_Z45DuKhCUk0gBR1vZk",
        "z/tZ9VwFZqApmIQ+ZH1I5pLk/uB4ud:X2/8bL+wfFTt1rFw=",
        "Xy7Q~abcDEF.ghi-jkl_mnoPQRstuVWX",
        "secret",
        "api-secret",
        "$ecret$",
        "{x}",
        "p%20q%",
        "my.trusted.app/service",
        "0oa1a2b3c4d5e6f7g8h9i",
    ] {
        let found = warnings(Part::Secret, "client-7", secret, None);
        assert!(found.iter().all(|warning| !warning.certain), "{secret} {found:?}");
    }
}

#[test]
fn certain_warnings_come_first() {
    assert_eq!(of_secret("I1\n"), ["line-end", "look-alike"]);
}

fn provider(formats: &[(&str, &str, &str, &[u16])]) -> Provider {
    let format = |&(of, prefix, alphabet, lengths): &(&str, &str, &str, &[u16])| Format {
        of: of.to_owned(),
        prefix: prefix.to_owned(),
        alphabet: alphabet.to_owned(),
        lengths: lengths.to_vec(),
        note: String::new(),
    };
    Provider { formats: formats.iter().map(format).collect(), ..Provider::default() }
}

const OKTA_ID: &str = "0oa1gjh63g214q0Hq0g4";
const OKTA_SECRET: &str = "9IyCaFr2GpmjvZuZ2zVqQ-_zJxmLhYsd2BhXL8Tq";

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

#[test]
fn cells_name_what_can_be_mistaken_or_not_seen() {
    let shown: Vec<(String, Option<String>, bool)> = cells("aIl1|O0 \n\t\u{200b}а")
        .into_iter()
        .map(|cell| (cell.shown, cell.name, cell.suspicious))
        .collect();
    let expected = [
        ("a", None, false),
        ("I", Some("capital I"), false),
        ("l", Some("small L"), false),
        ("1", Some("one"), false),
        ("|", Some("vertical bar"), false),
        ("O", Some("capital O"), false),
        ("0", Some("zero"), false),
        ("␣", Some("blank"), true),
        ("↵", Some("line end"), true),
        ("⇥", Some("tab"), true),
        ("◌", Some("zero-width space"), true),
        ("а", Some("Cyrillic letter"), true),
    ];
    let expected: Vec<(String, Option<String>, bool)> = expected
        .into_iter()
        .map(|(shown, name, suspicious)| (shown.to_owned(), name.map(str::to_owned), suspicious))
        .collect();
    assert_eq!(shown, expected);
}
