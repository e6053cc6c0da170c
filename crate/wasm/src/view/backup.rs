//! Backups: what restoring one brought, and whether another is due.

use serde::{Deserialize, Serialize};
use tandem_core::vault::{Reminder, ReminderState};
use tsify::Tsify;

use crate::js::Time;

/// What restoring a backup brought: the titles of accounts.
#[derive(Serialize, Tsify)]
pub(crate) struct Brought {
    pub(crate) added: Vec<String>,
    pub(crate) changed: Vec<String>,
    /// How many the list already had.
    pub(crate) same: usize,
}

/// What the browser remembers about how the accounts are kept safe; times in milliseconds since
/// 1970.
#[derive(Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReminderStateView {
    #[tsify(optional)]
    backup: Option<LastBackup>,
    #[tsify(optional)]
    reminded: Option<f64>,
    #[tsify(optional)]
    put_off: Option<f64>,
    /// How many accounts fit into sync; none if it is off.
    #[tsify(optional)]
    synced: Option<usize>,
}

/// The last saved backup.
#[derive(Deserialize, Tsify)]
struct LastBackup {
    at: f64,
    fingerprint: String,
}

/// The next step to keep the accounts safe.
#[derive(Serialize, Tsify)]
pub(crate) struct ReminderView {
    #[tsify(type = "'backup' | 'protection'")]
    what: &'static str,
    /// How many changes the last backup lacks, if known.
    #[tsify(optional)]
    changed: Option<usize>,
}

impl From<ReminderStateView> for ReminderState {
    fn from(state: ReminderStateView) -> Self {
        let seconds = |milliseconds: f64| Time::from(milliseconds / 1000.0).0;
        Self {
            backup: state.backup.map(|LastBackup { at, fingerprint }| (seconds(at), fingerprint)),
            reminded: state.reminded.map(seconds),
            put_off: state.put_off.map(seconds),
            synced: state.synced,
        }
    }
}

impl From<Reminder> for ReminderView {
    fn from(due: Reminder) -> Self {
        match due {
            Reminder::Backup(changed) => Self { what: "backup", changed },
            Reminder::Protection => Self { what: "protection", changed: None },
        }
    }
}
