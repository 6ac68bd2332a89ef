//! Whatever is in the address of the page: a secret that stands in it under a name of the protocol is gone after
//! cleaning, and what the page writes there is made of ids. Whatever a link holds: its parameters are read from it.

#![no_main]

use arbitrary::Arbitrary;
use form_urlencoded::{Serializer, byte_serialize};
use libfuzzer_sys::fuzz_target;
use token_triage::exchange::Place;
use token_triage::read::read;
use token_triage::state::address::Address;
use token_triage::state::leak::clean;

/// An address, and a link in which a secret is planted.
#[derive(Arbitrary, Debug)]
struct Given {
    address: String,
    name: u8,
    layers: u8,
    fragment: bool,
    before: Vec<(String, String)>,
    after: Vec<(String, String)>,
}

/// RFC 6749, RFC 7521, RFC 7636, RFC 8628, OpenID Connect Core, SAML 2.0 bindings.
const NAMES: [&str; 13] = [
    "client_secret",
    "code",
    "access_token",
    "refresh_token",
    "id_token",
    "password",
    "device_code",
    "code_verifier",
    "client_assertion",
    "assertion",
    "SAMLResponse",
    "token",
    "api_key",
];

const SECRET: &str = "S3cr3tV4lu3Of7heirs";

fuzz_target!(|given: Given| {
    if let Some((cleaned, leak)) = clean(&given.address) {
        assert!(!leak.is_empty());
        assert_eq!(clean(&cleaned), None, "{cleaned}");
        let path = given.address.split(['?', '#']).next().unwrap_or_default();
        assert!(cleaned.starts_with(path));
    }
    of_ids(&given.address);
    let written = format!("{:?}{:?}", given.before, given.after);
    if !written.contains(SECRET) {
        given.planted();
    }
    read_from(&given.before);
});

impl Given {
    fn planted(&self) {
        let name = NAMES[usize::from(self.name) % NAMES.len()];
        let mut link = Serializer::new(String::new());
        link.extend_pairs(&self.before).append_pair(name, SECRET).extend_pairs(&self.after);
        let mut link = link.finish();
        // A link in a link, as after a sign-in.
        for _ in 0..self.layers % 4 {
            link = format!("next={}", byte_serialize(link.as_bytes()).collect::<String>());
        }
        let sign = if self.fragment { '#' } else { '?' };
        let address = format!("https://triage.example/t/{sign}{link}");
        let (cleaned, leak) = clean(&address).expect("a secret");
        assert!(!cleaned.contains(SECRET), "{cleaned}");
        assert_eq!(leak.fragment.is_empty(), !self.fragment);
        assert_eq!(leak.query.is_empty(), self.fragment);
    }
}

/// What the page makes of a fragment says the same when it is read again, and has no room for what was typed.
fn of_ids(fragment: &str) {
    let written = Address::parse(fragment).fragment();
    assert_eq!(Address::parse(&written).fragment(), written);
    assert!(
        written.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"#/=&-_.".contains(&byte)),
        "{written}"
    );
}

/// The parameters of a command's address and of its form are those that the WHATWG's serialiser wrote.
fn read_from(pairs: &[(String, String)]) {
    // One without a name is nobody's.
    let pairs = pairs.iter().filter(|(name, _)| !name.is_empty());
    let meant: Vec<(&str, &str)> =
        pairs.map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let form = Serializer::new(String::new()).extend_pairs(&meant).finish();
    let paste = read(&format!("curl 'https://as.example/token?{form}' -d '{form}'"));
    let [request] = paste.requests.as_slice() else { panic!("no request, or more than one") };
    for place in [Place::Query, Place::Body] {
        let found = request.parameters.iter().filter(|one| one.place == place);
        let found: Vec<_> = found.map(|one| (one.name.as_str(), one.value.as_str())).collect();
        assert_eq!(found, meant, "{place:?}");
    }
}
