//! How long to wait after wrong passphrases: each wait is longer, and nobody is locked out.

/// How many wrong tries cause no wait.
const FREE: u32 = 2;
/// The longest wait, in seconds.
const LONGEST: u32 = 30;

/// Seconds to wait after this many wrong tries in a row.
#[must_use]
pub fn wait_after(wrong: u32) -> u32 {
    match wrong.checked_sub(FREE + 1) {
        None => 0,
        Some(doublings) => 1_u32.checked_shl(doublings).unwrap_or(LONGEST).min(LONGEST),
    }
}

/// Seconds until the next try, which is allowed at `until`; both in milliseconds since 1970. Never
/// more than the longest wait, whatever happened to the clock.
#[must_use]
pub fn wait_left(until: u64, now: u64) -> u32 {
    let left = until.saturating_sub(now).div_ceil(1000);
    u32::try_from(left).unwrap_or(LONGEST).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_is_twice_as_long_until_the_longest() {
        for (wrong, seconds) in
            [(0, 0), (1, 0), (2, 0), (3, 1), (4, 2), (5, 4), (6, 8), (7, 16), (8, 30), (9, 30), (34, 30)]
        {
            assert_eq!(wait_after(wrong), seconds, "{wrong}");
        }
        assert_eq!(wait_after(u32::MAX), 30);
    }

    #[test]
    fn a_clock_that_was_set_back_locks_nobody_out() {
        for (until, now, seconds) in
            [(0, 0, 0), (5000, 5000, 0), (5001, 5000, 1), (6000, 5000, 1), (6001, 5000, 2), (5000, 9000, 0)]
        {
            assert_eq!(wait_left(until, now), seconds, "{until} at {now}");
        }
        assert_eq!(wait_left(90_000_000, 5000), 30);
        assert_eq!(wait_left(u64::MAX, 0), 30);
    }
}
