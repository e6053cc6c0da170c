//! From three finders to a map of the whole code: the fourth corner, then refinement.
//!
//! Without perspective three points are enough. The fourth comes from the lower right alignment pattern,
//! which is searched around the place where a parallelogram has it. Then the four points are moved as
//! long as the picture agrees better with the modules that all codes of this size share.

#![expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "pixel geometry; indices are of four anchors and three curvatures"
)]

use crate::qr::{
    budget::Meter,
    find::triple::Triple,
    geometry::{Homography, Point, SIDES, point},
    layout::{FINDER_MODULES, Layout},
    measure::correlation,
    place::{
        curve::Curves,
        map::{Curvature, FLAT, Map},
        timing::Pose,
    },
    plane::View,
};

/// A map from modules to pixels, and how well the picture agrees with it, -1 to 1.
#[derive(Clone, Copy)]
pub(in crate::qr) struct Fit {
    /// The pixels of (3.5, 3.5) and the three points like it at the right, opposite, and below.
    anchors: [Point; 4],
    curvature: Curvature,
    pub(in crate::qr) map: Map,
    pub(in crate::qr) agreement: f32,
}

/// A step of a whole module must raise the agreement by this. Within sharp modules all places are
/// equally good, and the points would wander off.
const LEAST_GAIN: f32 = 0.004;
/// The least agreement of the finders with their places.
const LEAST_FINDERS: f32 = 0.45;

/// Fits a code of the layout's size to a triple.
pub(in crate::qr) fn fit(
    view: View<'_>,
    triple: &Triple,
    (layout, pose): (&Layout, Pose),
    meter: &mut Meter,
) -> Option<Fit> {
    let size = layout.size;
    let guess = triple.map(size, pose);
    meter.spend_points(FINDER_MODULES as u64);
    let marks = layout.known_modules.iter().take(FINDER_MODULES);
    let finders = correlation(marks.map(|mark| (view.sample(guess.apply(mark.at)), mark.dark, 1.0)));
    if finders < LEAST_FINDERS {
        return None;
    }
    let far = size as f32 - 3.5;
    let mut fourths = vec![guess.apply(point(far, far))];
    if size > 21 {
        fourths.extend(fourth_by_alignment(view, triple, &guess, meter));
    }
    let starts = fourths.into_iter().filter_map(|fourth| {
        Fit::of(
            view,
            [triple.corner.middle, triple.right.middle, fourth, triple.below.middle],
            (pose.curvature, None),
            layout,
        )
    });
    let start = starts.max_by(|a, b| a.agreement.total_cmp(&b.agreement))?;
    meter.spend_points(2 * layout.known_modules.len() as u64);
    if start.agreement < 0.15 || !meter.pass_left() {
        return None;
    }
    // The curvature is known to half a module. It is refined before the points are moved.
    let start = if pose.curvature == FLAT { start } else { start.bent(view, layout, meter) };
    let fit = start.refined(view, layout, meter);
    fit.map.outline().iter().all(|&corner| view.plane.holds(corner, 40.0)).then_some(fit)
}

impl Fit {
    fn of(
        view: View<'_>,
        anchors: [Point; 4],
        (curvature, curves): (Curvature, Option<Curves>),
        layout: &Layout,
    ) -> Option<Self> {
        let map = Map::of(anchors, curvature, layout.size)?;
        let map = curves.map_or(map, |curves| map.with_curves(curves));
        Some(Self { anchors, curvature, map, agreement: agreement(view, &map, layout) })
    }

    /// A bent code; the four points are those of a flat code whose timing lines end at the same places.
    pub(in crate::qr) fn curved(
        view: View<'_>,
        anchors: [Point; 4],
        curves: Curves,
        layout: &Layout,
    ) -> Option<Self> {
        Self::of(view, anchors, (FLAT, Some(curves)), layout)
    }

    /// Whether it may have a curvature that was not found yet.
    pub(in crate::qr) fn may_bulge(&self) -> bool {
        self.map.curves.is_none() && self.agreement < 0.98
    }

    /// Pixels to a module.
    pub(in crate::qr) fn module(&self) -> f32 {
        (self.anchors[1] - self.anchors[0]).length() / (self.map.size as f32 - 7.0)
    }

    /// Whether the code goes round a can.
    pub(in crate::qr) fn is_round(&self) -> bool {
        self.curvature[2] != FLAT[2]
    }

    /// A triple's code as a parallelogram.
    pub(in crate::qr) fn unrefined(view: View<'_>, triple: &Triple, layout: &Layout) -> Option<Self> {
        let far = layout.size as f32 - 3.5;
        let fourth = triple.map(layout.size, Pose::FLAT).apply(point(far, far));
        let [corner, right, below] = triple.middles();
        Self::of(view, [corner, right, fourth, below], (FLAT, None), layout)
    }

    /// The same code with the curvature that agrees best.
    pub(in crate::qr) fn bent(self, view: View<'_>, layout: &Layout, meter: &mut Meter) -> Self {
        let module = self.module();
        let mut fit = self;
        for step in [0.6, 0.3, 0.15] {
            for _round in 0..3 {
                let before = fit.agreement;
                for number in [0, 1, 2] {
                    fit.try_ways(view, layout, meter, |fit, way| {
                        let mut curvature = fit.curvature;
                        curvature[number] = curvature[number] + way * step;
                        (fit.anchors, curvature, step)
                    });
                }
                for corner in [2, 0, 1, 3] {
                    fit.try_corner(view, layout, meter, (corner, 0.4 * step, module));
                }
                if fit.agreement < before + 0.002 || !meter.pass_left() {
                    break;
                }
            }
        }
        fit
    }

    /// Moves each point to where the agreement is best, in smaller and smaller steps.
    pub(in crate::qr) fn refined(mut self, view: View<'_>, layout: &Layout, meter: &mut Meter) -> Self {
        let module = self.module();
        for step in [0.5, 0.25, 0.12, 0.06] {
            for _round in 0..4 {
                let before = self.agreement;
                for corner in [2, 0, 1, 3] {
                    self.try_corner(view, layout, meter, (corner, step, module));
                }
                if self.agreement < before + 0.002 || !meter.pass_left() {
                    break;
                }
            }
        }
        self
    }

    fn try_corner(
        &mut self,
        view: View<'_>,
        layout: &Layout,
        meter: &mut Meter,
        (corner, step, module): (usize, f32, f32),
    ) {
        self.try_ways(view, layout, meter, |fit, way| {
            let mut anchors = fit.anchors;
            anchors[corner] = anchors[corner] + way * (step * module);
            (anchors, fit.curvature, step)
        });
    }

    /// Tries a change in four directions and keeps what agrees better.
    fn try_ways(
        &mut self,
        view: View<'_>,
        layout: &Layout,
        meter: &mut Meter,
        change: impl Fn(&Self, Point) -> ([Point; 4], Curvature, f32),
    ) {
        for way in SIDES {
            let (anchors, curvature, step) = change(self, way);
            meter.spend_points(layout.known_modules.len() as u64);
            if let Some(moved) = Self::of(view, anchors, (curvature, self.map.curves), layout)
                && moved.agreement > self.agreement + LEAST_GAIN * step
            {
                *self = moved;
            }
        }
    }
}

/// How well the picture agrees with the modules that are the same in every code of the
/// size: the correlation of what is seen with what must be there.
fn agreement(view: View<'_>, map: &Map, layout: &Layout) -> f32 {
    let seen =
        layout.known_modules.iter().map(|mark| (view.sample(map.apply(mark.at)), mark.dark, mark.weight));
    correlation(seen)
}

/// The fourth corner, from the alignment pattern nearest to it.
fn fourth_by_alignment(view: View<'_>, triple: &Triple, guess: &Map, meter: &mut Meter) -> Option<Point> {
    let size = guess.size as f32;
    let expected = size - 6.5;
    // Pages are flat, so nearby places come first; then all that a camera's perspective can reach.
    let close = search(view, guess, 1.5, meter);
    let (away, _) = if close.1 > 0.8 { close } else { search(view, guess, 0.15 * size, meter) };
    let pixel = guess.apply(point(expected, expected) + away);
    let span = size - 3.5;
    let place = guess.flattened(point(expected, expected));
    let from = [point(3.5, 3.5), point(span, 3.5), place, point(3.5, span)];
    let to = [triple.corner.middle, triple.right.middle, pixel, triple.below.middle];
    Some(Homography::between(from, to)?.apply(point(span, span)))
}

/// The place around the expected one, in modules, where the picture looks most like an
/// alignment pattern, and how much it does.
pub(in crate::qr) fn search(view: View<'_>, guess: &Map, reach: f32, meter: &mut Meter) -> (Point, f32) {
    let size = guess.size as f32;
    let expected = point(size - 6.5, size - 6.5);
    let steps = (reach * 2.0) as i32;
    let mut best = (point(0.0, 0.0), -1.0, -1.0);
    for dy in -steps..=steps {
        for dx in -steps..=steps {
            let away = point(dx as f32 * 0.5, dy as f32 * 0.5);
            let middle = expected + away;
            // The middle and the ring around it rule most places out.
            let dark = view.sample(guess.apply(middle));
            let lightest =
                SIDES.iter().map(|&side| view.sample(guess.apply(middle + side))).fold(0.0, f32::max);
            meter.spend_points(5);
            if dark + 4.0 > lightest {
                continue;
            }
            meter.spend_points(25);
            let seen = alignment_at(view, guess, middle, point(0.0, 0.0));
            let worth = seen - 0.25 * away.length() / (0.18 * size);
            if worth > best.1 {
                best = (away, worth, seen);
            }
        }
    }
    (best.0, best.2)
}

/// The modules of an alignment pattern around its middle.
fn alignment_marks() -> impl Iterator<Item = (Point, bool)> {
    (-2..=2_i32)
        .flat_map(|y| (-2..=2_i32).map(move |x| (point(x as f32, y as f32), x.abs().max(y.abs()) != 1)))
}

/// How much a place near an alignment pattern's looks like one.
pub(in crate::qr) fn alignment_at(view: View<'_>, map: &Map, middle: Point, away: Point) -> f32 {
    correlation(alignment_marks().map(|(at, dark)| (view.sample(map.apply(middle + away + at)), dark, 1.0)))
}
