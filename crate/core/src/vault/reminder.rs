//! Reminders: the next step to keep the accounts safe.

use super::Vault;

/// A backup is due after this many changes, or this many days.
pub(crate) const CHANGES: usize = 5;
const DAYS: u64 = 30;
/// How many days a dismissed reminder stays away.
const PUT_OFF: u64 = 7;
const DAY: u64 = 86_400;

/// What the browser remembers about the accounts' safety; all times in Unix seconds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReminderState {
    /// When the last backup was saved, and [`Vault::fingerprint`] at that time.
    pub backup: Option<(u64, String)>,
    /// When the user was last reminded of a backup.
    pub reminded: Option<u64>,
    /// When the user last dismissed a reminder.
    pub put_off: Option<u64>,
    /// How many accounts fit into sync; none if it is off.
    pub synced: Option<usize>,
}

/// The next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reminder {
    /// A backup is due: the last one, if any, lacks this many changes, if known.
    Backup(Option<usize>),
    /// Only the device slot protects the vault.
    Protection,
}

impl Vault {
    /// The next step, the most urgent first. A backup is mentioned at most once a day.
    #[must_use]
    pub fn reminder(&self, state: &ReminderState, now: u64) -> Option<Reminder> {
        let accounts = self.live().count();
        let within = |days: u64, at: Option<u64>| at.is_some_and(|at| now.saturating_sub(at) < days * DAY);
        if accounts == 0 || within(PUT_OFF, state.put_off) {
            return None;
        }
        let changed = state.backup.as_ref().and_then(|(_, fingerprint)| self.unsaved_since(fingerprint));
        let saved = state.backup.as_ref().map(|(at, _)| *at);
        let late = changed.is_none_or(|changed| changed >= CHANGES) || !within(DAYS, saved);
        // If sync has every account, none is lost with this browser.
        let synced = state.synced.is_some_and(|synced| synced >= accounts);
        if late && !synced && !within(1, state.reminded) {
            return Some(Reminder::Backup(changed));
        }
        self.header.device().is_some().then_some(Reminder::Protection)
    }
}
