//! Draws a text as a QR code.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};
use zeroize::Zeroizing;

/// Light modules around a code, as the standard asks.
const QUIET_ZONE: usize = 4;

/// A drawn QR code, in units of a module.
pub struct Drawing {
    /// The side of the square, quiet zone included.
    pub side: usize,
    /// The dark modules, as the `d` of an SVG path. It holds what the text holds, so it is wiped.
    pub path: Zeroizing<String>,
}

/// Draws bytes as a QR code, or nothing if they are too long for one (2,953 bytes at most).
///
/// It can be read with 15 % of it damaged (level M); longer texts make do with 7 % (level L).
#[must_use]
pub fn draw(bytes: &[u8]) -> Option<Drawing> {
    let levels = [EcLevel::M, EcLevel::L];
    let code = levels.into_iter().find_map(|level| QrCode::with_error_correction_level(bytes, level).ok())?;
    let size = code.width();
    let colours = code.into_colors();
    // Each module at most begins a run; a string that grows would leave copies behind.
    let mut path = Zeroizing::new(String::with_capacity(colours.len() * 12));
    for (row, modules) in colours.chunks(size).enumerate() {
        let mut column = QUIET_ZONE;
        for run in modules.chunk_by(|one, next| one == next) {
            let length = run.len();
            if run.first() == Some(&Color::Dark) {
                let top = row + QUIET_ZONE;
                let drawn = write!(path, "M{column} {top}h{length}v1h-{length}z");
                debug_assert!(drawn.is_ok(), "a string takes any text");
            }
            column += length;
        }
    }
    Some(Drawing { side: size + 2 * QUIET_ZONE, path })
}
