//! SHA256SUMS: what every file of the site must hold, as `sha256sum --check` reads it.

use std::fs;
use std::path::Path;

use super::checksum;
use crate::failure::{Failure, Outcome};
use crate::project::files_below;

/// Its name in the site's folder.
const NAME: &str = "SHA256SUMS";

/// Writes the list of all files of the site.
///
/// # Errors
/// If one can't be read, or the list not be written.
pub fn write(site: &Path) -> Outcome {
    super::write(&site.join(NAME), &list(site, "")?)
}

/// The list of all files of the site but this one, in the order of their names. It names neither itself nor what hosts
/// read and do not serve.
///
/// # Errors
/// If one can't be read.
pub fn list(site: &Path, but: &str) -> Outcome<String> {
    let mut lines = Vec::new();
    for file in files_below(site)? {
        let name = file.strip_prefix(site).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        if [NAME, "_headers", but].contains(&name.as_str()) {
            continue;
        }
        let content = fs::read(&file).map_err(|error| Failure::file(&file, &error))?;
        lines.push(format!("{}  {name}\n", checksum::sha256(&content)));
    }
    // After the two blanks stands the name: sorted by it, whatever order the folder was read in.
    lines.sort_by(|one, other| one.get(66..).cmp(&other.get(66..)));
    Ok(lines.concat())
}
