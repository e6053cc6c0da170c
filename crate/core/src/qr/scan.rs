//! The order of passes: how a picture is looked at, again and again, until a key is read.
//!
//! Each pass finds finders in one binarisation of one version of the picture and tries to
//! read every code they could belong to. What one pass reads, the next ones leave alone.

#![expect(clippy::as_conversions, reason = "pixel geometry: scales and costs")]

use super::{
    Budget, Found, Kind, Picture, Polarity,
    attempt::{Attempts, Read},
    binarise::{Cut, Thresholds},
    block::blocks,
    budget::Meter,
    complete::completed,
    finder::{Finder, Outline, finders},
    geometry::Point,
    picture::Axis,
    plane::{Plane, View},
    tiles::Tiled,
    triple::{Seen, triples},
};

/// How often the picture is halved for a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scale {
    Full,
    Half,
    Quarter,
}

/// What a pass takes for a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Search {
    /// Three finders.
    Whole,
    /// Two of them, of which the third is not seen.
    Damaged,
}

/// One look at the picture.
#[derive(Debug, Clone, Copy)]
struct Pass {
    search: Search,
    scale: Scale,
    cut: Cut,
    outline: Outline,
    seen: Seen,
    /// Whether the picture is sharpened before.
    sharpened: bool,
}

const fn flat(scale: Scale, cut: Cut, outline: Outline) -> Pass {
    Pass { search: Search::Whole, scale, cut, outline, seen: Seen::Flat, sharpened: false }
}

const fn leaning(scale: Scale, cut: Cut) -> Pass {
    Pass { seen: Seen::Leaning, ..flat(scale, cut, Outline::Closed) }
}

const fn bulging(scale: Scale, cut: Cut) -> Pass {
    Pass { seen: Seen::Bulging, ..flat(scale, cut, Outline::Closed) }
}

const fn damaged(scale: Scale, cut: Cut, seen: Seen) -> Pass {
    Pass { search: Search::Damaged, seen, ..flat(scale, cut, Outline::Closed) }
}

const fn sharpened(scale: Scale) -> Pass {
    Pass { sharpened: true, ..leaning(scale, Cut::Coarse) }
}

const SCREENSHOT: [Pass; 9] = [
    flat(Scale::Full, Cut::Coarse, Outline::Open),
    flat(Scale::Full, Cut::FineMean, Outline::Closed),
    flat(Scale::Full, Cut::Fine, Outline::Closed),
    flat(Scale::Half, Cut::Coarse, Outline::Closed),
    flat(Scale::Full, Cut::Otsu, Outline::Closed),
    flat(Scale::Half, Cut::Coarse, Outline::Open),
    leaning(Scale::Full, Cut::Mean),
    leaning(Scale::Half, Cut::Mean),
    damaged(Scale::Full, Cut::Coarse, Seen::Flat),
];

const PHOTO: [Pass; 21] = [
    leaning(Scale::Full, Cut::Coarse),
    leaning(Scale::Full, Cut::Mean),
    leaning(Scale::Half, Cut::Coarse),
    leaning(Scale::Half, Cut::Mean),
    leaning(Scale::Full, Cut::FineMean),
    leaning(Scale::Quarter, Cut::Mean),
    leaning(Scale::Full, Cut::Fine),
    leaning(Scale::Full, Cut::Otsu),
    leaning(Scale::Half, Cut::Otsu),
    leaning(Scale::Full, Cut::Shade),
    Pass { outline: Outline::Open, ..leaning(Scale::Full, Cut::Coarse) },
    Pass { outline: Outline::Open, ..leaning(Scale::Half, Cut::Otsu) },
    bulging(Scale::Full, Cut::Coarse),
    bulging(Scale::Half, Cut::Mean),
    damaged(Scale::Full, Cut::Coarse, Seen::Leaning),
    damaged(Scale::Full, Cut::Fine, Seen::Leaning),
    damaged(Scale::Half, Cut::Mean, Seen::Leaning),
    damaged(Scale::Full, Cut::Otsu, Seen::Leaning),
    sharpened(Scale::Full),
    sharpened(Scale::Half),
    sharpened(Scale::Quarter),
];

/// Before those, where a photo is large.
const LARGE_PHOTO: [Pass; 3] =
    [leaning(Scale::Half, Cut::Coarse), leaning(Scale::Quarter, Cut::Mean), leaning(Scale::Half, Cut::Mean)];

/// A photo whose longer side has more pixels is a large one.
const LARGE: usize = 1600;
/// The most work of one pass over a screenshot.
const PASS_STEPS: u64 = 60_000;
/// The most that a pass takes for the dearest attempts.
const DEAR_STEPS: u64 = 50_000;
/// The most that is taken for other codes once a key was read: whoever waits for it has it by then.
const MORE_STEPS: u64 = 300_000;
/// Triples that are looked at in a pass.
const MOST_TRIPLES: usize = 3000;

/// Every code that the passes read.
pub(super) fn scan(picture: &Picture<'_>, budget: Budget) -> Vec<Found> {
    let mut meter = Meter::new(budget);
    let full = Tiled::of(Plane { width: picture.width, height: picture.height, data: picture.luma() });
    meter.spend(full.plane.data.len() as u64 / 1000);
    let mut smaller: Vec<Tiled> = Vec::new();
    let mut attempts = Attempts::new();
    let mut found: Vec<Taken> = Vec::new();
    let (passes, noise) = match picture.kind {
        Kind::Screenshot => (&SCREENSHOT[..], 12),
        Kind::Photo => (&PHOTO[..], 24),
    };
    // A camera's picture has more pixels than sharpness: what there is is seen when it is smaller.
    let large = picture.kind == Kind::Photo && picture.width.max(picture.height) > LARGE;
    let first = if large { &LARGE_PHOTO[..] } else { &[] };
    for &pass in first.iter().chain(passes) {
        let halvings = match pass.scale {
            Scale::Full => 0,
            Scale::Half => 1,
            Scale::Quarter => 2,
        };
        if picture.width.min(picture.height) >> halvings < 20 {
            continue;
        }
        while smaller.len() < halvings {
            smaller.push(Tiled::of(smaller.last().unwrap_or(&full).plane.halved()));
        }
        let scaled = halvings.checked_sub(1).and_then(|number| smaller.get(number)).unwrap_or(&full);
        let scale = (1_u32 << halvings) as f32;
        let steps = match (picture.kind, pass.search) {
            // Letters look like finders that lean; few codes on a page do.
            (Kind::Screenshot, Search::Whole) if pass.seen == Seen::Leaning => 20_000,
            (Kind::Screenshot, Search::Whole) => PASS_STEPS,
            (Kind::Screenshot, Search::Damaged) => 12_000,
            (Kind::Photo, Search::Whole) => 200_000,
            (Kind::Photo, Search::Damaged) => 60_000,
        };
        let sharp = pass.sharpened.then(|| Tiled::of(scaled.plane.sharpened()));
        meter.spend(sharp.as_ref().map_or(0, |sharp| sharp.plane.data.len() as u64 / 200));
        let mut sink = Sink { scale, attempts: &mut attempts, found: &mut found, meter: &mut meter };
        look(sharp.as_ref().unwrap_or(scaled), pass, (noise, steps), &mut sink);
        let all_read = || {
            attempts.unread(found.len() > 1).all(|(at, width)| {
                let at = at * (picture.width as f32 / width as f32);
                found.iter().any(|taken| inside(&taken.found, at))
            })
        };
        let has_key = found.iter().any(|taken| taken.found.is_key());
        if !meter.any_left() || (has_key && all_read()) {
            break;
        }
        if has_key {
            meter.leave(MORE_STEPS);
        }
    }
    for axis in [Axis::RedGreen, Axis::YellowBlue] {
        if !found.is_empty() || !meter.any_left() {
            break;
        }
        let Some(plane) = picture.along(axis) else { continue };
        let scale = picture.width as f32 / plane.width as f32;
        look(
            &Tiled::of(plane),
            flat(Scale::Full, Cut::Coarse, Outline::Open),
            (noise, PASS_STEPS),
            &mut Sink { scale, attempts: &mut attempts, found: &mut found, meter: &mut meter },
        );
    }
    if picture.kind == Kind::Screenshot && found.is_empty() {
        meter.begin_pass(PASS_STEPS, 0);
        look_for_blocks(
            &full,
            &mut Sink { scale: 1.0, attempts: &mut attempts, found: &mut found, meter: &mut meter },
        );
    }
    found.into_iter().map(|taken| taken.found).collect()
}

/// A code that was read, and how large its modules are in pixels of the picture.
struct Taken {
    found: Found,
    module: f32,
}

impl Taken {
    /// Whether a finder of a picture at a scale belongs to this code. One with far smaller modules
    /// is another code's, printed into this one.
    fn has(&self, finder: &Finder, scale: f32) -> bool {
        2.0 * finder.module * scale > self.module && inside(&self.found, finder.middle * scale)
    }
}

/// Where a pass puts what it finds.
struct Sink<'a> {
    scale: f32,
    attempts: &'a mut Attempts,
    found: &'a mut Vec<Taken>,
    meter: &'a mut Meter,
}

/// Reads what a pass finds, in so many steps. Among many codes most triples are of several: fewer are left each time
/// that some were read, so that what was more than it may look at is looked at again, in a quarter of the steps.
fn look(picture: &Tiled, pass: Pass, (noise, steps): (u8, u64), sink: &mut Sink<'_>) {
    let plane = &picture.plane;
    let thresholds = Thresholds::of(picture, pass.cut, noise);
    let mut finders = finders(plane, &thresholds, pass.outline);
    sink.begin_pass(steps);
    sink.meter.spend(plane.data.len() as u64 / 400);
    loop {
        let before = sink.found.len();
        finders.retain(|finder| !sink.found.iter().any(|taken| taken.has(finder, sink.scale)));
        let whole = look_at(plane, pass, &finders, sink);
        if whole || sink.found.len() == before || !sink.meter.any_left() {
            return;
        }
        sink.begin_pass(steps / 4);
    }
}

/// Reads the codes of these finders; false where there was more to be looked at than it may.
fn look_at(plane: &Plane, pass: Pass, finders: &[Finder], sink: &mut Sink<'_>) -> bool {
    let mut used = vec![false; finders.len()];
    let triples = match pass.search {
        Search::Whole => triples(finders, pass.seen),
        Search::Damaged => completed(plane, finders, sink.meter),
    };
    let whole = triples.len() <= MOST_TRIPLES;
    for triple in triples.into_iter().take(MOST_TRIPLES) {
        if !sink.meter.left() {
            return false;
        }
        if triple.numbers.iter().any(|&number| used.get(number).copied().unwrap_or(true)) {
            continue;
        }
        let view = View { plane, polarity: triple.corner.polarity };
        if pass.search == Search::Whole && !triple.holds(view, pass.seen, sink.meter) {
            continue;
        }
        let Some(read) = sink.attempts.read(view, &triple, pass.seen, sink.meter) else { continue };
        let taken = sink.taken(read, triple.corner.polarity);
        for (used, finder) in used.iter_mut().zip(finders) {
            *used |= taken.has(finder, sink.scale);
        }
        sink.keep(taken);
    }
    whole
}

/// The last look at a screenshot: for codes too small to have finders.
fn look_for_blocks(picture: &Tiled, sink: &mut Sink<'_>) {
    sink.meter.spend(picture.plane.data.len() as u64 / 400);
    for block in blocks(picture) {
        if !sink.meter.left() {
            return;
        }
        if let Some(read) = sink.attempts.read_block(&picture.plane, &block, sink.meter) {
            let taken = sink.taken(read, block.polarity);
            sink.keep(taken);
        }
    }
}

impl Sink<'_> {
    /// Among codes that can be read, those that can hardly be are not worth much.
    fn begin_pass(&mut self, steps: u64) {
        self.meter.begin_pass(steps, if self.found.is_empty() { DEAR_STEPS } else { 0 });
    }

    /// What was read, in pixels of the picture.
    fn taken(&self, read: Read, polarity: Polarity) -> Taken {
        let corners = read.corners.map(|corner| corner * self.scale);
        let module = (corners[1] - corners[0]).length() / read.size as f32;
        let corners = corners.map(|corner| (corner.x, corner.y));
        let Read { bytes, encoding, mirrored, .. } = read;
        Taken { found: Found { bytes, encoding, corners, polarity, mirrored }, module }
    }

    /// Keeps a code, once.
    fn keep(&mut self, new: Taken) {
        let same =
            |other: &Taken| other.found.bytes == new.found.bytes && inside(&other.found, middle(&new.found));
        if !self.found.iter().any(same) {
            self.found.push(new);
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
