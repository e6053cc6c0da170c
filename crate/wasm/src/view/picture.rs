//! A key, drawn for another app.

use serde::Serialize;
use tandem_core::otp::Scheme;
use tsify::Tsify;

/// A Key URI as a QR code.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeyDrawing {
    /// The side of the square in modules, including the quiet zone.
    pub(crate) side: usize,
    /// The dark modules, as the `d` of an SVG path in these units.
    pub(crate) path: String,
    /// Which apps can read this key.
    pub(crate) read_by: ReadBy,
}

/// Which apps can read a key. Few know schemes outside RFC 4226 and RFC 6238.
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
