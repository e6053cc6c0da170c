//! Limits for what comes from elsewhere: numbers so high that nothing could be changed any more,
//! and accounts that nobody could have typed. No vault that Tandem writes reaches them, however
//! long it is used.
//!
//! Whatever comes from elsewhere (a backup, the sync store) is checked against these before it is
//! taken over. The vault in the browser's own storage is opened anyway, since refusing it would
//! help nobody.

use super::{
    Header, Vault,
    entry::{Content, Entry},
    history, protect,
};
use crate::account::{LONGEST, LONGEST_TAG, MOST_FIELDS, MOST_SITES, MOST_TAGS, clean, visible};

/// Generations and revisions: an edit each second for a century is below 2³², times the 2¹⁶ of an edit.
pub(super) const MOST_CHANGES: u64 = 1 << 48;

/// Edits of one account. Far below what is accepted in our own vault, so that the user's removals
/// outweigh anything that somebody has added.
pub(super) const MOST_EDITS: u64 = 1 << 32;

/// Changes of the unlock methods, and of the vault's key.
const MOST_METHODS: u64 = 1 << 32;

/// Positions in the list, on either side of zero: 2³⁰ accounts added one after the other.
const MOST_POSITION: u64 = 1 << 62;

/// Unix seconds, in the year 2242: no clock gives a later date.
pub(super) const LAST_DATE: u64 = 1 << 33;

/// Unix seconds: the last moment that a JavaScript date can express.
const LAST_MOMENT: u64 = 8_640_000_000_000;

/// An account as it may be shown and used: within the limits for typed ones. `None` if it can't
/// make codes.
///
/// Removes invisible characters from its texts, so that no two names look alike and differ, and
/// shortens texts and dates to their limits. The record stays as it is until the account is
/// changed: a repair would be a change of its own.
pub(super) fn entry(mut entry: Entry) -> Option<Entry> {
    let account = &mut entry.account;
    let names = [&mut account.issuer, &mut account.name].into_iter().chain(&mut account.label);
    for name in names {
        *name = clean(name).chars().take(LONGEST).collect();
    }
    for tag in &mut account.tags {
        *tag = clean(tag).chars().take(LONGEST_TAG).collect();
    }
    account.tags.retain(|tag| !tag.trim().is_empty());
    account.tags.truncate(MOST_TAGS);
    account.sites.retain(|site| is_host(&site.host));
    account.sites.truncate(MOST_SITES);
    account.fields.retain(|field| is_host(&field.host));
    // The latest are at the end.
    account.fields.drain(..account.fields.len().saturating_sub(MOST_FIELDS));
    let is_name = |icon: &String| icon.chars().count() <= LONGEST_TAG && visible(icon) == *icon;
    account.icon = account.icon.take().filter(is_name);
    let lines = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    account.note = account.note.chars().filter(lines).take(LONGEST).collect();
    account.created = account.created.min(LAST_MOMENT);
    account.last_used = account.last_used.map(|used| used.min(LAST_MOMENT));
    entry.account = entry.account.validate().ok()?;
    Some(entry)
}

fn is_host(host: &str) -> bool {
    !host.trim().is_empty() && host.len() <= LONGEST && visible(host) == host
}

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
