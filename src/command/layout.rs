//! How a call is laid out in words and lines, the same for all shells.

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
    /// An empty body.
    pub empty_body: &'static str,
}

/// The words of the command, in groups that belong on one line: the call and the address first.
pub(super) fn groups(call: &Call, dialect: &Dialect, flags: &str) -> Vec<String> {
    let quote = dialect.quote;
    let mut first = format!("{} -sS -i", dialect.program);
    if call.globs {
        first.push_str(" -g");
    }
    if let Some(method) = &call.method {
        first.push_str(" -X ");
        first.push_str(&quote(method));
    }
    first.push_str(flags);
    first.push(' ');
    first.push_str(&quote(&call.url));
    let mut groups = vec![first];
    // Base64 and the words before it are literal within double quotes in every shell.
    groups.extend(call.basic.iter().map(|header| format!("-H \"{header}\"")));
    groups.extend(call.options.iter().map(|(option, value)| format!("{option} {}", quote(value))));
    for field in &call.fields {
        let (option, text) = field.option(dialect.fragile);
        groups.push(format!("{option} {}", quote(&text)));
    }
    if call.empty_body {
        groups.push(dialect.empty_body.to_owned());
    }
    groups
}

/// Joins the groups: on one line if it is short, else one group a line.
pub(super) fn join(groups: &[String], dialect: &Dialect, indent: &str) -> String {
    let length: usize = groups.iter().map(|group| group.len() + 1).sum();
    if length <= LINE {
        return groups.join(" ");
    }
    groups.join(&format!(" {}\n{indent}  ", dialect.continuation))
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
