//! `cargo xtask build`: the site in dist/, ready for any static host.

use std::str::FromStr;

use crate::arguments::Arguments;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::remap;
use crate::setup::{self, CARGO, SearchPath};

/// Sets up and builds.
///
/// # Errors
/// If something is missing that can't be installed, or the page does not compile.
pub fn run(project: &Project, given: &[String]) -> Outcome {
    let mut arguments = Arguments::new(given);
    let address: Option<Address> = arguments.value("--address", Address::FORM)?;
    arguments.end()?;
    let is_known = address.is_some();
    site(project, &setup::for_build(project)?, address)?;
    println!("The site is in dist/: put its files on any static host.");
    if !is_known {
        println!(
            "It has no sitemap: that takes its whole address, `cargo xtask build --address https://example.org/triage/`."
        );
    }
    Ok(())
}

/// Where the site will stand: a whole address with a slash at its end.
pub struct Address(String);

impl Address {
    /// What is wanted behind `--address`.
    pub const FORM: &str = "a whole address, as https://example.org/triage/,";
    /// Passed on through trunk to what writes the reference pages.
    const VARIABLE: &str = "TOKEN_TRIAGE_ADDRESS";
}

impl FromStr for Address {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let host =
            text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or(())?;
        let is_address = |byte: u8| byte.is_ascii_graphic() && !b"\"'<>?#\\".contains(&byte);
        if host.is_empty() || host.starts_with('/') || !host.bytes().all(is_address) {
            return Err(());
        }
        let slash = if text.ends_with('/') { "" } else { "/" };
        Ok(Address([text, slash].concat()))
    }
}

/// Builds the site with tools that are there.
///
/// # Errors
/// If the page does not compile or the finishing hook fails; their own words are printed before.
pub fn site(project: &Project, path: &SearchPath, address: Option<Address>) -> Outcome {
    let mut fetch = path.command("cargo", CARGO)?;
    fetch.args(["fetch", "--quiet", "--locked"]).current_dir(project.root());
    if !fetch.status().is_ok_and(|status| status.success()) {
        return Err(Failure::new(
            "`cargo fetch --locked` failed: is there a network connection, and does Cargo.lock fit Cargo.toml?",
        ));
    }
    println!("Building the page (some minutes the first time) …");
    let mut trunk = path.command("trunk", CARGO)?;
    trunk
        // Offline: what it needs was put on its path, in the right versions; it must not fetch others.
        .args(["build", "--release", "--offline", "--locked", "--public-url", "./"])
        // Trunk 0.21 takes NO_COLOR=1 for a malformed argument and stops.
        .env_remove("NO_COLOR")
        // Empty says that it is not known, whatever the person's own environment holds.
        .env(Address::VARIABLE, address.map(|Address(text)| text).unwrap_or_default())
        .current_dir(project.root());
    remap::sources(&mut trunk);
    match trunk.status() {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Failure::new("The page could not be built; trunk's own words are above.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_whole_and_ends_in_a_slash() {
        for (given, kept) in [
            ("https://example.org/triage/", Some("https://example.org/triage/")),
            ("https://example.org/triage", Some("https://example.org/triage/")),
            ("http://127.0.0.1:8080", Some("http://127.0.0.1:8080/")),
            ("example.org/triage/", None),
            ("https://", None),
            ("https:///triage/", None),
            ("https://example.org/?a=b", None),
            ("https://example.org/\"><script>", None),
        ] {
            let address = given.parse().ok().map(|Address(text)| text);
            assert_eq!(address.as_deref(), kept, "{given}");
        }
    }
}
