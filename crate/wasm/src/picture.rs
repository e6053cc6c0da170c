//! Pixels to texts.

use tandem_core::qr::{self, Budget, Kind, Picture, Pixels};
use wasm_bindgen::{Clamped, prelude::*};

use crate::error::Error;

/// The texts of the QR codes in the pixels of a canvas (RGBA, four bytes a pixel), a code that
/// holds no UTF-8 left out.
///
/// # Errors
/// A picture without pixels, with too many, or whose bytes do not fit its size.
#[wasm_bindgen(js_name = readQr)]
pub fn read_qr(rgba: Clamped<Vec<u8>>, width: usize, height: usize) -> Result<Vec<String>, Error> {
    let picture = Picture { pixels: Pixels::Rgba(&rgba.0), width, height, kind: Kind::Screenshot };
    let found = qr::read(&picture, Budget::default())?;
    Ok(found.iter().filter_map(|code| code.text().map(str::to_owned)).collect())
}
