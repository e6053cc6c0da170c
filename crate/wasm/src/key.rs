//! Keys before they are saved: from a QR code's text or from what a person typed.

use tandem_core::{base32, draft, otpauth};
use wasm_bindgen::prelude::*;

use crate::{
    error::Error,
    read::from_js,
    vault::{Time, to_js},
    view::{Draft, ExportView, Seen},
};

/// Whether a text claims to be a Key URI.
#[wasm_bindgen(js_name = isKey)]
#[must_use]
pub fn is_key(text: &str) -> bool {
    otpauth::is_key_uri(text)
}

/// Whether a text claims to be (a part of) an export of Google Authenticator.
#[wasm_bindgen(js_name = isExport)]
#[must_use]
pub fn is_export(text: &str) -> bool {
    otpauth::is_export(text)
}

/// What the codes of an export hold, each account as a Key URI.
///
/// # Errors
/// A text that is no whole export, or codes of two exports.
#[wasm_bindgen(js_name = gatherExport, unchecked_return_type = "ExportView")]
pub fn gather_export(texts: Vec<String>, now: f64) -> Result<JsValue, Error> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    to_js(&ExportView::new(otpauth::gather(&texts, Time::from(now).0)?))
}

/// What a Key URI says.
///
/// # Errors
/// What is wrong with it.
#[wasm_bindgen(unchecked_return_type = "Seen")]
pub fn examine(text: &str, now: f64) -> Result<JsValue, Error> {
    to_js(&Seen::new(&otpauth::parse(text, Time::from(now).0)?))
}

/// Whether a typed secret key can be read.
///
/// # Errors
/// Which character cannot, and where.
#[wasm_bindgen(js_name = checkSecret)]
pub fn check_secret(text: &str) -> Result<(), Error> {
    Ok(base32::decode(text).map(drop)?)
}

/// The Key URI of what was typed.
///
/// # Errors
/// What is wrong in which field.
#[wasm_bindgen]
pub fn compose(#[wasm_bindgen(unchecked_param_type = "Draft")] draft: JsValue) -> Result<String, Error> {
    let account = draft::Draft::from(from_js::<Draft>(&draft)?).account(0)?;
    Ok(otpauth::write(&account).to_string())
}
