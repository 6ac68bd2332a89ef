//! Takes this machine out of the program: messages of panics hold the places of sources, `/home/me/.cargo/registry/src/…`.
//! What is built is then the same wherever it is built, and says nothing of who did.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Flags for the page alone: what runs natively stays as it is compiled by everything else.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Has the compiler leave out the folders in which cargo keeps sources. A person's own flags would make another program.
pub fn sources(command: &mut Command) {
    let folder = cargo_home().join("registry/src");
    // One for each registry, named after its address.
    let registries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<String> =
        registries.filter_map(|entry| entry.path().into_os_string().into_string().ok()).collect();
    folders.sort();
    command
        .env(FLAGS, flags(&folders))
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
}

fn cargo_home() -> PathBuf {
    let home = || env::home_dir().unwrap_or_default().join(".cargo");
    env::var_os("CARGO_HOME").map_or_else(home, PathBuf::from)
}

/// The flags are parted by blanks, so a folder with one in its name stays.
fn flags(folders: &[String]) -> String {
    let folders = folders.iter().filter(|folder| !folder.contains(char::is_whitespace));
    let flags: Vec<String> =
        folders.map(|folder| format!("--remap-path-prefix={folder}=crates")).collect();
    flags.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_registry_has_a_flag() {
        let folders = ["/home/me/.cargo/registry/src/a-1", "/x y/a-2", "/b"].map(String::from);
        let flags = flags(&folders);
        assert_eq!(
            flags,
            "--remap-path-prefix=/home/me/.cargo/registry/src/a-1=crates --remap-path-prefix=/b=crates"
        );
    }
}
