//! `cargo xtask knowledge --pack FOLDER OUT.json`: a site's own entries, from the form that people write to a pack.

use std::fs;
use std::path::Path;

use token_triage::knowledge::pack::{self, Fault};
use token_triage::knowledge::source::{self, Entry, Problem, ProviderSource, Sources};

use crate::knowledge::list;

/// Checks the folder together with the knowledge base, and writes the pack.
///
/// # Errors
/// What is wrong, a line each.
pub fn write(knowledge: &Path, folder: &Path, out: &Path) -> Result<String, String> {
    let own = source::load(folder).map_err(|found| list(&shown(folder), &found))?;
    let base = source::load(knowledge).map_err(|found| list("knowledge/", &found))?;
    let problems = outside(&own);
    if !problems.is_empty() {
        return Err(list(&shown(folder), &problems));
    }
    let before = source::check(&base);
    let mut problems = source::check(&joined(base.clone(), own.clone(), &shown(folder)));
    // What is wrong without the pack is for those who write the knowledge base.
    problems.retain(|problem| !before.contains(problem));
    if !problems.is_empty() {
        return Err(list("", &problems));
    }
    let text = source::to_json(&source::compile(&own));
    let file = shown(out);
    pack::read(file.trim_end_matches('/'), &text, &source::compile(&base))
        .map_err(|faults| faults.iter().map(Fault::in_words).collect::<Vec<_>>().join("\n"))?;
    if let Some(parent) = out.parent() {
        fs::create_dir_all(parent).map_err(|error| error.to_string())?;
    }
    fs::write(out, &text).map_err(|error| format!("{}: {error}", out.display()))?;
    let name = out.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    Ok(format!(
        "wrote {}: put it into packs/ beside the page, and \"packs\": [\"{name}\"] into site.json",
        out.display()
    ))
}

/// What a pack can't hold.
fn outside(own: &Sources) -> Vec<Problem> {
    let message = "a pack holds providers, clients and errors; what this says, a provider's `[[advice]]` or rules can say";
    let causes = own.causes.iter().map(|entry| &entry.file);
    let files = causes.chain(own.checks.iter().map(|entry| &entry.file));
    let mut problems: Vec<Problem> =
        files.map(|file| Problem::new(file, "file", message)).collect();
    if own.providers.is_empty() && own.clients.is_empty() && own.errors.is_empty() {
        let message =
            "nothing is in it; write providers/ID.toml, clients/ID.toml or errors/CODE.md";
        problems.push(Problem::new("", "folder", message));
    }
    problems
}

/// The knowledge base as it is with the pack. Of an entry that both have, the pack's part stands in front.
fn joined(mut base: Sources, own: Sources, folder: &str) -> Sources {
    let named = |file: &str| [folder, file].concat();
    for entry in own.providers {
        let known = base.providers.iter_mut().find(|known| known.id == entry.id);
        match known {
            Some(known) => {
                known.file = named(&entry.file);
                in_front(&mut known.source, entry.source);
            }
            None => base.providers.push(Entry { file: named(&entry.file), ..entry }),
        }
    }
    for entry in own.clients {
        base.clients.retain(|known| known.id != entry.id);
        base.clients.push(Entry { file: named(&entry.file), ..entry });
    }
    for entry in own.errors {
        base.errors.push(Entry { file: named(&entry.file), ..entry });
    }
    base.providers.sort_by(|a, b| a.id.cmp(&b.id));
    base.clients.sort_by(|a, b| a.id.cmp(&b.id));
    base.errors.sort_by(|a, b| a.id.cmp(&b.id));
    base
}

fn in_front(known: &mut ProviderSource, own: ProviderSource) {
    macro_rules! lists {
        ($($list:ident)*) => {$(
            let mut all = own.$list;
            all.append(&mut known.$list);
            known.$list = all;
        )*};
    }
    lists!(about hosts references takes needs environments marks endpoints profiles formats console traps rules);
    // Two pieces of advice for one cause are two steps of one answer there, and a mistake in one file.
    let told: Vec<String> = own.advice.iter().map(|advice| advice.cause.clone()).collect();
    known.advice.retain(|advice| !told.contains(&advice.cause));
    known.advice.extend(own.advice);
    known.runs_on = own.runs_on.or(known.runs_on.take());
    known.basic = own.basic.or(known.basic.take());
}

/// A path as problems begin with it.
fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    if text.ends_with('/') { text } else { [&text, "/"].concat() }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::{env, process};

    use super::*;

    const CAUSE: &str = "+++\ntitle = \"Unknown.\"\ngroup = \"client\"\n+++\n# What happened\nIt.\n# How to check\n1. Look.\n\
                         # How to fix\n1. Mend.\n# When it is something else\n- It is not.\n";

    const KNOWN: &str = r#"
name = "Keycloak"
about = ["A server."]
hosts = ["*.keycloak.example"]
references = [{ title = "A page", url = "https://example.org/", seen = 2026-11-21 }]
[[trap]]
title = "A trap"
text = "What people stumble over."
[[rule]]
id = "keycloak-client-disabled"
says = ["client disabled here"]
cause = "unknown-client"
strength = "likely"
note = "It says so."
samples = ['the client disabled here']
not = ['a client']
source = "https://example.org/"
seen = 2026-11-21
"#;

    const OWN: &str = r#"
name = "Acme"
about = ["An API."]
hosts = ["*.acme.example"]
references = [{ title = "Tokens", url = "https://acme.example/tokens", seen = 2026-11-21 }]
[[trap]]
title = "A trap"
text = "What people stumble over."

[[rule]]
id = "acme-no"
says = ["acme says no"]
cause = "unknown-client"
strength = "certain"
note = "It says so."
samples = ['acme says no']
not = ['acme says yes']
source = "https://acme.example/tokens"
seen = 2026-11-21
"#;

    /// A knowledge base of one cause and one provider, and a pack of one file.
    fn folders(name: &str, file: &str, text: &str) -> (PathBuf, PathBuf, PathBuf) {
        let root = env::temp_dir().join(format!("token-triage-pack-{}-{name}", process::id()));
        let put = |path: &str, text: &str| {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        put("knowledge/causes/unknown-client.md", CAUSE);
        put("knowledge/providers/keycloak.toml", KNOWN);
        put(&format!("our/{file}"), text);
        (root.join("knowledge"), root.join("our"), root.join("packs/acme.json"))
    }

    fn made(name: &str, file: &str, text: &str) -> Result<String, String> {
        let (knowledge, own, out) = folders(name, file, text);
        let said = write(&knowledge, &own, &out);
        let pack = fs::read_to_string(&out).unwrap_or_default();
        let shown = shown(&own);
        fs::remove_dir_all(own.parent().unwrap()).unwrap();
        said.map(|_| pack).map_err(|said| said.replace(&shown, "our/"))
    }

    #[test]
    fn a_pack_holds_what_the_page_reads_and_no_more() {
        let pack = made("whole", "providers/acme.toml", OWN).unwrap();
        assert!(pack.starts_with(r#"{"providers":[{"#), "{pack}");
        assert!(pack.contains("acme says no") && !pack.contains("acme says yes"), "{pack}");
        let more = "hosts = [\"sso.acme.example\"]\n";
        let pack = made("more", "providers/keycloak.toml", more).unwrap();
        assert_eq!(pack, r#"{"providers":[{"hosts":["sso.acme.example"],"id":"keycloak"}]}"#);
    }

    #[test]
    fn what_is_wrong_is_named_and_nothing_is_written() {
        let rule = OWN.split_once("[[rule]]").map(|(_, rule)| rule).unwrap();
        let takes =
            ["[[rule]]", &rule.replace("acme says no", "the client disabled here")].concat();
        for (name, file, text, expected) in [
            (
                "key",
                "providers/acme.toml",
                OWN.replace("hosts", "host"),
                "our/providers/acme.toml: line 4: there is no key `host`",
            ),
            (
                "cause",
                "providers/acme.toml",
                OWN.replace("unknown-client", "no-such"),
                "our/providers/acme.toml: rule acme-no: ",
            ),
            (
                "sample",
                "providers/acme.toml",
                OWN.replace("['acme says no']", "['other']"),
                "our/providers/acme.toml: rule acme-no: ",
            ),
            (
                "near",
                "providers/acme.toml",
                OWN.replace("['acme says yes']", "[]"),
                "our/providers/acme.toml: rule acme-no: ",
            ),
            // What the page knows must not be taken away unseen.
            ("takes", "providers/keycloak.toml", takes, "keycloak-client-disabled"),
            (
                "causes",
                "causes/unknown-client.md",
                CAUSE.to_owned(),
                "our/causes/unknown-client.md: file: a pack holds",
            ),
            ("empty", "providers/.keep", String::new(), "folder: nothing is in it"),
        ] {
            let said = made(name, file, &text).unwrap_err();
            assert!(said.contains(expected), "{name}: {said}");
        }
    }
}
