//! What was read in a picture.

use serde::Serialize;
use tandem_core::qr::{Encoding, Found};
use tsify::Tsify;

/// A QR code.
#[derive(Serialize, Tsify)]
pub(crate) struct CodeView {
    /// Its content.
    bytes: Vec<u8>,
    /// The encoding of the content, by its name in `TextDecoder`.
    encoding: &'static str,
    /// x and y of its four corners in turn, in pixels of the picture.
    corners: Vec<f64>,
}

impl From<Found> for CodeView {
    fn from(code: Found) -> Self {
        let corners = code.corners.iter().flat_map(|&(x, y)| [f64::from(x), f64::from(y)]).collect();
        let encoding = match code.encoding {
            Encoding::Utf8 => "utf-8",
            Encoding::ShiftJis => "shift_jis",
            Encoding::Latin1 => "iso-8859-1",
            Encoding::Gb18030 => "gb18030",
        };
        Self { bytes: code.bytes, encoding, corners }
    }
}
