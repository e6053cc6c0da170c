//! What was read in a picture.

use serde::Serialize;
use tandem_core::qr::Found;
use tsify::Tsify;

/// A QR code.
#[derive(Serialize, Tsify)]
pub(crate) struct CodeView {
    text: String,
    /// x and y of its four corners in turn, in pixels of the picture.
    corners: Vec<f64>,
}

impl CodeView {
    /// None for a code that holds no UTF-8.
    pub(crate) fn new(code: &Found) -> Option<Self> {
        let corners = code.corners.iter().flat_map(|&(x, y)| [f64::from(x), f64::from(y)]).collect();
        Some(Self { text: code.text()?.to_owned(), corners })
    }
}
