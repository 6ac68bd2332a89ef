//! Scripts without blanks and comments: in the one file, nothing compresses them.

use std::io::Write;
use std::process::Stdio;

use crate::failure::{Failure, Outcome};
use crate::setup::SearchPath;

/// The script as terser writes it, in ASCII.
///
/// # Errors
/// If terser is missing or does not understand the script.
pub fn script(path: &SearchPath, code: &str, options: &[&str]) -> Outcome<String> {
    let mut terser = path.command("terser", "`cargo xtask build` puts it on the path.")?;
    terser.args(["--compress", "--mangle", "--format", "ascii_only=true"]).args(options);
    let failure = || Failure::new("terser could not write a script of the one-file edition.");
    let mut terser =
        terser.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(|_| failure())?;
    // Closed when dropped, at the end of this statement; terser reads all before it writes.
    let sent =
        terser.stdin.take().is_some_and(|mut input| input.write_all(code.as_bytes()).is_ok());
    let output = terser.wait_with_output().map_err(|_| failure())?;
    match String::from_utf8(output.stdout) {
        Ok(script) if sent && output.status.success() => Ok(script.trim_end().to_owned()),
        _ => Err(failure()),
    }
}
