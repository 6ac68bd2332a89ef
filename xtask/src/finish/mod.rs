//! `cargo xtask finish`: what trunk calls before it puts the built page into dist/.
//!
//! Trunk leaves the program, its glue, the style and index.html in a folder. Here the knowledge base and the reference
//! pages come beside them, all of it becomes one more file, index.html gets its scripts with the checksums of all that
//! they load and then its policy. Last comes what names every file by its checksum: the service worker and SHA256SUMS.

mod checksum;
mod edition;
mod hosting;
mod offline;
mod one_file;
mod page;
mod policy;
mod program;
mod sums;
mod worker;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use token_triage::knowledge::{Knowledge, source};

use crate::failure::{Failure, Outcome};
use crate::project::Project;
use one_file::OneFile;
use page::Page;

/// Finishes the page in trunk's staging folder.
///
/// # Errors
/// If trunk did not call it, the knowledge base has problems, or index.html lacks a place.
pub fn run(project: &Project) -> Outcome {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| Failure::new("`finish` is for trunk to call: run `cargo xtask build`."))?;
    let knowledge = compiled(project.root())?;
    write(&staging.join("knowledge.json"), &knowledge)?;
    let copy = edition::without_comments(&read(&project.path("static/offline/copy.js"))?);
    let run = read(&project.path("static/run.js"))?;
    let program = program::gather(&staging, &[&copy, "\n", &run].concat())?;
    let index = staging.join("index.html");
    let html = read(&index)?;
    let wasm = staging.join(&program.wasm);
    let one_file = OneFile {
        html: &html,
        module: &[&program.glue, &run].map(String::as_str).concat(),
        wasm: &fs::read(&wasm).map_err(|error| Failure::file(&wasm, &error))?,
        knowledge: &knowledge,
        version: &program.version(&knowledge),
    };
    let page = Page {
        start: &read(&project.path("static/start.js"))?,
        program: &program,
        knowledge: &knowledge,
        one_file: &one_file.write(project, &staging)?,
    };
    let html = page.filled(&html)?;
    write(&index, &html)?;
    reference(project, &staging)?;
    let offline = offline::write(project, &staging, &html, &copy)?;
    seal(project, &staging)?;
    // Behind the list of files: hosts read `_headers` and do not serve it.
    hosting::write_all(project, &policy::for_headers(&html, &offline)?, &staging)
}

/// Writes into a site's folder what names all its files by their checksums: sw.js and SHA256SUMS.
///
/// # Errors
/// If a file can't be read or written.
pub fn seal(project: &Project, site: &Path) -> Outcome {
    worker::write(site, &read(&project.path("static/offline/sw.js"))?)?;
    sums::write(site)
}

fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(|error| Failure::file(file, &error))
}

fn write(file: &Path, content: &str) -> Outcome {
    fs::write(file, content).map_err(|error| Failure::file(file, &error))
}

/// Has the root package's bin `reference` write its pages. It is run, not linked: as a dependency its features would
/// reach the core, which is to be tested without them.
fn reference(project: &Project, site: &Path) -> Outcome {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["run", "--quiet", "--locked", "--package", "token-triage"])
        .args(["--features", "pages", "--bin", "reference", "--"])
        .args([project.path("knowledge").as_path(), site])
        .current_dir(project.root());
    match cargo.status() {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Failure::new("The reference pages could not be written; the reason is above.")),
    }
}

/// The knowledge base as the page fetches it.
fn compiled(root: &Path) -> Outcome<String> {
    let mut knowledge = source::knowledge(&root.join("knowledge")).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        Failure::new(format!("The knowledge base has problems:\n{}", lines.join("\n")))
    })?;
    leave_to_the_pages(&mut knowledge);
    Ok(source::to_json(&knowledge))
}

/// Takes out what only the reference pages show: each entry links to its page, and everyone loads this file.
fn leave_to_the_pages(knowledge: &mut Knowledge) {
    for provider in &mut knowledge.providers {
        provider.references.clear();
    }
    for error in &mut knowledge.errors {
        error.references.clear();
    }
    for client in &mut knowledge.clients {
        client.references.clear();
        client.about.clear();
    }
}
