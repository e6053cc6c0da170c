//! What comes with a file: a passphrase, companions, the time.

use std::cell::Cell;

use crate::Error;

/// What comes with a file.
pub struct Request<'a> {
    passphrase: Option<&'a str>,
    companions: &'a [(&'a str, &'a [u8])],
    /// Called before each key derivation.
    deriving: Option<&'a dyn Fn(u64)>,
    /// When the accounts are made, in Unix seconds.
    pub now: u64,
    /// How much key derivation a file may ask for, in [`kdf`](crate::kdf)'s nanoseconds.
    pub(crate) most_work: u64,
    /// How much of it is left.
    pub(crate) work: Cell<u64>,
}

impl<'a> Request<'a> {
    /// A file alone, read at `now` (Unix seconds).
    #[must_use]
    pub fn new(now: u64) -> Self {
        let most_work = crate::kdf::MOST_WORK;
        let (companions, work): (&[_], _) = (&[], Cell::new(most_work));
        Self { passphrase: None, companions, deriving: None, now, most_work, work }
    }

    /// With the passphrase that the user entered.
    #[must_use]
    pub fn with_passphrase(self, passphrase: &'a str) -> Self {
        Self { passphrase: Some(passphrase), ..self }
    }

    /// With the other files that were chosen together with it: name and bytes.
    #[must_use]
    pub fn with_companions(self, companions: &'a [(&'a str, &'a [u8])]) -> Self {
        Self { companions, ..self }
    }

    /// With another limit for key derivation: nanoseconds on a slow machine.
    #[must_use]
    pub fn with_most_work(self, most_work: u64) -> Self {
        Self { most_work, work: Cell::new(most_work), ..self }
    }

    /// With a callback before each key derivation: how long all of them so far, including this one,
    /// take on a slow machine, in nanoseconds.
    #[must_use]
    pub fn telling(self, deriving: &'a dyn Fn(u64)) -> Self {
        Self { deriving: Some(deriving), ..self }
    }

    /// Reports how much key derivation there is so far.
    pub(crate) fn tell(&self) {
        if let Some(deriving) = self.deriving {
            deriving(self.most_work.saturating_sub(self.work.get()));
        }
    }

    /// The passphrase.
    pub(crate) fn passphrase(&self) -> Result<&'a str, Error> {
        self.passphrase.ok_or(Error::needs_passphrase())
    }

    /// Resets the budget for the next file.
    pub(crate) fn restore(&self) {
        self.work.set(self.most_work);
    }

    /// The other files that were chosen together with this one.
    pub(crate) fn companions(&self) -> &'a [(&'a str, &'a [u8])] {
        self.companions
    }
}
