//! The folders that programs are looked for in.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};

/// An ordered list of folders with programs, as in the variable `PATH`.
#[derive(Clone, Debug, Default)]
pub struct SearchPath(Vec<PathBuf>);

impl SearchPath {
    /// What the variable `PATH` says.
    pub fn from_environment() -> Self {
        Self(env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default())
    }

    /// The same with one more folder, looked into before the others.
    #[must_use]
    pub fn with_first(&self, folder: PathBuf) -> Self {
        let mut folders = vec![folder];
        folders.extend(self.0.iter().cloned());
        Self(folders)
    }

    /// All programs of this name, in the order in which they would be taken.
    pub fn all(&self, name: &str) -> impl Iterator<Item = PathBuf> {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        self.0.iter().map(move |folder| folder.join(&file)).filter(|program| is_program(program))
    }

    /// The first program that has one of these names, earlier names first.
    pub fn find(&self, names: &[&str]) -> Option<PathBuf> {
        names.iter().find_map(|name| self.all(name).next())
    }

    /// A command for this program, which itself looks for programs in these folders.
    ///
    /// # Errors
    /// If there is no such program; `way_out` then says where to get it.
    pub fn command(&self, name: &str, way_out: &str) -> Outcome<Command> {
        let program = self
            .find(&[name])
            .ok_or_else(|| Failure::new(format!("`{name}` was not found. {way_out}")))?;
        Ok(self.command_at(&program))
    }

    /// A command for a program at a known place, which itself looks for programs in these folders.
    pub fn command_at(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env("PATH", self.joined());
        command
    }

    fn joined(&self) -> OsString {
        // Folders with a separator in their name can't be listed; they were never in PATH either.
        env::join_paths(&self.0).unwrap_or_default()
    }
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}
