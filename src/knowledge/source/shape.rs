//! The form in which people write: what a file of knowledge/ may hold, key by key (knowledge/FIELDS.md).
//!
//! Every key may be missing here: the check then names all that is missing at once, and in words.
//! A key that does not exist is refused on reading.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, Error};

use crate::knowledge::{
    Advice, Conditions, ConsolePath, Decodes, Endpoint, Environment, Format, Profile, Strength,
    Trap,
};

/// All files, each list sorted by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sources {
    /// `causes/*.md`
    pub causes: Vec<Entry<CauseSource>>,
    /// `errors/*.md`
    pub errors: Vec<Entry<ErrorSource>>,
    /// `providers/*.toml`
    pub providers: Vec<Entry<ProviderSource>>,
    /// `clients/*.toml`
    pub clients: Vec<Entry<ClientSource>>,
    /// `checks/*.toml`
    pub checks: Vec<Entry<ChecksSource>>,
    /// `words.toml`
    pub words: WordsSource,
    /// `quiet/*.txt`
    pub quiet: Vec<Quiet>,
}

/// A text that says nothing of a refused request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quiet {
    /// The file that it stands in.
    pub file: String,
    /// What it is, from the line above it.
    pub name: String,
    /// The text.
    pub text: String,
}

/// One file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry<T> {
    /// Its path in the knowledge folder, with slashes: `causes/unknown-client.md`.
    pub file: String,
    /// Its name without the ending.
    pub id: String,
    /// What it holds.
    pub source: T,
}

/// `words.toml`: subjects and verdicts by name, each with further phrases for it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the compiled type of the same name says what each field means")]
pub struct WordsSource {
    pub about: BTreeMap<String, Vec<String>>,
    pub is: BTreeMap<String, Vec<String>>,
}

/// `causes/<id>.md`
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the compiled type of the same name says what each field means")]
pub struct CauseSource {
    pub title: String,
    pub group: String,
    pub related: Vec<String>,
    pub references: Vec<ReferenceSource>,
    #[serde(rename = "rule")]
    pub rules: Vec<RuleSource>,
    #[serde(skip)]
    pub what: Vec<String>,
    #[serde(skip)]
    pub check: Vec<String>,
    #[serde(skip)]
    pub fix: Vec<String>,
    #[serde(skip)]
    pub otherwise: Vec<String>,
}

/// `errors/<code>.md`
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the compiled type of the same name says what each field means")]
pub struct ErrorSource {
    pub title: String,
    pub causes: Vec<String>,
    pub references: Vec<ReferenceSource>,
    #[serde(rename = "rule")]
    pub rules: Vec<RuleSource>,
    #[serde(skip)]
    pub meaning: Vec<String>,
    #[serde(skip)]
    pub practice: Vec<String>,
}

/// `providers/<slug>.toml`
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the compiled type of the same name says what each field means")]
pub struct ProviderSource {
    pub name: String,
    pub runs_on: Option<String>,
    pub about: Vec<String>,
    pub hosts: Vec<String>,
    pub references: Vec<ReferenceSource>,
    pub basic: Option<BasicSource>,
    pub takes: Vec<String>,
    pub scope_separator: String,
    pub needs: Vec<String>,
    #[serde(rename = "environment")]
    pub environments: Vec<Environment>,
    #[serde(rename = "mark")]
    pub marks: Vec<MarkSource>,
    #[serde(rename = "endpoint")]
    pub endpoints: Vec<Endpoint>,
    #[serde(rename = "profile")]
    pub profiles: Vec<Profile>,
    #[serde(rename = "format")]
    pub formats: Vec<Format>,
    pub console: Vec<ConsolePath>,
    #[serde(rename = "trap")]
    pub traps: Vec<Trap>,
    pub advice: Vec<Advice>,
    #[serde(rename = "rule")]
    pub rules: Vec<RuleSource>,
}

/// `clients/<slug>.toml`
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the compiled type of the same name says what each field means")]
pub struct ClientSource {
    pub name: String,
    pub about: Vec<String>,
    pub references: Vec<ReferenceSource>,
    #[serde(rename = "mark")]
    pub marks: Vec<MarkSource>,
    #[serde(rename = "rule")]
    pub rules: Vec<RuleSource>,
}

/// A rule with its samples, near misses and source: none of these three is compiled.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the compiled type of the same name says what each field means")]
pub struct RuleSource {
    pub id: String,
    pub error: Vec<String>,
    pub says: Vec<String>,
    pub any: Vec<String>,
    pub about: Vec<String>,
    pub is: Vec<String>,
    pub unless: Vec<String>,
    pub status: Vec<u16>,
    pub header: Vec<String>,
    pub field: Vec<String>,
    pub host: Vec<String>,
    pub request: Vec<String>,
    /// May be left out in a cause's own file.
    pub cause: Option<String>,
    pub also: Vec<String>,
    pub strength: Option<Strength>,
    pub note: String,
    pub steps: Vec<String>,
    /// `true` says the same as `"certain"`.
    #[serde(deserialize_with = "naming")]
    pub names_provider: Option<Strength>,
    /// The words are printed whatever the reason.
    pub catch_all: bool,
    /// Texts that it must win.
    pub samples: Vec<String>,
    /// Near misses that it must not match.
    pub not: Vec<String>,
    /// Who says so: an address.
    pub source: String,
    /// The day that was read.
    pub seen: Option<Date>,
}

/// `checks/<group>.toml`: what some checks in code say.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChecksSource {
    /// The error codes that these checks can explain, where one names no others.
    pub error: Vec<String>,
    /// The same of statuses, where an answer names no error.
    pub status: Vec<u16>,
    /// The checks.
    #[serde(rename = "check")]
    pub checks: Vec<CheckSource>,
}

/// What a check in code says.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the compiled type says what each field means")]
pub struct CheckSource {
    pub id: String,
    pub error: Option<Vec<String>>,
    pub status: Option<Vec<u16>>,
    pub cause: String,
    pub strength: Option<Strength>,
    pub title: String,
    pub note: String,
    pub steps: Vec<String>,
}

fn naming<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Strength>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Naming {
        Plain(bool),
        Graded(Strength),
    }
    match Naming::deserialize(deserializer) {
        Ok(Naming::Plain(names)) => Ok(names.then_some(Strength::Certain)),
        Ok(Naming::Graded(strength @ (Strength::Certain | Strength::Likely))) => Ok(Some(strength)),
        Ok(Naming::Graded(Strength::Possible)) | Err(_) => Err(D::Error::custom(
            "write `true`, or `\"likely\"` where others may print the same words",
        )),
    }
}

/// The signs of a rule without the rest.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the compiled type of the same name says what each field means")]
pub struct MarkSource {
    pub error: Vec<String>,
    pub says: Vec<String>,
    pub any: Vec<String>,
    pub about: Vec<String>,
    pub is: Vec<String>,
    pub unless: Vec<String>,
    pub status: Vec<u16>,
    pub header: Vec<String>,
    pub field: Vec<String>,
    pub host: Vec<String>,
    pub request: Vec<String>,
    pub strength: Option<Strength>,
}

/// A page and the day it was read.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the compiled type of the same name says what each field means")]
pub struct ReferenceSource {
    pub title: String,
    pub url: String,
    pub seen: Option<Date>,
}

/// What a server does with Basic credentials after base64.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the compiled type of the same name says what each field means")]
pub struct BasicSource {
    pub decodes: Decodes,
    pub evidence: String,
    pub references: Vec<ReferenceSource>,
}

/// A day, written in TOML without quotes: `2026-11-21`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(String);

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let moment = toml::value::Datetime::deserialize(deserializer)?;
        match (moment.date, moment.time) {
            (Some(day), None) => Ok(Date(day.to_string())),
            _ => Err(D::Error::custom("a time where a day belongs, such as `seen = 2026-11-21`")),
        }
    }
}

impl RuleSource {
    /// Its signs, as they are compiled.
    pub fn when(&self) -> Conditions {
        Conditions {
            error: self.error.clone(),
            says: self.says.clone(),
            any: self.any.clone(),
            about: self.about.clone(),
            is: self.is.clone(),
            unless: self.unless.clone(),
            status: self.status.clone(),
            header: self.header.clone(),
            field: self.field.clone(),
            host: self.host.clone(),
            request: self.request.clone(),
        }
    }
}

impl MarkSource {
    /// Its signs, as they are compiled.
    pub fn when(&self) -> Conditions {
        Conditions {
            error: self.error.clone(),
            says: self.says.clone(),
            any: self.any.clone(),
            about: self.about.clone(),
            is: self.is.clone(),
            unless: self.unless.clone(),
            status: self.status.clone(),
            header: self.header.clone(),
            field: self.field.clone(),
            host: self.host.clone(),
            request: self.request.clone(),
        }
    }
}

/// A rule and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct PlacedRule<'s> {
    /// The file.
    pub file: &'s str,
    /// The cause that it means: its own, or that of the file.
    pub cause: &'s str,
    /// The rule.
    pub rule: &'s RuleSource,
}

impl Sources {
    /// All files.
    pub fn files(&self) -> Vec<&str> {
        let causes = self.causes.iter().map(|entry| &entry.file);
        let errors = self.errors.iter().map(|entry| &entry.file);
        let providers = self.providers.iter().map(|entry| &entry.file);
        let clients = self.clients.iter().map(|entry| &entry.file);
        let checks = self.checks.iter().map(|entry| &entry.file);
        let quiet = self.quiet.iter().map(|quiet| &quiet.file);
        let files = causes.chain(errors).chain(providers).chain(clients).chain(checks).chain(quiet);
        files.map(String::as_str).collect()
    }

    /// All rules, in the order of the files.
    pub fn rules(&self) -> Vec<PlacedRule<'_>> {
        let mut placed = Vec::new();
        let mut place = |file, cause, rules| {
            for rule in rules {
                let own: &RuleSource = rule;
                placed.push(PlacedRule {
                    file,
                    cause: own.cause.as_deref().unwrap_or(cause),
                    rule,
                });
            }
        };
        for entry in &self.causes {
            place(&entry.file, &entry.id, &entry.source.rules);
        }
        for entry in &self.errors {
            place(&entry.file, "", &entry.source.rules);
        }
        for entry in &self.providers {
            place(&entry.file, "", &entry.source.rules);
        }
        for entry in &self.clients {
            place(&entry.file, "", &entry.source.rules);
        }
        placed
    }
}
