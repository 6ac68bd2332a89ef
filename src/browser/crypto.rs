//! The browser's randomness and its signatures. The key goes in and can't be taken out again.

use js_sys::{Array, ArrayBuffer, Date, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

use crate::assertion::{Algorithm, Draft, Signed};
use crate::pkce;
use crate::secret::Secret;

/// Three texts that nobody guesses; `None` where the browser has no randomness.
pub fn random_texts() -> Option<[Secret; 3]> {
    Some([random()?, random()?, random()?].map(pkce::random_text))
}

/// Whether this page may sign: a browser lets only pages that came by https, or from this machine.
pub fn can_sign() -> bool {
    subtle().is_some()
}

/// Signs an assertion for this moment; `None` where the browser does not take the key.
pub async fn sign(draft: &Draft) -> Option<Signed> {
    let id = pkce::random_text(random()?);
    let unsigned = draft.at(now(), id.expose());
    let (subtle, algorithm) = (subtle()?, parameters(draft.algorithm)?);
    let bytes = Uint8Array::from(draft.key.pkcs8.as_slice());
    let usages = Array::of1(&JsValue::from_str("sign"));
    let key = subtle.import_key_with_object("pkcs8", &bytes, &algorithm, false, &usages).ok()?;
    let key = JsFuture::from(key).await;
    bytes.fill(0, 0, bytes.length());
    let key: CryptoKey = key.ok()?.dyn_into().ok()?;
    let input = unsigned.input();
    let signature =
        subtle.sign_with_object_and_u8_array(&algorithm, &key, input.as_bytes()).ok()?;
    let signature: ArrayBuffer = JsFuture::from(signature).await.ok()?.dyn_into().ok()?;
    Some(unsigned.finish(&Uint8Array::new(&signature).to_vec()))
}

/// All that importing and signing ask for (Web Cryptography, section 18.4); each passes over what it has no use for.
fn parameters(algorithm: Algorithm) -> Option<Object> {
    let name = match algorithm {
        Algorithm::Rs256 => "RSASSA-PKCS1-v1_5",
        Algorithm::Ps256 => "RSA-PSS",
        Algorithm::Es256 => "ECDSA",
    };
    let parameters = Object::new();
    let set = |name: &str, value: JsValue| Reflect::set(&parameters, &name.into(), &value).ok();
    set("name", name.into())?;
    set("hash", "SHA-256".into())?;
    set("namedCurve", "P-256".into())?;
    // As long as the hash (RFC 7518, section 3.5).
    set("saltLength", 32.into())?;
    Some(parameters)
}

fn crypto() -> Option<Crypto> {
    web_sys::window()?.crypto().ok()
}

fn subtle() -> Option<SubtleCrypto> {
    let subtle = crypto()?.subtle();
    // Outside a secure context the property is undefined, whatever its type says.
    (!subtle.is_undefined()).then_some(subtle)
}

fn random() -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    crypto()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

/// Seconds since 1970, by this machine's clock.
#[expect(clippy::cast_possible_truncation, reason = "the clock counts in whole milliseconds")]
fn now() -> i64 {
    Date::now() as i64 / 1000
}
