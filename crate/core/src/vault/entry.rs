//! An account in the vault, with its place and its history.

use super::{RecordId, members::Members};
use crate::account::Account;

/// An account in its place.
#[derive(Debug)]
pub struct Entry {
    /// The record it lives in.
    pub id: RecordId,
    /// The account itself.
    pub account: Account,
    /// Smaller ones come first, among the pinned and among the others; gaps mean nothing.
    pub position: i64,
    /// Members of a later version, kept through every change.
    pub(super) extra: Members,
}

/// An account in the trash.
#[derive(Debug)]
pub struct Trashed {
    /// The account as it was, which goes back to its old place.
    pub entry: Entry,
    /// When it was deleted, in Unix seconds.
    pub at: u64,
}

/// What a record holds.
pub(super) enum Content {
    Account(Box<Entry>),
    /// With what it was before, as long as it is in the trash.
    Deleted(Option<Box<Trashed>>),
    /// What lost against another content of the same account and revision, when two copies of the vault
    /// met. None where a later version wrote it.
    Alternate {
        of: RecordId,
        entry: Option<Box<Entry>>,
    },
    /// A picture that a person gave an account: a PNG, JPEG or WebP file.
    Picture(Vec<u8>),
    /// What a later version wrote: kept sealed, byte for byte.
    Unreadable,
}

impl Content {
    /// The account, also one in the trash.
    pub(super) fn entry(&self) -> Option<&Entry> {
        match self {
            Self::Account(entry) => Some(entry),
            Self::Deleted(Some(trashed)) => Some(&trashed.entry),
            Self::Deleted(None) | Self::Alternate { .. } | Self::Picture(_) | Self::Unreadable => None,
        }
    }

    /// The same, also what lost against another version: whatever a person can bring back.
    pub(super) fn kept(&self) -> Option<&Entry> {
        match self {
            Self::Alternate { entry, .. } => entry.as_deref(),
            _ => self.entry(),
        }
    }
}

impl Trashed {
    /// Seconds that an account stays in the trash.
    pub const KEPT: u64 = 30 * 86_400;

    /// When it goes for good, in Unix seconds.
    #[must_use]
    pub fn until(&self) -> u64 {
        self.at.saturating_add(Self::KEPT)
    }
}

impl Entry {
    /// The order of the list: pinned first, then by position, and by id where a merge left two alike.
    pub(super) fn order(&self) -> impl Ord + use<> {
        (!self.account.pinned, self.position, self.id)
    }

    /// A second copy, to be changed and sealed before it takes the first one's place.
    pub(super) fn duplicate(&self) -> Self {
        Self {
            id: self.id,
            account: self.account.duplicate(),
            position: self.position,
            extra: self.extra.clone(),
        }
    }

    /// The same place with another content.
    pub(super) fn with(&self, account: Account) -> Self {
        Self { id: self.id, account, position: self.position, extra: self.extra.clone() }
    }
}
