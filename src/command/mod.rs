//! A request as text for a shell: quoted so that the shell hands curl exactly what was meant.
//!
//! Every command is `curl -sS -i`: it prints the answer and no header that was sent, so that its output
//! may be shown to others. None has `-v`, `-L`, `-k` or `-F`. Nor `-q`: a person's `~/.curlrc` often
//! holds the proxy without which no request gets out.
//!
//! Commands for sh and fish are run by real shells in tests/shells, those for cmd.exe by the one of Wine, requests for
//! other programs by these programs. Those for PowerShell were not run: curl's are checked against a model of the
//! documented rules, which is in tests/shells too.

mod call;
mod cmd;
mod fish;
mod input;
mod layout;
mod notes;
mod powershell;
pub mod program;
mod sh;
mod word;

use crate::basic::Form;
use crate::exchange::Request;
use crate::read::is_secret;
use crate::secret::Secret;

use call::Call;
pub(crate) use call::{encode, is_token};
pub(crate) use word::is_variable;
pub use word::{Marks, Word, write_words};

/// The shell that a command is written for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shell {
    /// sh, bash, zsh, dash and the other POSIX shells.
    #[default]
    Sh,
    /// fish.
    Fish,
    /// Windows PowerShell 5.1, whose program is `powershell`. On Windows newer ones take the same.
    PowerShell,
    /// PowerShell 7.3 and newer, whose program is `pwsh`, on any system.
    Pwsh,
    /// cmd.exe at the prompt.
    Cmd,
    /// A batch file for cmd.exe.
    Batch,
}

impl Shell {
    /// All of them, in the order that they are offered in.
    pub const ALL: [Shell; 6] =
        [Shell::Sh, Shell::Fish, Shell::Pwsh, Shell::PowerShell, Shell::Cmd, Shell::Batch];
}

/// How a command is spelled and laid out. What it does is the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// `--header` in place of `-H`.
    pub long: bool,
    /// On one line, however long that gets; a batch file keeps the lines before the command.
    pub one_line: bool,
}

/// Where the secret is when the command runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SecretPlace {
    /// Asked for when the command runs, and with it every other secret parameter: neither in the command
    /// nor in the history. Where nothing is secret, the command is that of [`SecretPlace::Inline`].
    #[default]
    Prompt,
    /// In environment variables, `CLIENT_SECRET` and its like: neither in the command nor in the history.
    Environment,
    /// On curl's standard input, where the person pastes the lines that [`Command::input`] holds.
    Input,
    /// In the command.
    Inline,
}

/// A token request to write down.
#[derive(Clone, Debug, Default)]
pub struct TokenRequest {
    /// The request: address, parameters (without the client's own credentials), headers.
    pub request: Request,
    /// How the client authenticates.
    pub authentication: Authentication,
    /// The client id.
    pub client_id: String,
    /// The client secret; not used by `SecretPlace::Prompt`.
    pub client_secret: Secret,
    /// The encoding of the Basic header.
    pub form: Option<Form>,
    /// The names of parameters that are secret here, besides those that are secret everywhere: `password`,
    /// `code`, `refresh_token` and their like.
    pub secrets: Vec<String>,
}

impl TokenRequest {
    /// The values of parameters that are worth as much as the client secret.
    pub(crate) fn parameters_worth_a_secret(&self) -> impl Iterator<Item = &str> {
        let secret = self.request.parameters.iter().filter(|one| self.is_secret(&one.name));
        secret.map(|one| one.value.as_str())
    }

    /// Whether a parameter of this name is worth as much as the client secret.
    fn is_secret(&self, name: &str) -> bool {
        is_secret(name, true) || self.secrets.iter().any(|secret| secret == name)
    }
}

/// How a client authenticates at the token endpoint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Authentication {
    /// `client_secret_basic`.
    #[default]
    Basic,
    /// `client_secret_post`.
    Post,
    /// `none`: a public client sends its id alone.
    None,
    /// `private_key_jwt`, `client_secret_jwt`: a signed assertion among the parameters (RFC 7521, section 4.2).
    Assertion,
}

impl Authentication {
    /// Whether the client's secret is sent.
    pub fn sends_secret(self) -> bool {
        matches!(self, Authentication::Basic | Authentication::Post)
    }
}

/// A command, and what to know before running it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The text to copy.
    pub text: Secret,
    /// What the person has to do or know, in the order of importance: what to type at the prompt, what sees
    /// the secret, which curl it needs.
    pub notes: Vec<&'static str>,
    /// What to paste when the command waits for its standard input; only by [`SecretPlace::Input`].
    pub input: Option<Secret>,
}

/// Why no command was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no address, or it is not one.
    NoAddress,
    /// A value holds a NUL or another control character.
    ControlCharacter,
    /// The program has no way to write a value.
    Inexpressible,
}

/// The token request as a curl command for this shell.
///
/// With [`SecretPlace::Prompt`] and [`SecretPlace::Environment`] the values of secret parameters are not used: only
/// that they are there. Where nothing is secret all places give the same command.
///
/// Header fields that curl writes by itself (Content-Type, Content-Length, Host) and Authorization are
/// left out of `request`; so are its `client_secret` and, where the client does not authenticate by
/// Basic, its `client_id`: those of [`TokenRequest`] count.
///
/// A Basic header in [`Form::Raw`] can't carry an id with a colon, and curl asks for no secret where the
/// id begins with a semicolon; such an id takes [`Form::Minimal`], and a note says so.
///
/// # Errors
/// Where a value can't stand in a command at all.
pub fn curl(request: &TokenRequest, shell: Shell, place: SecretPlace) -> Result<Command, Refusal> {
    curl_as(request, shell, place, Style::default())
}

/// [`curl`] in a style.
///
/// # Errors
/// As for [`curl`].
pub fn curl_as(
    request: &TokenRequest,
    shell: Shell,
    place: SecretPlace,
    style: Style,
) -> Result<Command, Refusal> {
    let call = Call::new(request, place, style)?;
    let by_input = place == SecretPlace::Input && input::is_needed(&call, place);
    let (text, input) = if by_input {
        by_standard_input(request, call.clone(), shell)
    } else {
        (text(&call, shell), None)
    };
    let text = finished(text, shell, style);
    let notes = notes::notes(request, &call, shell, place, &text);
    Ok(Command { text: Secret::new(text), notes, input })
}

/// A call of the API with an access token, which the shell takes from its variable `ACCESS_TOKEN`: `GET`, the
/// request's address and its headers. The token is in no argument of curl's.
///
/// # Errors
/// Where there is no address, or a value can't stand in a command.
pub fn bearer(request: &Request, shell: Shell, style: Style) -> Result<Command, Refusal> {
    let call = Call { style, ..Call::with_bearer(request)? };
    let text = finished(text(&call, shell), shell, style);
    let notes = notes::bearer(shell, &text);
    Ok(Command { text: Secret::new(text), notes, input: None })
}

fn text(call: &Call, shell: Shell) -> String {
    match shell {
        Shell::Sh => sh::write(call),
        Shell::Fish => fish::write(call),
        Shell::PowerShell => powershell::write(call, &powershell::WINDOWS),
        Shell::Pwsh => powershell::write(call, &powershell::SEVEN),
        Shell::Cmd => cmd::write(call, &cmd::CMD),
        Shell::Batch => cmd::write(call, &cmd::BATCH),
    }
}

fn finished(text: String, shell: Shell, style: Style) -> String {
    let text = if style.one_line { layout::folded(&text) } else { text };
    if shell == Shell::Batch { cmd::file(&text) } else { text }
}

/// The command that waits for its standard input, and the lines for it.
fn by_standard_input(
    request: &TokenRequest,
    mut call: Call,
    shell: Shell,
) -> (String, Option<Secret>) {
    let dialect = match shell {
        Shell::Sh => &sh::SH,
        Shell::Fish => &fish::FISH,
        Shell::PowerShell => &powershell::WINDOWS.dialect,
        Shell::Pwsh => &powershell::SEVEN.dialect,
        Shell::Cmd => &cmd::CMD,
        Shell::Batch => &cmd::BATCH,
    };
    // What the shell doesn't hand on as it is goes the same way as the secrets.
    let (besides, options) =
        call.options.drain(..).partition(|(_, value)| (dialect.fragile)(value));
    call.options = options;
    let groups = layout::groups(&call, dialect, layout::Input::Configuration);
    let text = layout::join(&groups, call.style, dialect, "");
    (text, Some(input::lines(request, &call, &besides)))
}

#[cfg(test)]
mod tests;
