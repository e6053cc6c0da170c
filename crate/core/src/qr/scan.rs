//! The order of passes: how a picture is looked at, again and again, until a key is read.
//!
//! Each pass finds finders in one binarisation of one version of the picture and tries to
//! read every code they could belong to. What one pass reads, the next ones leave alone.

#![expect(clippy::as_conversions, reason = "pixel geometry: scales and costs")]

use super::{
    Budget, Found, Kind, Picture, Polarity,
    attempt::{Attempts, Read},
    binarise::{Thresholds, Tiling},
    block::blocks,
    budget::Meter,
    finder::{Outline, finders},
    geometry::Point,
    picture::Axis,
    plane::{Plane, View},
    triple::{Seen, triples},
};

/// How often the picture is halved for a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scale {
    Full,
    Half,
    Quarter,
}

/// How a pass tells dark from light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// Tiles of 8 x 8 pixels, the middle between dark and light.
    Coarse,
    /// Tiles of 4 x 4 pixels, the same.
    Fine,
    /// Tiles of 8 x 8 pixels, their mean.
    Mean,
    /// The same with 4 x 4.
    FineMean,
    /// One threshold.
    Otsu,
}

/// One look at the picture.
#[derive(Debug, Clone, Copy)]
struct Pass {
    scale: Scale,
    cut: Cut,
    outline: Outline,
    seen: Seen,
}

const fn flat(scale: Scale, cut: Cut, outline: Outline) -> Pass {
    Pass { scale, cut, outline, seen: Seen::Flat }
}

const fn leaning(scale: Scale, cut: Cut) -> Pass {
    Pass { scale, cut, outline: Outline::Closed, seen: Seen::Leaning }
}

const SCREENSHOT: [Pass; 8] = [
    flat(Scale::Full, Cut::Coarse, Outline::Open),
    flat(Scale::Full, Cut::FineMean, Outline::Closed),
    flat(Scale::Full, Cut::Fine, Outline::Closed),
    flat(Scale::Half, Cut::Coarse, Outline::Closed),
    flat(Scale::Full, Cut::Otsu, Outline::Closed),
    flat(Scale::Half, Cut::Coarse, Outline::Open),
    leaning(Scale::Full, Cut::Mean),
    leaning(Scale::Half, Cut::Mean),
];

const PHOTO: [Pass; 9] = [
    leaning(Scale::Full, Cut::Coarse),
    leaning(Scale::Full, Cut::Mean),
    leaning(Scale::Half, Cut::Coarse),
    leaning(Scale::Half, Cut::Mean),
    leaning(Scale::Full, Cut::FineMean),
    leaning(Scale::Quarter, Cut::Mean),
    leaning(Scale::Full, Cut::Fine),
    leaning(Scale::Full, Cut::Otsu),
    leaning(Scale::Half, Cut::Otsu),
];

/// Before those, where a photo is large.
const LARGE_PHOTO: [Pass; 3] =
    [leaning(Scale::Half, Cut::Coarse), leaning(Scale::Quarter, Cut::Mean), leaning(Scale::Half, Cut::Mean)];

/// A photo whose longer side has more pixels is a large one.
const LARGE: usize = 1600;
/// The most work of one pass over a screenshot.
const PASS_STEPS: u64 = 60_000;
/// Finders that take part in triples, the surest of a pass.
const MOST_FINDERS: usize = 60;

/// Triples that are looked at in a pass.
const MOST_TRIPLES: usize = 3000;

/// Every code that the passes read.
pub(super) fn scan(picture: &Picture<'_>, budget: Budget) -> Vec<Found> {
    let mut meter = Meter::new(budget);
    let full = Plane { width: picture.width, height: picture.height, data: picture.luma() };
    meter.spend(full.data.len() as u64 / 1000);
    let mut smaller: Vec<Plane> = Vec::new();
    let mut attempts = Attempts::new();
    let mut found: Vec<Found> = Vec::new();
    let (passes, noise) = match picture.kind {
        Kind::Screenshot => (&SCREENSHOT[..], 12),
        Kind::Photo => (&PHOTO[..], 24),
    };
    // A camera's picture has more pixels than sharpness: what there is is seen when it is smaller.
    let large = picture.kind == Kind::Photo && full.width.max(full.height) > LARGE;
    let first = if large { &LARGE_PHOTO[..] } else { &[] };
    for &pass in first.iter().chain(passes) {
        let halvings = match pass.scale {
            Scale::Full => 0,
            Scale::Half => 1,
            Scale::Quarter => 2,
        };
        while smaller.len() < halvings {
            smaller.push(smaller.last().unwrap_or(&full).halved());
        }
        let plane = halvings.checked_sub(1).and_then(|number| smaller.get(number)).unwrap_or(&full);
        let scale = (1_u32 << halvings) as f32;
        if plane.width < 20 || plane.height < 20 {
            continue;
        }
        meter.begin_pass(match picture.kind {
            Kind::Screenshot => PASS_STEPS,
            Kind::Photo => 200_000,
        });
        look(
            plane,
            pass,
            noise,
            &mut Sink { scale, attempts: &mut attempts, found: &mut found, meter: &mut meter },
        );
        if !meter.any_left() || found.iter().any(Found::is_key) {
            break;
        }
    }
    for axis in [Axis::RedGreen, Axis::YellowBlue] {
        if !found.is_empty() || !meter.any_left() {
            break;
        }
        let Some(data) = picture.along(axis) else { continue };
        meter.begin_pass(PASS_STEPS);
        let plane = Plane { data, ..full };
        look(
            &plane,
            flat(Scale::Full, Cut::Coarse, Outline::Open),
            noise,
            &mut Sink { scale: 1.0, attempts: &mut attempts, found: &mut found, meter: &mut meter },
        );
    }
    if picture.kind == Kind::Screenshot && found.is_empty() {
        meter.begin_pass(PASS_STEPS);
        look_for_blocks(
            &full,
            &mut Sink { scale: 1.0, attempts: &mut attempts, found: &mut found, meter: &mut meter },
        );
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
        Cut::Mean => Thresholds::means(plane, 3),
        Cut::FineMean => Thresholds::means(plane, 2),
        Cut::Otsu => Thresholds::otsu(plane, 3),
    };
    let mut finders = finders(plane, &thresholds, pass.outline);
    sink.meter.spend(plane.data.len() as u64 / 400);
    finders.retain(|finder| !sink.found.iter().any(|found| inside(found, finder.middle * sink.scale)));
    let mut used = vec![false; finders.len()];
    for triple in triples(&finders, MOST_FINDERS, pass.seen).into_iter().take(MOST_TRIPLES) {
        if !sink.meter.left() {
            return;
        }
        if triple.numbers.iter().any(|&number| used.get(number).copied().unwrap_or(true)) {
            continue;
        }
        let view = View { plane, polarity: triple.corner.polarity };
        let Some(read) = sink.attempts.read(view, &triple, pass.seen, sink.meter) else { continue };
        let found = sink.found(read, triple.corner.polarity);
        for (used, finder) in used.iter_mut().zip(&finders) {
            *used |= inside(&found, finder.middle * sink.scale);
        }
        sink.keep(found);
    }
}

/// The last look at a screenshot: for codes too small to have finders.
fn look_for_blocks(plane: &Plane, sink: &mut Sink<'_>) {
    sink.meter.spend(plane.data.len() as u64 / 400);
    for block in blocks(plane) {
        if !sink.meter.left() {
            return;
        }
        if let Some(read) = sink.attempts.read_block(plane, &block, sink.meter) {
            let found = sink.found(read, block.polarity);
            sink.keep(found);
        }
    }
}

impl Sink<'_> {
    /// What was read, in pixels of the picture.
    fn found(&self, read: Read, polarity: Polarity) -> Found {
        let corners = read.corners.map(|corner| (corner.x * self.scale, corner.y * self.scale));
        Found { bytes: read.bytes, corners, polarity, mirrored: read.mirrored }
    }

    /// Keeps a code, once.
    fn keep(&mut self, found: Found) {
        if !self.found.iter().any(|other| other.bytes == found.bytes && inside(other, middle(&found))) {
            self.found.push(found);
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
