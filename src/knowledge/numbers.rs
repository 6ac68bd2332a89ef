//! What the index is made of: numbers for keys, and lists by number. One copy of each for all that is looked up.

/// Numbers for keys, from 0, in the order in which the keys come: a table of open addresses, from which nothing is
/// removed. Keys are hashes already; two that are equal are the same key.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// By number.
    keys: Vec<u64>,
    /// A number and one, 0 where nothing stands; a power of two, and at least twice as many as keys.
    slots: Vec<u32>,
}

impl Numbers {
    /// The number of a key, a new one for a new key.
    pub fn give(&mut self, key: u64) -> u32 {
        if self.slots.len() < 2 * (self.keys.len() + 1) {
            self.widen();
        }
        let slot = self.slot(key);
        match self.slots.get_mut(slot) {
            Some(empty @ 0) => {
                self.keys.push(key);
                *empty = number(self.keys.len());
                *empty - 1
            }
            Some(taken) => *taken - 1,
            None => 0,
        }
    }

    /// The number of a key that was given one.
    pub fn get(&self, key: u64) -> Option<u32> {
        self.slots.get(self.slot(key))?.checked_sub(1)
    }

    /// The keys, by number.
    pub fn keys(&self) -> &[u64] {
        &self.keys
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// The slot where a key stands, or would stand.
    fn slot(&self, key: u64) -> usize {
        let last = self.slots.len().wrapping_sub(1);
        // Fibonacci hashing: the upper half of the product depends on every bit of the key.
        let mut slot = place((key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32);
        loop {
            slot &= last;
            match self.slots.get(slot) {
                Some(taken @ 1..) if self.keys.get(place(*taken - 1)) != Some(&key) => slot += 1,
                _ => return slot,
            }
        }
    }

    fn widen(&mut self) {
        self.slots = vec![0; (4 * self.keys.len()).next_power_of_two().max(8)];
        for (at, key) in (1..).zip(&self.keys) {
            let slot = self.slot(*key);
            if let Some(empty) = self.slots.get_mut(slot) {
                *empty = at;
            }
        }
    }
}

/// Lists of numbers, by number, in one piece.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Where each list ends in `items`.
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// `count` lists, each with the items of the pairs (list, item) that name it, in their order.
    pub fn new(count: usize, pairs: &[(u32, u32)]) -> Self {
        let mut ends = vec![0_u32; count];
        for (list, _) in pairs {
            if let Some(length) = ends.get_mut(place(*list)) {
                *length += 1;
            }
        }
        let mut start = 0;
        for end in &mut ends {
            let length = *end;
            *end = start;
            start += length;
        }
        // Each list's end begins at its start and moves with every item.
        let mut items = vec![0; pairs.len()];
        for (list, item) in pairs {
            if let Some(end) = ends.get_mut(place(*list)) {
                if let Some(free) = items.get_mut(place(*end)) {
                    *free = *item;
                }
                *end += 1;
            }
        }
        Lists { ends, items }
    }

    /// The items of a list; none where there is no such list.
    pub fn of(&self, list: u32) -> &[u32] {
        let list = place(list);
        let end = |at: usize| self.ends.get(at).map(|end| place(*end));
        let start = list.checked_sub(1).and_then(end).unwrap_or(0);
        self.items.get(start..end(list).unwrap_or(start)).unwrap_or_default()
    }
}

/// A number as a place in a list.
pub(super) fn place(number: u32) -> usize {
    number as usize
}

/// A place in a list as a number. There are never more than four thousand million of anything here.
pub(super) fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_are_those_of_a_map(keys in proptest::collection::vec(0_u64..50, 0..200)) {
            let mut map: BTreeMap<u64, u32> = BTreeMap::new();
            let mut numbers = Numbers::default();
            for key in keys {
                let next = number(map.len());
                let expected = *map.entry(key).or_insert(next);
                prop_assert_eq!(numbers.give(key), expected);
            }
            for key in 0..60 {
                prop_assert_eq!(numbers.get(key), map.get(&key).copied());
            }
            prop_assert_eq!(numbers.len(), map.len());
        }

        #[test]
        fn lists_are_those_of_a_map(pairs in proptest::collection::vec((0_u32..9, any::<u32>()), 0..50)) {
            let lists = Lists::new(8, &pairs);
            for list in 0..10 {
                let own = pairs.iter().filter(|pair| pair.0 == list && list < 8);
                let expected: Vec<u32> = own.map(|pair| pair.1).collect();
                prop_assert_eq!(lists.of(list), expected);
            }
        }
    }
}
