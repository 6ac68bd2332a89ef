//! Rules that are read when they are first looked at: of thousands a text wakes a few.
//!
//! In the page a rule is the text that it came in, and what its phrases begin with. That is all it takes to know
//! whether it may hold.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Rule;
use super::json::{FromJson, Json};
use super::wake::Waits;

/// A rule, read or not. What is broken in one that is read late stays empty.
#[derive(Clone, Debug, Default)]
pub struct Unread {
    text: Box<str>,
    waits: Waits,
    rule: OnceLock<Box<Rule>>,
}

impl Unread {
    /// What it waits for.
    pub(super) fn waits(&self) -> Cow<'_, Waits> {
        if self.waits.is_empty() {
            Cow::Owned(Waits::new(&self.when))
        } else {
            Cow::Borrowed(&self.waits)
        }
    }
}

impl Deref for Unread {
    type Target = Rule;

    fn deref(&self) -> &Rule {
        self.rule.get_or_init(|| {
            let mut rule = Box::<Rule>::default();
            let _broken = rule.read(&mut Json::new(&self.text, false));
            rule
        })
    }
}

impl From<Rule> for Unread {
    fn from(rule: Rule) -> Self {
        Unread { rule: Box::new(rule).into(), ..Unread::default() }
    }
}

impl PartialEq for Unread {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Serialize for Unread {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Unread {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Rule::deserialize(deserializer).map(Unread::from)
    }
}

impl FromJson for Unread {
    fn read(&mut self, json: &mut Json) -> Option<()> {
        if json.is_strict() {
            let mut rule = Rule::default();
            let done = rule.read(json);
            *self = rule.into();
            return done;
        }
        let mut waits = Waits::default();
        let text = json.pass(&mut |member, text| {
            if text.contains('\\') {
                let written = ["\"", text, "\""].concat();
                let text = Json::new(&written, false).text();
                waits.take(member, text.as_deref().unwrap_or_default());
            } else {
                waits.take(member, text);
            }
        });
        self.text = text?.into();
        self.waits = waits;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::json::{read, read_strictly};

    /// Rules that wait for something of every kind.
    const RULES: [&str; 12] = [
        r#"{"cause":"a","note":"says \"any\": x","when":{"any":["other words"],"says":["one","the longest one"]}}"#,
        r#"{"when":{"any":["secret \"expired\"","c:\\temp x","\u0041 b"],"error":["e"]},"also":["b","c"]}"#,
        r#"{"when":{"says":["AADSTS####"]},"strength":"certain","catch_all":true,"names_provider":"likely"}"#,
        r#"{"when":{"error":["e","f"],"field":["code|error.code=17.","more"]}}"#,
        r#"{"when":{"header":["Server: kong","via"],"status":[401,403]}}"#,
        r#"{"when":{"error":["invalid_grant","E17"],"host":["*.a.example"]}}"#,
        r#"{"when":{"about":["token"],"is":["expired","unknown"]},"steps":["{ [","\\"]}"#,
        r#"{"when":{"host":["*.a.example","b.example"]}}"#,
        r#"{"when":{"request":["!header:x","query:a=b","c"]}}"#,
        r#"{"when":{"status":[401,403]}}"#,
        r#"{"when":{"says":["***"]}}"#,
        " { \"when\" : { \"says\" : [ \"blanks everywhere\" ] } , \"catch_all\" : true } ",
    ];

    #[test]
    fn a_rule_that_is_read_late_is_the_same_and_waits_for_the_same() {
        for text in RULES {
            let (mut late, mut at_once) = (Unread::default(), Unread::default());
            assert_eq!(read(text, &mut late), Ok(()), "{text}");
            assert_eq!(read_strictly(text, &mut at_once), Ok(()), "{text}");
            assert_eq!(late.waits(), at_once.waits(), "{text}");
            let expected: Rule = serde_json::from_str(text).unwrap_or_default();
            assert!(*late == expected && *at_once == expected, "{text}");
        }
    }

    #[test]
    fn a_rule_that_does_not_end_is_refused() {
        for text in RULES.iter().map(|text| text.trim_end()) {
            for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
                let cut = text.get(..end).unwrap_or_default();
                assert!(read(cut, &mut Unread::default()).is_err(), "{cut}");
            }
            assert!(read(&[text, "]"].concat(), &mut Unread::default()).is_err(), "{text}");
        }
    }
}
