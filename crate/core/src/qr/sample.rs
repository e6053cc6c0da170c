//! The brightness of every module, and what counts as dark.
//!
//! Modules are sampled in the grey picture, never in a binarised one: at two pixels a module, an early
//! threshold has already lost what the decoder needs. Then several ways to tell dark from light are tried
//! in turn, each of which is right for another kind of picture.

#![expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "pixel geometry: module numbers to coordinates; indices are of the code's modules"
)]

pub(super) mod edges;
mod least_squares;
mod unblur;
pub(super) mod unmix;

use crate::qr::{
    decode::SoftModules,
    find::threshold::otsu,
    geometry::{Point, point},
    layout::Layout,
    plane::View,
    sample::{least_squares::LeastSquares, unblur::unblurred},
};

/// The brightness of each module, 0 to 255.
pub(super) struct Samples {
    size: usize,
    light: Vec<f32>,
    /// The same with one row of the surroundings on each side.
    wide: Vec<f32>,
}

/// A module is judged by itself, its eight neighbours, and a constant.
const TERMS: usize = 10;

/// How to tell dark modules from light ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Classifier {
    /// One threshold for the whole code (Otsu's).
    Global,
    /// What the known modules teach about the others.
    Learned,
    /// The middle between the darkest and the lightest of the 9 x 9 modules around.
    Midpoint,
    /// One threshold, after each module was set off against its four neighbours.
    Sharpened,
    /// By modules whose blur gives what is seen.
    Unblurred,
}

pub(super) const CLASSIFIERS: [Classifier; 4] =
    [Classifier::Global, Classifier::Learned, Classifier::Midpoint, Classifier::Sharpened];

impl Samples {
    /// Five points of each module, averaged.
    pub(super) fn of(view: View<'_>, size: usize, map: impl Fn(Point) -> Point) -> Self {
        const AROUND: [Point; 5] =
            [point(0.0, 0.0), point(0.2, 0.2), point(-0.2, 0.2), point(0.2, -0.2), point(-0.2, -0.2)];
        let wide_size = size + 2;
        let wide: Vec<f32> = (0..wide_size * wide_size)
            .map(|index| {
                let middle = point((index % wide_size) as f32 - 0.5, (index / wide_size) as f32 - 0.5);
                AROUND.iter().map(|&away| view.sample(map(middle + away))).sum::<f32>() / 5.0
            })
            .collect();
        Self::of_wide(size, wide)
    }

    /// Of the modules of a code and of one row of its surroundings on each side.
    pub(super) fn of_wide(size: usize, wide: Vec<f32>) -> Self {
        let rows = wide.chunks(size + 2).skip(1).take(size);
        let light = rows.flat_map(|row| row.iter().skip(1).take(size).copied()).collect();
        Self { size, light, wide }
    }

    /// How surely each module is dark.
    pub(super) fn classify(&self, classifier: Classifier, layout: &Layout) -> SoftModules {
        let dark = match classifier {
            Classifier::Global => below_otsu(&self.light),
            Classifier::Learned => self.learned(layout),
            Classifier::Sharpened => below_otsu(&self.sharpened()),
            Classifier::Midpoint => self.below(&self.midpoints(4)),
            Classifier::Unblurred => {
                unblurred(layout, &self.below(&self.midpoints(4)), &self.learned(layout))
            }
        };
        SoftModules { size: self.size, dark }
    }

    fn below(&self, thresholds: &[f32]) -> Vec<f32> {
        self.light.iter().zip(thresholds).map(|(light, threshold)| threshold - light).collect()
    }

    fn learned(&self, layout: &Layout) -> Vec<f32> {
        let level = self.midpoints(4);
        let wide = self.size + 2;
        let terms = |index: usize| {
            let (x, y) = (index % self.size, index / self.size);
            let level = level[index];
            let mut terms = [1.0; TERMS];
            for (row, three) in terms.chunks_mut(3).take(3).enumerate() {
                let from = &self.wide[(y + row) * wide + x..];
                three.iter_mut().zip(from).for_each(|(term, &light)| *term = (level - light) / 64.0);
            }
            terms
        };
        let mut problem = LeastSquares::new(TERMS);
        for mark in &layout.known_modules {
            let index = mark.at.y as usize * self.size + mark.at.x as usize;
            problem.add_example(&terms(index), if mark.dark { 1.0 } else { -1.0 });
        }
        let weights = problem.solve(&[0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        (0..self.light.len())
            .map(|index| terms(index).iter().zip(&weights).map(|(term, weight)| term * weight).sum())
            .collect()
    }

    fn row(&self, y: usize) -> &[f32] {
        &self.light[y * self.size..(y + 1) * self.size]
    }

    /// For each module, the middle between the darkest and the lightest at most `reach` rows and columns away.
    fn midpoints(&self, reach: usize) -> Vec<f32> {
        let around = gather(self.size, reach, &self.light);
        around.iter().map(|&(low, high)| f32::midpoint(low, high)).collect()
    }

    /// Undoes some blur: each module is moved away from the mean of its four neighbours.
    fn sharpened(&self) -> Vec<f32> {
        let mut sharp = Vec::with_capacity(self.light.len());
        for y in 0..self.size {
            let row = self.row(y);
            let upper = if y > 0 { self.row(y - 1) } else { row };
            let lower = if y + 1 < self.size { self.row(y + 1) } else { row };
            for (x, ((&here, above), below)) in row.iter().zip(upper).zip(lower).enumerate() {
                let left = x.checked_sub(1).and_then(|x| row.get(x)).unwrap_or(&here);
                let right = row.get(x + 1).unwrap_or(&here);
                sharp.push(here + 0.8 * (here - (above + below + left + right) / 4.0));
            }
        }
        sharp
    }
}

/// The darkest and lightest of the square around each module: rows first, then columns of those.
fn gather(size: usize, reach: usize, light: &[f32]) -> Vec<(f32, f32)> {
    let wider = |(low, high): (f32, f32), &(l, h): &(f32, f32)| (low.min(l), high.max(h));
    let window = |i: usize| i.saturating_sub(reach)..(i + reach + 1).min(size);
    let across: Vec<(f32, f32)> = (0..size * size)
        .map(|index| {
            let start = index / size * size;
            let range = window(index % size);
            let cells = &light[start + range.start..start + range.end];
            cells.iter().fold((f32::MAX, f32::MIN), |all, &light| wider(all, &(light, light)))
        })
        .collect();
    (0..size * size)
        .map(|index| {
            let rows = window(index / size).map(|row| &across[row * size + index % size]);
            rows.fold((f32::MAX, f32::MIN), wider)
        })
        .collect()
}

/// How far each value is below Otsu's threshold of them all.
fn below_otsu(values: &[f32]) -> Vec<f32> {
    let low = values.iter().copied().fold(f32::MAX, f32::min);
    let high = values.iter().copied().fold(f32::MIN, f32::max);
    let scale = 255.0 / (high - low).max(1.0);
    let mut histogram = [0_u32; 256];
    for &value in values {
        histogram[usize::from(((value - low) * scale) as u8)] += 1;
    }
    let threshold = low + f32::from(otsu(&histogram)) / scale;
    values.iter().map(|&value| threshold - value).collect()
}
