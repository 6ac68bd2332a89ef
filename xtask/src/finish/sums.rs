//! SHA256SUMS: what every file of the site must hold, as `sha256sum --check` reads it.

use std::fs;
use std::path::Path;

use super::checksum;
use crate::failure::{Failure, Outcome};
use crate::project::files_below;

/// Its name in the site's folder.
const NAME: &str = "SHA256SUMS";

/// Writes the list of all files of the site, in the order of their names.
///
/// # Errors
/// If one can't be read, or the list not be written.
pub fn write(site: &Path) -> Outcome {
    let mut lines = Vec::new();
    for file in files_below(site)? {
        let content = fs::read(&file).map_err(|error| Failure::file(&file, &error))?;
        let name = file.strip_prefix(site).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        lines.push(format!("{}  {name}\n", checksum::sha256(&content)));
    }
    // After the two blanks stands the name: sorted by it, whatever order the folder was read in.
    lines.sort_by(|one, other| one.get(66..).cmp(&other.get(66..)));
    super::write(&site.join(NAME), &lines.concat())
}
