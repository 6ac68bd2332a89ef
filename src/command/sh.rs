//! sh, bash, zsh, dash and the other POSIX shells.

use super::call::Call;
use super::layout::{Dialect, groups, join};

const SH: Dialect =
    Dialect { program: "curl", continuation: "\\", quote, fragile: |_| false, empty_body: "-d ''" };

pub(super) fn write(call: &Call) -> String {
    let mut groups = groups(call, &SH, "");
    if !call.pipe {
        return join(&groups, &SH, "");
    }
    groups.push("--data-urlencode 'client_secret@-'".to_owned());
    // One compound command: the shell reads all of its lines before it runs the first, so that `read`
    // gets what the person types and not the next line of the paste. `read -s` and a here-string would be
    // shorter, but dash has neither. printf is built in and so in no list of processes.
    format!(
        "(
  trap 'stty echo' EXIT; trap 'exit 130' INT
  stty -echo; printf 'Client secret: ' >&2
  IFS= read -r secret; echo >&2
  printf %s \"$secret\" | {}
)",
        join(&groups, &SH, "  ")
    )
}

/// Single quotes, in which nothing has a meaning; one of its own closes, stands escaped, and opens again.
fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
