//! The known name that a mistyped one is nearest to.

/// "; did you mean `…`?" where a known name is near enough, otherwise nothing.
pub(super) fn did_you_mean<'k>(wrong: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    nearest(wrong, known).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}

/// The nearest known name, if at most a third of its letters differ.
fn nearest<'k>(wrong: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let limit = (wrong.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|name| (distance(wrong, name), name))
        .filter(|&(distance, _)| distance <= limit)
        .min()
        .map(|(_, name)| name)
}

/// Optimal string alignment: how many letters to insert, remove, replace or swap with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut left = None;
    for (row, letter) in a.chars().enumerate() {
        let mut current = vec![row + 1];
        let mut above_left = row;
        let mut previous = None;
        for (column, (&other, &above)) in b.iter().zip(last.iter().skip(1)).enumerate() {
            let beside = current.last().copied().unwrap_or(0);
            let mut best =
                (above_left + usize::from(letter != other)).min(above + 1).min(beside + 1);
            if previous == Some(letter)
                && left == Some(other)
                && let Some(&swapped) = column.checked_sub(1).and_then(|at| before_last.get(at))
            {
                best = best.min(swapped + 1);
            }
            above_left = above;
            previous = Some(other);
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
        left = Some(letter);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Expected distances are the textbook's for these pairs.
    #[test]
    fn distances() {
        for (a, b, expected) in [
            ("", "", 0),
            ("abc", "", 3),
            ("", "abc", 3),
            ("kitten", "sitting", 3),
            ("saturday", "sunday", 3),
            ("acb", "abc", 1),
            ("ca", "abc", 3),
            ("says", "sasy", 1),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }

    #[test]
    fn only_near_names_are_named() {
        let known = ["says", "status", "strength"];
        assert_eq!(did_you_mean("sasy", known), "; did you mean `says`?");
        assert_eq!(did_you_mean("strenght", known), "; did you mean `strength`?");
        assert_eq!(did_you_mean("colour", known), "");
    }
}
