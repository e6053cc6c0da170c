//! Conversions from JavaScript's values and back.

use js_sys::Uint8Array;
use serde::{Serialize, de::DeserializeOwned};
use tandem_core::vault::VaultKey;
use wasm_bindgen::JsValue;
use zeroize::Zeroize;

use crate::error::Error;

/// Unix seconds from JavaScript's number.
pub(crate) struct Time(pub(crate) u64);

impl From<f64> for Time {
    fn from(seconds: f64) -> Self {
        Self(tandem_browser::seconds(seconds))
    }
}

/// A step or a time as a JavaScript number: exact, since both are below 2^53.
#[expect(clippy::as_conversions, reason = "there is no other way from u64 to f64")]
pub(crate) fn number(step: u64) -> f64 {
    step as f64
}

pub(crate) fn to_js(value: &impl Serialize) -> Result<JsValue, Error> {
    serde_wasm_bindgen::to_value(value).map_err(Error::unexpected)
}

/// Reads an argument.
///
/// # Errors
/// A value of another shape than the function's type says.
pub(crate) fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, Error> {
    tandem_browser::from_js(value).map_err(Error::unexpected)
}

/// Copies a key to JavaScript from memory that is wiped; a `Vec` would leave a copy in the module's
/// memory.
pub(crate) fn bytes(key: &VaultKey) -> Uint8Array {
    Uint8Array::from(key.expose().as_slice())
}

/// Copies a key from JavaScript into memory that is wiped.
pub(crate) fn key_of(bytes: &Uint8Array) -> Result<VaultKey, Error> {
    let mut key = [0; 32];
    if bytes.length() != 32 {
        return Err(Error::wrong_key());
    }
    bytes.copy_to(&mut key);
    let taken = VaultKey::from_bytes(key);
    key.zeroize();
    Ok(taken)
}
