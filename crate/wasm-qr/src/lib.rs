//! The boundary of the QR reader: pixels to texts.
//!
//! A separate module, since the popup opens without it: the Worker that reads pictures loads it.

mod error;
mod view;

use tandem_core::qr::{self, Budget, Kind, Picture, Pixels};
use wasm_bindgen::{Clamped, prelude::*};

pub use error::Error;
use view::CodeView;

/// The QR codes in the pixels of a canvas (RGBA, four bytes a pixel) or of a `VideoFrame` of a JPEG (I420, by its
/// name in WebCodecs).
///
/// # Errors
/// A picture without pixels, with too many, or whose bytes don't match its size.
#[wasm_bindgen(js_name = readQr, unchecked_return_type = "CodeView[]")]
pub fn read_qr(
    pixels: Clamped<Vec<u8>>,
    width: usize,
    height: usize,
    #[wasm_bindgen(unchecked_param_type = "'RGBA' | 'I420'")] format: &str,
    #[wasm_bindgen(unchecked_param_type = "'screenshot' | 'photo'")] kind: &str,
) -> Result<JsValue, Error> {
    let kind = if kind == "photo" { Kind::Photo } else { Kind::Screenshot };
    let pixels = if format == "I420" { Pixels::I420(&pixels.0) } else { Pixels::Rgba(&pixels.0) };
    let picture = Picture { pixels, width, height, kind };
    let found = qr::read(&picture, Budget::default())?;
    let views: Vec<CodeView> = found.into_iter().map(CodeView::from).collect();
    serde_wasm_bindgen::to_value(&views).map_err(|error| Error::unexpected(&error))
}
