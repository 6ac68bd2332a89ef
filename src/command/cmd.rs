//! cmd.exe, at the prompt.
//!
//! Two readers one after the other: cmd expands `%NAME%` and takes carets off, then curl's C runtime
//! splits the line by the rules of CommandLineToArgvW.

use super::call::Call;
use super::layout::{Dialect, groups, join};

const CMD: Dialect = Dialect {
    program: "curl",
    continuation: "^",
    quote,
    fragile: |_| false,
    empty_body: "-d \"\"",
};

/// Asks without showing what is typed, which cmd can't, and writes the field, encoded, to the pipe.
const ASK: &str = "powershell -NoProfile -Command \"$s = Read-Host 'Client secret' -AsSecureString; \
'client_secret=' + [uri]::EscapeDataString([Net.NetworkCredential]::new('', $s).Password)\"";

pub(super) fn write(call: &Call) -> String {
    let mut groups = groups(call, &CMD, "");
    if !call.pipe {
        return join(&groups, &CMD, "");
    }
    // `-d @-` leaves out the line end that PowerShell adds.
    groups.push("-d @-".to_owned());
    format!("{ASK} | ^\n  {}", join(&groups, &CMD, "  "))
}

/// Double quotes. Where the text holds a percent sign or a quote, cmd must not see it as quoted (it expands
/// variables within quotes, too, and loses count of escaped ones): then a caret stands before everything
/// that cmd knows, the quotes included, and `^%` ends no variable's name that anyone has.
fn quote(text: &str) -> String {
    let careful = text.contains(['%', '"']);
    let mut quoted = String::with_capacity(text.len() + 2);
    let mut backslashes = 0;
    quoted.push_str(if careful { "^\"" } else { "\"" });
    for char in text.chars() {
        match char {
            '"' => {
                // Backslashes before a quote have to be doubled, and one more makes the quote literal.
                quoted.extend(std::iter::repeat_n('\\', backslashes + 1));
                quoted.push_str("^\"");
            }
            '%' | '^' | '&' | '|' | '<' | '>' | '(' | ')' | '!' if careful => {
                quoted.push('^');
                quoted.push(char);
            }
            _ => quoted.push(char),
        }
        backslashes = if char == '\\' { backslashes + 1 } else { 0 };
    }
    quoted.extend(std::iter::repeat_n('\\', backslashes));
    quoted.push_str(if careful { "^\"" } else { "\"" });
    quoted
}
