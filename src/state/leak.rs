//! Secrets in the page's own address: someone was sent back here by a server, or built a link with too much in it.

use crate::basic::form_decoded;
use crate::redact::secret_named;

use super::address::Address;

/// What was in an address that must not be in one, by what it is called; nothing of the values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leak {
    /// In the query, which the browser has sent to the server that the page is from.
    pub query: Vec<&'static str>,
    /// In the fragment, which it has not.
    pub fragment: Vec<&'static str>,
}

impl Leak {
    /// Whether nothing was.
    pub fn is_empty(&self) -> bool {
        self.query.is_empty() && self.fragment.is_empty()
    }

    /// What to say, a paragraph each, in the marks of prose.
    pub fn in_words(&self) -> Vec<String> {
        let names: Vec<&str> = self.query.iter().chain(&self.fragment).copied().collect();
        let mut told = vec![
            [
                "The address of this page held ",
                &listed(&names),
                ". It was taken out of the address bar at once; nothing here kept it.",
            ]
            .concat(),
        ];
        let mut say = |holds: bool, words: &str| {
            if holds {
                told.push(words.to_owned());
            }
        };
        say(!self.query.is_empty(), IN_QUERY);
        say(!self.fragment.is_empty(), IN_FRAGMENT);
        let of = |lasting: Lasting| names.iter().any(|name| lasting == Lasting::of(name));
        say(of(Lasting::UntilChanged), UNTIL_CHANGED);
        say(of(Lasting::UntilExpired), UNTIL_EXPIRED);
        say(of(Lasting::Minutes), MINUTES);
        told
    }
}

const IN_QUERY: &str = "It stood behind `?`. That part has gone to the server that this page is from: it may be in the server's logs, \
    in those of proxies on the way, and in the history of this browser.";
const IN_FRAGMENT: &str = "It stood behind `#`. That part is not sent to any server, but it may be in the history of this browser, and \
    wherever the link was written down.";
const UNTIL_CHANGED: &str = "A secret, key or password works until it is changed: make a new one at your provider, use that, and delete \
    the old one.";
const UNTIL_EXPIRED: &str =
    "A token works until it expires: revoke it if your provider lets you, or end its session.";
const MINUTES: &str = "A code is dead after a few minutes or one use: ask for a new one.";

/// How long something is worth stealing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lasting {
    UntilChanged,
    UntilExpired,
    Minutes,
}

impl Lasting {
    fn of(name: &str) -> Self {
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if has(&["code", "auth_req_id", "SAMLart"]) && name != "passcode" {
            Lasting::Minutes
        } else if has(&["token", "ssertion", "SAML", "session", "cookie", "signature", "proof"]) {
            Lasting::UntilExpired
        } else {
            Lasting::UntilChanged
        }
    }
}

/// "`a`, `b` and `c`".
fn listed(names: &[&str]) -> String {
    let mut unlike: Vec<&str> = Vec::new();
    for name in names {
        if !unlike.contains(name) {
            unlike.push(name);
        }
    }
    let mut words = String::new();
    for (at, name) in unlike.iter().enumerate() {
        let before = match at {
            0 => "",
            _ if at + 1 == unlike.len() => " and ",
            _ => ", ",
        };
        for part in [before, "`", name, "`"] {
            words.push_str(part);
        }
    }
    words
}

/// An address without the secrets that it held, and what they were; `None` if there were none.
///
/// A part that holds one goes as a whole, but for what belongs to this page: a value with a `&` of its own has its end
/// in the next pair.
pub fn clean(address: &str) -> Option<(String, Leak)> {
    let (before, fragment) = address.split_once('#').unwrap_or((address, ""));
    let (path, query) = before.split_once('?').unwrap_or((before, ""));
    let leak = Leak { query: secrets(query), fragment: secrets(fragment) };
    if leak.is_empty() {
        return None;
    }
    let mut clean = path.to_owned();
    if leak.query.is_empty() && !query.is_empty() {
        clean.push('?');
        clean.push_str(query);
    } else if is_embedded(query) {
        clean.push_str("?embed");
    }
    if leak.fragment.is_empty() && !fragment.is_empty() {
        clean.push('#');
        clean.push_str(fragment);
    } else if !fragment.is_empty() {
        clean.push_str(&Address::parse(fragment).fragment());
    }
    Some((clean, leak))
}

/// Whether a query, with or without its `?`, asks for the page as a part of another one.
pub fn is_embedded(query: &str) -> bool {
    let name = |pair: &str| pair.split('=').next() == Some("embed");
    query.trim_start_matches('?').split('&').any(name)
}

/// What is secret in a part of an address, each once, by its name, however often it is escaped.
fn secrets(part: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    gather(part, LAYERS, &mut found);
    found
}

/// So many times is an address escaped: the link in a link in a link.
const LAYERS: u8 = 3;

fn gather(text: &str, layers: u8, found: &mut Vec<&'static str>) {
    let parts = |sign: char| "&?#;".contains(sign) || sign.is_whitespace();
    for pair in text.split(parts) {
        let mut rest = pair;
        // What `state` holds is often a pair itself: `state=code%3Dabc`.
        while let Some((name, value)) = rest.split_once('=') {
            if !value.is_empty() {
                found.extend(secret_named(name).filter(|name| !found.contains(name)));
            }
            rest = value;
        }
        // One pair's escape that is none must not hide another pair.
        let decoded = form_decoded(pair).filter(|decoded| decoded != pair);
        if let (Some(decoded), true) = (decoded, layers > 0) {
            gather(&decoded, layers - 1, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::source;
    use std::path::Path;

    /// The address without its secret, and where what was.
    fn cleaned(address: &str) -> Option<(String, String)> {
        let (clean, leak) = clean(address)?;
        Some((clean, [leak.query.join(" "), leak.fragment.join(" ")].join("|")))
    }

    #[test]
    fn what_is_secret_goes_and_what_is_ours_stays() {
        for (address, clean, names) in [
            // RFC 6749: sections 4.1.2, 4.2.2, 2.3.1 and 4.3.2 (as a query), and OpenID Connect's implicit flow.
            ("/?code=SplxlOBeZQQYbYS6WxSbIA&state=xyz", "/", "code|"),
            (
                "/#access_token=2YotnFZFEjr1zCsicMWpAA&state=xyz&token_type=example&expires_in=3600",
                "/#/",
                "|access_token",
            ),
            ("/?client_id=s6BhdRkqt3&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw", "/", "client_secret|"),
            ("/?grant_type=password&username=johndoe&password=A3ddj3w", "/", "password|"),
            ("/#id_token=eyJ0.eyJ1.abc&access_token=SlAV32hkKG", "/#/", "|id_token access_token"),
            ("/?refresh_token=tGzv3JOkF0XG5Qx2TlKWIA", "/", "refresh_token|"),
            ("/?device_code=GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS", "/", "device_code|"),
            ("/?code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "/", "code_verifier|"),
            ("/?client_assertion=PHNhbWw&assertion=x", "/", "client_assertion assertion|"),
            ("/?SAMLResponse=PHNhbWxwOlJlc3BvbnNl", "/", "SAMLResponse|"),
            ("/?api_key=x&X-Api-Key=y", "/", "API key|"),
            ("/?token=x", "/", "token|"),
            // What belongs to the page stays; what else stood beside the secret may be its end.
            (
                "/t/?embed&client_secret=a&b=c#provider=okta",
                "/t/?embed#provider=okta",
                "client_secret|",
            ),
            (
                "/?embed=1#provider=okta&client_secret=x&error=invalid_client",
                "/?embed=1#provider=okta&error=invalid_client",
                "|client_secret",
            ),
            ("/?v=2#code=x", "/?v=2#/", "|code"),
            ("/#/callback?code=x", "/#/", "|code"),
            ("/#/cause/wrong-client-secret?password=x", "/#/lookup", "|password"),
            // In other spellings and layers.
            ("/?clientSecret=x&AUTH%5FCODE=y", "/", "client_secret code|"),
            ("/?next=%2Fcb%3Fcode%3Dabc%26state%3Dx", "/", "code|"),
            (
                "/?q=https%253A%252F%252Fas.example%252F%253Fclient_secret%253Dx",
                "/",
                "client_secret|",
            ),
            ("/#client_secret%3Dx", "/#/", "|client_secret"),
            ("/?state=code%3Dabc", "/", "code|"),
            ("/?code=a#access_token=b", "/#/", "code|access_token"),
        ] {
            assert_eq!(cleaned(address), Some((clean.into(), names.into())), "{address}");
        }
    }

    #[test]
    fn an_address_that_holds_none_stays() {
        for address in [
            "/",
            "/?",
            "/#",
            "/?embed#provider=okta&error=invalid_client",
            "/#build=reapit&grant=client_credentials&shell=fish",
            "/#/build/okta/fish",
            "/?utm_source=mail&utm_campaign=token&gclid=EAIaIQobChMI8fDLpd7x&fbclid=IwAR0aBcDeFgHiJ",
            "/?error=invalid_token&error_description=The+token+expired",
            "/?error=invalid_client&token_type=Bearer&grant_type=authorization_code&client_id=abc",
            "/?code=&client_secret",
            "/?v=3f9ac1d2e4b5",
        ] {
            assert_eq!(clean(address), None, "{address}");
        }
    }

    #[test]
    fn no_id_of_the_knowledge_base_is_taken_for_a_secret() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
        let knowledge = source::knowledge(&folder).unwrap();
        let causes = knowledge.causes.iter().map(|one| ("cause", &one.id));
        let errors = knowledge.errors.iter().map(|one| ("error", &one.id));
        let providers = knowledge.providers.iter().map(|one| ("provider", &one.id));
        for (kind, id) in causes.chain(errors).chain(providers) {
            for form in [["#/", kind, "/", id], ["#", kind, "=", id]] {
                assert_eq!(clean(&form.concat()), None, "{id}");
            }
        }
    }

    #[test]
    fn it_is_told_by_name_with_where_it_went_and_what_to_do() {
        let words = |query: &[&'static str], fragment: &[&'static str]| {
            Leak { query: query.to_vec(), fragment: fragment.to_vec() }.in_words()
        };
        let told = words(&["client_secret", "code", "password"], &[]);
        assert!(told[0].contains("held `client_secret`, `code` and `password`."), "{}", told[0]);
        assert_eq!(told[1..], [IN_QUERY, UNTIL_CHANGED, MINUTES]);
        assert_eq!(words(&[], &["access_token"])[1..], [IN_FRAGMENT, UNTIL_EXPIRED]);
        let told = words(&["code"], &["code", "SAMLResponse"]);
        assert!(told[0].contains("held `code` and `SAMLResponse`."), "{}", told[0]);
        assert_eq!(told[1..], [IN_QUERY, IN_FRAGMENT, UNTIL_EXPIRED, MINUTES]);
    }
}
