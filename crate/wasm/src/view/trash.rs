//! A row of the trash.

use serde::Serialize;
use tandem_core::vault::{Entry, Trashed};
use tsify::Tsify;

use super::title;

/// A deleted account, or the losing version of a conflict.
#[derive(Serialize, Tsify)]
pub(crate) struct TrashedView {
    id: String,
    title: String,
    detail: String,
    /// How many days it stays, including today; none if it stays until it is deleted.
    #[tsify(optional)]
    days: Option<u64>,
}

impl TrashedView {
    pub(crate) fn deleted(trashed: &Trashed, now: u64) -> Self {
        // A date far ahead, by a wrong clock, is corrected.
        let left = trashed.until().saturating_sub(now).min(Trashed::KEPT);
        let days = left.div_ceil(86_400);
        Self { days: Some(days), ..Self::lost(&trashed.entry) }
    }

    pub(crate) fn lost(entry: &Entry) -> Self {
        let account = &entry.account;
        Self { id: entry.id.to_string(), title: title(account), detail: account.detail(), days: None }
    }
}
