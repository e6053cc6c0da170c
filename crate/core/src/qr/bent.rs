//! A fit for a code of which the timing lines were followed.
//!
//! A flat map has the four ends of the lines where they are, and how far they are from it in between is what the
//! code's curves are made of. Two things the lines do not tell. Where the fourth end is: the alignment pattern there
//! does, and in large codes their mesh. And how much nearer to the viewer the middle is, as on a can: that is right
//! where light and dark modules differ most.

#![expect(clippy::as_conversions, reason = "pixel geometry: module numbers to coordinates")]

use super::{
    budget::Meter,
    curve::{Curve, Curves, Ending},
    fit::{Fit, search},
    geometry::{Homography, Point, SIDES, point, square},
    layout::Layout,
    measure::clarity,
    plane::View,
    trace::Traced,
};

/// An alignment pattern that is seen less is none.
const LEAST_ALIGNED: f32 = 0.6;
/// How far the fourth end is looked for, as a share of the code.
const REACH: f32 = 0.15;
/// By what share the middle may be nearer, in steps.
const NEARER: f32 = 0.04;
const STEPS: i32 = 4;

/// A fit, and what it was made from.
#[derive(Clone, Copy)]
struct Try {
    fit: Fit,
    worth: f32,
    fourth: Point,
    nearer: Point,
}

/// What tries are judged by.
struct Judge<'a> {
    view: View<'a>,
    traced: &'a Traced,
    layout: &'a Layout,
}

/// The fit that agrees best with a code of these lines.
pub(super) fn fit_bent(view: View<'_>, traced: &Traced, layout: &Layout, meter: &mut Meter) -> Option<Fit> {
    let judge = Judge { view, traced, layout };
    let size = traced.size as f32;
    let mut best: Option<Try> = None;
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
            if !better || !meter.left() {
                break;
            }
        }
    }
    Some(best.fit.refined(view, layout, meter))
}

impl Try {
    /// Takes another's place when that is worth more.
    fn outdo(&mut self, other: Option<Self>) -> bool {
        let better = other.filter(|other| other.worth > self.worth);
        better.inspect(|better| *self = *better).is_some()
    }
}

impl Judge<'_> {
    fn of(&self, fourth: Point, nearer: Point, meter: &mut Meter) -> Option<Try> {
        let (anchors, curves) = bend(self.traced, fourth, nearer)?;
        let fit = Fit::curved(self.view, anchors, curves, self.layout)?;
        let step = self.layout.size / 40 + 1;
        let looks = self.layout.size.div_ceil(step).pow(2) + self.layout.marks.len();
        meter.samples(looks as u64);
        let worth = clarity(self.view, &fit.map, step) * fit.agreement.max(0.0);
        Some(Try { fit, worth, fourth, nearer })
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
