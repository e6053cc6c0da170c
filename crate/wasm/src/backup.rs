//! Backups: making, restoring and undoing them, and what has changed since.

use js_sys::JsString;
use tandem_browser::Browser;
use tandem_core::vault::{BackupFor, RecordId, UndoError, outlived};
use wasm_bindgen::prelude::*;

use crate::{
    error::Error,
    js::{Time, from_js, to_js},
    vault::Vault,
    view::{Brought, DerivedKey, ReminderStateView, ReminderView, title},
};

/// Which copies of the stored vault are deleted when another one is made, of those that are set
/// `aside` and the others. A copy's name is when it was made; the newest comes first.
#[must_use]
#[wasm_bindgen(js_name = outlivedCopies)]
pub fn outlived_copies(copies: &[f64], aside: &[f64]) -> Vec<f64> {
    outlived(copies, aside)
}

#[wasm_bindgen]
impl Vault {
    /// The text of a backup, under a key of its own that this passphrase opens: for the `owner`,
    /// whose recovery code opens it too, or for `anybody` who is told the passphrase.
    ///
    /// # Errors
    /// The vault is full.
    pub fn backup(
        &self,
        #[wasm_bindgen(unchecked_param_type = "DerivedKey")] derived: JsValue,
        #[wasm_bindgen(unchecked_param_type = "'owner' | 'anybody'")] opens: &str,
        now: f64,
    ) -> Result<String, Error> {
        let (parameters, key) = from_js::<DerivedKey>(derived)?.read()?;
        let opens = match opens {
            "owner" => BackupFor::Owner,
            "anybody" => BackupFor::Anybody,
            other => return Err(Error::unexpected(other)),
        };
        Ok(self.vault.backup((&parameters, &key), opens, Time::from(now).0, &mut Browser)?)
    }

    /// Removes the trash and the pictures from this copy, before a backup on paper is made of it.
    #[wasm_bindgen(js_name = keepListAlone)]
    pub fn keep_list_alone(&mut self) {
        self.vault.keep_list_alone();
    }

    /// Restores what a backup has, deletes nothing, and reports what it did.
    ///
    /// # Errors
    /// The vault is full; nothing was changed then.
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

    /// Undoes a restore, by this vault's texts before and after it. Codes that were used since stay
    /// used.
    ///
    /// # Errors
    /// The list or the key has changed since, or the vault is full; nothing is changed then.
    #[wasm_bindgen(js_name = undoRestore)]
    pub fn undo_restore(&mut self, before: &JsString, after: &JsString, now: f64) -> Result<(), Error> {
        let open = |text| self.open_by_key(text).map_err(|_| Error::from(UndoError::Changed));
        let (before, after) = (open(before)?, open(after)?);
        self.vault.undo_restore((&before.vault, &after.vault), Time::from(now).0, &mut Browser)?;
        self.sort();
        Ok(())
    }

    /// The next step to keep the accounts safe, by what the browser remembers; `now` in Unix
    /// seconds.
    ///
    /// # Errors
    /// A value of another shape than its type.
    #[wasm_bindgen(unchecked_return_type = "ReminderView | undefined")]
    pub fn reminder(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ReminderStateView")] state: JsValue,
        now: f64,
    ) -> Result<JsValue, Error> {
        let due = self.vault.reminder(&from_js::<ReminderStateView>(state)?.into(), Time::from(now).0);
        due.map_or(Ok(JsValue::UNDEFINED), |due| to_js(&ReminderView::from(due)))
    }

    /// A fingerprint of the accounts, for a later `unsavedSince`.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        self.vault.fingerprint()
    }

    /// How many accounts were added, changed or deleted since; none if unknown, because the key has
    /// changed.
    #[wasm_bindgen(js_name = unsavedSince)]
    #[must_use]
    pub fn unsaved_since(&self, fingerprint: &str) -> Option<usize> {
        self.vault.unsaved_since(fingerprint)
    }
}
