//! Counters (HOTP) never go back: a site refuses codes of a counter that it has seen.

use super::{CounterError, Entry, RecordId, Vault, edit::Weight, merge::Version, stored};
use crate::{Entropy, otp::Scheme, secret::Secret};

/// Which code of a counter to take. A site accepts a few codes beyond the one it expects (RFC
/// 4226, 7.4), and still expects the previous one if that was made but never used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CounterStep {
    /// The last code again.
    Back,
    /// The next code.
    Next,
    /// This many beyond the next one: from 1 to [`CounterStep::FURTHEST`].
    Ahead(u8),
}

/// A code of a counter that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// The counter of the code.
    pub counter: u64,
    /// The next code's counter.
    pub next: u64,
}

impl CounterStep {
    /// The most codes that can be skipped.
    pub const FURTHEST: u8 = 3;

    /// The code `places` from the next, below zero for the one before; none beyond the limits.
    #[must_use]
    pub fn of(places: i32) -> Option<Self> {
        match places {
            -1 => Some(Self::Back),
            0 => Some(Self::Next),
            ahead => u8::try_from(ahead).ok().filter(|ahead| *ahead <= Self::FURTHEST).map(Self::Ahead),
        }
    }

    /// What is taken if `counter` is next.
    ///
    /// # Errors
    /// [`CounterError::First`] and [`CounterError::Spent`], at the two ends.
    pub fn take(self, counter: u64) -> Result<Taken, CounterError> {
        match self {
            // The counter stays, since this code is not new.
            Self::Back => {
                let before = counter.checked_sub(1).ok_or(CounterError::First)?;
                Ok(Taken { counter: before, next: counter })
            }
            Self::Next => Self::Ahead(0).take(counter),
            Self::Ahead(places) => {
                let taken = counter.checked_add(places.into()).ok_or(CounterError::Spent)?;
                let next = taken.checked_add(1).ok_or(CounterError::Spent)?;
                Ok(Taken { counter: taken, next })
            }
        }
    }
}

impl Vault {
    /// Takes a code of a counter and raises the stored counter beyond it. The caller saves the text
    /// before it shows the code, so that no counter is reused unless the user asks for it.
    ///
    /// # Errors
    /// See [`CounterError`].
    pub fn take_counter(
        &mut self,
        id: RecordId,
        step: CounterStep,
        entropy: &mut impl Entropy,
    ) -> Result<Taken, CounterError> {
        let mut entry = self.get(id).ok_or(CounterError::Unknown)?.duplicate();
        let Scheme::Hotp { counter, .. } = &mut entry.account.scheme else {
            return Err(CounterError::NotCounted);
        };
        let taken = step.take(*counter)?;
        if taken.next != *counter {
            *counter = taken.next;
            self.write(vec![entry], Weight::Use, entropy)?;
        }
        Ok(taken)
    }

    /// The highest counter stored for this key: in the list, in the trash, or among the alternates.
    fn highest_counter(&self, key: &Secret) -> Option<u64> {
        let counters = self.records.values().filter_map(|record| {
            let entry = record.content.kept()?;
            match entry.account.scheme {
                Scheme::Hotp { counter, .. } if entry.account.secret.same_as(key) => Some(counter),
                _ => None,
            }
        });
        counters.max()
    }

    /// An entry that comes back, with the highest counter of its key.
    pub(super) fn counted_on(&self, mut entry: Entry) -> Entry {
        let highest = self.highest_counter(&entry.account.secret);
        if let Scheme::Hotp { counter, .. } = &mut entry.account.scheme {
            *counter = highest.map_or(*counter, |highest| highest.max(*counter));
        }
        entry
    }

    /// The same for a version of a record, for what comes back from elsewhere.
    pub(super) fn version_counted_on(&self, mut version: Version, key: Option<&Secret>) -> Version {
        if let Some(highest) = key.and_then(|key| self.highest_counter(key)) {
            stored::raise_counter(&mut version.content, highest);
        }
        version
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_ahead_and_one_back_and_no_further() {
        let taken = |counter, next| Some(Ok(Taken { counter, next }));
        for (places, counter, expected) in [
            (0, 0, taken(0, 1)),
            (0, 41, taken(41, 42)),
            (1, 41, taken(42, 43)),
            (3, 41, taken(44, 45)),
            (4, 41, None),
            (-1, 41, taken(40, 41)),
            (-2, 41, None),
            (i32::MIN, 41, None),
            (256, 41, None),
            (-1, 0, Some(Err(CounterError::First))),
            (0, u64::MAX, Some(Err(CounterError::Spent))),
            (0, u64::MAX - 1, taken(u64::MAX - 1, u64::MAX)),
            (3, u64::MAX - 3, Some(Err(CounterError::Spent))),
            (-1, u64::MAX, taken(u64::MAX - 1, u64::MAX)),
        ] {
            let found = CounterStep::of(places).map(|step| step.take(counter));
            assert_eq!(found, expected, "{places} from {counter}");
        }
    }
}
