//! New entries to fill in, from the templates beside knowledge/FIELDS.md.

use super::causes::{CAUSES, group_of};
use super::day;
use super::near::did_you_mean;

const KINDS: [(&str, &str, &str, &str); 4] = [
    ("cause", "causes", "md", include_str!("../../../knowledge/TEMPLATE.cause.md")),
    ("error", "errors", "md", include_str!("../../../knowledge/TEMPLATE.error.md")),
    ("provider", "providers", "toml", include_str!("../../../knowledge/TEMPLATE.provider.toml")),
    ("client", "clients", "toml", include_str!("../../../knowledge/TEMPLATE.client.toml")),
];

/// The path of a new entry in the knowledge folder, and its text with every place to fill in marked TODO.
///
/// # Errors
/// Where there is no such kind, or the id can't be one of it.
pub fn scaffold(kind: &str, id: &str) -> Result<(String, String), String> {
    let Some((_, folder, ending, template)) = KINDS.iter().find(|(name, ..)| *name == kind) else {
        let near = did_you_mean(kind, KINDS.iter().map(|(name, ..)| *name));
        return Err(format!("there is no kind `{kind}`{near}"));
    };
    if !super::check::is_slug(id) {
        return Err("an id is made of a-z, 0-9, `-` and `_`".to_owned());
    }
    let group = group_of(id);
    if kind == "cause" && group.is_none() {
        let near = did_you_mean(id, CAUSES.iter().flat_map(|(_, ids)| ids.iter().copied()));
        return Err(format!("`{id}` is not on the closed list of causes{near}"));
    }
    let text = template
        .replace("{{id}}", id)
        .replace("{{group}}", group.unwrap_or_default())
        .replace("{{today}}", &day::written(day::today()));
    Ok((format!("{folder}/{id}.{ending}"), text))
}
