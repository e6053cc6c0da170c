//! Codes with only two visible finders: the third is covered, torn, or lost in a shadow.
//!
//! The way two finders lie tells whether they stand at the ends of one side or of the diagonal, and so
//! leaves four or two places for the third. It is searched there in the grey picture. If nothing like a
//! finder is seen, it is taken to be covered, and the timing lines decide whether this is a code.

#![expect(clippy::as_conversions, reason = "pixel geometry: whole modules")]

use crate::qr::{
    budget::Meter,
    find::{
        finder::Finder,
        triple::{Axes, Triple},
    },
    geometry::{Point, point},
    plane::{Plane, View},
};

/// How many finders take part: the surest of a pass.
const MOST: usize = 16;
/// Two finders that agree less than this with an orientation don't have it.
const LEAST_SEEN: f32 = 0.6;
/// A third finder that agrees less is not seen.
const LEAST_THIRD: f32 = 0.35;
/// How far from its place the third one is searched, in modules.
const REACH: i32 = 6;

/// The triples that pairs of finders could belong to.
pub(in crate::qr) fn with_missing_finder(
    plane: &Plane,
    finders: &[Finder],
    meter: &mut Meter,
) -> Vec<Triple> {
    let mut all = Vec::new();
    for (i, &a) in finders.iter().enumerate().take(MOST) {
        for (j, &b) in finders.iter().enumerate().take(MOST).skip(i + 1) {
            let modules = (b.middle - a.middle).length() / f32::midpoint(a.module, b.module);
            if a.polarity == b.polarity
                && a.module.max(b.module) < 1.6 * a.module.min(b.module)
                && (12.0..240.0).contains(&modules)
            {
                let pair = Pair { a, b, indices: [i, j] };
                pair.complete(View { plane, polarity: a.polarity }, meter, &mut all);
            }
        }
    }
    all
}

/// Two finders, and their indices in the list of finders.
struct Pair {
    a: Finder,
    b: Finder,
    indices: [usize; 2],
}

impl Pair {
    fn complete(&self, view: View<'_>, meter: &mut Meter, all: &mut Vec<Triple>) {
        let (a, b) = (self.a.middle, self.b.middle);
        let way = b - a;
        let across = point(-way.y, way.x);
        let half = (way + across) * 0.5;
        for (axes, thirds) in [
            (Axes::of(way, across), &[a + across, a - across, b + across, b - across][..]),
            (Axes::of(half, point(-half.y, half.x)), &[a + half, b - half][..]),
        ] {
            meter.spend_points(98);
            if [self.a, self.b].iter().any(|end| axes.seen(view, end.middle, end.module) < LEAST_SEEN) {
                continue;
            }
            for &place in thirds {
                let (third, seen) = self.third(view, place, axes, meter);
                all.extend(self.triple(third));
                // What hardly looks like a finder may be something else.
                if seen < LEAST_SEEN {
                    all.extend(self.triple(place));
                }
            }
        }
    }

    /// The two finders and a third one, the corner being the one at the right angle.
    fn triple(&self, third: Point) -> Option<Triple> {
        let (a, b) = (self.a, self.b);
        let module = f32::midpoint(a.module, b.module);
        let third = Finder { middle: third, module, aspect: 1.0, hits: 1, polarity: a.polarity };
        let skew = |&[corner, end, other]: &[Finder; 3]| {
            let (to_end, to_other) = (end.middle - corner.middle, other.middle - corner.middle);
            (to_end.dot(to_other) / (to_end.length() * to_other.length())).abs()
        };
        let [i, j] = self.indices;
        let orders = [[a, b, third], [b, a, third], [third, a, b]].into_iter();
        let best = orders.min_by(|one, two| skew(one).total_cmp(&skew(two)))?;
        Some(Triple::clockwise(best, [i, j, j]))
    }

    /// Where the third finder is, near the place where it should be, and how much it looks like one.
    fn third(&self, view: View<'_>, place: Point, axes: Axes, meter: &mut Meter) -> (Point, f32) {
        let module = f32::midpoint(self.a.module, self.b.module);
        let mut best = (place, LEAST_THIRD);
        for (step, reach) in [(1.0, REACH), (0.35, 2)] {
            let around = best.0;
            let side = 2 * reach + 1;
            meter.spend_points(49 * (side * side) as u64);
            for number in 0..side * side {
                let (x, y) = (number % side - reach, number / side - reach);
                let at = around + point(x as f32, y as f32) * (step * module);
                let seen = axes.seen(view, at, module) - 0.01 * (at - place).length() / module;
                if seen > best.1 {
                    best = (at, seen);
                }
            }
        }
        best
    }
}
