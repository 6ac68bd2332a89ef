//! Header and claims of an assertion (RFC 7523, section 3), and the JWT that they make (RFC 7515, section 3.1).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::key::{Key, KeyKind};
use crate::basic::from_base64;
use crate::knowledge::json::{self, FromJson, Json};
use crate::secret::Secret;

/// How it is signed (RFC 7518, section 3.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    #[default]
    Rs256,
    /// RSASSA-PSS with SHA-256.
    Ps256,
    /// ECDSA on P-256 with SHA-256.
    Es256,
}

impl Algorithm {
    /// As the header names it.
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::Rs256 => "RS256",
            Algorithm::Ps256 => "PS256",
            Algorithm::Es256 => "ES256",
        }
    }

    /// Whether a key of this kind can sign so.
    pub fn fits(self, kind: KeyKind) -> bool {
        (self == Algorithm::Es256) == (kind == KeyKind::P256)
    }
}

/// All that goes into an assertion but the moment and its own id.
#[derive(Clone, PartialEq)]
pub struct Draft {
    /// What signs it.
    pub key: Key,
    /// How.
    pub algorithm: Algorithm,
    /// The key's id at the server; may be empty.
    pub key_id: String,
    /// The certificate's thumbprint, as it was typed; may be empty.
    pub thumbprint: String,
    /// `iss`
    pub issuer: String,
    /// `sub`; may be empty.
    pub subject: String,
    /// `aud`
    pub audience: String,
    /// Further claims, a JSON object; may be empty.
    pub more: String,
}

/// How long an assertion is good for, in seconds: servers refuse one that is good for long.
const LIFE: i64 = 300;

/// A signed assertion.
#[derive(Clone, PartialEq)]
pub struct Signed {
    /// What it was made from.
    pub draft: Draft,
    /// Its header, as JSON.
    pub header: String,
    /// Its claims, as JSON.
    pub claims: String,
    /// The JWT.
    pub token: Secret,
    /// When it ends, in seconds since 1970.
    pub until: i64,
}

impl Draft {
    /// Header and claims for this moment, in seconds since 1970, with an id that was never used: without the
    /// signature. Browser or test signs [`Signed::input`] and hands the bytes to [`Signed::finish`].
    pub fn at(&self, now: i64, id: &str) -> Signed {
        let mut header = Object::default();
        header.text("alg", self.algorithm.name());
        header.text("typ", "JWT");
        header.text("kid", &self.key_id);
        if let Some((name, value)) = thumbprint(&self.thumbprint) {
            header.text(name, &value);
        }
        let mut claims = Object::default();
        claims.text("iss", &self.issuer);
        claims.text("sub", &self.subject);
        claims.text("aud", &self.audience);
        claims.member("exp", &(now + LIFE).to_string());
        claims.member("iat", &now.to_string());
        claims.text("jti", id);
        if claims_flaw(&self.more).is_none() {
            claims.members(&self.more);
        }
        Signed {
            draft: self.clone(),
            header: header.end(),
            claims: claims.end(),
            token: Secret::default(),
            until: now + LIFE,
        }
    }
}

impl Signed {
    /// What is signed (RFC 7515, section 5.1).
    pub fn input(&self) -> String {
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        [&part(&self.header), ".", &part(&self.claims)].concat()
    }

    /// The JWT with its signature: for ES256 the two numbers one behind the other (RFC 7518, section 3.4).
    #[must_use]
    pub fn finish(mut self, signature: &[u8]) -> Self {
        self.token = Secret::new([&self.input(), ".", &URL_SAFE_NO_PAD.encode(signature)].concat());
        self
    }
}

/// The header that a certificate's thumbprint stands in, and its value there: 40 hexadecimal digits are `x5t`, 64 are
/// `x5t#S256` (RFC 7515, section 4.1.7 and 4.1.8). Colons and blanks don't count; base64 is taken as well.
pub fn thumbprint(typed: &str) -> Option<(&'static str, String)> {
    let text: String = typed.chars().filter(|letter| !matches!(letter, ':' | ' ')).collect();
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let hex = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let from_hex = || pairs.iter().map(hex).collect::<Option<Vec<u8>>>();
    let bytes = match from_hex().filter(|_| rest.is_empty() && text.len() >= 40) {
        Some(bytes) => bytes,
        None => from_base64(&text)?.0,
    };
    let name = match bytes.len() {
        20 => "x5t",
        32 => "x5t#S256",
        _ => return None,
    };
    Some((name, URL_SAFE_NO_PAD.encode(bytes)))
}

/// What keeps a text from being further claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is no JSON object.
    NoObject,
    /// It has a claim that is made here.
    Made,
}

impl Flaw {
    /// What is wrong.
    pub fn message(self) -> &'static str {
        match self {
            Flaw::NoObject => {
                "This is no JSON object, such as `{\"scope\": \"read\"}`; it is left out until it is one."
            }
            Flaw::Made => {
                "`iss`, `sub`, `aud`, `exp`, `iat` and `jti` come from the fields and the clock; all of this is left out."
            }
        }
    }
}

/// Looks at further claims; nothing is wrong with none.
pub fn claims_flaw(text: &str) -> Option<Flaw> {
    if text.trim().is_empty() {
        return None;
    }
    let mut made = Made::default();
    match json::read(text, &mut made) {
        Err(_) => Some(Flaw::NoObject),
        Ok(()) => made.0.iter().any(|seen| seen.0).then_some(Flaw::Made),
    }
}

/// Which of the claims that are made here stand in an object.
#[derive(Default)]
struct Made([Seen; 6]);

/// Whether a member is there, whatever it holds.
#[derive(Default)]
struct Seen(bool);

impl FromJson for Made {
    fn read(&mut self, json: &mut Json) -> Option<()> {
        let [issuer, subject, audience, end, start, id] = &mut self.0;
        json.object(&mut [
            ("iss", issuer),
            ("sub", subject),
            ("aud", audience),
            ("exp", end),
            ("iat", start),
            ("jti", id),
        ])
    }
}

impl FromJson for Seen {
    fn read(&mut self, json: &mut Json) -> Option<()> {
        self.0 = true;
        json.skip()
    }
}

/// A JSON object that is being written.
#[derive(Default)]
struct Object(String);

impl Object {
    /// A text; none if it is empty.
    fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.member(name, &quoted(value));
        }
    }

    fn member(&mut self, name: &str, written: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        self.0.push_str(&["\"", name, "\":", written].concat());
    }

    /// The members of an object that was written by someone else.
    fn members(&mut self, object: &str) {
        let inner = object.trim().strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        if let Some(inner) = inner.map(str::trim).filter(|inner| !inner.is_empty()) {
            self.0.push(',');
            self.0.push_str(inner);
        }
    }

    fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// A text as JSON (RFC 8259, section 7).
fn quoted(text: &str) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let mut quoted = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(letter);
            }
            '\0'..' ' => {
                let digit = |number: usize| DIGITS.get(number).copied().unwrap_or('0');
                quoted.push_str("\\u00");
                quoted.push(digit(letter as usize >> 4));
                quoted.push(digit(letter as usize & 15));
            }
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let key = Key {
            pkcs8: super::super::der::number(&[1]),
            kind: KeyKind::P256,
            id: String::new(),
            issuer: String::new(),
            notes: Vec::new(),
        };
        Draft {
            key,
            algorithm: Algorithm::Es256,
            key_id: "16".into(),
            thumbprint: String::new(),
            issuer: "s6BhdRkqt3".into(),
            subject: "s6BhdRkqt3".into(),
            audience: "https://as.example/token".into(),
            more: String::new(),
        }
    }

    /// RFC 7515, appendices A.2 and A.3: the example's own header and claims, with its line ends.
    #[test]
    fn the_signing_input_of_the_specification() {
        let claims =
            "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}";
        let encoded = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        for (header, expected) in [
            ("{\"alg\":\"RS256\"}", "eyJhbGciOiJSUzI1NiJ9"),
            ("{\"alg\":\"ES256\"}", "eyJhbGciOiJFUzI1NiJ9"),
        ] {
            let signed =
                Signed { header: header.into(), claims: claims.into(), ..draft().at(0, "") };
            assert_eq!(signed.input(), [expected, ".", encoded].concat());
        }
        // Appendix A.3.1: the signature is R and S one behind the other.
        let signature = [
            14, 209, 33, 83, 121, 99, 108, 72, 60, 47, 127, 21, 88, 7, 212, 2, 163, 178, 40, 3, 58,
            249, 124, 126, 23, 129, 154, 195, 22, 158, 166, 101, 197, 10, 7, 211, 140, 60, 112,
            229, 216, 241, 45, 175, 8, 74, 84, 128, 166, 101, 144, 197, 242, 147, 80, 154, 143, 63,
            127, 138, 131, 163, 84, 213,
        ];
        let token = draft().at(0, "").finish(&signature).token;
        let end = ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        assert!(token.expose().ends_with(end), "{}", token.expose());
    }

    #[test]
    fn the_claims_are_those_of_the_fields() {
        let signed = draft().at(1_300_819_380, "id");
        assert_eq!(signed.header, r#"{"alg":"ES256","typ":"JWT","kid":"16"}"#);
        let expected = r#"{"iss":"s6BhdRkqt3","sub":"s6BhdRkqt3","aud":"https://as.example/token","exp":1300819680,"iat":1300819380,"jti":"id"}"#;
        assert_eq!(signed.claims, expected);
        assert_eq!(signed.until, 1_300_819_680);
        let more = Draft {
            key_id: String::new(),
            thumbprint: "84:E0:5C:1D:98:BC:E3:A5:42:1D:22:5B:14:0B:36:E8:6A:3D:55:34".into(),
            subject: String::new(),
            issuer: "a\"\\\n".into(),
            more: " { \"scope\": \"a b\", \"n\": [1] } ".into(),
            ..draft()
        };
        let signed = more.at(0, "id");
        assert_eq!(
            signed.header,
            r#"{"alg":"ES256","typ":"JWT","x5t":"hOBcHZi846VCHSJbFAs26Go9VTQ"}"#
        );
        let expected = r#"{"iss":"a\"\\\u000a","aud":"https://as.example/token","exp":300,"iat":0,"jti":"id","scope": "a b", "n": [1]}"#;
        assert_eq!(signed.claims, expected);
    }

    #[test]
    fn what_can_be_no_claims_is_said_and_left_out() {
        for (more, expected) in [
            ("", None),
            ("  ", None),
            ("{}", None),
            ("{\"scope\":\"exp\"}", None),
            ("scope", Some(Flaw::NoObject)),
            ("[1]", Some(Flaw::NoObject)),
            ("{\"a\":1,}", Some(Flaw::NoObject)),
            ("{\"a\":1} b", Some(Flaw::NoObject)),
            ("{\"a\":1,\"exp\":9999999999}", Some(Flaw::Made)),
            ("{\"s\\u0075b\":1}", Some(Flaw::Made)),
        ] {
            assert_eq!(claims_flaw(more), expected, "{more}");
            let claims = Draft { more: more.into(), ..draft() }.at(0, "id").claims;
            let kept = expected.is_none() && more.len() > 3;
            assert_eq!(claims.ends_with("\"jti\":\"id\"}"), !kept, "{claims}");
        }
    }

    /// Entra's documentation: the thumbprint in hexadecimal, and the `x5t` that it is in the header.
    #[test]
    fn thumbprints_are_told_by_their_length() {
        let sha256 = "ab".repeat(32);
        for (typed, expected) in [
            (
                "84E05C1D98BCE3A5421D225B140B36E86A3D5534",
                Some(("x5t", "hOBcHZi846VCHSJbFAs26Go9VTQ")),
            ),
            ("hOBcHZi846VCHSJbFAs26Go9VTQ=", Some(("x5t", "hOBcHZi846VCHSJbFAs26Go9VTQ"))),
            (&sha256, Some(("x5t#S256", "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s"))),
            ("84E05C", None),
            ("", None),
        ] {
            let found = thumbprint(typed);
            assert_eq!(found.as_ref().map(|(name, value)| (*name, value.as_str())), expected);
        }
    }
}
