//! Where things lie in a checkout.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::failure::{Failure, Outcome};

/// A checkout of this repository.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
    target: PathBuf,
}

impl Project {
    /// The checkout that this program was built from.
    pub fn here() -> Self {
        let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = xtask.parent().unwrap_or(xtask).to_path_buf();
        let target =
            env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        Project { root, target }
    }

    /// The folder that holds Cargo.toml and Trunk.toml.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A file or folder by its path from the root.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// The built site.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// What cargo and the set-up leave behind; safe to delete.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Programs that the set-up installs.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// Material that is not part of the repository and may lie beside it.
    pub fn shared(&self, relative: &str) -> Option<PathBuf> {
        let path = self.root.parent()?.join("shared").join(relative);
        path.exists().then_some(path)
    }
}

/// All files of a folder and of the folders in it.
///
/// # Errors
/// If a folder can't be read.
pub fn files_below(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)
        .map_err(|_| Failure::new("dist/ is not there yet: run `cargo xtask build` first."))?;
    let mut files = Vec::new();
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() { files.extend(files_below(&path)?) } else { files.push(path) }
    }
    Ok(files)
}
