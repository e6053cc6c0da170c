//! When the trash purges its content.
//!
//! A clock can be wrong, and what is purged is gone in every browser that shares the vault. So the
//! date of a deletion is never before any other date in the vault, and one reading of the clock
//! purges nothing: two readings a day apart must agree, with no earlier reading between them.
//!
//! A clock that was ahead left dates to come, which would keep what was deleted for years. Where two
//! such readings agree that a deletion is far ahead, its thirty days begin at the later one.

use super::{
    EditError, RecordId, Trashed, Vault,
    edit::Weight,
    entry::Content,
    limits::{FIRST_DATE, LAST_DATE},
};
use crate::Entropy;

/// Seconds between two readings of the clock that agree on an expiry.
const APART: u64 = 86_400;

impl Vault {
    /// Purges what has been in the trash long enough, and corrects dates far ahead of the clock, by two
    /// readings of it: `now`, and `seen`, the one that this returned the last time, which the caller
    /// stores (Unix seconds).
    ///
    /// # Errors
    /// See [`EditError`]; what is over may have been purged by then.
    pub fn purge_expired(
        &mut self,
        now: u64,
        seen: Option<u64>,
        entropy: &mut impl Entropy,
    ) -> Result<Option<u64>, EditError> {
        // An earlier reading that is later than this one doesn't count.
        let seen = seen.filter(|seen| *seen <= now);
        if let Some(seen) = seen.filter(|seen| now - seen >= APART) {
            let over = self.deleted(|trashed| trashed.until() <= seen);
            if !over.is_empty() {
                self.purge(&over, entropy)?;
            }
            let ahead = self.deleted(|trashed| is_ahead(trashed, seen) && is_ahead(trashed, now));
            self.redate(&ahead, now, entropy)?;
        }
        if self.deleted(|trashed| trashed.until() <= now || is_ahead(trashed, now)).is_empty() {
            return Ok(None);
        }
        Ok(seen.filter(|seen| now - seen < APART).or(Some(now)))
    }

    fn deleted(&self, which: impl Fn(&Trashed) -> bool) -> Vec<RecordId> {
        self.trashed_records().filter(|trashed| which(trashed)).map(|trashed| trashed.entry.id).collect()
    }

    fn redate(&mut self, ids: &[RecordId], at: u64, entropy: &mut impl Entropy) -> Result<(), EditError> {
        let mut records = Vec::new();
        for id in ids {
            let Some(Content::Deleted(Some(trashed))) = self.records.get(id).map(|record| &record.content)
            else {
                continue;
            };
            // Less than an edit, so that bringing it back in another browser outweighs this.
            records.extend(self.trashed(trashed.entry.duplicate(), at, Weight::Use, entropy)?);
        }
        if records.is_empty() { Ok(()) } else { Ok(self.commit(records)?) }
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

/// Whether an account was deleted later than any clock that is right can have said. No clock that is
/// before Tandem's first version is right.
fn is_ahead(trashed: &Trashed, now: u64) -> bool {
    now >= FIRST_DATE && trashed.at > now.saturating_add(Trashed::KEPT)
}
