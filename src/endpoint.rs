//! What is wrong, or may be wrong, with the address of a token endpoint.

use crate::credential::{Mend, Warning, refused};
use crate::span::Span;

/// Looks at an address as it was typed; blanks around it don't count. Nothing is wrong with none.
pub fn warnings(typed: &str) -> Vec<Warning> {
    let address = typed.trim();
    if address.is_empty() {
        return Vec::new();
    }
    if let Some(found) = refused(address) {
        return vec![found];
    }
    let mut found = Vec::new();
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, behind) = rest.split_at(end);
    let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let https = |rest: &str| ["https://", rest].concat();
    if !is_host(host) || rest.contains(char::is_whitespace) {
        found.push(Warning::certain("endpoint-no-address", NO_ADDRESS));
    } else if scheme.is_empty() {
        let mend = Mend::new("Write https:// before it", https(address));
        found.push(with(mend, Warning::certain("endpoint-no-address", NO_SCHEME)));
    } else if scheme.eq_ignore_ascii_case("http") && !is_loopback(host) {
        let mend = Mend::new("Write https", https(rest));
        found.push(with(mend, Warning::certain("endpoint-http", HTTP)));
    } else if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        found.push(Warning::certain("endpoint-no-address", NO_ADDRESS));
    }
    if !user.is_empty() || authority.starts_with('@') {
        let without = address.replacen(&[user, "@"].concat(), "", 1);
        let mend = Mend::new("Remove what is before the @", without);
        found.push(with(mend, Warning::certain("endpoint-user", USER)));
    }
    if let Some((before, _)) = address.split_once('#') {
        let mend = Mend::new("Remove the fragment", before.to_owned());
        found.push(with(mend, Warning::certain("endpoint-fragment", FRAGMENT)));
    }
    let path = behind.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    match path.rsplit('/').next().unwrap_or_default() {
        "authorize" | "authorization" => {
            found.push(Warning::possible("endpoint-authorization", AUTHORIZATION));
        }
        "openid-configuration" | "oauth-authorization-server" => {
            found.push(Warning::possible("endpoint-metadata", METADATA));
        }
        _ => {}
    }
    for warning in found.iter_mut().filter(|warning| warning.at.is_empty()) {
        warning.at.push(Span::new(0, typed.len()));
    }
    found
}

/// The same for the page where a person signs in.
pub fn authorization_warnings(typed: &str) -> Vec<Warning> {
    let mut found = warnings(typed);
    found.retain(|warning| warning.id != "endpoint-authorization");
    for warning in found.iter_mut().filter(|warning| warning.id == "endpoint-http") {
        warning.message = HTTP_SIGN_IN.into();
    }
    let path = typed.trim().split(['?', '#']).next().unwrap_or_default();
    if path.trim_end_matches('/').ends_with("/token") {
        found.push(Warning::possible("endpoint-token", TOKEN));
    }
    found
}

fn with(mend: Mend, warning: Warning) -> Warning {
    Warning { mend: Some(mend), ..warning }
}

/// Whether it can be a host with or without a port (RFC 3986, section 3.2.2). Variables in braces are for the person
/// to fill in, and letters of other scripts for the client to encode.
fn is_host(host: &str) -> bool {
    let (name, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((name, port)) => (name.trim_matches(':'), port.strip_prefix(':').unwrap_or(port)),
        None => host.split_once(':').unwrap_or((host, "")),
    };
    let letter = |char: char| char.is_alphanumeric() || "-._{}:%".contains(char);
    let empty_label = name.trim_end_matches('.').split('.').any(str::is_empty);
    let bracketed = host.starts_with('[');
    port.bytes().all(|byte| byte.is_ascii_digit())
        && (bracketed || !empty_label)
        && name.chars().all(letter)
}

/// Whether a host is this machine, where nobody listens on the way (RFC 6761, section 6.3; RFC 8252, section 8.3).
fn is_loopback(host: &str) -> bool {
    if host.starts_with("[::1]") {
        return true;
    }
    let name = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let numbers = || name.split('.').map(str::parse::<u8>);
    let is_address = numbers().count() == 4 && numbers().all(|number| number.is_ok());
    name == "localhost" || name.ends_with(".localhost") || (is_address && name.starts_with("127."))
}

const NO_ADDRESS: &str =
    "This is no web address. It has the form `https://login.example.org/oauth/token`.";
const NO_SCHEME: &str = "An address begins with `https://`; without it curl takes http.";
const HTTP: &str = "Over http the secret can be read on the way, and servers refuse it or answer with a redirect. \
The token endpoint is on https (RFC 6749, section 3.2).";
const USER: &str = "There is a user name before the host. Client id and secret have fields of their own; here they \
end up in logs.";
const FRAGMENT: &str =
    "What stands behind `#` is never sent, and a token endpoint has none (RFC 6749, section 3.2).";
const AUTHORIZATION: &str = "This looks like the authorization endpoint, the page where a person signs in. The token \
endpoint is another address, often with `token` at its end.";
const HTTP_SIGN_IN: &str = "Over http what the person types can be read on the way. The page where a person signs in is on https \
(RFC 6749, section 3.1).";
const TOKEN: &str = "This looks like the token endpoint. Where a person signs in is another address, often with `authorize` at its \
end.";
const METADATA: &str = "This is the document that lists the server's addresses. Open it and take what stands there as \
`token_endpoint`.";

#[cfg(test)]
mod tests {
    use super::{authorization_warnings, warnings};

    #[test]
    fn the_page_of_the_sign_in_is_another_address() {
        for (address, expected) in [
            ("", ""),
            ("https://as.example/oauth2/authorize", ""),
            ("https://as.example/oauth2/v1/token/?a=b", "endpoint-token"),
            ("http://as.example/authorize", "endpoint-http"),
            ("as.example/authorize", "endpoint-no-address"),
        ] {
            let found = authorization_warnings(address);
            let ids: Vec<&str> = found.iter().map(|warning| warning.id).collect();
            assert_eq!(ids.join(" "), expected, "{address}");
        }
    }

    #[test]
    fn addresses_that_work_have_no_warning() {
        for address in [
            "",
            " https://login.example.org/oauth/token ",
            "https://login.example.org",
            "HTTPS://LOGIN.example.org:8443/token?tenant=a%20b",
            "https://login.example.org/a@b/token",
            "https://[2001:db8::1]:8443/token",
            "https://bücher.example/token",
            "https://{domain}/oauth2/v1/token",
            "http://localhost:8080/realms/x/protocol/openid-connect/token",
            "http://127.0.0.1:3000/token",
            "http://127.8.9.10/token",
            "http://[::1]:3000/token",
            "http://as.localhost/token",
            "https://idp/token",
        ] {
            assert_eq!(warnings(address), [], "{address}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_and_mended_where_that_is_plain() {
        for (address, expected, mended) in [
            ("login.example.org/token", "endpoint-no-address", "https://login.example.org/token"),
            ("/oauth/token", "endpoint-no-address", ""),
            ("https://", "endpoint-no-address", ""),
            ("https:///token", "endpoint-no-address", ""),
            ("https://a..b/token", "endpoint-no-address", ""),
            ("https://as.example:port/token", "endpoint-no-address", ""),
            ("https://as.example/my token", "endpoint-no-address", ""),
            ("my server", "endpoint-no-address", ""),
            ("ftp://as.example/token", "endpoint-no-address", ""),
            ("http://as.example/token", "endpoint-http", "https://as.example/token"),
            ("http://localhost.example/token", "endpoint-http", "https://localhost.example/token"),
            ("http://127.0.0.1.example/t", "endpoint-http", "https://127.0.0.1.example/t"),
            ("https://me:pw@as.example/token", "endpoint-user", "https://as.example/token"),
            ("https://@as.example/token", "endpoint-user", "https://as.example/token"),
            ("https://as.example/token#top", "endpoint-fragment", "https://as.example/token"),
            ("https://as.example/oauth2/authorize", "endpoint-authorization", ""),
            ("https://as.example/.well-known/openid-configuration", "endpoint-metadata", ""),
            ("https://as.example/\0token", "control", "https://as.example/token"),
        ] {
            let found = warnings(address);
            let ids: Vec<&str> = found.iter().map(|warning| warning.id).collect();
            assert_eq!(ids, [expected], "{address}");
            let mend = found.first().and_then(|warning| warning.mend.as_ref());
            assert_eq!(mend.map_or("", |mend| mend.value.expose()), mended, "{address}");
        }
    }

    #[test]
    fn one_thing_is_mended_after_the_other() {
        let mut address = "http://me@as.example/token#top".to_owned();
        let mut done = Vec::new();
        while let Some(mend) = warnings(&address).into_iter().find_map(|warning| warning.mend) {
            done.push(mend.label);
            mend.value.expose().clone_into(&mut address);
        }
        assert_eq!(done, ["Write https", "Remove what is before the @", "Remove the fragment"]);
        assert_eq!(address, "https://as.example/token");
    }
}
