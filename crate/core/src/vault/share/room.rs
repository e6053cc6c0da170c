//! What fits into the sync store.

/// Bytes in all, of `chrome.storage.sync`.
const ALL: usize = 102_400;
/// Bytes of one item.
const ONE: usize = 8192;
/// Items.
const MOST: usize = 512;

/// An item of the store, and the bytes that the browser counts for it.
pub type Item<'a> = (&'a str, usize);

/// The indices in `wanted` of the items that fit into a store that has `there`, in order. If there
/// were too many, the browser would take none.
#[must_use]
pub fn room_for(there: &[Item<'_>], wanted: &[Item<'_>]) -> Vec<usize> {
    let mut room = ALL.saturating_sub(there.iter().map(|(_, bytes)| bytes).sum());
    let mut free = MOST.saturating_sub(there.len());
    let mut fits = Vec::new();
    for (place, (key, bytes)) in wanted.iter().enumerate() {
        let old = there.iter().find(|(name, _)| name == key).map(|(_, bytes)| *bytes);
        let after = (room + old.unwrap_or_default()).checked_sub(*bytes);
        let Some(after) = after.filter(|_| *bytes <= ONE && (old.is_some() || free > 0)) else { continue };
        room = after;
        free -= usize::from(old.is_none());
        fits.push(place);
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_finds_room() {
        let full: Vec<String> = (0..MOST).map(|number| number.to_string()).collect();
        let full: Vec<Item<'_>> = full.iter().map(|name| (name.as_str(), 100)).collect();
        for (there, wanted, fits) in [
            (vec![], vec![("a", 10), ("b", 20)], vec![0, 1]),
            (vec![], vec![("a", ONE), ("b", ONE + 1), ("c", 1)], vec![0, 2]),
            // What is too long is skipped, and later items are still taken.
            (vec![("x", ALL - 50)], vec![("a", 30), ("b", 30), ("c", 20)], vec![0, 2]),
            // An item that replaces another frees its room.
            (vec![("a", 1000), ("x", ALL - 1000)], vec![("a", 1000), ("b", 1)], vec![0]),
            (vec![("a", 1000), ("x", ALL - 1000)], vec![("a", 900), ("b", 100)], vec![0, 1]),
            // No new items, but a replacement.
            (full, vec![("new", 10), ("7", 10)], vec![1]),
            // Somebody else has written more than should be possible.
            (vec![("x", ALL + 1)], vec![("a", 1)], vec![]),
        ] {
            assert_eq!(room_for(&there, &wanted), fits, "{wanted:?}");
        }
    }
}
