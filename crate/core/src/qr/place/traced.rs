//! The map of a code whose timing lines were followed.
//!
//! A flat map is right at the ends of the lines; the distances from it in between give the code's curves.
//! The lines leave two things open. One is the fourth end: the alignment pattern there tells it, and in
//! large codes the mesh. The other is how much nearer the middle is, as on a can: that is right when light
//! and dark modules differ most.

#![expect(clippy::as_conversions, reason = "pixel geometry: module numbers to coordinates")]

use crate::qr::{
    budget::Meter,
    geometry::{Homography, Point, SIDES, point, square},
    layout::Layout,
    place::{
        curve::{Curve, Curves, Ending},
        fit::{Fit, search},
        map::Map,
        trace::Traced,
    },
    plane::View,
};

/// An alignment pattern that is seen less is none.
const LEAST_ALIGNED: f32 = 0.6;
/// How far the fourth end is searched, as a share of the code.
const REACH: f32 = 0.15;
/// By what share the middle may be nearer, in steps.
const NEARER: f32 = 0.04;
const STEPS: i32 = 4;

/// A fit, and what it was made from.
#[derive(Clone, Copy)]
struct Candidate {
    fit: Fit,
    worth: f32,
    fourth: Point,
    nearer: Point,
}

/// What candidates are judged by.
struct Evaluator<'a> {
    view: View<'a>,
    traced: &'a Traced,
    layout: &'a Layout,
}

/// The fit that agrees best with a code of these lines.
pub(in crate::qr) fn fit_traced(
    view: View<'_>,
    traced: &Traced,
    layout: &Layout,
    meter: &mut Meter,
) -> Option<Fit> {
    let judge = Evaluator { view, traced, layout };
    let size = traced.size as f32;
    let mut best: Option<Candidate> = None;
    for fourth in traced.fourths() {
        let Some(guess) = judge.of(fourth, point(0.0, 0.0), meter) else { continue };
        let mut tries = vec![guess];
        if layout.has_one_alignment() {
            let (away, seen) = search(view, &guess.fit.map, REACH * size, meter);
            let pixel = guess.fit.map.apply(point(size - 6.5, size - 6.5) + away);
            if seen > LEAST_ALIGNED {
                tries.extend(judge.of(pixel, point(0.0, 0.0), meter));
            }
        }
        best = best.into_iter().chain(tries).max_by(|a, b| a.worth.total_cmp(&b.worth));
    }
    let mut best = best?;
    for axis in [point(NEARER, 0.0), point(0.0, NEARER)] {
        let around = best.nearer;
        for number in -STEPS..=STEPS {
            best.outdo(judge.of(best.fourth, around + axis * number as f32, meter));
        }
    }
    let module = best.fit.module();
    for step in [1.0, 0.5, 0.25] {
        for _round in 0..4 {
            let mut better = false;
            for way in SIDES {
                better |= best.outdo(judge.of(best.fourth + way * (step * module), best.nearer, meter));
                better |= best.outdo(judge.of(best.fourth, best.nearer + way * (step * NEARER / 2.0), meter));
            }
            if !better || !meter.pass_left() {
                break;
            }
        }
    }
    Some(best.fit.refined(view, layout, meter))
}

impl Candidate {
    /// Becomes another candidate if that is worth more.
    fn outdo(&mut self, other: Option<Self>) -> bool {
        let better = other.filter(|other| other.worth > self.worth);
        better.inspect(|better| *self = *better).is_some()
    }
}

impl Evaluator<'_> {
    fn of(&self, fourth: Point, nearer: Point, meter: &mut Meter) -> Option<Candidate> {
        let (anchors, curves) = bend(self.traced, fourth, nearer)?;
        let fit = Fit::curved(self.view, anchors, curves, self.layout)?;
        let step = self.layout.size / 40 + 1;
        let looks = self.layout.size.div_ceil(step).pow(2) + self.layout.known_modules.len();
        meter.spend_points(looks as u64);
        let worth = brightness_variance(self.view, &fit.map, step) * fit.agreement.max(0.0);
        Some(Candidate { fit, worth, fourth, nearer })
    }
}

/// The pixels of (3.5, 3.5), its like at the right, opposite, below in a flat code with the same ends of its lines, and
/// how the real one bends.
fn bend(traced: &Traced, fourth: Point, nearer: Point) -> Option<([Point; 4], Curves)> {
    let [corner, right, below] = traced.ends;
    let (first, last) = (6.5, traced.size as f32 - 6.5);
    let flat = Homography::between(square(first, last), [corner, right, fourth, below])?;
    let back = flat.inverse();
    let share = 1.0 / (last - first);
    let away = |pixel: Point, place: Point| (back.apply(pixel) - place) * share;
    let mut rows = Curve::of(&traced.row, |number, pixel| away(pixel, point(first + number, first)));
    let mut columns = Curve::of(&traced.column, |number, pixel| away(pixel, point(first, first + number)));
    // In the finders the lines go on as beside them, and so that the finders' middles are where they are.
    let (near, far) = (first - 3.0, last + 3.0);
    let middle = |pixel: Point, place: Point| {
        away(pixel, place) - Curves::nearer(nearer, (place - point(first, first)) * share)
    };
    let distance = 3.0 * share;
    let slopes = [&rows, &columns].map(|curve| curve.slope(Ending::First, 4.0 * share));
    let [row, column] = slopes.map(|slope| slope * distance);
    // What neither of them tells is shared out as they bend.
    let missing = middle(traced.middles[0], point(near, near)) - row - column;
    let part = (row.length() + 0.05) / (row.length() + column.length() + 0.1);
    let (row, column) = (row + missing * part, column + missing * (1.0 - part));
    let [right, below] = [
        middle(traced.middles[1], point(far, near)) - column,
        middle(traced.middles[2], point(near, far)) - row,
    ];
    for (curve, first, last) in [(&mut rows, row, right), (&mut columns, column, below)] {
        curve.go_on(Ending::First, 4.0 * share, (distance, first));
        curve.go_on(Ending::Last, 4.0 * share, (distance, last));
    }
    Some((square(near, far).map(|at| flat.apply(at)), Curves { rows, columns, nearer }))
}

/// How much light and dark modules differ where they are looked at, which is most in their middles.
fn brightness_variance(view: View<'_>, map: &Map, step: usize) -> f32 {
    let (mut sum, mut squares, mut count) = (0.0, 0.0, 0.0);
    for y in (0..map.size).step_by(step) {
        for x in (0..map.size).step_by(step) {
            let value = view.sample(map.apply(point(x as f32 + 0.5, y as f32 + 0.5)));
            sum += value;
            squares += value * value;
            count += 1.0;
        }
    }
    let mean: f32 = sum / count;
    squares / count - mean * mean
}
