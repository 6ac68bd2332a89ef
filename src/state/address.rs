//! The fragment of the page's address: `#/build/okta/fish`, `#/cause/wrong-client-secret`, and the form of links from
//! elsewhere, `#provider=okta&error=invalid_client`. It holds ids and nothing that was typed, so a link to the page
//! gives nothing away.

use crate::command::Shell;
use crate::diagnose::Given;

/// The three jobs of the page, and the word on what happens to what is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// What went wrong.
    #[default]
    Diagnose,
    /// The request that works.
    Build,
    /// Causes, error codes, providers.
    LookUp,
    /// What happens to what is typed.
    Privacy,
}

/// What is open in the look-up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Entry {
    /// The lists.
    #[default]
    Index,
    /// A cause, by id.
    Cause(String),
    /// An error code.
    Error(String),
    /// A provider, by slug.
    Provider(String),
}

impl Entry {
    /// Its id; empty for the lists.
    pub fn id(&self) -> &str {
        match self {
            Entry::Index => "",
            Entry::Cause(id) | Entry::Error(id) | Entry::Provider(id) => id,
        }
    }
}

/// Where the page stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The open tab.
    pub tab: Tab,
    /// The open entry of the look-up.
    pub entry: Entry,
    /// The builder's provider: `Some("")` is any other server, `None` leaves it as it is.
    pub provider: Option<String>,
    /// The builder's token request by its grant type; `None` leaves it as it is.
    pub grant: Option<String>,
    /// The builder's shell; `None` leaves it as it is.
    pub shell: Option<Shell>,
    /// What the link says of the answer that was got; `None` leaves it as it is.
    pub given: Option<Given>,
}

/// In place of a provider's slug: a server that the knowledge base does not know.
const OTHER: &str = "other";

impl Address {
    /// Reads a fragment, with or without its `#`. What is not understood is left out.
    ///
    /// ```
    /// use token_triage::state::address::{Address, Entry, Tab};
    /// let address = Address::parse("#/cause/wrong-client-secret");
    /// assert_eq!(address.entry, Entry::Cause("wrong-client-secret".into()));
    /// assert_eq!(Address::parse("#/build/okta").tab, Tab::Build);
    /// let given = Address::parse("#error=invalid_client&provider=okta").given.unwrap_or_default();
    /// assert_eq!((given.provider.as_str(), given.error.as_str()), ("okta", "invalid_client"));
    /// ```
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.trim_start_matches('#');
        if !path.starts_with('/') && path.contains('=') {
            return Self::of_link(path);
        }
        let path = path.trim_start_matches('/');
        let mut parts = path.split('/').map(id);
        let kind = parts.next().unwrap_or_default();
        let name = parts.next().unwrap_or_default();
        let look_up = |entry| Address { tab: Tab::LookUp, entry, ..Address::default() };
        match kind.as_str() {
            "build" => Address {
                tab: Tab::Build,
                provider: server(name),
                shell: parts.next().and_then(|name| shell_of(&name)),
                ..Address::default()
            },
            "cause" if !name.is_empty() => look_up(Entry::Cause(name)),
            "error" if !name.is_empty() => look_up(Entry::Error(name)),
            "provider" if !name.is_empty() => look_up(Entry::Provider(name)),
            "privacy" => Address { tab: Tab::Privacy, ..Address::default() },
            "lookup" | "cause" | "error" | "provider" => look_up(Entry::Index),
            _ => Address::default(),
        }
    }

    /// Reads `key=value` joined by `&`, in any order. Keys that are not known are someone else's.
    fn of_link(pairs: &str) -> Self {
        let mut address = Address::default();
        let mut given = Given::default();
        for (key, value) in pairs.split('&').filter_map(|pair| pair.split_once('=')) {
            let value = id(value);
            match key {
                "build" => {
                    address.tab = Tab::Build;
                    address.provider = server(value);
                }
                "grant" => address.grant = Some(value).filter(|grant| !grant.is_empty()),
                "shell" => address.shell = shell_of(&value),
                "provider" => given.provider = value,
                "error" => given.error = value,
                "cause" => given.cause = value,
                _ => {}
            }
        }
        address.given = Some(given).filter(|given| !given.is_empty());
        address
    }

    /// The fragment, with its `#`.
    pub fn fragment(&self) -> String {
        match (self.tab, &self.entry) {
            (Tab::Diagnose, _) => self.given.as_ref().map_or("#/".to_owned(), of_given),
            (Tab::Build, _) => {
                let provider = self.provider.as_deref().filter(|id| !id.is_empty());
                let shell = self.shell.filter(|shell| *shell != Shell::default());
                match (provider, shell) {
                    (None, None) => "#/build".to_owned(),
                    (provider, None) => ["#/build/", provider.unwrap_or(OTHER)].concat(),
                    (provider, Some(shell)) => {
                        ["#/build/", provider.unwrap_or(OTHER), "/", name_of(shell)].concat()
                    }
                }
            }
            (Tab::Privacy, _) => "#/privacy".to_owned(),
            (Tab::LookUp, Entry::Index) => "#/lookup".to_owned(),
            (Tab::LookUp, Entry::Cause(id)) => ["#/cause/", id].concat(),
            (Tab::LookUp, Entry::Error(id)) => ["#/error/", id].concat(),
            (Tab::LookUp, Entry::Provider(id)) => ["#/provider/", id].concat(),
        }
    }
}

/// The builder's server that a part of an address names.
fn server(id: String) -> Option<String> {
    match id.as_str() {
        "" => None,
        OTHER => Some(String::new()),
        _ => Some(id),
    }
}

/// What is given as a fragment; that of the bare page if nothing is.
fn of_given(given: &Given) -> String {
    let mut fragment = String::new();
    let parts =
        [("provider=", &given.provider), ("error=", &given.error), ("cause=", &given.cause)];
    for (key, value) in parts.into_iter().filter(|(_, value)| !value.is_empty()) {
        fragment.push(if fragment.is_empty() { '#' } else { '&' });
        fragment.push_str(key);
        fragment.push_str(value);
    }
    if fragment.is_empty() { "#/".to_owned() } else { fragment }
}

/// By the program that runs it; `powershell` is the one that every Windows has.
fn name_of(shell: Shell) -> &'static str {
    match shell {
        Shell::Sh => "sh",
        Shell::Fish => "fish",
        Shell::PowerShell => "powershell",
        Shell::Pwsh => "pwsh",
        Shell::Cmd => "cmd",
        Shell::Batch => "batch",
    }
}

fn shell_of(name: &str) -> Option<Shell> {
    Shell::ALL.into_iter().find(|shell| name_of(*shell) == name)
}

/// A part of the path if it can be an id, else nothing: someone else's link must not put words on the page.
fn id(part: &str) -> String {
    let fits = part.len() <= 64
        && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    if fits { part.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::knowledge::source;

    #[test]
    fn every_address_comes_back() {
        for fragment in [
            "#/",
            "#/build",
            "#/build/okta",
            "#/build/okta/fish",
            "#/build/other/powershell",
            "#/build/other/pwsh",
            "#/build/okta/cmd",
            "#/build/okta/batch",
            "#/lookup",
            "#/privacy",
            "#/cause/wrong-client-secret",
            "#/error/invalid_client",
            "#/provider/erpnet",
            "#provider=okta",
            "#error=invalid_client",
            "#provider=okta&error=invalid_client&cause=wrong-client-secret",
        ] {
            assert_eq!(Address::parse(fragment).fragment(), fragment);
        }
    }

    #[test]
    fn links_from_elsewhere_come_in_any_order_and_with_more() {
        for (link, written) in [
            ("#error=e&provider=p", "#provider=p&error=e"),
            ("#utm_source=mail&provider=p&x=&cause=c", "#provider=p&cause=c"),
            ("#provider=p&error=not an id", "#provider=p"),
            ("#build=reapit", "#/build/reapit"),
            ("#grant=client_credentials&shell=fish&build=reapit", "#/build/reapit/fish"),
            ("#build=other&shell=no-such-shell", "#/build"),
            // The builder opens, and what is said of the answer holds in the other tab.
            ("#provider=p&build=reapit", "#/build/reapit"),
        ] {
            assert_eq!(Address::parse(link).fragment(), written, "{link}");
        }
        let address = Address::parse("#grant=password&build=reapit&provider=p");
        assert_eq!(address.grant.as_deref(), Some("password"));
        assert_eq!(address.given.map(|given| given.provider).as_deref(), Some("p"));
    }

    #[test]
    fn the_links_that_are_given_to_support_teams_lead_somewhere() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let knowledge = source::knowledge(&folder.join("knowledge")).unwrap();
        let page = include_str!("../../docs/SUPPORT-TEAMS.md");
        let links = page.split('`').filter(|code| code.starts_with('#') && code.contains('='));
        let links: Vec<&str> = links.collect();
        assert!(links.len() > 5, "{links:?}");
        for link in links {
            let Address { provider, given, grant, .. } = Address::parse(link);
            let given = given.unwrap_or_default();
            for (id, known) in [
                (&given.provider, knowledge.provider(&given.provider).is_some()),
                (&given.error, knowledge.error(&given.error).is_some()),
                (&given.cause, knowledge.cause(&given.cause).is_some()),
            ] {
                assert!(known || id.is_empty(), "{link}");
            }
            let server = provider.as_deref().and_then(|id| knowledge.provider(id));
            assert!(server.is_some() || (provider.is_none() && !given.is_empty()), "{link}");
            let profiles = server.map(|one| one.profiles.as_slice()).unwrap_or_default();
            let offered = |grant| profiles.iter().any(|profile| profile.grant == grant);
            assert!(grant.is_none_or(offered), "{link}");
        }
    }

    #[test]
    fn what_is_no_id_is_dropped() {
        assert_eq!(Address::parse("#/cause/<b>call this number</b>").entry, Entry::Index);
        assert_eq!(Address::parse("#/build/acme%20secret").provider, None);
        for foreign in
            ["#access_token=abc", "#provider=a%20b", "#error=<b>", "#cause=", "#a=b&c", "#=&=="]
        {
            assert_eq!(Address::parse(foreign), Address::default(), "{foreign}");
        }
        let long = "x".repeat(65);
        assert_eq!(Address::parse(&["#/error/", &long].concat()).entry, Entry::Index);
    }
}
