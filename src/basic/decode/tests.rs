//! Headers as people paste them; the base64 is coreutils', openssl's, .NET's or another tool's output.

use super::*;

fn findings(header: &str) -> Vec<Finding> {
    decode(header).findings
}

fn plain(header: &str) -> (String, String) {
    let pair = decode(header).plain.expect("a pair");
    (pair.id, pair.secret.expose().to_owned())
}

#[test]
fn takes_the_line_the_value_and_the_base64() {
    for header in [
        "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
        "authorization:basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n",
        "\"Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\"",
        "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
        "  QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
    ] {
        assert_eq!(plain(header), ("Aladdin".to_owned(), "open sesame".to_owned()), "{header}");
        assert_eq!(findings(header), [], "{header}");
    }
}

/// The example in RFC 6749, section 2.3.1.
#[test]
fn both_readings_agree_where_nothing_is_encoded() {
    let decoded = decode("Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3");
    assert_eq!(decoded.plain, decoded.decoded);
    assert_eq!(decoded.plain.expect("a pair").id, "s6BhdRkqt3");
}

/// Keycloak's vector.
#[test]
fn both_readings_differ_where_something_is() {
    let decoded = decode("dXNlcjpzZWNyZXQlMkZ3aXRoJTNEc3BlY2lhbCUzRmNoYXJhY3Rlcg==");
    assert_eq!(
        decoded.plain.expect("plain").secret.expose(),
        "secret%2Fwith%3Dspecial%3Fcharacter"
    );
    assert_eq!(decoded.decoded.expect("decoded").secret.expose(), "secret/with=special?character");
    assert_eq!(decoded.findings, [Finding::PercentEscapes]);
}

#[test]
fn names_what_is_wrong() {
    use Finding as F;
    let cases: &[(&str, &[Finding])] = &[
        ("Basic ", &[F::Empty]),
        ("Basic", &[F::Empty]),
        ("", &[F::Empty]),
        ("Authentication: Basic aWQ6c2VjcmV0", &[F::HeaderName]),
        ("Bearer aWQ6c2VjcmV0", &[F::OtherScheme]),
        ("Basic: aWQ6c2VjcmV0", &[F::SchemeColon]),
        ("Basic \"aWQ6c2VjcmV0\"", &[F::Quoted]),
        ("Authorization: 'Basic aWQ6c2VjcmV0'", &[F::Quoted]),
        ("Basic “aWQ6c2VjcmV0”", &[F::Quoted]),
        ("Basic aWQ6c2Vj\ncmV0", &[F::Wrapped]),
        (
            "Basic -----BEGIN CERTIFICATE-----\r\naWQ6c2VjcmV0\r\n-----END CERTIFICATE-----\r\n",
            &[F::CertificateLines],
        ),
        ("Basic aWQ6Pz8_", &[F::UrlSafe]),
        ("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ", &[F::PaddingLost]),
        ("Basic id:s3cret", &[F::NotEncoded]),
        ("Basic !!!!", &[F::NotBase64]),
        ("Basic //////8=", &[F::NotText]),
        // .NET: Encoding.Unicode and Encoding.BigEndianUnicode of "id:secret".
        ("Basic aQBkADoAcwBlAGMAcgBlAHQA", &[F::Utf16]),
        ("Basic AGkAZAA6AHMAZQBjAHIAZQB0", &[F::Utf16]),
        ("Basic 77u/aWQ6c2VjcmV0", &[F::ByteOrderMark]),
        // Java: "id:sécret" in ISO-8859-1.
        ("Basic aWQ6c+ljcmV0", &[F::Latin1, F::NonAscii]),
        ("Basic YVdRNmMyVmpjbVYw", &[F::Twice]),
        ("Basic QmFzaWMgYVdRNmMyVmpjbVYw", &[F::Twice]),
        ("Basic c2VjcmV0", &[F::NoColon]),
        ("Basic aWQ6c2VjcmV0DQo=", &[F::CarriageReturn, F::LineEnd]),
        ("Basic aWQ6c2VjcmV0Cg==", &[F::LineEnd]),
        ("Basic aWQ6cwBlY3JldA==", &[F::Control]),
        ("Basic ImlkOnNlY3JldCI=", &[F::QuotesInside]),
        ("Basic aWQ6InNlY3JldCI=", &[F::QuotesInside]),
        ("Basic aWQ6c2VjcmV0IA==", &[F::BlankAround]),
        ("Basic aWQ6IHNlY3JldA==", &[F::BlankAround]),
        ("Basic OnNlY3JldA==", &[F::EmptyId]),
        ("Basic aWQ6", &[F::EmptySecret]),
        // JavaScript: btoa(`${undefined}:${undefined}`), btoa("id:null").
        ("Basic dW5kZWZpbmVkOnVuZGVmaW5lZA==", &[F::Undefined]),
        ("Basic aWQ6bnVsbA==", &[F::Undefined]),
        // sh: printf %s '$CLIENT_ID:$CLIENT_SECRET' | base64
        ("Basic JENMSUVOVF9JRDokQ0xJRU5UX1NFQ1JFVA==", &[F::Placeholder]),
        ("Basic aWQ6YSUyRmI=", &[F::PercentEscapes]),
        ("Basic aWQ6YSViYyU=", &[F::PercentEscapes, F::MalformedEscape]),
        ("Basic aWQ6YSti", &[F::Plus]),
        ("Basic dGVzdDoxMjPCow==", &[F::NonAscii]),
        ("Basic aWQ6YTpi", &[F::SecondColon]),
    ];
    for (header, expected) in cases {
        assert_eq!(findings(header), *expected, "{header}");
    }
}

#[test]
fn reads_what_was_meant_behind_the_mistake() {
    for header in [
        "Basic YVdRNmMyVmpjbVYw",
        "Basic aQBkADoAcwBlAGMAcgBlAHQA",
        "Basic aWQ6c2Vj\ncmV0",
        "Basic id:secret",
        "-----BEGIN CERTIFICATE-----\naWQ6c2VjcmV0\n-----END CERTIFICATE-----",
    ] {
        assert_eq!(plain(header), ("id".to_owned(), "secret".to_owned()), "{header}");
    }
}

/// Python: `"müller:pässwörd".encode("utf-8").decode("latin-1")`, and the other way with `errors="replace"`.
#[test]
fn utf_8_and_latin_1_are_told_apart() {
    let misread =
        |header: &str| decode(header).misread.map(|it| (it.id, it.secret.expose().to_owned()));
    let some = |id: &str, secret: &str| Some((id.to_owned(), secret.to_owned()));
    let (utf_8, latin_1) = ("Basic bcO8bGxlcjpww6Rzc3fDtnJk", "Basic bfxsbGVyOnDkc3N39nJk");
    for header in [utf_8, latin_1] {
        assert_eq!(plain(header), ("müller".to_owned(), "pässwörd".to_owned()));
    }
    assert_eq!(findings(utf_8), [Finding::NonAscii]);
    assert_eq!(findings(latin_1), [Finding::Latin1, Finding::NonAscii]);
    assert_eq!(misread(utf_8), some("mÃ¼ller", "pÃ¤sswÃ¶rd"));
    assert_eq!(misread(latin_1), some("m\u{fffd}ller", "p\u{fffd}ssw\u{fffd}rd"));
    assert_eq!(misread("Basic aWQ6c2VjcmV0"), None);
}

#[test]
fn a_malformed_escape_has_no_second_reading() {
    let decoded = decode("Basic aWQ6YSViYyU=");
    assert_eq!(decoded.plain.expect("plain").secret.expose(), "a%bc%");
    assert_eq!(decoded.decoded, None);
}

#[test]
fn large_and_odd_input_is_read_in_one_go() {
    for text in
        ["A".repeat(300_000), "=".repeat(300_000), "é".repeat(100_000), "Basic ".repeat(50_000)]
    {
        let _ = decode(&text);
    }
}
