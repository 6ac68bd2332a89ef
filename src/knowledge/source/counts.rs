//! How much the knowledge base knows.

use std::collections::BTreeSet;
use std::fmt;

use super::causes::CAUSES;
use super::shape::{ProviderSource, Sources};

/// What there is of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    rows: Vec<(&'static str, usize)>,
    /// Causes on the closed list.
    listed: usize,
}

/// Counts everything.
pub fn counts(sources: &Sources) -> Counts {
    let rules = sources.rules();
    let providers = &sources.providers;
    let with_profile = providers.iter().filter(|entry| !entry.source.profiles.is_empty());
    let full = providers.iter().filter(|entry| is_full(&entry.source));
    let rows = vec![
        ("causes", sources.causes.len()),
        ("error codes", sources.errors.len()),
        ("providers", providers.len()),
        ("  with a profile", with_profile.count()),
        ("  with a full profile", full.count()),
        ("clients", sources.clients.len()),
        ("checks in code", sources.checks.iter().map(|entry| entry.source.checks.len()).sum()),
        ("rules", rules.len()),
        ("samples", rules.iter().map(|placed| placed.rule.samples.len()).sum()),
        ("near misses", rules.iter().map(|placed| placed.rule.not.len()).sum()),
        ("quiet texts", sources.quiet.len()),
        ("AADSTS codes", aadsts(sources).len()),
    ];
    Counts { rows, listed: CAUSES.iter().map(|(_, ids)| ids.len()).sum() }
}

/// Whether a provider has a full profile: all that a person needs to ask it for a token and to see why it refuses.
///
/// That is an endpoint, a request that is not retired, whether Basic is decoded with what shows it, the formats of id
/// and secret, the way to something in its console, and what people stumble over there.
pub fn is_full(provider: &ProviderSource) -> bool {
    let format = |of: &str| provider.formats.iter().any(|format| format.of == of);
    let evident = |basic: &super::BasicSource| !basic.evidence.trim().is_empty();
    !provider.endpoints.is_empty()
        && provider.profiles.iter().any(|profile| !profile.retired)
        && provider.basic.as_ref().is_some_and(evident)
        && format("client_id")
        && format("client_secret")
        && !provider.console.is_empty()
        && !provider.traps.is_empty()
}

/// The codes of Entra ID that a rule names in full.
fn aadsts(sources: &Sources) -> BTreeSet<&str> {
    let mut codes = BTreeSet::new();
    for placed in sources.rules() {
        let phrases = placed.rule.says.iter().chain(&placed.rule.any);
        let words =
            phrases.flat_map(|phrase| phrase.split(|c: char| !c.is_alphanumeric() && c != '#'));
        codes.extend(words.filter(|word| {
            let number = word.strip_prefix("AADSTS");
            number.is_some_and(|number| number.parse::<u32>().is_ok())
        }));
    }
    codes
}

impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (name, count)) in self.rows.iter().enumerate() {
            let end = if at == 0 { format!(" of {}", self.listed) } else { String::new() };
            let line = if at == 0 { "" } else { "\n" };
            write!(formatter, "{line}{name:<24}{count:>6}{end}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::source::load::toml_file;

    const FULL: &str = r#"
console = [{ to = "see the secret", path = "Apps" }]
[basic]
decodes = "unknown"
evidence = "Nobody has tried."
[[endpoint]]
name = "Token"
url = "https://example.org/token"
[[profile]]
id = "plain"
[[format]]
of = "client_id"
[[format]]
of = "client_secret"
[[trap]]
title = "A trap"
"#;

    fn is_full_with(from: &str, to: &str) -> bool {
        assert!(FULL.contains(from), "{from}");
        let text = FULL.replace(from, to);
        is_full(&toml_file("made-up.toml", &text).unwrap())
    }

    #[test]
    fn a_full_profile_lacks_nothing() {
        assert!(is_full_with("", ""));
        for (from, to) in [
            ("[[endpoint]]\nname = \"Token\"\nurl = \"https://example.org/token\"\n", ""),
            ("[[profile]]\nid = \"plain\"\n", ""),
            ("id = \"plain\"", "id = \"plain\"\nretired = true"),
            ("evidence = \"Nobody has tried.\"", "evidence = \" \""),
            ("[basic]\ndecodes = \"unknown\"\nevidence = \"Nobody has tried.\"\n", ""),
            ("\"client_id\"", "\"client-id\""),
            ("\"client_secret\"", "\"token\""),
            ("console = [{ to = \"see the secret\", path = \"Apps\" }]", ""),
            ("[[trap]]\ntitle = \"A trap\"\n", ""),
        ] {
            assert!(!is_full_with(from, to), "{from}");
        }
    }

    #[test]
    fn a_code_counts_once_and_only_in_full() {
        let rules = r#"
[[rule]]
says = ["AADSTS50011 reply", "x"]
any = ["AADSTS700016", "AADSTS50011"]
[[rule]]
says = ["AADSTS#####", "AADSTS", "AADSTS9x", "SAADSTS5"]
"#;
        let source = toml_file("providers/entra.toml", rules).unwrap();
        let entry = crate::knowledge::source::Entry { source, ..Default::default() };
        let sources = Sources { providers: vec![entry], ..Sources::default() };
        assert_eq!(
            aadsts(&sources).into_iter().collect::<Vec<_>>(),
            ["AADSTS50011", "AADSTS700016"]
        );
    }
}
