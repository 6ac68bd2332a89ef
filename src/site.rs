//! What whoever hosts the page says of it: `site.json`, beside `index.html`. Without the file, everything is as it is
//! without a word.

use crate::knowledge::json::{FromJson, Json};
use crate::knowledge::pack::{self, Fault, is_https, is_id};
use crate::knowledge::{Knowledge, Provider};
use crate::order;

/// The file's name.
pub const FILE: &str = "site.json";

/// `site.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// What the page is called here; empty for its own name.
    pub title: String,
    /// Who helps.
    pub support: Support,
    /// The provider that is meant where a text names none; a slug, or empty.
    pub provider: String,
    /// The providers that lists begin with.
    pub first: Vec<String>,
    /// Names of files in `packs/`, with or without `.json`.
    pub packs: Vec<String>,
    /// The address that the page is published at, for the way out of another page's frame.
    pub address: String,
}

/// Who helps where the page does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// "Ask the Acme developer support."
    pub text: String,
    /// Their address; https alone.
    pub link: String,
}

impl FromJson for Support {
    fn read(&mut self, json: &mut Json) -> Option<()> {
        let Support { text, link } = self;
        json.object(&mut [("text", text), ("link", link)])
    }
}

impl FromJson for Site {
    fn read(&mut self, json: &mut Json) -> Option<()> {
        let Site { title, support, provider, first, packs, address } = self;
        json.object(&mut [
            ("title", title),
            ("support", support),
            ("provider", provider),
            ("first", first),
            ("packs", packs),
            ("address", address),
        ])
    }
}

/// What is wrong with a file of the host's that was named and can't be had.
pub const MISSING: &str = "it could not be fetched: is it beside the page?";

/// The site as it says it is, and what was wrong with its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hosted {
    /// What holds of `site.json`: nothing of it where it has a fault.
    pub site: Site,
    /// For whoever hosts the page.
    pub faults: Vec<Fault>,
    /// Ids of providers and error codes that only a pack holds.
    pub brought: Vec<String>,
}

impl Hosted {
    /// Reads `site.json`; `None` where there is none.
    pub fn read(text: Option<&str>) -> Self {
        let mut hosted = Hosted::default();
        let Some(text) = text else { return hosted };
        match pack::read_file(FILE, text, &mut hosted.site) {
            Ok(()) => hosted.check(),
            Err(fault) => hosted.refuse(fault),
        }
        hosted
    }

    /// Keeps nothing of a site that can't be what was meant.
    fn refuse(&mut self, fault: Fault) {
        self.site = Site::default();
        self.faults.push(fault);
    }

    fn check(&mut self) {
        let site = &self.site;
        let fits = |url: &String| url.is_empty() || is_https(url);
        for (place, holds, reason) in [
            ("support.link", fits(&site.support.link), HTTPS),
            ("address", fits(&site.address), HTTPS),
            ("packs", site.packs.iter().all(|name| is_id(bare(name))), PACK),
        ] {
            if !holds {
                self.refuse(Fault {
                    file: FILE.into(),
                    place: place.into(),
                    reason: reason.into(),
                });
                return;
            }
        }
    }

    /// Adds the packs to the knowledge base, each with its text if it could be fetched. One that is broken is left out.
    pub fn add(&mut self, packs: Vec<Option<String>>, knowledge: &mut Knowledge) {
        let names = self.site.packs.iter().map(|name| file_of(name));
        for (file, text) in names.zip(packs) {
            let read = match text {
                Some(text) => pack::read(&file, &text, knowledge),
                None => Err(vec![Fault { file, reason: MISSING.into(), ..Fault::default() }]),
            };
            match read {
                Ok(pack) => {
                    let providers = pack.providers.iter().map(|one| &one.id);
                    let providers = providers.filter(|id| knowledge.provider(id).is_none());
                    self.brought
                        .extend(providers.chain(pack.errors.iter().map(|one| &one.id)).cloned());
                    knowledge.add(pack);
                }
                Err(faults) => self.faults.extend(faults),
            }
        }
        let slugs = self.site.first.iter().chain(Some(&self.site.provider));
        if slugs.filter(|id| !id.is_empty()).any(|id| knowledge.provider(id).is_none()) {
            self.faults.push(Fault {
                file: FILE.into(),
                place: "`provider` or `first`".into(),
                reason: "it names a provider that the page does not know".into(),
            });
        }
    }
}

const HTTPS: &str = "an address begins with https://";
const PACK: &str = "write the bare names of files in packs/, made of a-z, 0-9, - and _";

/// The address of a pack, relative to the page.
pub fn file_of(pack: &str) -> String {
    ["packs/", bare(pack), ".json"].concat()
}

fn bare(pack: &str) -> &str {
    pack.strip_suffix(".json").unwrap_or(pack)
}

impl Site {
    /// What the page is called.
    pub fn title(&self) -> &str {
        if self.title.is_empty() { "Token Triage" } else { &self.title }
    }

    /// The providers, those that the site names first before the others.
    pub fn providers<'k>(&self, knowledge: &'k Knowledge) -> Vec<&'k Provider> {
        let place = |one: &Provider| self.first.iter().position(|id| *id == one.id);
        let mut all: Vec<&Provider> = knowledge.providers.iter().collect();
        order::by_key(&mut all, |one| place(one).unwrap_or(usize::MAX));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Cause;

    /// What is left of a site and what is said of it.
    fn said(text: &str) -> (Site, Vec<String>) {
        let hosted = Hosted::read(Some(text));
        (hosted.site, hosted.faults.iter().map(Fault::in_words).collect())
    }

    #[test]
    fn it_is_taken_as_it_is_written() {
        let (site, faults) = said(
            r#"{"title": "Acme tokens", "support": {"text": "Ask us", "link": "https://acme.example/help"},
            "provider": "acme", "first": ["acme"], "packs": ["acme", "more.json"], "address": "https://t.acme.example/"}"#,
        );
        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(
            (site.title(), site.support.link.as_str()),
            ("Acme tokens", "https://acme.example/help")
        );
        assert_eq!(
            site.packs.iter().map(|name| file_of(name)).collect::<Vec<_>>(),
            ["packs/acme.json", "packs/more.json"]
        );
    }

    #[test]
    fn without_the_file_and_without_a_word_in_it_nothing_is_said() {
        assert_eq!(Hosted::read(None), Hosted::default());
        assert_eq!(said("{}"), (Site::default(), Vec::new()));
        assert_eq!(said(include_str!("../static/site.json")), (Site::default(), Vec::new()));
        assert_eq!(Site::default().title(), "Token Triage");
    }

    #[test]
    fn what_is_wrong_is_named_and_nothing_of_it_holds() {
        for (text, expected) in [
            ("", "line 1, column 1: this is no JSON"),
            ("{\"title\": \"a\",}", "line 1, column 15: the JSON is broken here"),
            (
                "{\"titel\": \"a\"}",
                "titel, line 1, column 11: there is no such key; is it mistyped?",
            ),
            (
                "{\"support\": \"a\"}",
                "support, line 1, column 13: this key wants another kind of value",
            ),
            (
                "{\"support\": {\"link\": \"javascript:alert(1)\"}}",
                "support.link: an address begins with https://",
            ),
            ("{\"address\": \"http://a.example\"}", "address: an address begins with https://"),
        ] {
            let named = ["`site.json`: ", expected].concat();
            assert_eq!(said(text), (Site::default(), vec![named]), "{text}");
        }
        for name in [
            "../secrets",
            "a/b",
            "https://a.example/x",
            "",
            ".json",
            "a b",
            "a.json.json",
            "C:",
            "%2e%2e",
        ] {
            let text = ["{\"title\": \"a\", \"packs\": [\"", name, "\"]}"].concat();
            let (site, faults) = said(&text);
            assert_eq!(
                (site, faults),
                (Site::default(), vec![["`site.json`: packs: ", PACK].concat()]),
                "{name}"
            );
        }
    }

    fn knowledge() -> Knowledge {
        let provider = |id: &str| Provider { id: id.into(), ..Provider::default() };
        Knowledge {
            causes: vec![Cause { id: "unknown-client".into(), ..Cause::default() }],
            providers: ["auth0", "okta", "zoom"].map(provider).into(),
            ..Knowledge::default()
        }
    }

    #[test]
    fn a_pack_that_is_broken_or_missing_is_named_and_the_others_count() {
        let mut hosted =
            Hosted::read(Some(r#"{"packs": ["one", "two", "three", "four"], "provider": "acme"}"#));
        let mut knowledge = knowledge();
        let acme = r#"{"providers": [{"id": "acme", "name": "Acme"}]}"#;
        let broken = r#"{"providers": [{"id": "bolt", "name": "Bolt", "runs_on": "nobody"}]}"#;
        // What an earlier pack brought, a later one may build on.
        let runs = r#"{"providers": [{"id": "coil", "name": "Coil", "runs_on": "acme"}]}"#;
        let texts = [Some(acme), Some(broken), None, Some(runs)];
        hosted.add(texts.map(|text| text.map(str::to_owned)).into(), &mut knowledge);
        let ids: Vec<&str> = knowledge.providers.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["acme", "auth0", "coil", "okta", "zoom"]);
        assert_eq!(hosted.brought, ["acme", "coil"]);
        let faults: Vec<String> = hosted.faults.iter().map(Fault::in_words).collect();
        assert_eq!(
            faults,
            [
                "`packs/two.json`: provider bolt: runs_on: there is no such provider".to_owned(),
                ["`packs/three.json`: ", MISSING].concat(),
            ]
        );
    }

    #[test]
    fn lists_begin_with_what_the_site_names() {
        let mut hosted = Hosted::read(Some(r#"{"first": ["zoom", "nobody", "okta"]}"#));
        let mut knowledge = knowledge();
        hosted.add(Vec::new(), &mut knowledge);
        let ids: Vec<&str> =
            hosted.site.providers(&knowledge).iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["zoom", "okta", "auth0"]);
        let [fault] = hosted.faults.as_slice() else { panic!("one fault") };
        assert!(fault.in_words().ends_with("names a provider that the page does not know"));
    }
}
