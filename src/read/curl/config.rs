//! curl's configuration (`-K -`): an option a line, with or without dashes.

use crate::read::layer::Layer;

use super::{Reader, full_name, short_name, takes_none};
use crate::exchange::RequestForm;

/// Lines that are read.
const LINES: usize = 512;

impl Reader {
    /// Reads the configuration that a here-document holds. One in a file, or from another command, is not known: what
    /// the request lacks may stand there.
    pub(super) fn config(&mut self, file: &Layer) {
        let Some(input) = self.input.take_if(|_| file.text() == "-") else {
            return self.operation.draft.withheld(file);
        };
        let mut at = 0;
        for line in input.text().split_inclusive('\n').take(LINES) {
            let place = input.trimmed(at..at + line.len());
            at += line.len();
            let line = input.part(place);
            if !line.text().is_empty() && !line.text().starts_with('#') {
                self.line(&line);
            }
        }
    }

    /// `name = "value"`, `name: value`, `--name value`, `-u value`.
    fn line(&mut self, line: &Layer) {
        let text = line.text();
        let dashes = text.len() - text.trim_start_matches('-').len();
        let word = text.get(dashes..).unwrap_or("");
        let length = word.find([' ', '\t', '=', ':']).unwrap_or(word.len());
        let word = word.get(..length).unwrap_or("");
        let short = word.chars().next().filter(|_| dashes == 1 && length == 1);
        let name = match short {
            Some(letter) => short_name(letter),
            None => full_name(word),
        };
        let behind = text.get(dashes + length..).unwrap_or("");
        let value = behind.trim_start_matches([' ', '\t', '=', ':']);
        let start = text.len() - value.len();
        self.span = self.span.join(line.span(line.all()));
        if takes_none(name) {
            return self.flag(name, RequestForm::CurlPosix);
        }
        let value = if value.starts_with('"') {
            unquoted(line, start + 1)
        } else {
            let length = value.find([' ', '\t']).unwrap_or(value.len());
            line.part(start..start + length)
        };
        self.option(name, &value);
    }
}

/// The text behind a quote and up to the next one, with its escapes undone.
pub(super) fn unquoted(line: &Layer, from: usize) -> Layer {
    let mut text = Layer::default();
    let mut at = from;
    while let Some(letter) = line.text().get(at..).and_then(|rest| rest.chars().next()) {
        let start = at;
        at += letter.len_utf8();
        let escaped = line.text().get(at..).and_then(|rest| rest.chars().next());
        match (letter, escaped) {
            ('"', _) => break,
            ('\\', Some(letter)) => {
                at += letter.len_utf8();
                let meant = match letter {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    other => other,
                };
                text.put(meant.encode_utf8(&mut [0; 4]), line, start..at);
            }
            _ => text.copy(line, start..at),
        }
    }
    text
}
