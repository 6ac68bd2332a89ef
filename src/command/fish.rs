//! fish.

use super::call::Call;
use super::layout::{Dialect, groups, join};

const FISH: Dialect =
    Dialect { program: "curl", continuation: "\\", quote, fragile: |_| false, empty_body: "-d ''" };

pub(super) fn write(call: &Call) -> String {
    let mut groups = groups(call, &FISH, "");
    if !call.pipe {
        return join(&groups, &FISH, "");
    }
    groups.push("--data-urlencode 'client_secret@-'".to_owned());
    // A block, for the same reason as in sh.
    format!(
        "begin
  read -s -l -P 'Client secret: ' secret
  printf %s \"$secret\" | {}
end",
        join(&groups, &FISH, "  ")
    )
}

/// Single quotes, in which a backslash acts on a backslash and a quote.
fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\\', r"\\").replace('\'', r"\'"))
}
