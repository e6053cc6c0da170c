//! The map from a code's modules to the picture's pixels.

#![expect(clippy::as_conversions, reason = "pixel geometry: module numbers to coordinates")]

use super::{
    curve::Curves,
    geometry::{Homography, Point, point, square},
};

/// A map from a code's modules to pixels: (0, 0) is the outer corner of the first module.
#[derive(Clone, Copy)]
pub(super) struct Map {
    homography: Homography,
    span: f32,
    pub(super) size: usize,
    bulge: Option<Bulge>,
    pub(super) curves: Option<Curves>,
}

/// A bow as shares of the code's span.
#[derive(Clone, Copy)]
struct Bulge {
    rows: Point,
    columns: Point,
    /// How much less is seen of what lies near the ends of rows, and of columns.
    rounder: Point,
    /// The middle of a can is nearer to the viewer: how much larger it is.
    larger: Point,
}

impl Bulge {
    fn of(bow: Bow, span: f32) -> Option<Self> {
        let [rows, columns, round] = bow.map(|bow| bow * (1.0 / span));
        let larger = point(round.y.abs().sqrt(), round.x.abs().sqrt()) * 0.5;
        (bow != FLAT).then_some(Self { rows, columns, rounder: round * 5.2, larger })
    }
}

/// How a code that is not flat bulges: by how many modules its middle is displaced, by the
/// bend along its rows and by that along its columns; then how round it is along both, as on a
/// can: by how many modules what lies half way to the middle seems nearer to the ends.
pub(super) type Bow = [Point; 3];

/// A flat code's.
pub(super) const FLAT: Bow = [point(0.0, 0.0); 3];

impl Map {
    /// The map that has the middles of the finders and of the module opposite, (3.5, 3.5),
    /// its like at the right, opposite, below, at four pixels.
    pub(super) fn of(anchors: [Point; 4], bow: Bow, size: usize) -> Option<Self> {
        let span = size as f32 - 7.0;
        Some(Self {
            homography: Homography::of_unit_square(anchors)?,
            span,
            size,
            bulge: Bulge::of(bow, span),
            curves: None,
        })
    }

    /// The map whose numerators and denominator are given.
    pub(super) fn of_lines(points: [Point; 3], lean: [f32; 2], size: usize) -> Self {
        Self {
            homography: Homography::of_lines(points, lean),
            span: size as f32 - 7.0,
            size,
            bulge: None,
            curves: None,
        }
    }

    /// The same map of a code that bulges.
    pub(super) fn bowed(self, bow: Bow) -> Self {
        Self { bulge: Bulge::of(bow, self.span), ..self }
    }

    /// The same map of a code that bends in curves, and not in a bow.
    pub(super) fn curved(self, curves: Curves) -> Self {
        Self { curves: Some(curves), bulge: None, ..self }
    }

    /// The same map of a can whose middle is so many times as much nearer than its ends.
    pub(super) fn deeper(mut self, factor: f32) -> Self {
        if let Some(bulge) = &mut self.bulge {
            bulge.larger = bulge.larger * factor;
        }
        self
    }

    /// Where a flat code would have a place of this one, both in modules.
    pub(super) fn flattened(&self, place: Point) -> Point {
        if let Some(curves) = &self.curves {
            let line = self.span - 6.0;
            return place + curves.away((place - point(6.5, 6.5)) * (1.0 / line)) * line;
        }
        let Some(bulge) = &self.bulge else { return place };
        let at = (place - point(3.5, 3.5)) * (1.0 / self.span);
        // A parabola over the rows and one over the columns, both 0 in the finders.
        let (rows, columns) = (4.0 * at.x * (1.0 - at.x), 4.0 * at.y * (1.0 - at.y));
        let nearer = point(
            rows * bulge.rounder.x + columns * bulge.larger.x,
            columns * bulge.rounder.y + rows * bulge.larger.y,
        );
        let aside = point((at.x - 0.5) * nearer.x, (at.y - 0.5) * nearer.y);
        place + (bulge.rows * rows + bulge.columns * columns + aside) * self.span
    }

    /// The pixel of a place given in modules.
    pub(super) fn apply(&self, place: Point) -> Point {
        self.homography.apply((self.flattened(place) - point(3.5, 3.5)) * (1.0 / self.span))
    }

    /// The four corners of the code, in its own order.
    pub(super) fn outline(&self) -> [Point; 4] {
        square(0.0, self.size as f32).map(|at| self.apply(at))
    }
}
