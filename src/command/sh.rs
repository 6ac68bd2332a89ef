//! sh, bash, zsh, dash and the other POSIX shells.

use super::call::{Asked, Call, Origin, variable};
use super::input;
use super::layout::{Dialect, Input, by_option, groups, join};
use super::word::{Parts, Quoted};
use crate::exchange::Place;

pub(super) const SH: Dialect = Dialect {
    program: "curl",
    continuation: "\\",
    quote,
    fragile: |_| false,
    empty_body: ("-d", ""),
};

/// One compound command: the shell reads all of its lines before it runs the first, so that `read` gets
/// what the person types and not the next line of the paste. `read -s` and a here-string would be shorter,
/// but dash has neither. printf is built in and so in no list of processes.
pub(super) fn write(call: &Call) -> String {
    match call.origin {
        Origin::Typed => {}
        Origin::Environment => return from_environment(call),
        Origin::AccessToken => return with_bearer(call),
    }
    let (read, pipe) = match call.asked.as_slice() {
        [] => return plain(call),
        [Asked { name, place: Place::Body }] => one(call, name),
        several => {
            let curl = groups(call, &SH, Input::Configuration);
            (lines_of(several), piped(call, &curl, "'%s\\n' \"$config\""))
        }
    };
    let quiet = quiet(&call.asked);
    format!(
        "(
  tty=$(stty -g); trap 'stty \"$tty\"' EXIT; trap 'exit 130' INT
  {quiet}
{read}
  stty \"$tty\"
{pipe}
)"
    )
}

/// Each secret from its variable through a pipe: printf is built in, so that it is in no list of processes. Where a
/// variable is missing nothing is sent.
fn from_environment(call: &Call) -> String {
    let names = call.asked.iter().map(|asked| variable(&asked.name));
    let names: Vec<String> = call.user.iter().map(|_| SECRET.to_owned()).chain(names).collect();
    let pipe = match (call.user.as_deref(), call.asked.as_slice()) {
        (None, []) => return plain(call),
        (None, [Asked { name, place: Place::Body }]) => {
            let mut groups = groups(call, &SH, Input::Nothing);
            groups.push(format!("--data-urlencode {}", quote(&format!("{name}@-"))));
            piped(call, &groups, &["%s \"$", &variable(name), "\""].concat())
        }
        (user, asked) => {
            let user = user.map(|id| configured(SECRET, "user", &[id, ":"].concat()));
            let asked = asked.iter().map(|asked| {
                configured(&variable(&asked.name), asked.option(), &[&asked.name, "="].concat())
            });
            let lines: Vec<String> = user.into_iter().chain(asked).collect();
            let curl = join(&groups(call, &SH, Input::Configuration), call.style, &SH, "  ");
            ["  {\n    ", &lines.join("\n    "), "\n  } | ", &curl].concat()
        }
    };
    checked(&names, &pipe)
}

fn with_bearer(call: &Call) -> String {
    let curl = groups(call, &SH, Input::Headers);
    let pipe = piped(call, &curl, "'Authorization: Bearer %s\\n' \"$ACCESS_TOKEN\"");
    checked(&["ACCESS_TOKEN".to_owned()], &pipe)
}

/// Ends where a variable is missing, before anything runs.
fn checked(names: &[String], pipe: &str) -> String {
    let checks: Vec<String> = names.iter().map(|name| ["\"${", name, "?}\""].concat()).collect();
    ["(\n  : ", &checks.join(" "), "\n", pipe, "\n)"].concat()
}

/// The variable of the client secret.
const SECRET: &str = "CLIENT_SECRET";

/// Prints a line of curl's configuration whose value ends with what a variable holds.
fn configured(variable: &str, option: &str, before: &str) -> String {
    // Once for curl's configuration, once for the replacement of sed.
    let before = input::escaped(before);
    let before = before.replace('\\', r"\\").replace('/', r"\/").replace('&', r"\&");
    let replace = quote(&["s/.*/", option, " = \"", &before, "&\"/"].concat());
    ["printf '%s\\n' \"$", variable, r#"" | LC_ALL=C sed -e 's/[\\"]/\\&/g' -e "#, &replace]
        .concat()
}

/// A line that is edited ends at 1024 or 4096 bytes, less than many tokens have. So only what people type
/// by hand is read as such a line.
fn quiet(asked: &[Asked]) -> &'static str {
    let typed = |asked: &Asked| matches!(asked.name.as_str(), "client_secret" | "password");
    if asked.iter().all(typed) { "stty -echo" } else { "stty -echo -icanon min 1" }
}

/// A single field needs no configuration: curl reads the value itself.
fn one(call: &Call, name: &str) -> (String, String) {
    let mut groups = groups(call, &SH, Input::Nothing);
    groups.push(format!("--data-urlencode {}", quote(&format!("{name}@-"))));
    let question = quote(&format!("{name}: "));
    let read = format!("  printf %s {question} >&2; IFS= read -r secret; echo >&2");
    (read, piped(call, &groups, "%s \"$secret\""))
}

fn plain(call: &Call) -> String {
    join(&groups(call, &SH, Input::Nothing), call.style, &SH, "")
}

fn piped(call: &Call, groups: &[String], printed: &str) -> String {
    format!("  printf {printed} | {}", join(groups, call.style, &SH, "  "))
}

/// Asks for each and makes a line of curl's configuration of it: backslash and quote are escaped there.
fn lines_of(asked: &[Asked]) -> String {
    let ask = |(option, names): (&str, Vec<&str>)| {
        let names: Vec<String> = names.into_iter().map(quote).collect();
        format!(
            r#"for name in {}; do
    printf '%s: ' "$name" >&2; IFS= read -r secret; echo >&2
    printf '%s\n' "$secret" | LC_ALL=C sed -e 's/[\\"]/\\&/g' -e "s/.*/{option} = \"$name=&\"/"
  done"#,
            names.join(" ")
        )
    };
    let loops: Vec<String> = by_option(asked).into_iter().map(ask).collect();
    format!("  config=$({})", loops.join("\n  "))
}

/// Single quotes, in which nothing has a meaning; one of its own closes, stands escaped, and opens again.
pub(super) fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// The same for [`write_words`](super::write_words): variables stand within double quotes, so that their values
/// are not split.
pub(super) fn word(word: &Parts, out: &mut Quoted) -> bool {
    let plain = |text: &str| !text.contains(['"', '\\', '$', '`', '!']);
    if word.has_variable() && word.literals().all(plain) {
        out.sign("\"");
        word.parts().for_each(|(text, _)| out.text(text));
        out.sign("\"");
        return true;
    }
    for (text, variable) in word.parts() {
        out.sign(if variable { "\"" } else { "'" });
        for (at, piece) in text.split('\'').enumerate() {
            if at > 0 {
                out.escaped("'\\''", "'");
            }
            out.text(piece);
        }
        out.sign(if variable { "\"" } else { "'" });
    }
    true
}
