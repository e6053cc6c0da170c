//! A key, drawn for another app.

use serde::Serialize;
use tandem_core::otp::Scheme;
use tsify::Tsify;

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
