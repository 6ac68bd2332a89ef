//! PowerShell, the newest as well as Windows PowerShell 5.1.
//!
//! The two hand arguments to programs in different ways: 5.1 drops empty ones and doesn't escape double
//! quotes, 7.3 does. Arguments in which that shows are given to curl as lines of a configuration, through
//! a pipe. `curl.exe` because `curl` is an alias of another command in 5.1.

use super::call::{Asked, Call, variable};
use super::input::{line, name_of};
use super::layout::{Dialect, groups, join};
use super::word::{Parts, Quoted};
use crate::exchange::Place;

pub(super) const POWERSHELL: Dialect = Dialect {
    program: "curl.exe",
    continuation: "`",
    quote,
    fragile,
    // An empty argument would be lost; this is curl's other way to write an empty text.
    empty_body: "--data-urlencode '='",
};

/// The person's own setting may put a byte order mark before the text, or turn it into ASCII.
const ENCODING: &str = "$OutputEncoding = [Text.UTF8Encoding]::new($false)";
/// Asks without showing what is typed. Encoded, a secret is plain ASCII and needs no quotes.
const ASK: &str = "$ask = { [uri]::EscapeDataString([Net.NetworkCredential]::new('', \
                   (Read-Host $args[0] -AsSecureString)).Password) }";

pub(super) fn write(call: &Call) -> String {
    let (before, configuration, groups) = parts(call);
    if configuration.is_empty() {
        return join(&groups, &POWERSHELL, "");
    }
    let command = join(&groups, &POWERSHELL, "  ");
    let configuration = configuration.join(",\n  ");
    format!("& {{\n  {}\n  {configuration} | {command}\n}}", before.join("\n  "))
}

/// The same on one line, for `powershell -Command`.
pub(super) fn one_line(call: &Call) -> String {
    let (mut statements, configuration, groups) = parts(call);
    statements.push(format!("{} | {}", configuration.join(", "), groups.join(" ")));
    statements.join("; ")
}

/// The statements before the call of curl, the lines of its configuration, and the words of the call.
fn parts(call: &Call) -> (Vec<String>, Vec<String>, Vec<String>) {
    let (lines, options): (Vec<_>, Vec<_>) =
        call.options.iter().cloned().partition(|(_, value)| fragile(value));
    let mut configuration: Vec<String> =
        lines.iter().map(|(option, value)| quote(&line(name_of(option), value))).collect();
    let mut before = Vec::new();
    configuration.extend(call.user.as_deref().map(header));
    if call.from_environment {
        configuration
            .extend(call.asked.iter().map(|asked| configured(asked, &escaped(&asked.name))));
    } else if !call.asked.is_empty() {
        before.push(ASK.to_owned());
        let ask =
            |asked: &Asked| configured(asked, &["(& $ask ", &quote(&asked.name), ")"].concat());
        configuration.extend(call.asked.iter().map(ask));
    }
    let mut flags = "";
    if !configuration.is_empty() {
        before.insert(0, ENCODING.to_owned());
        flags = " -K -";
    }
    let groups = groups(&Call { options, ..call.clone() }, &POWERSHELL, flags);
    (before, configuration, groups)
}

/// Whether the versions of PowerShell would hand this to curl differently, or curl's C runtime would read
/// it differently.
pub(super) fn fragile(text: &str) -> bool {
    text.is_empty() || text.contains('"') || text.ends_with('\\') || !text.is_ascii()
}

/// The expression that gives a secret as a line of curl's configuration. The plus sign tells `url-query` that the
/// rest is encoded.
fn configured(asked: &Asked, secret: &str) -> String {
    let option = match asked.place {
        Place::Body => "data = ",
        Place::Query => "url-query = +",
    };
    ["(", &quote(&[option, &asked.name, "="].concat()), " + ", secret, ")"].concat()
}

fn escaped(name: &str) -> String {
    ["[uri]::EscapeDataString($env:", &variable(name), ")"].concat()
}

/// The Basic header of an id and the secret in its variable, as a line of curl's configuration.
fn header(id: &str) -> String {
    let pair = [&quote(&[id, ":"].concat()), " + $env:CLIENT_SECRET"].concat();
    [
        "('header = \"Authorization: Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(",
        &pair,
        ")) + '\"')",
    ]
    .concat()
}

/// Single quotes, doubled where one stands inside; typographic ones count as such.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = Quoted::default();
    literal(text, &mut quoted);
    quoted.text
}

fn literal(text: &str, quoted: &mut Quoted) {
    quoted.sign("'");
    for char in text.chars() {
        if matches!(char, '\'' | '‘' | '’' | '‚' | '‛') {
            quoted.sign(char.encode_utf8(&mut [0; 4]));
        }
        quoted.text(char.encode_utf8(&mut [0; 4]));
    }
    quoted.sign("'");
}

/// The same for [`write_words`](super::write_words): where variables are to be expanded, double quotes, with a
/// backtick before what has a meaning there.
pub(super) fn word(word: &Parts, out: &mut Quoted) -> bool {
    if !word.has_variable() {
        literal(word.text(), out);
        return true;
    }
    out.sign("\"");
    for (text, variable) in word.parts() {
        for char in text.chars() {
            if !variable && matches!(char, '`' | '$') {
                out.sign("`");
            }
            out.text(char.encode_utf8(&mut [0; 4]));
        }
    }
    out.sign("\"");
    // Windows PowerShell hands quotes on unescaped, and typographic ones would end this word.
    !word.literals().any(|text| text.contains(['"', '“', '”', '„']) || text.ends_with('\\'))
}
