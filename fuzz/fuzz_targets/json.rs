//! Whatever an answer in JSON holds: the tolerant reader finds in it what serde_json finds, path by path.

#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value};
use token_triage::read::read;

/// A value of an answer.
#[derive(Arbitrary, Debug)]
enum Member {
    Null,
    Truth(bool),
    Number(i64),
    Text(String),
    List(Vec<Member>),
    Object(Vec<(String, Member)>),
}

fuzz_target!(|given: (bool, String, Vec<(String, Member)>)| {
    let (pretty, description, members) = given;
    let mut answer = Map::new();
    answer.insert("error".to_owned(), "invalid_client".into());
    answer.insert("error_description".to_owned(), description.into());
    for (name, member) in members.into_iter().filter(is_named) {
        answer.entry(name).or_insert_with(|| member.value());
    }
    let answer = Value::Object(answer);
    let mut meant = Vec::new();
    gather(&answer, "", 0, &mut meant);
    if !meant.iter().all(|(path, value)| is_plain(path) && is_plain(value)) {
        return;
    }
    let text = if pretty { format!("{answer:#}") } else { answer.to_string() };
    let paste = read(&text);
    let [response] = paste.responses.as_slice() else { panic!("no response, or more: {text}") };
    let mut found = response.fields.iter().map(|field| (field.path.as_str(), field.value.as_str()));
    for (path, value) in &meant {
        // In their order; what stands in a text once more may lie between.
        assert!(found.any(|one| one == (path, value)), "{path:?}: {value:?} of {text}");
    }
});

impl Member {
    fn value(self) -> Value {
        match self {
            Member::Null => Value::Null,
            Member::Truth(truth) => truth.into(),
            Member::Number(number) => number.into(),
            Member::Text(text) => text.into(),
            Member::List(items) => items.into_iter().map(Member::value).collect(),
            Member::Object(members) => {
                let members = members.into_iter().filter(is_named);
                Value::Object(members.map(|(name, it)| (name, it.value())).collect())
            }
        }
    }
}

/// A name that says nothing makes no step of a path.
fn is_named((name, _): &(String, Member)) -> bool {
    !name.is_empty()
}

/// Each value that is no list and no object, with the names on the way to it.
fn gather(value: &Value, path: &str, depth: usize, found: &mut Vec<(String, String)>) {
    match value {
        // The reader's own bound.
        _ if depth > 20 => {}
        Value::Object(members) => {
            for (name, member) in members {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                gather(member, &path, depth + 1, found);
            }
        }
        Value::Array(items) => {
            for item in items {
                gather(item, path, depth + 1, found);
            }
        }
        Value::String(text) => found.push((path.to_owned(), text.clone())),
        other => found.push((path.to_owned(), other.to_string())),
    }
}

/// What is no sign of another notation around or in the JSON: markup, entities, quotes of word processors, backslashes.
fn is_plain(text: &str) -> bool {
    text.len() <= 64
        && text.chars().all(|char| !char.is_control() && !"<&\\\"'“”„‘’".contains(char))
}
