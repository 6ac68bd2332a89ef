//! sw.js: the service worker, with the checksum of the list of all files that it keeps.

use std::path::Path;

use super::edition::replaced;
use super::{checksum, sums};
use crate::failure::Outcome;

/// Its name in the site's folder.
const NAME: &str = "sw.js";

/// Files of the site that are not for use without network: what is downloaded on purpose, and what search engines read.
pub const NOT_KEPT: [&str; 3] = ["sitemap.xml", "token-triage.html", "token-triage.html.sha256"];

/// Writes it for the files that are in the site's folder.
///
/// # Errors
/// If a file can't be read, or the template lacks a place.
pub fn write(site: &Path, template: &str) -> Outcome {
    // The worker fetches SHA256SUMS itself: one list for people and for it. It can't hold the checksum of a list that
    // holds its own, so its line is left out.
    let list = sums::list(site, NAME)?;
    super::write(&site.join(NAME), &filled(template, &list)?)
}

/// The template with what stands for this build in it. A byte of any file, or of the worker, makes another version.
fn filled(template: &str, list: &str) -> Outcome<String> {
    let version = checksum::version([template, list].concat().as_bytes());
    let worker = replaced(template, "{{sums}}", &checksum::sha256(list.as_bytes()))?;
    let worker = replaced(&worker, "{{not-kept}}", &format!("{NOT_KEPT:?}"))?;
    replaced(&worker, "{{version}}", &version)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "'{{sums}}' {{not-kept}} '{{version}}'";

    #[test]
    fn it_names_the_list_by_its_checksum() {
        // FIPS 180-4, example for "abc".
        let sums = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let worker = filled(TEMPLATE, "abc").unwrap();
        assert!(worker.starts_with(&format!("'{sums}' [\"sitemap.xml\", ")), "{worker}");
        assert!(!worker.contains("{{"), "{worker}");
    }

    #[test]
    fn another_list_or_another_worker_is_another_version() {
        let version = |template, list| {
            let worker = filled(template, list).unwrap();
            worker.rsplit('\'').nth(1).unwrap().to_owned()
        };
        assert_ne!(version(TEMPLATE, "abc"), version(TEMPLATE, "abd"));
        let other = format!("// Other code.\n{TEMPLATE}");
        assert_ne!(version(TEMPLATE, "abc"), version(&other, "abc"));
        assert_eq!(version(TEMPLATE, "abc").len(), 12);
    }
}
