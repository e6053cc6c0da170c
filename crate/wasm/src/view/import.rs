//! What an import would do and did, and which imports can be undone.

use serde::Serialize;
use tandem_core::{
    account::Account,
    vault::{Compared, Imported, Standing, Undoable},
};
use tsify::Tsify;

/// How a candidate compares with the vault.
#[derive(Serialize, Tsify)]
pub(crate) struct ComparedView {
    issuer: String,
    name: String,
    #[tsify(type = "'new' | 'changed' | 'same' | 'another' | 'repeated'")]
    standing: &'static str,
    /// The id of the account with the same key or name.
    #[tsify(optional)]
    of: Option<String>,
    differs: Vec<DifferenceView>,
}

/// A field that differs.
#[derive(Serialize, Tsify)]
pub(crate) struct DifferenceView {
    /// `issuer`, `name`, `codes`, `counter`, `note`, `tags` or `pinned`.
    field: String,
    ours: String,
    theirs: String,
}

/// What an import did.
#[derive(Serialize, Tsify)]
pub(crate) struct ImportedView {
    /// The id for `undoImport`; empty if nothing was done.
    id: String,
    added: usize,
    changed: usize,
}

/// An import that can be undone.
#[derive(Serialize, Tsify)]
pub(crate) struct UndoableView {
    id: String,
    /// The app it came from.
    from: String,
    /// Unix seconds.
    at: u64,
    accounts: usize,
    /// How many days it can be undone, including today.
    days: u64,
}

impl ComparedView {
    pub(crate) fn of(account: &Account, compared: Compared) -> Self {
        let standing = match compared.standing {
            Standing::New => "new",
            Standing::Changed => "changed",
            Standing::Same => "same",
            Standing::AnotherKey => "another",
            Standing::Repeated => "repeated",
        };
        let differs = compared.differs.into_iter().map(|differs| DifferenceView {
            field: differs.field.to_string(),
            ours: differs.ours,
            theirs: differs.theirs,
        });
        let (issuer, name) = (account.issuer.clone(), account.name.clone());
        let of = compared.of.map(|id| id.to_string());
        Self { issuer, name, standing, of, differs: differs.collect() }
    }
}

impl From<Imported> for ImportedView {
    fn from(imported: Imported) -> Self {
        Self { id: imported.id, added: imported.added, changed: imported.changed }
    }
}

impl UndoableView {
    pub(crate) fn of(import: Undoable, now: u64) -> Self {
        let until = import.at.saturating_add(tandem_core::vault::Trashed::KEPT);
        let days = until.saturating_sub(now).div_ceil(86_400);
        Self { id: import.id, from: import.from, at: import.at, accounts: import.accounts, days }
    }
}
