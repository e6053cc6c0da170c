//! Timing lines followed module by module, on sheets that bend in any way.
//!
//! A line starts at a finder, whose shape tells its direction and the length of a module there. Each next
//! module is expected where the last ones point, then moved to where the modules ahead alternate best. The
//! line must arrive at the finder at its other end. The number of modules on the way is the size.

#![expect(clippy::as_conversions, reason = "pixel geometry: module numbers to coordinates")]

use std::iter;

use crate::qr::{
    budget::Meter,
    find::{
        finder::Finder,
        triple::{Axes, Triple},
    },
    geometry::{Point, SIDES, point},
    layout::LARGEST,
    measure::{alternation, correlation, swings},
    plane::View,
};

/// A code by its timing lines.
pub(in crate::qr) struct Traced {
    /// Modules a side.
    pub(in crate::qr) size: usize,
    /// The middles of the modules of both lines, from the one where they cross.
    pub(in crate::qr) row: Vec<Point>,
    pub(in crate::qr) column: Vec<Point>,
    /// Where they cross, and their other ends.
    pub(in crate::qr) ends: [Point; 3],
    /// The middles of the finders.
    pub(in crate::qr) middles: [Point; 3],
}

/// Modules that are looked at ahead of a place.
const AHEAD: usize = 6;
/// A line that alternates less than this is none.
const LEAST_SEEN: f32 = 0.45;
/// How far from its end a line may arrive, in modules.
const MOST_OFF: f32 = 3.0;
/// Modules of a row that are not in its timing line: those before it and behind it.
const OUTSIDE: usize = 12;

/// Follows both timing lines of the code that has these finders.
pub(in crate::qr) fn trace(view: View<'_>, triple: &Triple, meter: &mut Meter) -> Option<Traced> {
    let [corner, right, below] = triple.middles();
    let axes = Axes::of(right - corner, below - corner);
    let finders = [&triple.corner, &triple.right, &triple.below];
    let [corner, right, below] = finders.map(|finder| Frame::of(view, finder, axes, meter));
    let start = corner.at(3.0, 3.0);
    let row = line(view, [start, right.at(-3.0, 3.0)], [corner.right, right.right * -1.0], meter)?;
    let column = line(view, [start, below.at(3.0, -3.0)], [corner.below, below.below * -1.0], meter)?;
    if row.len() != column.len() {
        return None;
    }
    let ends = [start, *row.last()?, *column.last()?];
    Some(Traced { size: row.len() + OUTSIDE, row, column, ends, middles: triple.middles() })
}

impl Traced {
    /// Where the fourth end may be: with the tilt that the middles of both lines suggest, or one, or none.
    pub(in crate::qr) fn fourths(&self) -> [Point; 4] {
        let [corner, right, below] = self.ends;
        let lean = |line: &[Point], end: Point| {
            let way = end - corner;
            let middle = line.get(line.len() / 2).map_or(0.5, |&at| (at - corner).dot(way) / way.dot(way));
            ((2.0 * middle - 1.0) / (1.0 - middle)).clamp(-0.5, 0.5)
        };
        let (g, h) = (lean(&self.row, right), lean(&self.column, below));
        [(g, h), (0.0, h), (g, 0.0), (0.0, 0.0)]
            .map(|(g, h)| (right * (1.0 + g) + below * (1.0 + h) - corner) * (1.0 / (1.0 + g + h)))
    }
}

/// A finder as it lies: its middle, and the steps of a module to the right and down.
#[derive(Clone, Copy)]
struct Frame {
    middle: Point,
    right: Point,
    below: Point,
}

impl Frame {
    fn of(view: View<'_>, finder: &Finder, axes: Axes, meter: &mut Meter) -> Self {
        let (right, below) = axes.of_module(finder.module);
        let mut best = Self { middle: finder.middle, right, below };
        let mut seen = best.seen(view);
        for step in [0.2, 0.1, 0.05] {
            for _round in 0..4 {
                let before = seen;
                for way in SIDES.map(|way| way * (step * finder.module)) {
                    for tried in [
                        Self { middle: best.middle + way, ..best },
                        Self { right: best.right + way, ..best },
                        Self { below: best.below + way, ..best },
                    ] {
                        meter.spend_points(81);
                        let better = tried.seen(view);
                        if better > seen + 0.003 {
                            (best, seen) = (tried, better);
                        }
                    }
                }
                if seen <= before {
                    break;
                }
            }
        }
        best
    }

    /// A place so many modules to the right of its middle and below it.
    fn at(&self, right: f32, below: f32) -> Point {
        self.middle + self.right * right + self.below * below
    }

    /// How much it looks like a finder and what is light around it, from -1 to 1.
    fn seen(&self, view: View<'_>) -> f32 {
        let places = (0..81_u8).map(|i| (i16::from(i % 9) - 4, i16::from(i / 9) - 4));
        correlation(places.map(|(x, y)| {
            let light = matches!(x.abs().max(y.abs()), 2 | 4);
            (view.sample(self.at(f32::from(x), f32::from(y))), !light, 1.0)
        }))
    }
}

/// The line between two places, followed from both, each time with a first step.
fn line(
    view: View<'_>,
    [from, to]: [Point; 2],
    [out, back]: [Point; 2],
    meter: &mut Meter,
) -> Option<Vec<Point>> {
    let mut seen = |ends: [Point; 2], step: Point| {
        let line = follow(view, ends, step, meter)?;
        let clear = alternation(line.iter().skip(1).map(|&at| view.sample(at)));
        (clear > LEAST_SEEN).then_some((line, clear))
    };
    let there = seen([from, to], out);
    let back = seen([to, from], back).map(|(mut line, clear)| {
        line.reverse();
        (line, clear)
    });
    let ((there, first), (back, second)) = match (there, back) {
        (Some(there), Some(back)) => (there, back),
        (one, other) => return one.or(other).map(|(line, _)| line),
    };
    if there.len() != back.len() {
        return Some(if first < second { back } else { there });
    }
    // Each is most reliable near its start.
    let share = 1.0 / (there.len() - 1) as f32;
    let pairs = there.into_iter().zip(back).enumerate();
    Some(pairs.map(|(number, (one, other))| one + (other - one) * (number as f32 * share)).collect())
}

/// The middles of the modules from one place to another, a dark one at both ends.
fn follow(view: View<'_>, [from, to]: [Point; 2], step: Point, meter: &mut Meter) -> Option<Vec<Point>> {
    let mut step = step;
    let mut line = vec![from];
    while line.len() < LARGEST {
        let at = *line.last()?;
        // Beyond the end is a finder, where nothing alternates.
        let ahead = ((to - at).length() / step.length() + 0.5).clamp(2.0, AHEAD as f32) as usize;
        meter.spend_points(30 * (ahead as u64 + 2));
        let number = line.len() - 1;
        let (at, better) = best_step(at, step, |at, step| ahead_of(view, (at, step), number, ahead));
        step = (step + better) * 0.5;
        *line.last_mut()? = at;
        if (to - at).dot(step) < -1.8 * step.dot(step) {
            return arrived(line, to, step);
        }
        line.push(at + step);
    }
    None
}

/// The place and the step nearby that are worth most.
fn best_step(at: Point, step: Point, worth: impl Fn(Point, Point) -> f32) -> (Point, Point) {
    // No change is preferred slightly.
    let mut best = (worth(at, step) * 1.02, at, step);
    for number in 0..25_i16 {
        let (turn, longer) = (f32::from(number % 5 - 2) * 0.05, f32::from(number / 5 - 2) * 0.04);
        let tried = step * (1.0 + longer) + point(-step.y, step.x) * turn;
        let seen = worth(at, tried);
        if seen > best.0 {
            best = (seen, at, tried);
        }
    }
    let step = best.2;
    for way in [step, step * -1.0, point(-step.y, step.x), point(step.y, -step.x)] {
        let aside = at + way * 0.15;
        let seen = worth(aside, step);
        if seen > best.0 * 1.02 {
            best = (seen, aside, step);
        }
    }
    (best.1, best.2)
}

/// How well the modules from a place on alternate; `number` is the number of the first one.
fn ahead_of(view: View<'_>, (at, step): (Point, Point), number: usize, ahead: usize) -> f32 {
    // Before the first one there is the finder.
    let before = if number == 0 { 1.0 } else { -1.0 };
    let places = iter::once(before).chain((0..=ahead).map(|number| number as f32));
    let (signed, _) = swings(places.map(|number| view.sample(at + step * number)));
    if number.is_multiple_of(2) { signed } else { -signed }
}

/// The line cut off at its end. Sizes differ by four modules, which tells where.
fn arrived(mut line: Vec<Point>, to: Point, step: Point) -> Option<Vec<Point>> {
    line.truncate(line.len().checked_sub(2)? / 4 * 4 + 1);
    let off = to - *line.last()?;
    // The last modules had fewer and fewer modules ahead to be found by.
    for (number, at) in line.iter_mut().rev().take(AHEAD).enumerate() {
        *at = *at + off * (1.0 - number as f32 / AHEAD as f32);
    }
    (line.len() > AHEAD && off.length() < MOST_OFF * step.length()).then_some(line)
}
