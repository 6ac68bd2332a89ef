//! The known name that a mistyped one is nearest to.

use crate::search::distance;

/// "; did you mean `…`?" where a known name is near enough, otherwise nothing.
pub(super) fn did_you_mean<'k>(wrong: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    nearest(wrong, known).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

/// The nearest known name, if at most a third of its letters differ.
fn nearest<'k>(wrong: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let limit = (wrong.chars().count() / 3).max(1);
    known
        .into_iter()
        .filter_map(|name| Some((distance(wrong, name, limit)?, name)))
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_names_are_named() {
        let known = ["says", "status", "strength"];
        assert_eq!(did_you_mean("sasy", known), "; did you mean `says`?");
        assert_eq!(did_you_mean("strenght", known), "; did you mean `strength`?");
        assert_eq!(did_you_mean("colour", known), "");
    }
}
