//! The order of passes.
#![expect(clippy::as_conversions, reason = "pixel geometry")]

use super::{Budget, Found, Picture, Polarity};

/// Every code that one of the passes reads.
pub(super) fn scan(picture: &Picture<'_>, _budget: Budget) -> Vec<Found> {
    let luma = picture.luma();
    let width = picture.width;
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, picture.height, |x, y| {
        luma.get(y * width + x).copied().unwrap_or(255)
    });
    let mut found = Vec::new();
    for grid in prepared.detect_grids() {
        let mut bytes = Vec::new();
        if grid.decode_to(&mut bytes).is_ok() {
            let corners = grid.bounds.map(|point| (point.x as f32, point.y as f32));
            found.push(Found { bytes, corners, polarity: Polarity::DarkOnLight, mirrored: false });
        }
    }
    found
}
