//! Which pixels are dark: a threshold for each small tile of the picture.
//!
//! One threshold for a whole page fails when a header is dark and a box is grey. So each tile of 8 x 8
//! or 4 x 4 pixels has its own: the middle between the darkest and the lightest pixel of the tiles around
//! it, where tiles with more contrast count for more. Where the surroundings are flat, inside a large
//! module or on empty paper, tiles twice and four times as large answer.

#![expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "pixel geometry; indices are of tiles, and of 256 brightnesses"
)]

use crate::qr::{
    find::tiles::{Extremes, Tiled},
    plane::Plane,
};

/// How dark pixels are told from light ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::qr) enum Threshold {
    /// The middle between dark and light around each tile of 8 x 8 pixels.
    Coarse,
    /// The same for tiles of 4 x 4 pixels.
    Fine,
    /// The mean around each tile of 8 x 8 pixels.
    Mean,
    /// The same for tiles of 4 x 4 pixels.
    FineMean,
    /// One threshold for the whole picture.
    Otsu,
    /// One threshold that separates ink from paper in the shadow.
    Shade,
}

/// What the threshold makes of a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::qr) enum Tile {
    /// No pixel is darker than the threshold or all are: the whole tile is one colour.
    Dark,
    Light,
    /// A pixel is light when it is at least this bright.
    Mixed(u8),
}

/// A threshold for each tile of a picture.
#[derive(Default)]
pub(in crate::qr) struct ThresholdMap {
    pub(in crate::qr) shift: u32,
    columns: usize,
    tiles: Vec<Tile>,
    levels: Vec<u8>,
}

impl ThresholdMap {
    /// The thresholds of a picture; less contrast than `noise` (of 255) is none.
    pub(in crate::qr) fn of(picture: &Tiled, threshold: Threshold, noise: u8) -> Self {
        let plane = &picture.plane;
        let shift = match threshold {
            Threshold::Fine | Threshold::FineMean => 2,
            Threshold::Coarse | Threshold::Mean | Threshold::Otsu | Threshold::Shade => 3,
        };
        let pyramid = picture.from(shift);
        let [finest, ..] = pyramid else { return Self::default() };
        let levels = match threshold {
            Threshold::Coarse | Threshold::Fine => middles(pyramid, noise),
            Threshold::Mean | Threshold::FineMean => means(plane, finest, 1 << shift),
            Threshold::Otsu | Threshold::Shade => {
                vec![global(plane, threshold == Threshold::Shade); finest.tiles.len()]
            }
        };
        Self { shift, columns: finest.columns, tiles: classify(&finest.tiles, &levels), levels }
    }

    /// The tiles of one row of pixels, from the left.
    pub(in crate::qr) fn row(&self, y: usize) -> &[Tile] {
        let start = (y >> self.shift) * self.columns;
        &self.tiles[start..start + self.columns]
    }

    /// The threshold at a pixel of the picture.
    pub(in crate::qr) fn at(&self, x: usize, y: usize) -> u8 {
        self.levels[(y >> self.shift) * self.columns + (x >> self.shift)]
    }
}

/// The middle between dark and light of the tiles around each tile.
fn middles(pyramid: &[Extremes], noise: u8) -> Vec<u8> {
    let mut coarser: Option<(usize, Vec<u8>)> = None;
    for level in pyramid.iter().rev() {
        let thresholds = level.thresholds(coarser.as_ref(), noise);
        coarser = Some((level.columns, thresholds));
    }
    coarser.unwrap_or_default().1
}

/// The mean of the 7 x 7 tiles around each tile.
fn means(plane: &Plane, tiles: &Extremes, side: usize) -> Vec<u8> {
    let area = (side * side) as u32;
    let (columns, rows) = (tiles.columns, tiles.rows);
    let mut sums = vec![0_u32; tiles.tiles.len()];
    for (band, sums) in plane.data.chunks(plane.width * side).zip(sums.chunks_mut(columns)) {
        // A band at the lower edge has fewer rows.
        let rows = (band.len() / plane.width).max(1) as u32;
        for row in band.chunks(plane.width) {
            for (pixels, sum) in row.chunks(side).zip(sums.iter_mut()) {
                let scale = area / (rows * pixels.len() as u32).max(1);
                *sum += scale * pixels.iter().map(|&value| u32::from(value)).sum::<u32>();
            }
        }
    }
    let window = |at: usize, end: usize| at.saturating_sub(3)..(at + 4).min(end);
    let across: Vec<u32> = (0..sums.len())
        .map(|index| {
            let start = index / columns * columns;
            let range = window(index % columns, columns);
            let count = range.len() as u32;
            let tiles = &sums[start + range.start..start + range.end];
            tiles.iter().sum::<u32>() / count
        })
        .collect();
    (0..sums.len())
        .map(|index| {
            let range = window(index / columns, rows);
            let count = range.len() as u32;
            let sum: u32 = range.map(|row| across[row * columns + index % columns]).sum();
            (sum / count / area).min(255) as u8
        })
        .collect()
}

/// One threshold for the whole picture, by Otsu's method; or, `deep`, the threshold that divides
/// the darker group once more, into ink and what lies in a shadow.
fn global(plane: &Plane, deep: bool) -> u8 {
    let mut histogram = [0_u32; 256];
    for &value in &plane.data {
        histogram[usize::from(value)] += 1;
    }
    let level = otsu(&histogram);
    if !deep {
        return level;
    }
    histogram.iter_mut().skip(level.into()).for_each(|count| *count = 0);
    otsu(&histogram)
}

/// What the thresholds make of tiles with these darkest and lightest pixels.
fn classify(extremes: &[(u8, u8)], levels: &[u8]) -> Vec<Tile> {
    let pairs = extremes.iter().zip(levels);
    pairs
        .map(|(&(dark, light), &level)| match level {
            _ if dark >= level => Tile::Light,
            _ if light < level => Tile::Dark,
            _ => Tile::Mixed(level),
        })
        .collect()
}

impl Extremes {
    /// A threshold for each tile from the 5 x 5 tiles around it.
    fn thresholds(&self, coarser: Option<&(usize, Vec<u8>)>, noise: u8) -> Vec<u8> {
        // Sums over five tiles across first, then over five of those down.
        let mut across = Vec::with_capacity(self.tiles.len());
        for y in 0..self.rows {
            let row = self.row(y);
            across.extend((0..row.len()).map(|x| {
                let window = &row[x.saturating_sub(2)..(x + 3).min(row.len())];
                window.iter().fold(WeightedMiddle::default(), |sum, &(dark, light)| {
                    sum.plus(&WeightedMiddle::of(dark, light))
                })
            }));
        }
        let mut thresholds = Vec::with_capacity(self.tiles.len());
        for y in 0..self.rows {
            let window = y.saturating_sub(2)..(y + 3).min(self.rows);
            for x in 0..self.columns {
                let sum = window
                    .clone()
                    .map(|row| &across[row * self.columns + x])
                    .fold(WeightedMiddle::default(), |sum, other| sum.plus(other));
                let fallback = coarser.map(|(columns, levels)| levels[(y / 2) * columns + x / 2]);
                thresholds.push(match fallback {
                    Some(level) if sum.contrast < noise => level,
                    _ => sum.middle(),
                });
            }
        }
        thresholds
    }
}

/// The mean of tiles' middles, weighted by the square of their contrast.
#[derive(Clone, Copy, Default)]
struct WeightedMiddle {
    sum: u32,
    weight: u32,
    contrast: u8,
}

impl WeightedMiddle {
    fn of(dark: u8, light: u8) -> Self {
        let contrast = light - dark;
        let weight = u32::from(contrast) * u32::from(contrast) / 16 + 1;
        Self { sum: weight * (u32::from(dark) + u32::from(light)).div_ceil(2), weight, contrast }
    }

    fn plus(&self, other: &Self) -> Self {
        Self {
            sum: self.sum + other.sum,
            weight: self.weight + other.weight,
            contrast: self.contrast.max(other.contrast),
        }
    }

    fn middle(&self) -> u8 {
        (self.sum / self.weight.max(1)).min(255) as u8
    }
}

/// Otsu's threshold: the first value of the upper group.
pub(in crate::qr) fn otsu(histogram: &[u32; 256]) -> u8 {
    let total: f32 = histogram.iter().map(|&count| count as f32).sum();
    let weighted: f32 =
        histogram.iter().zip(0_u16..=255).map(|(&count, value)| count as f32 * f32::from(value)).sum();
    let (mut below, mut below_sum) = (0.0, 0.0);
    let (mut best, mut first, mut last) = (-1.0, 128, 128);
    for (&count, value) in histogram.iter().zip(0_u8..=255) {
        below += count as f32;
        below_sum += count as f32 * f32::from(value);
        let above = total - below;
        if below <= 0.0 || above <= 0.0 {
            continue;
        }
        let apart = below_sum / below - (weighted - below_sum) / above;
        let between = below * above * apart * apart;
        // Between two distant groups all thresholds are equally good; the middle one is the safest.
        if between > best * 1.0001 {
            (best, first, last) = (between, value, value);
        } else if between > best * 0.9999 {
            last = value;
        }
    }
    (u16::midpoint(first.into(), last.into()) as u8).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: usize, height: usize, light: impl Fn(usize, usize) -> u8) -> Tiled {
        let data =
            (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| light(x, y)).collect();
        Tiled::of(Plane { width, height, data })
    }

    #[test]
    fn a_dark_and_a_light_half_have_thresholds_of_their_own() {
        // Stripes of 10 and 60 on the left, of 180 and 230 on the right.
        let picture = picture(160, 32, |x, _| if x < 80 { 10 } else { 180 } + if x % 4 < 2 { 0 } else { 50 });
        let thresholds = ThresholdMap::of(&picture, Threshold::Coarse, 16);
        assert!((11..=60).contains(&thresholds.at(20, 16)), "{}", thresholds.at(20, 16));
        assert!((181..=230).contains(&thresholds.at(140, 16)), "{}", thresholds.at(140, 16));
    }

    #[test]
    fn the_inside_of_a_large_module_is_dark() {
        let picture =
            picture(256, 256, |x, y| if (64..192).contains(&x) && (64..192).contains(&y) { 20 } else { 200 });
        let thresholds = ThresholdMap::of(&picture, Threshold::Coarse, 16);
        assert!((21..=200).contains(&thresholds.at(128, 128)));
        assert!(thresholds.row(128).get(16) == Some(&Tile::Dark));
    }

    #[test]
    fn otsu_parts_two_groups_in_the_middle() {
        let mut histogram = [0; 256];
        histogram[40] = 300;
        histogram[200] = 100;
        assert!((110..=130).contains(&otsu(&histogram)), "{}", otsu(&histogram));
    }
}
