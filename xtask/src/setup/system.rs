//! What the operating system's package manager brings: a Chromium, the shells, and servers to host the page with.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{SearchPath, announce};
use crate::failure::{Failure, Outcome};

/// Names under which Chromium and Chrome are installed.
const CHROMIUM: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The shells that commands are tested in, each with its package. Wine has a cmd.exe.
const SHELLS: [(&str, &str); 8] = [
    ("bash", "bash"),
    ("dash", "dash"),
    ("zsh", "zsh"),
    ("ksh93", "ksh93u+m"),
    ("mksh", "mksh"),
    ("busybox", "busybox"),
    ("fish", "fish"),
    ("wine", "wine"),
];

/// The programs that requests are written for, each with its package.
const PROGRAMS: [(&str, &str); 3] = [("curl", "curl"), ("http", "httpie"), ("wget", "wget")];

/// A Chromium or Chrome, installed if it has to be.
///
/// # Errors
/// If there is none and it can't be installed.
pub fn chromium(path: &SearchPath) -> Outcome<PathBuf> {
    if let Some(found) = path.find(&CHROMIUM) {
        return Ok(found);
    }
    let missing = "No Chromium was found.";
    install(path, &["chromium"], missing, "Installing Chromium (300 MB, a few minutes, once)")?;
    path.find(&CHROMIUM).ok_or_else(|| by_hand(missing, &["chromium"]))
}

/// The servers that hosting/ has configurations for, and the language of an authorization server, each with its package.
const SERVERS: [(&str, &str); 3] = [("nginx", "nginx"), ("caddy", "caddy"), ("ruby", "ruby")];

/// What drives Chromium; Firefox; WebKit, which brings its browser along, and a screen for it: each with its package.
const ENGINES: [(&str, &str); 4] = [
    ("chromedriver", "chromium-driver"),
    ("firefox-esr", "firefox-esr"),
    ("WebKitWebDriver", "webkit2gtk-driver"),
    ("Xvfb", "xvfb"),
];

/// The libraries of that authorization server, each with its package.
const GEMS: [(&str, &str); 4] = [
    ("doorkeeper", "ruby-doorkeeper"),
    ("activerecord", "ruby-activerecord"),
    ("sqlite3", "ruby-sqlite3"),
    ("puma", "puma"),
];

/// The shells, installed if they have to be; and the programs that requests are written for.
///
/// # Errors
/// If one is missing and can't be installed.
pub fn shells(path: &SearchPath) -> Outcome {
    let mut missing: Vec<&str> = missing(path, &SHELLS);
    missing.extend(self::missing(path, &PROGRAMS));
    if !has_requests(path) {
        missing.push("python3-requests");
    }
    programs(path, &missing)
}

/// What Hurl is built with: curl's library, libxml2, and clang, which reads their headers.
///
/// # Errors
/// If they can't be installed.
pub fn for_hurl(path: &SearchPath) -> Outcome {
    let packages = ["libcurl4-openssl-dev", "libxml2-dev", "libclang-dev", "pkg-config"];
    let step = "Installing the libraries that Hurl is built with (35 MB, a minute, once)";
    install(path, &packages, "Hurl is not there, and has to be built.", step)
}

/// The servers, installed if they have to be.
///
/// # Errors
/// If one is missing and can't be installed.
pub fn servers(path: &SearchPath) -> Outcome {
    let mut missing = missing(path, &SERVERS);
    let ruby = path.find(&["ruby"]);
    let is_there = |gem: &str| {
        let asks = format!("gem '{gem}'");
        ruby.as_ref().is_some_and(|ruby| succeeds(Command::new(ruby).args(["-e", &asks])))
    };
    missing.extend(GEMS.iter().filter(|(gem, _)| !is_there(gem)).map(|(_, package)| *package));
    programs(path, &missing)
}

/// The engines besides Chromium and what drives them, installed if they have to be.
///
/// # Errors
/// If one is missing and can't be installed.
pub fn engines(path: &SearchPath) -> Outcome {
    programs(path, &missing(path, &ENGINES))
}

/// The packages of programs that are not there.
fn missing(path: &SearchPath, programs: &[(&str, &'static str)]) -> Vec<&'static str> {
    let missing = programs.iter().filter(|(program, _)| path.find(&[program]).is_none());
    missing.map(|(_, package)| *package).collect()
}

/// Installs packages, if there are any.
fn programs(path: &SearchPath, missing: &[&'static str]) -> Outcome {
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(", ");
    install(
        path,
        missing,
        &format!("Not found: {names}."),
        &format!("Installing {names} (some minutes, once)"),
    )
}

/// Whether the Python that the tests run has the library requests: the system's own, where there is one.
fn has_requests(path: &SearchPath) -> bool {
    let system = Path::new("/usr/bin/python3");
    let python =
        Some(system.to_owned()).filter(|one| one.exists()).or_else(|| path.find(&["python3"]));
    python.is_some_and(|python| succeeds(Command::new(python).args(["-c", "import requests"])))
}

/// Installs packages on a Debian (or a child of it) as root; anywhere else the person has to.
fn install(path: &SearchPath, packages: &[&str], missing: &str, step: &str) -> Outcome {
    let apt = path
        .find(&["apt-get"])
        .filter(|_| Path::new("/etc/debian_version").exists() && is_root(path));
    let Some(apt) = apt else { return Err(by_hand(missing, packages)) };
    announce(step);
    let apt_get = |arguments: &[&str]| {
        let mut command = path.command_at(&apt);
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        succeeds(&mut command)
    };
    let mut install = vec!["install", "--yes", "--no-install-recommends"];
    install.extend(packages);
    // The list of packages may be missing or too old; then it is fetched once.
    if apt_get(&install) || (apt_get(&["update"]) && apt_get(&install)) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{missing} `apt-get {}` failed: is there a network connection?",
        install.join(" ")
    )))
}

fn by_hand(missing: &str, packages: &[&str]) -> Failure {
    Failure::new(format!(
        "{missing} Install it with your package manager (packages: {}) and try again.",
        packages.join(", ")
    ))
}

fn is_root(path: &SearchPath) -> bool {
    let Some(id) = path.find(&["id"]) else { return false };
    Command::new(id).arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_found_and_no_package_manager_is_one_sentence() {
        let nowhere = SearchPath::default();
        let failure = chromium(&nowhere).unwrap_err().to_string();
        assert_eq!(
            failure,
            "No Chromium was found. Install it with your package manager (packages: chromium) and try again."
        );
        let failure = shells(&nowhere).unwrap_err().to_string();
        assert!(
            failure.starts_with(
                "Not found: bash, dash, zsh, ksh93u+m, mksh, busybox, fish, wine, curl, httpie, wget"
            ),
            "{failure}"
        );
    }
}
