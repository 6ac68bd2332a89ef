//! Sorting with one copy of the algorithm in the program.
//!
//! The standard library's sorts are made anew, some 4 KiB each, for every type that is sorted. Here places are
//! sorted, always by the same code, and the items follow. The page sorts lists of a few to a few thousand items.

use std::cmp::Ordering;
use std::mem;

/// Sorts by a key; equal items keep their order.
///
/// ```
/// let mut words = vec!["three", "one", "four", "two"];
/// token_triage::order::by_key(&mut words, |word| word.len());
/// assert_eq!(words, ["one", "two", "four", "three"]);
/// ```
pub fn by_key<T, K: Ord>(list: &mut Vec<T>, key: impl Fn(&T) -> K) {
    by(list, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by a comparison; equal items keep their order.
pub fn by<T>(list: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let places = sorted(list.len(), &|a, b| match (list.get(a), list.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    let mut items: Vec<Option<T>> = mem::take(list).into_iter().map(Some).collect();
    list.extend(places.into_iter().filter_map(|place| items.get_mut(place)?.take()));
}

/// The places from 0 to `count` in order: a merge sort, from runs of one upwards.
fn sorted(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    let mut width = 1;
    while width < count {
        let runs = places.chunks(2 * width);
        places =
            runs.flat_map(|pair| merged(pair.split_at(width.min(pair.len())), compare)).collect();
        width *= 2;
    }
    places
}

fn merged(
    (mut left, mut right): (&[usize], &[usize]),
    compare: &dyn Fn(usize, usize) -> Ordering,
) -> Vec<usize> {
    let mut merged = Vec::with_capacity(left.len() + right.len());
    while let (Some((a, left_rest)), Some((b, right_rest))) =
        (left.split_first(), right.split_first())
    {
        if compare(*b, *a) == Ordering::Less {
            merged.push(*b);
            right = right_rest;
        } else {
            merged.push(*a);
            left = left_rest;
        }
    }
    merged.extend_from_slice(left);
    merged.extend_from_slice(right);
    merged
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sorts_like_the_standard_library(mut list: Vec<(u8, u16)>) {
            let mut expected = list.clone();
            expected.sort_by_key(|item| item.0);
            by_key(&mut list, |item| item.0);
            prop_assert_eq!(list, expected);
        }
    }
}
