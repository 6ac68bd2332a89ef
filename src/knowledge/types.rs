//! The entries of the knowledge base as the program sees them: compiled, checked, read-only.
//!
//! Prose is text with three marks and no more: `` `code` ``, `**strong**` and `[words](address)`.

use serde::{Deserialize, Serialize};

/// Why a request is refused. The id is public and never changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Cause {
    /// `wrong-client-secret`.
    pub id: String,
    /// A sentence that says what is wrong, as a headline: "The client secret is not the one on record."
    pub title: String,
    /// The group it is listed under.
    pub group: String,
    /// What happened: paragraphs.
    pub what: Vec<String>,
    /// How to check, cheapest first: steps.
    pub check: Vec<String>,
    /// How to fix: steps.
    pub fix: Vec<String>,
    /// When it is something else: what tells it apart from its neighbours.
    pub otherwise: Vec<String>,
    /// Ids of causes that are easily taken for this one.
    pub related: Vec<String>,
    /// Where it is written.
    pub references: Vec<Reference>,
    /// Wording of any server that points to it.
    pub rules: Vec<Rule>,
}

/// An error code: what its specification means by it, and what servers use it for in truth.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ErrorCode {
    /// `invalid_client`.
    pub id: String,
    /// One line.
    pub title: String,
    /// What the specification says: paragraphs.
    pub meaning: Vec<String>,
    /// What servers use it for: paragraphs.
    pub practice: Vec<String>,
    /// Causes it usually stands for, likeliest first. Where nothing else decides, they are the answer.
    pub causes: Vec<String>,
    /// Where it is written.
    pub references: Vec<Reference>,
    /// Rules that need this code and no provider.
    pub rules: Vec<Rule>,
}

/// Who answers: a service, a server product, or a product built on one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Provider {
    /// The slug: `okta`.
    pub id: String,
    /// `Okta`.
    pub name: String,
    /// Slug of the server that it is built on, whose rules hold here too.
    pub runs_on: Option<String>,
    /// What it is, in a sentence or two, with what is retired and since when.
    pub about: Vec<String>,
    /// Host names; a leading `*.` stands for any subdomain.
    pub hosts: Vec<String>,
    /// What else gives it away.
    pub marks: Vec<Mark>,
    /// Whether Basic credentials are percent-decoded after base64.
    pub basic: Option<BasicDecoding>,
    /// What its token endpoint takes besides a form in the body of a POST: `json`, `multipart`, `query`, `get`.
    pub takes: Vec<String>,
    /// What stands between two scopes; empty for the blank of RFC 6749, section 3.3.
    pub scope_separator: String,
    /// Headers that its API wants: a host, a blank, the header's name; where it is the same for all, `: ` and its value,
    /// in which `{client_id}` is the client id. [`Provider::needs`] takes them apart.
    pub needs: Vec<String>,
    /// Its sandbox, its production, and what tells their credentials apart.
    pub environments: Vec<Environment>,
    /// Addresses worth knowing.
    pub endpoints: Vec<Endpoint>,
    /// Token requests that the builder offers, the recommended one first.
    pub profiles: Vec<Profile>,
    /// Known shapes of ids and secrets.
    pub formats: Vec<Format>,
    /// Where things are in its console.
    pub console: Vec<ConsolePath>,
    /// What people stumble over.
    pub traps: Vec<Trap>,
    /// What to do there for a cause.
    pub advice: Vec<Advice>,
    /// Its rules.
    pub rules: Vec<Rule>,
    /// Where it is written.
    pub references: Vec<Reference>,
}

impl Provider {
    /// Each header that its API wants: host, name, and its value, or nothing where everybody has another.
    pub fn needs(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.needs.iter().filter_map(|need| {
            let (host, header) = need.split_once(' ')?;
            let (name, value) = header.split_once(": ").unwrap_or((header, ""));
            Some((host, name, value))
        })
    }
}

/// A client library or tool that wraps, renames or hides a server's answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Client {
    /// The slug: `oauthlib`.
    pub id: String,
    /// `oauthlib (Python)`.
    pub name: String,
    /// How it shows the server's answer: paragraphs.
    pub about: Vec<String>,
    /// What gives it away.
    pub marks: Vec<Mark>,
    /// Its own messages.
    pub rules: Vec<Rule>,
    /// Where it is written.
    pub references: Vec<Reference>,
}

/// A text, header or field that gives a provider or client away.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Mark {
    /// What has to be there, as in a rule.
    pub when: Conditions,
    /// How surely: `certain` names it alone; `likely` where nothing speaks for another.
    pub strength: Strength,
}

/// A statement about a server: these signs mean this cause.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Rule {
    /// Unique in the whole knowledge base; empty in the page, which has no use for it.
    pub id: String,
    /// The signs: all must be there.
    pub when: Conditions,
    /// A headline that says more than the cause's own; checks have one, rules none.
    pub title: String,
    /// The likeliest cause.
    pub cause: String,
    /// Causes that the same signs leave open, likeliest first.
    pub also: Vec<String>,
    /// How sure the signs make it.
    pub strength: Strength,
    /// What these signs mean here: one or two sentences shown beside the evidence.
    pub note: String,
    /// Steps for exactly this case; they come before the provider's and the cause's.
    pub steps: Vec<String>,
    /// How surely the signs alone give the provider away, if they do: `Likely` for a sentence that others may
    /// print too, which counts where nothing else speaks.
    pub names_provider: Option<Strength>,
    /// The server prints these words whatever the reason: they stand back where it tells one.
    pub catch_all: bool,
}

/// How sure something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// One of several.
    #[default]
    Possible,
    /// The first to look at.
    Likely,
    /// Settled by source or wording.
    Certain,
}

/// Signs in a paste. Lists named "any" want one of theirs, all others want each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Conditions {
    /// The error code is one of these.
    pub error: Vec<String>,
    /// Each of these phrases stands in the text. Words are compared without case, blanks, quotes and
    /// punctuation; `*` stands for up to eight words.
    pub says: Vec<String>,
    /// One of these phrases stands in the text.
    pub any: Vec<String>,
    /// A sentence says one of `is` of one of these subjects, names of the lexicon.
    pub about: Vec<String>,
    /// The verdicts, names of the lexicon.
    pub is: Vec<String>,
    /// None of these phrases does.
    pub unless: Vec<String>,
    /// The HTTP status is one of these.
    pub status: Vec<u16>,
    /// The response has each of these headers: `name` or `name: words in its value`.
    pub header: Vec<String>,
    /// The response has each of these fields: `name` or `name=value`.
    pub field: Vec<String>,
    /// The request's host is one of these; a leading `*.` stands for any subdomain.
    pub host: Vec<String>,
    /// Each of these holds of the request: see knowledge/FIELDS.md.
    pub request: Vec<String>,
}

/// A page that says so, and the day it was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Reference {
    /// What it is called.
    pub title: String,
    /// Its address.
    pub url: String,
    /// `2026-11-21`.
    pub seen: String,
}

/// What a server does with Basic credentials after base64 (RFC 6749, section 2.3.1).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(default)]
pub struct BasicDecoding {
    /// Whether id and secret are percent-decoded.
    pub decodes: Decodes,
    /// How that is known, in a sentence.
    pub evidence: String,
    /// Where, and when it was read.
    pub references: Vec<Reference>,
}

/// Whether Basic credentials are percent-decoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Decodes {
    /// Not established.
    #[default]
    Unknown,
    /// As RFC 6749 says.
    Yes,
    /// As RFC 7617 does.
    No,
}

/// One of the worlds that a provider keeps apart: sandbox, production.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Environment {
    /// What the provider calls it: "sandbox".
    pub name: String,
    /// Its hosts; a leading `*.` stands for any subdomain.
    pub hosts: Vec<String>,
    /// What its ids and secrets hold and those of the others don't: `-SBX-`.
    pub marks: Vec<String>,
}

/// An address of a provider.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Endpoint {
    /// What it is: "Token", "Authorize", "API".
    pub name: String,
    /// The address; `{name}` stands for what the person fills in.
    pub url: String,
    /// What to know about it; may be empty.
    pub note: String,
    /// Whether it is retired or about to be.
    pub retired: bool,
}

/// A token request that a provider takes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Profile {
    /// Unique in its provider: `custom-client-credentials`.
    pub id: String,
    /// "Client credentials, custom authorization server".
    pub title: String,
    /// The token endpoint; `{name}` stands for a variable below.
    pub endpoint: String,
    /// The grant_type.
    pub grant: String,
    /// Accepted client authentication, recommended first: `client_secret_basic`, `client_secret_post`, `none`, `private_key_jwt`.
    pub authentication: Vec<String>,
    /// What the address needs to be filled in.
    pub variables: Vec<Input>,
    /// Parameters besides grant_type and the client's own.
    pub parameters: Vec<Input>,
    /// Whether client_id is sent as a parameter as well when the client authenticates by Basic.
    pub client_id_parameter: bool,
    /// `body` or `query`: where the parameters go.
    pub place: String,
    /// Header fields besides Content-Type and Accept, `Name: value`.
    pub headers: Vec<String>,
    /// What to know, and why it is so: paragraphs.
    pub notes: Vec<String>,
    /// Whether the provider documents it as old.
    pub retired: bool,
}

/// Something that the person fills in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Input {
    /// The parameter's or variable's name.
    pub name: String,
    /// The label, if the name does not say enough.
    pub label: String,
    /// The value that stands there at first.
    pub value: String,
    /// An example, shown but not sent.
    pub example: String,
    /// What to know at this field.
    pub hint: String,
    /// Whether the request needs it.
    pub required: bool,
    /// Whether it is masked: a password, a token, a code.
    pub secret: bool,
}

/// A known shape of a client id or secret. A hint, never a reason to refuse.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Format {
    /// `client_id`, `client_secret`, `secret_id`, `token` …
    pub of: String,
    /// Characters it begins with.
    pub prefix: String,
    /// Characters it is made of, as ranges: `A-Za-z0-9_-`; empty if not known.
    pub alphabet: String,
    /// Lengths seen; empty if not known.
    pub lengths: Vec<u16>,
    /// What to know about it.
    pub note: String,
}

/// Where something is in a provider's console.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ConsolePath {
    /// What one wants there: "see the client secret".
    pub to: String,
    /// The way: "Applications > the app > General".
    pub path: String,
    /// Its address, if it has one.
    pub url: String,
}

/// What people stumble over at a provider.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Trap {
    /// In a few words.
    pub title: String,
    /// In a few sentences.
    pub text: String,
}

/// What to do at a provider for a cause.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_family = "wasm"), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Advice {
    /// The cause.
    pub cause: String,
    /// What it means there; may be empty.
    pub what: String,
    /// How to check it there, cheapest first.
    pub check: Vec<String>,
    /// How to fix it there.
    pub fix: Vec<String>,
}
