//! PowerShell, the newest as well as Windows PowerShell 5.1.
//!
//! The two hand arguments to programs in different ways: 5.1 drops empty ones and doesn't escape double
//! quotes, 7.3 does. Arguments in which that shows are given to curl as lines of a configuration, through
//! a pipe. `curl.exe` because `curl` is an alias of another command in 5.1.

use super::call::Call;
use super::layout::{Dialect, groups, join};

const POWERSHELL: Dialect = Dialect {
    program: "curl.exe",
    continuation: "`",
    quote,
    fragile,
    // An empty argument would be lost; this is curl's other way to write an empty text.
    empty_body: "--data-urlencode '='",
};

pub(super) fn write(call: &Call) -> String {
    let (lines, options) =
        call.options.iter().cloned().partition::<Vec<_>, _>(|(_, value)| fragile(value));
    let mut lines: Vec<String> =
        lines.iter().map(|(option, value)| quote(&configuration(option, value))).collect();
    let flags = if lines.is_empty() && !call.pipe { "" } else { " -K -" };
    let piped = Call { options, ..call.clone() };
    let command = |indent| join(&groups(&piped, &POWERSHELL, flags), &POWERSHELL, indent);
    if lines.is_empty() && !call.pipe {
        return command("");
    }
    let mut ask = "";
    if call.pipe {
        ask = "
  $secret = Read-Host 'Client secret' -AsSecureString
  $secret = [uri]::EscapeDataString([Net.NetworkCredential]::new('', $secret).Password)";
        lines.push("('data = \"client_secret={0}\"' -f $secret)".to_owned());
    }
    // The person's own setting may put a byte order mark before the text, or turn it into ASCII.
    format!(
        "& {{
  $OutputEncoding = [Text.UTF8Encoding]::new($false){ask}
  {} | {}
}}",
        lines.join(", "),
        command("  ")
    )
}

/// Whether the versions of PowerShell would hand this to curl differently, or curl's C runtime would read
/// it differently.
fn fragile(text: &str) -> bool {
    text.is_empty() || text.contains('"') || text.ends_with('\\') || !text.is_ascii()
}

/// An option as a line of curl's configuration.
fn configuration(option: &str, value: &str) -> String {
    let name = match option {
        "-u" => "user",
        _ => "header",
    };
    format!("{name} = \"{}\"", value.replace('\\', r"\\").replace('"', "\\\""))
}

/// Single quotes, doubled where one stands inside; typographic ones count as such.
fn quote(text: &str) -> String {
    let mut quoted = "'".to_owned();
    for char in text.chars() {
        if matches!(char, '\'' | '‘' | '’' | '‚' | '‛') {
            quoted.push(char);
        }
        quoted.push(char);
    }
    quoted.push('\'');
    quoted
}
