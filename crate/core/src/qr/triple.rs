//! Three finders that could be one code's, and how many modules it would have.

#![expect(clippy::as_conversions, reason = "pixel geometry: module numbers to coordinates")]

use super::{
    budget::Meter,
    finder::Finder,
    fit::correlation,
    geometry::{Point, point},
    layout::{LARGEST, SMALLEST},
    map::Map,
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

/// A size, how well the timing lines agree with it, from -1 to 1, and with what perspective.
#[derive(Clone, Copy)]
pub(super) struct Sizing {
    pub(super) size: usize,
    pub(super) agreement: f32,
    pub(super) lean: Lean,
}

/// How much farther away than the corner finder the two others are, as a share of its distance.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lean {
    right: f32,
    below: f32,
}

impl Lean {
    pub(super) const NONE: Self = Self { right: 0.0, below: 0.0 };
}

/// Whether a code is looked for that faces the viewer, or one that leans away too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    Flat,
    Leaning,
}

/// Every triple that could be a code, the likeliest first.
pub(super) fn triples(finders: &[Finder], most: usize, seen: Seen) -> Vec<Triple> {
    let mut all = Vec::new();
    let numbered: Vec<(usize, &Finder)> = finders.iter().enumerate().take(most).collect();
    for &(i, corner) in &numbered {
        // What can be at the end of a leg of this corner.
        let legs: Vec<(usize, &Finder, Point)> = numbered
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
    sorted::by(&mut all, |a, b| a.strain.total_cmp(&b.strain));
    all
}

/// Whether two finders' modules can be one code's.
fn alike(a: f32, b: f32, seen: Seen) -> bool {
    let most = match seen {
        Seen::Flat => 1.9,
        Seen::Leaning => 2.4,
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
        Seen::Leaning => (0.6, 1.2),
    };
    if cosine.abs() > most_cosine || legs > most_legs || !alike(right.module, below.module, seen) {
        return None;
    }
    // A row through a finder turned by an angle crosses it slantwise: its modules seem larger.
    let upright = |way: Point| way.x.abs().max(way.y.abs()) / way.length();
    let along = |a: &Finder, b: &Finder, way: Point| {
        way.length() / (f32::midpoint(a.module, b.module) * upright(way)) + 7.0
    };
    let (across, down) = (along(corner, right, to_right), along(corner, below, to_below));
    let sizes = unlike(corner.module, right.module) + unlike(corner.module, below.module);
    let open =
        f32::from(u8::from(corner.open)) + f32::from(u8::from(right.open)) + f32::from(u8::from(below.open));
    let faint =
        [corner, right, below].iter().filter(|finder| finder.hits < 2 && finder.module > 2.0).count() as f32;
    let strain = cosine.abs() + legs + sizes * 0.7 + 0.1 * open + 0.2 * faint;
    Some((strain, f32::midpoint(across, down)))
}

impl Triple {
    /// The three finders (corner, right, below) of a code of a known size.
    pub(super) fn new([corner, right, below]: [Finder; 3], size: usize) -> Self {
        Self { corner, right, below, numbers: [0; 3], strain: 0.0, estimate: size as f32 }
    }

    pub(super) fn middles(&self) -> [Point; 3] {
        [self.corner.middle, self.right.middle, self.below.middle]
    }

    /// A code of a size, seen with some perspective.
    pub(super) fn map(&self, size: usize, lean: Lean) -> Map {
        let [p0, p1, p3] = [self.corner.middle, self.right.middle, self.below.middle];
        let (right, below) = (p1 * (1.0 + lean.right) - p0, p3 * (1.0 + lean.below) - p0);
        Map::of_lines([right, below, p0], [lean.right, lean.below], size)
    }

    /// How the sizes of the finders say that the code leans away from the viewer.
    ///
    /// An area shrinks with the third power of the distance, so a module's side with its
    /// one and a half.
    fn lean(&self) -> Lean {
        let lean = |end: &Finder| {
            let root = (self.corner.module / end.module).sqrt();
            // The power 2/3, near enough: 5/8 and a little.
            (root * (root.sqrt().sqrt()) - 1.0).clamp(-0.5, 0.5)
        };
        Lean { right: lean(&self.right), below: lean(&self.below) }
    }

    /// Whether all three finders look like finders of a code that lies this way.
    pub(super) fn holds(&self, view: View<'_>, meter: &mut Meter) -> bool {
        let (right, below) = (self.right.middle - self.corner.middle, self.below.middle - self.corner.middle);
        // A slanted finder was measured slantwise, which makes its modules seem larger.
        let unit = |way: Point| way * (way.x.abs().max(way.y.abs()) / (way.dot(way) + 1e-6));
        let (right, below) = (unit(right), unit(below));
        let mut sum = 0.0;
        for finder in [&self.corner, &self.right, &self.below] {
            meter.samples(49);
            let (right, below) = (right * finder.module, below * finder.module);
            let seen = finder_marks()
                .map(|(x, y, dark)| (view.sample(finder.middle + right * x + below * y), dark, 1.0));
            let seen = correlation(seen);
            if seen < 0.25 {
                return false;
            }
            sum += seen;
        }
        sum > 1.0
    }

    /// The sizes near the estimate, those whose timing lines are really seen first.
    pub(super) fn sizings(&self, view: View<'_>, seen: Seen, meter: &mut Meter) -> Vec<Sizing> {
        let module = self.corner.module.min(self.right.module).min(self.below.module);
        let (least, most, lean) = match seen {
            // Modules are measured to a fraction of a pixel.
            Seen::Flat => (1.0 - 0.08 - 0.25 / module, 1.0 + 0.08 + 0.42 / module, None),
            Seen::Leaning => (0.72, 1.5, Some(self.lean())),
        };
        let mut all: Vec<Sizing> = Vec::new();
        for size in (SMALLEST..=LARGEST).step_by(4) {
            if (least..most).contains(&(size as f32 / self.estimate)) {
                all.push(self.sizing(view, size, lean, meter));
            }
        }
        sorted::by(&mut all, |a, b| b.agreement.total_cmp(&a.agreement));
        all
    }

    /// How well the timing lines of a size are seen, with the perspective that suits them best.
    fn sizing(&self, view: View<'_>, size: usize, lean: Option<Lean>, meter: &mut Meter) -> Sizing {
        let mut best = Sizing { size, agreement: -1.0, lean: Lean::NONE };
        let Some(around) = lean else {
            let map = self.map(size, Lean::NONE);
            meter.samples(4 * size as u64);
            let right = line(view, &map, size, Line::Right, best.agreement);
            // One line alone rules most sizes out.
            let below = if right < 0.2 { -1.0 } else { line(view, &map, size, Line::Below, best.agreement) };
            best.agreement = f32::midpoint(right, below);
            return best;
        };
        // A line's middle moves by a quarter of the lean: half a module must not be stepped over.
        let step = 1.6 / (size as f32 - 7.0);
        let steps = (0.16 / step).ceil() as i32;
        let search = |which: Line, lean: Lean| {
            let mut best = (-1.0_f32, lean);
            let centre = match which {
                Line::Right => lean.right,
                Line::Below => lean.below,
            };
            let mut consider = |value: f32| {
                let mut tried = lean;
                match which {
                    Line::Right => tried.right = value,
                    Line::Below => tried.below = value,
                }
                let seen = line(view, &self.map(size, tried), size, which, best.0);
                if seen > best.0 {
                    best = (seen, tried);
                }
            };
            consider(0.0);
            for number in -steps..=steps {
                consider(centre + number as f32 * step);
            }
            best
        };
        meter.samples(2 * (2 * steps as u64 + 2) * size as u64);
        let (right, lean) = search(Line::Right, around);
        if right < 0.3 {
            return best;
        }
        let (below, lean) = search(Line::Below, lean);
        best.agreement = f32::midpoint(right, below);
        best.lean = lean;
        best
    }
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

/// How well values alternate between light and dark, beginning with light: each is compared
/// with its two neighbours, so that a shadow over the line does no harm.
fn alternation(mut values: impl Iterator<Item = f32>) -> f32 {
    let (mut signed, mut total) = (0.0_f32, 1.0_f32);
    let (Some(mut first), Some(mut second)) = (values.next(), values.next()) else { return 0.0 };
    // The second value of the line is a dark one.
    let mut sign = -1.0;
    for third in values {
        let step = second - f32::midpoint(first, third);
        signed += sign * step;
        total += step.abs();
        sign = -sign;
        (first, second) = (second, third);
    }
    signed / total
}
