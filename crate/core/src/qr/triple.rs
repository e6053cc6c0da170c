//! Three finders that could be one code's, and how many modules it would have.

#![expect(clippy::as_conversions, reason = "pixel geometry: module numbers to coordinates")]

use super::{
    budget::Meter,
    finder::Finder,
    geometry::{Point, point},
    layout::{LARGEST, SMALLEST},
    map::{Bow, FLAT, Map},
    measure::{alternation, correlation},
    plane::View,
};
use crate::sorted;

/// Three finders: the corner, and the two at the ends of its legs, clockwise.
#[derive(Clone, Copy)]
pub(super) struct Triple {
    pub(super) corner: Finder,
    pub(super) right: Finder,
    pub(super) below: Finder,
    /// Their numbers in the list of finders.
    pub(super) numbers: [usize; 3],
    /// How far from a square with equal finders, 0 for perfect.
    strain: f32,
    /// Modules a side, estimated from the finders' own.
    pub(super) estimate: f32,
}

/// A size, how well the timing lines agree with it, from -1 to 1, and with what pose.
#[derive(Clone, Copy)]
pub(super) struct Sizing {
    pub(super) size: usize,
    pub(super) agreement: f32,
    pub(super) pose: Pose,
}

/// How a code stands to the viewer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pose {
    /// How much farther away than the corner finder the two others are, as a share of its distance.
    right: f32,
    below: f32,
    /// How it bulges.
    pub(super) bow: Bow,
}

impl Pose {
    /// Straight in front of the viewer.
    pub(super) const FLAT: Self = Self { right: 0.0, below: 0.0, bow: FLAT };
}

/// What a code may look like that is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// It faces the viewer.
    Flat,
    /// It may lean away.
    Leaning,
    /// And it may bulge, too.
    Bulging,
}

/// Finders whose proportions are by this share not those of the legs are not one code's.
const MOST_UNLIKE: f32 = 0.45;

/// Finders that take part in triples with any other, the surest of a pass.
const MOST_ANY: usize = 60;
/// Finders that take part at all.
const MOST: usize = 200;
/// How many others the rest of them is tried with, which are the nearest: of many codes in one picture
/// each is small.
const NEAREST: usize = 8;

/// Every triple that could be a code, the likeliest first.
pub(super) fn triples(finders: &[Finder], seen: Seen) -> Vec<Triple> {
    let mut all = Vec::new();
    let numbered: Vec<(usize, &Finder)> = finders.iter().enumerate().take(MOST).collect();
    for &(i, corner) in &numbered {
        // What can be at the end of a leg of this corner.
        let mut legs: Vec<(usize, &Finder, Point)> = numbered
            .iter()
            .filter(|&&(j, other)| {
                j != i && other.polarity == corner.polarity && alike(corner.module, other.module, seen)
            })
            .map(|&(j, other)| (j, other, other.middle - corner.middle))
            .filter(|(_, other, way)| {
                let modules = way.length() / f32::midpoint(corner.module, other.module);
                (7.0..260.0).contains(&modules)
            })
            .collect();
        if numbered.len() > MOST_ANY {
            sorted::by(&mut legs, |a, b| a.2.dot(a.2).total_cmp(&b.2.dot(b.2)));
            let mut place = 0..;
            legs.retain(|&(j, ..)| place.next() < Some(NEAREST) || i.max(j) < MOST_ANY);
        }
        for (index, &(j, a, to_a)) in legs.iter().enumerate() {
            for &(k, b, to_b) in legs.iter().skip(index + 1) {
                let (right, below, to_right, to_below, numbers) = if to_a.cross(to_b) > 0.0 {
                    (a, b, to_a, to_b, [i, j, k])
                } else {
                    (b, a, to_b, to_a, [i, k, j])
                };
                if let Some((strain, estimate)) = judge([corner, right, below], (to_right, to_below), seen) {
                    all.push(Triple {
                        corner: *corner,
                        right: *right,
                        below: *below,
                        numbers,
                        strain,
                        estimate,
                    });
                }
            }
        }
    }
    // Of two codes side by side three finders that are of both lie as well as those of one, only farther apart.
    let unlikely = |triple: &Triple| triple.strain + 0.001 * triple.estimate;
    sorted::by(&mut all, |a, b| unlikely(a).total_cmp(&unlikely(b)));
    all
}

/// Whether two finders' modules can be one code's.
fn alike(a: f32, b: f32, seen: Seen) -> bool {
    let most = match seen {
        Seen::Flat => 1.9,
        Seen::Leaning | Seen::Bulging => 2.4,
    };
    a < most * b && b < most * a
}

/// By what share one of two lengths is longer.
fn unlike(a: f32, b: f32) -> f32 {
    a.max(b) / a.min(b) - 1.0
}

/// The strain of a triple and the size its finders suggest.
fn judge(
    [corner, right, below]: [&Finder; 3],
    (to_right, to_below): (Point, Point),
    seen: Seen,
) -> Option<(f32, f32)> {
    let (long_a, long_b) = (to_right.length(), to_below.length());
    let cosine = to_right.dot(to_below) / (long_a * long_b);
    let legs = unlike(long_a, long_b);
    let (most_cosine, most_legs) = match seen {
        Seen::Flat => (0.12, 0.3),
        Seen::Leaning | Seen::Bulging => (0.75, 2.0),
    };
    if cosine.abs() > most_cosine || legs > most_legs || !alike(right.module, below.module, seen) {
        return None;
    }
    let span = Span::of(to_right, to_below);
    // Both legs are as many modules long, so that they tell how high a finder is for its width; where
    // a code leans away, the nearer ones are too low and the farther ones too high for that.
    let expected = span.down / span.across;
    let talls = [corner, right, below].map(|finder| finder.tall);
    let mean = talls.iter().sum::<f32>() / 3.0;
    // At the edges of a can they are narrow, too.
    let most = if seen == Seen::Bulging { 2.0 * MOST_UNLIKE } else { MOST_UNLIKE };
    if seen != Seen::Flat
        && (unlike(mean, expected) > most || talls.iter().any(|&tall| unlike(tall, expected) > 2.0 * most))
    {
        return None;
    }
    let estimate = 3.0 * span.modules() / (corner.module + right.module + below.module) + 7.0;
    let sizes = unlike(corner.module, right.module) + unlike(corner.module, below.module);
    let strain = cosine.abs() + legs + sizes * 0.7;
    Some((strain, estimate))
}

/// How long a row and a column measure that cross the whole parallelogram between two legs through
/// its middle; a finder, which is a small one of the same form, is crossed in the same proportion.
struct Span {
    across: f32,
    down: f32,
}

impl Span {
    fn of(right: Point, below: Point) -> Self {
        let area = right.cross(below).abs();
        Self {
            across: area / right.y.abs().max(below.y.abs()),
            down: area / right.x.abs().max(below.x.abs()),
        }
    }

    /// How many modules of one pixel that is.
    fn modules(&self) -> f32 {
        f32::midpoint(self.across, self.down)
    }
}

/// The ways that a code's rows and columns go, each as long as a module that measures one pixel.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axes {
    right: Point,
    below: Point,
}

impl Axes {
    /// Of a code whose legs go these ways, both as many modules long.
    pub(super) fn of(right: Point, below: Point) -> Self {
        let part = 1.0 / (Span::of(right, below).modules() + 1e-6);
        Self { right: right * part, below: below * part }
    }

    /// The ways of a module that measures so many pixels.
    pub(super) fn of_module(self, module: f32) -> (Point, Point) {
        (self.right * module, self.below * module)
    }

    fn scaled(self, wider: f32, higher: f32) -> Self {
        Self { right: self.right * wider, below: self.below * higher }
    }

    /// How much a place looks like a finder that lies this way, from -1 to 1.
    pub(super) fn seen(self, view: View<'_>, middle: Point, module: f32) -> f32 {
        let (right, below) = self.of_module(module);
        let marks = finder_marks();
        correlation(marks.map(|(x, y, dark)| (view.sample(middle + right * x + below * y), dark, 1.0)))
    }
}

impl Triple {
    /// The three finders (corner, right, below) of a code of a known size.
    pub(super) fn new([corner, right, below]: [Finder; 3], size: usize) -> Self {
        Self { corner, right, below, numbers: [0; 3], strain: 0.0, estimate: size as f32 }
    }

    /// The three finders of a code, the two at the ends of its legs in either order.
    pub(super) fn clockwise([corner, end, other]: [Finder; 3], numbers: [usize; 3]) -> Self {
        let (to_end, to_other) = (end.middle - corner.middle, other.middle - corner.middle);
        let (right, below) = if to_end.cross(to_other) > 0.0 { (end, other) } else { (other, end) };
        let module = (corner.module + right.module + below.module) / 3.0;
        let estimate = Span::of(to_end, to_other).modules() / module + 7.0;
        Self { corner, right, below, numbers, strain: 0.0, estimate }
    }

    pub(super) fn middles(&self) -> [Point; 3] {
        [self.corner.middle, self.right.middle, self.below.middle]
    }

    /// A code of a size that stands in some pose.
    pub(super) fn map(&self, size: usize, pose: Pose) -> Map {
        let [p0, p1, p3] = [self.corner.middle, self.right.middle, self.below.middle];
        let (right, below) = (p1 * (1.0 + pose.right) - p0, p3 * (1.0 + pose.below) - p0);
        Map::of_lines([right, below, p0], [pose.right, pose.below], size).bowed(pose.bow)
    }

    /// How the sizes of the finders say that the code leans away from the viewer.
    ///
    /// An area shrinks with the third power of the distance, so a module's side with its
    /// one and a half.
    fn lean(&self) -> Pose {
        let lean = |end: &Finder| {
            let root = (self.corner.module / end.module).sqrt();
            // The power 2/3, near enough: 5/8 and a little.
            (root * (root.sqrt().sqrt()) - 1.0).clamp(-0.5, 0.5)
        };
        Pose { right: lean(&self.right), below: lean(&self.below), bow: FLAT }
    }

    /// Whether all three finders look like finders of a code that lies this way.
    pub(super) fn holds(&self, view: View<'_>, seen: Seen, meter: &mut Meter) -> bool {
        let axes = Axes::of(self.right.middle - self.corner.middle, self.below.middle - self.corner.middle);
        let mut sum = 0.0;
        for finder in [&self.corner, &self.right, &self.below] {
            meter.samples(49);
            let mut best = axes.seen(view, finder.middle, finder.module);
            // Seen at an angle, a module is as high as wide no more.
            if seen != Seen::Flat && (0.0..0.6).contains(&best) {
                meter.samples(6 * 49);
                for (wider, higher) in
                    [(0.7, 1.0), (1.0, 0.7), (1.0, 1.3), (1.3, 1.0), (1.3, 0.7), (0.7, 1.3)]
                {
                    best = best.max(axes.scaled(wider, higher).seen(view, finder.middle, finder.module));
                }
            }
            if best < 0.25 {
                return false;
            }
            sum += best;
        }
        // What does not lean is soon done with.
        sum > if seen == Seen::Flat { 1.0 } else { 1.6 }
    }

    /// The sizes near the estimate, those whose timing lines are really seen first.
    pub(super) fn sizings(&self, view: View<'_>, seen: Seen, meter: &mut Meter) -> Vec<Sizing> {
        let module = self.corner.module.min(self.right.module).min(self.below.module);
        let (least, most) = match seen {
            // Modules are measured to a fraction of a pixel.
            Seen::Flat => (1.0 - 0.08 - 0.25 / module, 1.0 + 0.08 + 0.42 / module),
            Seen::Leaning | Seen::Bulging => (0.72, 1.5),
        };
        let mut all: Vec<Sizing> = Vec::new();
        for size in (SMALLEST..=LARGEST).step_by(4) {
            if (least..most).contains(&(size as f32 / self.estimate)) {
                all.push(match seen {
                    Seen::Flat => self.flat(view, size, meter),
                    Seen::Leaning => self.posed(view, (size, 0), meter),
                    Seen::Bulging => self.posed(view, (size, size / 8), meter),
                });
            }
        }
        sorted::by(&mut all, |a, b| b.agreement.total_cmp(&a.agreement));
        all
    }

    /// How well the timing lines of a size are seen in a code that faces the viewer.
    fn flat(&self, view: View<'_>, size: usize, meter: &mut Meter) -> Sizing {
        let map = self.map(size, Pose::FLAT);
        meter.samples(4 * size as u64);
        let right = line(view, &map, size, Line::Right, -1.0);
        // One line alone rules most sizes out.
        let below = if right < 0.2 { -1.0 } else { line(view, &map, size, Line::Below, -1.0) };
        Sizing { size, agreement: f32::midpoint(right, below), pose: Pose::FLAT }
    }

    /// The same in the pose that suits them best, bulging by at most so many modules.
    fn posed(&self, view: View<'_>, (size, bulge): (usize, usize), meter: &mut Meter) -> Sizing {
        let mut best = Sizing { size, agreement: -1.0, pose: self.lean() };
        let mut sum = 0.0;
        for which in [Line::Right, Line::Below] {
            let (seen, pose) = self.best_pose(view, (size, bulge), (which, best.pose));
            // A line's middle moves by a quarter of the lean: so many were tried.
            meter.samples(((2 * bulge + 1) * rounds(size, bulge) * (size / 5 + 2) * size) as u64);
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
        // Half a module must not be stepped over.
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
                    Line::Right => (tried.right, tried.bow[0].y, tried.bow[2].x) = (lean, bend, round),
                    Line::Below => (tried.below, tried.bow[1].x, tried.bow[2].y) = (lean, bend, round),
                }
                let seen = line(view, &self.map(size, tried), size, which, best.0);
                // What is flat bulges a little by chance.
                let seen = seen - 0.01 * (bend.abs() + round);
                if seen > best.0 {
                    best = (seen, tried);
                }
            }
        }
        best
    }
}

/// How many ways of being round are tried for a code that may bulge: none of a large one, which has
/// a mesh for that and too many poses.
fn rounds(size: usize, bulge: usize) -> usize {
    if bulge > 0 && size < 60 { size / 20 + 1 } else { 1 }
}

/// The modules of a finder around its middle, and which are dark.
fn finder_marks() -> impl Iterator<Item = (f32, f32, bool)> {
    (0..49_u8).map(|i| {
        let (x, y) = (f32::from(i % 7) - 3.0, f32::from(i / 7) - 3.0);
        let ring = x.abs().max(y.abs());
        (x, y, !(1.5..2.5).contains(&ring))
    })
}

/// Which of the two timing lines.
#[derive(Clone, Copy)]
enum Line {
    Right,
    Below,
}

/// How well a timing line alternates, looked for half a module to both sides of its place;
/// only the place itself when that cannot be better than what is known.
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
