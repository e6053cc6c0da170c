//! Which copies of the stored vault are kept: the newest, and of older ones the last of each day.
//! What the user has set aside is counted by itself, so that no later change takes its place.

/// All of the newest are kept, with the one that is about to be made.
const NEWEST: usize = 5;
/// The most days of which a copy is kept.
const DAYS: usize = 10;
/// The most copies that are set aside: at once it is at most all of the others and the store's text.
const ASIDE: usize = 20;
/// In milliseconds.
const DAY: f64 = 86_400_000.0;

/// Which copies are deleted when another one is made, of those that are set `aside` and the others.
/// A copy's name is when it was made, in milliseconds since 1970; the newest comes first.
#[must_use]
pub fn outlived(copies: &[f64], aside: &[f64]) -> Vec<f64> {
    let day = |copy: &f64| (copy / DAY).floor();
    let (newest, older) = copies.split_at_checked(NEWEST - 1).unwrap_or((copies, &[]));
    let mut outlived: Vec<f64> = aside.iter().skip(ASIDE).copied().collect();
    let mut days = Vec::new();
    for copy in newest {
        if !days.contains(&day(copy)) {
            days.push(day(copy));
        }
    }
    for copy in older {
        if days.contains(&day(copy)) || days.len() >= DAYS {
            outlived.push(*copy);
        } else {
            days.push(day(copy));
        }
    }
    outlived
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_and_the_last_of_each_day_are_kept() {
        // Written as days, the newest first.
        for (copies, deleted) in [
            (&[][..], &[][..]),
            (&[9.4, 9.3, 9.2, 9.1], &[]),
            (&[9.5, 9.4, 9.3, 9.2, 9.1], &[9.1]),
            (&[9.5, 9.4, 9.3, 9.2, 8.1], &[]),
            (&[9.5, 9.4, 9.3, 9.2, 8.2, 8.1, 7.9, 7.0], &[8.1, 7.0]),
            (
                &[20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.5, 11.0, 10.0, 9.0],
                &[11.0, 10.0, 9.0],
            ),
            // A clock that was set back: the copy's day is what counts.
            (&[3.0, 9.0, 3.5, 2.0, 9.5, 1.0], &[9.5]),
        ] {
            let at = |days: &[f64]| days.iter().map(|day| day * DAY).collect::<Vec<f64>>();
            assert_eq!(outlived(&at(copies), &[]), at(deleted), "{copies:?}");
        }
    }

    #[test]
    fn what_was_set_aside_is_deleted_for_what_was_set_aside_later_alone() {
        let at = |count: usize| (0..count).rev().map(|at| f64::from(u32::try_from(at).unwrap())).collect();
        let (many, all): (Vec<f64>, Vec<f64>) = (at(ASIDE + 2), at(ASIDE));
        for (copies, aside, deleted) in [
            (&[][..], &all[..], &[][..]),
            (&[99.4, 99.3, 99.2, 99.1, 99.0], &all, &[99.0]),
            (&[99.4, 99.3], &many, &[1.0, 0.0]),
            (&[99.4, 99.3, 99.2, 99.1, 99.0], &many, &[1.0, 0.0, 99.0]),
        ] {
            assert_eq!(outlived(copies, aside), deleted, "{copies:?}");
        }
    }
}
