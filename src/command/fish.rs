//! fish.

use super::call::{Asked, Call};
use super::layout::{Dialect, by_option, groups, join};
use crate::exchange::Place;

const FISH: Dialect =
    Dialect { program: "curl", continuation: "\\", quote, fragile: |_| false, empty_body: "-d ''" };

/// A block where anything is asked for, for the same reason as in sh.
pub(super) fn write(call: &Call) -> String {
    let (read, printed, groups) = match call.asked.as_slice() {
        [] => return join(&groups(call, &FISH, ""), &FISH, ""),
        [Asked { name, place: Place::Body }] => one(call, name),
        several => (lines_of(several), "'%s\\n' $config", groups(call, &FISH, " -K -")),
    };
    format!("begin\n  {read}\n  printf {printed} | {}\nend", join(&groups, &FISH, "  "))
}

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
