//! Telling modules by the steps between them.
//!
//! Under a shadow with hard edges paper can be darker than ink is beside it, and no threshold
//! parts the two. But from paper to ink the brightness falls by the same share in light and in
//! shadow, and the edges of a shadow seldom run along those of modules. So what is looked at is
//! how much brighter it is close behind each border of two modules than close before it. Each
//! such step says how the two differ; those modules are found that agree with most of them.

#![expect(clippy::as_conversions, reason = "module numbers to coordinates")]

use super::{
    decode::Soft,
    geometry::{Point, point},
    layout::Layout,
    plane::View,
};

/// How close, in modules.
const CLOSE: f32 = 0.3;
/// How often each module is moved.
const SWEEPS: usize = 20;
/// How much a guess counts, beside four steps.
const GUESS: f32 = 0.05;
/// A step that is contradicted by this much counts half.
const DOUBT: f32 = 0.6;

/// What each border of two modules says of them.
pub(super) struct Steps {
    size: usize,
    /// By how much of both their brightness what is right of each module is brighter.
    right: Vec<f32>,
    /// The same of what is below it.
    down: Vec<f32>,
}

impl Steps {
    pub(super) fn of(view: View<'_>, size: usize, map: impl Fn(Point) -> Point) -> Self {
        let steps = |way: Point, along: Point| {
            let step = |index: usize| {
                let module = point((index % size) as f32 + 0.5, (index / size) as f32 + 0.5);
                let near = |away: f32| {
                    let ends = [-0.2, 0.0, 0.2].map(|by| module + way * away + along * by);
                    ends.into_iter().map(|at| view.sample(map(at))).sum::<f32>()
                };
                let (before, behind) = (near(0.5 - CLOSE), near(0.5 + CLOSE));
                // What is black differs by noise alone.
                (behind - before) / (behind + before + 24.0)
            };
            (0..size * size).map(step).collect()
        };
        let (across, below) = (point(1.0, 0.0), point(0.0, 1.0));
        Self { size, right: steps(across, below), down: steps(below, across) }
    }

    /// The modules around one, and by how much it is darker than each.
    fn around(&self, index: usize) -> impl Iterator<Item = (usize, f32)> {
        let (x, y) = (index % self.size, index / self.size);
        let said = |steps: &[f32], by: usize| steps.get(by).copied().unwrap_or_default();
        [
            (x + 1 < self.size).then(|| (index + 1, said(&self.right, index))),
            (x > 0).then(|| (index - 1, -said(&self.right, index - 1))),
            (y + 1 < self.size).then(|| (index + self.size, said(&self.down, index))),
            (y > 0).then(|| (index - self.size, -said(&self.down, index - self.size))),
        ]
        .into_iter()
        .flatten()
    }

    /// How surely each module is dark, by a first guess.
    pub(super) fn soft(&self, layout: &Layout, guess: &Soft) -> Soft {
        let (known, guessed) = (layout.known(), layout.guessed(&guess.dark));
        // From dark to light it is this much, where both are known.
        let (mut sum, mut count) = (0.0, 1e-6);
        for (index, _) in known.iter().enumerate().filter(|(_, dark)| **dark > 0.0) {
            let light = |&(other, _): &(usize, f32)| known.get(other).is_some_and(|&other| other < 0.0);
            for (_, darker) in self.around(index).filter(light) {
                (sum, count) = (sum + darker, count + 1.0);
            }
        }
        let whole = 2.0 / (sum / count).max(0.02);
        let mut dark = guessed.clone();
        for index in (0..SWEEPS).flat_map(|_| 0..guessed.len()) {
            let (Some(&now), Some(&guess)) = (dark.get(index), guessed.get(index)) else { continue };
            if known.get(index).is_some_and(|&known| known != 0.0) {
                continue;
            }
            let (mut sum, mut count) = (GUESS * guess, GUESS);
            for (other, darker) in self.around(index) {
                let said = dark.get(other).copied().unwrap_or_default() + whole * darker;
                let against = (said - now) / DOUBT;
                let weight = 1.0 / (1.0 + against * against);
                (sum, count) = (sum + weight * said, count + weight);
            }
            if let Some(dark) = dark.get_mut(index) {
                *dark = (sum / count).clamp(-1.0, 1.0);
            }
        }
        Soft { size: self.size, dark }
    }
}

#[cfg(test)]
mod tests {
    use std::{env, fmt::Write, fs, path::Path};

    use super::{
        super::{
            Polarity,
            plane::Plane,
            sample::{Cut, Samples},
        },
        *,
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
        let cut = Samples::of(view, SIZE, map).soft(Cut::Global, &layout);
        let found = Steps::of(view, SIZE, map).soft(&layout, &cut);
        let wrong = |soft: &Soft| {
            let each = soft.dark.iter().zip(&dark);
            each.filter(|(found, dark)| (**found > 0.0) != **dark).count()
        };
        assert!(wrong(&cut) > 100 && wrong(&found) < 10, "{} {}", wrong(&cut), wrong(&found));
        if let Ok(folder) = env::var("TANDEM_PICTURES") {
            fs::write(Path::new(&folder).join("qr-shadow.svg"), draw(&dark, [&cut, &found])).unwrap();
        }
    }

    /// The code in the shadow, and what is made of it: what is wrong in red.
    fn draw(dark: &[bool], made: [&Soft; 2]) -> String {
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
