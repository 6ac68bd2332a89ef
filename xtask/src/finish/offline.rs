//! offline.html: where a person has the site kept in the browser.

use std::fs;
use std::path::Path;

use super::page::{replaced, without_comments};
use super::{policy, read, worker};
use crate::failure::{Failure, Outcome};
use crate::project::{Project, files_below};

/// Writes it into the built site. `copy` is the script that it shares with the page.
///
/// # Errors
/// If it lacks a place, or index.html has no style sheet.
pub fn write(project: &Project, site: &Path, copy: &str) -> Outcome {
    let html = read(&project.path("static/offline/offline.html"))?;
    let index = read(&site.join("index.html"))?;
    let style = index
        .lines()
        .find(|line| line.contains("rel=\"stylesheet\""))
        .ok_or_else(|| Failure::new("index.html names no style sheet."))?;
    let buttons = without_comments(&read(&project.path("static/offline/page.js"))?);
    let html = replaced(&html, "{{style}}", style)?;
    let html = replaced(&html, "{{size}}", &megabytes(site)?)?;
    let html = replaced(&html, "{{script}}", &[copy, "\n", &buttons].concat())?;
    let policy = policy::for_offline(&html)?;
    super::write(&site.join("offline.html"), &replaced(&html, policy::PLACE, &policy)?)
}

/// What a copy of the site takes, rounded up.
fn megabytes(site: &Path) -> Outcome<String> {
    let mut bytes = 0;
    for file in files_below(site)? {
        if !worker::NOT_KEPT.iter().any(|name| file.ends_with(name)) {
            bytes += fs::metadata(&file).map_err(|error| Failure::file(&file, &error))?.len();
        }
    }
    Ok(bytes.div_ceil(1_000_000).to_string())
}
