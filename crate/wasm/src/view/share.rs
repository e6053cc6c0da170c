//! Types for sync.

use serde::Serialize;
use tandem_core::vault::StoreUpdate;
use tsify::Tsify;

/// What the sync store lacks.
#[derive(Serialize, Tsify)]
pub(crate) struct StoreUpdateView {
    #[tsify(optional)]
    header: Option<String>,
    /// Each starts with its id and a space; the list's accounts come last.
    records: Vec<String>,
    /// How many of them are accounts.
    accounts: usize,
}

impl From<StoreUpdate> for StoreUpdateView {
    fn from(StoreUpdate { header, records, accounts }: StoreUpdate) -> Self {
        Self { header, records, accounts }
    }
}
