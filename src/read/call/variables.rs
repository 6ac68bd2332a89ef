//! What variables hold that stand above a call.

use std::ops::Range;

use super::Sender;
use crate::read::expression::Reader;
use crate::read::layer::Layer;
use crate::read::value::{Value, text_of};

/// Bytes before a call in which its variables are looked for.
const ABOVE: usize = 6000;
/// Variables of a call that are looked for.
const LOOKUPS: usize = 24;

impl Sender<'_> {
    /// What a variable was given above the call; anything else is itself.
    pub(in crate::read) fn resolve(&mut self, value: &Value) -> Value {
        let Value::Name(name) = value else { return value.clone() };
        let Some(at) = self.definition(name.text()) else { return value.clone() };
        let mut reader = Reader::new(self.layer, at.end..self.start, self.language);
        let mut found = reader.value();
        let end = reader.at;
        self.expansions.extend(reader.expansions);
        if matches!(found, Value::Name(_)) {
            return found;
        }
        self.uses.push(at.start..end);
        self.appended(name.text(), end, &mut found);
        found
    }

    /// Where a variable is defined, from its name to behind the sign.
    fn definition(&mut self, name: &str) -> Option<Range<usize>> {
        self.lookups += 1;
        if self.lookups > LOOKUPS || name.is_empty() {
            return None;
        }
        let from = self.layer.text().ceil_char_boundary(self.start.saturating_sub(ABOVE));
        if !self.budget.look(self.start - from) {
            return None;
        }
        let above = self.layer.of(from..self.start);
        let is_name = |letter: char| letter.is_alphanumeric() || "_$.'\"".contains(letter);
        for (at, _) in above.rmatch_indices(name) {
            let before = above.get(..at)?.chars().next_back();
            let behind = above.get(at + name.len()..)?;
            let sign = behind.trim_start_matches([' ', '\t']);
            let equals =
                sign.starts_with('=') && !sign.starts_with("==") && !sign.starts_with("=>");
            if equals && !before.is_some_and(is_name) {
                return Some(from + at..from + above.len() - sign.len() + 1);
            }
        }
        None
    }

    /// `body.append('grant_type', …)`, `body.set(…)` between the definition and the call.
    fn appended(&mut self, name: &str, from: usize, value: &mut Value) {
        let (Value::Call(_, arguments), between) = (value, self.layer.of(from..self.start)) else {
            return;
        };
        let mut members = Vec::new();
        for (at, _) in between.match_indices(name) {
            let method = between.get(at + name.len()..).unwrap_or("");
            let open = [".append(", ".set("].into_iter().find(|it| method.starts_with(*it));
            if let Some(open) = open.filter(|_| members.len() < LOOKUPS) {
                let inner = from + at + name.len() + open.len();
                let mut reader = Reader::new(self.layer, inner..self.start, self.language);
                let mut pair = reader.members(')').into_iter().map(|(_, value)| value);
                if let (Some(name), Some(value)) = (pair.next(), pair.next()) {
                    members.push((text_of(&name, &mut self.expansions), value));
                }
                self.expansions.extend(reader.expansions);
                self.uses.push(from + at..reader.at);
            }
        }
        if !members.is_empty() {
            arguments.insert(0, (Layer::default(), Value::Object(members)));
        }
    }
}
