//! What was read in a picture, and what is drawn.

use serde::Serialize;
use tandem_core::{
    otp::Scheme,
    qr::{Encoding, Found},
};
use tsify::Tsify;

/// A QR code.
#[derive(Serialize, Tsify)]
pub(crate) struct CodeView {
    /// What it says.
    bytes: Vec<u8>,
    /// What that is written in, by its name in `TextDecoder`.
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

/// A Key URI as a QR code.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeyDrawing {
    /// The side of the square, quiet zone included, in modules.
    pub(crate) side: usize,
    /// The dark modules, as the `d` of an SVG path in those units.
    pub(crate) path: String,
    /// Which apps take this key.
    pub(crate) read_by: ReadBy,
}

/// Which apps take a key. Schemes outside of RFC 4226 and RFC 6238 are known to few.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ReadBy {
    Any,
    Counter,
    Steam,
    Yandex,
    Motp,
}

impl ReadBy {
    pub(crate) fn of(scheme: &Scheme) -> Self {
        match scheme {
            Scheme::Totp { .. } => Self::Any,
            Scheme::Hotp { .. } => Self::Counter,
            Scheme::Steam => Self::Steam,
            Scheme::Yandex { .. } => Self::Yandex,
            Scheme::Motp { .. } => Self::Motp,
        }
    }
}
