//! Whether a pack makes sense: the few things by which it could break a page that others rely on. Samples, prose and
//! the rest are looked at when it is made (`cargo xtask knowledge --pack`).

use super::{Fault, Pack};
use crate::knowledge::lexicon::place;
use crate::knowledge::phrases::length;
use crate::knowledge::{Conditions, Knowledge, Profile, Provider, Reference, Term, Unread};

/// Everything that is wrong.
pub fn check(file: &str, pack: &Pack, knowledge: &Knowledge) -> Vec<Fault> {
    let place = String::new();
    let mut check = Check { file, pack, knowledge, place, faults: Vec::new() };
    for one in &pack.providers {
        check.entry("provider ", &one.id, &one.name, knowledge.provider(&one.id).is_some());
        check.provider(one);
    }
    for one in &pack.clients {
        let known = knowledge.clients.iter().any(|client| client.id == one.id);
        check.entry("client ", &one.id, &one.name, known);
        for mark in &one.marks {
            check.signs("marks", &mark.when);
        }
        check.rules(&one.rules);
        check.references(&one.references);
    }
    for one in &pack.errors {
        check.entry("error ", &one.id, &one.title, false);
        if knowledge.error(&one.id).is_some() {
            check.add("", "the page knows this code already; a pack adds new ones");
        }
        for cause in &one.causes {
            check.cause("causes", cause);
        }
        check.rules(&one.rules);
        check.references(&one.references);
    }
    check.faults
}

struct Check<'c> {
    file: &'c str,
    pack: &'c Pack,
    knowledge: &'c Knowledge,
    /// The entry that is looked at.
    place: String,
    faults: Vec<Fault>,
}

impl Check<'_> {
    fn add(&mut self, part: &str, reason: &str) {
        let gap = if part.is_empty() { "" } else { ": " };
        self.faults.push(Fault {
            file: self.file.to_owned(),
            place: [&self.place, gap, part].concat(),
            reason: reason.to_owned(),
        });
    }

    fn ensure(&mut self, holds: bool, part: &str, reason: &str) {
        if !holds {
            self.add(part, reason);
        }
    }

    /// What every entry needs. One that adds to a known one may leave its name out.
    fn entry(&mut self, kind: &str, id: &str, name: &str, known: bool) {
        self.place = [kind, id].concat();
        self.ensure(is_id(id), "id", "an id is made of a-z, 0-9, - and _; give it one");
        self.ensure(known || !name.is_empty(), "name", "it is missing, or empty");
    }

    fn provider(&mut self, one: &Provider) {
        if let Some(server) = &one.runs_on {
            let known = self.knowledge.provider(server).is_some()
                || self.pack.providers.iter().any(|other| other.id == *server);
            self.ensure(known, "runs_on", "there is no such provider");
        }
        for host in &one.hosts {
            self.host("hosts", host);
        }
        for mark in &one.marks {
            self.signs("marks", &mark.when);
        }
        for profile in &one.profiles {
            self.profile(profile);
        }
        for advice in &one.advice {
            self.cause("advice", &advice.cause);
        }
        for way in one.console.iter().filter(|way| !way.url.is_empty()) {
            self.address("console", &way.url);
        }
        for endpoint in &one.endpoints {
            self.address("endpoints", &endpoint.url);
        }
        self.rules(&one.rules);
        self.references(&one.references);
        self.references(one.basic.as_ref().map_or(&[], |basic| &basic.references));
    }

    fn rules(&mut self, rules: &[Unread]) {
        for (at, rule) in rules.iter().enumerate() {
            let part = ["rules[", &at.to_string(), "]"].concat();
            self.signs(&part, &rule.when);
            self.cause(&part, &rule.cause);
            for cause in &rule.also {
                self.cause(&part, cause);
            }
        }
    }

    /// A rule or mark that asks for nothing would hold for every text.
    fn signs(&mut self, part: &str, when: &Conditions) {
        let says = || when.says.iter().chain(&when.any).chain(&when.unless);
        let asks = when.says.len() + when.any.len() + when.is.len() + when.error.len();
        let asks = asks + when.status.len() + when.header.len() + when.field.len();
        let asks = asks + when.host.len() + when.request.len();
        self.ensure(asks > 0, part, "it asks for no sign: it would hold for every text");
        let has_words = says().all(|phrase| length(phrase) > 0);
        self.ensure(has_words, part, "a phrase has no word");
        let known = |names: &[String], terms: &[Term]| {
            names.iter().all(|name| place(terms, name).is_some())
        };
        let lexicon = &self.knowledge.lexicon;
        let known = known(&when.about, &lexicon.about) && known(&when.is, &lexicon.is);
        self.ensure(known, part, "`about` or `is` names a word that the page does not know");
        for host in &when.host {
            self.host(part, host);
        }
    }

    fn cause(&mut self, part: &str, id: &str) {
        let reason = if id.is_empty() { "it names no cause" } else { "there is no such cause" };
        self.ensure(self.knowledge.cause(id).is_some(), part, reason);
    }

    fn profile(&mut self, profile: &Profile) {
        let part = ["profile ", &profile.id].concat();
        self.ensure(is_id(&profile.id), &part, "an id is made of a-z, 0-9, - and _; give it one");
        self.ensure(!profile.grant.is_empty(), &part, "`grant` is missing");
        self.address(&part, &profile.endpoint);
        let values = profile.parameters.iter().map(|input| &input.value);
        for text in values.chain(&profile.headers).chain([&profile.endpoint]) {
            for name in text.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
                let declared = profile.variables.iter().any(|input| input.name == name);
                self.ensure(declared, &part, "a `{name}` in it is none of its `variables`");
            }
        }
    }

    fn references(&mut self, references: &[Reference]) {
        for reference in references {
            self.address("references", &reference.url);
        }
    }

    fn address(&mut self, part: &str, url: &str) {
        let fits = is_https(url) || url.starts_with('{');
        self.ensure(fits, part, "an address begins with https://");
    }

    fn host(&mut self, part: &str, host: &str) {
        let name = host.strip_prefix("*.").unwrap_or(host);
        let fits =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte);
        let fits = !name.is_empty() && name.bytes().all(fits);
        self.ensure(
            fits,
            part,
            "a host is a bare name in small letters, such as login.example.com or *.example.com",
        );
    }
}

/// Whether a text can be an id or the name of a pack.
pub fn is_id(text: &str) -> bool {
    let fits =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
    !text.is_empty() && text.len() <= 64 && text.bytes().all(fits)
}

/// Whether a text is an address that the page may link to.
pub fn is_https(text: &str) -> bool {
    text.len() > "https://".len() && text.starts_with("https://")
}
