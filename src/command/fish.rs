//! fish.

use super::call::{Asked, Call, variable};
use super::input;
use super::layout::{Dialect, by_option, groups, join};
use crate::exchange::Place;

pub(super) const FISH: Dialect =
    Dialect { program: "curl", continuation: "\\", quote, fragile: |_| false, empty_body: "-d ''" };

/// A block where anything is asked for, for the same reason as in sh.
pub(super) fn write(call: &Call) -> String {
    if call.from_environment {
        return from_environment(call);
    }
    let (read, printed, groups) = match call.asked.as_slice() {
        [] => return join(&groups(call, &FISH, ""), &FISH, ""),
        [Asked { name, place: Place::Body }] => one(call, name),
        several => (lines_of(several), "'%s\\n' $config", groups(call, &FISH, " -K -")),
    };
    format!("begin\n  {read}\n  printf {printed} | {}\nend", join(&groups, &FISH, "  "))
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
        return join(&groups(call, &FISH, ""), &FISH, "");
    }
    let curl = join(&groups(call, &FISH, " -K -"), &FISH, "  ");
    [
        "if set -q",
        &names,
        "\n  begin\n",
        &lines,
        "  end | ",
        &curl,
        "\nelse\n  echo 'set first:",
        &names,
        "' >&2\nend",
    ]
    .concat()
}

/// The variable of the client secret.
const SECRET: &str = "CLIENT_SECRET";

/// A single field needs no configuration: curl reads the value itself.
fn one(call: &Call, name: &str) -> (String, &'static str, Vec<String>) {
    let mut groups = groups(call, &FISH, "");
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
