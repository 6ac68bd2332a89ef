//! Profiles: each must make a token request once its fields are filled in.

use super::super::near::did_you_mean;
use super::report::{Report, is_https, is_slug};
use crate::knowledge::{Input, Profile};

/// The registered names (RFC 7591, section 2; RFC 8705; OpenID Connect Core, section 9).
pub const AUTHENTICATIONS: [&str; 7] = [
    "client_secret_basic",
    "client_secret_post",
    "client_secret_jwt",
    "none",
    "private_key_jwt",
    "self_signed_tls_client_auth",
    "tls_client_auth",
];

pub fn profiles(profiles: &[Profile], report: &mut Report) {
    for (at, profile) in profiles.iter().enumerate() {
        let label = format!("profile {}", profile.id);
        if !is_slug(&profile.id) {
            report.add(&label, "`id` is made of a-z, 0-9, `-` and `_`; give it one");
        }
        if profiles.iter().take(at).any(|earlier| earlier.id == profile.id) {
            report.add(&label, "another profile has this id; choose another");
        }
        self::profile(profile, &label, report);
    }
}

fn profile(profile: &Profile, label: &str, report: &mut Report) {
    report.required(label, "title", &profile.title);
    report.required(label, "grant", &profile.grant);
    report.texts(label, "notes", &profile.notes);
    if !is_https(&profile.endpoint) && !profile.endpoint.starts_with('{') {
        report.add(label, "`endpoint` is no address; write one that begins with https://");
    }
    if profile.authentication.is_empty() {
        report.add(label, "`authentication` is empty; name what is accepted, recommended first");
    }
    for name in
        profile.authentication.iter().filter(|name| !AUTHENTICATIONS.contains(&name.as_str()))
    {
        let near = did_you_mean(name, AUTHENTICATIONS);
        report.add(label, format!("`authentication`: there is no `{name}`{near}"));
    }
    if !["", "body", "query"].contains(&profile.place.as_str()) {
        report.add(label, "`place` is `body` or `query`");
    }
    for header in profile.headers.iter().filter(|header| !header.contains(": ")) {
        report.add(label, format!("`headers`: write `{header}` as `Name: value`"));
    }
    inputs("variables", &profile.variables, label, report);
    inputs("parameters", &profile.parameters, label, report);
    variables(profile, label, report);
}

fn inputs(key: &str, inputs: &[Input], label: &str, report: &mut Report) {
    for (at, input) in inputs.iter().enumerate() {
        if input.name.is_empty() {
            report.add(label, format!("`{key}` holds one without a name; name it"));
        }
        if inputs.iter().take(at).any(|earlier| earlier.name == input.name) {
            report.add(label, format!("`{key}` holds `{}` twice; remove one", input.name));
        }
        report.text(label, key, &input.hint);
    }
}

/// Every `{name}` in address, headers and values is a variable, and every variable stands somewhere.
fn variables(profile: &Profile, label: &str, report: &mut Report) {
    let values = profile.parameters.iter().map(|input| input.value.as_str());
    let headers = profile.headers.iter().map(String::as_str);
    let mut used = names(&profile.endpoint);
    used.extend(headers.chain(values).flat_map(names));
    let declared: Vec<&str> = profile.variables.iter().map(|input| input.name.as_str()).collect();
    for name in used.iter().filter(|name| !declared.contains(name)) {
        let near = did_you_mean(name, declared.iter().copied());
        report.add(label, format!("`{{{name}}}` is no variable; add it to `variables`{near}"));
    }
    for name in declared.iter().filter(|name| !used.contains(name)) {
        let message = format!(
            "the variable `{name}` stands nowhere; write `{{{name}}}` in `endpoint` or remove it"
        );
        report.add(label, message);
    }
}

/// The names between braces.
fn names(text: &str) -> Vec<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}
