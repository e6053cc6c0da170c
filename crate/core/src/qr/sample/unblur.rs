//! Undoing a wide blur, in which modules run into those beyond their neighbours.
//!
//! Each sample is a mixture of modules, and neither the modules nor the weights of the blur are known. With
//! the modules known, the weights follow by least squares; with the weights known, so do the modules whose
//! mixture is nearest to what is seen. So both are computed in turn, starting from a guess. It helps that a
//! module is at most dark and at least light, and that the function patterns are known.

#![expect(clippy::indexing_slicing, reason = "indices are of the code's modules and what surrounds them")]

use crate::qr::{layout::Layout, sample::least_squares::LeastSquares};

/// A module is seen in so many rows and columns on each side of its own.
const REACH: usize = 2;
const SIDE: usize = 2 * REACH + 1;
/// A module, all those around it, and a constant.
const TERMS: usize = SIDE * SIDE + 1;
/// How often the weights are learned.
const ROUNDS: usize = 3;
/// How often each module is adjusted with the same weights.
const SWEEPS: usize = 8;

/// The cells of a code and of what is around it.
struct Cells {
    size: usize,
    /// The same with the surroundings.
    wide: usize,
    cells: Vec<f32>,
}

impl Cells {
    fn of(size: usize, around: f32, inside: impl Fn(usize) -> f32) -> Self {
        let wide = size + 2 * REACH;
        let mut all = Self { size, wide, cells: vec![around; wide * wide] };
        (0..size * size).for_each(|index| all.set(index, inside(index)));
        all
    }

    /// The index of the first cell that a cell can be seen in.
    fn corner(&self, index: usize) -> usize {
        index / self.size * self.wide + index % self.size
    }

    fn place(&self, index: usize) -> usize {
        self.corner(index) + REACH * self.wide + REACH
    }

    /// A cell and all it can be seen in, row by row.
    fn around(&self, index: usize) -> impl Iterator<Item = &f32> {
        let rows = self.cells[self.corner(index)..].chunks(self.wide);
        rows.take(SIDE).flat_map(|row| row.iter().take(SIDE))
    }

    fn around_mut(&mut self, index: usize) -> impl Iterator<Item = &mut f32> {
        let corner = self.corner(index);
        let rows = self.cells[corner..].chunks_mut(self.wide);
        rows.take(SIDE).flat_map(|row| row.iter_mut().take(SIDE))
    }

    fn get(&self, index: usize) -> f32 {
        self.cells[self.place(index)]
    }

    fn set(&mut self, index: usize, to: f32) {
        let at = self.place(index);
        self.cells[at] = to;
    }

    fn terms(&self, index: usize) -> [f32; TERMS] {
        let mut terms = [1.0; TERMS];
        terms.iter_mut().zip(self.around(index)).for_each(|(term, cell)| *term = *cell);
        terms
    }
}

/// How dark each module is, from -1 to 1, by what is seen and a first guess, both above 0 for dark.
pub(in crate::qr) fn unblurred(layout: &Layout, seen: &[f32], guess: &[f32]) -> Vec<f32> {
    let size = layout.size;
    let (known, guessed) = (layout.known_colours(), layout.guessed(guess));
    let mut modules = Cells::of(size, -1.0, |index| guessed[index]);
    // Nothing was seen of what is around.
    let counts = Cells::of(size, 0.0, |_| 1.0);
    for _ in 0..ROUNDS {
        let mut problem = LeastSquares::new(TERMS);
        for (index, &seen) in seen.iter().enumerate() {
            problem.add_example(&modules.terms(index), seen);
        }
        let weights = problem.solve(&[0.0; TERMS]);
        let mixed = |index: usize| modules.terms(index).iter().zip(&weights).map(|(a, b)| a * b).sum::<f32>();
        // What is seen but not explained. A module appears in its neighbours with the weights reversed.
        let mut rest = Cells::of(size, 0.0, |index| seen[index] - mixed(index));
        let back = || weights.iter().rev().skip(1);
        let squares = back().map(|weight| weight * weight).sum::<f32>() + 1e-6;
        for index in (0..SWEEPS).flat_map(|_| 0..size * size) {
            if known[index] != 0.0 {
                continue;
            }
            let step: f32 = rest.around(index).zip(back()).map(|(rest, weight)| rest * weight).sum();
            let before = modules.get(index);
            let after = (before + step / squares).clamp(-1.0, 1.0);
            modules.set(index, after);
            let by = after - before;
            for ((rest, weight), counts) in rest.around_mut(index).zip(back()).zip(counts.around(index)) {
                *rest -= by * weight * counts;
            }
        }
    }
    (0..size * size).map(|index| modules.get(index)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mixture_of_many_modules_is_taken_apart() {
        let layout = Layout::of(25);
        let code = layout.example();
        let modules = Cells::of(25, -1.0, |index| code[index]);
        // Of what is seen of a module, a fifth is its own.
        let weights = [0.05, 0.22, 0.45, 0.2, 0.08];
        let seen: Vec<f32> = (0..25 * 25)
            .map(|index| {
                let both = weights.iter().flat_map(|a| weights.iter().map(move |b| a * b));
                modules.around(index).zip(both).map(|(module, weight)| module * weight).sum()
            })
            .collect();
        let wrong = |dark: &[f32]| (0..25 * 25).filter(|&index| dark[index] * code[index] < 0.0).count();
        let (before, after) = (wrong(&seen), wrong(&unblurred(&layout, &seen, &seen)));
        assert!(before > 60 && after < 5, "{before} {after}");
    }
}
