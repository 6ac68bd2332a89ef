//! The members of the entries, as the page reads them from JSON.

use super::json::{FromJson, Json};
use super::types::{
    Advice, BasicDecoding, Cause, Client, Conditions, ConsolePath, Decodes, Endpoint, Environment,
    ErrorCode, Format, Input, Mark, Profile, Provider, Reference, Rule, Strength, Trap,
};
use super::{Knowledge, Lexicon, Term};

/// Reads these types as objects. One that has another member does not compile.
macro_rules! members {
    ($($entry:ident { $($name:ident),* })*) => {$(
        impl FromJson for $entry {
            fn read(&mut self, json: &mut Json) -> Option<()> {
                let $entry { $($name),* } = self;
                json.object(&mut [$((stringify!($name), $name)),*])
            }
        }
    )*};
}

members! {
    Advice { cause, what, check, fix }
    BasicDecoding { decodes, evidence, references }
    Cause { id, title, group, what, check, fix, otherwise, related, references, rules }
    Client { id, name, about, marks, rules, references }
    Conditions { error, says, any, unless, about, is, status, header, field, host, request }
    ConsolePath { to, path, url }
    Endpoint { name, url, note, retired }
    Environment { name, hosts, marks }
    ErrorCode { id, title, meaning, practice, causes, references, rules }
    Format { of, prefix, alphabet, lengths, note }
    Input { name, label, value, example, hint, required, secret }
    Lexicon { about, is }
    Mark { when, strength }
    Profile {
        id, title, endpoint, grant, authentication, variables, parameters, client_id_parameter, place, headers, notes,
        retired
    }
    Provider {
        id, name, runs_on, about, hosts, marks, basic, takes, scope_separator, needs, environments, endpoints, profiles,
        formats, console, traps, advice, rules, references
    }
    Reference { title, url, seen }
    Rule { id, when, title, cause, also, strength, note, steps, names_provider, catch_all }
    Term { name, phrases }
    Trap { title, text }
}

impl FromJson for Strength {
    fn read(&mut self, json: &mut Json) -> Option<()> {
        *self = match &*json.text()? {
            "possible" => Strength::Possible,
            "likely" => Strength::Likely,
            "certain" => Strength::Certain,
            _ => return None,
        };
        Some(())
    }
}

impl FromJson for Decodes {
    fn read(&mut self, json: &mut Json) -> Option<()> {
        *self = match &*json.text()? {
            "unknown" => Decodes::Unknown,
            "yes" => Decodes::Yes,
            "no" => Decodes::No,
            _ => return None,
        };
        Some(())
    }
}

impl FromJson for Knowledge {
    fn read(&mut self, json: &mut Json) -> Option<()> {
        // The index is made, never read.
        let Knowledge {
            causes,
            errors,
            providers,
            clients,
            checks,
            lexicon,
            compiled: _,
            searched: _,
        } = self;
        json.object(&mut [
            ("causes", causes),
            ("errors", errors),
            ("providers", providers),
            ("clients", clients),
            ("checks", checks),
            ("lexicon", lexicon),
        ])
    }
}
