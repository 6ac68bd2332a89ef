//! Values as people copy them, and good ones that must stay without a warning that is certain.

mod opened;
mod swapped;

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
    warning.mend.map(|mend| mend.value.expose().to_owned())
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
        ("Bearer s3cret", &["scheme"]),
        ("s3c\u{200b}ret", &["invisible"]),
        ("\u{feff}s3cret", &["invisible"]),
        ("s3c\0ret", &["control"]),
        ("s3c\u{1b}[3mret", &["control"]),
        ("s3c\u{7f}ret", &["control"]),
        ("s3c\u{fe0f}ret", &["invisible"]),
        ("s3c\u{ad}ret", &["invisible"]),
        ("s3c\u{206f}ret", &["invisible"]),
        ("s3c\u{2800}ret", &["inner-blank"]),
        ("s3cոet", &["foreign-look-alike"]),
        ("s3c𝐫et", &["foreign-look-alike"]),
        ("s3cⅰet", &["foreign-look-alike"]),
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
    assert_eq!(mended("s3c\0r\u{1}et", "control"), some("s3cret"));
    // printf %s 's3cret-of-the-app' | base64; with echo in place of printf.
    assert_eq!(mended("czNjcmV0LW9mLXRoZS1hcHA=", "encoded"), some("s3cret-of-the-app"));
    assert_eq!(mended("czNjcmV0LW9mLXRoZS1hcHAK", "encoded"), some("s3cret-of-the-app"));
    assert_eq!(mended("I1", "look-alike"), None);
}

/// A button says what it does.
#[test]
fn mends_are_named() {
    let label = |secret: &str| {
        let mends = warnings(Part::Secret, "client-7", secret, None);
        mends.into_iter().find_map(|warning| warning.mend).map(|mend| mend.label)
    };
    for (secret, expected) in [
        ("s3cret\n", "Remove the trailing newline"),
        ("s3cret\r\n", "Remove the trailing newline"),
        ("\ns3cret", "Remove the leading newline"),
        ("\ns3cret ", "Remove the newlines around it"),
        ("s3cret ", "Remove the trailing blank"),
        ("\ts3cret", "Remove the leading blank"),
        (" s3cret\u{a0}", "Remove the blanks around it"),
        ("s3c\nret", "Join the lines"),
        ("s3c\u{200b}ret", "Remove what can't be seen"),
        ("s3c\0ret", "Remove the control characters"),
        ("s3c’ret", "Write plain signs"),
        ("s3сret", "Write Latin letters"),
        ("'s3cret'", "Remove the quotes"),
        ("Bearer s3cret", "Keep only what is behind the word"),
        ("client-7:s3cret", "Put id and secret into their fields"),
        ("s3%2Fcret", "Undo the percent-encoding"),
        ("czNjcmV0LW9mLXRoZS1hcHA=", "Take it out of the base64"),
    ] {
        assert_eq!(label(secret), Some(expected), "{secret:?}");
    }
}

/// Both fields are filled where both values are known.
#[test]
fn a_pair_is_put_into_both_fields() {
    // printf %s 'client-7:s3c:ret' | base64
    let encoded = "Y2xpZW50LTc6czNjOnJldA==";
    for (part, id, secret) in [
        (Part::Id, encoded, ""),
        (Part::Secret, "", encoded),
        (Part::Secret, "client-7", "client-7:s3c:ret"),
    ] {
        let found = warnings(part, id, secret, None);
        let mend = found.into_iter().find_map(|warning| warning.mend).expect("a mend");
        let (value, other) = (mend.value.expose(), mend.other.as_ref().expect("both").expose());
        let (id, secret) = if part == Part::Id { (value, other) } else { (other, value) };
        assert_eq!((id, secret), ("client-7", "s3c:ret"));
    }
    let found = warnings(Part::Secret, OKTA_SECRET, OKTA_ID, None);
    let mend = found.into_iter().find_map(|warning| warning.mend).expect("a mend");
    assert_eq!(mend.value.expose(), OKTA_SECRET);
    assert_eq!(mend.other.expect("both").expose(), OKTA_ID);
}

/// What servers store: made with htpasswd -nbB, argon2, openssl passwd -6, Django, Werkzeug, slappasswd; all of the
/// word `test`, shortened.
#[test]
fn a_hash_is_not_the_secret() {
    for hash in [
        "$2y$05$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC",
        "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b/dWRWJTmaaJObG",
        "$6$52450745$k5ka2p8bFuSmoVT1tzOyyuaREkkKBcCNqoDKzYiJL9RaE8yMnPgh2XzzF0NDrUhgrcLwg78xs1w5pJiypEdFX/",
        "pbkdf2_sha256$260000$seasalt$YlZ2Vggtqdc61YjArZuoApoBh9JNGYoDRBUGu6tcJQo=",
        "scrypt:32768:8:1$salt$d0f0a3b1c2d3e4f5",
        "{SSHA}DkMTwBl+a/3DfY+MTDTzhTAtlsZqUZ5c",
        "{bcrypt}$2a$10$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG",
    ] {
        assert_eq!(of_secret(hash)[0], "hash", "{hash}");
        assert_eq!(warnings(Part::Secret, "client-7", hash, None)[0].mend, None);
    }
}

/// A secret of which a page shows only the ends.
#[test]
fn a_value_that_is_masked_in_part_is_masked() {
    for value in ["abc******************", "••••••••3f9a", "GOCSPX-****Ab1c"] {
        assert_eq!(of_secret(value), ["masked"], "{value}");
    }
    for value in ["a*b**c***d", "a•b"] {
        assert!(!of_secret(value).contains(&"masked"), "{value}");
    }
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

/// Made up in the shapes that the providers document or their sources make; only look-alikes are pointed out.
#[test]
fn ordinary_secrets_of_known_shapes_are_left_alone() {
    let alphabet = |alphabet: &'static str| ("client_secret", "", alphabet, &[] as &[u16]);
    for (name, format, secret) in [
        ("Okta", ("client_secret", "", "A-Za-z0-9_-", &[40, 64][..]), OKTA_SECRET),
        (
            "Google",
            ("client_secret", "GOCSPX-", "A-Za-z0-9_-", &[35]),
            "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",
        ),
        (
            "Entra",
            ("client_secret", "", "A-Za-z0-9_.~-", &[40]),
            "Xy7Q~abcDEF.ghi-jkl_mnoPQRstuVWXdefghij4",
        ),
        (
            "GitLab",
            ("client_secret", "gloas-", "0-9a-f", &[70]),
            "gloas-3f9ac0d1e5b7428896aa04c3d2f1e0b94857a6c3d2e1f0a9b8c7d6e5f4a3b2c1",
        ),
        (
            "GitHub",
            ("client_secret", "", "0-9a-f", &[40]),
            "3f9ac0d1e5b7428896aa04c3d2f1e0b94857a6c3",
        ),
        (
            "Doorkeeper",
            ("client_secret", "", "A-Za-z0-9_-", &[43]),
            "ZJYCqe3GGRvdrudKyZS0XhGv_Z45DuKhCUk0gBR1vZk",
        ),
        ("Keycloak", ("client_secret", "", "A-Za-z0-9", &[32]), "vTq7Rw3nYd9KxHcLgJfPmBz6Ea4UsNho"),
        ("Cognito", alphabet("A-Za-z0-9_+"), "1q7e5kd8s9f0g2h3j4k5l6m7n8b9v0c1x2z3a4s5d6f7g8h9j0k"),
        (
            "Square",
            ("client_secret", "sq0csp-", "A-Za-z0-9_-", &[]),
            "sq0csp-tY3kP9_wQzX7vBn2MdRf5HjLc8-GsEa4Ku6TyVo1I",
        ),
        ("Slack", ("client_secret", "", "0-9a-f", &[32]), "8d1f7c3a9b5e4d2c6f0a1b3c5d7e9f80"),
        ("XSUAA", alphabet("A-Za-z0-9+/="), "aGx4N2Q5fTkwc3ZK4pQ/7w+LmB8="),
        ("UUID", ("client_secret", "", "0-9a-f-", &[36]), "6731de76-14a6-49ae-97bc-6eba6914391e"),
    ] {
        let known = provider(&[format]);
        let found = about(Part::Secret, "client-7", secret, Some(&known));
        assert!(found.iter().all(|id| *id == "look-alike"), "{name}: {found:?}");
        // A character is lost at the end, where the length tells it.
        if !format.3.is_empty() {
            let (lost, _) = secret.split_at(secret.len() - 1);
            assert!(
                about(Part::Secret, "client-7", lost, Some(&known)).contains(&"format-length"),
                "{name}"
            );
        }
    }
}

#[test]
fn what_a_value_has_unlike_the_others_of_its_provider_is_said() {
    let known = provider(&[
        ("client_id", "0oa", "A-Za-z0-9", &[20]),
        ("client_secret", "", "0-9a-f", &[8, 12]),
    ]);
    let of = |part, id, secret| {
        let found = warnings(part, id, secret, Some(&known));
        let found = found.into_iter().find(|warning| warning.id.starts_with("format-"));
        found.map(|warning| {
            (
                warning.id,
                warning.message.into_owned(),
                warning.mend.map(|it| it.value.expose().to_owned()),
            )
        })
    };
    let told = |id, message: &str, mended: Option<&str>| {
        Some((id, message.to_owned(), mended.map(str::to_owned)))
    };
    let (id, secret) = (OKTA_ID, "3f9ac0d1");
    assert_eq!((of(Part::Id, id, secret), of(Part::Secret, id, secret)), (None, None));
    let beginning = "Client ids of Acme begin with `0oa`; this one does not.";
    assert_eq!(of(Part::Id, "orders-7", secret), told("format-beginning", beginning, None));
    let length = "Client ids of Acme have 20 characters; this one has 19.";
    assert_eq!(of(Part::Id, "0oa1gjh63g214q0Hq0g", secret), told("format-length", length, None));
    let length = "Client secrets of Acme have 8 or 12 characters; this one has 9.";
    assert_eq!(of(Part::Secret, id, "3f9ac0d1e"), told("format-length", length, None));
    let characters = "Client secrets of Acme are made of `0-9a-f` alone.";
    // Read off a screen: an O for the zero, an l for the one.
    assert_eq!(
        of(Part::Secret, id, "3f9acOdl"),
        told("format-characters", characters, Some("3f9ac0d1"))
    );
    assert_eq!(of(Part::Secret, id, "3f9acXd1"), told("format-characters", characters, None));
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
    let formats = formats.iter().map(format).collect();
    Provider { name: "Acme".to_owned(), formats, ..Provider::default() }
}

const OKTA_ID: &str = "0oa1gjh63g214q0Hq0g4";
const OKTA_SECRET: &str = "9IyCaFr2GpmjvZuZ2zVqQ-_zJxmLhYsd2BhXL8Tq";
