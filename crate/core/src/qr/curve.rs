//! How a code bends along its rows and along its columns, whatever the bend is.
//!
//! Places are shares of the timing lines: (0, 0) is where both begin, in the middle of the module in row 6 and column
//! 6, and (1, 1) the middle of the lower right alignment pattern. A flat map has the ends of the lines where they are;
//! how far every other place is from where the flat map has it, the curves tell.

#![expect(clippy::as_conversions, reason = "pixel geometry: places between knots")]

use super::geometry::{Point, point};

/// How far a line is from where a flat code has it, in shares of its length.
#[derive(Clone, Copy)]
pub(super) struct Curve {
    /// At places that part it evenly, from its beginning to its end.
    knots: [Point; KNOTS],
    /// Before it and behind it: with the distance, and with its square.
    beyond: [[Point; 2]; 2],
}

/// One end of a line.
#[derive(Clone, Copy)]
pub(super) enum Ending {
    First,
    Last,
}

/// How both kinds of lines bend.
#[derive(Clone, Copy)]
pub(super) struct Curves {
    pub(super) rows: Curve,
    pub(super) columns: Curve,
    /// By how much longer columns seem in the middle of the code than at its sides, as they are nearer; and by how much
    /// wider rows.
    pub(super) nearer: Point,
}

const KNOTS: usize = 17;
/// What bends less tells nothing by its form.
const LEAST_BEND: f32 = 0.02;

impl Curve {
    /// The curve of a line of modules by how far each of them, by its number and its pixel, is away.
    pub(super) fn of(line: &[Point], away: impl Fn(f32, Point) -> Point) -> Self {
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
        match self.knots.get(index..index + 2) {
            Some(&[from, to]) => from * (1.0 - part) + to * part,
            _ => point(0.0, 0.0),
        }
    }

    /// How fast it goes away beyond an end, by a parabola through the end and two places inside, each so far from the
    /// one before.
    pub(super) fn slope(&self, ending: Ending, inside: f32) -> Point {
        let inside = inside.min(0.5);
        let at = |distance: f32| match ending {
            Ending::First => self.at(distance),
            Ending::Last => self.at(1.0 - distance),
        };
        (at(2.0 * inside) - at(inside) * 4.0) * (0.5 / inside)
    }

    /// Lets it go on beyond an end so that it is so far away at a distance. Half of how it turns there is taken from
    /// what lies inside, which is not measured well enough to be trusted with all.
    pub(super) fn go_on(&mut self, ending: Ending, inside: f32, (distance, away): (f32, Point)) {
        let straight = away * (1.0 / distance);
        let slope = (self.slope(ending, inside) + straight) * 0.5;
        let [before, behind] = &mut self.beyond;
        let beyond = match ending {
            Ending::First => before,
            Ending::Last => behind,
        };
        *beyond = [slope, (straight - slope) * (1.0 / distance)];
    }

    /// The form of its bend one way, 1 in the middle.
    fn form(&self, share: f32, way: impl Fn(Point) -> f32) -> f32 {
        let middle = way(self.at(0.5));
        if middle.abs() < LEAST_BEND { parabola(share) } else { way(self.at(share)) / middle }
    }
}

impl Curves {
    /// How far a place is from where the flat map has it.
    pub(super) fn away(&self, at: Point) -> Point {
        // What bends towards the viewer seems to bend aside in the same form.
        let across = self.rows.form(at.x, |away| away.y);
        let down = self.columns.form(at.y, |away| away.x);
        let nearer = point(self.nearer.y * down * at.x, self.nearer.x * across * at.y);
        self.rows.at(at.x) + self.columns.at(at.y) + nearer
    }

    /// The part of it that is due to what is nearer, for a place beyond an end whose curve is not known yet.
    pub(super) fn nearer(nearer: Point, at: Point) -> Point {
        point(nearer.y * parabola(at.y) * at.x, nearer.x * parabola(at.x) * at.y)
    }
}

fn parabola(share: f32) -> f32 {
    4.0 * share * (1.0 - share)
}
