//! cmd.exe, at the prompt and in a batch file.
//!
//! Two readers one after the other: cmd expands `%NAME%` and takes carets off, then curl's C runtime
//! splits the line by the rules of CommandLineToArgvW.

use super::call::{Call, Origin};
use super::layout::{Dialect, Input, groups, join};
use super::powershell;
use super::word::{Parts, Quoted};

pub(super) const CMD: Dialect = Dialect {
    program: "curl",
    continuation: "^",
    quote: |text| quoted(text, Percent::AtThePrompt),
    fragile: |_| false,
    empty_body: ("-d", ""),
};

pub(super) const BATCH: Dialect = Dialect { quote: |text| quoted(text, Percent::InAFile), ..CMD };

/// How a percent sign is kept from beginning a variable's name.
#[derive(Clone, Copy, PartialEq)]
enum Percent {
    /// No variable's name begins with a caret, and cmd takes the caret off later. Doubled, it would stay double.
    AtThePrompt,
    /// Doubled. A caret behind it would not help: there `%1` and `%*` are arguments of the file.
    InAFile,
}

pub(super) fn write(call: &Call, dialect: &Dialect) -> String {
    let wide = call.options.iter().any(|(_, value)| !value.is_ascii());
    if !call.asked.is_empty() || call.user.is_some() || call.origin == Origin::AccessToken || wide {
        // cmd can't ask without showing what is typed, and it may read both sides of a pipe a second time,
        // without the carets: so PowerShell does all of it. curl itself would read letters outside ASCII in a
        // code page of the system.
        let quote = dialect.quote;
        return ["powershell -NoProfile -Command ", &quote(&powershell::one_line(call))].concat();
    }
    join(&groups(call, dialect, Input::Nothing), call.style, dialect, "")
}

/// A file that says nothing but what curl prints. Exclamation marks have a meaning where whoever calls it has
/// switched delayed expansion on; letters outside ASCII need the code page that the file is saved in.
pub(super) fn file(command: &str) -> String {
    let code_page = if command.is_ascii() { "" } else { "chcp 65001 >nul\n" };
    ["@echo off\nsetlocal DisableDelayedExpansion\n", code_page, command].concat()
}

/// Double quotes. Where the text holds a quote, cmd must not see it as quoted: it loses count of escaped ones.
/// At the prompt a percent sign asks for the same: variables are expanded within quotes, too. Then a caret stands
/// before everything that cmd knows, the quotes included.
fn quoted(text: &str, percent: Percent) -> String {
    let mut quoted = Quoted::default();
    literal(text, is_careful(text, percent), percent, &mut quoted);
    quoted.text
}

fn is_careful(text: &str, percent: Percent) -> bool {
    text.contains('"') || percent == Percent::AtThePrompt && text.contains('%')
}

/// The same for [`write_words`](super::write_words), at the prompt. Variables stay as they are, within plain
/// quotes; beside text that needs carets there is no safe way to write them.
pub(super) fn word(word: &Parts, out: &mut Quoted) -> bool {
    let careful = word.literals().any(|text| is_careful(text, Percent::AtThePrompt));
    literal(word.text(), careful, Percent::AtThePrompt, out);
    !(careful && word.has_variable())
}

fn literal(text: &str, careful: bool, percent: Percent, quoted: &mut Quoted) {
    let mut backslashes = 0;
    // Whether the sign before was a percent sign that a caret has to part from what follows.
    let mut open = false;
    quoted.sign(if careful { "^\"" } else { "\"" });
    for char in text.chars() {
        if char == '"' {
            // Backslashes before a quote have to be doubled, and one more makes the quote literal.
            if open {
                quoted.sign("^");
            }
            (0..=backslashes).for_each(|_| quoted.sign("\\"));
        }
        let special = match percent {
            Percent::AtThePrompt => "%^&|<>()!\"",
            Percent::InAFile => "^&|<>()!\"",
        };
        if careful && (open && char != '"' || special.contains(char)) {
            quoted.sign("^");
        }
        if char == '%' && percent == Percent::InAFile {
            quoted.sign("%");
        }
        quoted.text(char.encode_utf8(&mut [0; 4]));
        open = char == '%' && percent == Percent::AtThePrompt;
        backslashes = if char == '\\' { backslashes + 1 } else { 0 };
    }
    (0..backslashes).for_each(|_| quoted.sign("\\"));
    quoted.sign(if careful { "^\"" } else { "\"" });
}
