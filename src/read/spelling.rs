//! How a pasted command was spelt, for those who write it again: its words.

use crate::exchange::{Request, RequestForm};
use crate::span::Span;

use super::decode;
use super::layer::Layer;
use super::shell::{self, Dialect};

/// A word of a command as the program gets it, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Argument {
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// The words of the command that a request was read from; none where it is no command of a shell.
pub(crate) fn arguments(text: &str, request: &Request) -> Vec<Argument> {
    let Some(dialect) = dialect(request.form) else { return Vec::new() };
    let from = request.span.start;
    let part = Layer::root(request.span.of(text));
    let plain = |letter| matches!(letter, '"' | '\'' | '&' | ' ');
    let layer = decode::entities(&part, part.all(), plain);
    shell::line(&layer, layer.all(), dialect)
        .words
        .iter()
        .map(|word| Argument {
            text: word.text().to_owned(),
            span: layer.span(word.range.clone()).shifted(from),
        })
        .collect()
}

fn dialect(form: RequestForm) -> Option<Dialect> {
    match form {
        RequestForm::CurlPosix | RequestForm::Wget | RequestForm::Httpie => Some(Dialect::Posix),
        RequestForm::CurlCmd => Some(Dialect::Cmd),
        RequestForm::CurlPowerShell | RequestForm::PowerShell => Some(Dialect::PowerShell),
        _ => None,
    }
}
