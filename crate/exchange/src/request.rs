//! What comes along with a file: a passphrase, companions, the time.

use std::cell::Cell;

use crate::Error;

/// What comes along with a file.
pub struct Request<'a> {
    passphrase: Option<&'a str>,
    companions: &'a [(&'a str, &'a [u8])],
    /// Told before each derivation of a key.
    deriving: Option<&'a dyn Fn(u64)>,
    /// When the accounts are made, Unix seconds.
    pub now: u64,
    /// Work on keys that a file may ask for, in [`kdf`](crate::kdf)'s nanoseconds.
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

    /// With the passphrase a person entered.
    #[must_use]
    pub fn with_passphrase(self, passphrase: &'a str) -> Self {
        Self { passphrase: Some(passphrase), ..self }
    }

    /// With the other files that were chosen along with it: name and bytes.
    #[must_use]
    pub fn with_companions(self, companions: &'a [(&'a str, &'a [u8])]) -> Self {
        Self { companions, ..self }
    }

    /// With other work on keys than a file may ask for otherwise: nanoseconds on a slow machine.
    #[must_use]
    pub fn with_most_work(self, most_work: u64) -> Self {
        Self { most_work, work: Cell::new(most_work), ..self }
    }

    /// Tells before each derivation of a key how long all of them together take, with this one: nanoseconds on a
    /// slow machine.
    #[must_use]
    pub fn telling(self, deriving: &'a dyn Fn(u64)) -> Self {
        Self { deriving: Some(deriving), ..self }
    }

    /// Says how much work on keys there is by now.
    pub(crate) fn tell(&self) {
        if let Some(deriving) = self.deriving {
            deriving(self.most_work.saturating_sub(self.work.get()));
        }
    }

    /// The passphrase.
    pub(crate) fn passphrase(&self) -> Result<&'a str, Error> {
        self.passphrase.ok_or(Error::needs_passphrase())
    }

    /// Allows for as much work as at the beginning: the next file is another.
    pub(crate) fn restore(&self) {
        self.work.set(self.most_work);
    }

    /// The other files that were chosen along with this one.
    pub(crate) fn companions(&self) -> &'a [(&'a str, &'a [u8])] {
        self.companions
    }
}
