//! Three finders that could be one code's, and how many modules it would have.

#![expect(clippy::as_conversions, reason = "pixel geometry: module numbers to coordinates")]

use super::{
    budget::Meter,
    finder::Finder,
    geometry::{Point, point},
    layout::{LARGEST, SMALLEST},
    map::Map,
    plane::View,
};

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
pub(super) fn triples(finders: &[Finder], most: usize) -> Vec<Triple> {
    let mut all = Vec::new();
    let numbered: Vec<(usize, &Finder)> = finders.iter().enumerate().take(most).collect();
    for &(i, corner) in &numbered {
        // What can be at the end of a leg of this corner.
        let legs: Vec<(usize, &Finder, Point)> = numbered
            .iter()
            .filter(|&&(j, other)| {
                j != i && other.polarity == corner.polarity && alike(corner.module, other.module)
            })
            .map(|&(j, other)| (j, other, other.middle - corner.middle))
            .filter(|(_, other, way)| {
                let modules = way.length() / f32::midpoint(corner.module, other.module);
                (9.0..260.0).contains(&modules)
            })
            .collect();
        for (index, &(j, a, to_a)) in legs.iter().enumerate() {
            for &(k, b, to_b) in legs.iter().skip(index + 1) {
                let (right, below, to_right, to_below, numbers) = if to_a.cross(to_b) > 0.0 {
                    (a, b, to_a, to_b, [i, j, k])
                } else {
                    (b, a, to_b, to_a, [i, k, j])
                };
                if let Some((strain, estimate)) = judge(corner, right, below, (to_right, to_below)) {
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
    all.sort_by(|a, b| a.strain.total_cmp(&b.strain));
    all
}

fn alike(a: f32, b: f32) -> bool {
    a < 1.9 * b && b < 1.9 * a
}

/// The strain of a triple and the size its finders suggest.
fn judge(corner: &Finder, right: &Finder, below: &Finder, ways: (Point, Point)) -> Option<(f32, f32)> {
    let (to_right, to_below) = ways;
    let (long_a, long_b) = (to_right.length(), to_below.length());
    let cosine = to_right.dot(to_below) / (long_a * long_b);
    let legs = (long_a / long_b).ln().abs();
    if cosine.abs() > 0.6 || legs > 0.8 || !alike(right.module, below.module) {
        return None;
    }
    // A row through a finder turned by an angle crosses it slantwise: its modules seem larger.
    let upright = |way: Point| way.x.abs().max(way.y.abs()) / way.length();
    let along = |a: &Finder, b: &Finder, way: Point| {
        way.length() / (f32::midpoint(a.module, b.module) * upright(way)) + 7.0
    };
    let (across, down) = (along(corner, right, to_right), along(corner, below, to_below));
    let sizes = (corner.module / right.module).ln().abs() + (corner.module / below.module).ln().abs();
    let open =
        f32::from(u8::from(corner.open)) + f32::from(u8::from(right.open)) + f32::from(u8::from(below.open));
    let faint =
        [corner, right, below].iter().filter(|finder| finder.hits < 2 && finder.module > 2.0).count() as f32;
    let strain = cosine.abs() + legs + sizes * 0.7 + 0.1 * open + 0.2 * faint;
    Some((strain, f32::midpoint(across, down)))
}

impl Triple {
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
        let lean = |end: &Finder| ((self.corner.module / end.module).powf(2.0 / 3.0) - 1.0).clamp(-0.5, 0.5);
        Lean { right: lean(&self.right), below: lean(&self.below) }
    }

    /// The sizes near the estimate, those whose timing lines are really seen first.
    pub(super) fn sizings(&self, view: View<'_>, seen: Seen, meter: &mut Meter) -> Vec<Sizing> {
        let lean = self.lean();
        let mut all: Vec<Sizing> = Vec::new();
        for size in (SMALLEST..=LARGEST).step_by(4) {
            if (0.72..1.5).contains(&(size as f32 / self.estimate)) {
                all.push(self.sizing(
                    view,
                    size,
                    match seen {
                        Seen::Flat => None,
                        Seen::Leaning => Some(lean),
                    },
                    meter,
                ));
            }
        }
        all.sort_unstable_by(|a, b| b.agreement.total_cmp(&a.agreement));
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
fn alternation(values: impl Iterator<Item = f32>) -> f32 {
    let (mut signed, mut total) = (0.0_f32, 1.0_f32);
    let mut window = [None, None];
    let mut sign = 1.0;
    for value in values {
        if let [Some(first), Some(second)] = window {
            // `second` is the one judged here; the first of the line is skipped.
            let step: f32 = second - f32::midpoint(first, value);
            sign = -sign;
            signed += sign * step;
            total += step.abs();
        }
        window = [window[1], Some(value)];
    }
    signed / total
}
