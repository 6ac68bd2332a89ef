//! A private key as people have it, read and brought into the one form that browsers take: PKCS #8 (RFC 5958).

use zeroize::Zeroizing;

use super::der::{
    BITS, Bytes, FIRST, INTEGER, OBJECT, OCTETS, SECOND, SEQUENCE, first, values, wrap,
};
use super::jwk::Jwk;
use crate::basic::from_base64;
use crate::credential::{Mend, Warning};
use crate::secret::Secret;

/// A private key that can sign.
#[derive(Clone, PartialEq)]
pub struct Key {
    /// PKCS #8, in DER.
    pub pkcs8: Bytes,
    /// What it can sign with.
    pub kind: KeyKind,
    /// The id that came with it; empty if none.
    pub id: String,
    /// Who signs with it, where that came with it.
    pub issuer: String,
    /// What to know of how it was written.
    pub notes: Vec<Warning>,
}

/// What a key can sign with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// RSA, of so many bits.
    Rsa(usize),
    /// The elliptic curve P-256.
    P256,
}

/// Why a text is no key that this page can sign with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each one's message says what it means")]
pub enum Problem {
    NoKey,
    Public,
    Certificate,
    Request,
    Encrypted,
    OpenSsh,
    Putty,
    Symmetric,
    NoPrivatePart,
    NoPrimes,
    Curve,
    Pss,
    Cut,
    Base64,
    Malformed,
    Json,
}

impl Problem {
    /// What is wrong, and what to do.
    pub fn message(self) -> &'static str {
        match self {
            Problem::NoKey => {
                "This is no private key. It begins with `-----BEGIN PRIVATE KEY-----`, or is JSON with `\"kty\"` in it. A \
                 file's name is not enough: paste what is in the file."
            }
            Problem::Public => {
                "This is the public key, which anyone may have. Signing takes the private one that was made with it."
            }
            Problem::Certificate => {
                "This is a certificate: it holds the public key. Signing takes the private key, often in a file of its own \
                 that ends in `.key` or `.pem`."
            }
            Problem::Request => {
                "This is a certificate request. Signing takes the private key that it was made with."
            }
            Problem::Encrypted => {
                "This key is encrypted with a pass phrase. Decrypt it where it is, with `openssl pkey -in key.pem`, and \
                 paste what that prints."
            }
            Problem::OpenSsh => {
                "This key is in OpenSSH's own form. A copy of the file is brought into the usual one with \
                 `ssh-keygen -p -m PKCS8 -f copy-of-key`."
            }
            Problem::Putty => {
                "This key is in PuTTY's own form. PuTTYgen exports it under Conversions; take what it writes."
            }
            Problem::Symmetric => {
                "This is a shared secret (`\"kty\":\"oct\"`), not a private key. With a secret a client authenticates by \
                 Basic or by parameters."
            }
            Problem::NoPrivatePart => {
                "This JSON holds the public key alone: there is no `d` in it. Export the key with its private part."
            }
            Problem::NoPrimes => {
                "This JSON holds `d` but not all of `p`, `q`, `dp`, `dq` and `qi`, without which browsers can't sign. \
                 Export it once more, with all parts."
            }
            Problem::Curve => {
                "This key is on a curve that this page does not sign with: it takes RSA, and P-256 for ES256."
            }
            Problem::Pss => {
                "This key may sign with RSA-PSS alone, in a form that browsers don't read. Take a plain RSA key: \
                 it can sign by PS256 too."
            }
            Problem::Cut => {
                "The key's end is missing. Copy it from `-----BEGIN` to the last dash behind `END`."
            }
            Problem::Base64 => {
                "Between BEGIN and END stands something that is no base64. A line may be missing or mixed up with others."
            }
            Problem::Malformed => {
                "It looks like a key, but its parts don't fit together. Part of it may be missing; copy it again."
            }
            Problem::Json => {
                "This begins like JSON and is none. Copy it from the first brace to the last one."
            }
        }
    }
}

/// Reads a key: PEM with all that may stand around it, JSON, or base64 alone.
///
/// # Errors
/// Where it is none that a browser could sign with.
pub fn read(text: &str) -> Result<Key, Problem> {
    let text = text.trim().trim_start_matches('\u{feff}');
    if text.starts_with(['{', '[']) {
        let json = Jwk::parse(text)?;
        let mut key =
            if json.pem.is_empty() { of_der(&json.der()?)? } else { read_pem(&json.pem)? };
        key.id.clone_from(&json.id);
        key.issuer.clone_from(&json.issuer);
        return Ok(key);
    }
    read_pem(text)
}

fn read_pem(text: &str) -> Result<Key, Problem> {
    let mut told = Err(Problem::NoKey);
    let mut blocks = text.split("-----BEGIN ");
    let before = blocks.next().unwrap_or_default();
    for block in blocks {
        let Some((label, rest)) = block.split_once("-----") else { continue };
        let key = match label {
            "PUBLIC KEY" | "RSA PUBLIC KEY" => Err(Problem::Public),
            "CERTIFICATE" | "TRUSTED CERTIFICATE" | "X509 CERTIFICATE" => Err(Problem::Certificate),
            "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => Err(Problem::Request),
            "ENCRYPTED PRIVATE KEY" => Err(Problem::Encrypted),
            "OPENSSH PRIVATE KEY" => Err(Problem::OpenSsh),
            "PRIVATE KEY" | "RSA PRIVATE KEY" | "EC PRIVATE KEY" => armoured(rest, label, before),
            _ => continue,
        };
        // A file often holds the certificate too: the key counts wherever it stands.
        if key.is_ok() || !matches!(told, Err(Problem::Encrypted | Problem::Cut | Problem::Base64))
        {
            told = key;
        }
        if told.is_ok() {
            return told;
        }
    }
    if told != Err(Problem::NoKey) {
        return told;
    }
    let ssh = ["ssh-rsa ", "ssh-ed25519 ", "ecdsa-sha2-"];
    if ssh.iter().any(|start| text.starts_with(start)) {
        return Err(Problem::Public);
    }
    if text.starts_with("PuTTY-User-Key-File") {
        return Err(Problem::Putty);
    }
    bare(text)
}

/// What stands behind the line BEGIN.
fn armoured(rest: &str, label: &str, before: &str) -> Result<Key, Problem> {
    let (body, behind) = rest.split_once("-----END ").ok_or(Problem::Cut)?;
    if body.contains("ENCRYPTED") {
        return Err(Problem::Encrypted);
    }
    let escaped = body.contains("\\n") || body.contains("\\r");
    let lines = body.trim().contains('\n');
    let body = Zeroizing::new(body.replace("\\n", "\n").replace("\\r", "").replace('\\', ""));
    let (bytes, ..) = from_base64(&body).ok_or(Problem::Base64)?;
    let bytes = Zeroizing::new(bytes);
    let mut key = of_der(&bytes)?;
    let end = behind.split_once("-----").map_or("", |(_, end)| end);
    let quoted =
        before.ends_with(['"', '\'', '`']) || end.trim_start().starts_with(['"', '\'', '`']);
    let note = if escaped {
        Some(("key-escaped", ESCAPED, "Write line ends"))
    } else if quoted {
        Some(("key-quoted", QUOTED, "Remove the quotes"))
    } else if !lines && body.len() > 64 {
        Some(("key-one-line", ONE_LINE, "Write line ends"))
    } else {
        None
    };
    key.notes.extend(note.map(|(id, message, mend)| {
        let mend = Some(Mend { label: mend, value: pem(label, &body), other: None });
        Warning { mend, ..Warning::possible(id, message) }
    }));
    Ok(key)
}

/// Base64 without the lines around it: of a key, or of a whole file.
fn bare(text: &str) -> Result<Key, Problem> {
    let text = text.trim_matches(['"', '\'']);
    let (bytes, ..) = from_base64(text).filter(|_| text.len() > 64).ok_or(Problem::NoKey)?;
    let bytes = Zeroizing::new(bytes);
    if bytes.starts_with(b"-----BEGIN ") || bytes.starts_with(b"{") {
        let file = std::str::from_utf8(&bytes).map_err(|_| Problem::NoKey)?;
        let mut key = if file.starts_with('{') { read(file)? } else { read_pem(file)? };
        let mend =
            Mend { label: "Undo the base64", value: Secret::new(file.to_owned()), other: None };
        let note = Warning { mend: Some(mend), ..Warning::possible("key-encoded", ENCODED) };
        key.notes.insert(0, note);
        return Ok(key);
    }
    let mut key = of_der(&bytes)?;
    let label = match first(&bytes).and_then(|((_, content), _)| values(content).nth(1)) {
        Some((SEQUENCE, _)) => "PRIVATE KEY",
        Some((INTEGER, _)) => "RSA PRIVATE KEY",
        _ => "EC PRIVATE KEY",
    };
    let mend = Some(Mend { label: "Write them", value: pem(label, text), other: None });
    key.notes.push(Warning { mend, ..Warning::possible("key-bare", BARE) });
    Ok(key)
}

/// PEM as RFC 7468 writes it: 64 letters a line.
fn pem(label: &str, base64: &str) -> Secret {
    // Room for all of it, so that no copy of the key is left behind by growing.
    let mut text = String::with_capacity(base64.len() * 2 + 128);
    text.push_str(&["-----BEGIN ", label, "-----"].concat());
    for (at, letter) in base64.chars().filter(|letter| !letter.is_whitespace()).enumerate() {
        if at.is_multiple_of(64) {
            text.push('\n');
        }
        text.push(letter);
    }
    text.push_str(&["\n-----END ", label, "-----\n"].concat());
    Secret::new(text)
}

/// rsaEncryption, with its empty parameters (RFC 3279, section 2.3.1).
const RSA: [u8; 13] = [6, 9, 42, 134, 72, 134, 247, 13, 1, 1, 1, 5, 0];
const RSA_NAME: [u8; 9] = [42, 134, 72, 134, 247, 13, 1, 1, 1];
/// id-RSASSA-PSS (RFC 4055, section 1.2).
const PSS_NAME: [u8; 9] = [42, 134, 72, 134, 247, 13, 1, 1, 10];
/// id-ecPublicKey with the curve secp256r1 (RFC 5480, section 2.1.1).
const P256: [u8; 19] = [6, 7, 42, 134, 72, 206, 61, 2, 1, 6, 8, 42, 134, 72, 206, 61, 3, 1, 7];
const ELLIPTIC_NAME: [u8; 7] = [42, 134, 72, 206, 61, 2, 1];
const P256_NAME: [u8; 8] = [42, 134, 72, 206, 61, 3, 1, 7];

/// A key in DER, whichever of the three forms it has: PKCS #8, PKCS #1 (RFC 8017, appendix A.1.2), SEC 1 (RFC 5915).
fn of_der(bytes: &Bytes) -> Result<Key, Problem> {
    let ((tag, content), _) = first(bytes).ok_or(Problem::Malformed)?;
    let parts: Vec<_> = values(content).take(4).collect();
    let (pkcs8, kind) = match (tag, parts.as_slice()) {
        (SEQUENCE, [(INTEGER, _), (SEQUENCE, algorithm), (OCTETS, inner), ..]) => {
            (bytes.clone(), kind_of(algorithm, inner)?)
        }
        (SEQUENCE, [(INTEGER, _), (INTEGER, modulus), ..]) => {
            (in_pkcs8(&RSA, bytes), KeyKind::Rsa(bits(modulus)))
        }
        (SEQUENCE, [(INTEGER, _), (OCTETS, number), rest @ ..]) => {
            let named = rest.iter().find(|(tag, _)| *tag == FIRST);
            let named = named.and_then(|(_, curve)| Some(first(curve)?.0 == (OBJECT, &P256_NAME)));
            if !named.unwrap_or(number.len() == 32) {
                return Err(Problem::Curve);
            }
            // The curve stands in front of it: some browsers refuse a key that repeats it.
            let public = rest.iter().find(|(tag, _)| *tag == SECOND);
            let public = public.map(|(tag, point)| wrap(*tag, &[point])).unwrap_or_default();
            let inner = wrap(SEQUENCE, &[&[INTEGER, 1, 1], &wrap(OCTETS, &[number]), &public]);
            (in_pkcs8(&P256, &inner), KeyKind::P256)
        }
        (SEQUENCE, [(SEQUENCE, _), (BITS, _)]) => return Err(Problem::Public),
        (SEQUENCE, [(SEQUENCE, _), (OCTETS, _)]) => return Err(Problem::Encrypted),
        (SEQUENCE, [(SEQUENCE, _), (SEQUENCE, _), (BITS, _)]) => return Err(Problem::Certificate),
        _ => return Err(Problem::Malformed),
    };
    let mut notes = Vec::new();
    if matches!(kind, KeyKind::Rsa(..2048)) {
        notes.push(Warning::possible("key-short", SHORT));
    }
    Ok(Key { pkcs8, kind, id: String::new(), issuer: String::new(), notes })
}

fn in_pkcs8(algorithm: &[u8], key: &Bytes) -> Bytes {
    wrap(SEQUENCE, &[&[INTEGER, 1, 0], &wrap(SEQUENCE, &[algorithm]), &wrap(OCTETS, &[key])])
}

/// What the algorithm of a PKCS #8 key says, and the key within.
fn kind_of(algorithm: &[u8], inner: &[u8]) -> Result<KeyKind, Problem> {
    let names: Vec<_> = values(algorithm).collect();
    match names.as_slice() {
        [(OBJECT, name), ..] if **name == RSA_NAME => {
            let modulus = first(inner).and_then(|((_, content), _)| values(content).nth(1));
            modulus.map(|(_, modulus)| KeyKind::Rsa(bits(modulus))).ok_or(Problem::Malformed)
        }
        [(OBJECT, name), ..] if **name == PSS_NAME => Err(Problem::Pss),
        [(OBJECT, name), (OBJECT, curve)] if **name == ELLIPTIC_NAME && **curve == P256_NAME => {
            Ok(KeyKind::P256)
        }
        _ => Err(Problem::Curve),
    }
}

fn bits(number: &[u8]) -> usize {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let top = number.get(zeros).map_or(0, |byte| byte.leading_zeros() as usize);
    (number.len() - zeros) * 8 - top
}

const ESCAPED: &str = "Its line ends are written as `\\n`, two letters, as JSON and settings files have them. It is read here \
all the same; a program that takes the text as it is can't.";
const QUOTED: &str = "Quotes were copied along. It is read here all the same; a program that takes them for a part of the key \
can't.";
const ONE_LINE: &str = "Its line ends are lost. It is read here all the same; many programs can't.";
const BARE: &str = "The lines BEGIN and END around it are missing. It is read here all the same; many programs can't.";
const ENCODED: &str = "This is the base64 of the whole file, as some stores of secrets hold it. It is read here all the same; a \
program wants the file itself.";
const SHORT: &str = "This key has fewer than 2048 bits, too few for RS256 and PS256 (RFC 7518, section 3.3): servers refuse it.";

#[cfg(test)]
mod tests;
