//! Commands and calls in a text: where one begins, and which reader knows what it sends.

use std::ops::Range;

use crate::exchange::{Request, RequestForm};
use crate::span::Span;

use super::call;
use super::cmdlet;
use super::curl;
use super::httpie;
use super::layer::Layer;
use super::shell::{self, Dialect};
use super::wget;

/// Bytes of a line that are looked at for signs of a shell, or of a sentence.
const SIGNS: usize = 400;

/// A command or call and where it stands.
pub(super) struct Command {
    /// From its name to its end.
    pub(super) range: Range<usize>,
    /// What it uses of the text above: definitions of variables, in order.
    pub(super) uses: Vec<Range<usize>>,
    /// What it sends; nothing if it names no address and nothing that shapes a request.
    pub(super) requests: Vec<Request>,
    /// Values that must be masked and that the requests do not show as such.
    pub(super) secrets: Vec<Span>,
}

/// What a program's name stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Program {
    Curl,
    Wget,
    /// HTTPie and xh.
    Httpie,
    /// `Invoke-RestMethod`, `Invoke-WebRequest`.
    Cmdlet,
    /// A call in a program.
    Call,
}

/// What the commands and calls in a text may cost, in bytes that are looked at: so time stays linear. No text that
/// people paste comes near it.
pub(super) struct Budget {
    /// For calls. One that proves to be none is read again as text, and one that is never closed goes on to the end.
    calls: usize,
    /// For what stands around a name, to tell a command from a sentence.
    looks: usize,
}

impl Budget {
    /// For a text of this length.
    pub(super) fn new(length: usize) -> Self {
        Budget { calls: length / 2 + 32_768, looks: 4 * length + 65_536 }
    }

    /// Takes what was looked at for a call. False where nothing is left.
    pub(super) fn spend(&mut self, bytes: usize) -> bool {
        self.calls = self.calls.saturating_sub(bytes);
        self.calls > 0
    }

    /// Takes what is looked at around a name, or for one. False where nothing is left.
    pub(super) fn look(&mut self, bytes: usize) -> bool {
        self.looks = self.looks.saturating_sub(bytes);
        self.looks > 0
    }
}

/// The first command in a line, with the lines that belong to it.
pub(super) fn command(layer: &Layer, line: Range<usize>, budget: &mut Budget) -> Option<Command> {
    let text = layer.of(line.clone());
    let (mut at, mut before) = (0, ' ');
    while let Some(found) = text.get(at..)?.find(|letter: char| letter.is_ascii_alphabetic()) {
        at += found;
        let rest = text.get(at..)?;
        before = text.get(..at)?.chars().next_back().unwrap_or(before);
        let name = name_of(rest);
        let behind = rest.get(name.len()..)?;
        let program = program(name).filter(|_| !is_joined(before));
        let program = program.filter(|_| budget.look(behind.len().min(SIGNS)));
        let found = program.and_then(|program| {
            let start = line.start + at;
            let end = start + name.len();
            match program {
                Program::Call if behind.starts_with('(') => call::call(layer, start, end, budget),
                Program::Cmdlet if begins(behind) || behind.trim_start().starts_with('@') => {
                    cmdlet::command(layer, start, end, budget)
                }
                Program::Call | Program::Cmdlet => None,
                // In Windows PowerShell these are other names of a cmdlet.
                Program::Curl | Program::Wget if is_alias(behind) => {
                    cmdlet::command(layer, start, end, budget)
                }
                Program::Curl | Program::Wget => {
                    let behind = behind.strip_prefix(['"', '\'']).unwrap_or(behind);
                    begins(behind).then(|| read(layer, line.clone(), start, name, program))
                }
                Program::Httpie => httpie::begins(text.get(..at)?, behind)
                    .then(|| read(layer, line.clone(), start, name, program)),
            }
        });
        if found.is_some() {
            return found;
        }
        at += name.len();
    }
    None
}

/// Whether what stands before a name makes it a part of another word.
fn is_joined(before: char) -> bool {
    before.is_alphanumeric() || "-_.".contains(before)
}

fn name_of(text: &str) -> &str {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    text.get(..text.bytes().take_while(is_name).count()).unwrap_or("")
}

fn program(name: &str) -> Option<Program> {
    match name {
        "curl" | "curl.exe" => Some(Program::Curl),
        "wget" | "wget.exe" => Some(Program::Wget),
        "http" | "https" | "http.exe" | "https.exe" | "xh" | "xhs" | "xh.exe" => {
            Some(Program::Httpie)
        }
        _ if is_cmdlet(name) => Some(Program::Cmdlet),
        _ => call::is_call(name).then_some(Program::Call),
    }
}

fn is_cmdlet(name: &str) -> bool {
    let names = ["Invoke-RestMethod", "Invoke-WebRequest", "irm", "iwr"];
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether the parameters are those of `Invoke-WebRequest`.
fn is_alias(behind: &str) -> bool {
    let line = behind.get(..behind.floor_char_boundary(SIGNS)).unwrap_or("");
    let mut words = line.split('\n').next().unwrap_or("").split(' ');
    words.any(|word| {
        ["-uri", "-method", "-headers", "-body"].iter().any(|it| it.eq_ignore_ascii_case(word))
    })
}

/// Whether what follows a program's name are arguments, and not the words of a sentence.
fn begins(behind: &str) -> bool {
    let text = behind.trim_start_matches([' ', '\t']);
    if text.len() == behind.len() {
        return false;
    }
    let line = text.get(..text.floor_char_boundary(SIGNS)).unwrap_or("");
    let word = line.split([' ', '\t', '\r', '\n']).next().unwrap_or("");
    let option = word.strip_prefix('-').is_some_and(|rest| {
        rest.starts_with(|letter: char| {
            letter.is_ascii_alphabetic() || letter == '-' || letter == '#'
        })
    });
    option
        || word.starts_with(['"', '\'', '$', '%', '{', '<', '^', '“', '‘', '\\'])
        || word.contains("://")
        || word.starts_with("localhost")
        || word == "`"
        || word.contains('.')
            && (word.contains('/')
                || line.split('\n').next().is_some_and(|line| line.contains(" -")))
}

fn read(layer: &Layer, line: Range<usize>, start: usize, name: &str, program: Program) -> Command {
    let before = layer.of(line.start..start);
    let dialect = dialect(before, name, layer.of(start..line.end));
    let inline = before.ends_with('`') && !before.ends_with("``");
    let end = match layer.of(start..line.end).find('`').filter(|_| inline) {
        Some(length) => start + length,
        None => layer.text().len(),
    };
    let name_end = start + name.len();
    let quoted = layer.of(name_end..end).starts_with(['"', '\'']);
    let mut line = shell::line(layer, name_end + usize::from(quoted)..end, dialect);
    let end = line.end.max(name_end);
    let last = line.words.last().filter(|_| line.input.is_none());
    let span = layer.span(layer.trimmed(start..last.map_or(end, |word| word.range.end)));
    let pipe = before.trim_end();
    if pipe.ends_with('|') {
        let at = start - before.len() + pipe.len();
        line.file = Some(shell::file(&layer.part(at - 1..at)));
    }
    let (requests, secrets) = match program {
        Program::Wget => wget::requests(&mut line, span),
        Program::Httpie => httpie::requests(&mut line, name, span),
        _ => curl::requests(&mut line, curl_form(dialect), span),
    };
    Command { range: start..end, uses: Vec::new(), requests, secrets }
}

fn curl_form(dialect: Dialect) -> RequestForm {
    match dialect {
        Dialect::Posix => RequestForm::CurlPosix,
        Dialect::Cmd => RequestForm::CurlCmd,
        Dialect::PowerShell => RequestForm::CurlPowerShell,
    }
}

/// The shell that a command is written for, by what stands before it and how its first line is written.
fn dialect(before: &str, name: &str, line: &str) -> Dialect {
    let start = line.get(..line.floor_char_boundary(SIGNS)).unwrap_or(line);
    let line = line.trim_end();
    let prompt = before.get(before.ceil_char_boundary(before.len().saturating_sub(SIGNS))..);
    let prompt = prompt.unwrap_or("").trim();
    // Inside single quotes, which cmd.exe does not know, a caret is one.
    let caret = start.split('\'').next().is_some_and(|start| start.contains("^\""));
    if line.ends_with('^') || caret {
        return Dialect::Cmd;
    }
    if line.ends_with('`') && !prompt.ends_with('`') || prompt.starts_with("PS ") {
        return Dialect::PowerShell;
    }
    if prompt.ends_with('>') && prompt.get(1..3) == Some(":\\") {
        return Dialect::Cmd;
    }
    let powershell = name.contains(".exe") && !start.contains('%') || prompt.starts_with('&');
    if powershell { Dialect::PowerShell } else { Dialect::Posix }
}
