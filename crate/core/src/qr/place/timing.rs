//! How many modules a code has, and its pose, by its timing lines.
//!
//! Between the finders light and dark modules alternate, at a pace that differs for each size. Each
//! size near the estimate is tried, if necessary with a perspective and a curvature.

#![expect(clippy::as_conversions, reason = "pixel geometry: module numbers to coordinates")]

use crate::{
    qr::{
        budget::Meter,
        find::{
            finder::Finder,
            triple::{PoseClass, Triple},
        },
        geometry::point,
        layout::{LARGEST, SMALLEST},
        measure::alternation,
        place::map::{Curvature, FLAT, Map},
        plane::View,
    },
    sorted::sort,
};

/// A size, how well the timing lines agree with it (-1 to 1), and the pose in which they do.
#[derive(Clone, Copy)]
pub(in crate::qr) struct SizeGuess {
    pub(in crate::qr) size: usize,
    pub(in crate::qr) agreement: f32,
    pub(in crate::qr) pose: Pose,
}

/// How a code stands to the viewer.
#[derive(Debug, Clone, Copy)]
pub(in crate::qr) struct Pose {
    /// How much farther away the two other finders are than the corner, as a share of its distance.
    right: f32,
    below: f32,
    /// Its curvature.
    pub(in crate::qr) curvature: Curvature,
}

impl Pose {
    /// Straight in front of the viewer.
    pub(in crate::qr) const FLAT: Self = Self { right: 0.0, below: 0.0, curvature: FLAT };
}

impl Triple {
    /// A code of a size that stands in some pose.
    pub(in crate::qr) fn map(&self, size: usize, pose: Pose) -> Map {
        let [p0, p1, p3] = [self.corner.middle, self.right.middle, self.below.middle];
        let (right, below) = (p1 * (1.0 + pose.right) - p0, p3 * (1.0 + pose.below) - p0);
        Map::of_lines([right, below, p0], [pose.right, pose.below], size).with_curvature(pose.curvature)
    }

    /// The tilt that the sizes of the finders suggest.
    ///
    /// The area of a tilted module shrinks with the third power of its distance, so its side shrinks
    /// with the power 3/2.
    fn lean(&self) -> Pose {
        let lean = |end: &Finder| {
            let root = (self.corner.module / end.module).sqrt();
            // The power 5/8 is close enough to 2/3.
            (root * (root.sqrt().sqrt()) - 1.0).clamp(-0.5, 0.5)
        };
        Pose { right: lean(&self.right), below: lean(&self.below), curvature: FLAT }
    }

    /// The sizes near the estimate, the one with the best timing lines first.
    pub(in crate::qr) fn size_guesses(
        &self,
        view: View<'_>,
        class: PoseClass,
        meter: &mut Meter,
    ) -> Vec<SizeGuess> {
        let module = self.corner.module.min(self.right.module).min(self.below.module);
        let (least, most) = match class {
            // Modules are measured to a fraction of a pixel.
            PoseClass::Flat => (1.0 - 0.08 - 0.25 / module, 1.0 + 0.08 + 0.42 / module),
            PoseClass::Tilted | PoseClass::Curved => (0.72, 1.5),
        };
        let mut all: Vec<SizeGuess> = Vec::new();
        for size in (SMALLEST..=LARGEST).step_by(4) {
            if (least..most).contains(&(size as f32 / self.estimate)) {
                all.push(match class {
                    PoseClass::Flat => self.flat(view, size, meter),
                    PoseClass::Tilted => self.posed(view, (size, 0), meter),
                    PoseClass::Curved => self.posed(view, (size, size / 8), meter),
                });
            }
        }
        sort(&mut all, |a, b| b.agreement.total_cmp(&a.agreement));
        all
    }

    /// How well the timing lines of a size are seen in a code that faces the viewer.
    fn flat(&self, view: View<'_>, size: usize, meter: &mut Meter) -> SizeGuess {
        let map = self.map(size, Pose::FLAT);
        meter.spend_points(4 * size as u64);
        let right = line(view, &map, size, Line::Right, -1.0);
        // One line alone rules most sizes out.
        let below = if right < 0.2 { -1.0 } else { line(view, &map, size, Line::Below, -1.0) };
        SizeGuess { size, agreement: f32::midpoint(right, below), pose: Pose::FLAT }
    }

    /// The same in the best pose, with a curvature of at most so many modules.
    fn posed(&self, view: View<'_>, (size, bulge): (usize, usize), meter: &mut Meter) -> SizeGuess {
        let mut best = SizeGuess { size, agreement: -1.0, pose: self.lean() };
        let mut sum = 0.0;
        for which in [Line::Right, Line::Below] {
            let (seen, pose) = self.best_pose(view, (size, bulge), (which, best.pose));
            // The middle of a line moves by a quarter of the tilt.
            meter.spend_points(((2 * bulge + 1) * rounds(size, bulge) * (size / 5 + 2) * size) as u64);
            if seen < 0.3 {
                return best;
            }
            best.pose = pose;
            sum += seen;
        }
        best.agreement = sum / 2.0;
        best
    }

    /// The pose, changed along one timing line, in which this is seen best.
    fn best_pose(
        &self,
        view: View<'_>,
        (size, bulge): (usize, usize),
        (which, around): (Line, Pose),
    ) -> (f32, Pose) {
        // No step may skip half a module.
        let step = 1.6 / (size as f32 - 7.0);
        let steps = (0.16 / step).ceil() as i32;
        let leans = (-steps..=steps).map(|number| number as f32 * step);
        let centre = match which {
            Line::Right => around.right,
            Line::Below => around.below,
        };
        let mut best = (-1.0_f32, around);
        let rounds = rounds(size, bulge);
        for lean in [0.0].into_iter().chain(leans.map(|by| centre + by)) {
            for number in 0..(2 * bulge + 1) * rounds {
                let bend = (number / rounds) as f32 - bulge as f32;
                let round = (number % rounds) as f32 * 0.8;
                let mut tried = around;
                match which {
                    Line::Right => {
                        (tried.right, tried.curvature[0].y, tried.curvature[2].x) = (lean, bend, round)
                    }
                    Line::Below => {
                        (tried.below, tried.curvature[1].x, tried.curvature[2].y) = (lean, bend, round)
                    }
                }
                let seen = line(view, &self.map(size, tried), size, which, best.0);
                // By chance a flat code agrees a little better with some curvature.
                let seen = seen - 0.01 * (bend.abs() + round);
                if seen > best.0 {
                    best = (seen, tried);
                }
            }
        }
        best
    }
}

/// How many degrees of roundness are tried. Large codes have a mesh instead, and too many poses.
fn rounds(size: usize, bulge: usize) -> usize {
    if bulge > 0 && size < 60 { size / 20 + 1 } else { 1 }
}

/// Which of the two timing lines.
#[derive(Clone, Copy)]
enum Line {
    Right,
    Below,
}

/// How well a timing line alternates, also half a module to both sides of its place unless that
/// can't beat what is known.
fn line(view: View<'_>, map: &Map, size: usize, which: Line, known: f32) -> f32 {
    let at = |level: f32| {
        alternation((7..size - 7).map(|i| {
            let along = i as f32 + 0.5;
            view.sample(map.apply(match which {
                Line::Right => point(along, level),
                Line::Below => point(level, along),
            }))
        }))
    };
    let mut best = at(6.5);
    if best > 0.1 && best + 0.5 > known {
        for level in [6.1, 6.9] {
            best = best.max(at(level));
        }
    }
    best
}
