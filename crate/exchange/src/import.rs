//! The result of reading a file: candidates, and what was refused.

use tandem_core::account::{Account, Field};

use crate::{Error, Format, MAX_ACCOUNTS, Refusal, Why, draft::Draft};

/// An account in a file.
#[derive(Debug)]
pub struct Candidate {
    /// The account; it has passed [`Account::validate`].
    pub account: Account,
    /// The fields that were too long for an account and were cut.
    pub cut: Vec<Field>,
    /// Where it came from.
    pub origin: Origin,
}

impl Candidate {
    /// An account as it is; the import adds its origin.
    pub(crate) fn of(account: Account) -> Self {
        Self { account, cut: Vec::new(), origin: Origin { format: "", place: 0 } }
    }
}

/// Where a candidate came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// [`Format::id`].
    pub format: &'static str,
    /// Its index among the accounts of the file, from 0.
    pub place: usize,
}

/// An account that can't be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its name in the file, as far as it can be shown.
    pub name: String,
    /// What is wrong with it.
    pub why: Why,
    /// Its index among the accounts of the file, from 0.
    pub place: usize,
}

/// The result of reading a file.
#[derive(Debug, Default)]
pub struct Import {
    /// [`Format::id`].
    pub format: &'static str,
    /// The accounts, in the order of the file.
    pub candidates: Vec<Candidate>,
    /// What can't be added, in the order of the file.
    pub refused: Vec<Refused>,
    /// How many QR codes of the app's export were read, and how many there should be.
    pub parts: Option<(usize, usize)>,
    /// When the accounts are made, Unix seconds.
    now: u64,
    /// Whether there are more accounts than a vault can have.
    overfull: bool,
}

impl Import {
    /// An empty import; its accounts are made at `now`.
    pub(crate) fn new(now: u64) -> Self {
        Self { now, ..Self::default() }
    }

    /// Makes room for this many accounts.
    pub(crate) fn reserve(&mut self, count: usize) {
        self.candidates.reserve(count.min(MAX_ACCOUNTS));
    }

    /// Adds an account, or records why it can't be added.
    pub(crate) fn add(&mut self, draft: Draft<'_>) {
        let name = draft.shown();
        match draft.finish(self.now) {
            Ok(candidate) => self.keep(candidate),
            Err(why) => self.refuse(name, why),
        }
    }

    /// Adds a candidate from another reader.
    pub(crate) fn keep(&mut self, mut candidate: Candidate) {
        let Some(place) = self.next() else { return };
        candidate.origin.place = place;
        self.candidates.push(candidate);
    }

    /// Records an account that can't be added.
    pub(crate) fn refuse(&mut self, name: String, why: Why) {
        let Some(place) = self.next() else { return };
        self.refused.push(Refused { name, why, place });
    }

    /// Keeps each code once among the candidates from this index on: entries have one for each program that reads
    /// them.
    pub(crate) fn once_from(&mut self, first: usize) {
        for later in (first..self.candidates.len()).rev() {
            let Some((own, before)) = self.candidates.get(first..=later).and_then(<[_]>::split_last) else {
                continue;
            };
            let scheme = own.account.scheme.to_string();
            let same = |other: &Candidate| {
                other.account.secret.same_as(&own.account.secret)
                    && other.account.scheme.to_string() == scheme
            };
            if before.iter().any(same) {
                self.candidates.remove(later);
            }
        }
    }

    /// The index of the next account.
    fn next(&mut self) -> Option<usize> {
        let place = self.candidates.len() + self.refused.len();
        self.overfull |= place >= MAX_ACCOUNTS;
        (!self.overfull).then_some(place)
    }

    /// Sets the format, after everything was added.
    ///
    /// # Errors
    /// It has no accounts, or too many.
    pub(crate) fn finish(&mut self, format: &Format) -> Result<(), Error> {
        if self.overfull {
            return Err(Refusal::TooMany.into());
        }
        if self.candidates.is_empty() && self.refused.is_empty() {
            return Err(Refusal::Nothing.into());
        }
        self.name(format.id);
        Ok(())
    }

    /// Sets the format.
    pub(crate) fn name(&mut self, format: &'static str) {
        self.format = format;
        for candidate in &mut self.candidates {
            candidate.origin.format = format;
        }
    }

    /// Whether it has more accounts than a vault can have.
    pub(crate) fn is_overfull(&self) -> bool {
        self.overfull
    }
}
