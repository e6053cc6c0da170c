//! What is left to do for the accounts to be safe.

use super::Vault;

/// After so many changes, or so many days, a backup is due.
pub(crate) const CHANGES: usize = 5;
const DAYS: u64 = 30;
/// For so many days what is left to do can be put off.
const PUT_OFF: u64 = 7;
const DAY: u64 = 86_400;

/// What the browser remembers of it; all times in Unix seconds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Care {
    /// When the last backup was saved, and what [`Vault::fingerprint`] was then.
    pub backup: Option<(u64, String)>,
    /// When the person was last reminded of a backup.
    pub reminded: Option<u64>,
    /// When the person last put it off.
    pub put_off: Option<u64>,
    /// How many accounts sync holds; none where it is off.
    pub synced: Option<usize>,
}

/// What is left to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// A backup is due: the last one, if any, lacks so many changes, where that is known.
    Backup(Option<usize>),
    /// Nothing but the browser protects the vault.
    Protection,
}

impl Vault {
    /// What is left to do, the most urgent first. A backup is named once a day at most.
    #[must_use]
    pub fn due(&self, care: &Care, now: u64) -> Option<Due> {
        let accounts = self.live().count();
        let within = |days: u64, at: Option<u64>| at.is_some_and(|at| now.saturating_sub(at) < days * DAY);
        if accounts == 0 || within(PUT_OFF, care.put_off) {
            return None;
        }
        let changed = care.backup.as_ref().and_then(|(_, fingerprint)| self.unsaved_since(fingerprint));
        let saved = care.backup.as_ref().map(|(at, _)| *at);
        let late = changed.is_none_or(|changed| changed >= CHANGES) || !within(DAYS, saved);
        // Where sync holds every account, none is lost with this browser.
        let synced = care.synced.is_some_and(|synced| synced >= accounts);
        if late && !synced && !within(1, care.reminded) {
            return Some(Due::Backup(changed));
        }
        self.header.device().is_some().then_some(Due::Protection)
    }
}
