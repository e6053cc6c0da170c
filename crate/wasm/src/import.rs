//! Accounts from other apps' files: comparing them with the vault, importing them, and undoing
//! that.

use js_sys::Uint8Array;
use tandem_browser::Browser;
use tandem_core::{
    account::Account,
    sorted::sort,
    vault::{Choice, RecordId, unpack},
};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use crate::{
    error::Error,
    js::{Time, to_js},
    vault::Vault,
    view::{ComparedView, ImportedView, UndoableView},
};

#[wasm_bindgen]
impl Vault {
    /// How each packed account compares with this vault, in the same order.
    ///
    /// # Errors
    /// Bytes that aren't packed accounts.
    #[wasm_bindgen(js_name = compareImport, unchecked_return_type = "ComparedView[]")]
    pub fn compare_import(&self, packed: &Uint8Array) -> Result<JsValue, Error> {
        let accounts = unpacked(packed)?;
        let compared = self.vault.compare_import(&accounts);
        let views: Vec<ComparedView> = accounts
            .iter()
            .zip(compared)
            .map(|(account, compared)| ComparedView::of(account, compared))
            .collect();
        to_js(&views)
    }

    /// Imports packed accounts as one change; `choices` says what to do with each, and `from` which
    /// app they come from.
    ///
    /// # Errors
    /// Bytes that aren't packed accounts, or a full vault; nothing was changed then.
    #[wasm_bindgen(js_name = importAccounts, unchecked_return_type = "ImportedView")]
    pub fn import_accounts(
        &mut self,
        packed: &Uint8Array,
        #[wasm_bindgen(unchecked_param_type = "('skip' | 'add' | 'update' | 'replace')[]")] choices: Vec<
            String,
        >,
        from: &str,
        now: f64,
    ) -> Result<JsValue, Error> {
        let accounts = unpacked(packed)?;
        let choices = choices.iter().map(|choice| match choice.as_str() {
            "add" => Choice::Add,
            "update" => Choice::Update,
            "replace" => Choice::Replace,
            _ => Choice::Skip,
        });
        let chosen = accounts.into_iter().zip(choices).collect();
        let imported = self.vault.import(chosen, from, Time::from(now).0, &mut Browser)?;
        self.sort();
        to_js(&ImportedView::from(imported))
    }

    /// The imports that can be undone, the latest first.
    ///
    /// # Errors
    /// None that a caller could cause.
    #[wasm_bindgen(unchecked_return_type = "UndoableView[]")]
    pub fn imports(&self, now: f64) -> Result<JsValue, Error> {
        let now = Time::from(now).0;
        let views: Vec<UndoableView> =
            self.vault.imports(now).into_iter().map(|import| UndoableView::of(import, now)).collect();
        to_js(&views)
    }

    /// Undoes an import as one change: what it added goes to the trash, what it put there comes
    /// back. Returns how many accounts stay, because what they replaced was deleted for good.
    ///
    /// # Errors
    /// An import of which nothing is left.
    #[wasm_bindgen(js_name = undoImport)]
    pub fn undo_import(&mut self, id: &str, now: f64) -> Result<usize, Error> {
        let kept = self.vault.undo_import(id, Time::from(now).0, &mut Browser)?;
        self.sort();
        Ok(kept)
    }

    /// Accounts, packed for the module that writes them to files.
    #[must_use]
    #[wasm_bindgen(js_name = packAccounts)]
    pub fn pack_accounts(&self, ids: Vec<String>) -> Uint8Array {
        let mut chosen: Vec<RecordId> = ids.iter().filter_map(|id| id.parse().ok()).collect();
        sort(&mut chosen, Ord::cmp);
        let entries = self.vault.entries();
        let chosen = entries.iter().filter(|entry| chosen.binary_search(&entry.id).is_ok());
        Uint8Array::from(tandem_core::vault::pack(chosen.map(|entry| &entry.account)).as_slice())
    }
}

/// Copied into memory that is wiped: a slice would leave its secrets in the module's memory.
fn unpacked(packed: &Uint8Array) -> Result<Vec<Account>, Error> {
    unpack(&Zeroizing::new(packed.to_vec())).ok_or_else(|| Error::unexpected("packed"))
}
