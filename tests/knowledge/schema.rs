//! What editors are told of the keys: the schemas are those of the types, take every entry and refuse what has another form.

use std::fs;
use std::path::Path;

use libtest_mimic::{Failed, Trial};
use serde_json::{Map, Value};
use token_triage::knowledge::source;

use crate::{breaks, ensure};

/// The folders of entries and their schemas.
const KINDS: [(&str, &str); 5] = [
    ("causes", "cause.json"),
    ("checks", "checks.json"),
    ("clients", "client.json"),
    ("errors", "error.json"),
    ("providers", "provider.json"),
];

pub fn trials() -> Vec<Trial> {
    let mut trials = vec![Trial::test("schemas are current", are_current)];
    trials.extend(KINDS.map(|(folder, name)| {
        Trial::test(format!("{name} takes all of {folder}"), move || takes_all(folder, name))
    }));
    trials.extend(breaks::seen_by_schemas().into_iter().map(|(name, file, whole, broken)| {
        Trial::test(format!("a schema sees {name}"), move || sees(file, &whole, &broken))
    }));
    trials
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge"))
}

fn are_current() -> Result<(), Failed> {
    for (name, text) in source::schemas() {
        let file = fs::read_to_string(folder().join("schema").join(name)).unwrap_or_default();
        ensure(file == text, || format!("{name} is stale; run `cargo xtask knowledge --schema`"))?;
    }
    Ok(())
}

fn takes_all(kind: &str, name: &str) -> Result<(), Failed> {
    let mut seen = 0;
    for file in fs::read_dir(folder().join(kind))? {
        let path = file?.path();
        let faults = faults(name, &fs::read_to_string(&path)?)?;
        ensure(faults.is_empty(), || format!("{}: {faults:?}", path.display()))?;
        seen += 1;
    }
    ensure(seen > 0, || format!("there is nothing in {kind}"))
}

fn sees(file: &str, whole: &str, broken: &str) -> Result<(), Failed> {
    let kind = KINDS.iter().find(|(folder, _)| file.starts_with(folder));
    let name = kind.map(|(_, name)| *name).unwrap_or_default();
    let before = faults(name, whole)?;
    ensure(before.is_empty(), || format!("refused before it was broken: {before:?}"))?;
    ensure(!faults(name, broken)?.is_empty(), || "it is taken".to_owned())
}

/// What a schema says of the TOML of an entry.
fn faults(name: &str, text: &str) -> Result<Vec<String>, Failed> {
    let schemas = source::schemas();
    let schema =
        schemas.iter().find(|(known, _)| *known == name).ok_or("there is no such schema")?;
    let schema: Value = serde_json::from_str(&schema.1)?;
    let validator = jsonschema::validator_for(&schema)?;
    let front = text.strip_prefix("+++").and_then(|rest| rest.split("+++").next()).unwrap_or(text);
    let entry = json(toml::from_str(front)?);
    Ok(validator.iter_errors(&entry).map(|fault| fault.to_string()).collect())
}

/// TOML as editors hand it to a schema: a day is a text.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(holds) => Value::from(holds),
        toml::Value::Datetime(day) => Value::from(day.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(members) => members
            .into_iter()
            .map(|(name, value)| (name, json(value)))
            .collect::<Map<_, _>>()
            .into(),
    }
}
