//! Addresses: what the app writes as `#/cause/x` is the page `../cause/x.html`, and the app itself lies one folder up.

use std::borrow::Cow;

/// The kinds of entries that have pages, each a folder of the site.
const FOLDERS: [&str; 3] = ["cause", "error", "provider"];

/// An address of the app or of another site, as a page in one of the folders writes it.
pub fn from_page(address: &str) -> Cow<'_, str> {
    let Some(path) = address.strip_prefix("#/") else { return Cow::Borrowed(address) };
    let written = match path.split_once('/') {
        Some((folder, id)) if FOLDERS.contains(&folder) => page(folder, id),
        Some(("build", provider)) => app(&[("build", provider)]),
        _ => ["../#/", path].concat(),
    };
    Cow::Owned(written)
}

/// The page of an entry, from another one.
pub fn page(folder: &str, id: &str) -> String {
    ["../", folder, "/", id, ".html"].concat()
}

/// The app, with what is known already: `../#provider=okta&cause=wrong-client-secret`.
pub fn app(known: &[(&str, &str)]) -> String {
    let mut address = "../#".to_owned();
    for (number, (name, id)) in known.iter().enumerate() {
        if number > 0 {
            address.push('&');
        }
        address.push_str(&[*name, "=", *id].concat());
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_of_the_app_has_one_here() {
        for (app, here) in [
            ("#/cause/clock-skew", "../cause/clock-skew.html"),
            ("#/error/invalid_client", "../error/invalid_client.html"),
            ("#/provider/okta", "../provider/okta.html"),
            ("#/build/okta", "../#build=okta"),
            ("#/build", "../#/build"),
            ("#/lookup", "../#/lookup"),
            ("#/", "../#/"),
            ("https://example.org/#/cause/x", "https://example.org/#/cause/x"),
            ("#letter-a", "#letter-a"),
        ] {
            assert_eq!(from_page(app), here, "{app}");
        }
    }

    #[test]
    fn what_is_known_goes_along() {
        assert_eq!(app(&[("cause", "clock-skew")]), "../#cause=clock-skew");
        assert_eq!(app(&[("provider", "okta"), ("cause", "x")]), "../#provider=okta&cause=x");
    }
}
