//! Any table and any JSON, by the user's mapping.

use tandem_browser::{from_js, seconds};
use tandem_exchange::{Request, Rows};
use wasm_bindgen::prelude::*;

use crate::{
    basket::Basket,
    error::Error,
    view::{About, MappingView, PreviewView, TableView},
};

/// The columns of a file; none if it is neither a table nor JSON with a list of objects.
///
/// # Errors
/// None that a caller could cause.
#[wasm_bindgen(js_name = tableOf, unchecked_return_type = "TableView | undefined")]
pub fn table_of(bytes: &[u8]) -> Result<JsValue, Error> {
    match Rows::of(bytes) {
        Some(rows) => serde_wasm_bindgen::to_value(&TableView::of(&rows)).map_err(Error::unexpected),
        None => Ok(JsValue::UNDEFINED),
    }
}

/// The first rows as accounts by a mapping, and the number of accounts altogether.
///
/// # Errors
/// A file without columns, or with more accounts than a vault can have.
#[wasm_bindgen(js_name = previewMapped, unchecked_return_type = "PreviewView")]
pub fn preview_mapped(
    bytes: &[u8],
    #[wasm_bindgen(unchecked_param_type = "MappingView")] mapping: JsValue,
    now: f64,
) -> Result<JsValue, Error> {
    let rows = Rows::of(bytes).ok_or(tandem_exchange::Error::Unknown)?;
    let mapped = rows.read(&mapping_of(mapping)?, &Request::new(seconds(now)))?;
    serde_wasm_bindgen::to_value(&PreviewView::of(&mapped)).map_err(Error::unexpected)
}

#[wasm_bindgen]
impl Basket {
    /// Adds the accounts that a mapping makes of a file.
    ///
    /// # Errors
    /// A file without columns, or with more accounts than a vault can have.
    #[wasm_bindgen(js_name = addMapped, unchecked_return_type = "About")]
    pub fn add_mapped(
        &mut self,
        bytes: &[u8],
        #[wasm_bindgen(unchecked_param_type = "MappingView")] mapping: JsValue,
        now: f64,
    ) -> Result<JsValue, Error> {
        let rows = Rows::of(bytes).ok_or(tandem_exchange::Error::Unknown)?;
        let mapped = rows.read(&mapping_of(mapping)?, &Request::new(seconds(now)))?;
        let about = About::of(&mapped.import);
        self.take(mapped.import);
        serde_wasm_bindgen::to_value(&about).map_err(Error::unexpected)
    }
}

fn mapping_of(mapping: JsValue) -> Result<tandem_exchange::Mapping, Error> {
    let view: MappingView = from_js(mapping).map_err(Error::unexpected)?;
    Ok(view.into())
}
