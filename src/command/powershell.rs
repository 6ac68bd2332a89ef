//! Windows PowerShell 5.1, and PowerShell 7.3 and newer.
//!
//! The two hand arguments to programs in different ways: 5.1 drops empty ones and doesn't escape double
//! quotes, 7.3 does. Arguments in which that shows are given to curl as lines of a configuration, through
//! a pipe. `curl.exe` in 5.1, where `curl` is an alias of another command; 7 has no such alias, and where it
//! doesn't run on Windows no program of that name.

use super::call::{Asked, Call, Origin, variable};
use super::input::{line, name_of};
use super::layout::{Dialect, Input, groups, join};
use super::word::{Parts, Quoted};
use crate::exchange::Place;

/// What the two don't share.
pub(super) struct Edition {
    pub dialect: Dialect,
    /// Asks without showing what is typed. Encoded, a secret is plain ASCII and needs no quotes.
    ask: &'static str,
}

/// Windows PowerShell 5.1. What is written for it works in newer ones on Windows as well.
pub(super) static WINDOWS: Edition = Edition {
    dialect: Dialect {
        program: "curl.exe",
        continuation: "`",
        quote,
        fragile,
        // An empty argument would be lost; this is curl's other way to write an empty text.
        empty_body: ("--data-urlencode", "="),
    },
    ask: "$ask = { [uri]::EscapeDataString([Net.NetworkCredential]::new('', \
          (Read-Host $args[0] -AsSecureString)).Password) }",
};

/// PowerShell 7.3 and newer, on any system.
pub(super) static SEVEN: Edition = Edition {
    dialect: Dialect {
        program: "curl",
        continuation: "`",
        quote,
        // curl for Windows reads its arguments in a code page of the system.
        fragile: |text| !text.is_ascii(),
        empty_body: ("-d", ""),
    },
    ask: "$ask = { [uri]::EscapeDataString((Read-Host $args[0] -MaskInput)) }",
};

/// The person's own setting may put a byte order mark before the text, or turn it into ASCII.
const ENCODING: &str = "$OutputEncoding = [Text.UTF8Encoding]::new($false)";

pub(super) fn write(call: &Call, edition: &Edition) -> String {
    let (before, configuration, groups) = parts(call, edition);
    if configuration.is_empty() {
        return join(&groups, call.style, &edition.dialect, "");
    }
    let command = join(&groups, call.style, &edition.dialect, "  ");
    let configuration = configuration.join(",\n  ");
    format!("& {{\n  {}\n  {configuration} | {command}\n}}", before.join("\n  "))
}

/// The same on one line, for `powershell -Command`, which starts Windows PowerShell.
pub(super) fn one_line(call: &Call) -> String {
    let (mut statements, configuration, groups) = parts(call, &WINDOWS);
    statements.push(format!("{} | {}", configuration.join(", "), groups.join(" ")));
    statements.join("; ")
}

/// The statements before the call of curl, the lines that are piped to it, and the words of the call.
fn parts(call: &Call, edition: &Edition) -> (Vec<String>, Vec<String>, Vec<String>) {
    let (lines, options): (Vec<_>, Vec<_>) =
        call.options.iter().cloned().partition(|(_, value)| (edition.dialect.fragile)(value));
    let bearer = call.origin == Origin::AccessToken;
    let as_line = |(option, value): &(&'static str, String)| {
        if bearer { quote(value) } else { quote(&line(name_of(option), value)) }
    };
    let mut configuration: Vec<String> = lines.iter().map(as_line).collect();
    let mut before = Vec::new();
    configuration.extend(call.user.as_deref().map(header));
    configuration.extend(bearer.then(|| BEARER.to_owned()));
    if call.origin == Origin::Environment {
        configuration
            .extend(call.asked.iter().map(|asked| configured(asked, &escaped(&asked.name))));
    } else if !call.asked.is_empty() {
        before.push(edition.ask.to_owned());
        let ask =
            |asked: &Asked| configured(asked, &["(& $ask ", &quote(&asked.name), ")"].concat());
        configuration.extend(call.asked.iter().map(ask));
    }
    let mut input = Input::Nothing;
    if !configuration.is_empty() {
        before.insert(0, ENCODING.to_owned());
        input = if bearer { Input::Headers } else { Input::Configuration };
    }
    let groups = groups(&Call { options, ..call.clone() }, &edition.dialect, input);
    (before, configuration, groups)
}

/// The header that carries an access token, from its variable.
const BEARER: &str = "('Authorization: Bearer ' + $env:ACCESS_TOKEN)";

/// Whether Windows PowerShell would hand on something else than this, or curl's C runtime would read it
/// differently.
fn fragile(text: &str) -> bool {
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
