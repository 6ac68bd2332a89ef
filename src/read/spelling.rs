//! How a pasted command was spelt, for those who write it again: its words, and what its shell would expand.

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

/// Whether the shell that a request was written for would expand a variable at this place: everywhere but within
/// single quotes. cmd.exe knows no quotes that keep it from doing so.
pub(crate) fn expands(text: &str, request: &Request, words: &[Argument], at: usize) -> bool {
    let word = words.iter().find(|word| word.span.start <= at && at <= word.span.end);
    match (dialect(request.form), word) {
        (Some(Dialect::Cmd), _) => true,
        (Some(dialect), Some(word)) => {
            !in_single_quotes(Span::new(word.span.start, at).of(text), dialect)
        }
        (Some(Dialect::PowerShell), None) => !text.get(..at).is_some_and(|it| it.ends_with('\'')),
        _ => false,
    }
}

fn in_single_quotes(before: &str, dialect: Dialect) -> bool {
    let escape = if dialect == Dialect::Posix { '\\' } else { '`' };
    let mut quote = None;
    let mut escaped = false;
    for letter in before.chars() {
        match (quote, letter) {
            _ if escaped => escaped = false,
            (None | Some('"'), letter) if letter == escape => escaped = true,
            (None, '\'' | '"') => quote = Some(letter),
            (Some(open), letter) if letter == open => quote = None,
            _ => {}
        }
    }
    quote == Some('\'')
}

fn dialect(form: RequestForm) -> Option<Dialect> {
    match form {
        RequestForm::CurlPosix | RequestForm::Wget | RequestForm::Httpie => Some(Dialect::Posix),
        RequestForm::CurlCmd => Some(Dialect::Cmd),
        RequestForm::CurlPowerShell | RequestForm::PowerShell => Some(Dialect::PowerShell),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_expand_everywhere_but_in_single_quotes() {
        use RequestForm::{CurlCmd, CurlPosix, CurlPowerShell};
        let table = [
            (CurlPosix, "curl -d a=$X", true),
            (CurlPosix, "curl -d \"a=$X\"", true),
            (CurlPosix, "curl -d 'a=$X'", false),
            (CurlPosix, "curl -d '{\"a\":\"'\"$X\"'\"}'", true),
            (CurlPosix, "curl -d \"it's $X\"", true),
            (CurlPosix, "curl -d it\\'s$X", true),
            (CurlPowerShell, "curl.exe -d \"a=$X\"", true),
            (CurlPowerShell, "curl.exe -d 'a=$X'", false),
            (CurlCmd, "curl -d 'a=$X'", true),
        ];
        for (form, text, expected) in table {
            let request = Request { form, span: Span::new(0, text.len()), ..Request::default() };
            let words = arguments(text, &request);
            let at = text.find("$X").unwrap_or_default();
            assert_eq!(expands(text, &request, &words, at), expected, "{text}");
        }
    }
}
