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
