//! `cargo xtask size`: what a visitor loads, raw and compressed, against the committed budget.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use serde::Deserialize;

use crate::arguments::Arguments;
use crate::failure::{Failure, Outcome};
use crate::project::{Project, files_below};

const KIB: u64 = 1024;

/// Most KiB of one part; what is not named is not limited.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Limit {
    /// For what is kept on a disk.
    raw: Option<u64>,
    gzip: Option<u64>,
    brotli: Option<u64>,
    /// KiB after brotli that a part may take for now although its budget is less. It only ever falls.
    fence: Option<u64>,
}

/// Bytes of one part, the files compressed one by one, as a host sends them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Weight {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints the sizes of dist/.
///
/// # Errors
/// If a part is above its budget, or dist/ was not built.
pub fn run(project: &Project, given: &[String]) -> Outcome {
    Arguments::new(given).end()?;
    let budget = read_budget(&project.path("size-budget.toml"))?;
    let mut weights: BTreeMap<&str, Weight> = BTreeMap::new();
    for file in files_below(&project.dist())? {
        let bytes = fs::read(&file).map_err(|error| Failure::file(&file, &error))?;
        let weight = weigh(&bytes).map_err(|error| Failure::file(&file, &error))?;
        weights.entry(part_of(&file, &project.dist())).or_default().add(weight);
    }
    println!("{:14}{:>9}{:>9}{:>9}  KiB", "", "raw", "gzip", "brotli");
    for (part, weight) in &weights {
        println!("{part:14}{:>9}{:>9}{:>9}", kib(weight.raw), kib(weight.gzip), kib(weight.brotli));
    }
    for (part, limit) in &budget {
        if let Some(told) = debt(part, limit, &weights) {
            println!("{told}");
        }
    }
    let over: Vec<String> =
        budget.iter().filter_map(|(part, limit)| complaint(part, limit, &weights)).collect();
    if over.is_empty() { Ok(()) } else { Err(Failure::new(over.join("\n"))) }
}

fn read_budget(file: &Path) -> Outcome<BTreeMap<String, Limit>> {
    let text = fs::read_to_string(file).map_err(|error| Failure::file(file, &error))?;
    toml::from_str(&text)
        .map_err(|error| Failure::new(format!("{}: {}", file.display(), error.message())))
}

/// What is wrong with a part, if anything: it is missing, or heavier than it may be.
fn complaint(part: &str, limit: &Limit, weights: &BTreeMap<&str, Weight>) -> Option<String> {
    let Some(weight) = weights.get(part) else {
        return Some(format!("dist/ holds no {part}: run `cargo xtask build`."));
    };
    let over = |name: &str, is: u64, most: Option<u64>| {
        let most = most.filter(|most| is > most * KIB)?;
        Some(format!(
            "{part} takes {} KiB{name}, its budget is {most}: make it smaller, or change size-budget.toml and say why.",
            kib(is)
        ))
    };
    over("", weight.raw, limit.raw)
        .or_else(|| over(" after gzip", weight.gzip, limit.gzip))
        .or_else(|| over(" after brotli", weight.brotli, limit.fence.or(limit.brotli)))
}

/// How far a part inside its fence is above its budget.
fn debt(part: &str, limit: &Limit, weights: &BTreeMap<&str, Weight>) -> Option<String> {
    let is = weights.get(part)?.brotli;
    let most = limit.fence.and(limit.brotli)?;
    let over = is.checked_sub(most * KIB).filter(|over| *over > 0)?;
    Some(format!("{part} is {} KiB above its budget of {most}.", kib(over)))
}

/// The part that a file belongs to, by its name; the reference pages lie in folders of their own.
fn part_of(file: &Path, dist: &Path) -> &'static str {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    match (name, extension) {
        ("knowledge.json", _) => "knowledge",
        (_, "html") if file.parent() != Some(dist) => "pages",
        ("token-triage.html", _) => "one-file",
        ("sitemap.xml", _) => "pages",
        ("index.html", _) | (_, "css") => "first-flight",
        // Not loaded by the page: only where a person asks for a copy.
        ("sw.js", _) => "other",
        (_, "wasm") => "wasm",
        (_, "js") => "glue",
        (_, "woff2") => "fonts",
        _ => "other",
    }
}

/// Compresses at the highest level, as hosts do with files that do not change.
fn weigh(bytes: &[u8]) -> io::Result<Weight> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes)?;
    let mut brotli = Vec::new();
    brotli::CompressorReader::new(bytes, 4096, 11, 22).read_to_end(&mut brotli)?;
    Ok(Weight { raw: length(bytes), gzip: length(&gzip.finish()?), brotli: length(&brotli) })
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// KiB with one decimal, rounded up: what is shown as within the budget is within it.
fn kib(bytes: u64) -> String {
    let tenths = (bytes * 10).div_ceil(KIB);
    format!("{}.{}", tenths / 10, tenths % 10)
}

impl Weight {
    fn add(&mut self, other: Weight) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_above_its_budget_is_named_with_both_numbers() {
        let weights = BTreeMap::from([("glue", Weight { raw: 0, gzip: 9000, brotli: 8193 })]);
        let limit = Limit { brotli: Some(8), ..Limit::default() };
        let told = complaint("glue", &limit, &weights).unwrap();
        assert!(told.starts_with("glue takes 8.1 KiB after brotli, its budget is 8:"), "{told}");
        let weights = BTreeMap::from([("glue", Weight { raw: 0, gzip: 9000, brotli: 8192 })]);
        assert_eq!(complaint("glue", &limit, &weights), None);
        assert!(complaint("wasm", &limit, &weights).is_some());
    }

    #[test]
    fn what_is_kept_on_a_disk_is_limited_as_it_is() {
        let weights =
            BTreeMap::from([("one-file", Weight { raw: 700 * KIB + 1, gzip: 0, brotli: 0 })]);
        let limit = |most| Limit { raw: Some(most), ..Limit::default() };
        let told = complaint("one-file", &limit(700), &weights).unwrap();
        assert!(told.starts_with("one-file takes 700.1 KiB, its budget is 700:"), "{told}");
        assert_eq!(complaint("one-file", &limit(701), &weights), None);
    }

    #[test]
    fn inside_its_fence_a_part_above_its_budget_is_told_and_passes() {
        let weights = BTreeMap::from([("wasm", Weight { raw: 0, gzip: 0, brotli: 130 * KIB })]);
        let limit = |fence| Limit { brotli: Some(120), fence: Some(fence), ..Limit::default() };
        assert_eq!(complaint("wasm", &limit(130), &weights), None);
        let told = debt("wasm", &limit(130), &weights);
        assert_eq!(told.as_deref(), Some("wasm is 10.0 KiB above its budget of 120."));
        assert!(complaint("wasm", &limit(129), &weights).is_some());
    }

    #[test]
    fn the_reference_pages_are_no_part_of_the_first_flight() {
        let dist = Path::new("/x/dist");
        for (file, part) in [
            ("index.html", "first-flight"),
            ("app-0123.css", "first-flight"),
            ("cause/index.html", "pages"),
            ("error/invalid_client.html", "pages"),
            ("sitemap.xml", "pages"),
            ("token-triage.html", "one-file"),
            ("knowledge.json", "knowledge"),
            ("sw.js", "other"),
        ] {
            assert_eq!(part_of(&dist.join(file), dist), part, "{file}");
        }
    }

    #[test]
    fn both_compressions_compress() {
        let weight = weigh(&[b'a'; 10_000]).unwrap();
        assert_eq!(weight.raw, 10_000);
        assert!(weight.gzip < 100 && weight.brotli < 100, "{weight:?}");
    }
}
