//! The darkest and the lightest pixel of each small tile of a picture, and of larger and larger ones.
//!
//! All thresholds start from them, so they are computed once for each size of the picture.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are of tiles, columns x rows of them, and of levels of the pyramid"
)]

use crate::qr::plane::Plane;

/// A picture and its tiles.
pub(in crate::qr) struct Tiled {
    pub(in crate::qr) plane: Plane,
    /// Tiles of 4 x 4 pixels, of 8 x 8, and so on up to one.
    pyramid: Vec<Extremes>,
}

/// The side of the smallest tiles is two to the power of this, in pixels.
pub(in crate::qr) const FINEST: u32 = 2;

/// The darkest and lightest pixel of each tile, row by row.
pub(in crate::qr) struct Extremes {
    pub(in crate::qr) columns: usize,
    pub(in crate::qr) rows: usize,
    pub(in crate::qr) tiles: Vec<(u8, u8)>,
}

impl Tiled {
    pub(in crate::qr) fn of(plane: Plane) -> Self {
        let mut pyramid = vec![Extremes::of(&plane)];
        while let Some(top) = pyramid.last().filter(|top| top.columns > 1 || top.rows > 1) {
            pyramid.push(top.halved());
        }
        Self { plane, pyramid }
    }

    /// The tiles with a side of two to the power of `shift`, then those of twice the side, and so on.
    pub(in crate::qr) fn from(&self, shift: u32) -> &[Extremes] {
        let skipped = usize::try_from(shift - FINEST).unwrap_or(0).min(self.pyramid.len() - 1);
        &self.pyramid[skipped..]
    }
}

impl Extremes {
    fn of(plane: &Plane) -> Self {
        let side = 1_usize << FINEST;
        let columns = plane.width.div_ceil(side);
        let rows = plane.height.div_ceil(side);
        let mut tiles = Vec::with_capacity(columns * rows);
        let mut dark = vec![255_u8; plane.width];
        let mut light = vec![0_u8; plane.width];
        for band in plane.data.chunks(plane.width * side) {
            dark.fill(255);
            light.fill(0);
            for row in band.chunks(plane.width) {
                for ((dark, light), &value) in dark.iter_mut().zip(&mut light).zip(row) {
                    *dark = (*dark).min(value);
                    *light = (*light).max(value);
                }
            }
            tiles.extend(dark.chunks(side).zip(light.chunks(side)).map(|(dark, light)| {
                (dark.iter().fold(255, |a, &b| a.min(b)), light.iter().fold(0, |a, &b| a.max(b)))
            }));
        }
        Self { columns, rows, tiles }
    }

    pub(in crate::qr) fn row(&self, y: usize) -> &[(u8, u8)] {
        &self.tiles[y * self.columns..(y + 1) * self.columns]
    }

    /// Tiles of twice the side.
    fn halved(&self) -> Self {
        let columns = self.columns.div_ceil(2);
        let rows = self.rows.div_ceil(2);
        let mut tiles = Vec::with_capacity(columns * rows);
        for y in 0..rows {
            let upper = self.row(2 * y);
            let lower = if 2 * y + 1 < self.rows { self.row(2 * y + 1) } else { upper };
            tiles.extend(upper.chunks(2).zip(lower.chunks(2)).map(|(upper, lower)| {
                upper.iter().chain(lower).fold((255, 0), |(dark, light), &(d, l)| (dark.min(d), light.max(l)))
            }));
        }
        Self { columns, rows, tiles }
    }
}
