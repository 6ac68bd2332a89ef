//! JSON Web Tokens anywhere in a paste: header and claims, never the signature (RFC 7519, section 3).

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::exchange::Field;
use crate::span::Span;

use super::json;
use super::layer::Layer;

/// Tokens that are kept.
const KEPT: usize = 64;

/// What a token says of itself. Anybody can read that; only the issuer's key tells whether it is true.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Token {
    /// The token in the paste, signature included.
    pub span: Span,
    /// Its header: `alg`, `kid`, `typ`. Every field's span is that of the header in the token.
    pub header: Vec<Field>,
    /// Its claims, lists as several fields of one name. Every field's span is that of the claims in the token.
    /// Empty where they are encrypted (RFC 7516).
    pub claims: Vec<Field>,
}

impl Token {
    /// The first claim of this name.
    pub fn claim(&self, name: &str) -> Option<&str> {
        self.claims.iter().find(|claim| claim.path == name).map(|claim| claim.value.as_str())
    }

    /// All values of a claim: `aud` may be a list (RFC 7519, section 4.1.3).
    pub fn values<'t>(&'t self, name: &'t str) -> impl Iterator<Item = &'t str> {
        self.claims.iter().filter(move |claim| claim.path == name).map(|claim| claim.value.as_str())
    }

    /// A claim that is a moment, in seconds since 1970 (`NumericDate`); what stands behind a decimal point is left out.
    pub fn moment(&self, name: &str) -> Option<i64> {
        self.claim(name)?.split('.').next()?.parse().ok()
    }
}

/// The tokens in a text, in order: what begins with `eyJ` (a `{"` in base64), has two dots, and a JSON header inside.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("eyJ")) {
        let start = from + at;
        let rest = text.get(start..).unwrap_or("");
        let length = rest.bytes().take_while(|byte| is_part(*byte)).count();
        from = start + length;
        let inside = text.get(..start).and_then(|before| before.bytes().next_back());
        let written = rest.get(..length).unwrap_or("").trim_end_matches('.');
        if inside.is_none_or(|byte| !byte.is_ascii_alphanumeric()) {
            found.extend(token(written, start));
        }
        if found.len() == KEPT {
            break;
        }
    }
    found
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
}

fn token(written: &str, start: usize) -> Option<Token> {
    let (head, rest) = written.split_once('.')?;
    let body = rest.split('.').next().unwrap_or("");
    let header = fields(head, start)?;
    if !header.iter().any(|field| field.path == "alg") {
        return None;
    }
    let claims = fields(body, start + head.len() + 1).unwrap_or_default();
    Some(Token { span: Span::new(start, start + written.len()), header, claims })
}

/// The members of the object that a part of a token is the base64 of.
fn fields(part: &str, start: usize) -> Option<Vec<Field>> {
    const URL_SAFE: GeneralPurpose = GeneralPurpose::new(
        &alphabet::URL_SAFE,
        GeneralPurposeConfig::new()
            .with_decode_allow_trailing_bits(true)
            .with_decode_padding_mode(DecodePaddingMode::Indifferent),
    );
    let text = String::from_utf8(URL_SAFE.decode(part).ok()?).ok()?;
    let span = Span::new(start, start + part.len());
    let layer = Layer::root(&text);
    let object = json::objects(&layer, layer.all()).into_iter().next()?;
    let field =
        |leaf: json::Leaf| Field { path: leaf.path, value: leaf.value.text().to_owned(), span };
    Some(object.leaves.into_iter().map(field).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7519, section 3.1 (its line breaks are part of the claims) and RFC 7515, appendix A.5 (`alg` none).
    const SIGNED: &str = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const OPEN: &str = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.";

    #[test]
    fn the_tokens_of_the_specifications_are_read() {
        let text = format!("Authorization: Bearer {SIGNED}\nid_token={OPEN}&state=1");
        let found = tokens(&text);
        let [signed, open] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(signed.span.of(&text), SIGNED);
        assert_eq!(signed.claim("iss"), Some("joe"));
        assert_eq!(signed.moment("exp"), Some(1_300_819_380));
        assert_eq!(
            signed.header.iter().map(|field| field.value.as_str()).collect::<Vec<_>>(),
            ["JWT", "HS256"]
        );
        assert_eq!(open.header.first().map(|field| field.value.as_str()), Some("none"));
        assert!(open.claims.iter().all(|claim| SIGNED.contains(claim.span.of(&text))));
    }

    #[test]
    fn what_only_looks_like_a_token_is_none() {
        for text in [
            "eyJ",
            "eyJhbGciOiJub25lIn0",
            "eyJ...",
            "eyJub3RoaW5nIjoxfQ.e30.x",
            "xeyJhbGciOiJub25lIn0.e30.",
        ] {
            assert_eq!(tokens(text), [], "{text}");
        }
    }

    #[test]
    fn encrypted_claims_stay_closed() {
        // RFC 7516, appendix A.1, the first two of its five parts.
        let text = "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGe.a.b.c";
        let found = tokens(text);
        assert_eq!(found.first().map(|token| token.claims.len()), Some(0));
    }
}
