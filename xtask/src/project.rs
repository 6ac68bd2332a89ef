//! Where things lie in a checkout.

use std::env;
use std::path::{Path, PathBuf};

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
