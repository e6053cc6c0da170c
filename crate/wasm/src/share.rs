//! A store that several browsers share.

use wasm_bindgen::prelude::*;

use crate::{
    entropy::Browser,
    error::Error,
    read::from_js,
    vault::{Vault, to_js},
    view::MetView,
};

#[wasm_bindgen]
impl Vault {
    /// The vault's id.
    #[must_use]
    pub fn id(&self) -> String {
        self.vault.header().vault()
    }

    /// Whether the item for the ways in is of this very vault.
    #[wasm_bindgen(js_name = isOf)]
    #[must_use]
    pub fn is_of(&self, header: &str) -> bool {
        self.vault.is_of(header)
    }

    /// Takes over what a store has, and tells what it lacks.
    ///
    /// # Errors
    /// A vault that is full; it is to be opened anew then.
    #[wasm_bindgen(unchecked_return_type = "MetView")]
    pub fn meet(
        &mut self,
        header: Option<String>,
        #[wasm_bindgen(unchecked_param_type = "string[]")] records: JsValue,
    ) -> Result<JsValue, Error> {
        let records: Vec<String> = from_js(&records)?;
        let met = self.vault.meet(header.as_deref(), &records, &mut Browser)?;
        self.sort();
        to_js(&MetView::from(met))
    }

    /// Makes one vault of two: the other one, with what this one has, unless this one is to stay.
    ///
    /// # Errors
    /// A vault that is full; it is to be opened anew then.
    pub fn join(&mut self, mut other: Vault, stays: bool) -> Result<(), Error> {
        if !stays {
            std::mem::swap(&mut self.vault, &mut other.vault);
        }
        self.vault.take_back(&other.vault, &mut Browser)?;
        self.sort();
        Ok(())
    }
}
