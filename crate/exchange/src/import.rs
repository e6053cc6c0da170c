//! What a file gave: candidates, and what was refused.

use tandem_core::account::{Account, Field};

use crate::{Error, Format, MAX_ACCOUNTS, Refusal, Why, draft::Draft};

/// An account that a file holds.
#[derive(Debug)]
pub struct Candidate {
    /// The account; it has passed [`Account::validate`].
    pub account: Account,
    /// The fields that were longer than an account can hold: what is here is their beginning.
    pub cut: Vec<Field>,
    /// Where it came from.
    pub origin: Origin,
}

impl Candidate {
    /// An account as it is; the import says where it came from.
    pub(crate) fn of(account: Account) -> Self {
        Self { account, cut: Vec::new(), origin: Origin { format: "", place: 0 } }
    }
}

/// Where a candidate came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// [`Format::id`].
    pub format: &'static str,
    /// Which account of the file it is, counted from 0.
    pub place: usize,
}

/// An account that cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What the file calls it; as much of it as can be shown.
    pub name: String,
    /// What is wrong with it.
    pub why: Why,
    /// Which account of the file it is, counted from 0.
    pub place: usize,
}

/// What a file gives.
#[derive(Debug, Default)]
pub struct Import {
    /// [`Format::id`].
    pub format: &'static str,
    /// The accounts, in the order of the file.
    pub candidates: Vec<Candidate>,
    /// What cannot be kept, in the order of the file.
    pub refused: Vec<Refused>,
    /// How many QR codes of the app's export there are, and how many there should be.
    pub parts: Option<(usize, usize)>,
    /// When the accounts are made, Unix seconds.
    now: u64,
    /// More accounts than a vault holds.
    overfull: bool,
}

impl Import {
    /// Nothing yet; the accounts are made at `now`.
    pub(crate) fn new(now: u64) -> Self {
        Self { now, ..Self::default() }
    }

    /// Makes room for so many accounts.
    pub(crate) fn reserve(&mut self, count: usize) {
        self.candidates.reserve(count.min(MAX_ACCOUNTS));
    }

    /// Takes an account in, or notes why it cannot be kept.
    pub(crate) fn add(&mut self, draft: Draft<'_>) {
        let name = draft.shown();
        match draft.finish(self.now) {
            Ok(candidate) => self.keep(candidate),
            Err(why) => self.refuse(name, why),
        }
    }

    /// Takes in what another reader made.
    pub(crate) fn keep(&mut self, mut candidate: Candidate) {
        let Some(place) = self.next() else { return };
        candidate.origin.place = place;
        self.candidates.push(candidate);
    }

    /// Notes an account that cannot be kept.
    pub(crate) fn refuse(&mut self, name: String, why: Why) {
        let Some(place) = self.next() else { return };
        self.refused.push(Refused { name, why, place });
    }

    /// The place of the next account.
    fn next(&mut self) -> Option<usize> {
        let place = self.candidates.len() + self.refused.len();
        self.overfull |= place >= MAX_ACCOUNTS;
        (!self.overfull).then_some(place)
    }

    /// Says which format it was, once all is in it.
    ///
    /// # Errors
    /// Nothing is in it, or too much.
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

    /// Says which format it was.
    pub(crate) fn name(&mut self, format: &'static str) {
        self.format = format;
        for candidate in &mut self.candidates {
            candidate.origin.format = format;
        }
    }

    /// Whether there is more in it than a vault holds.
    pub(crate) fn is_overfull(&self) -> bool {
        self.overfull
    }
}
