//! Keys that the user types, before they are saved.

use tandem_core::{base32, draft, otpauth};
use wasm_bindgen::prelude::*;

use crate::{error::Error, js::from_js, view::Draft};

/// Whether a text claims to be a Key URI.
#[wasm_bindgen(js_name = isKey)]
#[must_use]
pub fn is_key(text: &str) -> bool {
    otpauth::is_key_uri(text)
}

/// Whether a typed secret key can be read.
///
/// # Errors
/// Which character is wrong, and where.
#[wasm_bindgen(js_name = checkSecret)]
pub fn check_secret(text: &str) -> Result<(), Error> {
    Ok(base32::decode(text).map(drop)?)
}

/// The Key URI for what was typed.
///
/// # Errors
/// What is wrong, and in which field.
#[wasm_bindgen]
pub fn compose(#[wasm_bindgen(unchecked_param_type = "Draft")] draft: JsValue) -> Result<String, Error> {
    let account = draft::Draft::from(from_js::<Draft>(draft)?).account(0)?;
    Ok(otpauth::write(&account).to_string())
}
