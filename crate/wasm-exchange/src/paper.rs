//! A sealed backup on paper, and texts as QR codes.

use tandem_core::qr::{self, Drawing};
use tandem_exchange::paper;
use wasm_bindgen::prelude::*;

use crate::{
    error::Error,
    view::{DrawingView, PaperView},
};

/// Draws a text as a QR code.
///
/// # Errors
/// The text is too long for one.
#[wasm_bindgen(js_name = drawQr, unchecked_return_type = "DrawingView")]
pub fn draw_qr(text: &str) -> Result<JsValue, Error> {
    let Drawing { side, path } = qr::draw(text.as_bytes()).ok_or_else(|| Error::unexpected("too long"))?;
    serde_wasm_bindgen::to_value(&DrawingView { side, path: path.to_string() }).map_err(Error::unexpected)
}

/// A sealed backup as the texts of QR codes, in their order.
///
/// # Errors
/// `paper_too_long`.
#[wasm_bindgen(js_name = paperParts)]
pub fn paper_parts(backup: &str) -> Result<Vec<String>, Error> {
    Ok(paper::cut(backup)?)
}

/// Combines the texts of QR codes, in any order: a result for each paper backup, the one with the
/// most QR codes first.
///
/// # Errors
/// `paper_damaged`.
#[wasm_bindgen(js_name = paperText, unchecked_return_type = "PaperView[]")]
pub fn paper_text(texts: Vec<String>) -> Result<JsValue, Error> {
    let found = paper::gather(texts.iter().map(String::as_str))?;
    let views: Vec<PaperView> = found.into_iter().map(PaperView::from).collect();
    serde_wasm_bindgen::to_value(&views).map_err(Error::unexpected)
}
