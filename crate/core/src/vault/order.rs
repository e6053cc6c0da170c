//! Positions: whole numbers with gaps, so that a move changes one record only.

/// The usual distance between neighbours: 32 accounts can be moved to the same place, each between
/// the last two, before the list is renumbered.
pub(super) const GAP: i64 = 1 << 32;

/// A position after `before` and before `after`, or `None` if there is no room.
pub(super) fn between(before: Option<i64>, after: Option<i64>) -> Option<i64> {
    match (before, after) {
        (None, None) => Some(GAP),
        (Some(before), None) => before.checked_add(GAP),
        (None, Some(after)) => after.checked_sub(GAP),
        (Some(before), Some(after)) => {
            let middle = i64::midpoint(before, after);
            (before < middle && middle < after).then_some(middle)
        }
    }
}

/// Positions for a whole list: one, two, three gaps and so on.
pub(super) fn spread() -> impl Iterator<Item = i64> {
    (1..).map(|place: i64| place.saturating_mul(GAP))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_lies_strictly_between_its_neighbours() {
        let cases = [
            (None, None, Some(GAP)),
            (Some(5), None, Some(5 + GAP)),
            (None, Some(5), Some(5 - GAP)),
            (Some(1), Some(3), Some(2)),
            (Some(-3), Some(-1), Some(-2)),
            (Some(-1), Some(1), Some(0)),
            (Some(i64::MIN), Some(i64::MAX), Some(0)),
            (Some(1), Some(2), None),
            (Some(-2), Some(-1), None),
            (Some(7), Some(7), None),
            (Some(9), Some(7), None),
            (Some(i64::MAX), None, None),
            (None, Some(i64::MIN), None),
        ];
        for (before, after, expected) in cases {
            assert_eq!(between(before, after), expected, "{before:?} {after:?}");
        }
    }

    #[test]
    fn thirty_two_halvings_use_a_gap_up() {
        let mut after = 2 * GAP;
        let halvings = std::iter::from_fn(|| {
            after = between(Some(GAP), Some(after))?;
            Some(after)
        });
        assert_eq!(halvings.count(), 32);
    }
}
