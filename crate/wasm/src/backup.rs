//! Backups: made, taken back, undone, and what has changed since.

use tandem_core::vault::Way;
use wasm_bindgen::prelude::*;

use crate::{
    entropy::Browser,
    error::Error,
    vault::{Time, Vault, from_js, to_js},
    view::Stretched,
};

#[wasm_bindgen]
impl Vault {
    /// The text of a backup, under a passphrase of its own where one is given.
    ///
    /// # Errors
    /// No passphrase at all.
    pub fn backup(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Stretched | undefined")] stretched: JsValue,
        now: f64,
    ) -> Result<String, Error> {
        let stretched: Option<Stretched> = from_js(stretched)?;
        let passphrase = stretched.map(Stretched::read).transpose()?;
        let ways = passphrase.iter().map(|(stretch, key)| Way::Passphrase { stretch, key });
        Ok(self.vault.backup(&ways.collect::<Vec<_>>(), Time::from(now).0, &mut Browser)?)
    }

    /// What `takeBack` would change.
    ///
    /// # Errors
    /// None that a caller could cause.
    #[wasm_bindgen(js_name = wouldTakeBack, unchecked_return_type = "MergeView")]
    pub fn would_take_back(&self, backup: &Vault) -> Result<JsValue, Error> {
        to_js(&self.told(&self.vault.would_take_back(&backup.vault), backup))
    }

    /// Brings back what a backup has; deletes nothing.
    ///
    /// # Errors
    /// A vault that is full; nothing was changed then.
    #[wasm_bindgen(js_name = takeBack)]
    pub fn take_back(&mut self, backup: &Vault) -> Result<(), Error> {
        self.vault.take_back(&backup.vault, &mut Browser)?;
        self.sort();
        Ok(())
    }

    /// Undoes all that has happened since `before`, an earlier state of this vault.
    ///
    /// # Errors
    /// A vault that is full; nothing was changed then.
    #[wasm_bindgen(js_name = goBackTo)]
    pub fn go_back_to(&mut self, before: &Vault) -> Result<(), Error> {
        self.vault.go_back_to(&before.vault, &mut Browser)?;
        self.sort();
        Ok(())
    }

    /// What the accounts are now, to be asked later by `unsaved`.
    #[must_use]
    pub fn marks(&self) -> String {
        self.vault.marks()
    }

    /// How many accounts were added, changed or deleted since; none known where the key is another now.
    #[must_use]
    pub fn unsaved(&self, marks: &str) -> Option<usize> {
        self.vault.unsaved(marks)
    }
}
