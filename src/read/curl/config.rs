//! curl's configuration (`-K -`): an option a line, with or without dashes.

use crate::read::decode;
use crate::read::layer::Layer;

use super::{Reader, full_name, short_name, takes_none};
use crate::exchange::RequestForm;

impl Reader {
    /// Reads the configuration that a here-document holds. One in a file is not known.
    pub(super) fn config(&mut self, file: &Layer) {
        let Some(input) = self.input.take().filter(|_| file.text() == "-") else { return };
        let mut at = 0;
        for line in input.text().split_inclusive('\n') {
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
        let value = if let Some(inner) = value.strip_prefix('"') {
            let mut escaped = false;
            let close = inner.bytes().position(|byte| {
                let closes = byte == b'"' && !escaped;
                escaped = byte == b'\\' && !escaped;
                closes
            });
            let end = start + 1 + close.unwrap_or(inner.len());
            decode::backslashes(line, start + 1..end)
        } else {
            let length = value.find([' ', '\t']).unwrap_or(value.len());
            line.part(start..start + length)
        };
        self.option(name, &value);
    }
}
