use serde::Serialize;
use tandem_core::vault::Met;
use tsify::Tsify;

/// What a store that several browsers share lacks.
#[derive(Serialize, Tsify)]
pub(crate) struct MetView {
    #[tsify(optional)]
    header: Option<String>,
    /// Each begins with its id and a space; accounts of the list are the last.
    records: Vec<String>,
    /// How many are accounts.
    accounts: usize,
}

impl From<Met> for MetView {
    fn from(Met { header, records, accounts }: Met) -> Self {
        Self { header, records, accounts }
    }
}
