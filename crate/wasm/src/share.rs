//! A store that several browsers share.

use wasm_bindgen::prelude::*;

use crate::{
    entropy::Browser,
    error::Error,
    read::from_js,
    vault::{Vault, to_js},
    view::StoreUpdateView,
};

#[wasm_bindgen]
impl Vault {
    /// The vault's id.
    #[must_use]
    pub fn id(&self) -> String {
        self.vault.header().vault()
    }

    /// Whether the item with the unlock methods is of this very vault.
    #[wasm_bindgen(js_name = isOf)]
    #[must_use]
    pub fn is_of(&self, header: &str) -> bool {
        self.vault.is_of(header)
    }

    /// Takes over what a store has, and tells what it lacks.
    ///
    /// # Errors
    /// A vault that is full; it is to be opened anew then.
    #[wasm_bindgen(js_name = mergeShared, unchecked_return_type = "StoreUpdateView")]
    pub fn merge_shared(
        &mut self,
        header: Option<String>,
        #[wasm_bindgen(unchecked_param_type = "string[]")] records: JsValue,
    ) -> Result<JsValue, Error> {
        let records: Vec<String> = from_js(&records)?;
        let met = self.vault.merge_shared(header.as_deref(), &records, &mut Browser)?;
        self.sort();
        to_js(&StoreUpdateView::from(met))
    }

    /// Makes one vault of two: the other one, with what this one has, unless this one is to stay.
    ///
    /// # Errors
    /// A vault that is full; it is to be opened anew then.
    pub fn adopt(&mut self, mut other: Vault, stays: bool) -> Result<(), Error> {
        if !stays {
            std::mem::swap(&mut self.vault, &mut other.vault);
        }
        self.vault.merge_backup(&other.vault, &mut Browser)?;
        self.sort();
        Ok(())
    }
}
