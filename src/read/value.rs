//! Values as programs hold them: texts, variables, objects, lists, calls.

use super::layer::Layer;
use crate::span::Span;

/// How strings and objects are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// JavaScript, TypeScript, Python and what is written alike.
    Script,
    /// PowerShell.
    PowerShell,
}

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// A text, as far as it is known.
    Text(Layer),
    /// A variable, to be looked up.
    Name(Layer),
    /// Names and values.
    Object(Vec<(Layer, Value)>),
    /// Items in brackets or parentheses.
    List(Vec<Value>),
    /// A call that says how its arguments are encoded: `JSON.stringify(…)`.
    Call(String, Vec<(Layer, Value)>),
}

impl Value {
    /// The member of this name.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.members().iter().find(|(it, _)| it.text() == name).map(|(_, value)| value)
    }

    /// The members of an object.
    pub(super) fn members(&self) -> &[(Layer, Value)] {
        if let Value::Object(members) = self { members } else { &[] }
    }

    /// The items of a list.
    pub(super) fn items(&self) -> &[Value] {
        if let Value::List(items) = self { items } else { &[] }
    }
}

/// A value as text. What is a name stays a name, and an object is no text.
pub(super) fn text_of(value: &Value, expansions: &mut Vec<Span>) -> Layer {
    match value {
        Value::Text(text) => text.clone(),
        Value::Name(name) => {
            if !matches!(name.text(), "true" | "false" | "True" | "False" | "null" | "None") {
                expansions.push(name.span(name.all()));
            }
            name.clone()
        }
        Value::Call(_, arguments) => arguments
            .first()
            .map_or_else(Layer::default, |(_, argument)| text_of(argument, expansions)),
        Value::Object(_) | Value::List(_) => Layer::default(),
    }
}
