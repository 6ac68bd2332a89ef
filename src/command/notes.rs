//! What to know before running a command.

use super::call::Call;
use super::{Authentication, SecretPlace, Shell, TokenRequest};
use crate::basic::Form;

/// The notes to a command, most important first.
pub(super) fn notes(
    token: &TokenRequest,
    call: &Call,
    shell: Shell,
    place: SecretPlace,
    text: &str,
) -> Vec<&'static str> {
    let mut notes = Vec::new();
    let basic = token.authentication == Authentication::Basic;
    match (token.authentication, place) {
        (Authentication::None, _) => {}
        (Authentication::Basic, SecretPlace::Prompt) if call.form == Form::Raw => {
            notes.push(CURL_ASKS);
        }
        (Authentication::Basic, SecretPlace::Prompt) => notes.push(CURL_ASKS_ENCODED),
        (Authentication::Post, SecretPlace::Prompt) if shell == Shell::Cmd => {
            notes.extend([SHELL_ASKS, CMD_ASKS]);
        }
        (Authentication::Post, SecretPlace::Prompt) => notes.push(SHELL_ASKS),
        (Authentication::Basic, SecretPlace::Inline) => notes.push(BASE64_IS_READABLE),
        (Authentication::Post, SecretPlace::Inline) => notes.push(SECRET_IS_READABLE),
    }
    if basic && call.form != token.form.unwrap_or_default() {
        notes.push(COLON);
    }
    if token.request.parameters.iter().any(|parameter| {
        !parameter.value.is_empty() && SECRET_PARAMETERS.contains(&parameter.name.as_str())
    }) {
        notes.push(OTHER_SECRETS);
    }
    match shell {
        Shell::PowerShell => notes.push(CURL_EXE),
        Shell::Cmd if text.contains('%') => notes.push(BATCH),
        _ => {}
    }
    notes
}

/// Parameters that are worth as much as the secret.
const SECRET_PARAMETERS: [&str; 8] = [
    "password",
    "code",
    "code_verifier",
    "refresh_token",
    "assertion",
    "client_assertion",
    "subject_token",
    "device_code",
];

pub(super) const CURL_ASKS: &str = "curl asks for a password: paste the client secret, as it is, and press Enter. Nothing \
shows while you do. Run it in a terminal; without one curl sends an empty secret.";
pub(super) const CURL_ASKS_ENCODED: &str = "curl asks for a password: paste the client secret in the encoded form that \
goes with this header, and press Enter. Nothing shows while you do. Run it in a terminal; without one curl \
sends an empty secret.";
pub(super) const SHELL_ASKS: &str = "The command asks for the client secret: paste it as it is and press Enter. Nothing \
shows while you do. It reaches curl through a pipe, so that neither the history nor the list of processes holds it.";
pub(super) const CMD_ASKS: &str = "cmd can't hide what is typed, so Windows PowerShell, which is part of Windows, asks and \
runs curl in its place.";
pub(super) const BASE64_IS_READABLE: &str = "The secret is in this command: base64 hides nothing. The shell keeps it in its \
history, and other programs can read it in the list of processes while curl runs.";
pub(super) const SECRET_IS_READABLE: &str = "The secret is in this command. The shell keeps it in its history, and other \
programs can read it in the list of processes while curl runs.";
pub(super) const COLON: &str = "The client id holds a colon, where Basic ends it. It is percent-encoded here, which works \
only with a server that decodes it.";
pub(super) const OTHER_SECRETS: &str = "The password, code or token among the parameters stands in the command, and so \
in the history and in the list of processes.";
pub(super) const CURL_EXE: &str =
    "Keep the .exe: in Windows PowerShell the word curl alone runs another command.";
pub(super) const BATCH: &str = "This is for the prompt. In a batch file each % has to stand twice.";
