//! Sorts by index: one sort for each WebAssembly module, since sorting each type would add another
//! copy of the code, about 10 kB of it.

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
    fn those_that_are_alike_stay_as_they_were() {
        let words = ["b", "a", "B", "A"];
        let by = |one: usize, other: usize| words[one].to_lowercase().cmp(&words[other].to_lowercase());
        assert_eq!(sorted(words.len(), &by), [1, 3, 0, 2]);
        assert_eq!(sorted(0, &by), [0; 0]);
    }
}
