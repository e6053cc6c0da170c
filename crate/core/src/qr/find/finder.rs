//! The three squares in a code's corners, found by their proportions.
//!
//! Any straight line through the middle of a finder crosses dark, light, dark, light, dark
//! in the proportions 1:1:3:1:1, whatever the code's size or rotation. Rows of the picture
//! are searched for that, then the place is checked downwards, across again and along a
//! diagonal. Ends of runs are placed between pixels, where the brightness crosses the
//! threshold, so that modules of little more than a pixel still measure right.
//!
//! Where a code has no quiet zone and its surroundings are as dark as it is, a finder's
//! outermost run has no end on one side. A terminal draws two rows of modules as one line of text,
//! and the space between lines parts a finder. A [`Tolerance::Lenient`] search finds both.

#![expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "pixel geometry; indices are of finders that were found"
)]

use crate::{
    qr::{
        Polarity,
        find::threshold::{ThresholdMap, Tile},
        geometry::{Point, point},
        plane::Plane,
    },
    sorted::sort,
};

/// A finder: where its middle is and how large its modules are, in pixels.
#[derive(Debug, Clone, Copy)]
pub(in crate::qr) struct Finder {
    pub(in crate::qr) middle: Point,
    pub(in crate::qr) module: f32,
    /// How many times as high as wide it measures, along a column and along a row.
    pub(in crate::qr) aspect: f32,
    /// In how many rows it was found.
    pub(in crate::qr) hits: u32,
    pub(in crate::qr) polarity: Polarity,
}

/// How exactly a finder must be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::qr) enum Tolerance {
    /// With light all around.
    Strict,
    /// A side may run on into surroundings of its colour, and gaps between lines of text may part it.
    Lenient,
}

/// The lengths of five runs, and where the third has its middle.
#[derive(Debug, Clone, Copy)]
struct Runs {
    lengths: [f32; 5],
    middle: f32,
}

/// A binarised picture that is being searched.
struct FinderSearch<'a> {
    plane: &'a Plane,
    thresholds: &'a ThresholdMap,
    tolerance: Tolerance,
    found: Vec<Finder>,
}

/// More finders than this are noise; the search ends.
const MOST: usize = 2000;
/// A finder tilted by 67 degrees is this many times as high as wide.
const MOST_ASPECT: f32 = 2.6;
/// The widest gap between lines of text that may part a finder, in modules: a light row is higher.
const MOST_GAP: f32 = 0.6;

/// Every finder of the picture, of both polarities, the surest first.
pub(in crate::qr) fn finders(plane: &Plane, thresholds: &ThresholdMap, tolerance: Tolerance) -> Vec<Finder> {
    let mut search = FinderSearch { plane, thresholds, tolerance, found: Vec::new() };
    // The middle square is three modules high: no row between two searched ones can hide it.
    for y in (0..plane.height).step_by(2) {
        search.row(y);
        if search.found.len() > MOST {
            break;
        }
    }
    // Most rows through the middle square of a real finder find it; noise is found in few.
    let sure = |finder: &Finder| finder.hits as f32 / (1.5 * finder.module + 2.0).min(12.0);
    sort(&mut search.found, |a, b| sure(b).total_cmp(&sure(a)));
    search.found
}

impl FinderSearch<'_> {
    fn row(&mut self, y: usize) {
        let side = 1_usize << self.thresholds.shift;
        // Where the last six runs began, the newest last.
        let mut edges = [0.0_f32; 6];
        let mut seen = 0_usize;
        let row = self.plane.row(y);
        let mut light = match self.thresholds.row(y).first() {
            Some(Tile::Dark) => false,
            Some(&Tile::Mixed(level)) => row.first().is_some_and(|&value| value >= level),
            _ => true,
        };
        let mut previous = row.first().copied().unwrap_or(0);
        let mut end_run = |search: &mut Self, at: f32, was_light: bool| {
            edges = [edges[1], edges[2], edges[3], edges[4], edges[5], at];
            seen += 1;
            if seen >= 5 {
                search.check_row(y, edges, was_light);
            }
        };
        for ((index, pixels), &tile) in row.chunks(side).enumerate().zip(self.thresholds.row(y)) {
            let start = index * side;
            match tile {
                Tile::Dark | Tile::Light => {
                    if light != (tile == Tile::Light) {
                        end_run(self, start as f32, light);
                        light = !light;
                    }
                }
                Tile::Mixed(level) => {
                    for (offset, &value) in pixels.iter().enumerate() {
                        if light != (value >= level) {
                            let at = (start + offset) as f32 - 0.5 + crossing(previous, value, level);
                            end_run(self, at, light);
                            light = !light;
                        }
                        previous = value;
                    }
                }
            }
            previous = pixels.last().copied().unwrap_or(previous);
        }
        end_run(self, row.len() as f32, light);
    }

    /// Looks at the five runs before the newest edge.
    fn check_row(&mut self, y: usize, edges: [f32; 6], light: bool) {
        let [e0, e1, e2, e3, e4, e5] = edges;
        let runs =
            Runs { lengths: [e1 - e0, e2 - e1, e3 - e2, e4 - e3, e5 - e4], middle: f32::midpoint(e2, e3) };
        // By far the most frequent case: the middle run is too short.
        if runs.lengths[2] < 1.5 * (runs.lengths[1] + runs.lengths[3]) * 0.5 {
            return;
        }
        let Some(first) = self.judge(&runs, 0.5) else { return };
        let polarity = if light { Polarity::LightOnDark } else { Polarity::DarkOnLight };
        self.verify(point(runs.middle, y as f32 + 0.5), first, polarity);
    }

    /// Checks a place found in a row downwards, across and along the diagonals.
    fn verify(&mut self, at: Point, module: f32, polarity: Polarity) {
        let Some(known) = self.known(at, module, polarity) else { return };
        let Some((down, down_module)) = self.walk(at, (0, 1), module) else { return };
        let at = point(at.x, at.y + down);
        let Some((across, across_module)) = self.walk(at, (1, 0), module) else { return };
        let at = point(at.x + across, at.y);
        if down_module > MOST_ASPECT * across_module || across_module > MOST_ASPECT * down_module {
            return;
        }
        // Two pixels to a module leave too little of a diagonal to measure.
        let module = f32::midpoint(down_module, across_module);
        let slanted = [(1, 1), (1, -1)].iter().filter(|&&way| self.walk(at, way, module).is_some()).count();
        if slanted == 0 {
            return;
        }
        let finder = Finder { middle: at, module, aspect: down_module / across_module, hits: 1, polarity };
        match known {
            Some(index) => self.merge(index, finder),
            None => match self.near(at, module, polarity) {
                Some(index) => self.merge(index, finder),
                None => self.found.push(finder),
            },
        }
    }

    /// Nothing if a finder here was confirmed often enough, otherwise the one known so far.
    fn known(&self, at: Point, module: f32, polarity: Polarity) -> Option<Option<usize>> {
        let near = self.near(at, module, polarity);
        let sure = near.is_some_and(|index| self.found[index].hits >= 12);
        if sure { None } else { Some(near) }
    }

    fn near(&self, at: Point, module: f32, polarity: Polarity) -> Option<usize> {
        self.found.iter().rposition(|other| {
            let away = other.middle - at;
            let close = module.max(other.module).max(1.5);
            other.polarity == polarity
                && away.x.abs() < 1.5 * close
                && away.y.abs() < 1.5 * close
                && other.module < 1.6 * module
                && module < 1.6 * other.module
        })
    }

    fn merge(&mut self, index: usize, new: Finder) {
        let old = &mut self.found[index];
        let (share, rest) = (1.0 / (old.hits + 1) as f32, old.hits as f32 / (old.hits + 1) as f32);
        old.middle = old.middle * rest + new.middle * share;
        old.module = old.module * rest + new.module * share;
        old.aspect = old.aspect * rest + new.aspect * share;
        old.hits += 1;
    }

    /// Walks both ways from a place in the middle square and measures the five runs. Returns the
    /// distance from there to the middle, along the way, and the size of a module.
    fn walk(&self, at: Point, way: (i32, i32), module: f32) -> Option<(f32, f32)> {
        let bridged = (self.tolerance == Tolerance::Lenient && way.1 != 0).then_some(MOST_GAP * module);
        self.measure(at, way, (module, 0.0))
            .or_else(|| self.measure(at, way, (module, bridged.filter(|&gap| gap >= 1.0)?)))
    }

    /// The same, where a gap of at most so many pixels counts as what is on both sides of it.
    fn measure(&self, at: Point, way: (i32, i32), (module, gap): (f32, f32)) -> Option<(f32, f32)> {
        let limit = module * MOST_ASPECT + 2.0;
        let ahead = self.edges(at, way, (limit, gap))?;
        let behind = self.edges(at, (-way.0, -way.1), (limit, gap))?;
        let lengths = [
            behind[2] - behind[1],
            behind[1] - behind[0],
            behind[0] + ahead[0],
            ahead[1] - ahead[0],
            ahead[2] - ahead[1],
        ];
        let runs = Runs { lengths, middle: 0.0 };
        let looser = if way.0 != 0 && way.1 != 0 { 0.8 } else { 0.6 };
        let found = self.judge(&runs, looser)?;
        if found > MOST_ASPECT * module || module > MOST_ASPECT * found {
            return None;
        }
        Some(((ahead[0] - behind[0]) / 2.0, found))
    }

    /// The distances to the first three changes of colour in a direction. The third is cut
    /// off at its limit where the run goes on.
    fn edges(&self, at: Point, (dx, dy): (i32, i32), (limit, gap): (f32, f32)) -> Option<[f32; 3]> {
        let (x, y) = (at.x.floor() as i32, at.y.floor() as i32);
        // How far the place is ahead of its pixel's middle, along the way.
        let lead = match (dx, dy) {
            (0, _) => (at.y - y as f32 - 0.5) * dy as f32,
            (_, 0) => (at.x - x as f32 - 0.5) * dx as f32,
            _ => ((at.x - x as f32 - 0.5) * dx as f32 + (at.y - y as f32 - 0.5) * dy as f32) / 2.0,
        };
        let pixel = |step: i32| {
            let (x, y) = (usize::try_from(x + dx * step).ok()?, usize::try_from(y + dy * step).ok()?);
            if x >= self.plane.width || y >= self.plane.height {
                return None;
            }
            Some((self.plane.pixel(x, y), self.thresholds.at(x, y)))
        };
        let (mut previous, level) = pixel(0)?;
        let mut light = previous >= level;
        let ink = light;
        let mut edges = [0.0; 3];
        let mut next = 0;
        let mut last = 0.0;
        let longest = [2.2 * limit, limit, limit];
        for step in 1.. {
            let here = step as f32 - 0.5 - lead;
            let allowed = longest[next];
            let value = pixel(step);
            if value.is_none() || here - last > allowed {
                // Out of the picture or too far: fine for the outermost run only.
                if next == 2 && here - last > 0.4 {
                    edges[2] = here;
                    return Some(edges);
                }
                return None;
            }
            let (value, level) = value?;
            let resumes = |ahead| pixel(step + ahead).is_some_and(|(value, level)| ink == (value >= level));
            let in_gap = || light == ink && (1..=gap as i32).any(resumes);
            if light != (value >= level) && !in_gap() {
                last = here - 0.5 + crossing(previous, value, level);
                edges[next] = last;
                next += 1;
                light = !light;
                if next == 3 {
                    return Some(edges);
                }
            }
            previous = value;
        }
        None
    }

    /// Whether five runs have a finder's proportions, within `slack` of a module.
    fn judge(&self, runs: &Runs, slack: f32) -> Option<f32> {
        let [a, b, c, d, e] = runs.lengths;
        let fits = |module: f32, lengths: &[(f32, f32)]| {
            let play = slack * module + if module < 3.0 { 0.3 } else { 0.0 };
            lengths
                .iter()
                .all(|&(length, modules)| (length - modules * module).abs() < play * modules.max(1.0))
        };
        let module = (a + b + c + d + e) / 7.0;
        if module < 0.7 {
            return None;
        }
        if fits(module, &[(a, 1.0), (b, 1.0), (c, 3.0), (d, 1.0), (e, 1.0)]) {
            return Some(module);
        }
        if self.tolerance == Tolerance::Strict {
            return None;
        }
        let inner = (b + c + d) / 5.0;
        let play = 0.45 * inner + if inner < 3.0 { 0.3 } else { 0.0 };
        let ends = |end: f32| (end - inner).abs() < play;
        let runs_on = |end: f32| end > 0.6 * inner;
        let shut = (ends(a) && runs_on(e)) || (ends(e) && runs_on(a));
        (inner >= 0.9 && shut && fits(inner, &[(b, 1.0), (c, 3.0), (d, 1.0)])).then_some(inner)
    }
}

/// Where between two pixels' middles the brightness crosses the threshold, 0 to 1.
fn crossing(before: u8, after: u8, level: u8) -> f32 {
    let (before, after) = (f32::from(before), f32::from(after));
    // A pixel is light from the level on, so the crossing lies half a step below it.
    let level = f32::from(level) - 0.5;
    let way = after - before;
    if way.abs() < 1.0 { 0.5 } else { ((level - before) / way).clamp(0.0, 1.0) }
}
