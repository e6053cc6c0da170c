//! Codes that are not flat: a mesh through the alignment patterns.
//!
//! From version 7 on there are alignment patterns all over a code. Each is searched near
//! the place where the flat map has it; how far off it was found is spread over the modules
//! around it, so that a code on a bent page or behind a poor lens is followed.

#![expect(clippy::as_conversions, reason = "pixel geometry: module numbers to coordinates")]

use super::{
    fit::alignment_at,
    geometry::{Point, point},
    layout::Layout,
    map::Map,
    plane::View,
};

/// How far the picture departs from the flat map, in modules, at each crossing of the alignment lines.
pub(super) struct Mesh {
    lines: Vec<f32>,
    away: Vec<Point>,
}

/// The mesh of a code of version 7 or more.
pub(super) fn mesh(view: View<'_>, map: &Map, layout: &Layout) -> Option<Mesh> {
    let count = layout.lines.len();
    if count < 3 {
        return None;
    }
    let lines: Vec<f32> = layout.lines.iter().map(|&line| line as f32 + 0.5).collect();
    let mut away: Vec<Option<Point>> = vec![None; count * count];
    for (x, y) in layout.alignments() {
        let middle = point(x as f32 + 0.5, y as f32 + 0.5);
        let number = |line: usize| layout.lines.iter().position(|&other| other == line);
        if let (Some(column), Some(row)) = (number(x), number(y))
            && let Some(slot) = away.get_mut(row * count + column)
        {
            *slot = nearest(view, map, middle);
        }
    }
    // In the finders the map is right; where no pattern was seen its neighbours tell.
    for corner in [0, count - 1, (count - 1) * count] {
        if let Some(slot) = away.get_mut(corner) {
            *slot = Some(point(0.0, 0.0));
        }
    }
    let known = |index: usize| away.get(index).copied().flatten();
    let filled = (0..count * count).map(|index| {
        known(index).unwrap_or_else(|| {
            let (row, column) = (index / count, index % count);
            let around = [
                (row > 0).then(|| index - count),
                (column > 0).then(|| index - 1),
                (row + 1 < count).then_some(index + count),
                (column + 1 < count).then_some(index + 1),
            ];
            let near: Vec<Point> = around.into_iter().flatten().filter_map(known).collect();
            let sum = near.iter().fold(point(0.0, 0.0), |sum, &away| sum + away);
            sum * (1.0 / near.len().max(1) as f32)
        })
    });
    Some(Mesh { away: filled.collect(), lines })
}

/// The best place for one alignment pattern, when it is seen at all.
fn nearest(view: View<'_>, map: &Map, middle: Point) -> Option<Point> {
    let mut best = (point(0.0, 0.0), -1.0);
    for (step, reach) in [(0.35, 4), (0.12, 2)] {
        let around = best.0;
        for dy in -reach..=reach {
            for dx in -reach..=reach {
                let away = around + point(dx as f32, dy as f32) * step;
                let seen = alignment_at(view, map, middle, away) - 0.05 * away.length();
                if seen > best.1 {
                    best = (away, seen);
                }
            }
        }
    }
    (best.1 > 0.6).then_some(best.0)
}

impl Mesh {
    /// How far to go from where the flat map has a place.
    pub(super) fn away(&self, at: Point) -> Point {
        let cell = |along: f32| {
            let last = self.lines.len().saturating_sub(2);
            let index = self.lines.iter().skip(1).position(|&line| along < line).unwrap_or(last).min(last);
            let from = self.lines.get(index).copied().unwrap_or(0.0);
            let to = self.lines.get(index + 1).copied().unwrap_or(1.0);
            (index, ((along - from) / (to - from)).clamp(-0.3, 1.3))
        };
        let ((column, fx), (row, fy)) = (cell(at.x), cell(at.y));
        let corner = |right: usize, down: usize| {
            let index = (row + down) * self.lines.len() + column + right;
            self.away.get(index).copied().unwrap_or(point(0.0, 0.0))
        };
        let upper = corner(0, 0) * (1.0 - fx) + corner(1, 0) * fx;
        let lower = corner(0, 1) * (1.0 - fx) + corner(1, 1) * fx;
        upper * (1.0 - fy) + lower * fy
    }
}
