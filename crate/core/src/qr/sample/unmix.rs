//! Modules of about a pixel or less: each pixel is a mixture of several.
//!
//! On a page shown very small, a pixel covers parts of several modules, and no sample tells the colour of
//! one. But how much of each module a pixel covers is known. So the modules are found whose mixture gives
//! the pixels that are seen: they start grey, are moved against the difference again and again, and kept
//! between dark and light. Only for upright codes, as they are on pages.

#![expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "pixel geometry; indices are of the code's modules and one row of its surroundings"
)]

use crate::qr::{
    geometry::{Point, point},
    layout::Layout,
    place::map::Map,
    plane::View,
};

/// Larger modules, in pixels, are better sampled.
const LARGEST_MODULE: f32 = 1.8;
const ROUNDS: usize = 120;

/// What one row or column of pixels is made of: the first module it covers, and the share of a pixel
/// that each module from there on takes.
struct Coverage {
    first: usize,
    shares: [f32; 4],
}

/// Where modules lie along one side: one module of the surroundings on each end.
fn shares(from: f32, to: f32, size: usize) -> Option<(usize, Vec<Coverage>)> {
    let module = (to - from) / size as f32;
    let (start, end) = (from - module, to + module);
    if !(0.7..LARGEST_MODULE).contains(&module) || start < 0.0 {
        return None;
    }
    let first_pixel = start.ceil() as usize;
    let pixels = (end.floor() as usize).checked_sub(first_pixel)?;
    let shares = (0..pixels).map(|pixel| {
        let left = ((first_pixel + pixel) as f32 - start) / module;
        let right = left + 1.0 / module;
        let first = left as usize;
        let mut shares = [0.0; 4];
        for (number, share) in shares.iter_mut().enumerate() {
            let (low, high) = ((first + number) as f32, (first + number + 1) as f32);
            *share = ((right.min(high) - left.max(low)) * module).max(0.0);
        }
        Coverage { first, shares }
    });
    Some((first_pixel, shares.collect()))
}

/// An upright code: where its edges are (left, top, right, bottom), in pixels.
#[derive(Debug, Clone, Copy)]
pub(in crate::qr) struct Upright {
    edges: [f32; 4],
    size: usize,
}

impl Upright {
    /// The upright code nearest to a map, unless that is slanted.
    pub(in crate::qr) fn of(map: &Map) -> Option<Self> {
        let [a, b, c, d] = map.outline();
        let slants = [a.y - b.y, d.y - c.y, a.x - d.x, b.x - c.x];
        if slants.iter().any(|slant| slant.abs() > 1.5) || a.x > c.x || a.y > c.y {
            return None;
        }
        let edges = [
            f32::midpoint(a.x, d.x),
            f32::midpoint(a.y, b.y),
            f32::midpoint(b.x, c.x),
            f32::midpoint(d.y, c.y),
        ];
        Some(Self { edges, size: map.size })
    }

    /// The same, with its edges where the pixels agree best with the mixture of the known modules.
    pub(in crate::qr) fn refined(mut self, view: View<'_>, layout: &Layout) -> Self {
        let wide = self.size + 2;
        let mut known = vec![0.0_f32; wide * wide];
        for mark in &layout.known_modules {
            let index = (mark.at.y as usize + 1) * wide + mark.at.x as usize + 1;
            known[index] = if mark.dark { -1.0 } else { 1.0 };
        }
        // What is around the code is light.
        for end in 0..wide {
            for index in [end, (wide - 1) * wide + end, end * wide, end * wide + wide - 1] {
                known[index] = 1.0;
            }
        }
        let mut best = self.agreement(view, &known);
        for step in [0.4, 0.2, 0.1, 0.05, 0.025] {
            for _round in 0..3 {
                let before = best;
                for edges in [[true, false], [false, true], [true, true]] {
                    for axis in 0..2 {
                        for by in [step, -step] {
                            let mut moved = self;
                            for (place, edge) in moved.edges.iter_mut().enumerate() {
                                let chosen = if place < 2 { edges[0] } else { edges[1] };
                                if place % 2 == axis && chosen {
                                    *edge += by;
                                }
                            }
                            let agreement = moved.agreement(view, &known);
                            if agreement > best {
                                (best, self) = (agreement, moved);
                            }
                        }
                    }
                }
                if best < before + 1e-4 {
                    break;
                }
            }
        }
        self
    }

    /// Its corners, in its own order.
    pub(in crate::qr) fn outline(&self) -> [Point; 4] {
        let [left, top, right, bottom] = self.edges;
        [point(left, top), point(right, top), point(right, bottom), point(left, bottom)]
    }

    fn shares(&self) -> Option<[(usize, Vec<Coverage>); 2]> {
        let [left, top, right, bottom] = self.edges;
        Some([shares(left, right, self.size)?, shares(top, bottom, self.size)?])
    }

    /// The correlation of the pixels that show nothing but known modules with what these mix to.
    fn agreement(&self, view: View<'_>, known: &[f32]) -> f32 {
        let Some([(left, columns), (top, rows)]) = self.shares() else { return -1.0 };
        let wide = self.size + 2;
        let (mut count, mut seen_sum, mut mixed_sum) = (1e-3, 0.0_f32, 0.0_f32);
        let (mut seen_squares, mut mixed_squares, mut products) = (1e-3_f32, 1e-3_f32, 0.0_f32);
        for (y, row) in rows.iter().enumerate() {
            let pixels = view.plane.row(top + y).get(left..).unwrap_or(&[]);
            for (column, &pixel) in columns.iter().zip(pixels) {
                let mut mixed = 0.0;
                let mut unknown = 0.0;
                for (y, share_y) in row.shares.iter().enumerate() {
                    let start = (row.first + y) * wide + column.first;
                    for (share_x, &module) in column.shares.iter().zip(known.get(start..).unwrap_or(&[])) {
                        mixed += share_x * share_y * module;
                        unknown += share_x * share_y * (1.0 - module.abs());
                    }
                }
                if unknown > 0.02 {
                    continue;
                }
                let seen = view.light(pixel);
                count += 1.0;
                seen_sum += seen;
                mixed_sum += mixed;
                seen_squares += seen * seen;
                mixed_squares += mixed * mixed;
                products += seen * mixed;
            }
        }
        let together = products - seen_sum * mixed_sum / count;
        let spreads =
            (seen_squares - seen_sum * seen_sum / count) * (mixed_squares - mixed_sum * mixed_sum / count);
        together / spreads.max(1e-3).sqrt()
    }
}

/// The brightness of each module of an upright code, with one module of its surroundings on
/// each side, row by row.
pub(in crate::qr) fn unmix(view: View<'_>, code: &Upright) -> Option<Vec<f32>> {
    let wide = code.size + 2;
    let [(left, columns), (top, rows)] = code.shares()?;
    let mut seen = Vec::with_capacity(rows.len() * columns.len());
    for y in 0..rows.len() {
        let row = view.plane.row(top + y).get(left..left + columns.len())?;
        seen.extend(row.iter().map(|&light| view.light(light)));
    }
    let light = seen.iter().copied().fold(0.0, f32::max);
    let dark = seen.iter().copied().fold(255.0, f32::min);
    let mut modules = vec![f32::midpoint(light, dark); wide * wide];
    let mut step = vec![0.0_f32; wide * wide];
    let [from_x, from_y, to_x, to_y] = code.edges;
    // A larger step would oscillate: the weight of a module is its area in pixels.
    let area = (to_x - from_x) * (to_y - from_y) / (code.size * code.size) as f32;
    for _ in 0..ROUNDS {
        step.fill(0.0);
        for (row, line) in rows.iter().zip(seen.chunks(columns.len())) {
            for (column, &seen) in columns.iter().zip(line) {
                let mut mixed = 0.0;
                for (y, share_y) in row.shares.iter().enumerate() {
                    let start = (row.first + y) * wide + column.first;
                    for (share_x, module) in column.shares.iter().zip(modules.get(start..).unwrap_or(&[])) {
                        mixed += share_x * share_y * module;
                    }
                }
                let missing = seen - mixed;
                for (y, share_y) in row.shares.iter().enumerate() {
                    let start = (row.first + y) * wide + column.first;
                    for (share_x, step) in column.shares.iter().zip(step.get_mut(start..).unwrap_or(&mut []))
                    {
                        *step += share_x * share_y * missing;
                    }
                }
            }
        }
        for (module, step) in modules.iter_mut().zip(&step) {
            *module = (*module + 1.8 / area * step).max(dark).min(light);
        }
    }
    Some(modules)
}
