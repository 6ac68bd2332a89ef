//! cmd.exe, at the prompt.
//!
//! Two readers one after the other: cmd expands `%NAME%` and takes carets off, then curl's C runtime
//! splits the line by the rules of CommandLineToArgvW.

use super::call::Call;
use super::layout::{Dialect, groups, join};
use super::powershell;
use super::word::{Parts, Quoted};

pub(super) const CMD: Dialect = Dialect {
    program: "curl",
    continuation: "^",
    quote,
    fragile: |_| false,
    empty_body: "-d \"\"",
};

pub(super) fn write(call: &Call) -> String {
    if !call.asked.is_empty() || call.user.is_some() {
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
    let mut quoted = Quoted::default();
    literal(text, text.contains(['%', '"']), &mut quoted);
    quoted.text
}

/// The same for [`write_words`](super::write_words). Variables stay as they are, within plain quotes; beside
/// text that needs carets there is no safe way to write them.
pub(super) fn word(word: &Parts, out: &mut Quoted) -> bool {
    let careful = word.literals().any(|text| text.contains(['%', '"']));
    literal(word.text(), careful, out);
    !(careful && word.has_variable())
}

fn literal(text: &str, careful: bool, quoted: &mut Quoted) {
    let mut backslashes = 0;
    let mut percent = false;
    quoted.sign(if careful { "^\"" } else { "\"" });
    for char in text.chars() {
        if char == '"' {
            // Backslashes before a quote have to be doubled, and one more makes the quote literal.
            if percent {
                quoted.sign("^");
            }
            (0..=backslashes).for_each(|_| quoted.sign("\\"));
        }
        if careful && (percent && char != '"' || "%^&|<>()!\"".contains(char)) {
            quoted.sign("^");
        }
        quoted.text(char.encode_utf8(&mut [0; 4]));
        percent = char == '%';
        backslashes = if char == '\\' { backslashes + 1 } else { 0 };
    }
    (0..backslashes).for_each(|_| quoted.sign("\\"));
    quoted.sign(if careful { "^\"" } else { "\"" });
}
