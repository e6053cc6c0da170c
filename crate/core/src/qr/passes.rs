//! The passes: the picture is searched in one way after another until a key is read.
//!
//! A pass searches one size of the picture, with one kind of threshold, for one class of pose, and
//! tries to read every code it finds. Later passes leave alone what earlier ones have read.

#![expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "pixel geometry: scales and costs; triples name finders of their list"
)]

mod order;

use crate::qr::{
    Budget, Found, Kind, Picture, Polarity,
    attempt::{Attempts, Read},
    budget::Meter,
    find::{
        finder::{Finder, Tolerance, finders},
        missing::with_missing_finder,
        threshold::{Threshold, ThresholdMap},
        tiles::Tiled,
        tiny::tiny_codes,
        triple::triples,
    },
    geometry::Point,
    picture::Axis,
    plane::{Plane, View},
};
use order::{Finders, PASS_STEPS, Pass, Scale, flat, passes};

/// The most that a pass spends on its costliest attempts.
const COSTLY_STEPS: u64 = 50_000;
/// The most that is spent on other codes once a key was read: the person is waiting for it.
const MORE_STEPS: u64 = 300_000;
/// The most triples that are tried in a pass.
const MOST_TRIPLES: usize = 3000;
/// A picture with a shorter side than this holds no code.
const LEAST_SIDE: usize = 20;

/// Every code that the passes read.
pub(super) fn read(picture: &Picture<'_>, budget: Budget) -> Vec<Found> {
    let noise = match picture.kind {
        Kind::Screenshot => 12,
        Kind::Photo => 24,
    };
    let meter = Meter::new(budget);
    let mut reading = Reading { attempts: Attempts::new(), codes: Vec::new(), meter, noise };
    let mut sizes = Sizes::of(picture);
    reading.meter.spend(sizes.full.plane.data.len() as u64 / 1000);
    for pass in passes(picture) {
        let Some((scaled, scale)) = sizes.at(pass.scale) else { continue };
        let sharp = pass.sharpened.then(|| Tiled::of(scaled.plane.sharpened()));
        reading.meter.spend(sharp.as_ref().map_or(0, |sharp| sharp.plane.data.len() as u64 / 200));
        reading.run(sharp.as_ref().unwrap_or(scaled), scale, (pass, pass.steps(picture.kind)));
        if reading.is_done(picture) {
            break;
        }
    }
    for axis in [Axis::RedGreen, Axis::YellowBlue] {
        if !reading.codes.is_empty() || !reading.meter.any_left() {
            break;
        }
        let Some(plane) = picture.along(axis) else { continue };
        let scale = picture.width as f32 / plane.width as f32;
        let pass = flat(Scale::Full, Threshold::Coarse, Tolerance::Lenient);
        reading.run(&Tiled::of(plane), scale, (pass, PASS_STEPS));
    }
    if picture.kind == Kind::Screenshot && reading.codes.is_empty() {
        reading.run_tiny(&sizes.full);
    }
    reading.codes.into_iter().map(|code| code.found).collect()
}

/// A picture in the sizes that the passes ask for.
struct Sizes {
    full: Tiled,
    /// Half the size, a quarter, and so on, as far as they were needed.
    smaller: Vec<Tiled>,
}

impl Sizes {
    fn of(picture: &Picture<'_>) -> Self {
        let plane = Plane { width: picture.width, height: picture.height, data: picture.luma() };
        Self { full: Tiled::of(plane), smaller: Vec::new() }
    }

    /// The picture in a size, and how many of its pixels make one of that. Nothing where it is too
    /// small for a code.
    fn at(&mut self, scale: Scale) -> Option<(&Tiled, f32)> {
        let halvings = scale.halvings();
        let Plane { width, height, .. } = self.full.plane;
        if width.min(height) >> halvings < LEAST_SIDE {
            return None;
        }
        while self.smaller.len() < halvings {
            let last = self.smaller.last().unwrap_or(&self.full);
            self.smaller.push(Tiled::of(last.plane.halved()));
        }
        let scaled = match halvings.checked_sub(1) {
            None => &self.full,
            Some(number) => self.smaller.get(number)?,
        };
        Some((scaled, (1_u32 << halvings) as f32))
    }
}

/// A code that was read, and how large its modules are in pixels of the picture.
struct ReadCode {
    found: Found,
    module: f32,
}

impl ReadCode {
    /// What was read in a picture at a scale, in pixels of the whole picture.
    fn of(read: Read, polarity: Polarity, scale: f32) -> Self {
        let corners = read.corners.map(|corner| corner * scale);
        let module = (corners[1] - corners[0]).length() / read.size as f32;
        let corners = corners.map(|corner| (corner.x, corner.y));
        let Read { bytes, encoding, mirrored, .. } = read;
        Self { found: Found { bytes, encoding, corners, polarity, mirrored }, module }
    }

    /// Whether a finder in a picture at a scale belongs to this code. One with far smaller modules
    /// belongs to another code, printed into this one.
    fn has(&self, finder: &Finder, scale: f32) -> bool {
        2.0 * finder.module * scale > self.module && self.contains(finder.middle * scale)
    }

    /// Whether a point of the picture lies within this code.
    fn contains(&self, at: Point) -> bool {
        let [a, b, c, d] = self.found.corners.map(|(x, y)| Point { x, y });
        let turns = [(a, b), (b, c), (c, d), (d, a)].map(|(from, to)| (to - from).cross(at - from) > 0.0);
        turns == [true; 4] || turns == [false; 4]
    }

    fn middle(&self) -> Point {
        let sum = self.found.corners.iter().fold((0.0, 0.0), |(x, y), corner| (x + corner.0, y + corner.1));
        Point { x: sum.0 / 4.0, y: sum.1 / 4.0 }
    }
}

/// What was read so far, and what is left to be spent.
struct Reading {
    attempts: Attempts,
    codes: Vec<ReadCode>,
    meter: Meter,
    /// Contrast below this, of 255, is none.
    noise: u8,
}

impl Reading {
    /// Runs a pass over a picture at a scale, in so many steps at most.
    ///
    /// In a picture of many codes most triples mix finders of several. Each code that is read removes
    /// its finders, so a pass that had to be cut short runs again on what is left, in a quarter of
    /// the steps.
    fn run(&mut self, picture: &Tiled, scale: f32, (pass, steps): (Pass, u64)) {
        let plane = &picture.plane;
        let thresholds = ThresholdMap::of(picture, pass.threshold, self.noise);
        let mut finders = finders(plane, &thresholds, pass.tolerance);
        self.begin_pass(steps);
        self.meter.spend(plane.data.len() as u64 / 400);
        loop {
            let before = self.codes.len();
            finders.retain(|finder| !self.codes.iter().any(|code| code.has(finder, scale)));
            let complete = self.read_triples(plane, scale, (pass, &finders));
            if complete || self.codes.len() == before || !self.meter.any_left() {
                return;
            }
            self.begin_pass(steps / 4);
        }
    }

    /// Reads the codes that these finders belong to; false when the pass had to be cut short.
    fn read_triples(&mut self, plane: &Plane, scale: f32, (pass, finders): (Pass, &[Finder])) -> bool {
        let mut used = vec![false; finders.len()];
        let triples = match pass.finders {
            Finders::Three => triples(finders, pass.class),
            Finders::Two => with_missing_finder(plane, finders, &mut self.meter),
        };
        let complete = triples.len() <= MOST_TRIPLES;
        for triple in triples.into_iter().take(MOST_TRIPLES) {
            if !self.meter.pass_left() {
                return false;
            }
            if triple.indices.iter().any(|&index| used[index]) {
                continue;
            }
            let polarity = triple.corner.polarity;
            let view = View { plane, polarity };
            if pass.finders == Finders::Three && !triple.holds(view, pass.class, &mut self.meter) {
                continue;
            }
            let Some(read) = self.attempts.read(view, &triple, pass.class, &mut self.meter) else { continue };
            let code = ReadCode::of(read, polarity, scale);
            for (used, finder) in used.iter_mut().zip(finders) {
                *used |= code.has(finder, scale);
            }
            self.keep(code);
        }
        complete
    }

    /// The last pass over a screenshot: for codes too small to show finders.
    fn run_tiny(&mut self, picture: &Tiled) {
        self.meter.begin_pass(PASS_STEPS, 0);
        self.meter.spend(picture.plane.data.len() as u64 / 400);
        for tiny in tiny_codes(picture) {
            if !self.meter.pass_left() {
                return;
            }
            if let Some(read) = self.attempts.read_tiny(&picture.plane, &tiny, &mut self.meter) {
                self.keep(ReadCode::of(read, tiny.polarity, 1.0));
            }
        }
    }

    /// Once a code was read, unlikely attempts are not worth what they cost.
    fn begin_pass(&mut self, steps: u64) {
        self.meter.begin_pass(steps, if self.codes.is_empty() { COSTLY_STEPS } else { 0 });
    }

    /// Whether no further pass is needed: nothing is left to spend, or a key was read and whatever
    /// looked like another code was read too.
    fn is_done(&mut self, picture: &Picture<'_>) -> bool {
        let has_key = self.codes.iter().any(|code| code.found.is_key());
        let all_read = || {
            self.attempts.unread(self.codes.len() > 1).all(|(at, width)| {
                let at = at * (picture.width as f32 / width as f32);
                self.codes.iter().any(|code| code.contains(at))
            })
        };
        if !self.meter.any_left() || (has_key && all_read()) {
            return true;
        }
        if has_key {
            self.meter.cap(MORE_STEPS);
        }
        false
    }

    /// Keeps a code, once.
    fn keep(&mut self, new: ReadCode) {
        let same = |other: &ReadCode| other.found.bytes == new.found.bytes && other.contains(new.middle());
        if !self.codes.iter().any(same) {
            self.codes.push(new);
        }
    }
}
