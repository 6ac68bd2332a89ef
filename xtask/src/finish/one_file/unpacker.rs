//! The unpacker that the one-file edition carries: the crate `packing`, compiled for the browser.

use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::failure::{Failure, Outcome};
use crate::finish::read;
use crate::project::Project;
use crate::setup::SearchPath;

/// The two files that unpack.
pub struct Unpacker {
    /// The WebAssembly, in gzip: that, every browser unpacks by itself.
    pub wasm: Vec<u8>,
    /// The JavaScript around it, which defines `wasm_bindgen`.
    pub glue: String,
}

/// Builds it with the tools that trunk builds the page with.
///
/// # Errors
/// If one of them is missing or fails; its own words are printed before.
pub fn build(project: &Project, path: &SearchPath) -> Outcome<Unpacker> {
    let folder = project.target().join("packing");
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["build", "--quiet", "--locked", "--release", "--package", "packing"])
        .args(["--features", "browser", "--target", "wasm32-unknown-unknown"])
        .current_dir(project.root());
    run(cargo)?;
    let compiled = project.target().join("wasm32-unknown-unknown/release/packing.wasm");
    let mut bindgen = path.command("wasm-bindgen", TOOLS)?;
    bindgen.args(["--target", "no-modules", "--no-typescript", "--out-dir"]).arg(&folder);
    bindgen.arg(&compiled);
    run(bindgen)?;
    let wasm = folder.join("packing_bg.wasm");
    let mut optimise = path.command("wasm-opt", TOOLS)?;
    optimise.args(["-O3", "--converge", "--low-memory-unused"]).arg(&wasm).arg("-o").arg(&wasm);
    run(optimise)?;
    Ok(Unpacker { wasm: gzip(&wasm)?, glue: read(&folder.join("packing.js"))? })
}

const TOOLS: &str = "`cargo xtask build` puts it on the path.";

fn run(mut command: Command) -> Outcome {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Failure::new("The unpacker of the one-file edition could not be built.")),
    }
}

fn gzip(file: &Path) -> Outcome<Vec<u8>> {
    let failure = |error| Failure::file(file, &error);
    let content = fs::read(file).map_err(failure)?;
    // Its head holds no time and no name: the same content gives the same bytes.
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&content).map_err(failure)?;
    encoder.finish().map_err(failure)
}
