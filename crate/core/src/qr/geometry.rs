//! Points, and the map from a code's modules to the picture's pixels.

#![expect(clippy::indexing_slicing, reason = "rows and columns of 3 x 3 matrices")]

use std::ops::{Add, Mul, Sub};

/// A place or a way in a picture, in pixels; y goes down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) x: f32,
    pub(super) y: f32,
}

pub(super) const fn point(x: f32, y: f32) -> Point {
    Point { x, y }
}

/// One pixel, or one module, to every side.
pub(super) const SIDES: [Point; 4] = [point(1.0, 0.0), point(-1.0, 0.0), point(0.0, 1.0), point(0.0, -1.0)];

/// The corners of an upright square: left to right and top to bottom from one coordinate to another.
pub(super) const fn square(from: f32, to: f32) -> [Point; 4] {
    [point(from, from), point(to, from), point(to, to), point(from, to)]
}

impl Point {
    pub(super) fn length(self) -> f32 {
        self.x.hypot(self.y)
    }

    /// The area between two ways; positive when the second lies clockwise of the first.
    pub(super) fn cross(self, other: Point) -> f32 {
        self.x * other.y - self.y * other.x
    }

    pub(super) fn dot(self, other: Point) -> f32 {
        self.x * other.x + self.y * other.y
    }
}

impl Add for Point {
    type Output = Point;
    fn add(self, other: Point) -> Point {
        point(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Point;
    fn sub(self, other: Point) -> Point {
        point(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f32> for Point {
    type Output = Point;
    fn mul(self, factor: f32) -> Point {
        point(self.x * factor, self.y * factor)
    }
}

/// A perspective map of the plane: what a flat code looks like to a camera.
#[derive(Debug, Clone, Copy)]
pub(super) struct Homography {
    x: [f32; 3],
    y: [f32; 3],
    w: [f32; 3],
}

impl Homography {
    /// The map that takes (0, 0), (1, 0), (1, 1), (0, 1) to four points, or nothing when
    /// three of them lie on a line.
    ///
    /// With x = (a u + b v + c) / (g u + h v + 1) and its like for y, the two unknowns of
    /// the denominator follow from the third corner, the others from the remaining three.
    pub(super) fn of_unit_square(corners: [Point; 4]) -> Option<Self> {
        let [p0, p1, p2, p3] = corners;
        let (d1, d2) = (p1 - p2, p3 - p2);
        let sum = p0 - p1 + p2 - p3;
        let area = d1.cross(d2);
        if area.abs() < 1e-3 {
            return None;
        }
        let (g, h) = (sum.cross(d2) / area, d1.cross(sum) / area);
        let (u, v) = (p1 - p0 + p1 * g, p3 - p0 + p3 * h);
        Some(Self { x: [u.x, v.x, p0.x], y: [u.y, v.y, p0.y], w: [g, h, 1.0] })
    }

    /// The map (a u + b v + c) / (g u + h v + 1).
    pub(super) fn of_lines([a, b, c]: [Point; 3], [g, h]: [f32; 2]) -> Self {
        Self { x: [a.x, b.x, c.x], y: [a.y, b.y, c.y], w: [g, h, 1.0] }
    }

    /// Where a point goes.
    pub(super) fn apply(&self, from: Point) -> Point {
        let at = |row: [f32; 3]| row[0] * from.x + row[1] * from.y + row[2];
        let w = at(self.w);
        // On the horizon: far outside of every picture, but a number.
        let w = if w.abs() < 1e-6 { 1e-6 } else { w };
        point(at(self.x) / w, at(self.y) / w)
    }

    /// The map back, up to a factor that [`Self::apply`] divides out.
    pub(super) fn inverse(&self) -> Self {
        let cross = |a: [f32; 3], b: [f32; 3]| {
            [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
        };
        let columns = [cross(self.y, self.w), cross(self.w, self.x), cross(self.x, self.y)];
        let row = |i: usize| columns.map(|column| column[i]);
        Self { x: row(0), y: row(1), w: row(2) }
    }

    /// First `first`, then this one.
    fn after(&self, first: &Self) -> Self {
        let row = |r: [f32; 3]| {
            let at = |i: usize| r[0] * first.x[i] + r[1] * first.y[i] + r[2] * first.w[i];
            [at(0), at(1), at(2)]
        };
        Self { x: row(self.x), y: row(self.y), w: row(self.w) }
    }

    /// The map that takes four points to four others.
    pub(super) fn between(from: [Point; 4], to: [Point; 4]) -> Option<Self> {
        Some(Self::of_unit_square(to)?.after(&Self::of_unit_square(from)?.inverse()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_takes_its_four_points_where_it_should() {
        let from = [point(3.5, 3.5), point(21.5, 3.5), point(18.5, 18.5), point(3.5, 21.5)];
        let to = [point(100.0, 80.0), point(260.0, 95.0), point(240.0, 230.0), point(90.0, 250.0)];
        let map = Homography::between(from, to).expect("no three on a line");
        for (from, to) in from.into_iter().zip(to) {
            assert!((map.apply(from) - to).length() < 0.01, "{from:?} -> {:?}", map.apply(from));
        }
    }

    #[test]
    fn three_points_on_a_line_span_no_map() {
        let line = [point(0.0, 0.0), point(1.0, 1.0), point(2.0, 2.0), point(3.0, 3.0)];
        assert!(Homography::of_unit_square(line).is_none());
    }
}
