//! How far a mistyped word is from the one that was meant.

/// Words are compared by so many of their first bytes: no word of the field is longer, and nothing is allocated.
const LONGEST: usize = 32;

/// How many letters to insert, remove, replace or swap with their neighbour (optimal string alignment), up to
/// `most`; `None` if more. Letters are bytes: an accent counts as one mistake or two.
///
/// ```
/// use token_triage::search::distance;
/// assert_eq!(distance("keycloak", "kyecloak", 2), Some(1));
/// assert_eq!(distance("okta", "google", 2), None);
/// ```
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b) = (first(a), first(b));
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut rows = [[0; LONGEST + 1]; 3];
    let [before_last, last, current] = &mut rows;
    for (column, cost) in last.iter_mut().enumerate() {
        *cost = column;
    }
    let mut above = None;
    for (row, &letter) in a.iter().enumerate() {
        let nearest = fill(current, last, before_last, row, (above, letter), b);
        if nearest > most {
            return None;
        }
        above = Some(letter);
        std::mem::swap(before_last, last);
        std::mem::swap(last, current);
    }
    last.get(b.len()).copied().filter(|distance| *distance <= most)
}

/// Fills the row of one letter from the two rows before it; gives its least cost.
fn fill(
    current: &mut [usize],
    last: &[usize],
    before_last: &[usize],
    row: usize,
    (above, letter): (Option<u8>, u8),
    b: &[u8],
) -> usize {
    let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
    let mut beside = row + 1;
    let mut nearest = beside;
    if let Some(first) = current.first_mut() {
        *first = beside;
    }
    let mut left = None;
    for (column, &other) in b.iter().enumerate() {
        let replaced = at(last, column) + usize::from(letter != other);
        let mut best = replaced.min(at(last, column + 1) + 1).min(beside + 1);
        if column > 0 && left == Some(letter) && above == Some(other) {
            best = best.min(at(before_last, column - 1) + 1);
        }
        if let Some(cost) = current.get_mut(column + 1) {
            *cost = best;
        }
        (beside, left, nearest) = (best, Some(other), nearest.min(best));
    }
    nearest
}

fn first(word: &str) -> &[u8] {
    word.as_bytes().get(..LONGEST).unwrap_or(word.as_bytes())
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
            ("badc", "abcd", 2),
        ] {
            assert_eq!(distance(a, b, 9), Some(expected), "{a} {b}");
            assert_eq!(distance(a, b, expected), Some(expected), "{a} {b}");
            assert_eq!(distance(b, a, expected), Some(expected), "{b} {a}");
            if expected > 0 {
                assert_eq!(distance(a, b, expected - 1), None, "{a} {b}");
            }
        }
    }

    #[test]
    fn words_without_end_are_compared_by_their_beginning() {
        let long = "a".repeat(100);
        assert_eq!(distance(&long, &long.replacen('a', "b", 1), 1), Some(1));
    }
}
