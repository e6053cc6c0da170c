//! Says once what a pasted, dropped or scanned text is.

use tandem_core::intake;
use wasm_bindgen::prelude::*;

use crate::{
    error::Error,
    js::{Time, to_js},
    vault::Vault,
    view::IntakeView,
};

/// What texts are, before anything was saved.
///
/// # Errors
/// Codes of an export that don't belong together.
#[wasm_bindgen(unchecked_return_type = "IntakeView")]
pub fn intake(texts: Vec<String>, now: f64) -> Result<JsValue, Error> {
    answer(&texts, now, None)
}

#[wasm_bindgen]
impl Vault {
    /// What texts are: each account in them as a Key URI, and how it compares with what is saved.
    ///
    /// # Errors
    /// Codes of an export that don't belong together.
    #[wasm_bindgen(unchecked_return_type = "IntakeView")]
    pub fn intake(&self, texts: Vec<String>, now: f64) -> Result<JsValue, Error> {
        answer(&texts, now, Some(&self.vault))
    }
}

fn answer(texts: &[String], now: f64, vault: Option<&tandem_core::vault::Vault>) -> Result<JsValue, Error> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    to_js(&IntakeView::new(intake::read(&texts, Time::from(now).0)?, vault))
}
