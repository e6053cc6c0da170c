//! Writes files for other apps.

use tandem_browser::{Browser, seconds};
use tandem_core::{account::Account, vault::unpack};
use tandem_exchange::{Request, WRITERS, qr_texts, write};
use wasm_bindgen::prelude::*;

use crate::{
    basket::{TANDEM, typed},
    error::Error,
    view::{LackView, WriterView},
};

/// The formats that can be written, encrypted ones first.
///
/// # Errors
/// None that a caller could cause.
#[wasm_bindgen(unchecked_return_type = "WriterView[]")]
pub fn writers() -> Result<JsValue, Error> {
    let views: Vec<WriterView> = WRITERS.iter().map(WriterView::of).collect();
    serde_wasm_bindgen::to_value(&views).map_err(Error::unexpected)
}

/// What a format can't store, account by account; accounts that it stores completely are left out.
///
/// # Errors
/// An unknown format, or bytes that aren't packed accounts.
#[wasm_bindgen(unchecked_return_type = "LackView[]")]
pub fn lacks(format: &str, packed: &[u8]) -> Result<JsValue, Error> {
    let writer =
        WRITERS.iter().find(|writer| writer.id == format).ok_or_else(|| Error::unexpected(format))?;
    let views: Vec<LackView> = accounts(packed)?
        .iter()
        .map(|account| (account, writer.lacks(account)))
        .filter(|(_, lacks)| !lacks.is_empty())
        .map(|(account, lacks)| LackView::of(account, &lacks))
        .collect();
    serde_wasm_bindgen::to_value(&views).map_err(Error::unexpected)
}

/// Writes packed accounts to a file, which is read back and compared.
///
/// # Errors
/// No account fits, a passphrase is missing, or the file didn't read back.
#[wasm_bindgen(js_name = writeFile)]
pub fn write_file(format: &str, packed: &[u8], passphrase: Option<String>) -> Result<Vec<u8>, Error> {
    let mut request = Request::new(seconds(js_sys::Date::now() / 1_000.0));
    let passphrase = passphrase.map(|passphrase| typed(passphrase, format == TANDEM));
    if let Some(passphrase) = &passphrase {
        request = request.with_passphrase(passphrase);
    }
    Ok(write(format, &accounts(packed)?, &request, &mut Browser)?)
}

/// The texts of a format's QR codes, to be drawn one by one; none for other formats.
///
/// # Errors
/// Bytes that aren't packed accounts.
#[wasm_bindgen(js_name = qrTexts)]
pub fn qr_texts_of(format: &str, packed: &[u8]) -> Result<Vec<String>, Error> {
    let texts = qr_texts(format, &accounts(packed)?, &mut Browser);
    Ok(texts.iter().map(|text| text.as_str().to_owned()).collect())
}

fn accounts(packed: &[u8]) -> Result<Vec<Account>, Error> {
    unpack(packed).ok_or_else(|| Error::unexpected("packed"))
}
