//! JSON Schemas of what people write, from the types that read it: an editor completes keys and shows what they mean.

use schemars::{JsonSchema, Schema, schema_for};
use serde_json::{Map, Value, json};

use super::causes::CAUSES;
use super::check::{AUTHENTICATIONS, TAKES};
use super::shape::{
    CauseSource, ChecksSource, ClientSource, ErrorSource, ProviderSource, WordsSource,
};
use crate::knowledge::{
    BasicDecoding, Cause, Client, Conditions, ErrorCode, Lexicon, Mark, Provider, Reference, Rule,
};

/// The schemas by the names of their files, pretty.
pub fn schemas() -> Vec<(&'static str, String)> {
    vec![
        ("cause.json", schema::<CauseSource, Cause>()),
        ("checks.json", schema::<ChecksSource, Rule>()),
        ("client.json", schema::<ClientSource, Client>()),
        ("error.json", schema::<ErrorSource, ErrorCode>()),
        ("provider.json", schema::<ProviderSource, Provider>()),
        ("words.json", schema::<WordsSource, Lexicon>()),
    ]
}

fn schema<Source: JsonSchema, Compiled: JsonSchema>() -> String {
    let mut schema = schema_for!(Source).to_value();
    let meanings = Meanings {
        entry: meanings(&[
            schema_for!(Reference),
            schema_for!(BasicDecoding),
            schema_for!(Compiled),
        ]),
        rule: meanings(&[schema_for!(Mark), schema_for!(Rule), schema_for!(Conditions)]),
    };
    complete(&mut schema, &meanings);
    format!("{schema:#}\n")
}

/// What keys mean, as the compiled types say it.
struct Meanings {
    entry: Map<String, Value>,
    rule: Map<String, Value>,
}

fn meanings(compiled: &[Schema]) -> Map<String, Value> {
    let mut meanings = Map::new();
    for schema in compiled {
        let properties = schema.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            if let Some(meaning) = property.get("description") {
                meanings.insert(name.clone(), meaning.clone());
            }
        }
    }
    meanings
}

/// Adds what the types don't say: closed lists of words, and the meanings of keys.
fn complete(schema: &mut Value, meanings: &Meanings) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::Object(properties)) = members.get_mut("properties") {
                // `about` of a rule is another than that of a provider.
                let own =
                    if properties.contains_key("says") { &meanings.rule } else { &meanings.entry };
                for (name, property) in properties {
                    restrict(name, property);
                    describe(name, property, own);
                }
            }
            members.values_mut().for_each(|member| complete(member, meanings));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| complete(item, meanings)),
        _ => {}
    }
}

/// The words that the check takes for a key.
fn restrict(name: &str, property: &mut Value) {
    let causes: Vec<&str> = CAUSES.iter().flat_map(|(_, ids)| ids.iter().copied()).collect();
    let groups: Vec<&str> = CAUSES.iter().map(|(group, _)| *group).collect();
    match name {
        "cause" => put(property, "enum", json!(causes)),
        "group" => put(property, "enum", json!(groups)),
        "also" | "causes" | "related" => put(property, "items", json!({ "enum": causes })),
        "authentication" => put(property, "items", json!({ "enum": AUTHENTICATIONS })),
        "takes" => put(property, "items", json!({ "enum": TAKES })),
        "place" => put(property, "enum", json!(["body", "query"])),
        "names_provider" => *property = json!({ "enum": [true, false, "certain", "likely"] }),
        _ => {}
    }
}

/// A list's key is written in the singular where each item is a table of its own: `[[rule]]`.
fn describe(name: &str, property: &mut Value, meanings: &Map<String, Value>) {
    let meaning = meanings.get(name).or_else(|| meanings.get(&format!("{name}s")));
    if let (None, Some(meaning)) = (property.get("description"), meaning) {
        put(property, "description", meaning.clone());
    }
}

fn put(property: &mut Value, key: &str, value: Value) {
    if let Some(members) = property.as_object_mut() {
        members.insert(key.to_owned(), value);
    }
}
