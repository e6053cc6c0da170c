//! What crosses the boundary about sync.

use serde::Serialize;
use tandem_core::vault::StoreUpdate;
use tsify::Tsify;

/// What a store that several browsers share lacks.
#[derive(Serialize, Tsify)]
pub(crate) struct StoreUpdateView {
    #[tsify(optional)]
    header: Option<String>,
    /// Each begins with its id and a space; accounts of the list are the last.
    records: Vec<String>,
    /// How many are accounts.
    accounts: usize,
}

impl From<StoreUpdate> for StoreUpdateView {
    fn from(StoreUpdate { header, records, accounts }: StoreUpdate) -> Self {
        Self { header, records, accounts }
    }
}
