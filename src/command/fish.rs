//! fish.

use super::call::{Asked, Call, Origin, variable};
use super::input;
use super::layout::{Dialect, Input, by_option, groups, join};
use crate::exchange::Place;

pub(super) const FISH: Dialect = Dialect {
    program: "curl",
    continuation: "\\",
    quote,
    fragile: |_| false,
    empty_body: ("-d", ""),
};

/// A block where anything is asked for, for the same reason as in sh.
pub(super) fn write(call: &Call) -> String {
    match call.origin {
        Origin::Typed => {}
        Origin::Environment => return from_environment(call),
        Origin::AccessToken => return with_bearer(call),
    }
    let (read, printed, groups) = match call.asked.as_slice() {
        [] => return plain(call),
        [Asked { name, place: Place::Body }] => one(call, name),
        several => {
            (lines_of(several), "'%s\\n' $config", groups(call, &FISH, Input::Configuration))
        }
    };
    let curl = join(&groups, call.style, &FISH, "  ");
    format!("begin\n  {read}\n  printf {printed} | {curl}\nend")
}

fn plain(call: &Call) -> String {
    join(&groups(call, &FISH, Input::Nothing), call.style, &FISH, "")
}

/// Each secret from its variable through a pipe. Where a variable is missing nothing is sent.
fn from_environment(call: &Call) -> String {
    let user = call
        .user
        .as_deref()
        .map(|id| ("user", ["\"", &input::escaped(id), ":"].concat(), SECRET.to_owned()));
    let asked = call.asked.iter().map(|asked| {
        let before = ["\"", &input::escaped(&asked.name), "="].concat();
        (asked.option(), before, variable(&asked.name))
    });
    let mut lines = String::new();
    let mut names = String::new();
    for (option, before, variable) in user.into_iter().chain(asked) {
        names.push_str(&[" ", &variable].concat());
        lines.push_str(
            &["    printf '%s%s\"\\n' ", &quote(&[option, " = ", &before].concat())].concat(),
        );
        lines.push_str(
            &[
                r#" (string replace -ra '["\\\\]' '\\\\$0' -- "$"#,
                &variable,
                "\" | string collect)\n",
            ]
            .concat(),
        );
    }
    if names.is_empty() {
        return plain(call);
    }
    let curl = join(&groups(call, &FISH, Input::Configuration), call.style, &FISH, "  ");
    checked(&names, &["  begin\n", &lines, "  end | ", &curl].concat())
}

fn with_bearer(call: &Call) -> String {
    let curl = join(&groups(call, &FISH, Input::Headers), call.style, &FISH, "  ");
    let pipe = ["  printf 'Authorization: Bearer %s\\n' \"$ACCESS_TOKEN\" | ", &curl].concat();
    checked(" ACCESS_TOKEN", &pipe)
}

/// Runs nothing where a variable is missing.
fn checked(names: &str, pipe: &str) -> String {
    ["if set -q", names, "\n", pipe, "\nelse\n  echo 'set first:", names, "' >&2\nend"].concat()
}

/// The variable of the client secret.
const SECRET: &str = "CLIENT_SECRET";

/// A single field needs no configuration: curl reads the value itself.
fn one(call: &Call, name: &str) -> (String, &'static str, Vec<String>) {
    let mut groups = groups(call, &FISH, Input::Nothing);
    groups.push(format!("--data-urlencode {}", quote(&format!("{name}@-"))));
    let read = format!("read -s -l -P {} secret", quote(&format!("{name}: ")));
    (read, "%s \"$secret\"", groups)
}

/// Asks for each and makes a line of curl's configuration of it: backslash and quote are escaped there.
fn lines_of(asked: &[Asked]) -> String {
    let ask = |(option, names): (&str, Vec<&str>)| {
        let names: Vec<String> = names.into_iter().map(quote).collect();
        format!(
            r#"for name in {}
    read -s -l -P "$name: " secret
    set config $config "{option} = \"$name="(string replace -ra '["\\\\]' '\\\\$0' -- "$secret")'"'
  end"#,
            names.join(" ")
        )
    };
    let mut lines = vec!["set -l config".to_owned()];
    lines.extend(by_option(asked).into_iter().map(ask));
    lines.join("\n  ")
}

/// Single quotes, in which a backslash acts on a backslash and a quote.
fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\\', r"\\").replace('\'', r"\'"))
}
