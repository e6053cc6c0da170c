//! The map from a code's modules to the picture's pixels.

#![expect(clippy::as_conversions, reason = "pixel geometry: module numbers to coordinates")]

use super::geometry::{Homography, Point, point};

/// A map from a code's modules to pixels: (0, 0) is the outer corner of the first module.
#[derive(Clone, Copy)]
pub(super) struct Map {
    homography: Homography,
    span: f32,
    pub(super) size: usize,
    bow: Bow,
}

/// How a code that is not flat bulges: by how many modules its middle is displaced, by the
/// bend along its rows and by that along its columns.
pub(super) type Bow = [Point; 2];

/// A flat code's.
pub(super) const FLAT: Bow = [point(0.0, 0.0); 2];

impl Map {
    /// The map that has the middles of the finders and of the module opposite, (3.5, 3.5),
    /// its like at the right, opposite, below, at four pixels.
    pub(super) fn of(anchors: [Point; 4], bow: Bow, size: usize) -> Option<Self> {
        Some(Self { homography: Homography::of_unit_square(anchors)?, span: size as f32 - 7.0, size, bow })
    }

    /// The map whose numerators and denominator are given.
    pub(super) fn of_lines(points: [Point; 3], lean: [f32; 2], size: usize) -> Self {
        Self { homography: Homography::of_lines(points, lean), span: size as f32 - 7.0, size, bow: FLAT }
    }

    /// The same map of a code that bulges.
    pub(super) fn bowed(self, bow: Bow) -> Self {
        Self { bow, ..self }
    }

    /// The pixel of a place given in modules.
    pub(super) fn apply(&self, at: Point) -> Point {
        let part = 1.0 / self.span;
        let at = (at - point(3.5, 3.5)) * part;
        // A parabola over the rows and one over the columns, both 0 in the finders.
        let (rows, columns) = (4.0 * at.x * (1.0 - at.x), 4.0 * at.y * (1.0 - at.y));
        self.homography.apply(at + (self.bow[0] * rows + self.bow[1] * columns) * part)
    }

    /// The four corners of the code, in its own order.
    pub(super) fn outline(&self) -> [Point; 4] {
        let end = self.size as f32;
        [point(0.0, 0.0), point(end, 0.0), point(end, end), point(0.0, end)].map(|at| self.apply(at))
    }
}
