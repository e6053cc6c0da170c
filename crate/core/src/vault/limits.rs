//! Limits for what comes from elsewhere: numbers so high that nothing could be changed any more,
//! and accounts that nobody could have typed. No vault that Tandem writes reaches them, however
//! long it is used.

use super::entry::Entry;
use crate::account::{LONGEST, LONGEST_TAG, MOST_FIELDS, MOST_SITES, MOST_TAGS, clean, visible};

/// Generations and revisions: an edit each second for a century is below 2³², times the 2¹⁶ of an edit.
pub(super) const MOST_CHANGES: u64 = 1 << 48;

/// Edits of one account. Far below what is accepted in our own vault, so that the user's removals
/// outweigh anything that somebody has added.
pub(super) const MOST_EDITS: u64 = 1 << 32;

/// Unix seconds, in November 2026, before the first version: a clock that says less is wrong.
pub(super) const FIRST_DATE: u64 = 1_793_491_200;

/// Unix seconds, in the year 2242: no clock gives a later date.
pub(super) const LAST_DATE: u64 = 1 << 33;

/// Unix seconds: the last moment that a JavaScript date can express.
pub(super) const LAST_MOMENT: u64 = 8_640_000_000_000;

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
