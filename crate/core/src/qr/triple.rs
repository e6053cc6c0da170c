//! Three finders that could be one code's, and how many modules it would have.

#![expect(clippy::as_conversions, reason = "pixel geometry: module numbers to coordinates")]

use super::{
    finder::Finder,
    geometry::{Point, point},
    layout::{LARGEST, SMALLEST},
    plane::View,
};

/// Three finders: the corner, and the two at the ends of its legs, clockwise.
#[derive(Clone, Copy)]
pub(super) struct Triple {
    pub(super) corner: Finder,
    pub(super) right: Finder,
    pub(super) below: Finder,
    /// Their numbers in the list of finders.
    pub(super) numbers: [usize; 3],
    /// How far from a square with equal finders, 0 for perfect.
    strain: f32,
    /// Modules a side, estimated from the finders' own.
    estimate: f32,
}

/// A size, and how well the timing lines agree with it, from -1 to 1.
#[derive(Clone, Copy)]
pub(super) struct Sizing {
    pub(super) size: usize,
    pub(super) agreement: f32,
}

/// Every triple that could be a code, the likeliest first.
pub(super) fn triples(finders: &[Finder], most: usize) -> Vec<Triple> {
    let mut all = Vec::new();
    let numbered: Vec<(usize, &Finder)> = finders.iter().enumerate().take(most).collect();
    for &(i, corner) in &numbered {
        // What can be at the end of a leg of this corner.
        let legs: Vec<(usize, &Finder, Point)> = numbered
            .iter()
            .filter(|&&(j, other)| {
                j != i && other.polarity == corner.polarity && alike(corner.module, other.module)
            })
            .map(|&(j, other)| (j, other, other.middle - corner.middle))
            .filter(|(_, other, way)| {
                let modules = way.length() / f32::midpoint(corner.module, other.module);
                (9.0..260.0).contains(&modules)
            })
            .collect();
        for (index, &(j, a, to_a)) in legs.iter().enumerate() {
            for &(k, b, to_b) in legs.iter().skip(index + 1) {
                let (right, below, to_right, to_below, numbers) = if to_a.cross(to_b) > 0.0 {
                    (a, b, to_a, to_b, [i, j, k])
                } else {
                    (b, a, to_b, to_a, [i, k, j])
                };
                if let Some((strain, estimate)) = judge(corner, right, below, (to_right, to_below)) {
                    all.push(Triple {
                        corner: *corner,
                        right: *right,
                        below: *below,
                        numbers,
                        strain,
                        estimate,
                    });
                }
            }
        }
    }
    all.sort_by(|a, b| a.strain.total_cmp(&b.strain));
    all
}

fn alike(a: f32, b: f32) -> bool {
    a < 1.9 * b && b < 1.9 * a
}

/// The strain of a triple and the size its finders suggest.
fn judge(corner: &Finder, right: &Finder, below: &Finder, ways: (Point, Point)) -> Option<(f32, f32)> {
    let (to_right, to_below) = ways;
    let (long_a, long_b) = (to_right.length(), to_below.length());
    let cosine = to_right.dot(to_below) / (long_a * long_b);
    let legs = (long_a / long_b).ln().abs();
    if cosine.abs() > 0.6 || legs > 0.8 || !alike(right.module, below.module) {
        return None;
    }
    // A row through a finder turned by an angle crosses it slantwise: its modules seem larger.
    let upright = |way: Point| way.x.abs().max(way.y.abs()) / way.length();
    let along = |a: &Finder, b: &Finder, way: Point| {
        way.length() / (f32::midpoint(a.module, b.module) * upright(way)) + 7.0
    };
    let (across, down) = (along(corner, right, to_right), along(corner, below, to_below));
    let sizes = (corner.module / right.module).ln().abs() + (corner.module / below.module).ln().abs();
    let open =
        f32::from(u8::from(corner.open)) + f32::from(u8::from(right.open)) + f32::from(u8::from(below.open));
    let faint =
        [corner, right, below].iter().filter(|finder| finder.hits < 2 && finder.module > 2.0).count() as f32;
    let strain = cosine.abs() + legs + sizes * 0.7 + 0.1 * open + 0.2 * faint;
    Some((strain, f32::midpoint(across, down)))
}

impl Triple {
    /// The middle of a module in a code of a size, were it seen without perspective.
    pub(super) fn place(&self, size: usize, x: f32, y: f32) -> Point {
        let span = size as f32 - 7.0;
        let right = (self.right.middle - self.corner.middle) * (1.0 / span);
        let below = (self.below.middle - self.corner.middle) * (1.0 / span);
        self.corner.middle + right * (x - 3.5) + below * (y - 3.5)
    }

    /// The sizes near the estimate, those whose timing lines are really seen first.
    pub(super) fn sizings(&self, view: View<'_>) -> Vec<Sizing> {
        let mut all: Vec<Sizing> = (SMALLEST..=LARGEST)
            .step_by(4)
            .filter(|&size| (0.72..1.5).contains(&(size as f32 / self.estimate)))
            .map(|size| Sizing { size, agreement: self.timing(view, size) })
            .collect();
        all.sort_by(|a, b| b.agreement.total_cmp(&a.agreement));
        all
    }

    /// How well both timing lines alternate, each looked for half a module to both sides.
    fn timing(&self, view: View<'_>, size: usize) -> f32 {
        let line = |across: bool| {
            [6.5, 6.1, 6.9, 5.7, 7.3]
                .into_iter()
                .map(|level| {
                    let places = (7..size - 7).map(|i| {
                        let along = i as f32 + 0.5;
                        let (x, y) = if across { (along, level) } else { (level, along) };
                        view.sample(self.place(size, x, y))
                    });
                    alternation(places)
                })
                .fold(-1.0, f32::max)
        };
        f32::midpoint(line(true), line(false))
    }
}

/// How well values alternate between light and dark, beginning with light: each is compared
/// with its two neighbours, so that a shadow over the line does no harm.
fn alternation(values: impl Iterator<Item = f32>) -> f32 {
    let (mut signed, mut total) = (0.0_f32, 1.0_f32);
    let mut window = [None, None];
    let mut sign = 1.0;
    for value in values {
        if let [Some(first), Some(second)] = window {
            // `second` is the one judged here; the first of the line is skipped.
            let step: f32 = second - f32::midpoint(first, value);
            sign = -sign;
            signed += sign * step;
            total += step.abs();
        }
        window = [window[1], Some(value)];
    }
    signed / total
}

/// The four corners of a code of a size under a map.
pub(super) fn outline(size: usize, map: impl Fn(Point) -> Point) -> [Point; 4] {
    let end = size as f32;
    [point(0.0, 0.0), point(end, 0.0), point(end, end), point(0.0, end)].map(map)
}
