//! How a call is laid out in words and lines, the same for all shells.

use super::Style;
use super::call::{Asked, Call};

/// A command of up to this many characters stays on one line.
const LINE: usize = 80;

/// What differs between shells.
pub(super) struct Dialect {
    /// curl, as this shell finds it.
    pub program: &'static str,
    /// What goes on with the command on the next line.
    pub continuation: &'static str,
    /// Quotes a word so that curl gets exactly this text.
    pub quote: fn(&str) -> String,
    /// Whether a value of a field is better escaped than quoted.
    pub fragile: fn(&str) -> bool,
    /// The option and its value for an empty body.
    pub empty_body: (&'static str, &'static str),
}

/// What curl is given on its standard input.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Input {
    /// Nothing.
    Nothing,
    /// Lines of a configuration.
    Configuration,
    /// Header fields, a line each.
    Headers,
}

/// The words of the command, in groups that belong on one line: the call and the address first.
pub(super) fn groups(call: &Call, dialect: &Dialect, input: Input) -> Vec<String> {
    let quote = dialect.quote;
    let spelled = |option| spelled(option, call.style);
    let mut first = [dialect.program, " ", spelled("-sS"), " ", spelled("-i")].concat();
    let mut add = |option, value: &str| first.push_str(&[" ", spelled(option), value].concat());
    if call.globs {
        add("-g", "");
    }
    if let Some(method) = &call.method {
        add("-X", &[" ", &quote(method)].concat());
    }
    if input == Input::Configuration {
        add("-K", " -");
    }
    first.push(' ');
    first.push_str(&quote(&call.url));
    let mut groups = vec![first];
    let mut group = |option, value: &str| groups.push([spelled(option), " ", value].concat());
    if let Some(header) = &call.basic {
        // Base64 and the words before it are literal within double quotes in every shell.
        group("-H", &["\"", header, "\""].concat());
    }
    if input == Input::Headers {
        group("-H", &quote("@-"));
    }
    for (option, value) in &call.options {
        group(option, &quote(value));
    }
    for field in &call.fields {
        let (option, text) = field.option(dialect.fragile);
        group(option, &quote(&text));
    }
    if call.empty_body {
        group(dialect.empty_body.0, &quote(dialect.empty_body.1));
    }
    groups
}

/// The short or the long name of an option; some have one name alone.
fn spelled(option: &'static str, style: Style) -> &'static str {
    match option {
        _ if !style.long => option,
        "-sS" => "--silent --show-error",
        "-i" => "--include",
        "-g" => "--globoff",
        "-X" => "--request",
        "-K" => "--config",
        "-u" => "--user",
        "-H" => "--header",
        "-d" => "--data",
        _ => option,
    }
}

/// Joins the groups: on one line if it is short or meant to be one, else one group a line.
pub(super) fn join(groups: &[String], style: Style, dialect: &Dialect, indent: &str) -> String {
    let length: usize = groups.iter().map(|group| group.len() + 1).sum();
    if length <= LINE || style.one_line {
        return groups.join(" ");
    }
    groups.join(&[" ", dialect.continuation, "\n", indent, "  "].concat())
}

/// The statements of a command on one line. No value holds a line end, so each is between two statements.
pub(super) fn folded(text: &str) -> String {
    let mut line = String::new();
    for statement in text.lines().map(str::trim_start) {
        let opens = line.ends_with(['(', '{', ',']) || line.ends_with(" do");
        line.push_str(if line.is_empty() {
            ""
        } else if opens {
            " "
        } else {
            "; "
        });
        line.push_str(statement);
    }
    line
}

/// The names that are asked for, by the option that curl takes them by.
pub(super) fn by_option(asked: &[Asked]) -> Vec<(&'static str, Vec<&str>)> {
    let mut options: Vec<(&str, Vec<&str>)> = Vec::new();
    for one in asked {
        match options.iter_mut().find(|(option, _)| *option == one.option()) {
            Some((_, names)) => names.push(&one.name),
            None => options.push((one.option(), vec![&one.name])),
        }
    }
    options
}
