//! Backups: made, taken back, undone, and what has changed since.

use tandem_core::vault::{RecordId, UnlockMethod};
use wasm_bindgen::prelude::*;

use crate::{
    entropy::Browser,
    error::Error,
    read::from_js,
    vault::{Time, Vault, to_js},
    view::{Brought, DerivedKey, title},
};

#[wasm_bindgen]
impl Vault {
    /// The text of a backup, under a passphrase of its own where one is given.
    ///
    /// # Errors
    /// No passphrase at all.
    pub fn backup(
        &self,
        #[wasm_bindgen(unchecked_param_type = "DerivedKey | undefined")] derived: JsValue,
        now: f64,
    ) -> Result<String, Error> {
        let derived: Option<DerivedKey> = from_js(&derived)?;
        let passphrase = derived.map(DerivedKey::read).transpose()?;
        let methods = passphrase.iter().map(|(parameters, key)| UnlockMethod::Passphrase { parameters, key });
        Ok(self.vault.backup(&methods.collect::<Vec<_>>(), Time::from(now).0, &mut Browser)?)
    }

    /// Brings back what a backup has, deletes nothing, and tells what it did.
    ///
    /// # Errors
    /// A vault that is full; nothing was changed then.
    #[wasm_bindgen(js_name = mergeBackup, unchecked_return_type = "Brought")]
    pub fn merge_backup(&mut self, backup: &Vault) -> Result<JsValue, Error> {
        let brought = self.vault.merge_backup(&backup.vault, &mut Browser)?;
        self.sort();
        let titles = |ids: &[RecordId]| {
            ids.iter().filter_map(|id| self.vault.get(*id)).map(|entry| title(&entry.account)).collect()
        };
        to_js(&Brought {
            added: titles(&brought.added),
            changed: titles(&brought.changed),
            same: brought.same,
        })
    }

    /// Undoes all that has happened since `before`, an earlier state of this vault.
    ///
    /// # Errors
    /// A vault that is full; nothing was changed then.
    #[wasm_bindgen(js_name = revertTo)]
    pub fn revert_to(&mut self, before: &Vault) -> Result<(), Error> {
        self.vault.revert_to(&before.vault, &mut Browser)?;
        self.sort();
        Ok(())
    }

    /// What the accounts are now, to be asked later by `unsaved`.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        self.vault.fingerprint()
    }

    /// How many accounts were added, changed or deleted since; none known where the key is another now.
    #[wasm_bindgen(js_name = unsavedSince)]
    #[must_use]
    pub fn unsaved_since(&self, marks: &str) -> Option<usize> {
        self.vault.unsaved_since(marks)
    }
}
