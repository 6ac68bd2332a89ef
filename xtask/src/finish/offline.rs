//! offline.html: where a person has the site kept in the browser.

use std::fs;
use std::path::Path;

use super::edition::{replaced, without_comments};
use super::{policy, read, worker};
use crate::failure::{Failure, Outcome};
use crate::project::{Project, files_below};

/// Writes it into the built site and gives it. Style and icon are those of `index`, the site's first page; `copy` is the
/// script that both share.
///
/// # Errors
/// If it lacks a place, or can't be written.
pub fn write(project: &Project, site: &Path, index: &str, copy: &str) -> Outcome<String> {
    let html = read(&project.path("static/offline/offline.html"))?;
    let buttons = without_comments(&read(&project.path("static/offline/page.js"))?);
    let html = replaced(&html, "{{links}}", &links(index))?;
    let html = replaced(&html, "{{size}}", &megabytes(site)?)?;
    let html = replaced(&html, "{{script}}", &[copy, "\n", &buttons].concat())?;
    let html = replaced(&html, policy::PLACE, &policy::for_offline(&html)?)?;
    super::write(&site.join("offline.html"), &html)?;
    Ok(html)
}

/// The lines that name style and icon.
fn links(index: &str) -> String {
    const KINDS: [&str; 2] = ["rel=\"stylesheet\"", "rel=\"icon\""];
    let lines = index.lines().filter(|line| KINDS.iter().any(|kind| line.contains(kind)));
    lines.collect::<Vec<_>>().join("\n")
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
