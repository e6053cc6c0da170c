//! Telling modules apart by the edges between them, in shadows with hard edges.
//!
//! In such a shadow paper can be darker than ink is beside it, and no threshold separates the two. But from
//! paper to ink the brightness falls by the same share in light and in shadow, and the edges of a shadow
//! rarely follow those of modules. So the brightness just after each border of two modules is compared with
//! that just before it. Each edge says how the two differ, and the modules that agree with most edges are
//! the answer.

#![expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "module numbers to coordinates; indices are of the code's modules"
)]

use crate::qr::{
    decode::SoftModules,
    geometry::{Point, point},
    layout::Layout,
    plane::View,
};

/// How close to a border brightness is sampled, in modules.
const CLOSE: f32 = 0.3;
/// How often each module is adjusted.
const SWEEPS: usize = 20;
/// How much the first guess counts beside four edges.
const GUESS: f32 = 0.05;
/// An edge that is contradicted by this much counts half.
const DOUBT: f32 = 0.6;

/// What each border of two modules says about them.
pub(in crate::qr) struct Edges {
    size: usize,
    /// How much brighter the module to the right is, as a share of the brightness of both.
    right: Vec<f32>,
    /// The same for the module below.
    down: Vec<f32>,
}

impl Edges {
    pub(in crate::qr) fn of(view: View<'_>, size: usize, map: impl Fn(Point) -> Point) -> Self {
        let steps = |way: Point, along: Point| {
            let step = |index: usize| {
                let module = point((index % size) as f32 + 0.5, (index / size) as f32 + 0.5);
                let near = |away: f32| {
                    let ends = [-0.2, 0.0, 0.2].map(|by| module + way * away + along * by);
                    ends.into_iter().map(|at| view.sample(map(at))).sum::<f32>()
                };
                let (before, behind) = (near(0.5 - CLOSE), near(0.5 + CLOSE));
                // Between two black modules there is only noise.
                (behind - before) / (behind + before + 24.0)
            };
            (0..size * size).map(step).collect()
        };
        let (across, below) = (point(1.0, 0.0), point(0.0, 1.0));
        Self { size, right: steps(across, below), down: steps(below, across) }
    }

    /// The modules around one, and how much darker it is than each.
    fn around(&self, index: usize) -> impl Iterator<Item = (usize, f32)> {
        let (x, y) = (index % self.size, index / self.size);
        [
            (x + 1 < self.size).then(|| (index + 1, self.right[index])),
            (x > 0).then(|| (index - 1, -self.right[index - 1])),
            (y + 1 < self.size).then(|| (index + self.size, self.down[index])),
            (y > 0).then(|| (index - self.size, -self.down[index - self.size])),
        ]
        .into_iter()
        .flatten()
    }

    /// How surely each module is dark, starting from a guess.
    pub(in crate::qr) fn soft(&self, layout: &Layout, guess: &SoftModules) -> SoftModules {
        let (known, guessed) = (layout.known_colours(), layout.guessed(&guess.dark));
        // The mean edge from a known dark module to a known light one.
        let (mut sum, mut count) = (0.0, 1e-6);
        for (index, _) in known.iter().enumerate().filter(|(_, dark)| **dark > 0.0) {
            let light = |&(other, _): &(usize, f32)| known[other] < 0.0;
            for (_, darker) in self.around(index).filter(light) {
                (sum, count) = (sum + darker, count + 1.0);
            }
        }
        let whole = 2.0 / (sum / count).max(0.02);
        let mut dark = guessed.clone();
        for index in (0..SWEEPS).flat_map(|_| 0..guessed.len()) {
            if known[index] != 0.0 {
                continue;
            }
            let (mut sum, mut count) = (GUESS * guessed[index], GUESS);
            for (other, darker) in self.around(index) {
                let said = dark[other] + whole * darker;
                let against = (said - dark[index]) / DOUBT;
                let weight = 1.0 / (1.0 + against * against);
                (sum, count) = (sum + weight * said, count + weight);
            }
            dark[index] = (sum / count).clamp(-1.0, 1.0);
        }
        SoftModules { size: self.size, dark }
    }
}

#[cfg(test)]
mod tests {
    use std::{env, fmt::Write, fs, path::Path};

    use super::*;
    use crate::qr::{
        Polarity,
        plane::Plane,
        sample::{Classifier, Samples},
    };

    /// Modules a side, and pixels to a module.
    const SIZE: usize = 25;
    const SCALE: usize = 6;

    #[test]
    fn modules_are_told_apart_where_ink_in_the_light_is_paper_in_the_shadow() {
        let layout = Layout::of(SIZE);
        let dark: Vec<bool> = layout.example().into_iter().map(|dark| dark > 0.0).collect();
        // A shadow over half of it, aslant.
        let side = SIZE * SCALE;
        let pixel = |index: usize| {
            let (x, y) = (index % side, index / side);
            let ink = dark[y / SCALE * SIZE + x / SCALE];
            match (ink, 4 * x + 2 * y > 3 * side) {
                (true, true) => 20,
                (true, false) | (false, true) => 60,
                (false, false) => 180,
            }
        };
        let plane = Plane { width: side, height: side, data: (0..side * side).map(pixel).collect() };
        let view = View { plane: &plane, polarity: Polarity::DarkOnLight };
        let map = |at: Point| at * SCALE as f32;
        let thresholded = Samples::of(view, SIZE, map).classify(Classifier::Global, &layout);
        let found = Edges::of(view, SIZE, map).soft(&layout, &thresholded);
        let wrong = |soft: &SoftModules| {
            let each = soft.dark.iter().zip(&dark);
            each.filter(|(found, dark)| (**found > 0.0) != **dark).count()
        };
        assert!(wrong(&thresholded) > 100 && wrong(&found) < 10, "{} {}", wrong(&thresholded), wrong(&found));
        if let Ok(folder) = env::var("TANDEM_PICTURES") {
            fs::write(Path::new(&folder).join("qr-shadow.svg"), draw(&dark, [&thresholded, &found])).unwrap();
        }
    }

    /// The code in the shadow, and what is made of it: what is wrong in red.
    fn draw(dark: &[bool], made: [&SoftModules; 2]) -> String {
        let mut squares = [String::new(), String::new(), String::new()];
        let [code, parts @ ..] = &mut squares;
        for (index, &dark) in dark.iter().enumerate() {
            let (x, y) = (index % SIZE, index / SIZE);
            if dark {
                write!(code, "M{x} {y}h1v1h-1z").unwrap();
            }
            for (part, soft) in parts.iter_mut().zip(made) {
                let read = soft.dark[index] > 0.0;
                let fill = match (read, read == dark) {
                    (true, true) => "#17181c",
                    (true, false) => "#b91c1c",
                    (false, false) => "#fca5a5",
                    (false, true) => continue,
                };
                write!(part, r#"<path d="M{x} {y}h1v1h-1z" fill="{fill}"/>"#).unwrap();
            }
        }
        let [code, cut, found] = squares;
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 83 27" width="664" height="216" shape-rendering="crispEdges">
<rect x="-1" y="-1" width="83" height="27" fill="#ffffff"/>
<rect x="-1" y="-1" width="27" height="27" fill="#b4b4b4"/><path d="{code}" fill="#3c3c3c"/>
<path d="M19.25 -1H26V26H5.75z" fill-opacity="0.67" shape-rendering="auto"/>
<g transform="translate(28 0)">{cut}</g><g transform="translate(56 0)">{found}</g>
</svg>
"##
        )
    }
}
