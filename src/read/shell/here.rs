//! Here-documents and here-strings: what a command reads from its standard input.

use super::{Becomes, Splitter, Word};
use crate::read::layer::Layer;

/// A here-document that waits for the end of its line.
pub(super) struct Here {
    delimiter: String,
    /// Whether the shell puts variables in: not if the delimiter is quoted.
    expands: bool,
}

impl Splitter<'_> {
    /// `<<EOF`, `<<-'EOF'`, `<<< text`.
    pub(super) fn here(&mut self) {
        let rest = self.rest();
        let sign = rest.len() - rest.trim_start_matches('<').len();
        self.at += sign;
        let name = self.rest().trim_start_matches('-').trim_start_matches([' ', '\t']);
        self.at += self.rest().len() - name.len();
        if sign > 2 {
            self.becomes = Becomes::Input;
            return;
        }
        let length = name.find(char::is_whitespace).unwrap_or(name.len());
        let written = name.get(..length).unwrap_or("");
        let delimiter = written.trim_matches(['"', '\'', '\\']);
        self.at += length;
        self.here = Some(Here {
            delimiter: delimiter.to_owned(),
            expands: delimiter.len() == written.len(),
        });
    }

    /// Takes the lines up to the delimiter.
    pub(super) fn here_document(&mut self) {
        let Some(here) = self.here.take() else { return };
        let start = self.at + 1;
        let mut at = start;
        for line in self.layer.of(start..self.end).split_inclusive('\n') {
            if line.trim() == here.delimiter {
                break;
            }
            at += line.len();
        }
        let rest = self.layer.of(at..self.end);
        let (behind, body) = (at + rest.find('\n').unwrap_or(rest.len()), start.min(at)..at);
        if here.expands {
            self.word = Some(Word { layer: Layer::default(), range: body.clone() });
            self.unquote(body, '"');
            self.line.input = self.word.take().map(|word| word.layer);
        } else {
            self.line.input = Some(self.layer.part(body));
        }
        self.at = behind.min(self.end);
    }
}
