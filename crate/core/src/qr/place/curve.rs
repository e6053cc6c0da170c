//! How a code bends along its rows and along its columns, in any shape.
//!
//! Places are shares of the timing lines. (0, 0) is where both begin, in the middle of the module in row
//! 6 and column 6; (1, 1) is the middle of the lower right alignment pattern. A flat map is right at the
//! ends of the lines. The curves tell how far every other place is from where the flat map has it.

#![expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "places between knots; the index of a knot is clamped to them"
)]

use crate::qr::geometry::{Point, point};

/// How far a line is from where a flat code has it, in shares of its length.
#[derive(Clone, Copy)]
pub(in crate::qr) struct Curve {
    /// At evenly spaced places from its first end to its last.
    knots: [Point; KNOTS],
    /// Beyond its first and its last end: the factors of the distance and of its square.
    beyond: [[Point; 2]; 2],
}

/// One end of a line.
#[derive(Clone, Copy)]
pub(in crate::qr) enum Ending {
    First,
    Last,
}

/// How both kinds of lines bend.
#[derive(Clone, Copy)]
pub(in crate::qr) struct Curves {
    pub(in crate::qr) rows: Curve,
    pub(in crate::qr) columns: Curve,
    /// The middle of the code may be nearer: how much longer columns look there than at the sides, and
    /// how much wider rows.
    pub(in crate::qr) nearer: Point,
}

const KNOTS: usize = 17;
/// The shape of a smaller bend is not known well enough.
const LEAST_BEND: f32 = 0.02;

impl Curve {
    /// The curve of a line of modules; `away` is the distance of a module by its number and its pixel.
    pub(in crate::qr) fn of(line: &[Point], away: impl Fn(f32, Point) -> Point) -> Self {
        let length = line.len().saturating_sub(1) as f32;
        let apart = length / (KNOTS - 1) as f32;
        // The mean of what is around a knot.
        let reach = (apart / 2.0).max(0.5) + 0.5;
        let mut knots = std::array::from_fn(|knot| {
            let (mut sum, mut weights) = (point(0.0, 0.0), 0.01);
            for (number, &pixel) in line.iter().enumerate() {
                let weight = 1.0 - (number as f32 - knot as f32 * apart).abs() / reach;
                if weight > 0.0 {
                    sum = sum + away(number as f32, pixel) * weight;
                    weights += weight;
                }
            }
            sum * (1.0 / weights)
        });
        [knots[0], knots[KNOTS - 1]] = [point(0.0, 0.0); 2];
        Self { knots, beyond: [[point(0.0, 0.0); 2]; 2] }
    }

    fn at(&self, share: f32) -> Point {
        let [before, behind] = self.beyond;
        let beyond = |[once, squared]: [Point; 2], distance: f32| (once + squared * distance) * distance;
        if share < 0.0 {
            return beyond(before, -share);
        }
        if share > 1.0 {
            return beyond(behind, share - 1.0);
        }
        let at = share * (KNOTS - 1) as f32;
        let index = (at as usize).min(KNOTS - 2);
        let part = at - index as f32;
        self.knots[index] * (1.0 - part) + self.knots[index + 1] * part
    }

    /// The slope beyond an end, by a parabola through the end and two places inside at equal distances.
    pub(in crate::qr) fn slope(&self, ending: Ending, inside: f32) -> Point {
        let inside = inside.min(0.5);
        let at = |distance: f32| match ending {
            Ending::First => self.at(distance),
            Ending::Last => self.at(1.0 - distance),
        };
        (at(2.0 * inside) - at(inside) * 4.0) * (0.5 / inside)
    }

    /// Continues the curve beyond an end to a known place at a distance. Only half of its turn there
    /// comes from the curve inside, which is not measured well enough to be trusted alone.
    pub(in crate::qr) fn go_on(&mut self, ending: Ending, inside: f32, (distance, away): (f32, Point)) {
        let straight = away * (1.0 / distance);
        let slope = (self.slope(ending, inside) + straight) * 0.5;
        let [before, behind] = &mut self.beyond;
        let beyond = match ending {
            Ending::First => before,
            Ending::Last => behind,
        };
        *beyond = [slope, (straight - slope) * (1.0 / distance)];
    }

    /// The shape of its bend in one direction, 1 in the middle.
    fn form(&self, share: f32, way: impl Fn(Point) -> f32) -> f32 {
        let middle = way(self.at(0.5));
        if middle.abs() < LEAST_BEND { parabola(share) } else { way(self.at(share)) / middle }
    }
}

impl Curves {
    /// How far a place is from where the flat map has it.
    pub(in crate::qr) fn away(&self, at: Point) -> Point {
        // A bend towards the viewer has the same shape as the bend to the side that is seen.
        let across = self.rows.form(at.x, |away| away.y);
        let down = self.columns.form(at.y, |away| away.x);
        let nearer = point(self.nearer.y * down * at.x, self.nearer.x * across * at.y);
        self.rows.at(at.x) + self.columns.at(at.y) + nearer
    }

    /// The part of it that the nearer middle causes, for a place beyond an end with no curve yet.
    pub(in crate::qr) fn nearer(nearer: Point, at: Point) -> Point {
        point(nearer.y * parabola(at.y) * at.x, nearer.x * parabola(at.x) * at.y)
    }
}

fn parabola(share: f32) -> f32 {
    4.0 * share * (1.0 - share)
}
