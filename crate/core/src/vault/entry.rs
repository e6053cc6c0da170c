//! An account in the vault, with its place and its history.

use super::{RecordId, members::Members};
use crate::account::Account;

/// An account in its place.
#[derive(Debug)]
pub struct Entry {
    /// The id of its record.
    pub id: RecordId,
    /// The account itself.
    pub account: Account,
    /// Smaller ones come first, among the pinned and among the others; gaps have no meaning.
    pub position: i64,
    /// Members of a later version, kept through all changes.
    pub(super) extra: Members,
}

/// An account in the trash.
#[derive(Debug)]
pub struct Trashed {
    /// The account as it was; it returns to its old place.
    pub entry: Entry,
    /// When it was deleted, in Unix seconds.
    pub at: u64,
}

/// The content of a record.
pub(super) enum Content {
    Account(Box<Entry>),
    /// With the deleted content while it is in the trash.
    Deleted(Option<Box<Trashed>>),
    /// The losing version of an account that two copies had changed at the same revision. None if a
    /// later version wrote it.
    Alternate {
        of: RecordId,
        entry: Option<Box<Entry>>,
    },
    /// The user's own picture for an account: a PNG, JPEG or WebP file.
    Picture(Vec<u8>),
    /// Written by a later version: kept sealed, byte for byte.
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

    /// The same, also for an alternate: everything that the user can bring back.
    pub(super) fn kept(&self) -> Option<&Entry> {
        match self {
            Self::Alternate { entry, .. } => entry.as_deref(),
            _ => self.entry(),
        }
    }
}

impl Trashed {
    /// How long an account stays in the trash, in seconds.
    pub const KEPT: u64 = 30 * 86_400;

    /// When it is purged, in Unix seconds.
    #[must_use]
    pub fn until(&self) -> u64 {
        self.at.saturating_add(Self::KEPT)
    }
}

impl Entry {
    /// The order of the list: pinned first, then by position, and by id if a merge left equal
    /// positions.
    pub(super) fn order(&self) -> impl Ord + use<> {
        (!self.account.pinned, self.position, self.id)
    }

    /// A copy, to be changed and sealed before it replaces the original.
    pub(super) fn duplicate(&self) -> Self {
        Self {
            id: self.id,
            account: self.account.duplicate(),
            position: self.position,
            extra: self.extra.clone(),
        }
    }

    /// The same place with another account.
    pub(super) fn with(&self, account: Account) -> Self {
        Self { id: self.id, account, position: self.position, extra: self.extra.clone() }
    }
}
