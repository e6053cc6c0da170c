//! The map from a code's modules to the picture's pixels.

#![expect(clippy::as_conversions, reason = "pixel geometry: module numbers to coordinates")]

use crate::qr::{
    geometry::{Homography, Point, point, square},
    place::curve::Curves,
};

/// A map from a code's modules to pixels: (0, 0) is the outer corner of the first module.
#[derive(Clone, Copy)]
pub(in crate::qr) struct Map {
    homography: Homography,
    span: f32,
    pub(in crate::qr) size: usize,
    bulge: Option<Bulge>,
    pub(in crate::qr) curves: Option<Curves>,
}

/// A curvature as shares of the code's span.
#[derive(Clone, Copy)]
struct Bulge {
    rows: Point,
    columns: Point,
    /// How much narrower modules look near the ends of rows, and of columns.
    rounder: Point,
    /// How much larger the middle of a can looks because it is nearer.
    larger: Point,
}

impl Bulge {
    fn of(curvature: Curvature, span: f32) -> Option<Self> {
        let [rows, columns, round] = curvature.map(|curvature| curvature * (1.0 / span));
        let larger = point(round.y.abs().sqrt(), round.x.abs().sqrt()) * 0.5;
        (curvature != FLAT).then_some(Self { rows, columns, rounder: round * 5.2, larger })
    }
}

/// The curvature of a code: by how many modules its middle is displaced by the bend along its rows,
/// and by the bend along its columns; then how round it is along both, as on a can: by how many
/// modules a place half way to the middle looks nearer to the end.
pub(in crate::qr) type Curvature = [Point; 3];

/// The curvature of a flat code.
pub(in crate::qr) const FLAT: Curvature = [point(0.0, 0.0); 3];

impl Map {
    /// The map that takes (3.5, 3.5) and the three points like it at the right, opposite, and below to
    /// four pixels.
    pub(in crate::qr) fn of(anchors: [Point; 4], curvature: Curvature, size: usize) -> Option<Self> {
        let span = size as f32 - 7.0;
        Some(Self {
            homography: Homography::of_unit_square(anchors)?,
            span,
            size,
            bulge: Bulge::of(curvature, span),
            curves: None,
        })
    }

    /// The map with these numerators and this denominator.
    pub(in crate::qr) fn of_lines(points: [Point; 3], lean: [f32; 2], size: usize) -> Self {
        Self {
            homography: Homography::of_lines(points, lean),
            span: size as f32 - 7.0,
            size,
            bulge: None,
            curves: None,
        }
    }

    /// The same map for a curved code.
    pub(in crate::qr) fn with_curvature(self, curvature: Curvature) -> Self {
        Self { bulge: Bulge::of(curvature, self.span), ..self }
    }

    /// The same map for a code whose lines were followed.
    pub(in crate::qr) fn with_curves(self, curves: Curves) -> Self {
        Self { curves: Some(curves), bulge: None, ..self }
    }

    /// The same map for a can whose middle is nearer by a factor.
    pub(in crate::qr) fn deeper(mut self, factor: f32) -> Self {
        if let Some(bulge) = &mut self.bulge {
            bulge.larger = bulge.larger * factor;
        }
        self
    }

    /// The place of a flat code that looks like a place of this one, both in modules.
    pub(in crate::qr) fn flattened(&self, place: Point) -> Point {
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
    pub(in crate::qr) fn apply(&self, place: Point) -> Point {
        self.homography.apply((self.flattened(place) - point(3.5, 3.5)) * (1.0 / self.span))
    }

    /// The four corners of the code, in its own order.
    pub(in crate::qr) fn outline(&self) -> [Point; 4] {
        square(0.0, self.size as f32).map(|at| self.apply(at))
    }
}
