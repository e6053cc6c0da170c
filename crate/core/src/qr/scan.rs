//! The order of passes: how a picture is looked at, again and again, until a key is read.
//!
//! Each pass finds finders in one binarisation of one version of the picture and tries to
//! read every code they could belong to. What one pass reads, the next ones leave alone.

#![expect(clippy::as_conversions, reason = "pixel geometry: scales and costs")]

use super::{
    Budget, Found, Kind, Picture,
    attempt::Attempts,
    binarise::{Thresholds, Tiling},
    budget::Meter,
    finder::{Outline, finders},
    geometry::Point,
    plane::{Plane, View},
    triple::triples,
};

/// Which version of the picture a pass looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scale {
    Full,
    Half,
}

/// How a pass tells dark from light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// Tiles of 8 x 8 pixels.
    Coarse,
    /// Tiles of 4 x 4 pixels.
    Fine,
    /// One threshold.
    Otsu,
}

/// One look at the picture.
#[derive(Debug, Clone, Copy)]
struct Pass {
    scale: Scale,
    cut: Cut,
    outline: Outline,
}

const fn pass(scale: Scale, cut: Cut, outline: Outline) -> Pass {
    Pass { scale, cut, outline }
}

const SCREENSHOT: [Pass; 6] = [
    pass(Scale::Full, Cut::Coarse, Outline::Closed),
    pass(Scale::Full, Cut::Fine, Outline::Closed),
    pass(Scale::Half, Cut::Coarse, Outline::Closed),
    pass(Scale::Full, Cut::Otsu, Outline::Closed),
    pass(Scale::Full, Cut::Coarse, Outline::Open),
    pass(Scale::Half, Cut::Coarse, Outline::Open),
];

const PHOTO: [Pass; 5] = [
    pass(Scale::Full, Cut::Coarse, Outline::Closed),
    pass(Scale::Half, Cut::Coarse, Outline::Closed),
    pass(Scale::Full, Cut::Fine, Outline::Closed),
    pass(Scale::Full, Cut::Otsu, Outline::Closed),
    pass(Scale::Half, Cut::Otsu, Outline::Closed),
];

/// Finders that take part in triples, the surest of a pass.
const MOST_FINDERS: usize = 60;

/// Triples that are looked at in a pass.
const MOST_TRIPLES: usize = 3000;

/// Every code that the passes read.
pub(super) fn scan(picture: &Picture<'_>, budget: Budget) -> Vec<Found> {
    let mut meter = Meter::new(budget);
    let full = Plane { width: picture.width, height: picture.height, data: picture.luma() };
    meter.spend(full.data.len() as u64 / 1000);
    let mut half = None;
    let mut attempts = Attempts::default();
    let mut found: Vec<Found> = Vec::new();
    let (passes, noise) = match picture.kind {
        Kind::Screenshot => (&SCREENSHOT[..], 12),
        Kind::Photo => (&PHOTO[..], 24),
    };
    for &pass in passes {
        let (plane, scale) = match pass.scale {
            Scale::Full => (&full, 1.0),
            Scale::Half => (&*half.get_or_insert_with(|| full.halved()), 2.0),
        };
        if plane.width < 20 || plane.height < 20 {
            continue;
        }
        look(
            plane,
            pass,
            noise,
            &mut Sink { scale, attempts: &mut attempts, found: &mut found, meter: &mut meter },
        );
        if !meter.left() || found.iter().any(Found::is_key) {
            break;
        }
    }
    found
}

/// Where a pass puts what it finds.
struct Sink<'a> {
    scale: f32,
    attempts: &'a mut Attempts,
    found: &'a mut Vec<Found>,
    meter: &'a mut Meter,
}

fn look(plane: &Plane, pass: Pass, noise: u8, sink: &mut Sink<'_>) {
    let thresholds = match pass.cut {
        Cut::Coarse => Thresholds::of(plane, Tiling { shift: 3, noise }),
        Cut::Fine => Thresholds::of(plane, Tiling { shift: 2, noise }),
        Cut::Otsu => Thresholds::otsu(plane, 3),
    };
    let mut finders = finders(plane, &thresholds, pass.outline);
    sink.meter.spend(plane.data.len() as u64 / 400);
    finders.retain(|finder| !sink.found.iter().any(|found| inside(found, finder.middle * sink.scale)));
    let mut used = vec![false; finders.len()];
    for triple in triples(&finders, MOST_FINDERS).into_iter().take(MOST_TRIPLES) {
        if !sink.meter.left() {
            return;
        }
        if triple.numbers.iter().any(|&number| used.get(number).copied().unwrap_or(true)) {
            continue;
        }
        let view = View { plane, polarity: triple.corner.polarity };
        let Some(read) = sink.attempts.read(view, &triple, sink.meter) else { continue };
        let corners = read.corners.map(|corner| (corner.x * sink.scale, corner.y * sink.scale));
        let found =
            Found { bytes: read.bytes, corners, polarity: triple.corner.polarity, mirrored: read.mirrored };
        for (used, finder) in used.iter_mut().zip(&finders) {
            *used |= inside(&found, finder.middle * sink.scale);
        }
        if !sink.found.iter().any(|other| other.bytes == found.bytes && inside(other, middle(&found))) {
            sink.found.push(found);
        }
    }
}

fn middle(found: &Found) -> Point {
    let sum = found.corners.iter().fold((0.0, 0.0), |(x, y), corner| (x + corner.0, y + corner.1));
    Point { x: sum.0 / 4.0, y: sum.1 / 4.0 }
}

/// Whether a point of the picture lies within a code that was read.
fn inside(found: &Found, at: Point) -> bool {
    let [a, b, c, d] = found.corners.map(|(x, y)| Point { x, y });
    let turns = [(a, b), (b, c), (c, d), (d, a)].map(|(from, to)| (to - from).cross(at - from) > 0.0);
    turns == [true; 4] || turns == [false; 4]
}
