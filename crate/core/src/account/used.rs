//! Which code of an account was used last, and when the next one can be.

use super::Account;

impl Account {
    /// Seconds until an unused code; 0 if the current one is unused, and for counters, whose codes
    /// are all new.
    ///
    /// Sites accept a code once. [`Account::last_used`] is a moment within the step of the last
    /// used code, so it is in the future if the next code was used.
    #[must_use]
    pub fn reusable_in(&self, now: u64) -> u64 {
        let (Some(period), Some(last_used)) = (self.scheme.period(), self.last_used) else { return 0 };
        let (used, current) = (period.step(last_used), period.step(now));
        // The clock was set back since: no code so far ahead was ever shown.
        if used > current.saturating_add(1) {
            return 0;
        }
        let fresh = used.saturating_add(1).saturating_mul(u64::from(period.seconds()));
        fresh.saturating_sub(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{otp::Scheme, secret::Secret};

    #[test]
    fn a_code_is_new_once() {
        let secret = || Secret::new(vec![1]).unwrap();
        for (last_used, now, reusable_in) in [
            (None, 1_200, 0),
            (Some(1_199), 1_200, 0),
            (Some(1_200), 1_200, 30),
            (Some(1_200), 1_229, 1),
            (Some(1_229), 1_229, 1),
            (Some(1_229), 1_230, 0),
            // The next code was used.
            (Some(1_230), 1_229, 31),
            (Some(1_230), 1_200, 60),
            (Some(1_259), 1_259, 1),
            // The clock was set back.
            (Some(1_260), 1_200, 0),
            (Some(u64::MAX), 1_200, 0),
            (Some(u64::MAX), u64::MAX, 0),
        ] {
            let account = Account { last_used, ..Account::nameless(secret(), Scheme::standard(), 0) };
            assert_eq!(account.reusable_in(now), reusable_in, "{last_used:?} at {now}");
        }
    }

    #[test]
    fn what_a_counter_makes_is_always_new() {
        let scheme =
            Scheme::Hotp { algorithm: Default::default(), digits: crate::otp::Digits::SIX, counter: 1 };
        let account =
            Account { last_used: Some(9), ..Account::nameless(Secret::new(vec![1]).unwrap(), scheme, 0) };
        assert_eq!(account.reusable_in(9), 0);
    }
}
