//! Whatever id and secret hold: other people's decoders read from a Basic header what was meant, in each of its forms,
//! and so does ours. Whatever is pasted as a header: what is said of it stands in it.

#![no_main]

use arbitrary::Arbitrary;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use libfuzzer_sys::fuzz_target;
use token_triage::basic::{
    Finding, Form, Pair, Variant, decode, encode, latin1, place, recommend, variants,
};
use token_triage::knowledge::Decodes;
use token_triage::secret::Secret;

/// What a person fills in, and what another pastes.
#[derive(Arbitrary, Debug)]
struct Given {
    id: String,
    secret: String,
    pasted: String,
}

fuzz_target!(|given: Given| {
    let Given { id, secret, pasted } = &given;
    let variants = variants(id, secret);
    let mut forms: Vec<Form> = variants.iter().flat_map(|one| one.forms.clone()).collect();
    forms.sort();
    assert_eq!(forms, [Form::Raw, Form::Minimal, Form::Strict]);
    for variant in &variants {
        received(variant, id, secret);
        read_again(variant, id, secret);
    }
    in_latin1(id, secret);
    if id.chars().chain(secret.chars()).all(|char| matches!(char, ' '..='~')) {
        for decodes in [Decodes::Yes, Decodes::No, Decodes::Unknown] {
            recommended(id, secret, decodes);
        }
    }
    said_of(pasted);
});

/// A server that decodes nothing further (RFC 7617, section 2).
fn plain(pair: &str) -> Option<(String, String)> {
    pair.split_once(':').map(|(id, secret)| (id.to_owned(), secret.to_owned()))
}

/// A server that decodes both halves (RFC 6749, section 2.3.1), and refuses what is no escape.
fn decoding(pair: &str) -> Option<(String, String)> {
    let (id, secret) = pair.split_once(':')?;
    Some((form_decoded(id)?, form_decoded(secret)?))
}

fn form_decoded(text: &str) -> Option<String> {
    let is_hex = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_hexdigit);
    let bytes = text.as_bytes();
    let broken = |(at, byte): (usize, &u8)| {
        *byte == b'%' && !(is_hex(bytes.get(at + 1)) && is_hex(bytes.get(at + 2)))
    };
    if bytes.iter().enumerate().any(broken) || text.contains(['&', '=']) {
        return (!text.contains('%') && !text.contains('+')).then(|| text.to_owned());
    }
    form_urlencoded::parse(text.as_bytes())
        .map(|(name, _)| name.into_owned())
        .next()
        .or(Some(String::new()))
}

/// The bytes of a header, as a decoder of base64 gives them.
fn bytes(header: &Secret) -> Vec<u8> {
    let base64 = header.expose().strip_prefix("Basic ").expect("the scheme");
    STANDARD.decode(base64).expect("base64")
}

fn received(variant: &Variant, id: &str, secret: &str) {
    let pair = String::from_utf8(bytes(&variant.header)).expect("UTF-8");
    assert_eq!(pair, variant.pair.expose());
    for form in &variant.forms {
        if *form == Form::Raw {
            assert_eq!(pair, [id, ":", secret].concat());
        } else {
            assert_eq!(decoding(&pair), Some((id.to_owned(), secret.to_owned())));
        }
    }
}

fn read_again(variant: &Variant, id: &str, secret: &str) {
    let meant = Pair { id: id.to_owned(), secret: Secret::new(secret.to_owned()) };
    let read = decode(variant.header.expose());
    if variant.forms != [Form::Raw] {
        assert_eq!(read.decoded.as_ref(), Some(&meant));
    }
    if read.findings.contains(&Finding::Utf16) {
        assert!(variant.pair.expose().contains('\0'));
    } else if read.findings.contains(&Finding::ByteOrderMark) {
        assert!(variant.pair.expose().starts_with('\u{feff}'));
    } else {
        assert_eq!(read.text.as_ref(), Some(&variant.pair));
        if variant.forms.contains(&Form::Raw) && !id.contains(':') {
            assert_eq!(read.plain, Some(meant));
        }
    }
}

fn in_latin1(id: &str, secret: &str) {
    let pair = [id, ":", secret].concat();
    match latin1(id, secret) {
        Some(header) => {
            let letters: String = bytes(&header).into_iter().map(char::from).collect();
            assert_eq!(letters, pair);
        }
        None => assert!(pair.is_ascii() || pair.chars().any(|char| char > '\u{ff}')),
    }
}

/// A form that is recommended is understood; where none is, none would be.
fn recommended(id: &str, secret: &str, decodes: Decodes) {
    let understood = |form: Form, server: fn(&str) -> Option<(String, String)>| {
        let pair = [encode(id, form).expose(), ":", encode(secret, form).expose()].concat();
        server(&pair) == Some((id.to_owned(), secret.to_owned()))
    };
    let works = |form: Form, everywhere: bool| match decodes {
        Decodes::Yes => understood(form, decoding),
        Decodes::No => understood(form, plain),
        Decodes::Unknown if everywhere => understood(form, decoding) && understood(form, plain),
        Decodes::Unknown => understood(form, decoding) || understood(form, plain),
    };
    let recommendation = recommend(id, secret, decodes);
    match recommendation.form {
        Some(form) => assert!(works(form, recommendation.works_everywhere)),
        None => {
            assert_ne!(decodes, Decodes::Yes);
            for form in [Form::Raw, Form::Minimal, Form::Strict] {
                assert!(!works(form, true));
            }
        }
    }
}

fn said_of(pasted: &str) {
    let read = decode(pasted);
    for finding in &read.findings {
        assert!(pasted.get(place(pasted, *finding)).is_some(), "{finding:?}");
    }
    match &read.text {
        Some(text) => assert_eq!(read.plain.is_some(), text.expose().contains(':')),
        None => {
            assert!(read.plain.is_none() && read.decoded.is_none() && !read.findings.is_empty())
        }
    }
}
