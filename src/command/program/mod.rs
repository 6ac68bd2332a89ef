//! The same request for other programs than curl, and as a file to keep.
//!
//! None of them follows a redirect, since a token request that does is sent to someone else, and each prints the
//! status and the answer and nothing that was sent. Python, Node, HTTPie, wget and Hurl are run for real in
//! tests/shells, and so is the raw message; `Invoke-RestMethod`, Postman and editors of `.http` files were not run.

mod httpie;
mod hurl;
mod javascript;
mod message;
mod postman;
mod powershell;
mod python;
mod raw;
mod wget;

use super::{Command, Refusal, SecretPlace, TokenRequest, notes};
use crate::exchange::Request;
use crate::secret::Secret;
pub(super) use message::Message;

/// A program or a kind of file that a request is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// HTTPie, called from a POSIX shell.
    Httpie,
    /// GNU Wget, called from a POSIX shell.
    Wget,
    /// `Invoke-RestMethod` of PowerShell 5.1 and newer.
    InvokeRestMethod,
    /// Python with the library requests.
    Python,
    /// JavaScript, run by Node 18 or newer.
    JavaScript,
    /// A file for Hurl.
    Hurl,
    /// A `.http` file of editors and IDEs.
    HttpFile,
    /// The message as it is sent (RFC 9112).
    Http,
    /// A collection for Postman to import (format 2.1).
    Postman,
}

impl Program {
    /// All of them, in the order that they are offered in.
    pub const ALL: [Program; 9] = [
        Program::Httpie,
        Program::Wget,
        Program::InvokeRestMethod,
        Program::Python,
        Program::JavaScript,
        Program::Hurl,
        Program::HttpFile,
        Program::Http,
        Program::Postman,
    ];

    /// Whether it can take secrets from elsewhere than its own text: from the environment, Postman from a variable
    /// of the collection.
    pub fn takes_variables(self) -> bool {
        !matches!(self, Program::Wget | Program::HttpFile | Program::Http)
    }
}

/// The token request for a program.
///
/// With [`SecretPlace::Environment`] it holds no secret: each is taken from an environment variable named after its
/// parameter, `CLIENT_SECRET`. A program that can't do that holds the secrets, and a note says so; every other
/// place means [`SecretPlace::Inline`].
///
/// # Errors
/// Where a value can't stand in the text at all.
pub fn write(
    request: &TokenRequest,
    program: Program,
    place: SecretPlace,
) -> Result<Command, Refusal> {
    let variables = place == SecretPlace::Environment && program.takes_variables();
    let message = Message::new(request, variables)?;
    let notes = notes::program(request, &message, program);
    Ok(Command { text: text(&message, program)?, notes, input: None })
}

/// A call of the API with an access token from the variable `ACCESS_TOKEN`: `GET`, the request's address and its
/// headers. What knows no variables has the name in the token's place.
///
/// # Errors
/// Where there is no address, or a value can't stand in the text.
pub fn bearer(request: &Request, program: Program) -> Result<Command, Refusal> {
    let message = Message::with_bearer(request)?;
    let notes = notes::program_bearer(program);
    Ok(Command { text: text(&message, program)?, notes, input: None })
}

fn text(message: &Message, program: Program) -> Result<Secret, Refusal> {
    Ok(Secret::new(match program {
        Program::Httpie => httpie::write(message)?,
        Program::Wget => wget::write(message),
        Program::InvokeRestMethod => powershell::write(message),
        Program::Python => python::write(message),
        Program::JavaScript => javascript::write(message),
        Program::Hurl => hurl::write(message)?,
        Program::HttpFile => raw::file(message),
        Program::Http => raw::message(message),
        Program::Postman => postman::write(message),
    }))
}
