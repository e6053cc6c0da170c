//! When the trash lets go of what is in it.
//!
//! A clock can be wrong, and what is purged is gone in every browser that shares the vault. So the date
//! that an account is deleted at is never before anything that the vault knows of, and nothing is purged on
//! the word of one reading of the clock: two that are a day apart, with none before the first between
//! them, have to say that its time is over.

use super::{EditError, RecordId, Vault, entry::Content, honest::LAST_DATE};
use crate::Entropy;

/// Seconds between two readings of the clock that both say that something is over.
const APART: u64 = 86_400;

impl Vault {
    /// Purges what has been in the trash for its time, by two readings of the clock: `now`, and `seen`, the
    /// one that this answered with the last time, for the caller to keep (Unix seconds).
    ///
    /// # Errors
    /// See [`EditError`]; nothing is purged then.
    pub fn purge_expired(
        &mut self,
        now: u64,
        seen: Option<u64>,
        entropy: &mut impl Entropy,
    ) -> Result<Option<u64>, EditError> {
        // A reading that this one contradicts was none.
        let seen = seen.filter(|seen| *seen <= now);
        if let Some(seen) = seen.filter(|seen| now - seen >= APART) {
            let over = self.expired(seen);
            if !over.is_empty() {
                self.purge(&over, entropy)?;
            }
        }
        if self.expired(now).is_empty() {
            return Ok(None);
        }
        Ok(seen.filter(|seen| now - seen < APART).or(Some(now)))
    }

    fn expired(&self, now: u64) -> Vec<RecordId> {
        let records = self.records.iter().filter(|(_, record)| match &record.content {
            Content::Deleted(Some(trashed)) => trashed.until() <= now,
            _ => false,
        });
        records.map(|(id, _)| *id).collect()
    }

    /// The date of what is deleted now: a clock that has fallen back to 1970 would have it purged at once.
    pub(super) fn date(&self, now: u64) -> u64 {
        let known = self.records.values().filter_map(|record| match &record.content {
            Content::Account(entry) => Some(entry.account.created.max(entry.account.last_used.unwrap_or(0))),
            Content::Deleted(Some(trashed)) => Some(trashed.at),
            Content::Deleted(None)
            | Content::Alternate { .. }
            | Content::Picture(_)
            | Content::Unreadable => None,
        });
        // What a stranger's backup may say would keep all that is deleted from then on for good.
        known.filter(|date| *date <= LAST_DATE).fold(now, u64::max)
    }
}
