//! cmd.exe, at the prompt.
//!
//! Two readers one after the other: cmd expands `%NAME%` and takes carets off, then curl's C runtime
//! splits the line by the rules of CommandLineToArgvW.

use super::call::Call;
use super::layout::{Dialect, groups, join};
use super::powershell;

const CMD: Dialect = Dialect {
    program: "curl",
    continuation: "^",
    quote,
    fragile: |_| false,
    empty_body: "-d \"\"",
};

pub(super) fn write(call: &Call) -> String {
    if !call.asked.is_empty() {
        // cmd can't ask without showing what is typed, and it may read both sides of a pipe a second time,
        // without the carets: so PowerShell does all of it.
        return format!("powershell -NoProfile -Command {}", quote(&powershell::one_line(call)));
    }
    join(&groups(call, &CMD, ""), &CMD, "")
}

/// Double quotes. Where the text holds a percent sign or a quote, cmd must not see it as quoted: it expands
/// variables within quotes, too, and loses count of escaped ones. Then a caret stands before everything
/// that cmd knows, the quotes included, and behind each percent sign, because no variable's name begins
/// with one.
fn quote(text: &str) -> String {
    let careful = text.contains(['%', '"']);
    let mut quoted = String::with_capacity(text.len() + 2);
    let mut backslashes = 0;
    let mut percent = false;
    quoted.push_str(if careful { "^\"" } else { "\"" });
    for char in text.chars() {
        if char == '"' {
            // Backslashes before a quote have to be doubled, and one more makes the quote literal.
            if percent {
                quoted.push('^');
            }
            quoted.extend(std::iter::repeat_n('\\', backslashes + 1));
        }
        if careful && (percent && char != '"' || "%^&|<>()!\"".contains(char)) {
            quoted.push('^');
        }
        quoted.push(char);
        percent = char == '%';
        backslashes = if char == '\\' { backslashes + 1 } else { 0 };
    }
    quoted.extend(std::iter::repeat_n('\\', backslashes));
    quoted.push_str(if careful { "^\"" } else { "\"" });
    quoted
}
