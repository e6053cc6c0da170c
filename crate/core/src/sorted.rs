//! Sorts by index: one sort for each WebAssembly module. The standard library's own, called on each
//! type, adds a copy of its code for each call: 20 kB of the package for sixteen, 5 for the six of
//! the QR reader.

use std::{cmp::Ordering, mem};

/// Puts a list into the order of `by`; equal items keep their order.
pub fn sort<T>(list: &mut Vec<T>, by: impl Fn(&T, &T) -> Ordering) {
    let order = sorted(list.len(), &|one, other| match (list.get(one), list.get(other)) {
        (Some(one), Some(other)) => by(one, other),
        _ => Ordering::Equal,
    });
    let mut items: Vec<Option<T>> = mem::take(list).into_iter().map(Some).collect();
    list.extend(order.into_iter().filter_map(|at| items.get_mut(at)?.take()));
}

/// The indices from zero to `count` in the order of `by`; equal ones keep their order.
pub(crate) fn sorted(count: usize, by: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|one, other| by(*one, *other));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_sorted_and_equal_items_keep_their_order() {
        let by = |one: &(u8, char), other: &(u8, char)| one.0.cmp(&other.0);
        for (list, sorted) in [
            (vec![], vec![]),
            (vec![(1, 'a')], vec![(1, 'a')]),
            (
                vec![(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')],
                vec![(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')],
            ),
            (vec![(1, 'z'), (1, 'y'), (1, 'x')], vec![(1, 'z'), (1, 'y'), (1, 'x')]),
        ] {
            let mut list = list;
            sort(&mut list, by);
            assert_eq!(list, sorted);
        }
        // As long as the longest list there is, and against the standard library's sort.
        let mut long: Vec<u64> = (0..20_000).map(|at| at * 7_919 % 10_007).collect();
        let mut expected = long.clone();
        expected.sort();
        sort(&mut long, u64::cmp);
        assert_eq!(long, expected);
    }

    #[test]
    fn those_that_are_alike_stay_as_they_were() {
        let words = ["b", "a", "B", "A"];
        let by = |one: usize, other: usize| words[one].to_lowercase().cmp(&words[other].to_lowercase());
        assert_eq!(sorted(words.len(), &by), [1, 3, 0, 2]);
        assert_eq!(sorted(0, &by), [0; 0]);
    }
}
