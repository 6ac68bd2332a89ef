//! What a search found, ready to be drawn: what it is, whose it is, where it leads.

use super::address::{Address, Entry, Tab};
use crate::knowledge::{Home, Knowledge, Rule};
use crate::search::Hit;

/// So many are shown; who does not find it among them types another word.
pub const MOST: usize = 20;

/// A hit with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'k> {
    /// "Cause", "Error code", "Provider", "Message".
    pub kind: &'static str,
    /// What it is called.
    pub title: String,
    /// Whether the title is something to compare letter by letter.
    pub is_code: bool,
    /// What there is to know of it: prose, or nothing.
    pub about: &'k str,
    /// The entry that tells more.
    pub entry: Entry,
}

impl Found<'_> {
    /// Where it leads.
    pub fn address(&self) -> Address {
        Address { tab: Tab::LookUp, entry: self.entry.clone(), ..Address::default() }
    }
}

/// What the knowledge base holds for a query, best first.
pub fn hits<'k>(query: &str, knowledge: &'k Knowledge) -> Vec<Found<'k>> {
    let hits = knowledge.search().find(query, MOST);
    hits.iter().filter_map(|hit| found(hit, knowledge)).collect()
}

fn found<'k>(hit: &Hit, knowledge: &'k Knowledge) -> Option<Found<'k>> {
    let found = match hit.home {
        Home::Cause(at) => {
            let cause = knowledge.causes.get(at)?;
            let about = cause.what.first().map_or("", String::as_str);
            let entry = Entry::Cause(cause.id.clone());
            Found { kind: "Cause", title: cause.title.clone(), is_code: false, about, entry }
        }
        Home::Error(at) => {
            let error = knowledge.errors.get(at)?;
            let entry = Entry::Error(error.id.clone());
            let about = error.title.as_str();
            Found { kind: "Error code", title: error.id.clone(), is_code: true, about, entry }
        }
        Home::Client(at) => {
            let client = knowledge.clients.get(at)?;
            message(client.rules.get(hit.rule?)?, &client.name)
        }
        Home::Provider(at) => {
            let provider = knowledge.providers.get(at)?;
            match hit.rule {
                Some(number) => message(provider.rules.get(number)?, &provider.name),
                None => Found {
                    kind: "Provider",
                    title: provider.name.clone(),
                    is_code: false,
                    about: provider.about.first().map_or("", String::as_str),
                    entry: Entry::Provider(provider.id.clone()),
                },
            }
        }
    };
    Some(found)
}

/// A message leads to what it means.
fn message<'k>(rule: &'k Rule, whose: &str) -> Found<'k> {
    let signs = [&rule.when.says, &rule.when.any, &rule.when.field, &rule.when.error];
    let words = signs.into_iter().find(|signs| !signs.is_empty());
    let words = words.map(|words| words.get(..3).unwrap_or(words).join(" … "));
    Found {
        kind: "Message",
        title: [whose, ": ", &words.unwrap_or_default()].concat(),
        is_code: false,
        about: &rule.note,
        entry: Entry::Cause(rule.cause.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Client, Conditions, Provider};

    #[test]
    fn a_message_says_whose_it_is_and_leads_to_what_it_means() {
        let rule = Rule {
            when: Conditions {
                says: vec!["no such".into(), "app".into()],
                ..Conditions::default()
            },
            cause: "unknown-client".into(),
            note: "It was deleted.".into(),
            ..Rule::default()
        };
        let rules = vec![rule.into()];
        let provider = Provider {
            id: "acme".into(),
            name: "Acme".into(),
            rules: rules.clone(),
            ..Provider::default()
        };
        let client = Client { name: "libacme".into(), rules, ..Client::default() };
        let knowledge =
            Knowledge { providers: vec![provider], clients: vec![client], ..Knowledge::default() };
        let found = hits("deleted", &knowledge);
        let told: Vec<_> =
            found.iter().map(|one| (one.kind, one.title.as_str(), one.about)).collect();
        assert_eq!(
            told,
            [
                ("Message", "Acme: no such … app", "It was deleted."),
                ("Message", "libacme: no such … app", "It was deleted."),
            ]
        );
        assert_eq!(found[0].address().fragment(), "#/cause/unknown-client");
        assert_eq!(hits("acme", &knowledge)[0].address().fragment(), "#/provider/acme");
    }
}
