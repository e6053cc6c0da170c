//! Shows one account's key to its owner: as a QR code for another app, or as text.

use tandem_core::{
    otpauth,
    qr::{self, Drawing},
};
use wasm_bindgen::prelude::*;

use crate::{
    error::Error,
    js::to_js,
    vault::Vault,
    view::{KeyDrawing, ReadBy},
};

#[wasm_bindgen]
impl Vault {
    /// An account's Key URI as a QR code.
    ///
    /// # Errors
    /// No such account, or a key too long for a QR code.
    #[wasm_bindgen(js_name = drawKey, unchecked_return_type = "KeyDrawing")]
    pub fn draw_key(&self, id: &str) -> Result<JsValue, Error> {
        let account = &self.entry(id)?.account;
        let uri = otpauth::write(account);
        let Drawing { side, path } = qr::draw(uri.as_bytes()).ok_or_else(Error::key_too_long)?;
        to_js(&KeyDrawing { side, path: path.to_string(), read_by: ReadBy::of(&account.scheme) })
    }

    /// An account's secret key as other apps expect it: hexadecimal for mOTP, base32 for all
    /// others.
    ///
    /// # Errors
    /// No such account.
    #[wasm_bindgen(js_name = secretKey)]
    pub fn secret_key(&self, id: &str) -> Result<String, Error> {
        Ok(otpauth::secret_key(&self.entry(id)?.account).to_string())
    }
}
