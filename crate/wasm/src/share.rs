//! The browser's sync store, which several browsers share.

use js_sys::Uint8Array;
use tandem_browser::Browser;
use tandem_core::vault::{self, SharedHeader};
use wasm_bindgen::prelude::*;

use crate::{
    error::Error,
    js::{from_js, key_of, to_js},
    vault::Vault,
    view::StoreUpdateView,
};

/// The indices in `wanted` of the items that fit into a store that has `there`, with the bytes that
/// the browser counts for each.
///
/// # Errors
/// Items of another shape than their type.
#[wasm_bindgen(js_name = roomFor, unchecked_return_type = "number[]")]
pub fn room_for(
    #[wasm_bindgen(unchecked_param_type = "[key: string, bytes: number][]")] there: JsValue,
    #[wasm_bindgen(unchecked_param_type = "[key: string, bytes: number][]")] wanted: JsValue,
) -> Result<JsValue, Error> {
    let there: Vec<(String, usize)> = from_js(there)?;
    let wanted: Vec<(String, usize)> = from_js(wanted)?;
    to_js(&vault::room_for(&items(&there), &items(&wanted)))
}

#[wasm_bindgen]
impl Vault {
    /// The vault's id.
    #[must_use]
    pub fn id(&self) -> String {
        self.vault.header().vault()
    }

    /// How the item with the unlock methods relates to this vault: it is its `own`, `outdated`, its
    /// own but `rekeyed` elsewhere, or `another` vault's.
    #[wasm_bindgen(js_name = compareShared, unchecked_return_type = "'own' | 'outdated' | 'rekeyed' | 'another'")]
    #[must_use]
    pub fn compare_shared(&self, header: &str) -> String {
        match self.vault.compare_shared(header) {
            SharedHeader::Own => "own",
            SharedHeader::Outdated => "outdated",
            SharedHeader::Rekeyed => "rekeyed",
            SharedHeader::Another => "another",
        }
        .to_owned()
    }

    /// Opens the item with the unlock methods as a vault without records.
    ///
    /// # Errors
    /// What is wrong with the text or the key.
    #[wasm_bindgen(js_name = openShared)]
    pub fn open_shared(header: &str, key: &Uint8Array) -> Result<Self, Error> {
        Ok(Self::of(vault::Vault::open_shared(header, key_of(key)?)?))
    }

    /// Takes over what the store has, and says what it lacks.
    ///
    /// # Errors
    /// The vault is full; it has to be opened again then.
    #[wasm_bindgen(js_name = mergeShared, unchecked_return_type = "StoreUpdateView")]
    pub fn merge_shared(
        &mut self,
        header: Option<String>,
        #[wasm_bindgen(unchecked_param_type = "string[]")] records: JsValue,
    ) -> Result<JsValue, Error> {
        let records: Vec<String> = from_js(records)?;
        let met = self.vault.merge_shared(header.as_deref(), &records, &mut Browser)?;
        self.sort();
        to_js(&StoreUpdateView::from(met))
    }

    /// Becomes the other vault, with everything that this one has.
    ///
    /// # Errors
    /// The vault is full; nothing was changed then.
    pub fn adopt(&mut self, other: Vault) -> Result<(), Error> {
        self.vault.adopt(other.vault, &mut Browser)?;
        self.sort();
        Ok(())
    }
}

fn items(from: &[(String, usize)]) -> Vec<vault::Item<'_>> {
    from.iter().map(|(key, bytes)| (key.as_str(), *bytes)).collect()
}
