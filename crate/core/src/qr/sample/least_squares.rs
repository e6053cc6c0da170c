//! Weights learned from examples, by least squares.
//!
//! Small or blurred modules run into their neighbours. How much they do is unknown, but the colours of
//! hundreds of modules are known: finders, timing lines, alignment patterns. So the reader learns the
//! weights of a module and its eight neighbours that come nearest to those colours, and uses them for all
//! other modules. That also corrects a grid that lies a fraction of a module off.

#![expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "a number of terms; the matrix has as many rows and columns"
)]

/// A least squares problem: what examples tell about some weights.
pub(in crate::qr) struct LeastSquares {
    /// The sum of the products of each two terms, row by row.
    products: Vec<f32>,
    targets: Vec<f32>,
}

impl LeastSquares {
    pub(in crate::qr) fn new(terms: usize) -> Self {
        Self { products: vec![0.0; terms * terms], targets: vec![0.0; terms] }
    }

    /// An example: its terms, and what they should add up to by their weights.
    pub(in crate::qr) fn add_example(&mut self, terms: &[f32], target: f32) {
        let rows = self.products.chunks_mut(terms.len()).zip(&mut self.targets);
        for ((row, sum), &term) in rows.zip(terms) {
            *sum += term * target;
            row.iter_mut().zip(terms).for_each(|(sum, &other)| *sum += term * other);
        }
    }

    /// The weights that come nearest, close to `expected` where the examples say little.
    pub(in crate::qr) fn solve(mut self, expected: &[f32]) -> Vec<f32> {
        let terms = expected.len();
        let spread = self.products.iter().step_by(terms + 1).sum::<f32>();
        let hold = 0.01 * spread / terms as f32 + 1e-3;
        for (sum, &expected) in self.targets.iter_mut().zip(expected) {
            *sum += hold * expected;
        }
        self.products.iter_mut().step_by(terms + 1).for_each(|diagonal| *diagonal += hold);
        self.solved()
    }

    /// Gaussian elimination. The matrix is symmetric and positive, so no rows need to be exchanged.
    fn solved(mut self) -> Vec<f32> {
        let terms = self.targets.len();
        for i in 0..terms {
            let (upper, lower) = self.products.split_at_mut((i + 1) * terms);
            let (upper_right, lower_right) = self.targets.split_at_mut(i + 1);
            let (pivot, value) = (&upper[i * terms..], upper_right[i]);
            let head = pivot[i].max(1e-9);
            for (row, target) in lower.chunks_mut(terms).zip(lower_right) {
                let factor = row[i] / head;
                *target -= factor * value;
                row.iter_mut().zip(pivot).for_each(|(slot, &above)| *slot -= factor * above);
            }
        }
        let mut solution = vec![0.0; terms];
        for (i, row) in self.products.chunks(terms).enumerate().rev() {
            let known: f32 = row.iter().zip(&solution).map(|(a, b)| a * b).sum();
            solution[i] = (self.targets[i] - known) / row[i].max(1e-9);
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
        let mut problem = LeastSquares::new(10);
        let mut state = 1_u32;
        for _ in 0..500 {
            let mut terms = [1.0; 10];
            for term in terms.iter_mut().take(9) {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                *term = if state >> 31 == 1 { 1.0 } else { -1.0 };
            }
            problem.add_example(&terms, terms.iter().zip(&true_weights).map(|(a, b)| a * b).sum());
        }
        let found = problem.solve(&true_weights);
        for (found, expected) in found.iter().zip(&true_weights) {
            assert!((found - expected).abs() < 0.01, "{found} {expected}");
        }
    }
}
