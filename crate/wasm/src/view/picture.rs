//! What was read in a picture.

use serde::Serialize;
use tandem_core::qr::Found;
use tsify::Tsify;

/// A QR code.
#[derive(Serialize, Tsify)]
pub(crate) struct CodeView {
    /// What it says, in whatever encoding.
    bytes: Vec<u8>,
    /// x and y of its four corners in turn, in pixels of the picture.
    corners: Vec<f64>,
}

impl From<Found> for CodeView {
    fn from(code: Found) -> Self {
        let corners = code.corners.iter().flat_map(|&(x, y)| [f64::from(x), f64::from(y)]).collect();
        Self { bytes: code.bytes, corners }
    }
}
