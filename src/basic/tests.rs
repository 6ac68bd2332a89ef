//! Vectors from RFC 6749, RFC 7617, AppAuth and Keycloak, and the rule against two models of a server.

use super::*;

/// What a server makes of the pair: split at the first colon, then decode each half or don't.
fn server(pair: &str, decodes: bool) -> Option<(String, String)> {
    let (id, secret) = pair.split_once(':')?;
    if !decodes {
        return Some((id.to_owned(), secret.to_owned()));
    }
    Some((url_decode(id)?, url_decode(secret)?))
}

/// Java's URLDecoder and Go's QueryUnescape: `+` is a blank, a malformed escape is an error.
fn url_decode(text: &str) -> Option<String> {
    let malformed = |escape: &str| {
        escape.len() < 2 || !escape.bytes().take(2).all(|byte| byte.is_ascii_hexdigit())
    };
    if text.split('%').skip(1).any(malformed) {
        return None;
    }
    // A half is no list of fields: what would part them stands for itself.
    let half = text.replace('&', "%26");
    let mut fields = form_urlencoded::parse(half.as_bytes());
    let (name, value) = fields.next().unwrap_or_default();
    let equals = if text.contains('=') { "=" } else { "" };
    Some([&name, equals, &value].concat())
}

fn works(id: &str, secret: &str, form: Form, decodes: bool) -> bool {
    server(pair(id, secret, form).expose(), decodes) == Some((id.to_owned(), secret.to_owned()))
}

#[test]
fn rfc_6749_appendix_b() {
    assert_eq!(encoded(" %&+£€", Form::Minimal), "+%25%26%2B%C2%A3%E2%82%AC");
    assert_eq!(encoded(" %&+£€", Form::Strict), "+%25%26%2B%C2%A3%E2%82%AC");
}

#[test]
fn rfc_6749_section_2_3_1() {
    let header = header("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw", Form::Minimal);
    assert_eq!(header.expose(), "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3");
}

#[test]
fn rfc_7617() {
    let header = |id, secret| header(id, secret, Form::Raw).expose().to_owned();
    assert_eq!(header("Aladdin", "open sesame"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assert_eq!(header("test", "123£"), "Basic dGVzdDoxMjPCow==");
}

#[test]
fn appauth_android_337() {
    let id = "1PpG/Q 1";
    let secret = "z/tZ9VwFZqApmIQ+ZH1I5pLk/uB4ud:X2/8bL+wfFTt1rFw=";
    assert_eq!(
        header(id, secret, Form::Minimal).expose(),
        "Basic MVBwRyUyRlErMTp6JTJGdFo5VndGWnFBcG1JUSUyQlpIMUk1cExrJTJGdUI0dWQlM0FYMiUyRjhiTCUyQndmRlR0MXJGdyUzRA=="
    );
}

#[test]
fn keycloak_unit_test() {
    assert_eq!(
        header("user", "secret/with=special?character", Form::Minimal).expose(),
        "Basic dXNlcjpzZWNyZXQlMkZ3aXRoJTNEc3BlY2lhbCUzRmNoYXJhY3Rlcg=="
    );
}

/// The `oauth2` crate encodes both halves with `form_urlencoded`, as URLSearchParams does; it keeps `*` and not `~`.
#[test]
fn the_minimal_form_is_what_the_oauth2_crate_sends() {
    let hard = " %&+£€:=/?#*~-._'\"\\{}\u{a0}\u{200b}Жあ🔑";
    for value in
        (' '..='~').map(String::from).chain(hard.chars().map(String::from)).chain([hard.into()])
    {
        let theirs: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
        let theirs = theirs.replace('*', "%2A").replace("%7E", "~");
        assert_eq!(encoded(&value, Form::Minimal), theirs);
        assert_eq!(url_decode(&encoded(&value, Form::Strict)), Some(value));
    }
}

/// Python 3: `requests.auth._basic_auth_str`, which encodes in Latin-1.
#[test]
fn latin_1_is_another_header_only_where_a_letter_needs_it() {
    let made = |id, secret| latin1(id, secret).map(|header| header.expose().to_owned());
    assert_eq!(made("test", "123£").as_deref(), Some("Basic dGVzdDoxMjOj"));
    assert_eq!(made("müller", "pässwörd").as_deref(), Some("Basic bfxsbGVyOnDkc3N39nJk"));
    assert_eq!(made("id", "secret"), None);
    assert_eq!(made("id", "пароль"), None);
}

#[test]
fn forms_of_the_same_bytes_are_one_variant() {
    let forms = |id, secret| -> Vec<Vec<Form>> {
        variants(id, secret).into_iter().map(|variant| variant.forms).collect()
    };
    assert_eq!(forms("abc", "XYZ09"), [vec![Form::Raw, Form::Minimal, Form::Strict]]);
    assert_eq!(forms("a-b", "x_y"), [vec![Form::Raw, Form::Minimal], vec![Form::Strict]]);
    assert_eq!(forms("abc", "x/y"), [vec![Form::Raw], vec![Form::Minimal, Form::Strict]]);
    assert_eq!(forms("a-b", "x/y"), [vec![Form::Raw], vec![Form::Minimal], vec![Form::Strict]]);
}

/// Every printable ASCII character, in the id and in the secret, against both kinds of server.
#[test]
fn the_rule_holds_for_every_printable_character() {
    for char in ' '..='~' {
        for (id, secret) in [
            (format!("id{char}id"), "secret".to_owned()),
            ("id".to_owned(), format!("secret{char}")),
            (format!("{char}id{char}"), format!("{char}a{char}")),
        ] {
            let everywhere =
                |form| works(&id, &secret, form, true) && works(&id, &secret, form, false);
            let known = [(Decodes::Yes, true), (Decodes::No, false)];
            for (decodes, does) in known {
                let advice = recommend(&id, &secret, decodes);
                match advice.form {
                    Some(form) => {
                        assert!(works(&id, &secret, form, does), "{id} {secret} {decodes:?}");
                    }
                    None => {
                        for form in [Form::Raw, Form::Minimal, Form::Strict] {
                            assert!(!works(&id, &secret, form, does), "{id} {secret} {decodes:?}");
                        }
                    }
                }
                assert_eq!(advice.works_everywhere, everywhere(Form::Raw), "{id} {secret}");
            }
            let advice = recommend(&id, &secret, Decodes::Unknown);
            assert_eq!(
                advice.works_everywhere,
                advice.form.is_some_and(everywhere),
                "{id} {secret}"
            );
            assert_eq!(advice.works_everywhere, everywhere(Form::Raw), "{id} {secret}");
            if !char.is_ascii_alphanumeric() && (char != ':' || id.contains(char)) {
                assert_eq!(advice.characters, [char], "{id} {secret}");
            }
        }
    }
}

#[test]
fn the_table_of_what_each_character_breaks() {
    let row = |char: char| {
        let secret = format!("a{char}b");
        [Form::Raw, Form::Minimal, Form::Strict]
            .map(|form| (works("id", &secret, form, true), works("id", &secret, form, false)))
    };
    let (both, decoding, other) = ((true, true), (true, false), (false, true));
    for char in ' '..='~' {
        let expected = match char {
            'a'..='z' | 'A'..='Z' | '0'..='9' => [both, both, both],
            '-' | '.' | '_' | '~' => [both, both, decoding],
            '%' | '+' => [other, decoding, decoding],
            _ => [both, decoding, decoding],
        };
        assert_eq!(row(char), expected, "{char}");
    }
}

#[test]
fn outside_printable_ascii_only_a_decoding_server_is_safe() {
    assert_eq!(recommend("id", "päss", Decodes::Unknown).form, None);
    assert_eq!(recommend("id", "päss", Decodes::No).form, None);
    assert_eq!(recommend("id", "päss", Decodes::Yes).form, Some(Form::Minimal));
    assert_eq!(recommend("id", "päss+%", Decodes::Unknown).characters, ['ä', '+', '%']);
}

#[test]
fn nothing_typed_is_safe() {
    let advice = recommend("", "", Decodes::Unknown);
    assert_eq!((advice.form, advice.works_everywhere), (Some(Form::Raw), true));
    assert_eq!(variants("", "")[0].header.expose(), "Basic Og==");
}
