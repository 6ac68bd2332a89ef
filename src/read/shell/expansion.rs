//! What a shell, or a tool before it, puts something else for.

use super::{Dialect, Splitter};

/// Characters of a name between `{{` and `}}`, or between two `%`.
const NAME: usize = 80;

impl Splitter<'_> {
    /// Length of the expansion that begins at `at`: `$NAME`, `${NAME}`, `$(command)`, `` `command` ``, `%NAME%`,
    /// `$env:NAME`, `{{name}}`.
    pub(super) fn expansion(&mut self, at: usize, end: usize) -> Option<usize> {
        let rest = self.layer.of(at..end);
        let behind = rest.get(1..)?;
        match rest.as_bytes().first()? {
            b'{' => template(rest),
            b'%' if self.dialect != Dialect::PowerShell => percent(rest),
            b'`' if self.dialect == Dialect::Posix => {
                let line = behind.find(['`', '\n'])?;
                (line > 0 && behind.as_bytes().get(line) == Some(&b'`')).then_some(line + 2)
            }
            b'$' if self.dialect == Dialect::Cmd => None,
            b'$' if behind.starts_with('{') => {
                let close = |byte| byte == b'}' || byte == b'\n';
                Some(2 + behind.bytes().take(2 * NAME).position(close).filter(|it| *it > 1)?)
            }
            b'$' if behind.starts_with('(') => {
                Some(self.brackets.close(self.layer, at + 1, end)? - at)
            }
            b'$' => {
                let scope = if self.dialect == Dialect::PowerShell { scope(behind) } else { 0 };
                let name = name_length(behind.get(scope..)?);
                (name > 0).then_some(1 + scope + name)
            }
            _ => None,
        }
    }
}

/// PowerShell's `env:`, `script:` before a variable's name.
fn scope(text: &str) -> usize {
    let scopes = ["env:", "global:", "script:", "local:", "using:"];
    let is =
        |scope: &&&str| text.get(..scope.len()).is_some_and(|it| it.eq_ignore_ascii_case(scope));
    scopes.iter().find(is).map_or(0, |scope| scope.len())
}

fn name_length(text: &str) -> usize {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let length = text.bytes().take_while(is_name).count();
    // `$1` is one as well; `$5a` is `$5` and a letter.
    if text.starts_with(|letter: char| letter.is_ascii_digit()) { 1 } else { length }
}

/// `{{name}}` of Postman, of HTTP files, of curl's own variables and of texts that are filled in.
pub(in crate::read) fn template(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("{{")?;
    let length = inner.bytes().take(NAME).position(|byte| matches!(byte, b'}' | b'\n' | b'"'))?;
    (length > 0 && inner.get(length..)?.starts_with("}}")).then_some(length + 4)
}

/// `%NAME%` of cmd.exe. Two hexadecimal digits are a percent-encoded byte.
fn percent(text: &str) -> Option<usize> {
    let inner = text.get(1..)?;
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let length = inner.bytes().take(NAME).take_while(is_name).count();
    let name = inner.get(..length)?;
    let byte = name.get(..2).is_some_and(|it| it.bytes().all(|digit| digit.is_ascii_hexdigit()));
    let named = name.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_');
    (named && !(byte && length == 2) && inner.get(length..)?.starts_with('%')).then_some(length + 2)
}
