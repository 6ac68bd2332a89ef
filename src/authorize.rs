//! The authorization request (RFC 6749, section 4.1.1), and the address that the browser is sent back to
//! (section 4.1.2).

use crate::basic::{form_decoded, form_encoded, is_unreserved};
use crate::credential::Warning;
use crate::exchange::host_of;
use crate::read::CODES;
use crate::secret::Secret;

/// What the sign-in's address is made of. What is empty is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authorization<'a> {
    /// The authorization endpoint, with or without a query of its own.
    pub endpoint: &'a str,
    /// The client id.
    pub client_id: &'a str,
    /// The redirect URI.
    pub redirect_uri: &'a str,
    /// The scope.
    pub scope: &'a str,
    /// What comes back as it was sent (section 10.12).
    pub state: &'a str,
    /// What the ID token repeats (OpenID Connect Core, section 3.1.2.1).
    pub nonce: &'a str,
    /// The S256 challenge of the verifier (RFC 7636, section 4.3).
    pub challenge: &'a str,
    /// What the server takes besides.
    pub more: Vec<(&'a str, &'a str)>,
}

/// The address; `None` where the endpoint is none, or a value holds a control character.
pub fn address(request: &Authorization<'_>) -> Option<String> {
    let endpoint = request.endpoint.split('#').next().unwrap_or_default();
    host_of(endpoint).filter(|_| endpoint.contains("://"))?;
    let method = if request.challenge.is_empty() { "" } else { "S256" };
    let own = [
        ("response_type", "code"),
        ("client_id", request.client_id),
        ("redirect_uri", request.redirect_uri),
        ("scope", request.scope),
        ("state", request.state),
        ("nonce", request.nonce),
        ("code_challenge", request.challenge),
        ("code_challenge_method", method),
    ];
    let mut address = endpoint.to_owned();
    for (name, value) in own.into_iter().chain(request.more.iter().copied()) {
        if !value.is_empty() {
            address.push(if address.contains('?') { '&' } else { '?' });
            address.push_str(&[&encoded(name), "=", &encoded(value)].concat());
        }
    }
    let more = request.more.iter().flat_map(|(name, value)| [*name, *value]);
    let mut texts = own.into_iter().map(|(_, value)| value).chain(more).chain([endpoint]);
    (!texts.any(|text| text.contains(char::is_control))).then_some(address)
}

/// A blank as `%20`, which every server reads; not every one takes `+` for a blank in an address.
fn encoded(text: &str) -> String {
    form_encoded(text, is_unreserved).replace('+', "%20")
}

/// What the address says that the browser was sent back to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Back {
    /// The code.
    pub code: Secret,
    /// The address itself, without query and fragment.
    address: String,
    state: Option<String>,
    issuer: Option<String>,
    error: Option<String>,
    /// Whether there are parameters at all: a code may have been pasted alone.
    whole: bool,
}

impl Back {
    /// Reads an address, its query, or a code alone.
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        let (address, parameters) = text.split_once(['?', '#']).unwrap_or(("", text));
        let mut back = Back { address: address.to_owned(), ..Back::default() };
        if !parameters.contains('=') {
            if !text.contains("://") {
                back.code = Secret::new(text.to_owned());
            }
            return back;
        }
        back.whole = true;
        for pair in parameters.split(['&', '#', '?']) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let Some(value) = form_decoded(value) else { continue };
            match name {
                "code" => back.code = Secret::new(value),
                "state" => back.state = Some(value),
                "iss" => back.issuer = Some(value),
                "error" => back.error = Some(value),
                _ => {}
            }
        }
        back
    }

    /// What is wrong with it, as the answer to this request.
    pub fn warnings(&self, request: &Authorization<'_>) -> Vec<Warning> {
        let mut found = Vec::new();
        if let Some(error) = &self.error {
            let known = CODES.iter().find(|code| *code == error);
            let code = known.map_or(String::new(), |code| [": `", *code, "`"].concat());
            let message = ["It brings an error and no code", &code, ". ", ERROR].concat();
            found.push(Warning { certain: true, ..Warning::possible("back-error", message) });
        } else if self.code.is_empty() {
            found.push(Warning::certain("back-no-code", NO_CODE));
        }
        let sent = !request.state.is_empty() && self.whole;
        match &self.state {
            None if sent => found.push(Warning::certain("back-no-state", NO_STATE)),
            Some(state) if sent && state != request.state => {
                found.push(Warning::certain("back-state", STATE));
            }
            _ => {}
        }
        // RFC 9207, section 2.4: the issuer is known by its metadata; its host is nearly always the endpoint's.
        let issuer = self.issuer.as_deref().and_then(host_of);
        if issuer.is_some_and(|host| host_of(request.endpoint).is_some_and(|own| own != host)) {
            found.push(Warning::possible("back-issuer", ISSUER));
        }
        let elsewhere =
            self.address.trim_end_matches('/') != request.redirect_uri.trim_end_matches('/');
        if !self.address.is_empty() && !request.redirect_uri.is_empty() && elsewhere {
            found.push(Warning::possible("back-elsewhere", ELSEWHERE));
        }
        found
    }
}

const ERROR: &str = "Paste the whole address under Diagnose: there stands what it means.";
const NO_CODE: &str =
    "There is no `code` in it. Copy the whole address that the browser shows after the sign-in.";
const NO_STATE: &str =
    "The `state` that was sent did not come back. This address is no answer to the sign-in above.";
const STATE: &str = "Its `state` is not the one that was sent: it belongs to another sign-in, and so to another verifier.";
const ISSUER: &str = "Its `iss` names another host than the sign-in's address. If that is not how this provider does it, \
don't send the code anywhere (RFC 9207).";
const ELSEWHERE: &str = "It is another address than the redirect URI that stands here. The token request needs the one that \
the sign-in was sent with.";

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Authorization<'static> {
        Authorization {
            endpoint: "https://server.example.com/authorize",
            client_id: "s6BhdRkqt3",
            redirect_uri: "https://client.example.com/cb",
            state: "xyz",
            ..Authorization::default()
        }
    }

    /// RFC 6749, section 4.1.1; RFC 7636, section 4.3.
    #[test]
    fn the_address_holds_what_was_filled_in() {
        let plain = "https://server.example.com/authorize?response_type=code&client_id=s6BhdRkqt3\
            &redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb&state=xyz";
        assert_eq!(address(&request()).as_deref(), Some(plain));
        let more = Authorization {
            endpoint: "https://server.example.com/authorize?tenant=1#top",
            scope: "openid a&b",
            nonce: "n",
            challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            more: vec![("access_type", "offline")],
            ..request()
        };
        let expected = "https://server.example.com/authorize?tenant=1&response_type=code&client_id=s6BhdRkqt3\
            &redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb&scope=openid%20a%26b&state=xyz&nonce=n\
            &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256\
            &access_type=offline";
        assert_eq!(address(&more).as_deref(), Some(expected));
        for endpoint in ["", "server.example.com/authorize", "https://", "https://a.example/\n"] {
            assert_eq!(address(&Authorization { endpoint, ..request() }), None, "{endpoint}");
        }
    }

    #[test]
    fn what_came_back_is_read_and_compared() {
        let cb = "https://client.example.com/cb";
        for (text, code, expected) in [
            (&*format!("{cb}?code=SplxlOBeZQQYbYS6WxSbIA&state=xyz"), "SplxlOBeZQQYbYS6WxSbIA", ""),
            (&format!(" {cb}/?state=xyz&code=4%2F0A+b#"), "4/0A b", ""),
            (&format!("{cb}#code=c&state=xyz"), "c", ""),
            ("code=c&state=xyz", "c", ""),
            ("SplxlOBeZQQYbYS6WxSbIA", "SplxlOBeZQQYbYS6WxSbIA", ""),
            (&format!("{cb}?code=c&state=abc"), "c", "back-state"),
            (&format!("{cb}?code=c"), "c", "back-no-state"),
            (&format!("{cb}?error=access_denied&state=xyz"), "", "back-error"),
            (&format!("{cb}?state=xyz"), "", "back-no-code"),
            (cb, "", "back-no-code"),
            (&format!("{cb}?code=c&state=xyz&iss=https%3A%2F%2Fserver.example.com"), "c", ""),
            (&format!("{cb}?code=c&state=xyz&iss=https%3A%2F%2Fother.example"), "c", "back-issuer"),
            ("https://other.example/cb?code=c&state=xyz", "c", "back-elsewhere"),
        ] {
            let back = Back::read(text);
            let found = back.warnings(&request());
            let ids: Vec<&str> = found.iter().map(|warning| warning.id).collect();
            assert_eq!((back.code.expose(), ids.join(" ").as_str()), (code, expected), "{text}");
        }
    }

    #[test]
    fn an_error_is_named_only_where_it_is_a_known_one() {
        let told = |text| Back::read(text).warnings(&request())[0].message.to_string();
        assert!(told("https://a/cb?error=access_denied").contains("`access_denied`"));
        assert!(!told("https://a/cb?error=call+this+number").contains("number"));
    }
}
