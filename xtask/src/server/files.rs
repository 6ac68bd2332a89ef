//! From the target of a request to a file in the folder, and its media type.

use std::fs;
use std::path::{Path, PathBuf};

/// A file to send.
pub struct File {
    /// Its media type.
    pub kind: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The file that a target names, if it lies in the folder.
pub fn open(folder: &Path, target: &str) -> Option<File> {
    let path = locate(folder, target)?;
    let bytes = fs::read(&path).ok()?;
    Some(File { kind: media_type(&path), bytes })
}

/// Only plain names can be asked for: no `..`, no escapes, no drive letters. The build writes no others.
fn locate(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let mut file = folder.to_path_buf();
    for name in path.split('/').filter(|name| !name.is_empty()) {
        let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
        if !plain || name.starts_with('.') {
            return None;
        }
        file.push(name);
    }
    if file.is_dir() {
        file.push("index.html");
    }
    Some(file)
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        // Without this one browsers compile the page only after all of it has arrived.
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_stay_in_the_folder() {
        let folder = Path::new("/site");
        assert_eq!(locate(folder, "/a/b.js?v=1"), Some("/site/a/b.js".into()));
        assert_eq!(locate(folder, "//etc/hosts"), Some("/site/etc/hosts".into()));
        for bad in ["/../secret", "/a/../../b", "/.git/config", "/%2e%2e/b", "/a\\b", "a.js", ""] {
            assert_eq!(locate(folder, bad), None, "{bad}");
        }
    }
}
