//! One sort for every list.
//!
//! The standard library's sorts are compiled anew for each type they sort, which is eight kilobytes of the
//! package. Here it sorts a list of places, which is always the same type, and the items are then moved to
//! their places.

use std::cmp::Ordering;

/// Sorts, equal items in the order they had. The order must be a total one: the standard library panics if it is not.
pub(crate) fn by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let order = order(items.len(), &mut |a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    // `to` says for each item where it belongs; each swap brings one home.
    let mut to = vec![0; items.len()];
    for (place, from) in order.into_iter().enumerate() {
        if let Some(slot) = to.get_mut(from) {
            *slot = place;
        }
    }
    for place in 0..items.len() {
        while let Some(&home) = to.get(place).filter(|home| **home != place) {
            items.swap(place, home);
            to.swap(place, home);
        }
    }
}

/// Sorts by a key, equal items in the order they had.
pub(crate) fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// The places of so many items in the order of the items; of equals, the first one first.
fn order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_unstable_by(|&a, &b| compare(a, b).then(a.cmp(&b)));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items: Vec<(u8, u16)>) {
            let (mut ours, mut theirs) = (items.clone(), items);
            by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn nothing_and_one_are_sorted() {
        by_key(&mut Vec::<u8>::new(), |item| *item);
        let mut one = [7];
        by_key(&mut one, |item| *item);
        assert_eq!(one, [7]);
    }
}
