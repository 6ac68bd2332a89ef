//! `cargo xtask serve`: builds the page and serves it on this machine.

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;

use crate::arguments::Arguments;
use crate::build;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::server;
use crate::setup;

const PORT: u16 = 8080;

/// Serves until it is stopped.
///
/// `--no-build` serves what lies in dist/, `--folder` what lies elsewhere; `--requests` prints a line for each request, for the browser tests.
///
/// # Errors
/// If the port is taken, or the page can't be built.
pub fn run(project: &Project, given: &[String]) -> Outcome {
    let mut arguments = Arguments::new(given);
    let port = arguments.value("--port", "a number up to 65535")?.unwrap_or(PORT);
    let no_build = arguments.flag("--no-build");
    let requests = arguments.flag("--requests");
    let folder: Option<PathBuf> = arguments.value("--folder", "a folder with a built site")?;
    arguments.end()?;

    // Before the build, which takes minutes: nobody wants to wait for "that port is taken".
    let listener = listen(port)?;
    if !no_build && folder.is_none() {
        build::site(project, &setup::for_build(project)?, None)?;
    }
    let folder = folder.unwrap_or_else(|| project.dist());
    if !folder.join("index.html").is_file() {
        return Err(Failure::new(format!(
            "{} holds no page yet: run `cargo xtask build` first.",
            folder.display()
        )));
    }
    let address =
        listener.local_addr().map_err(|error| Failure::new(format!("No address: {error}.")))?;
    println!("Token Triage is at http://{address}/ (stop it with Ctrl+C)");
    server::serve(&listener, &folder, requests.then_some(print_request));
    Ok(())
}

fn print_request(line: &str) {
    println!("{line}");
}

fn listen(port: u16) -> Outcome<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        Failure::new(match error.kind() {
            std::io::ErrorKind::AddrInUse => {
                format!("Port {port} is taken: choose another with `cargo xtask serve --port N`.")
            }
            _ => format!("Port {port} can't be used ({error}): choose another with `--port N`, 1024 or above."),
        })
    })
}
