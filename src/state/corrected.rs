//! The corrected request in pieces, as it is shown: changes marked, secrets masked.

use crate::repair::Repair;
use crate::span::Span;

use super::mask::Masks;

/// A stretch of the corrected request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The text, secrets masked unless they are to be shown.
    pub text: String,
    /// Whether it is new or different.
    pub new: bool,
}

/// The request in stretches.
pub fn stretches(repair: &Repair, reveal: bool) -> Vec<Stretch> {
    let text = repair.text.expose();
    let masks = Masks::new(text, &repair.secrets, reveal);
    let mut stretches = Vec::new();
    let mut push = |span: Span, new| {
        let text = masks.part(span);
        if !text.is_empty() {
            stretches.push(Stretch { text, new });
        }
    };
    let mut at = 0;
    for change in &repair.changes {
        push(Span::new(at, change.start), false);
        push(*change, true);
        at = change.end.max(at);
    }
    push(Span::new(at, text.len()), false);
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::RequestForm;
    use crate::secret::Secret;

    fn shown(changes: &[(usize, usize)], reveal: bool) -> String {
        let repair = Repair {
            cause: String::new(),
            text: Secret::new("curl -u me:hunter22 -d a=b".into()),
            form: RequestForm::CurlPosix,
            changes: changes.iter().map(|(start, end)| Span::new(*start, *end)).collect(),
            secrets: vec![Span::new(11, 19)],
            why: Vec::new(),
        };
        let piece = |one: Stretch| {
            if one.new { ["[", &one.text, "]"].concat() } else { one.text }
        };
        stretches(&repair, reveal).into_iter().map(piece).collect()
    }

    #[test]
    fn changes_are_marked_and_secrets_masked() {
        assert_eq!(shown(&[], true), "curl -u me:hunter22 -d a=b");
        assert_eq!(shown(&[], false), "curl -u me:•••••• -d a=b");
        assert_eq!(shown(&[(5, 7), (20, 26)], false), "curl [-u] me:•••••• [-d a=b]");
    }

    #[test]
    fn a_change_within_a_secret_shows_nothing_of_it() {
        assert_eq!(shown(&[(13, 15)], false), "curl -u me:••••••[••••••]•••••• -d a=b");
        assert_eq!(shown(&[(13, 15)], true), "curl -u me:hu[nt]er22 -d a=b");
    }
}
