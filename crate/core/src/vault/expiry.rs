//! When the trash purges its content.
//!
//! A clock can be wrong, and what is purged is gone in every browser that shares the vault. So the
//! date of a deletion is never before any other date in the vault, and one reading of the clock
//! purges nothing: two readings a day apart must agree, with no earlier reading between them.

use super::{EditError, RecordId, Vault, entry::Content, limits::LAST_DATE};
use crate::Entropy;

/// Seconds between two readings of the clock that agree on an expiry.
const APART: u64 = 86_400;

impl Vault {
    /// Purges what has been in the trash long enough, by two readings of the clock: `now`, and
    /// `seen`, the one that this returned the last time, which the caller stores (Unix seconds).
    ///
    /// # Errors
    /// See [`EditError`]; nothing is purged then.
    pub fn purge_expired(
        &mut self,
        now: u64,
        seen: Option<u64>,
        entropy: &mut impl Entropy,
    ) -> Result<Option<u64>, EditError> {
        // An earlier reading that is later than this one doesn't count.
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

    /// The date for a deletion now: a clock that fell back to 1970 would purge it right away.
    pub(super) fn date(&self, now: u64) -> u64 {
        let known = self.records.values().filter_map(|record| match &record.content {
            Content::Account(entry) => Some(entry.account.created.max(entry.account.last_used.unwrap_or(0))),
            Content::Deleted(Some(trashed)) => Some(trashed.at),
            Content::Deleted(None)
            | Content::Alternate { .. }
            | Content::Picture(_)
            | Content::Unreadable => None,
        });
        // A stranger's backup could contain a date that would keep everything deleted from then on
        // for good.
        known.filter(|date| *date <= LAST_DATE).fold(now, u64::max)
    }
}
