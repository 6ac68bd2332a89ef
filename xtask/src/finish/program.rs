//! The program and its glue: joined with what starts them, and named after what they hold.

use std::fs;
use std::path::{Path, PathBuf};

use super::checksum;
use super::{read, write};
use crate::failure::{Failure, Outcome};

/// The two files that run.
pub struct Program {
    /// What wasm-bindgen wrote.
    pub glue: String,
    /// Name of the module that the page loads.
    pub module: String,
    /// What it must hold.
    pub module_integrity: String,
    /// Name of the WebAssembly.
    pub wasm: String,
    /// What it must hold.
    pub wasm_integrity: String,
}

impl Program {
    /// What stands for this build: it changes whenever code or knowledge do.
    pub fn version(&self, knowledge: &str) -> String {
        let Program { module_integrity, wasm_integrity, .. } = self;
        checksum::version([module_integrity, wasm_integrity, knowledge].concat().as_bytes())
    }
}

/// Puts `run` behind the glue and renames both files. A name says what its file holds: caches keep these for good, and
/// one that gave an older file of the same name would stop the page.
///
/// # Errors
/// If trunk's folder has not one file of each kind.
pub fn gather(staging: &Path, run: &str) -> Outcome<Program> {
    let file = only(staging, "js")?;
    let glue = read(&file)?;
    // wasm-bindgen's version is pinned; should it ever call its start otherwise, the build stops here.
    if glue.matches("__wbg_init as default").count() != 1 {
        return Err(Failure::new("The glue has no `__wbg_init`: static/run.js calls it."));
    }
    fs::remove_file(&file).map_err(|error| Failure::file(&file, &error))?;
    let module = [&glue, run].concat();
    let module_name = named(module.as_bytes(), "js");
    write(&staging.join(&module_name), &module)?;

    let wasm = only(staging, "wasm")?;
    let bytes = fs::read(&wasm).map_err(|error| Failure::file(&wasm, &error))?;
    let wasm_name = named(&bytes, "wasm");
    fs::rename(&wasm, staging.join(&wasm_name)).map_err(|error| Failure::file(&wasm, &error))?;
    Ok(Program {
        glue,
        module: module_name,
        module_integrity: checksum::integrity(module.as_bytes()),
        wasm: wasm_name,
        wasm_integrity: checksum::integrity(&bytes),
    })
}

fn named(content: &[u8], extension: &str) -> String {
    format!("token-triage-{}.{extension}", checksum::version(content))
}

/// The one file with this extension.
fn only(folder: &Path, extension: &str) -> Outcome<PathBuf> {
    let files = fs::read_dir(folder).map_err(|error| Failure::file(folder, &error))?;
    let mut found: Vec<PathBuf> = files
        .filter_map(|file| file.ok().map(|file| file.path()))
        .filter(|path| path.extension().is_some_and(|is| is == extension))
        .collect();
    match (found.pop(), found.is_empty()) {
        (Some(file), true) => Ok(file),
        _ => Err(Failure::new(format!("trunk did not leave one .{extension} in its folder."))),
    }
}
