//! Writes the static reference pages into the folder of a built site: `reference KNOWLEDGE SITE`.
//!
//! `cargo xtask finish` runs it. The site's index.html says which style sheet and icon there are; the site's own
//! address, if it is known, comes in `TOKEN_TRIAGE_ADDRESS`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use token_triage::knowledge::source;
use token_triage::page::reference::{Site, pages, sitemap};

fn main() -> ExitCode {
    let mut given = env::args_os().skip(1).map(PathBuf::from);
    let (Some(knowledge), Some(folder)) = (given.next(), given.next()) else {
        eprintln!("reference KNOWLEDGE SITE: two folders; `cargo xtask build` calls it.");
        return ExitCode::FAILURE;
    };
    match write(&knowledge, &folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn write(knowledge: &Path, folder: &Path) -> Result<(), String> {
    let knowledge = source::knowledge(knowledge).map_err(|problems| {
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    })?;
    let index = folder.join("index.html");
    let html = fs::read_to_string(&index).map_err(|error| told(&index, &error))?;
    let address = env::var("TOKEN_TRIAGE_ADDRESS").ok().filter(|address| !address.is_empty());
    let site = Site::of(&html, address)
        .ok_or("index.html names no style sheet: the pages would have none.")?;
    let pages = pages(&knowledge);
    for page in &pages {
        let path = page.path();
        let html =
            page.html(&site).map_err(|_| format!("{path} can't be drawn without a browser."))?;
        put(&folder.join(path), &html)?;
    }
    match sitemap(&pages, &site) {
        Some(sitemap) => put(&folder.join("sitemap.xml"), &sitemap),
        None => Ok(()),
    }
}

fn put(file: &Path, text: &str) -> Result<(), String> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| told(folder, &error))?;
    }
    fs::write(file, text).map_err(|error| told(file, &error))
}

fn told(file: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}.", file.display())
}
