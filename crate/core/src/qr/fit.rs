//! From three finders to a map of the whole code: the fourth corner, then all of it refined.
//!
//! Three points fix a code only where there is no perspective. The fourth is the middle of
//! the lower right alignment pattern, searched around the place where a parallelogram has
//! it. Then the four points are moved about as long as the picture agrees better with the
//! modules that every code of this size has in common.

#![expect(clippy::as_conversions, reason = "pixel geometry: module numbers to coordinates")]

use super::{
    budget::Meter,
    curve::Curves,
    geometry::{Homography, Point, SIDES, point},
    layout::{FINDER_MARKS, Layout},
    map::{Bow, FLAT, Map},
    measure::correlation,
    plane::View,
    triple::{Pose, Triple},
};

/// A map from modules to pixels, and how well the picture agrees with it, -1 to 1.
#[derive(Clone, Copy)]
pub(super) struct Fit {
    /// The pixels of (3.5, 3.5), its like at the right, opposite, below.
    anchors: [Point; 4],
    bow: Bow,
    pub(super) map: Map,
    pub(super) agreement: f32,
}

/// A step of a whole module must raise the agreement by this: within sharp modules all places
/// are as good, and the points would wander off.
const LEAST_GAIN: f32 = 0.004;
/// Finders that agree less than this with where they should be end an attempt.
const LEAST_FINDERS: f32 = 0.45;

/// Fits a code of the layout's size to a triple.
pub(super) fn fit(
    view: View<'_>,
    triple: &Triple,
    (layout, pose): (&Layout, Pose),
    meter: &mut Meter,
) -> Option<Fit> {
    let size = layout.size;
    let guess = triple.map(size, pose);
    meter.samples(FINDER_MARKS as u64);
    let marks = layout.marks.iter().take(FINDER_MARKS);
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
            (pose.bow, None),
            layout,
        )
    });
    let start = starts.max_by(|a, b| a.agreement.total_cmp(&b.agreement))?;
    meter.samples(2 * layout.marks.len() as u64);
    if start.agreement < 0.15 || !meter.left() {
        return None;
    }
    // The bow was found to half a module: what is near is looked for before the points are moved.
    let start = if pose.bow == FLAT { start } else { start.bent(view, layout, meter) };
    let fit = start.refined(view, layout, meter);
    fit.map.outline().iter().all(|&corner| view.plane.holds(corner, 40.0)).then_some(fit)
}

impl Fit {
    fn of(
        view: View<'_>,
        anchors: [Point; 4],
        (bow, curves): (Bow, Option<Curves>),
        layout: &Layout,
    ) -> Option<Self> {
        let map = Map::of(anchors, bow, layout.size)?;
        let map = curves.map_or(map, |curves| map.curved(curves));
        Some(Self { anchors, bow, map, agreement: agreement(view, &map, layout) })
    }

    /// A code with four points where they are in a flat one that has the same ends of its timing lines.
    pub(super) fn curved(
        view: View<'_>,
        anchors: [Point; 4],
        curves: Curves,
        layout: &Layout,
    ) -> Option<Self> {
        Self::of(view, anchors, (FLAT, Some(curves)), layout)
    }

    /// Whether it may bulge in a way that was not found yet.
    pub(super) fn may_bulge(&self) -> bool {
        self.map.curves.is_none() && self.agreement < 0.98
    }

    /// Pixels to a module.
    pub(super) fn module(&self) -> f32 {
        (self.anchors[1] - self.anchors[0]).length() / (self.map.size as f32 - 7.0)
    }

    /// Whether the code goes round a can.
    pub(super) fn is_round(&self) -> bool {
        self.bow[2] != FLAT[2]
    }

    /// A triple's code as a parallelogram.
    pub(super) fn unrefined(view: View<'_>, triple: &Triple, layout: &Layout) -> Option<Self> {
        let far = layout.size as f32 - 3.5;
        let fourth = triple.map(layout.size, Pose::FLAT).apply(point(far, far));
        let [corner, right, below] = triple.middles();
        Self::of(view, [corner, right, fourth, below], (FLAT, None), layout)
    }

    /// The same code, bulging as it agrees best.
    pub(super) fn bent(self, view: View<'_>, layout: &Layout, meter: &mut Meter) -> Self {
        let module = self.module();
        let mut fit = self;
        for step in [0.6, 0.3, 0.15] {
            for _round in 0..3 {
                let before = fit.agreement;
                for bend in 0..3 {
                    fit.try_ways(view, layout, meter, |fit, way| {
                        let mut bow = fit.bow;
                        if let Some(bow) = bow.get_mut(bend) {
                            *bow = *bow + way * step;
                        }
                        (fit.anchors, bow, step)
                    });
                }
                for corner in [2, 0, 1, 3] {
                    fit.try_corner(view, layout, meter, (corner, 0.4 * step, module));
                }
                if fit.agreement < before + 0.002 || !meter.left() {
                    break;
                }
            }
        }
        fit
    }

    /// Moves each point to where the agreement is best, in smaller and smaller steps.
    pub(super) fn refined(mut self, view: View<'_>, layout: &Layout, meter: &mut Meter) -> Self {
        let module = self.module();
        for step in [0.5, 0.25, 0.12, 0.06] {
            for _round in 0..4 {
                let before = self.agreement;
                for corner in [2, 0, 1, 3] {
                    self.try_corner(view, layout, meter, (corner, step, module));
                }
                if self.agreement < before + 0.002 || !meter.left() {
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
            if let Some(anchor) = anchors.get_mut(corner) {
                *anchor = *anchor + way * (step * module);
            }
            (anchors, fit.bow, step)
        });
    }

    /// Tries a change in four directions and keeps what agrees better.
    fn try_ways(
        &mut self,
        view: View<'_>,
        layout: &Layout,
        meter: &mut Meter,
        change: impl Fn(&Self, Point) -> ([Point; 4], Bow, f32),
    ) {
        for way in SIDES {
            let (anchors, bow, step) = change(self, way);
            meter.samples(layout.marks.len() as u64);
            if let Some(moved) = Self::of(view, anchors, (bow, self.map.curves), layout)
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
    let seen = layout.marks.iter().map(|mark| (view.sample(map.apply(mark.at)), mark.dark, mark.weight));
    correlation(seen)
}

/// The fourth corner, from the alignment pattern nearest to it.
fn fourth_by_alignment(view: View<'_>, triple: &Triple, guess: &Map, meter: &mut Meter) -> Option<Point> {
    let size = guess.size as f32;
    let expected = size - 6.5;
    // Pages are flat: look close by first. Else as far as a camera's perspective may take it.
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
pub(super) fn search(view: View<'_>, guess: &Map, reach: f32, meter: &mut Meter) -> (Point, f32) {
    let size = guess.size as f32;
    let expected = point(size - 6.5, size - 6.5);
    let steps = (reach * 2.0) as i32;
    let mut best = (point(0.0, 0.0), -1.0, -1.0);
    for dy in -steps..=steps {
        for dx in -steps..=steps {
            let away = point(dx as f32 * 0.5, dy as f32 * 0.5);
            let middle = expected + away;
            // The middle and the ring around it tell most places apart.
            let dark = view.sample(guess.apply(middle));
            let lightest =
                SIDES.iter().map(|&side| view.sample(guess.apply(middle + side))).fold(0.0, f32::max);
            meter.samples(5);
            if dark + 4.0 > lightest {
                continue;
            }
            meter.samples(25);
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

/// How far each alignment pattern lies from where the map has it.
pub(super) fn alignment_at(view: View<'_>, map: &Map, middle: Point, away: Point) -> f32 {
    correlation(alignment_marks().map(|(at, dark)| (view.sample(map.apply(middle + away + at)), dark, 1.0)))
}
