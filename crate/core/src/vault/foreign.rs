//! Checks a backup, or what the sync store holds, against the [`limits`](super::limits) before it is
//! taken over. The vault in the browser's own storage is opened anyway, since refusing it would
//! help nobody.

use super::{
    Header, Vault,
    entry::Content,
    history,
    limits::{LAST_MOMENT, MOST_CHANGES},
    protect,
};

/// Changes of the unlock methods, and of the vault's key.
const MOST_METHODS: u64 = 1 << 32;

/// Positions in the list, on either side of zero: 2³⁰ accounts added one after the other.
const MOST_POSITION: u64 = 1 << 62;

/// Whether a record's numbers are possible in a vault that Tandem wrote.
pub(super) fn is_record(revision: u64, content: &Content) -> bool {
    let entry = content.kept();
    let position = entry.map_or(0, |entry| entry.position.unsigned_abs());
    let lists = entry.is_none_or(|entry| history::is_plausible(&entry.extra));
    revision <= MOST_CHANGES && position <= MOST_POSITION && lists
}

impl Header {
    /// Whether the counts in this header are possible.
    pub(super) fn is_plausible(&self) -> bool {
        let (ways, _) = self.methods();
        let saved = self.saved().unwrap_or(0);
        self.generation <= MOST_CHANGES
            && ways <= MOST_METHODS
            && self.keys() <= MOST_METHODS
            && saved <= LAST_MOMENT
            && self.counts_are_numbers()
    }

    fn counts_are_numbers(&self) -> bool {
        [protect::METHODS, protect::KEYS]
            .iter()
            .all(|name| self.extra.get(*name).is_none_or(|value| value.as_u64().is_some()))
    }
}

impl Vault {
    /// Whether the numbers of this vault, which comes from elsewhere, are possible in a vault that
    /// Tandem wrote.
    pub(super) fn is_plausible(&self) -> bool {
        self.header.is_plausible()
            && self.records.values().all(|record| is_record(record.revision, &record.content))
    }
}
