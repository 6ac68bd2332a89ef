//! GNU Wget, called from a POSIX shell.

use super::super::sh;
use super::message::Message;

/// One command. It has no way to take a secret from elsewhere without encoding it first.
pub(super) fn write(message: &Message) -> String {
    let mut words =
        vec!["wget -q -S -O - --max-redirect=0 --content-on-error --no-netrc".to_owned()];
    if message.method != "POST" {
        words.push(["--method=", &message.method].concat());
    }
    let mut header = |name: &str, value: &str| {
        words.push(["--header=", &sh::quote(&[name, ": ", value].concat())].concat());
    };
    for (name, value) in &message.headers {
        header(name, value);
    }
    if let Some(basic) = message.basic.as_ref().and_then(super::message::Basic::header) {
        header("Authorization", &basic);
    }
    if message.bearer {
        words.push("--header=\"Authorization: Bearer $ACCESS_TOKEN\"".to_owned());
    }
    if message.has_body() {
        let option = if message.method == "POST" { "--post-data=" } else { "--body-data=" };
        words.push([option, &sh::quote(&message.body())].concat());
    }
    words.push(sh::quote(&message.url));
    words.join(" \\\n  ")
}
