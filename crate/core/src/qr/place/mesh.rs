//! Codes that are not flat: a mesh through the alignment patterns.
//!
//! From version 7 on there are alignment patterns all over a code. Each is searched near the place where
//! the flat map has it. Its distance from there is spread over the modules around it, so the reader
//! follows a code on a bent page or behind a poor lens.

#![expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "pixel geometry; indices are of crossings, count x count of them"
)]

use crate::qr::{
    budget::Meter,
    geometry::{Point, point},
    layout::Layout,
    place::{fit::alignment_at, map::Map},
    plane::View,
};

/// How far the picture departs from the flat map, in modules, at each crossing of the alignment lines.
pub(in crate::qr) struct Mesh {
    lines: Vec<f32>,
    away: Vec<Point>,
}

/// Alignment patterns are searched in steps of so many modules:
const STEP: f32 = 0.35;
/// so many of them around their place, or around where they would be on a flat sheet;
const NEAR: i32 = 5;
/// where there is none, as on a sheet with a fold, so many.
const FAR: i32 = 12;

/// The mesh of a code of version 7 or more.
pub(in crate::qr) fn mesh(view: View<'_>, map: &Map, layout: &Layout, meter: &mut Meter) -> Option<Mesh> {
    let count = layout.lines.len();
    if count < 3 {
        return None;
    }
    let lines: Vec<f32> = layout.lines.iter().map(|&line| line as f32 + 0.5).collect();
    let mut away: Vec<Option<Point>> = vec![None; count * count];
    // In the finders the map is right.
    for corner in [0, count - 1, (count - 1) * count] {
        away[corner] = Some(point(0.0, 0.0));
    }
    // From the upper left to the lower right. The last ones tell where the next is, so even a sheet
    // that bends by several modules is followed.
    for (x, y) in layout.alignments() {
        let number = |line: usize| layout.lines.iter().position(|&other| other == line);
        let (Some(column), Some(row)) = (number(x), number(y)) else { continue };
        let index = row * count + column;
        let middle = point(x as f32 + 0.5, y as f32 + 0.5);
        let expected = neighbours(&away, index, count);
        let mut nearest = |expected: Point, reach: i32| nearest(view, map, middle, (expected, reach), meter);
        let found = nearest(expected, NEAR)
            .or_else(|| nearest(point(0.0, 0.0), NEAR))
            .or_else(|| nearest(expected, FAR));
        away[index] = found;
    }
    let filled =
        (0..count * count).map(|index| away[index].unwrap_or_else(|| neighbours(&away, index, count)));
    Some(Mesh { away: filled.collect(), lines })
}

/// Where a crossing is, judging by its neighbours.
fn neighbours(away: &[Option<Point>], index: usize, count: usize) -> Point {
    let known = |index: usize| away[index];
    let (row, column) = (index / count, index % count);
    // A tilt or a curve continues as in the square before.
    if row > 0
        && column > 0
        && let (Some(above), Some(left), Some(both)) =
            (known(index - count), known(index - 1), known(index - count - 1))
    {
        return above + left - both;
    }
    let around = [
        (row > 0).then(|| index - count),
        (column > 0).then(|| index - 1),
        (row + 1 < count).then_some(index + count),
        (column + 1 < count).then_some(index + 1),
    ];
    let (mut sum, mut found) = (point(0.0, 0.0), 0.0_f32);
    for away in around.into_iter().flatten().filter_map(known) {
        sum = sum + away;
        found += 1.0;
    }
    sum * (1.0 / found.max(1.0))
}

/// The best place for one alignment pattern, when it is seen at all.
fn nearest(
    view: View<'_>,
    map: &Map,
    middle: Point,
    (expected, reach): (Point, i32),
    meter: &mut Meter,
) -> Option<Point> {
    let mut best = (expected, -1.0);
    for (step, reach) in [(STEP, reach), (0.12, 2)] {
        let around = best.0;
        meter.spend_points(25 * (2 * reach as u64 + 1).pow(2));
        for dy in -reach..=reach {
            for dx in -reach..=reach {
                let away = around + point(dx as f32, dy as f32) * step;
                let seen = alignment_at(view, map, middle, away) - 0.05 * (away - expected).length();
                if seen > best.1 {
                    best = (away, seen);
                }
            }
        }
    }
    (best.1 > 0.6).then_some(best.0)
}

impl Mesh {
    /// The distance of a place from where the flat map has it.
    pub(in crate::qr) fn away(&self, at: Point) -> Point {
        let cell = |along: f32| {
            let last = self.lines.len().saturating_sub(2);
            let index = self.lines.iter().skip(1).position(|&line| along < line).unwrap_or(last).min(last);
            let from = self.lines[index];
            let to = self.lines[index + 1];
            (index, ((along - from) / (to - from)).clamp(-0.3, 1.3))
        };
        let ((column, fx), (row, fy)) = (cell(at.x), cell(at.y));
        let corner = |right: usize, down: usize| {
            let index = (row + down) * self.lines.len() + column + right;
            self.away[index]
        };
        let upper = corner(0, 0) * (1.0 - fx) + corner(1, 0) * fx;
        let lower = corner(0, 1) * (1.0 - fx) + corner(1, 1) * fx;
        upper * (1.0 - fy) + lower * fy
    }
}
