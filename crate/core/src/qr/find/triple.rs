//! Three finders that may belong to one code.

#![expect(clippy::as_conversions, reason = "pixel geometry: module numbers to coordinates")]

use crate::{
    qr::{budget::Meter, find::finder::Finder, geometry::Point, measure::correlation, plane::View},
    sorted::sort,
};

/// Three finders: the corner, and the two at the ends of its legs, clockwise.
#[derive(Clone, Copy)]
pub(in crate::qr) struct Triple {
    pub(in crate::qr) corner: Finder,
    pub(in crate::qr) right: Finder,
    pub(in crate::qr) below: Finder,
    /// Their indices in the list of finders.
    pub(in crate::qr) indices: [usize; 3],
    /// How far this is from a square with equal finders; 0 is perfect.
    distortion: f32,
    /// Modules a side, estimated from the finders' own.
    pub(in crate::qr) estimate: f32,
}

/// Which poses a code may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::qr) enum PoseClass {
    /// It faces the viewer.
    Flat,
    /// It may lean away.
    Tilted,
    /// It may lean away and be curved.
    Curved,
}

/// Finders whose proportions differ more than this from those of the legs don't belong to them.
const MOST_UNLIKE: f32 = 0.45;

/// How many finders are combined with all others: the surest of a pass.
const MOST_ANY: usize = 60;
/// How many finders take part at all.
const MOST: usize = 200;
/// The rest is combined with so many of the nearest finders: in a picture of many codes each is small.
const NEAREST: usize = 8;

/// Every triple that could be a code, the likeliest first.
pub(in crate::qr) fn triples(finders: &[Finder], class: PoseClass) -> Vec<Triple> {
    let mut all = Vec::new();
    let numbered: Vec<(usize, &Finder)> = finders.iter().enumerate().take(MOST).collect();
    for &(i, corner) in &numbered {
        // The finders that may stand at the end of a leg from this corner.
        let mut legs: Vec<(usize, &Finder, Point)> = numbered
            .iter()
            .filter(|&&(j, other)| {
                j != i && other.polarity == corner.polarity && alike(corner.module, other.module, class)
            })
            .map(|&(j, other)| (j, other, other.middle - corner.middle))
            .filter(|(_, other, way)| {
                let modules = way.length() / f32::midpoint(corner.module, other.module);
                (7.0..260.0).contains(&modules)
            })
            .collect();
        if numbered.len() > MOST_ANY {
            sort(&mut legs, |a, b| a.2.dot(a.2).total_cmp(&b.2.dot(b.2)));
            let mut place = 0..;
            legs.retain(|&(j, ..)| place.next() < Some(NEAREST) || i.max(j) < MOST_ANY);
        }
        for (index, &(j, a, to_a)) in legs.iter().enumerate() {
            for &(k, b, to_b) in legs.iter().skip(index + 1) {
                let (right, below, to_right, to_below, indices) = if to_a.cross(to_b) > 0.0 {
                    (a, b, to_a, to_b, [i, j, k])
                } else {
                    (b, a, to_b, to_a, [i, k, j])
                };
                if let Some((distortion, estimate)) =
                    judge([corner, right, below], (to_right, to_below), class)
                {
                    all.push(Triple {
                        corner: *corner,
                        right: *right,
                        below: *below,
                        indices,
                        distortion,
                        estimate,
                    });
                }
            }
        }
    }
    // Three finders of two neighbouring codes may lie as well as those of one, only farther apart.
    let unlikely = |triple: &Triple| triple.distortion + 0.001 * triple.estimate;
    sort(&mut all, |a, b| unlikely(a).total_cmp(&unlikely(b)));
    all
}

/// Whether two finders' modules can be one code's.
fn alike(a: f32, b: f32, class: PoseClass) -> bool {
    let most = match class {
        PoseClass::Flat => 1.9,
        PoseClass::Tilted | PoseClass::Curved => 2.4,
    };
    a < most * b && b < most * a
}

/// By what share the longer of two lengths is longer.
fn relative_difference(a: f32, b: f32) -> f32 {
    a.max(b) / a.min(b) - 1.0
}

/// The distortion of a triple and the size its finders suggest.
fn judge(
    [corner, right, below]: [&Finder; 3],
    (to_right, to_below): (Point, Point),
    class: PoseClass,
) -> Option<(f32, f32)> {
    let (long_a, long_b) = (to_right.length(), to_below.length());
    let cosine = to_right.dot(to_below) / (long_a * long_b);
    let legs = relative_difference(long_a, long_b);
    let (most_cosine, most_legs) = match class {
        PoseClass::Flat => (0.12, 0.3),
        PoseClass::Tilted | PoseClass::Curved => (0.75, 2.0),
    };
    if cosine.abs() > most_cosine || legs > most_legs || !alike(right.module, below.module, class) {
        return None;
    }
    let span = Span::of(to_right, to_below);
    // Both legs have the same number of modules, so they tell how high a finder is for its width.
    // Where a code leans away, nearer finders are a little lower than that and farther ones higher.
    let expected = span.down / span.across;
    let aspects = [corner, right, below].map(|finder| finder.aspect);
    let mean = aspects.iter().sum::<f32>() / 3.0;
    // At the edges of a can finders are narrow.
    let most = if class == PoseClass::Curved { 2.0 * MOST_UNLIKE } else { MOST_UNLIKE };
    if class != PoseClass::Flat
        && (relative_difference(mean, expected) > most
            || aspects.iter().any(|&aspect| relative_difference(aspect, expected) > 2.0 * most))
    {
        return None;
    }
    let estimate = 3.0 * span.modules() / (corner.module + right.module + below.module) + 7.0;
    let sizes =
        relative_difference(corner.module, right.module) + relative_difference(corner.module, below.module);
    let distortion = cosine.abs() + legs + sizes * 0.7;
    Some((distortion, estimate))
}

/// The lengths of a row and a column through the middle of the parallelogram that two legs span. A
/// finder is a small parallelogram of the same shape, with the same proportion.
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

    /// The mean of both.
    fn modules(&self) -> f32 {
        f32::midpoint(self.across, self.down)
    }
}

/// The directions of a code's rows and columns, in steps of a module that measures one pixel.
#[derive(Debug, Clone, Copy)]
pub(in crate::qr) struct Axes {
    right: Point,
    below: Point,
}

impl Axes {
    /// Those of a code with these legs.
    pub(in crate::qr) fn of(right: Point, below: Point) -> Self {
        let part = 1.0 / (Span::of(right, below).modules() + 1e-6);
        Self { right: right * part, below: below * part }
    }

    /// The steps for a module that measures so many pixels.
    pub(in crate::qr) fn of_module(self, module: f32) -> (Point, Point) {
        (self.right * module, self.below * module)
    }

    fn scaled(self, wider: f32, higher: f32) -> Self {
        Self { right: self.right * wider, below: self.below * higher }
    }

    /// How much a place looks like a finder that lies this way, from -1 to 1.
    pub(in crate::qr) fn seen(self, view: View<'_>, middle: Point, module: f32) -> f32 {
        let (right, below) = self.of_module(module);
        let marks = finder_marks();
        correlation(marks.map(|(x, y, dark)| (view.sample(middle + right * x + below * y), dark, 1.0)))
    }
}

impl Triple {
    /// The three finders (corner, right, below) of a code of a known size.
    pub(in crate::qr) fn new([corner, right, below]: [Finder; 3], size: usize) -> Self {
        Self { corner, right, below, indices: [0; 3], distortion: 0.0, estimate: size as f32 }
    }

    /// The three finders of a code, the two at the ends of its legs in either order.
    pub(in crate::qr) fn clockwise([corner, end, other]: [Finder; 3], indices: [usize; 3]) -> Self {
        let (to_end, to_other) = (end.middle - corner.middle, other.middle - corner.middle);
        let (right, below) = if to_end.cross(to_other) > 0.0 { (end, other) } else { (other, end) };
        let module = (corner.module + right.module + below.module) / 3.0;
        let estimate = Span::of(to_end, to_other).modules() / module + 7.0;
        Self { corner, right, below, indices, distortion: 0.0, estimate }
    }

    pub(in crate::qr) fn middles(&self) -> [Point; 3] {
        [self.corner.middle, self.right.middle, self.below.middle]
    }

    /// Whether all three finders look like finders of a code that lies this way.
    pub(in crate::qr) fn holds(&self, view: View<'_>, class: PoseClass, meter: &mut Meter) -> bool {
        let axes = Axes::of(self.right.middle - self.corner.middle, self.below.middle - self.corner.middle);
        let mut sum = 0.0;
        for finder in [&self.corner, &self.right, &self.below] {
            meter.spend_points(49);
            let mut best = axes.seen(view, finder.middle, finder.module);
            // Seen at an angle, a module is not square.
            if class != PoseClass::Flat && (0.0..0.6).contains(&best) {
                meter.spend_points(6 * 49);
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
        // Codes that face the viewer are cheap to try.
        sum > if class == PoseClass::Flat { 1.0 } else { 1.6 }
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
