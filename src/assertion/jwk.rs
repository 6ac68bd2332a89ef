//! Private keys as JSON: a JSON Web Key (RFC 7517; RFC 7518, section 6), a set of them, or a file of a service account
//! with a key in it.

use zeroize::{Zeroize, Zeroizing};

use super::der::{BITS, Bytes, INTEGER, OCTETS, SECOND, SEQUENCE, number, wrap};
use super::key::Problem;
use crate::basic::from_base64;
use crate::knowledge::json::{self, FromJson, Json};

/// The members that count.
#[derive(Default)]
pub struct Jwk {
    kind: String,
    curve: String,
    modulus: String,
    exponent: String,
    x: String,
    y: String,
    /// `d`, then `p`, `q`, `dp`, `dq`, `qi`: all that is private.
    private: [String; 6],
    /// `kid`, or a service account's `private_key_id`.
    pub id: String,
    /// A key in PEM, as files of service accounts hold it.
    pub pem: String,
    /// A service account's `client_email`.
    pub issuer: String,
    keys: Vec<Jwk>,
}

impl FromJson for Jwk {
    fn read(&mut self, json: &mut Json) -> Option<()> {
        let [d, p, q, dp, dq, qi] = &mut self.private;
        let mut account_key = String::new();
        json.object(&mut [
            ("kty", &mut self.kind),
            ("crv", &mut self.curve),
            ("n", &mut self.modulus),
            ("e", &mut self.exponent),
            ("x", &mut self.x),
            ("y", &mut self.y),
            ("d", d),
            ("p", p),
            ("q", q),
            ("dp", dp),
            ("dq", dq),
            ("qi", qi),
            ("kid", &mut self.id),
            ("keys", &mut self.keys),
            ("private_key", &mut self.pem),
            ("private_key_id", &mut account_key),
            ("client_email", &mut self.issuer),
        ])?;
        if self.id.is_empty() {
            self.id = account_key;
        }
        Some(())
    }
}

impl Drop for Jwk {
    fn drop(&mut self) {
        self.private.zeroize();
        self.pem.zeroize();
    }
}

impl Jwk {
    /// Reads JSON; of a set the first key with a private part.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let mut key = Jwk::default();
        json::read(text, &mut key).map_err(|_| Problem::Json)?;
        if key.kind.is_empty() && !key.keys.is_empty() {
            let mut keys = std::mem::take(&mut key.keys);
            let private =
                keys.iter().position(|one| one.private.iter().any(|part| !part.is_empty()));
            return Ok(keys.swap_remove(private.unwrap_or(0)));
        }
        Ok(key)
    }

    /// The key in the form of RFC 8017, appendix A.1.2, or of RFC 5915, section 3.
    pub fn der(&self) -> Result<Bytes, Problem> {
        match self.kind.as_str() {
            "RSA" => self.rsa(),
            "EC" => self.elliptic(),
            "OKP" => Err(Problem::Curve),
            "oct" => Err(Problem::Symmetric),
            _ => Err(Problem::NoKey),
        }
    }

    fn rsa(&self) -> Result<Bytes, Problem> {
        let [d, primes @ ..] = &self.private;
        if d.is_empty() {
            return Err(Problem::NoPrivatePart);
        }
        if primes.iter().any(String::is_empty) {
            return Err(Problem::NoPrimes);
        }
        let mut numbers = vec![wrap(INTEGER, &[&[0]])];
        for text in [&self.modulus, &self.exponent].into_iter().chain(&self.private) {
            numbers.push(number(&bytes(text)?));
        }
        let numbers: Vec<&[u8]> = numbers.iter().map(|number| number.as_slice()).collect();
        Ok(wrap(SEQUENCE, &numbers))
    }

    fn elliptic(&self) -> Result<Bytes, Problem> {
        let [d, ..] = &self.private;
        if d.is_empty() {
            return Err(Problem::NoPrivatePart);
        }
        if self.curve != "P-256" {
            return Err(Problem::Curve);
        }
        let (d, x, y) = (bytes(d)?, bytes(&self.x)?, bytes(&self.y)?);
        if [&d, &x, &y].iter().any(|part| part.len() != 32) {
            return Err(Problem::Malformed);
        }
        // A point that is not compressed begins with 4 (SEC 1, section 2.3.3); the 0 before it: no bits unused.
        let point = wrap(BITS, &[&[0, 4], &x, &y]);
        let version = wrap(INTEGER, &[&[1]]);
        Ok(wrap(SEQUENCE, &[&version, &wrap(OCTETS, &[&d]), &wrap(SECOND, &[&point])]))
    }
}

fn bytes(text: &str) -> Result<Bytes, Problem> {
    let (bytes, ..) = from_base64(text).ok_or(Problem::Malformed)?;
    Ok(Zeroizing::new(bytes))
}
