//! Deleting accounts and bringing them back.

use tandem_browser::Browser;
use tandem_core::vault::RecordId;
use wasm_bindgen::prelude::*;

use crate::{
    error::Error,
    js::{Time, number, to_js},
    vault::{Vault, record},
    view::TrashedView,
};

#[wasm_bindgen]
impl Vault {
    /// Moves an account to the trash.
    ///
    /// # Errors
    /// No such account.
    pub fn remove(&mut self, id: &str, now: f64) -> Result<(), Error> {
        self.vault.remove(record(id)?, Time::from(now).0, &mut Browser)?;
        self.sort();
        Ok(())
    }

    /// The content of the trash, the latest first, then the losing versions of conflicts.
    ///
    /// # Errors
    /// None that a caller could cause.
    #[wasm_bindgen(unchecked_return_type = "TrashedView[]")]
    pub fn trash(&self, now: f64) -> Result<JsValue, Error> {
        let now = Time::from(now).0;
        let mut rows = Vec::new();
        rows.extend(self.vault.trash().into_iter().map(|trashed| TrashedView::deleted(trashed, now)));
        rows.extend(self.vault.alternates().into_iter().map(TrashedView::lost));
        to_js(&rows)
    }

    /// Brings an account back from the trash.
    ///
    /// # Errors
    /// No such entry.
    pub fn undelete(&mut self, id: &str) -> Result<(), Error> {
        self.vault.undelete(record(id)?, &mut Browser)?;
        self.sort();
        Ok(())
    }

    /// Deletes entries of the trash for good.
    ///
    /// # Errors
    /// No such entry; nothing is deleted then.
    pub fn purge(&mut self, ids: Vec<String>) -> Result<(), Error> {
        Ok(self.vault.purge(&records(&ids)?, &mut Browser)?)
    }

    /// Deletes accounts of the list for good, where the trash has no room for them.
    ///
    /// # Errors
    /// No such account; nothing is deleted then.
    pub fn destroy(&mut self, ids: Vec<String>) -> Result<(), Error> {
        self.vault.destroy(&records(&ids)?, &mut Browser)?;
        self.sort();
        Ok(())
    }

    /// Purges what has been in the trash long enough, by two readings of the computer's clock:
    /// `now`, and `seen`, what this returned the last time.
    ///
    /// # Errors
    /// The vault is full.
    #[wasm_bindgen(js_name = purgeExpired)]
    pub fn purge_expired(&mut self, now: f64, seen: Option<f64>) -> Result<Option<f64>, Error> {
        let seen = seen.map(|seen| Time::from(seen).0);
        Ok(self.vault.purge_expired(Time::from(now).0, seen, &mut Browser)?.map(number))
    }
}

fn records(ids: &[String]) -> Result<Vec<RecordId>, Error> {
    ids.iter().map(|id| record(id)).collect()
}
