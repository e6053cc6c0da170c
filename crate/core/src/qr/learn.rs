//! Undoing blur by what a code tells of itself.
//!
//! Small or blurred modules run into their neighbours. How much is not known beforehand, but
//! hundreds of modules are: finders, timing lines, alignment patterns. So the weights of a
//! module and its eight neighbours are found that come nearest to the known modules' colours
//! (least squares), and used for all the others. That also corrects a grid that lies a
//! fraction of a module aside.

#![expect(clippy::as_conversions, reason = "a number of terms")]

/// Sums of a least squares problem: what is known about some weights.
pub(super) struct Lessons {
    /// Of each two terms, row by row.
    products: Vec<f32>,
    targets: Vec<f32>,
}

impl Lessons {
    pub(super) fn new(terms: usize) -> Self {
        Self { products: vec![0.0; terms * terms], targets: vec![0.0; terms] }
    }

    /// An example: its terms, and what they should add up to by their weights.
    pub(super) fn add(&mut self, terms: &[f32], target: f32) {
        let rows = self.products.chunks_mut(terms.len()).zip(&mut self.targets);
        for ((row, sum), &term) in rows.zip(terms) {
            *sum += term * target;
            row.iter_mut().zip(terms).for_each(|(sum, &other)| *sum += term * other);
        }
    }

    /// The weights that come nearest, held back towards `expected` where the examples say little.
    pub(super) fn weights(mut self, expected: &[f32]) -> Vec<f32> {
        let terms = expected.len();
        let spread = self.products.iter().step_by(terms + 1).sum::<f32>();
        let hold = 0.01 * spread / terms as f32 + 1e-3;
        for (sum, &expected) in self.targets.iter_mut().zip(expected) {
            *sum += hold * expected;
        }
        self.products.iter_mut().step_by(terms + 1).for_each(|diagonal| *diagonal += hold);
        self.solved()
    }

    /// Gauss's elimination; the matrix is symmetric and positive, so no rows are exchanged.
    fn solved(mut self) -> Vec<f32> {
        let terms = self.targets.len();
        for i in 0..terms {
            let (upper, lower) = self.products.split_at_mut((i + 1) * terms);
            let (upper_right, lower_right) = self.targets.split_at_mut(i + 1);
            let (Some(pivot), Some(&value)) = (upper.chunks(terms).last(), upper_right.last()) else {
                continue;
            };
            let head = pivot.get(i).copied().unwrap_or(1.0).max(1e-9);
            for (row, target) in lower.chunks_mut(terms).zip(lower_right) {
                let factor = row.get(i).copied().unwrap_or(0.0) / head;
                *target -= factor * value;
                row.iter_mut().zip(pivot).for_each(|(slot, &above)| *slot -= factor * above);
            }
        }
        let mut solution = vec![0.0; terms];
        for (i, row) in self.products.chunks(terms).enumerate().rev() {
            let known: f32 = row.iter().zip(&solution).map(|(a, b)| a * b).sum();
            let head = row.get(i).copied().unwrap_or(1.0).max(1e-9);
            if let (Some(slot), Some(&target)) = (solution.get_mut(i), self.targets.get(i)) {
                *slot = (target - known) / head;
            }
        }
        solution
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_that_explain_the_lessons_are_found() {
        let true_weights: [f32; 10] = [0.1, -0.2, 0.0, -0.3, 1.4, -0.3, 0.0, -0.2, 0.1, 0.05];
        let mut lessons = Lessons::new(10);
        let mut state = 1_u32;
        for _ in 0..500 {
            let mut terms = [1.0; 10];
            for term in terms.iter_mut().take(9) {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                *term = if state >> 31 == 1 { 1.0 } else { -1.0 };
            }
            lessons.add(&terms, terms.iter().zip(&true_weights).map(|(a, b)| a * b).sum());
        }
        let found = lessons.weights(&true_weights);
        for (found, expected) in found.iter().zip(&true_weights) {
            assert!((found - expected).abs() < 0.01, "{found} {expected}");
        }
    }
}
