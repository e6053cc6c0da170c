//! Counters (HOTP) never go back: a site takes no code of a counter that it has seen.

use super::{Entry, Vault, entry::Content, merge::Version, stored};
use crate::{otp::Scheme, secret::Secret};

impl Vault {
    /// The highest counter that anything here has with this key: in the list, in the trash, or beside it.
    fn highest_counter(&self, key: &Secret) -> Option<u64> {
        let counters = self.records.values().filter_map(|record| {
            let entry = match &record.content {
                Content::Account(entry) | Content::Alternate { entry: Some(entry), .. } => entry,
                Content::Deleted(Some(trashed)) => &trashed.entry,
                Content::Deleted(None) | Content::Alternate { entry: None, .. } | Content::Unreadable => {
                    return None;
                }
            };
            match entry.account.scheme {
                Scheme::Hotp { counter, .. } if entry.account.secret.same_as(key) => Some(counter),
                _ => None,
            }
        });
        counters.max()
    }

    /// An entry that comes back, with the highest counter of its key.
    pub(super) fn counted_on(&self, mut entry: Entry) -> Entry {
        let highest = self.highest_counter(&entry.account.secret);
        if let Scheme::Hotp { counter, .. } = &mut entry.account.scheme {
            *counter = highest.map_or(*counter, |highest| highest.max(*counter));
        }
        entry
    }

    /// The same of a version of a record, for what comes back from elsewhere.
    pub(super) fn version_counted_on(&self, mut version: Version, key: Option<&Secret>) -> Version {
        if let Some(highest) = key.and_then(|key| self.highest_counter(key)) {
            stored::raise_counter(&mut version.content, highest);
        }
        version
    }
}
