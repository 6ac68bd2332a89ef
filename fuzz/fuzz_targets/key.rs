//! Whatever is pasted as a private key: what is taken for one is a key in the form that browsers read, as somebody
//! else's reader sees it, and its mends give the same key.

#![no_main]

use arbitrary::Arbitrary;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use libfuzzer_sys::fuzz_target;
use pkcs8::PrivateKeyInfoRef;
use token_triage::assertion::{Key, claims_flaw, read, thumbprint};

/// A text, and the bytes of a key in one of the ways in which it can be written.
#[derive(Arbitrary, Debug)]
struct Given {
    text: String,
    form: u8,
    number: Vec<u8>,
    bytes: Vec<u8>,
}

fuzz_target!(|given: Given| {
    let _ = (claims_flaw(&given.text), thumbprint(&given.text));
    for text in [&given.text, &given.armoured()] {
        if let Ok(key) = read(text) {
            mends_give_the_same(&key);
        }
    }
    given.elliptic();
});

/// A note offers the key once more, as it should be written.
fn mends_give_the_same(key: &Key) {
    for note in &key.notes {
        let Some(mend) = &note.mend else { continue };
        let again = read(mend.value.expose()).expect("a key, mended");
        assert_eq!((&again.pkcs8, again.kind), (&key.pkcs8, key.kind), "{}", note.id);
        assert!(again.notes.iter().all(|other| other.id != note.id), "{}", note.id);
    }
}

impl Given {
    /// PEM (RFC 7468) around the bytes, or what people make of it.
    fn armoured(&self) -> String {
        let label =
            ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"][usize::from(self.form % 3)];
        let base64 = STANDARD.encode(&self.bytes);
        let pem = format!("-----BEGIN {label}-----\n{base64}\n-----END {label}-----\n");
        match self.form / 3 % 5 {
            0 => pem,
            1 => pem.replace('\n', "\\n"),
            2 => pem.replace('\n', ""),
            3 => base64,
            _ => STANDARD.encode(pem),
        }
    }

    /// A JWK of the right length becomes a key that holds its number and its point (RFC 7518, section 6.2; RFC 5915).
    fn elliptic(&self) {
        let Some((number, point)) = self.number.split_first_chunk::<32>() else { return };
        let Some((x, point)) = point.split_first_chunk::<32>() else { return };
        let Some((y, _)) = point.split_first_chunk::<32>() else { return };
        let [d, x64, y64] = [number, x, y].map(|part| URL_SAFE_NO_PAD.encode(part));
        let jwk = format!(r#"{{"kty":"EC","crv":"P-256","d":"{d}","x":"{x64}","y":"{y64}"}}"#);
        let key = read(&jwk).expect("a key");
        let info = PrivateKeyInfoRef::try_from(key.pkcs8.as_slice()).expect("PKCS #8");
        let inner = sec1::EcPrivateKey::try_from(info.private_key.as_bytes()).expect("SEC 1");
        assert_eq!(inner.private_key, number);
        let point = [&[4], x.as_slice(), y].concat();
        assert_eq!(inner.public_key, Some(point.as_slice()));
    }
}
