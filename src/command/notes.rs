//! What to know before running a command.

use super::call::Call;
use super::program::{Message, Program};
use super::{Authentication, SecretPlace, Shell, TokenRequest};
use crate::basic::Form;
use crate::exchange::{Parameter, Place};

/// The notes to a command, most important first.
pub(super) fn notes(
    token: &TokenRequest,
    call: &Call,
    shell: Shell,
    place: SecretPlace,
    text: &str,
) -> Vec<&'static str> {
    let mut notes = Vec::new();
    let asked = !call.asked.is_empty() && place == SecretPlace::Prompt;
    if place == SecretPlace::Environment && (call.user.is_some() || !call.asked.is_empty()) {
        notes.push(ENVIRONMENT);
        notes.extend(is_cmd(shell).then_some(CMD_ENVIRONMENT));
        notes.extend((call.user.is_some() && call.form != Form::Raw).then_some(VARIABLE_ENCODED));
    }
    if place == SecretPlace::Input && (call.user.is_some() || !call.asked.is_empty()) {
        notes.push(INPUT);
    }
    let basic = token.authentication == Authentication::Basic;
    let secret = |one: &Parameter| !one.value.is_empty() && token.is_secret(&one.name);
    if asked {
        notes.push(SHELL_ASKS);
        notes.extend(is_cmd(shell).then_some(CMD_ASKS));
    }
    match (token.authentication, place) {
        (Authentication::Basic, SecretPlace::Prompt) if call.form == Form::Raw => {
            notes.push(CURL_ASKS);
        }
        (Authentication::Basic, SecretPlace::Prompt) => notes.push(CURL_ASKS_ENCODED),
        (Authentication::Basic, SecretPlace::Inline) => notes.push(BASE64_IS_READABLE),
        (Authentication::Post, SecretPlace::Inline) => notes.push(SECRET_IS_READABLE),
        _ => {}
    }
    if basic && call.form != token.form.unwrap_or_default() {
        notes.push(if token.client_id.contains(':') { COLON } else { SEMICOLON });
    }
    if place == SecretPlace::Inline && token.request.parameters.iter().any(secret) {
        notes.push(OTHER_SECRETS);
    }
    if call.asked.iter().any(|asked| asked.place == Place::Query) {
        notes.push(NEW_CURL);
    }
    notes.extend(of_shell(shell, text));
    notes
}

/// The notes to a call of the API.
pub(super) fn bearer(shell: Shell, text: &str) -> Vec<&'static str> {
    let mut notes = vec![ACCESS_TOKEN];
    notes.extend(is_cmd(shell).then_some(CMD_ENVIRONMENT));
    notes.extend(of_shell(shell, text));
    notes
}

/// What a shell asks for, whatever the command is.
fn of_shell(shell: Shell, text: &str) -> impl Iterator<Item = &'static str> {
    let own = match shell {
        Shell::PowerShell => Some(CURL_EXE),
        Shell::Pwsh => Some(PWSH),
        Shell::Batch => Some(BATCH_FILE),
        Shell::Cmd if text.contains('%') => Some(BATCH),
        _ => None,
    };
    // The longest line that cmd takes, and the longest that Windows hands to a program.
    let most = match shell {
        Shell::Cmd | Shell::Batch => 8191,
        Shell::PowerShell | Shell::Pwsh => 32_767,
        Shell::Sh | Shell::Fish => usize::MAX,
    };
    own.into_iter().chain((text.len() > most).then_some(TOO_LONG))
}

fn is_cmd(shell: Shell) -> bool {
    matches!(shell, Shell::Cmd | Shell::Batch)
}

/// The notes to a request for another program than curl.
pub(super) fn program(
    token: &TokenRequest,
    message: &Message,
    program: Program,
) -> Vec<&'static str> {
    let mut notes = Vec::new();
    let variables = message.takes_variables();
    if variables {
        notes.push(if program == Program::Postman { POSTMAN_ASKS } else { ENVIRONMENT });
    } else if sends_secret(token, message) {
        notes.push(TEXT_HOLDS_SECRET);
    }
    if let Some(basic) = &message.basic {
        let by_itself =
            matches!(program, Program::Python | Program::JavaScript | Program::InvokeRestMethod);
        if variables && basic.is_encoded() && !by_itself {
            notes.push(VARIABLE_ENCODED);
        }
        if basic.form != token.form.unwrap_or_default() {
            notes.push(COLON);
        }
    }
    if matches!(program, Program::Httpie | Program::Wget) && sends_secret(token, message) {
        notes.push(ARGUMENT);
    }
    notes.extend(of_program(program));
    notes
}

/// The notes to a call of the API by another program than curl.
pub(super) fn program_bearer(program: Program) -> Vec<&'static str> {
    let place = match program {
        Program::Http => TOKEN_IN_PLACE,
        Program::HttpFile => TOKEN_OF_FILE,
        Program::Postman => POSTMAN_ASKS,
        _ => TOKEN_VARIABLE,
    };
    let mut notes = vec![place];
    notes.extend(matches!(program, Program::Httpie | Program::Wget).then_some(ARGUMENT));
    notes.extend(of_program(program));
    notes
}

/// Whether anything secret is sent.
fn sends_secret(token: &TokenRequest, message: &Message) -> bool {
    message.takes_variables()
        || token.authentication.sends_secret()
        || token.parameters_worth_a_secret().any(|value| !value.is_empty())
}

fn of_program(program: Program) -> Option<&'static str> {
    match program {
        Program::Python => Some(REQUESTS),
        Program::JavaScript => Some(NODE),
        Program::Postman => Some(IMPORT),
        Program::Hurl => Some(HURL),
        _ => None,
    }
}

const ENVIRONMENT: &str = "Each secret is read from an environment variable of its name, CLIENT_SECRET and the like. Set it without \
writing it into the history: most shells have a command that reads without showing what is typed.";
const CMD_ENVIRONMENT: &str = "Windows PowerShell, which is part of Windows, runs curl here: cmd has no safe way to hand a variable on.";
const INPUT: &str = "The command waits: paste the lines that stand below it and end them with Ctrl+D, on Windows with Ctrl+Z and \
Enter. They are in no history and no list of processes; they do show on the screen.";
const POSTMAN_ASKS: &str = "The collection holds no secret: fill in its variables in Postman, as current value, which Postman keeps \
on this machine.";
const TEXT_HOLDS_SECRET: &str =
    "The secret is in this text. Keep it out of files that others see, and out of version control.";
const VARIABLE_ENCODED: &str = "The variable has to hold the secret percent-encoded: this server's header carries id and secret so.";
const ARGUMENT: &str = "The secret becomes an argument of the program, and other programs can read it in the list of processes \
while it runs.";
const TOKEN_VARIABLE: &str =
    "Put the answer's `access_token` into the environment variable ACCESS_TOKEN first.";
const TOKEN_IN_PLACE: &str = "Put the answer's `access_token` where ACCESS_TOKEN stands.";
const TOKEN_OF_FILE: &str = "Give the answer's `access_token` to your editor as the variable ACCESS_TOKEN: in an environment of \
its own, or by a line `@ACCESS_TOKEN = …` at the top.";
const HURL: &str = "Save it as token.hurl and run `hurl --include token.hurl`. Hurl takes a variable from HURL_SECRET_CLIENT_SECRET \
and the like, since 7.1, or from `--secret`, and shows no value of it.";
const REQUESTS: &str = "Needs the library requests: `pip install requests`. Don't save it as token.py, which is the name of a part of Python.";
const NODE: &str = "For Node 18 or newer: save it as token.mjs and run `node token.mjs`. A browser would be refused by CORS.";
const IMPORT: &str = "Save it as token.postman_collection.json; Postman's button Import takes it.";

pub(super) const CURL_ASKS: &str = "curl asks for a host password: paste the client secret, as it is, and press Enter. Nothing \
shows while you do. Run it in a terminal; without one curl sends an empty secret.";
pub(super) const CURL_ASKS_ENCODED: &str = "curl asks for a host password: paste the client secret in the encoded form that \
goes with this header, and press Enter. Nothing shows while you do. Run it in a terminal; without one curl \
sends an empty secret.";
pub(super) const SHELL_ASKS: &str = "The command asks for each secret by its parameter's name: paste it as it is and press \
Enter. Nothing shows while you do. It reaches curl through a pipe, so that neither the history nor the list of \
processes holds it.";
pub(super) const CMD_ASKS: &str = "cmd can't hide what is typed, so Windows PowerShell, which is part of Windows, asks and \
runs curl in its place.";
pub(super) const BASE64_IS_READABLE: &str = "The secret is in this command: base64 hides nothing. The shell keeps it in its \
history, and other programs can read it in the list of processes while curl runs.";
pub(super) const SECRET_IS_READABLE: &str = "The secret is in this command. The shell keeps it in its history, and other \
programs can read it in the list of processes while curl runs.";
pub(super) const COLON: &str = "The client id holds a colon, where Basic ends it. It is percent-encoded here, which works \
only with a server that decodes it.";
pub(super) const SEMICOLON: &str = "The client id begins with a semicolon, and for such an id curl asks for no password. It \
is percent-encoded here, which works only with a server that decodes it.";
pub(super) const NEW_CURL: &str = "A secret travels in the address here, for which curl has to be 7.87 or newer; \
`curl --version` says which it is.";
pub(super) const OTHER_SECRETS: &str = "The password, code or token among the parameters stands in the command, and so \
in the history and in the list of processes.";
pub(super) const CURL_EXE: &str =
    "Keep the .exe: in Windows PowerShell the word curl alone runs another command.";
const PWSH: &str = "For PowerShell 7.3 and newer: older ones hand quotes and empty words to programs in another way. \
`$PSVersionTable.PSVersion` says which it is.";
pub(super) const BATCH: &str = "This is for the prompt. In a batch file each % has to stand twice.";
pub(super) const BATCH_FILE: &str =
    "Save it as token.bat, in UTF-8, and run that. At the prompt each % would stay double.";
pub(super) const TOO_LONG: &str = "This is longer than Windows takes in one line. Have the secrets asked for, or paste them \
on standard input.";
const ACCESS_TOKEN: &str = "Put the answer's `access_token` into the variable ACCESS_TOKEN first. It goes to curl through a pipe, \
so that neither the history nor the list of processes holds it.";
