//! The map from a code's modules to the picture's pixels.

#![expect(clippy::as_conversions, reason = "pixel geometry: module numbers to coordinates")]

use super::geometry::{Homography, Point, point};

/// A map from a code's modules to pixels: (0, 0) is the outer corner of the first module.
#[derive(Clone, Copy)]
pub(super) struct Map {
    homography: Homography,
    span: f32,
    pub(super) size: usize,
}

impl Map {
    /// The map that has the middles of the finders and of the module opposite, (3.5, 3.5),
    /// its like at the right, opposite, below, at four pixels.
    pub(super) fn of(anchors: [Point; 4], size: usize) -> Option<Self> {
        Some(Self { homography: Homography::of_unit_square(anchors)?, span: size as f32 - 7.0, size })
    }

    /// The map whose numerators and denominator are given.
    pub(super) fn of_lines(points: [Point; 3], lean: [f32; 2], size: usize) -> Self {
        Self { homography: Homography::of_lines(points, lean), span: size as f32 - 7.0, size }
    }

    /// The pixel of a place given in modules.
    pub(super) fn apply(&self, at: Point) -> Point {
        self.homography.apply((at - point(3.5, 3.5)) * (1.0 / self.span))
    }

    /// The four corners of the code, in its own order.
    pub(super) fn outline(&self) -> [Point; 4] {
        let end = self.size as f32;
        [point(0.0, 0.0), point(end, 0.0), point(end, end), point(0.0, end)].map(|at| self.apply(at))
    }
}
