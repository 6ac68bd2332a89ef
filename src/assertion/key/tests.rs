//! Keys as openssl, ssh-keygen and Node write them (tests/keys), and what people do to them.

use super::*;

const RSA_PKCS8: &str = include_str!("../../../tests/keys/rsa-pkcs8.pem");
const RSA_PKCS1: &str = include_str!("../../../tests/keys/rsa-pkcs1.pem");
const RSA_JWK: &str = include_str!("../../../tests/keys/rsa.jwk.json");
const EC_PKCS8: &str = include_str!("../../../tests/keys/ec-pkcs8.pem");
const EC_SEC1: &str = include_str!("../../../tests/keys/ec-sec1.pem");
const EC_JWK: &str = include_str!("../../../tests/keys/ec.jwk.json");
const EC_WITH_PARAMETERS: &str = include_str!("../../../tests/keys/ec-with-parameters.pem");
const CERTIFICATE: &str = include_str!("../../../tests/keys/ec-certificate.pem");

/// What openssl writes between BEGIN and END.
fn body(pem: &str) -> Vec<u8> {
    let lines: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    from_base64(&lines).unwrap().0
}

#[test]
fn every_form_of_a_key_becomes_the_one_that_openssl_makes_of_it() {
    for (text, expected, kind) in [
        (RSA_PKCS8, RSA_PKCS8, KeyKind::Rsa(2048)),
        (RSA_PKCS1, RSA_PKCS8, KeyKind::Rsa(2048)),
        (RSA_JWK, RSA_PKCS8, KeyKind::Rsa(2048)),
        (EC_PKCS8, EC_PKCS8, KeyKind::P256),
        (EC_SEC1, EC_PKCS8, KeyKind::P256),
        (EC_JWK, EC_PKCS8, KeyKind::P256),
    ] {
        let key = read(text).unwrap_or_else(|problem| panic!("{problem:?}: {text}"));
        assert_eq!(*key.pkcs8, body(expected), "{text}");
        assert_eq!((key.kind, key.notes), (kind, Vec::new()), "{text}");
    }
    assert_eq!(read(EC_WITH_PARAMETERS).unwrap().kind, KeyKind::P256);
    assert_eq!(read(RSA_JWK).unwrap().id, "key-1");
}

#[test]
fn what_stands_around_a_key_does_not_matter() {
    let account = [
        "{\"type\":\"service_account\",\"private_key_id\":\"abc\",\"client_email\":\"me@example.org\",\"private_key\":\"",
        &RSA_PKCS8.replace('\n', "\\n"),
        "\"}",
    ]
    .concat();
    let key = read(&account).unwrap();
    assert_eq!(*key.pkcs8, body(RSA_PKCS8));
    assert_eq!((key.id.as_str(), key.issuer.as_str()), ("abc", "me@example.org"));
    assert_eq!(key.notes, [], "JSON writes line ends so");
    let set = ["{\"keys\":[{\"kty\":\"oct\"},", EC_JWK, "]}"].concat();
    for text in [
        [CERTIFICATE, EC_PKCS8].concat(),
        [EC_SEC1, CERTIFICATE].concat(),
        ["Bag Attributes\n    friendlyName: test\n", EC_SEC1].concat(),
        EC_SEC1.replace('\n', "\r\n"),
        set,
    ] {
        let key = read(&text).unwrap_or_else(|problem| panic!("{problem:?}: {text}"));
        assert_eq!(*key.pkcs8, body(EC_PKCS8), "{text}");
        assert_eq!(key.notes, [], "{text}");
    }
}

#[test]
fn how_it_was_spoilt_is_said_and_mended() {
    let in_quotes = ["PRIVATE_KEY=\"", EC_PKCS8.trim(), "\""].concat();
    let bare: String = EC_PKCS8.lines().filter(|line| !line.starts_with('-')).collect();
    let file = {
        use base64::Engine;
        base64::engine::general_purpose::STANDARD.encode(EC_PKCS8)
    };
    for (text, expected) in [
        (EC_PKCS8.replace('\n', "\\n"), "key-escaped"),
        (in_quotes, "key-quoted"),
        (EC_PKCS8.replace('\n', ""), "key-one-line"),
        (EC_PKCS8.replace('\n', " "), "key-one-line"),
        (bare, "key-bare"),
        (file, "key-encoded"),
    ] {
        let key = read(&text).unwrap_or_else(|problem| panic!("{problem:?}: {text}"));
        assert_eq!(*key.pkcs8, body(EC_PKCS8), "{text}");
        let ids: Vec<&str> = key.notes.iter().map(|note| note.id).collect();
        assert_eq!(ids, [expected], "{text}");
        let mended = key.notes[0].mend.as_ref().unwrap().value.expose().to_owned();
        assert_eq!(mended, EC_PKCS8, "as openssl writes it");
    }
    let short = read(include_str!("../../../tests/keys/rsa-1024.pem")).unwrap();
    assert_eq!((short.kind, short.notes[0].id), (KeyKind::Rsa(1024), "key-short"));
}

#[test]
fn what_can_not_sign_is_told_apart() {
    let cut = RSA_PKCS8.get(..800).unwrap();
    let wrong_letter = EC_SEC1.replacen("MHc", "M#c", 1);
    let lost_line = {
        let mut lines: Vec<&str> = RSA_PKCS8.lines().collect();
        lines.remove(4);
        lines.join("\n")
    };
    let without =
        |json: &str, member: &str| json.replace(&["\"", member, "\":"].concat(), "\"x_\":");
    for (text, expected) in [
        ("", Problem::NoKey),
        ("key.pem", Problem::NoKey),
        ("/home/me/.ssh/id_rsa", Problem::NoKey),
        (include_str!("../../../tests/keys/ec-public.pem"), Problem::Public),
        (include_str!("../../../tests/keys/openssh.pub"), Problem::Public),
        (CERTIFICATE, Problem::Certificate),
        (include_str!("../../../tests/keys/ec-request.pem"), Problem::Request),
        (include_str!("../../../tests/keys/ec-encrypted.pem"), Problem::Encrypted),
        (include_str!("../../../tests/keys/ec-encrypted-old.pem"), Problem::Encrypted),
        (include_str!("../../../tests/keys/openssh"), Problem::OpenSsh),
        ("PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none", Problem::Putty),
        (include_str!("../../../tests/keys/p384-sec1.pem"), Problem::Curve),
        (include_str!("../../../tests/keys/ed25519.pem"), Problem::Curve),
        (include_str!("../../../tests/keys/rsa-pss.pem"), Problem::Pss),
        (
            r#"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75"}"#,
            Problem::Symmetric,
        ),
        (
            r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
            Problem::Curve,
        ),
        (&without(RSA_JWK, "d"), Problem::NoPrivatePart),
        (&without(RSA_JWK, "qi"), Problem::NoPrimes),
        (&without(EC_JWK, "d"), Problem::NoPrivatePart),
        (&EC_JWK.replace("P-256", "P-521"), Problem::Curve),
        (r#"{"client_id":"me"}"#, Problem::NoKey),
        ("{kty: RSA}", Problem::Json),
        (cut, Problem::Cut),
        (&wrong_letter, Problem::Base64),
        (&lost_line, Problem::Malformed),
    ] {
        assert_eq!(read(text).err(), Some(expected), "{text}");
        let message = expected.message();
        assert!(message.ends_with('.') && !message.contains("  "), "{message}");
    }
}
